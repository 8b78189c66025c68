"""The PDF/A-2b of a paper: the pictures at their true size, what they say beneath, metadata, conversion mark.

The same input gives the same bytes. Text goes in here, before signing; a signed file never changes again.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from desktop.document.fonts import EmbeddedFont
from desktop.document.mark import ConversionMark, Placed, place
from desktop.document.metadata import PaperAbout, write_metadata
from desktop.machine.folders import resources
from desktop.model.errors import UnreadableInput
from desktop.model.page import Reading, ReadLine
from desktop.page.image import decode, encode_jpeg

POINTS_PER_INCH = 72
_FONT = "/Doc"


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page to be.

    Attributes:
        image: JPEG (kept byte for byte) or another picture (becomes JPEG).
        dpi: dots per inch; gives the true size.
        reading: what the page says, px of the image; None where it was not read.
    """

    image: bytes
    dpi: int
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class _Picture:
    jpeg: bytes
    width: int
    height: int
    colours: int


def build_pdf(pages: Sequence[PdfPage], about: PaperAbout, mark: ConversionMark | None = None) -> bytes:
    """Build the file.

    Args:
        pages: at least one.
        about: title, code and the like, for the metadata.
        mark: the conversion mark, put on page 1 where it covers nothing, and into the metadata (R25).

    Raises:
        UnreadableInput: no pages, or a picture that cannot be read.
    """
    if not pages:
        raise UnreadableInput(about.title or "giấy tờ", reason="không có trang nào")
    font = EmbeddedFont()
    pdf = Pdf.new()
    used_font = pdf.make_indirect(Dictionary(Type=Name.Font))
    for number, page in enumerate(pages, 1):
        placed = place(mark, page.image, page.dpi, page.reading) if mark and number == 1 else None
        _add_page(pdf, page, _picture(page.image, f"trang {number}"), font, used_font, placed)
    _finish_font(pdf, used_font, font)
    _finish(pdf, about, mark)
    digest = hashlib.sha256(b"".join(hashlib.sha256(page.image).digest() for page in pages)).digest()[:16]
    pdf.trailer.ID = Array([String(digest), String(digest)])
    out = io.BytesIO()
    pdf.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        fix_metadata_version=False,
        static_id=False,
        deterministic_id=True,
    )
    return out.getvalue()


def _picture(image: bytes, name: str) -> _Picture:
    pixels, dpi = decode(image, name)
    height, width = pixels.shape[:2]
    colours = _jpeg_colours(image)
    if colours in {1, 3}:
        return _Picture(image, width, height, colours)
    return _Picture(encode_jpeg(pixels, dpi), width, height, 3)


def _jpeg_colours(image: bytes) -> int:
    """Number of colour components of a JPEG, 0 where it is none."""
    if image[:2] != b"\xff\xd8":
        return 0
    at = 2
    while at + 9 < len(image) and image[at] == 0xFF:
        marker = image[at + 1]
        if marker in {0xC0, 0xC1, 0xC2}:
            return image[at + 9]
        at += 2 + int.from_bytes(image[at + 2 : at + 4], "big")
    return 0


def _add_page(
    pdf: Pdf, page: PdfPage, picture: _Picture, font: EmbeddedFont, used_font: pikepdf.Object, placed: Placed | None
) -> None:
    scale = POINTS_PER_INCH / page.dpi
    width, height = picture.width * scale, picture.height * scale
    image = Stream(pdf, picture.jpeg)
    image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, Name.DCTDecode
    image.Width, image.Height, image.BitsPerComponent = picture.width, picture.height, 8
    image.ColorSpace = Name.DeviceGray if picture.colours == 1 else Name.DeviceRGB
    image.Interpolate = False
    parts = [f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Scan Do Q".encode()]
    if page.reading:
        parts.append(_hidden_text(page.reading.lines, font, scale, height))
    if placed:
        parts.append(placed.drawn(font, _FONT, page.dpi, height))
    pdf.pages.append(
        pikepdf.Page(
            Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, round(width, 3), round(height, 3)]),
                Resources=Dictionary(XObject={"/Scan": image}, Font={_FONT: used_font}),
                Contents=Stream(pdf, b"\n".join(parts)),
            )
        )
    )


def _hidden_text(lines: Iterable[ReadLine], font: EmbeddedFont, scale: float, height: float) -> bytes:
    """Invisible text: one piece per line, every word brought to its own place and width."""
    out = [b"BT 3 Tr"]
    for line in lines:
        _, top, _, tall = line.box
        size = max(1.0, tall * scale * 0.8)
        base = height - (top + tall * 0.8) * scale
        words = list(line.words)
        for at, word in enumerate(words):
            last = at == len(words) - 1
            end = word.box[0] + word.box[2] if last else max(words[at + 1].box[0], word.box[0] + 1)
            text = word.text if last else word.text + " "
            natural = font.width(text) * size
            if natural <= 0:
                continue
            stretch = 100 * (end - word.box[0]) * scale / natural
            out.append(
                b"%s %.2f Tf %.2f Tz 1 0 0 1 %.2f %.2f Tm <%s> Tj"
                % (
                    _FONT.encode(),
                    size,
                    max(1.0, stretch),
                    word.box[0] * scale,
                    base,
                    font.encoded(text).hex().encode(),
                )
            )
    out.append(b"ET")
    return b"\n".join(out)


def _finish_font(pdf: Pdf, used_font: pikepdf.Object, font: EmbeddedFont) -> None:
    """Fill in the font that the pages name, now that what they use is known."""
    metrics = font.metrics()
    tag = hashlib.sha256("".join(font.used().values()).encode()).hexdigest().upper()
    name = Name("/" + "".join(letter for letter in tag.translate(_HEX_TO_LETTERS))[:6] + "+Tinos-Regular")
    file = Stream(pdf, font.subset())
    file.Length1 = len(file.read_bytes())
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array([metrics["left"], metrics["bottom"], metrics["right"], metrics["top"]]),
        ItalicAngle=0,
        Ascent=metrics["ascent"],
        Descent=metrics["descent"],
        CapHeight=metrics["cap_height"],
        StemV=80,
        FontFile2=pdf.make_indirect(file),
    )
    widths = Array([])
    for number in font.used():
        widths.append(number)
        widths.append(Array([font.advance(number)]))
    below = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=font.advance(0),
        W=widths,
        CIDToGIDMap=Name.Identity,
    )
    used_font.Subtype = Name.Type0
    used_font.BaseFont = name
    used_font.Encoding = Name("/Identity-H")
    used_font.DescendantFonts = Array([pdf.make_indirect(below)])
    used_font.ToUnicode = pdf.make_indirect(Stream(pdf, _to_unicode(font.used())))


_HEX_TO_LETTERS = str.maketrans("0123456789", "GHIJKLMNOP")


def _to_unicode(used: dict[int, str]) -> bytes:
    rows = [f"<{number:04x}> <{letter.encode('utf-16-be').hex()}>" for number, letter in used.items()]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode()


def _finish(pdf: Pdf, about: PaperAbout, mark: ConversionMark | None) -> None:
    profile = Stream(pdf, (resources() / "icc" / "sRGB.icc").read_bytes())
    profile.N = 3
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB"),
                DestOutputProfile=pdf.make_indirect(profile),
            )
        ]
    )
    pdf.Root.Lang = String("vi-VN")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    write_metadata(pdf, about, mark)
