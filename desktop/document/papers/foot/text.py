"""Lines of a foot as a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.document.papers.field import Field, doubted
from desktop.document.papers.head.judging import OF_LETTERS
from desktop.document.papers.head.piece import Piece
from desktop.document.papers.head.slots import box_at, says_in_boxes
from desktop.document.papers.head.wording import Said, wording
from desktop.model.page import Reading


def field_of(lines: Sequence[Piece], reading: Reading, page: int) -> Field | None:
    """What lines say, word for word, as a value of a page (its index); None where they say nothing.

    Green where the readers agree, on the words and on the lines whole.
    """
    said = wording(lines, Said(reading))
    if not said.doubt:
        by_words = said.agreed and says_in_boxes(lines, said.text, reading, bare=False)
        said = replace(said, agreed=by_words or says_in_boxes(lines, said.text, reading))
    field = said.field(lines, page)
    return doubted(field, said.doubt) if field and said.doubt else field


def texts_in_box(line: Piece, reading: Reading) -> dict[str, str]:
    """What the readers of letters have of a line that they read whole, by their names; empty where it was not."""
    seen = box_at(line.box, reading)
    return {one.reader: one.text for one in (seen.opinions if seen else ()) if one.reader in OF_LETTERS}
