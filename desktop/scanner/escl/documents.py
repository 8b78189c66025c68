"""What a scanner sends as a document: a JPEG, or a PDF where it was asked for a JPEG all the same."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.model.errors import UnreadableInput
from desktop.picture.files import sheets
from desktop.picture.kinds import is_pdf
from desktop.picture.sheet import jpeg
from desktop.scanner.density import Asked, density
from desktop.scanner.errors import BadPage
from desktop.scanner.pages import Picture, picture_of_jpeg

_TAIL = 2048
"""A PDF may have bytes behind its end."""


def pictures_in(document: bytes, asked: Asked) -> Iterator[Picture]:
    """The pictures in a document.

    Args:
        document: as it came.
        asked: what the scanner was asked for.

    Raises:
        BadPage: empty, cut short, too large, or of no kind we know.
    """
    if is_pdf(document):
        yield from _pages_of_pdf(document, asked)
    else:
        yield picture_of_jpeg(document, asked)


def _pages_of_pdf(document: bytes, asked: Asked) -> Iterator[Picture]:
    if b"%%EOF" not in document[-_TAIL:]:
        # A reader would mend it, and leave out the pages that did not come.
        raise BadPage(cause=f"a PDF cut short, {len(document)} bytes")
    try:
        for sheet in sheets(document, "PDF"):
            size = sheet.picture.size
            dpi = density(size, sheet.dpi, asked)
            yield Picture(jpeg(sheet.picture, dpi), *size, dpi)
    except UnreadableInput as refusal:
        raise BadPage(cause=f"PDF: {refusal.cause or refusal.message}"[:200]) from None
