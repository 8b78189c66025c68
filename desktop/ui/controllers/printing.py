"""Pages on paper: the system's own dialog, then each page in its true size at the printer's own resolution."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from desktop.model.errors import Trouble
from desktop.picture.sheet import Sheet
from desktop.ui.pictures import image_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

MOST_DPI = 600
"""No page is drawn more densely, whatever a printer can: nobody scans so, and an A4 page has 35 million px then."""
TOO_LARGE_MM = 3.0
"""A page that is larger than the paper by no more is not made smaller: scanned sheets differ by as much. Chosen."""
_MM = 1 / 25.4


class PrinterRefused(Trouble):
    """The printer takes no page."""

    code = "printer_refused"
    sentence = "Máy in «{subject}» không nhận trang."
    advice = "Kiểm tra máy in (nguồn, giấy, dây), rồi in lại."


class NoPrinter(Trouble):
    """No printer is set up on this PC."""

    code = "no_printer"
    sentence = "Máy này chưa có máy in nào."
    advice = "Nhờ quản trị viên cài máy in; hoặc lưu tệp rồi in ở máy khác."


def ask_printer(parent: QWidget, name: str, pages: int, then: Callable[[QPrinter], None]) -> None:
    """Let the clerk choose printer, pages and copies in the system's own dialog.

    Args:
        parent: whose window it belongs to.
        name: of the document, as the printer's queue shows it.
        pages: how many there are.
        then: told the printer, where the clerk has not thought better of it.

    Raises:
        NoPrinter: Windows has none, and its dialog would not open.
    """
    # Here and not above: a window that prints nothing waits for none of it.
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if os.name == "nt" and printer.outputFormat() is not QPrinter.OutputFormat.NativeFormat:
        raise NoPrinter()
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, pages)
    dialog.accepted.connect(lambda: then(printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def pages_asked(printer: QPrinter, pages: int) -> range:
    """Which pages the clerk chose, from 0; all where none."""
    first, last = printer.fromPage(), printer.toPage()
    return range(first - 1, min(last, pages)) if 0 < first <= last else range(pages)


def print_sheets(
    printer: QPrinter,
    draw: Callable[[int], Iterator[Sheet]],
    stopped: threading.Event,
    told: Callable[[int], None],
) -> int:
    """Print pages, in a worker thread; gives how many.

    Args:
        printer: as the clerk chose it.
        draw: gives the pages at so many dots per inch.
        stopped: set where no further page is wanted.
        told: told how many are done.

    Raises:
        PrinterRefused: the printer takes no page.
        UnreadableInput: a page cannot be drawn.
    """
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter, done = QPainter(), 0
    try:
        for sheet in draw(min(printer.resolution(), MOST_DPI)):
            if stopped.is_set():
                printer.abort()
                break
            picture = image_of(sheet.picture)
            _lay_paper(printer, picture)
            ready = printer.newPage() if painter.isActive() else painter.begin(printer)
            if not ready:
                raise PrinterRefused(printer.printerName() or printer.outputFileName())
            painter.drawImage(_place(printer, picture, sheet.dpi or MOST_DPI), picture)
            done += 1
            told(done)
    finally:
        painter.end()
    return done


def _lay_paper(printer: QPrinter, picture: QImage) -> None:
    """Turn the paper as the page lies."""
    lies = picture.width() > picture.height()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait)


def _place(printer: QPrinter, picture: QImage, dpi: int) -> QRectF:
    """Where a page comes onto the paper, in the printer's dots: in its middle and true size, unless too large."""
    from PySide6.QtPrintSupport import QPrinter

    paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    wide, high = (side / dpi * printer.resolution() for side in (picture.width(), picture.height()))
    allowed = TOO_LARGE_MM * _MM * printer.resolution()
    if wide > paper.width() + allowed or high > paper.height() + allowed:
        smaller = min(paper.width() / wide, paper.height() / high)
        wide, high = wide * smaller, high * smaller
    return QRectF((paper.width() - wide) / 2, (paper.height() - high) / 2, wide, high)
