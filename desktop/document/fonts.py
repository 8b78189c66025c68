"""The embedded fonts: a subset of Tinos (metric twin of Times New Roman) with what a file really shows."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache

from fontTools import subset
from fontTools.ttLib import TTFont

from desktop.machine.folders import resources

REGULAR = "Tinos-Regular.ttf"


@cache
def _whole(name: str) -> bytes:
    return (resources() / "fonts" / name).read_bytes()


@cache
def _glyphs(name: str) -> tuple[dict[int, int], list[int], int]:
    """Letter to glyph number, advance widths, units per em."""
    font = TTFont(io.BytesIO(_whole(name)), lazy=True)
    numbers = font.getReverseGlyphMap()
    letters = {letter: numbers[glyph] for letter, glyph in font.getBestCmap().items()}
    order = font.getGlyphOrder()
    return letters, [font["hmtx"][glyph][0] for glyph in order], font["head"].unitsPerEm


class EmbeddedFont:
    """One font of one file; collects what is used, then gives the subset.

    Args:
        name: file in `resources/fonts`.
    """

    def __init__(self, name: str = REGULAR) -> None:
        self.name = name
        self._letters, self._widths, self.em = _glyphs(name)
        self._used: dict[int, str] = {}

    def encoded(self, text: str) -> bytes:
        """Glyph numbers, two bytes each; a letter the font lacks becomes a space-wide nothing that still copies."""
        numbers = []
        for letter in text:
            number = self._letters.get(ord(letter), 0)
            if number:
                self._used[number] = letter
            numbers.append(number)
        return b"".join(number.to_bytes(2, "big") for number in numbers)

    def width(self, text: str) -> float:
        """Width of a text at size 1."""
        return sum(self._widths[self._letters.get(ord(letter), 0)] for letter in text) / self.em

    def used(self) -> dict[int, str]:
        """Glyph number to letter, of all that was used."""
        return dict(sorted(self._used.items()))

    def advance(self, number: int) -> int:
        """Advance width of a glyph in thousandths of the size."""
        return round(self._widths[number] * 1000 / self.em)

    def subset(self) -> bytes:
        """The font file with the used glyphs only, numbers kept."""
        options = subset.Options(
            retain_gids=True, notdef_outline=True, hinting=False, layout_features=[], name_IDs=[0, 1, 2, 4, 6]
        )
        options.drop_tables += ["DSIG", "GPOS", "GSUB", "GDEF", "kern", "LTSH", "VDMX", "hdmx", "gasp"]
        font = TTFont(io.BytesIO(_whole(self.name)), recalcTimestamp=False)
        maker = subset.Subsetter(options)
        maker.populate(gids=[0, *self._used])
        maker.subset(font)
        out = io.BytesIO()
        font.save(out)
        return out.getvalue()

    def metrics(self) -> dict[str, int]:
        """Ascent, descent, cap height and box in thousandths, for the font descriptor."""
        font = TTFont(io.BytesIO(_whole(self.name)), lazy=True)
        scale = 1000 / self.em
        head, rise = font["head"], font["OS/2"]
        return {
            "ascent": round(rise.sTypoAscender * scale),
            "descent": round(rise.sTypoDescender * scale),
            "cap_height": round(getattr(rise, "sCapHeight", rise.sTypoAscender) * scale),
            "left": round(head.xMin * scale),
            "bottom": round(head.yMin * scale),
            "right": round(head.xMax * scale),
            "top": round(head.yMax * scale),
        }


def missing_letters(name: str, letters: Iterable[str]) -> list[str]:
    """Letters that a font does not have."""
    known, _, _ = _glyphs(name)
    return [letter for letter in letters if ord(letter) not in known]
