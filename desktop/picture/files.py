"""The one door for files that hold pages: citizens' files, a watched folder's, the command line's, a device's PDF."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.model.errors import UnreadableInput
from desktop.picture import raster
from desktop.picture.kinds import is_pdf, picture_kind, stranger
from desktop.picture.sheet import Sheet

FILE_LIMIT = 500_000_000
"""Bytes of the largest file. Chosen."""
_USUAL_PX, _PX_PER_BYTE = 600_000_000, 600
"""Px that a whole file may unpack to, 155 sheets of A4 at 200 dpi, and more for each byte of a larger file. Chosen."""


def sheets(data: bytes, name: str) -> Iterator[Sheet]:
    """The pages of a file, one after the other; nothing of it is run.

    Raises:
        UnreadableInput: of no kind that is taken (`UnknownKind`), cut short, locked, or beyond the limits.
    """
    _require_size(data, name)
    if is_pdf(data):
        # Here and not above: most pages come from a scanner as JPEG.
        from desktop.picture import host

        found = host.sheets(data, name)
    elif picture_kind(data):
        found = raster.sheets(data, name)
    else:
        raise stranger(data, name)
    left = _USUAL_PX + _PX_PER_BYTE * len(data)
    for sheet in found:
        left -= sheet.picture.width * sheet.picture.height
        if left < 0:
            raise UnreadableInput(name, reason="quá nhiều trang so với dung lượng; hãy chia thành nhiều tệp")
        yield sheet


def holds_many(data: bytes) -> bool:
    """Whether a file holds pages to be told apart by number: a PDF, or a TIFF of more than one."""
    if is_pdf(data):
        return True
    if picture_kind(data) != "TIFF":
        return False
    try:
        return raster.count(data, "") > 1
    except UnreadableInput:
        # Whoever draws it says so, with the reason.
        return False


def _require_size(data: bytes, name: str) -> None:
    if len(data) > FILE_LIMIT:
        raise UnreadableInput(name, reason=f"tệp lớn hơn {FILE_LIMIT // 1_000_000} MB")
