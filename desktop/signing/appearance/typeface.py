"""The stamp's letters: a subset of Tinos (metric twin of Times New Roman, R36) embedded as PDF/A wants it."""

from __future__ import annotations

import hashlib
import io
import unicodedata
import zlib
from dataclasses import dataclass
from functools import lru_cache

from fontTools import subset
from fontTools.ttLib import TTFont
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter

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
        measures: bounding box (4), ascent, descent, cap height; thousandths of the size.
    """

    name: str
    program: bytes
    length: int
    letters: str
    gids: tuple[int, ...]
    widths: tuple[int, ...]
    measures: tuple[int, ...]

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
            FontBBox=_numbers(self.measures[:4]),
            ItalicAngle=_number(0),
            Ascent=_number(self.measures[4]),
            Descent=_number(self.measures[5]),
            CapHeight=_number(self.measures[6]),
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
            CIDToGIDMap=writer.add_object(
                generic.StreamObject(stream_data=b"\0\0" + b"".join(gid.to_bytes(2, "big") for gid in self.gids))
            ),
        )
        return writer.add_object(
            _dictionary(
                Type=pdf_name("/Font"),
                Subtype=pdf_name("/Type0"),
                BaseFont=pdf_name(f"/{self.name}"),
                Encoding=pdf_name("/Identity-H"),
                DescendantFonts=generic.ArrayObject([writer.add_object(descendant)]),
                ToUnicode=writer.add_object(generic.StreamObject(stream_data=_to_unicode(self.letters))),
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
        em, head, hhea = int(font["head"].unitsPerEm), font["head"], font["hhea"]
        box = (head.xMin, head.yMin, head.xMax, head.yMax, hhea.ascent, hhea.descent, font["OS/2"].sCapHeight)
        names = [font.getBestCmap()[ord(letter)] for letter in letters]
        widths = tuple(round(font["hmtx"][name][0] * 1000 / em) for name in names)
        options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, glyph_names=False)
        options.drop_tables += ["GSUB", "GPOS", "GDEF", "DSIG", "OS/2", "name", "post", "gasp"]
        options.name_IDs = []
        options.recalc_timestamp = False
        maker = subset.Subsetter(options)
        maker.populate(glyphs=[".notdef", *names])
        maker.subset(font)
        del font["cmap"]
        order = {name: gid for gid, name in enumerate(font.getGlyphOrder())}
        out = io.BytesIO()
        font.save(out, reorderTables=True)
    program = out.getvalue()
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
    return Typeface(
        name=f"{tag}+Tinos",
        program=zlib.compress(program, 9),
        length=len(program),
        letters=letters,
        gids=tuple(order[name] for name in names),
        widths=widths,
        measures=tuple(round(value * 1000 / em) for value in box),
    )


def _to_unicode(letters: str) -> bytes:
    pairs = [f"<{code:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for code, letter in enumerate(letters, 1)]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    maps = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{maps}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _dictionary(**entries: generic.PdfObject) -> generic.DictionaryObject:
    made: generic.DictionaryObject = generic.DictionaryObject()  # type: ignore[no-untyped-call]
    made.update({pdf_name(f"/{key}"): value for key, value in entries.items()})
    return made


def _number(value: int) -> generic.NumberObject:
    return generic.NumberObject(value)  # type: ignore[no-untyped-call]


def _numbers(values: tuple[int, ...]) -> generic.ArrayObject:
    return generic.ArrayObject([_number(value) for value in values])
