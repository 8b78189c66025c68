"""The stamp's letters: a subset of Tinos (metric twin of Times New Roman, R36) embedded as PDF/A wants it."""

from __future__ import annotations

import io
import unicodedata
import zlib
from dataclasses import dataclass
from functools import lru_cache

from fontTools.ttLib import TTFont
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from desktop.document.file.font import Measures, glyph_numbers, measures, reduced, subset_name, to_unicode
from desktop.machine.folders import resources

FONT_FILE = "Tinos-Regular.ttf"
_ALWAYS = "0123456789/:+. "
"""In every subset, so that one subset serves a whole batch though the time changes."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """One subset.

    Attributes:
        name: PostScript name with its six-letter tag.
        program: the font file, compressed.
        length: of the font file before compression, bytes.
        letters: in the order of their codes, from 1.
        gids: glyph number of each letter.
        widths: advance of each, thousandths of the size.
        measures: of the whole font.
    """

    name: str
    program: bytes
    length: int
    letters: str
    gids: tuple[int, ...]
    widths: tuple[int, ...]
    measures: Measures

    def width(self, text: str) -> float:
        """Width of clean text at size 1."""
        return sum(self.widths[self.letters.index(letter)] for letter in text) / 1000

    def show(self, text: str) -> bytes:
        """The PDF string that shows clean text."""
        return b"<" + b"".join(b"%04X" % (self.letters.index(letter) + 1) for letter in text) + b">"

    def embed(self, writer: BasePdfFileWriter) -> generic.IndirectObject:
        """Write the font into a file."""
        descriptor = _dictionary(
            Type=pdf_name("/FontDescriptor"),
            FontName=pdf_name(f"/{self.name}"),
            Flags=_number(4),
            FontBBox=_numbers(self.measures.box),
            ItalicAngle=_number(0),
            Ascent=_number(self.measures.ascent),
            Descent=_number(self.measures.descent),
            CapHeight=_number(self.measures.cap_height),
            StemV=_number(80),
            FontFile2=writer.add_object(
                generic.StreamObject(
                    _dictionary(
                        Filter=pdf_name("/FlateDecode"),
                        Length1=_number(self.length),
                    ),
                    encoded_data=self.program,
                )
            ),
        )
        descendant = _dictionary(
            Type=pdf_name("/Font"),
            Subtype=pdf_name("/CIDFontType2"),
            BaseFont=pdf_name(f"/{self.name}"),
            CIDSystemInfo=_dictionary(
                Registry=generic.TextStringObject("Adobe"),
                Ordering=generic.TextStringObject("Identity"),
                Supplement=_number(0),
            ),
            FontDescriptor=writer.add_object(descriptor),
            DW=_number(1000),
            W=generic.ArrayObject([_number(1), _numbers(self.widths)]),
            CIDToGIDMap=writer.add_object(generic.StreamObject(stream_data=glyph_numbers(self.gids))),
        )
        return writer.add_object(
            _dictionary(
                Type=pdf_name("/Font"),
                Subtype=pdf_name("/Type0"),
                BaseFont=pdf_name(f"/{self.name}"),
                Encoding=pdf_name("/Identity-H"),
                DescendantFonts=generic.ArrayObject([writer.add_object(descendant)]),
                ToUnicode=writer.add_object(generic.StreamObject(stream_data=to_unicode(self.letters))),
            )
        )


def clean(text: str) -> str:
    """NFC on one line without control characters; what the font lacks becomes `?` rather than an empty box."""
    seen = (letter for letter in unicodedata.normalize("NFC", text) if letter.isprintable() or letter.isspace())
    line = " ".join("".join(seen).split())
    known = _known()
    return "".join(letter if ord(letter) in known else "?" for letter in line)


def typeface(texts: tuple[str, ...]) -> Typeface:
    """The subset that shows these clean texts."""
    return _subset("".join(sorted({*_ALWAYS, *"".join(texts)})))


@lru_cache(maxsize=1)
def _file() -> bytes:
    return (resources() / "fonts" / FONT_FILE).read_bytes()


@lru_cache(maxsize=1)
def _known() -> frozenset[int]:
    with TTFont(io.BytesIO(_file()), lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=64)
def _subset(letters: str) -> Typeface:
    with TTFont(io.BytesIO(_file()), lazy=True, recalcTimestamp=False) as font:
        em, told = int(font["head"].unitsPerEm), measures(font)
        names = [font.getBestCmap()[ord(letter)] for letter in letters]
        widths = tuple(round(font["hmtx"][name][0] * 1000 / em) for name in names)
        program, gids = reduced(font, names)
    return Typeface(
        name=subset_name(program, "Tinos"),
        program=zlib.compress(program, 9),
        length=len(program),
        letters=letters,
        gids=gids,
        widths=widths,
        measures=told,
    )


def _dictionary(**entries: generic.PdfObject) -> generic.DictionaryObject:
    made: generic.DictionaryObject = generic.DictionaryObject()  # type: ignore[no-untyped-call]
    made.update({pdf_name(f"/{key}"): value for key, value in entries.items()})
    return made


def _number(value: int) -> generic.NumberObject:
    return generic.NumberObject(value)  # type: ignore[no-untyped-call]


def _numbers(values: tuple[int, ...]) -> generic.ArrayObject:
    return generic.ArrayObject([_number(value) for value in values])
