"""Text in rows of a width, the same wherever words are printed: none ever runs out of its line or cell."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.document.file.lettering import Lettering

_BREAKS = "-/"


def folded(text: str, width: float, letters: Lettering, first: float = 0.0) -> list[str]:
    """Clean text in rows of at most a width, in ems; a dash where there is none.

    Args:
        text: its words are parted by spaces.
        width: of a row.
        letters: the face that it is set in.
        first: what the first row leaves free.
    """
    rows, room = [""], width - first
    for word in text.split(" "):
        for piece in _pieces(word, width if rows[-1] else room, letters):
            longer = f"{rows[-1]} {piece}".strip()
            if not rows[-1] or letters.width(longer) <= room:
                rows[-1] = longer
            else:
                rows.append(piece)
                room = width
    return [row for row in rows if row] or ["–"]


def _pieces(word: str, width: float, letters: Lettering) -> Iterator[str]:
    """A word, broken where it alone is wider than a row: behind a hyphen or a slash, where it has one there."""
    while letters.width(word) > width:
        fits = next((end for end in range(len(word) - 1, 1, -1) if letters.width(word[:end]) <= width), 1)
        end = max(word.rfind(sign, 0, fits) for sign in _BREAKS) + 1 or fits
        yield word[:end]
        word = word[end:]
    yield word
