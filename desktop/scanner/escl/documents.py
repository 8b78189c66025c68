"""What a scanner sends as a document: a JPEG, or a PDF where it was asked for a JPEG all the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from desktop.scanner.density import Asked, density
from desktop.scanner.errors import BadPage
from desktop.scanner.folder.pictures import PAGES_LIMIT, FilePage, _rendered
from desktop.scanner.pages import Picture, picture_of_jpeg

_HEAD, _TAIL = 1024, 2048
"""A PDF may have bytes before its beginning and behind its end."""


def pictures_in(document: bytes, asked: Asked) -> Iterator[Picture]:
    """The pictures in a document.

    Args:
        document: as it came.
        asked: what the scanner was asked for.

    Raises:
        BadPage: empty, cut short, too large, or of no kind we know.
    """
    if b"%PDF" in document[:_HEAD] and not document.startswith(b"\xff\xd8"):
        for page in _pages_of_pdf(document):
            size = page.width, page.height
            yield Picture(page.jpeg, *size, density(size, page.dpi, asked))
    else:
        yield picture_of_jpeg(document, asked)


def _pages_of_pdf(document: bytes) -> Iterator[FilePage]:
    import pypdfium2

    if b"%%EOF" not in document[-_TAIL:]:
        # A reader would mend it, and leave out the pages that did not come.
        raise BadPage(cause=f"a PDF cut short, {len(document)} bytes")
    try:
        with closing(pypdfium2.PdfDocument(document)) as pdf:
            if not 0 < len(pdf) <= PAGES_LIMIT:
                raise BadPage(cause=f"a PDF of {len(pdf)} pages")
            for number in range(len(pdf)):
                with closing(pdf[number]) as page:
                    yield _rendered(page)
    except BadPage:
        raise
    except Exception as error:
        # Decoders raise anything on broken input.
        raise BadPage(cause=f"PDF: {error!r}"[:200]) from None
