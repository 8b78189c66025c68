"""Whether a file is what it must be: PDF/A-2b by the rules, true size, colour, at least 200 dpi (R22)."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

import pikepdf
from pikepdf import Matrix, Name

from desktop.model.errors import Refusal, UnreadableInput
from desktop.picture.bombs import require_modest, require_modest_content

DPI_FLOOR = 200
"""Dots per inch (R22)."""
LOWEST_VERSION = (1, 4)
"""Of PDF (R22)."""
_TOLERANCE_DPI = 1.0
"""Page sizes in a file are rounded, so a computed resolution may be off by this much. Chosen."""
_DEEPEST_FORM = 5
"""Forms within forms that are looked into. Chosen."""
_MOST_FORMS = 200
"""Forms of one page that are looked at. Chosen; `test_forms_that_multiply_are_refused` holds it."""


class UnfitFile(Refusal):
    """The file breaks a rule it must keep."""

    code = "unfit_file"
    sentence = "Tệp «{subject}» chưa đạt yêu cầu: {reason}."
    advice = "Quét lại ở chế độ màu với độ phân giải từ 200 dpi, hoặc dựng lại tệp."


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """A picture as it stands on a page.

    Attributes:
        width, height: px.
        dpi: effective dots per inch, the lower of the two directions.
        colour: more than one channel.
        bits: per channel.
        filter: last encoding, e.g. `DCTDecode`; empty where it is raw.
    """

    width: int
    height: int
    dpi: float
    colour: bool
    bits: int
    filter: str


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One page of a file: size in mm, and its pictures as they stand on it."""

    width_mm: float
    height_mm: float
    images: tuple[ImageFacts, ...]

    @property
    def dpi(self) -> float | None:
        """Effective dots per inch of the coarsest picture; None on a page without any."""
        return min((image.dpi for image in self.images), default=None)

    @property
    def colour(self) -> bool:
        """Whether some picture on it has colour."""
        return any(image.colour for image in self.images)


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What a file is.

    Attributes:
        version: e.g. (1, 7).
        pages: in order.
    """

    version: tuple[int, int]
    pages: tuple[SheetFacts, ...]


def opened(pdf: bytes, name: str = "PDF") -> pikepdf.Pdf:
    """Open a file.

    Raises:
        UnreadableInput: no PDF, broken, or locked with a password.
    """
    try:
        return pikepdf.open(io.BytesIO(pdf))
    except pikepdf.PasswordError as error:
        raise UnreadableInput(name, reason="tệp có mật khẩu", cause=str(error)) from None
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise UnreadableInput(name, reason="không phải PDF hoặc bị hỏng", cause=str(error)[:300]) from None


def check_pdfa(pdf: bytes) -> list[str]:
    """What in a file breaks the PDF/A-2b rules; empty where nothing does.

    The checker approves only what it knows to conform: an approval can be trusted, a denial may be a false alarm.

    Raises:
        UnreadableInput: no PDF.
    """
    # Here and not above, as in `archived`.
    from pikepdf import pdfa

    with opened(pdf) as file:
        require_modest(file, "PDF")
    report = pdfa.validate_written(io.BytesIO(pdf), "2b")
    found = [str(finding) for finding in report.findings]
    return found if found or report.passed else ["not checked"]


def inspect(pdf: bytes, name: str = "PDF") -> PdfFacts:
    """Version, and size and pictures of every page.

    Raises:
        UnreadableInput: no PDF, or a page that makes no sense.
    """
    with opened(pdf, name) as file:
        try:
            major, minor = (int(part) for part in file.pdf_version.split("."))
            return PdfFacts((major, minor), tuple(_sheet(page, name) for page in file.pages))
        except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError) as error:
            raise UnreadableInput(name, reason="cấu trúc trang bị hỏng", cause=repr(error)[:300]) from None


def require_fit(pdf: bytes, name: str = "PDF") -> PdfFacts:
    """The gate before signing and queueing (R22); gives what was seen.

    Raises:
        UnfitFile: older than PDF 1.4, no page, or a page without a picture, coarser than 200 dpi or not in colour.
        UnreadableInput: no PDF.
    """
    facts = inspect(pdf, name)
    if facts.version < LOWEST_VERSION:
        raise UnfitFile(name, reason="phiên bản PDF thấp hơn 1.4")
    if not facts.pages:
        raise UnfitFile(name, reason="không có trang nào")
    for number, sheet in enumerate(facts.pages, 1):
        if sheet.dpi is None:
            raise UnfitFile(name, reason=f"trang {number} không có ảnh quét")
        if sheet.dpi < DPI_FLOOR - _TOLERANCE_DPI:
            raise UnfitFile(name, reason=f"trang {number} chỉ có {sheet.dpi:.0f} dpi")
        if not sheet.colour:
            raise UnfitFile(name, reason=f"trang {number} không phải ảnh màu")
    return facts


def _sheet(page: pikepdf.Page, name: str) -> SheetFacts:
    left, bottom, right, top = (float(side) for side in page.mediabox)
    unit = float(page.obj.get(Name.UserUnit, 1))
    budget = _Budget(name)
    images = _images(page.obj, page.obj.get(Name.Resources), Matrix(unit, 0, 0, unit, 0, 0), budget, 0)
    width, height = abs(right - left) * unit, abs(top - bottom) * unit
    return SheetFacts(round(width / 72 * 25.4, 1), round(height / 72 * 25.4, 1), tuple(images))


class _Budget:
    """What may still be looked at on one page: forms that show forms that show forms multiply."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._left = _MOST_FORMS

    def spend(self, content: pikepdf.Object) -> None:
        require_modest_content(content, self._name)
        self._left -= 1
        if self._left < 0:
            raise UnreadableInput(self._name, reason="trang lồng quá nhiều lớp")


def _images(
    content: pikepdf.Object, resources: pikepdf.Object | None, start: Matrix, budget: _Budget, depth: int
) -> list[ImageFacts]:
    """Pictures that the content shows, with the matrix each is shown under."""
    objects = resources.get(Name.XObject) if resources is not None else None
    if objects is None or depth > _DEEPEST_FORM:
        return []
    budget.spend(content)
    found: list[ImageFacts] = []
    matrix, stack = start, [start]
    for instruction in pikepdf.parse_content_stream(content, "q Q cm Do"):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "q":
            stack.append(matrix)
        elif operator == "Q" and stack:
            matrix = stack.pop()
        elif operator == "cm":
            matrix = Matrix(*(float(value) for value in operands)) @ matrix
        elif operator == "Do":
            shown = objects.get(str(operands[0]))
            if shown is None:
                continue
            if shown.get(Name.Subtype) == Name.Image:
                found.append(_image(shown, matrix))
            else:
                own = Matrix(*(float(value) for value in shown.get(Name.Matrix, (1, 0, 0, 1, 0, 0))))
                found += _images(shown, shown.get(Name.Resources, resources), own @ matrix, budget, depth + 1)
    return found


def _image(image: pikepdf.Object, matrix: Matrix) -> ImageFacts:
    width, height = int(image.Width), int(image.Height)
    wide, tall = math.hypot(matrix.a, matrix.b) / 72, math.hypot(matrix.c, matrix.d) / 72
    dpi = min(width / wide if wide else math.inf, height / tall if tall else math.inf)
    filters = image.get(Name.Filter)
    last = filters if filters is None or isinstance(filters, Name) else list(filters)[-1]
    return ImageFacts(
        width, height, dpi, _has_colour(image), int(image.get(Name.BitsPerComponent, 1)), str(last or "").lstrip("/")
    )


def _has_colour(image: pikepdf.Object) -> bool:
    space = image.get(Name.ColorSpace)
    if space is None:
        return False
    if not isinstance(space, Name) and len(space) and space[0] == Name.Indexed:
        space = space[1]
    if isinstance(space, Name):
        return str(space) not in {"/DeviceGray", "/CalGray", "/G"}
    if len(space) > 1 and space[0] == Name.ICCBased:
        return int(space[1].N) > 1
    return str(space[0]) != "/CalGray"
