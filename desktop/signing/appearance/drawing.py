"""Page 1 drawn by PDFium, which only one thread may use at a time."""

from __future__ import annotations

import numpy as np
import pypdfium2

from desktop.machine.pdfium import PDFIUM
from desktop.model.errors import UnreadableInput
from desktop.page.image import Pixels

PIXEL_LIMIT = 120_000_000
"""Px of the largest page that is drawn. Chosen."""
_WHITE, _NOTHING = (255, 255, 255, 255), (255, 255, 255, 0)


def draw(
    pdf: bytes,
    dpi: float,
    *,
    cut: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0),
    as_seen: bool = True,
    on_nothing: bool = False,
    page: int = 0,
) -> Pixels:
    """A page of a sound file.

    Args:
        pdf: the file.
        dpi: of the result.
        cut: what to leave out at the left, bottom, right, top, points.
        as_seen: turned for showing, with what is pinned on it; else as it is stored, without.
        on_nothing: the result is transparent where nothing is drawn.
        page: which, from 0.

    Returns:
        BGR, or BGRA `on_nothing`.

    Raises:
        UnreadableInput: it has no page, or a far too large one.
        PdfiumError: PDFium cannot make sense of it.
    """
    with PDFIUM:
        file = pypdfium2.PdfDocument(pdf)
        try:
            if as_seen:
                file.init_forms()
            if not len(file):
                raise UnreadableInput("PDF", reason="không có trang nào")
            leaf = file[page]
            if not as_seen:
                leaf.set_rotation(0)
            wide, high = leaf.get_size()
            if wide * high * (dpi / 72) ** 2 > PIXEL_LIMIT:
                raise UnreadableInput("PDF", reason=f"trang {page + 1} lớn quá mức cho phép")
            ground = _NOTHING if on_nothing else _WHITE
            pixels = leaf.render(scale=dpi / 72, crop=cut, may_draw_forms=as_seen, fill_color=ground).to_numpy()
            leaf.close()
        finally:
            file.close()
    return np.ascontiguousarray(pixels if on_nothing else pixels[:, :, :3])
