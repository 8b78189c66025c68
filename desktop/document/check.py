"""Whether a file is what it must be: PDF/A-2b by the rules, true size, colour, at least 200 dpi (R22)."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
from pikepdf import PdfImage, pdfa

from desktop.model.errors import Refusal, UnreadableInput

DPI_FLOOR = 200


class UnfitFile(Refusal):
    """The file breaks a rule it must keep."""

    code = "unfit_file"
    sentence = "Tệp «{subject}» chưa đạt yêu cầu: {reason}."
    advice = "Quét lại với độ phân giải từ 200 dpi, hoặc dựng lại tệp."


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One page of a file: size in mm, and the dots per inch of its pictures."""

    width_mm: float
    height_mm: float
    dpi: tuple[int, ...]


def problems(pdf: bytes) -> list[str]:
    """What the PDF/A-2b rules have against a file; empty where they approve.

    Raises:
        UnreadableInput: no PDF.
    """
    opened(pdf).close()
    report = pdfa.validate_written(io.BytesIO(pdf), "2b")
    return [str(finding) for finding in report.findings]


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


def sheets(pdf: bytes) -> list[SheetFacts]:
    """Size and resolution of every page.

    Raises:
        UnreadableInput: no PDF.
    """
    found = []
    with opened(pdf) as file:
        for page in file.pages:
            x0, y0, x1, y1 = (float(n) for n in page.mediabox)
            width, height = abs(x1 - x0), abs(y1 - y0)
            dpi = tuple(round(PdfImage(image).width / (width / 72)) for image in page.images.values())
            found.append(SheetFacts(round(width / 72 * 25.4, 1), round(height / 72 * 25.4, 1), dpi))
    return found


def require_fit(pdf: bytes, name: str) -> None:
    """Refuse a file whose pictures are coarser than 200 dpi (R22).

    Raises:
        UnfitFile: which page is too coarse.
        UnreadableInput: no PDF.
    """
    for number, sheet in enumerate(sheets(pdf), 1):
        if any(dpi < DPI_FLOOR - 1 for dpi in sheet.dpi):
            raise UnfitFile(name, reason=f"trang {number} chỉ có {min(sheet.dpi)} dpi")
