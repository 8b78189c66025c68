"""PDF pages drawn as viewers draw them: form fields, stamps and notes included, each as densely as it was scanned."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from desktop.machine.pdfium import PDFIUM
from desktop.model.errors import UnreadableInput
from desktop.picture.density import is_believed
from desktop.picture.fields import made_ready
from desktop.picture.sheet import PAGE_LIMIT, PIXEL_LIMIT, SMALLEST_PX, Sheet

DRAWN_DPI = 200
"""How densely a page is drawn that was written, not scanned: what NĐ 30/2020 asks of scans (R22)."""
LEAST_DPI, MOST_DPI = 72, 600
"""Bounds of what is drawn, whatever a page says of its pictures. Chosen."""
POINTS = 72
_OBJECTS_LIMIT = 20_000
"""Objects of a page that are looked at to find out how it was scanned. Chosen."""
_PAGE_SHARE = 0.3
"""Share of a page from which on its pictures tell its density: a stamp or a logo tells nothing. Chosen."""
_ALL_OF_IT = 0.9
_ALIKE = 20
"""Densities that differ by less than a twentieth are one: strips of one scan are rounded. Chosen."""
_DEEPEST_FORM = 8
"""Forms within forms that are looked into. Chosen."""
_UNSEEN_TEXT = 3
"""Rendering mode of invisible text (ISO 32000-1, 9.3.6)."""
_HAIR = 1 - 2e-5
"""Px are rounded up: without this factor, a hundredth of a px too much would stretch the whole page by one."""
_FEW_PATHS = 8
"""Most lines that a page may draw and still count as a scan: it may stand in a frame, on a white ground. Chosen."""


@dataclass(frozen=True, slots=True)
class _Content:
    """What a page is made of.

    Attributes:
        dpi: across and down, of the finest pictures that cover much of it; None where none do.
        share: of the page that those cover.
        written: letters or lines stand on it, too.
    """

    dpi: tuple[float, float] | None
    share: float
    written: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a page, as wide as the page.

    Attributes:
        picture: the part, RGB.
        top: its first row on the page, px.
        whole: width and height of the page, px.
    """

    picture: Image.Image
    top: int
    whole: tuple[int, int]

    @property
    def foot(self) -> int:
        """The first row below it, px."""
        return self.top + self.picture.height


class Drawing:
    """A PDF that is open for drawing; use it as a context.

    Args:
        data: the file; bytes may stand before its start.
        name: what a refusal calls it.

    Raises:
        UnreadableInput: locked, broken, or beyond the limits.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        ready = made_ready(data, name)
        self._units = ready.units
        with PDFIUM:
            try:
                self._pdf = pypdfium2.PdfDocument(ready.data)
                self._pdf.init_forms()
            except pypdfium2.PdfiumError as error:
                locked = "password" in str(error).lower()
                reason = "PDF có mật khẩu mở tệp" if locked else "PDF hỏng hoặc bị cắt cụt"
                raise UnreadableInput(name, reason=reason, cause=str(error)) from None
            self._count = len(self._pdf)
        if not 0 < self._count <= PAGE_LIMIT:
            self.close()
            raise UnreadableInput(name, reason=f"nhiều hơn {PAGE_LIMIT} trang" if self._count else "không có trang nào")

    def __enter__(self) -> Drawing:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return self._count

    def close(self) -> None:
        """Give the file back."""
        with PDFIUM:
            self._pdf.close()

    def sheet(self, at: int, dpi: int | None = None) -> Sheet:
        """A page.

        Args:
            at: its number, from 0.
            dpi: how dense; by default as it was scanned.

        Raises:
            UnreadableInput: it is broken, or too large.
        """
        try:
            with PDFIUM, closing(self._pdf[at]) as page:
                return self._drawn(page, at, dpi)
        except pypdfium2.PdfiumError as error:
            raise UnreadableInput(self._name, reason=f"trang {at + 1} hỏng", cause=str(error)) from None

    def strips(self, at: int, dpi: int, most_px: int) -> Iterator[Strip]:
        """A page in strips from above, for who needs it more densely than it can be held.

        Args:
            at: its number, from 0.
            dpi: how dense.
            most_px: px of a strip, at most; one row in any case.

        Raises:
            UnreadableInput: it is broken.
        """
        top, whole = 0, 1
        while top < whole:
            try:
                with PDFIUM, closing(self._pdf[at]) as page:
                    scale = dpi / POINTS * self._units.get(at, 1.0) * _HAIR
                    wide, whole = (math.ceil(side * scale) for side in page.get_size())
                    rows = min(whole - top, max(1, most_px // wide))
                    # In points, and rounded up to px: half a px less is safe from a hair too much.
                    cut = (max(0.0, (px - 0.5) / scale) for px in (0, whole - top - rows, 0, top))
                    left, bottom, right, above = cut
                    with closing(
                        page.render(scale=scale, crop=(left, bottom, right, above), rev_byteorder=True)
                    ) as bitmap:
                        strip = Strip(bitmap.to_pil().convert("RGB"), top, (wide, whole))
            except pypdfium2.PdfiumError as error:
                raise UnreadableInput(self._name, reason=f"trang {at + 1} hỏng", cause=str(error)) from None
            yield strip
            top += rows

    def _drawn(self, page: Any, at: int, dpi: int | None) -> Sheet:
        unit = self._units.get(at, 1.0)
        # Inches.
        width, height = (side * unit / POINTS for side in page.get_size())
        known = True
        if dpi is None:
            content = _content(page, unit)
            dpi, known = _density(content, width, height)
        if width * height * dpi**2 > PIXEL_LIMIT:
            dpi = math.floor(math.sqrt(PIXEL_LIMIT / (width * height)))
            if dpi < DRAWN_DPI:
                raise UnreadableInput(self._name, reason=f"trang {at + 1} lớn quá mức cho phép")
        if min(width, height) * dpi < SMALLEST_PX:
            raise UnreadableInput(self._name, reason=f"trang {at + 1} quá nhỏ")
        with closing(page.render(scale=dpi / POINTS * unit * _HAIR, rev_byteorder=True)) as bitmap:
            return Sheet(bitmap.to_pil().convert("RGB"), dpi if known else None)


def sheets(data: bytes, name: str) -> Iterator[Sheet]:
    """The pages of a PDF, one after the other, drawn in this process.

    Raises:
        UnreadableInput: locked, broken, or beyond the limits.
    """
    with Drawing(data, name) as drawing:
        for at in range(len(drawing)):
            yield drawing.sheet(at)


def _density(content: _Content, width: float, height: float) -> tuple[int, bool]:
    """How densely to draw a page of so many inches, and whether that is a measure of the paper."""
    if content.dpi is None:
        return DRAWN_DPI, True
    finest = round(min(MOST_DPI, max(content.dpi)))
    if content.written:
        return max(DRAWN_DPI, finest), True
    across, down = content.dpi
    if content.share >= _ALL_OF_IT and not is_believed(across, down, round(width * across), round(height * down)):
        # A photograph that was put onto a page of as many points as it has px.
        return max(1, finest), False
    return max(LEAST_DPI, finest), True


def _content(page: Any, unit: float) -> _Content:
    width, height = page.get_size()
    groups: dict[int, list[tuple[float, float, float]]] = {}
    paths, written = 0, _has_notes(page)
    for number, found in enumerate(page.get_objects(max_depth=_DEEPEST_FORM)):
        if number >= _OBJECTS_LIMIT:
            written = True
            break
        if found.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            across, down, area = _placed(found, unit)
            if area:
                groups.setdefault(round(_ALIKE * math.log(max(across, down))), []).append((across, down, area))
        elif found.type == pdfium.FPDF_PAGEOBJ_TEXT:
            written = written or pdfium.FPDFTextObj_GetTextRenderMode(found) != _UNSEEN_TEXT
        elif found.type == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
    written = written or paths > _FEW_PATHS
    for key in sorted(groups, reverse=True):
        alike = [one for near in (key, key - 1) for one in groups.get(near, [])]
        covered = sum(area for _, _, area in alike) / (width * height)
        if covered > _PAGE_SHARE:
            return _Content((_mean(alike, 0), _mean(alike, 1)), covered, written)
    return _Content(None, 0.0, written)


def _mean(placed: list[tuple[float, float, float]], which: int) -> float:
    """The density across or down, each picture counted by its area."""
    return sum(one[which] * one[2] for one in placed) / sum(one[2] for one in placed)


def _has_notes(page: Any) -> bool:
    return bool(pdfium.FPDFPage_GetAnnotCount(page))


def _placed(image: Any, unit: float) -> tuple[float, float, float]:
    """Dots per inch across and down of a picture as it lies on its page, and the area it covers, square units."""
    matrix = image.get_matrix()
    above = image.container
    while above is not None:
        matrix = matrix.multiply(above.get_matrix())
        above = above.container
    wide, high = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    area = abs(matrix.a * matrix.d - matrix.b * matrix.c)
    columns, rows = image.get_px_size()
    if not (wide and high and area and columns and rows):
        return 0.0, 0.0, 0.0
    return columns / wide * POINTS / unit, rows / high * POINTS / unit, area
