"""The pages of a file that a machine has scanned, as they are kept; anything else is refused with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.model.errors import Refusal, UnreadableInput
from desktop.picture.files import FILE_LIMIT, sheets
from desktop.picture.kinds import is_pdf
from desktop.picture.raster import require_whole, told
from desktop.picture.sheet import jpeg


class Unfit(Exception):
    """A file that is nothing to take in; its message is a short Vietnamese reason."""


@dataclass(frozen=True, slots=True)
class FilePage:
    """One page.

    Attributes:
        jpeg: the page; byte for byte as it came where it was a JPEG.
        dpi: dots per inch; 0 where the file does not say.
        width, height: px.
    """

    jpeg: bytes
    dpi: int
    width: int
    height: int


def pages_of(path: Path) -> Iterator[FilePage]:
    """The pages, one by one.

    Raises:
        Unfit: why this file cannot be taken in.
        OSError: it cannot be read.
    """
    if path.stat().st_size > FILE_LIMIT:
        raise Unfit(f"tệp lớn hơn {FILE_LIMIT // 1_000_000} MB")
    yield from pages(path.read_bytes(), path.name)


def pages(data: bytes, name: str) -> Iterator[FilePage]:
    """The pages of a file that came whole, from a folder or a device.

    Args:
        data: any kind of file that `desktop.picture.files.sheets` takes.
        name: for the log.

    Raises:
        Unfit: why this file cannot be taken in.
    """
    try:
        if is_pdf(data):
            # Here and not above: most of what comes is JPEG.
            from desktop.picture.structure import require_unsigned

            require_unsigned(data, name)
        for sheet in sheets(data, name):
            if sheet.as_it_came:
                require_whole(sheet.as_it_came, name)
            with told(name):
                page = sheet.as_it_came or jpeg(sheet.picture, sheet.dpi)
            yield FilePage(page, sheet.dpi or 0, sheet.picture.width, sheet.picture.height)
    except UnreadableInput as refusal:
        raise Unfit(str(refusal.values["reason"])) from refusal
    except Refusal as refusal:
        raise Unfit(f"{refusal.message} {refusal.what_to_do}") from refusal
