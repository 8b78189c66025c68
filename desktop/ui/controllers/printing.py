"""Pages on paper: the system's own dialog, then each page in its true size at the printer's own resolution."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRect, QRectF
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from desktop.model.errors import Trouble
from desktop.picture.pdf import Strip
from desktop.ui.pictures import image_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

MOST_DPI = 600
"""No page is drawn more densely, whatever a printer can: no scanner is asked for more. Chosen."""
STRIP_PX = 8_000_000
"""Px that are drawn and handed to the printer at a time: 100 MB in all, however large the page. Chosen."""
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


def ask_printer(parent: QWidget, name: str, pages: int, then: Callable[[QPrinter], None], copies: int = 1) -> None:
    """Let the clerk choose printer, pages and copies in the system's own dialog.

    Args:
        parent: whose window it belongs to.
        name: of the document, as the printer's queue shows it.
        pages: how many there are.
        then: told the printer, where the clerk has not thought better of it.
        copies: how many of each page the dialog proposes.

    Raises:
        NoPrinter: Windows has none, and its dialog would not open.
    """
    # Here and not above: a window that prints nothing waits for none of it.
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if os.name == "nt" and printer.outputFormat() is not QPrinter.OutputFormat.NativeFormat:
        raise NoPrinter()
    printer.setDocName(name)
    printer.setCopyCount(copies)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, pages)
    dialog.accepted.connect(lambda: then(printer))
    dialog.finished.connect(lambda _: parent.window().activateWindow())
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def pages_asked(printer: QPrinter, pages: int) -> range:
    """Which pages the clerk chose, from 0; all where none."""
    first, last = printer.fromPage(), printer.toPage()
    return range(first - 1, min(last, pages)) if 0 < first <= last else range(pages)


Pages = Iterator[Iterator[Strip]]


def print_pages(
    printer: QPrinter,
    draw: Callable[[int, int], Pages],
    stopped: threading.Event,
    told: Callable[[int], None],
) -> int:
    """Print pages, in a worker thread; gives how many.

    Args:
        printer: as the clerk chose it.
        draw: gives the pages at so many dots per inch, in strips of so many px.
        stopped: set where no further page is wanted.
        told: told how many are done.

    Raises:
        PrinterRefused: the printer takes no page.
        UnreadableInput: a page cannot be drawn.
    """
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter, done = QPainter(), 0
    dpi = min(printer.resolution(), MOST_DPI)
    try:
        for strips in draw(dpi, STRIP_PX):
            if stopped.is_set():
                printer.abort()
                break
            _print_page(printer, painter, strips, dpi)
            done += 1
            told(done)
    finally:
        if painter.isActive():
            painter.end()
    return done


def _print_page(printer: QPrinter, painter: QPainter, strips: Iterator[Strip], dpi: int) -> None:
    place = QRectF()
    for strip in strips:
        wide, high = strip.whole
        if strip.top == 0:
            _turn_paper(printer, lies=wide > high)
            if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
                raise PrinterRefused(printer.printerName() or printer.outputFileName())
            place = _place(printer, wide / dpi, high / dpi)
        # Whole dots: between two strips lies neither a gap nor a row twice.
        top, foot = (round(place.top() + row / high * place.height()) for row in (strip.top, strip.foot))
        left, right = round(place.left()), round(place.right())
        painter.drawImage(QRect(left, top, right - left, foot - top), image_of(strip.picture))


def _turn_paper(printer: QPrinter, *, lies: bool) -> None:
    """Turn the paper as the page lies."""
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait)


def _place(printer: QPrinter, wide: float, high: float) -> QRectF:
    """Where a page comes onto the paper, in the printer's dots: in its middle and true size, unless too large.

    Args:
        printer: its paper lies as the page does.
        wide: width of the page, inches.
        high: its height, inches.
    """
    from PySide6.QtPrintSupport import QPrinter

    dots = printer.resolution()
    paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    wide, high, more = wide * dots, high * dots, TOO_LARGE_MM * _MM * dots
    if wide > paper.width() + more or high > paper.height() + more:
        smaller = min(paper.width() / wide, paper.height() / high)
        wide, high = wide * smaller, high * smaller
    return QRectF((paper.width() - wide) / 2, (paper.height() - high) / 2, wide, high)
