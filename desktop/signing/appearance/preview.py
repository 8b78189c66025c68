"""Page 1 and the visible signature as pictures, so that it is seen where it will stand before the PIN is typed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
from pypdfium2 import PdfiumError

from desktop.model.errors import UnreadableInput
from desktop.signing.appearance.drawing import draw
from desktop.signing.appearance.freeplace import find_room
from desktop.signing.appearance.room import Room
from desktop.signing.appearance.sheet import Rectangle, first_page
from desktop.signing.appearance.stamp import Stamp, StampStyle

PREVIEW_DPI = 110
"""Of page 1 as the window shows it."""
STAMP_DPI = 220
"""Of the stamp over it."""
_QUALITY = 82


@dataclass(frozen=True, slots=True, kw_only=True)
class StampPreview:
    """How page 1 will look.

    Attributes:
        page: page 1 as it is seen, JPEG.
        stamp: the visible signature on nothing, PNG.
        room: where it stands, and where else it may.
        pages: how many the file has.
    """

    page: bytes
    stamp: bytes
    room: Room
    pages: int = 1


def preview_stamp(pdf: bytes, stamp: Stamp, occupied: Sequence[Rectangle] = ()) -> StampPreview:
    """How a stamp will look on a file.

    Args:
        pdf: the file.
        stamp: what will be put on it.
        occupied: as in `SignatureRequest`.

    Raises:
        UnreadableInput: no page of it can be drawn.
    """
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        page, marks = first_page(reader)
        pages = int(reader.root["/Pages"]["/Count"])
        seen = page_picture(pdf)
    except Exception as error:
        # pyHanko and PDFium raise nearly anything on a file that makes no sense.
        raise UnreadableInput("PDF", reason="không vẽ được trang 1", cause=repr(error)[:200]) from None
    room = find_room(stamp.size(), pdf, page, occupied, marks, by_hand=True)
    return StampPreview(page=seen, stamp=_stamp(stamp), room=room, pages=pages)


def page_picture(pdf: bytes, page: int = 0) -> bytes:
    """A page as the window shows it, JPEG.

    Args:
        pdf: the file.
        page: which, from 0.

    Raises:
        UnreadableInput: it cannot be drawn.
    """
    try:
        drawn = draw(pdf, PREVIEW_DPI, page=page)
    except PdfiumError as error:
        raise UnreadableInput("PDF", reason=f"không vẽ được trang {page + 1}", cause=repr(error)[:200]) from None
    _, data = cv2.imencode(".jpg", drawn, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return data.tobytes()


def _stamp(stamp: Stamp) -> bytes:
    """Drawn by what draws it in the file, on a page of its own size."""
    wide, high = stamp.size()
    writer: Any = PdfFileWriter()  # type: ignore[no-untyped-call]
    drawn: Any = StampStyle(border_width=0, stamp=stamp).create_stamp(writer, BoxConstraints(wide, high), {})
    contents = writer.add_object(StreamObject(stream_data=drawn.render()))
    resources = drawn.resources.as_pdf_object()
    writer.insert_page(PageObject(contents, (0, 0, wide, high), resources))  # type: ignore[no-untyped-call]
    out = io.BytesIO()
    writer.write(out)
    _, data = cv2.imencode(".png", draw(out.getvalue(), STAMP_DPI, on_nothing=True))
    return data.tobytes()
