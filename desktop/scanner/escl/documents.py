"""What a scanner sends as a document: a JPEG, or a PDF where it was asked for a JPEG all the same."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.picture.kinds import is_pdf
from desktop.scanner.density import Asked
from desktop.scanner.pages import Picture, picture_of_jpeg
from desktop.scanner.quirks.escl.pdf_for_jpeg import pages_of_pdf


def pictures_in(document: bytes, asked: Asked) -> Iterator[Picture]:
    """The pictures in a document.

    Args:
        document: as it came.
        asked: what the scanner was asked for.

    Raises:
        BadPage: empty, cut short, too large, or of no kind we know.
    """
    if is_pdf(document):
        yield from pages_of_pdf(document, asked)
    else:
        yield picture_of_jpeg(document, asked)
