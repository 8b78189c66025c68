"""How a page's image stands in the file: the smallest way that changes nothing that is seen.

In layers where the measure allows, else as a tuned JPEG of the whole page, else as it came.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import cv2
import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

from desktop.document.file.layers import LIMIT_CHANGED, Layers, Print, changed_share, layers
from desktop.document.file.lettering import number
from desktop.document.file.picture import Picture
from desktop.page.image import Pixels, decode

TUNED_QUALITY = 75
"""JPEG quality of a page kept as one picture. Chosen."""
_WORTH_IT = 0.85
"""The page is stored anew only where that takes less than this share of its bytes. Chosen."""
_HAIR_PT = 0.003
"""Viewers stretch a picture over every px that it touches. If it ends a rounding error beyond its last px, it is
stretched over one px more, which blurs each letter by half a px. So each picture ends this much before."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page's image as objects of a PDF.

    Attributes:
        content: operators that show it on a page of its true size.
        images: image objects by resource name.
        size: bytes of them.
    """

    content: str
    images: Dictionary
    size: int


def compact(image: Picture, pixels: Pixels, dpi: int) -> Picture | Layers:
    """The smallest faithful form of a page; a grey one stays as it is, so that nobody takes it for a colour scan.

    Args:
        image: the page as it came.
        pixels: the same, BGR.
        dpi: of the pixels.
    """
    if image.grey:
        return image
    taken_apart = layers(pixels, dpi)
    if taken_apart and taken_apart.size < len(image.data):
        return taken_apart
    if image.filter != "DCTDecode":
        return image
    rgb = cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)
    out = io.BytesIO()
    Image.fromarray(rgb).save(out, "JPEG", quality=TUNED_QUALITY, subsampling="4:2:0", optimize=True, progressive=True)
    tuned = out.getvalue()
    if len(tuned) > _WORTH_IT * len(image.data):
        return image
    seen, _ = decode(tuned)
    if changed_share(pixels, seen) > LIMIT_CHANGED:
        return image
    return Picture(tuned, "DCTDecode", image.width, image.height, grey=False)


def draw(pdf: pikepdf.Pdf, image: Picture | Layers, dpi: int) -> Drawn:
    """Put a page's image into a PDF."""
    if isinstance(image, Picture):
        width, height = image.points(dpi)
        content = f"q\n{_laid(0, 0, width, height)}\n/Im0 Do\nQ\n"
        return Drawn(content, Dictionary(Im0=image.embed(pdf)), len(image.data))
    return _layered(pdf, image, 72 / dpi)


def _layered(pdf: pikepdf.Pdf, page: Layers, points: float) -> Drawn:
    """Paper, coloured pieces, print; `points` is a px's size.

    The print's masks are named first: who looks for the page's one picture finds that it is not a JPEG.
    """
    width, height = page.width * points, page.height * points
    images = Dictionary({f"/Im{at}": _stencil(pdf, one) for at, one in enumerate(page.prints)})
    content = [f"q\n{_colour(page.paper)} rg\n0 0 {number(width)} {number(height)} re f\n"]
    for at, piece in enumerate(page.pieces, len(page.prints)):
        x, y, w, h = (side * points for side in piece.box)
        images[f"/Im{at}"] = piece.picture.embed(pdf)
        content.append(f"q\n{_laid(x, height - y - h, w, h)}\n/Im{at} Do\nQ\n")
    for at, one in enumerate(page.prints):
        content.append(f"q\n{_colour(one.ink)} rg\n{_laid(0, 0, width, height)}\n/Im{at} Do\nQ\n")
    content.append("Q\n")
    return Drawn("".join(content), images, page.size)


def _laid(x: float, y: float, w: float, h: float) -> str:
    """The operator that lays a picture on a place of the page, points from its bottom left."""
    return f"{w - 2 * _HAIR_PT:.4f} 0 0 {h - 2 * _HAIR_PT:.4f} {x + _HAIR_PT:.4f} {y + _HAIR_PT:.4f} cm"


def _stencil(pdf: pikepdf.Pdf, page: Print) -> pikepdf.Object:
    stream = pikepdf.Stream(
        pdf,
        page.mask,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=page.width,
        Height=page.height,
        ImageMask=True,
        BitsPerComponent=1,
    )
    fax = Dictionary(K=-1, Columns=page.width, Rows=page.height)
    stream.write(page.mask, filter=Name.CCITTFaxDecode, decode_parms=fax)
    return pdf.make_indirect(stream)


def _colour(rgb: tuple[int, int, int]) -> str:
    return " ".join(number(part / 255) for part in rgb)
