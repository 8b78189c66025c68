"""A subset of a font as PDF/A wants it embedded. How it goes into a file is the business of whoever writes the file."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fontTools.ttLib import TTFont

_IN_THOUSANDTHS = 1000
_DROPPED = ["GSUB", "GPOS", "GDEF", "DSIG", "OS/2", "name", "post", "gasp"]


@dataclass(frozen=True, slots=True)
class Measures:
    """What a font descriptor tells, thousandths of the size.

    Attributes:
        box: left, foot, right, top around every letter.
        ascent: above the baseline.
        descent: below it, negative.
        cap_height: of capital letters.
    """

    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int


def measures(font: TTFont) -> Measures:
    """The measures of a whole font."""
    head, hhea, em = font["head"], font["hhea"], int(font["head"].unitsPerEm)

    def scaled(value: int) -> int:
        return round(value * _IN_THOUSANDTHS / em)

    return Measures(
        box=(scaled(head.xMin), scaled(head.yMin), scaled(head.xMax), scaled(head.yMax)),
        ascent=scaled(hhea.ascent),
        descent=scaled(hhea.descent),
        cap_height=scaled(font["OS/2"].sCapHeight),
    )


def reduced(font: TTFont, names: Sequence[str]) -> tuple[bytes, tuple[int, ...]]:
    """The font file with nothing but these glyphs, and the glyph number of each.

    Args:
        font: is changed; opened with `recalcTimestamp=False`, the same glyphs give the same bytes.
        names: of glyphs, in the order of their codes.
    """
    # Here and not above: it loads a shaper and an XML reader, which only making a file needs.
    from fontTools import subset

    options = subset.Options(hinting=False, layout_features=[], notdef_outline=False, glyph_names=False)
    options.drop_tables += _DROPPED
    options.name_IDs = []
    options.recalc_timestamp = False
    maker = subset.Subsetter(options)
    maker.populate(glyphs=sorted({".notdef", "space", *names}))
    maker.subset(font)
    if "cmap" in font:
        del font["cmap"]
    order = {name: gid for gid, name in enumerate(font.getGlyphOrder())}
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue(), tuple(order[name] for name in names)


def subset_name(program: bytes, name: str) -> str:
    """The font's name behind six capital letters that name this subset, drawn from its bytes."""
    return "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6]) + f"+{name}"


def glyph_numbers(gids: Iterable[int]) -> bytes:
    """CIDToGIDMap: codes count from 1 in the order of the letters; code 0 is `.notdef`."""
    return b"\0\0" + b"".join(gid.to_bytes(2, "big") for gid in gids)


def to_unicode(letters: Iterable[str]) -> bytes:
    """The CMap that gives each code, from 1, its letter: what is selected or searched is exactly that."""
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
