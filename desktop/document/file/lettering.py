"""Letters in the PDF: one embedded font for the invisible text of every page and the visible mark.

Every character has a code of its own (CID) with its own entry in ToUnicode, so that what is selected or searched
is exactly the NFC text. Outlines are embedded only for letters that are seen; invisible ones keep their true
width and nothing else, which makes the font a few kilobytes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pikepdf
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pikepdf import Array, Dictionary, Name

from desktop.document.file.font import Measures, glyph_numbers, measures, reduced, subset_name, to_unicode
from desktop.machine.folders import resources
from desktop.model.page import Reading, ReadLine

FONT = "Arimo-Regular"
RESOURCE = "/F0"
_CID_LIMIT = 0xFFFF
"""Codes have two bytes."""
_SIZE_IN_BOX, _BASELINE = 0.86, 0.21
"""Size of invisible letters in heights of their line's box; how far their baseline is above its foot, in sizes."""
_LONGEST = 8000
"""PDF/A allows 32,767 bytes a string; a character is two."""
_WIDEST, _NARROWEST = 2000.0, 1.0
"""Bounds of how far a word is stretched to its box, percent."""
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


@lru_cache(maxsize=4)
def _letters(file: Path) -> tuple[dict[int, str], dict[str, int], int]:
    """Glyph name by character, advance by glyph name, units per em."""
    with TTFont(file, lazy=True) as font:
        advances = {name: advance for name, (advance, _) in font["hmtx"].metrics.items()}
        return dict(font.getBestCmap()), advances, int(font["head"].unitsPerEm)


def clean_text(text: str) -> str:
    """NFC without control characters, runs of white space as one space."""
    spaced = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFC", text))
    return " ".join("".join(c for c in spaced if unicodedata.category(c) not in _DROPPED).split())


class Lettering:
    """A font of one PDF, most often its only one: hands out codes while pages are written, is embedded at the end.

    Args:
        name: of the font's file among the resources, without its ending.
    """

    def __init__(self, name: str = FONT) -> None:
        self._name = name
        self._file = resources() / "fonts" / f"{name}.ttf"
        self._glyphs, self._advances, self._em = _letters(self._file)
        self._cids: dict[str, int] = {}
        self._seen: set[str] = set()

    @property
    def used(self) -> bool:
        """Whether any letter was written."""
        return bool(self._cids)

    def width(self, text: str) -> float:
        """Natural width of clean text, in ems."""
        return sum(self._advance(character) for character in text) / self._em

    def show(self, text: str, *, seen: bool) -> str:
        """The PDF string that shows clean text; `seen` letters get their outlines."""
        if seen:
            self._seen.update(text)
        return "<" + "".join(f"{self._cid(character):04X}" for character in text) + ">"

    def _cid(self, character: str) -> int:
        cid = self._cids.setdefault(character, len(self._cids) + 1)
        # No text has 65,535 different characters; what noise has beyond them is shown as the last one.
        return min(cid, _CID_LIMIT)

    def _glyph(self, character: str) -> str:
        """Letters that the font lacks are drawn as a space: they can still be found by their text, and never show
        `.notdef`.
        """
        return self._glyphs.get(ord(character), "space")

    def _advance(self, character: str) -> int:
        return self._advances[self._glyph(character)]

    def embed(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """The Type0 font with all letters handed out so far."""
        characters = list(self._cids)[:_CID_LIMIT]
        program, gids = self._subset(characters)
        name = f"/{subset_name(program, self._name.removesuffix('-Regular'))}"
        widths = [round(self._advance(character) * 1000 / self._em) for character in characters]
        descendant = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.CIDFontType2,
                BaseFont=Name(name),
                CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
                FontDescriptor=self._descriptor(pdf, name, program),
                DW=1000,
                W=Array([1, Array(widths)]),
                CIDToGIDMap=pdf.make_stream(glyph_numbers(gids)),
            )
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name(name),
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([descendant]),
                ToUnicode=pdf.make_stream(to_unicode(characters)),
            )
        )

    def _descriptor(self, pdf: pikepdf.Pdf, name: str, program: bytes) -> pikepdf.Object:
        told = _measures(self._file)
        return pdf.make_indirect(
            Dictionary(
                Type=Name.FontDescriptor,
                FontName=Name(name),
                Flags=4,
                FontBBox=Array(told.box),
                ItalicAngle=0,
                Ascent=told.ascent,
                Descent=told.descent,
                CapHeight=told.cap_height,
                StemV=80,
                FontFile2=pdf.make_stream(program, Length1=len(program)),
            )
        )

    def _subset(self, characters: list[str]) -> tuple[bytes, list[int]]:
        """The font program with only what is needed, and the glyph number of each character."""
        names = [self._glyph(character) for character in characters]
        program, numbers = _program(self._file, frozenset(names), frozenset(map(self._glyph, self._seen)))
        return program, [numbers[name] for name in names]


@lru_cache(maxsize=4)
def _measures(file: Path) -> Measures:
    with TTFont(file, lazy=True) as font:
        return measures(font)


@lru_cache(maxsize=16)
def _program(file: Path, names: frozenset[str], seen: frozenset[str]) -> tuple[bytes, dict[str, int]]:
    """The font with these glyphs alone, outlines only of those that are seen; and the number of each.

    Kept for a while: a paper that is built again has the same letters.
    """
    ordered = sorted(names)
    with TTFont(file, lazy=True, recalcTimestamp=False) as font:
        for name in names - _with_parts(font, seen):
            font["glyf"][name] = Glyph()
        program, gids = reduced(font, ordered)
    return program, dict(zip(ordered, gids, strict=True))


def _with_parts(font: TTFont, names: frozenset[str]) -> set[str]:
    """Glyphs and what they are put together from: `ố` needs the outlines of `o` and of its marks."""
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += font["glyf"][name].getComponentNames(font["glyf"])
    return found


def number(value: float) -> str:
    """A number as content streams want it: no exponent, two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text


def invisible_text(reading: Reading, width: float, height: float, letters: Lettering) -> str:
    """Content that lays the reading invisibly over a page of `width` by `height` points.

    One text object a line, in reading order; each word is stretched to its box, each space to the gap after it.
    """
    if reading.width <= 0 or reading.height <= 0:
        return ""
    sheet = _Sheet(width, height, width / reading.width, height / reading.height)
    body = "".join(_line(line, sheet, letters) for line in reading.lines)
    return f"q\n{body}Q\n" if body else ""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Size in points, and points per px of the reading."""

    width: float
    height: float
    across: float
    down: float


def _line(line: ReadLine, sheet: _Sheet, letters: Lettering) -> str:
    words = [(clean_text(word.text)[:_LONGEST], word.box) for word in line.words]
    words = [word for word in words if word[0]] or [(clean_text(line.text)[:_LONGEST], line.box)]
    if not words[0][0]:
        return ""
    top, tall = line.box[1], max(1, line.box[3])
    size = min(max(tall * sheet.down * _SIZE_IN_BOX, 1.0), sheet.height)
    base = _between(0, sheet.height - (top + tall) * sheet.down + size * _BASELINE, sheet.height)
    out = [f"BT\n3 Tr\n{RESOURCE} {number(size)} Tf\n"]
    for at, (text, box) in enumerate(words):
        left = _between(0, box[0] * sheet.across, sheet.width)
        right = _between(left + sheet.across, (box[0] + box[2]) * sheet.across, sheet.width + sheet.across)
        out.append(f"1 0 0 1 {number(left)} {number(base)} Tm\n{_stretched(text, right - left, size, letters)}")
        if at + 1 < len(words):
            gap = words[at + 1][1][0] * sheet.across - right
            out.append(_stretched(" ", _between(size * 0.1, gap, sheet.width), size, letters))
    out.append("ET\n")
    return "".join(out)


def _between(low: float, value: float, high: float) -> float:
    return min(max(low, value), high)


def _stretched(text: str, wanted: float, size: float, letters: Lettering) -> str:
    natural = letters.width(text) * size
    scale = _between(_NARROWEST, 100 * wanted / natural, _WIDEST) if natural else 100.0
    return f"{number(scale)} Tz {letters.show(text, seen=False)} Tj\n"
