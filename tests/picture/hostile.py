"""Files under a megabyte that would keep a reader busy for minutes, each made anew."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

Bytes = Callable[[], bytes]


def pdf_of(contents: Callable[[pikepdf.Pdf, pikepdf.Object], bytes], pages: int = 1) -> bytes:
    """A PDF whose pages share one content, which may put what it needs into their resources."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        resources = pdf.make_indirect(Dictionary())
        stream = pdf.make_stream(contents(pdf, resources))
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
            pdf.pages[-1].obj.Contents = stream
            pdf.pages[-1].obj.Resources = resources
        pdf.save(out, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def many_pages() -> bytes:
    def text(pdf: pikepdf.Pdf, resources: pikepdf.Object) -> bytes:
        resources.Font = Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        return (
            b"BT /F 9 Tf 10 TL 40 800 Td " + b"(a line of text as it comes, again and again and again) ' " * 75 + b"ET"
        )

    return pdf_of(text, 500)


def forms_of_forms() -> bytes:
    """Ten forms, each showing the next ten times: ten thousand million drawings."""

    def nested(pdf: pikepdf.Pdf, resources: pikepdf.Object) -> bytes:
        inner = pdf.make_indirect(Stream(pdf, b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]))
        for _ in range(10):
            within = Dictionary(XObject=Dictionary(X=inner))
            inner = pdf.make_indirect(
                Stream(
                    pdf, b"/X Do " * 10, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 600, 900], Resources=within
                )
            )
        resources.XObject = Dictionary(X=inner)
        return b"/X Do"

    return pdf_of(nested)


def fine_pattern() -> bytes:
    def tiled(pdf: pikepdf.Pdf, resources: pikepdf.Object) -> bytes:
        tile = Stream(
            pdf,
            b"0 0 1 1 re f " * 500,
            Type=Name.Pattern,
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=[0, 0, 3, 3],
            XStep=0.05,
            YStep=0.05,
            Resources=Dictionary(),
        )
        resources.Pattern = Dictionary(P=pdf.make_indirect(tile))
        return b"/Pattern cs /P scn " + b"0 0 595 842 re f " * 50

    return pdf_of(tiled)


def endless_curves() -> bytes:
    return pdf_of(lambda pdf, resources: b"1 w [1 1] 0 d " + b"0 0 m 595 842 0 842 595 0 c S " * 120_000)


def groups_of_groups() -> bytes:
    def blended(pdf: pikepdf.Pdf, resources: pikepdf.Object) -> bytes:
        group = Dictionary(Type=Name.Group, S=Name.Transparency, I=True, K=True)
        form = Stream(
            pdf, b"0 0 595 842 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 595, 842], Group=group
        )
        resources.XObject = Dictionary(X=pdf.make_indirect(form))
        resources.ExtGState = Dictionary(G=Dictionary(Type=Name.ExtGState, ca=0.5, BM=Name.Luminosity))
        return b"/G gs " + b"/X Do " * 20_000

    return pdf_of(blended)


def large_picture() -> bytes:
    def shown(pdf: pikepdf.Pdf, resources: pikepdf.Object) -> bytes:
        side = 30_000
        picture = Stream(pdf, b"")
        picture.write(zlib.compress(bytes(side * side // 8), 9), filter=Name.FlateDecode)
        picture.stream_dict.update(
            Dictionary(
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=side,
                Height=side,
                BitsPerComponent=1,
                ColorSpace=Name.DeviceGray,
            )
        )
        resources.XObject = Dictionary(I=pdf.make_indirect(picture))
        return b"q 595 0 0 842 0 0 cm " + b"/I Do " * 100 + b"Q"

    return pdf_of(shown)


def deep_arrays() -> bytes:
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/X "
        + b"[" * 200_000
        + b"]" * 200_000
        + b">>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R"
        + b"/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF"
    )


def many_objects() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.Root.X = Array([pdf.make_indirect(Dictionary(A=Array([0] * 40))) for _ in range(15_000)])
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def many_fields() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        fields = [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Widget,
                    FT=Name.Tx,
                    T=pikepdf.String(f"{at}"),
                    V=pikepdf.String("x " * 40),
                    Rect=[10, 10, 580, 830],
                    DA=pikepdf.String("/Helv 0 Tf 0 g"),
                    Ff=1 << 12,
                )
            )
            for at in range(4000)
        ]
        pdf.Root.AcroForm = Dictionary(Fields=Array(fields), NeedAppearances=True)
        pdf.pages[0].obj.Annots = Array(fields)
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def fields_in_a_ring() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        one, other = pdf.make_indirect(Dictionary(T="a")), pdf.make_indirect(Dictionary(T="b"))
        for field, next_ in ((one, other), (other, one)):
            field.Parent, field.Kids = next_, Array([next_] * 3)
            field.Subtype, field.Rect = Name.Widget, [0, 0, 9, 9]
        pdf.Root.AcroForm = Dictionary(Fields=Array([one]))
        pdf.pages[0].obj.Annots = Array([one, other])
        pdf.save(out)
    return out.getvalue()


def plain_png(width: int, height: int) -> bytes:
    """A small file that unpacks to a plain grey picture of any size."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = zlib.compress(bytes(1 + width) * height, 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def many_scans() -> bytes:
    """A progressive JPEG whose last scan is there ten thousand times."""
    out = io.BytesIO()
    Image.new("L", (4000, 4000), 200).save(out, "JPEG", progressive=True)
    data = out.getvalue()
    last = data.rindex(b"\xff\xda")
    scan = data[last:-2]
    return data[:last] + (scan * 10_000)[: 900_000 // len(scan) * len(scan)] + b"\xff\xd9"


def long_tiff() -> bytes:
    """A TIFF of 1,500 pages that all show the same strip."""
    picture = Image.new("1", (4960, 7016), 1)
    out = io.BytesIO()
    picture.save(out, "TIFF", compression="group4")
    data = bytearray(out.getvalue())
    (first,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, first)
    directory = bytes(data[first : first + 2 + 12 * count])
    struct.pack_into("<I", data, first + 2 + 12 * count, len(data))
    for _ in range(1500):
        data += directory
        data += struct.pack("<I", len(data) + 4)
    struct.pack_into("<I", data, len(data) - 4, 0)
    return bytes(data)


def saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def large(kind: str, side: int = 8900, mode: str = "L", **how: object) -> Bytes:
    return lambda: saved(Image.new(mode, (side, side), 1), kind, **how)


HOSTILE: dict[str, Bytes] = {
    "pages.pdf": many_pages,
    "forms.pdf": forms_of_forms,
    "pattern.pdf": fine_pattern,
    "curves.pdf": endless_curves,
    "groups.pdf": groups_of_groups,
    "picture.pdf": large_picture,
    "arrays.pdf": deep_arrays,
    "objects.pdf": many_objects,
    "fields.pdf": many_fields,
    "ring.pdf": fields_in_a_ring,
    "large.png": lambda: plain_png(8900, 8900),
    "scans.jpg": many_scans,
    "long.tif": long_tiff,
    "large.tif": large("TIFF", compression="tiff_deflate"),
    "large.jp2": large("JPEG2000", 8000),
    "large.webp": lambda: saved(Image.new("RGB", (16_000, 4_900)), "WEBP", lossless=True, method=0),
    "large.gif": large("GIF", 8000, "P"),
    "large.jpg": large("JPEG"),
}
