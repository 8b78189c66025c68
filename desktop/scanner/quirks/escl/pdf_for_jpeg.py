"""A PDF comes where a JPEG was asked for, perhaps with the whole pile in it.

Source: Mopria eSCL specification 2.97: PDF and JPEG are the formats that every scanner has, and a format that is not
taken (`DocumentFormat` of the first edition, `DocumentFormatExt` of later ones) is passed over without a word.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.model.errors import UnreadableInput
from desktop.picture.files import sheets
from desktop.picture.sheet import jpeg
from desktop.scanner.density import Asked, density
from desktop.scanner.errors import BadPage
from desktop.scanner.pages import Picture

_TAIL = 2048
"""A PDF may have bytes behind its end."""


def pages_of_pdf(document: bytes, asked: Asked) -> Iterator[Picture]:
    """The pages of a PDF as pictures.

    Raises:
        BadPage: cut short, or no PDF that can be read.
    """
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
