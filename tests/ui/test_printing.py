"""Pages on their way to the printer: stopped between two of them, and refused by a printer that takes none."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from desktop.picture.pdf import Strip
from desktop.ui.controllers.printing import STRIP_PX, Pages, PrinterRefused, pages_asked, print_pages

pytestmark = pytest.mark.window

A4 = (8.27, 11.69)
"""Inches."""


@pytest.fixture
def printer(application: QApplication, tmp_path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "p.pdf"))
    return printer


def three(dpi: int, most_px: int) -> Pages:
    """Three white pages of A4, each in two strips."""
    wide, high = (round(side * dpi) for side in A4)
    half = Image.new("RGB", (wide, high // 2), "white")
    assert most_px == STRIP_PX
    for _ in range(3):
        yield (Strip(half, top, (wide, 2 * half.height)) for top in (0, half.height))


def test_it_stops_between_two_pages(printer: QPrinter, tmp_path: Path) -> None:
    stopped, told = threading.Event(), list[int]()

    def tell(done: int) -> None:
        told.append(done)
        stopped.set()

    assert print_pages(printer, three, stopped, tell) == 1
    assert told == [1]


def test_every_page_is_told(printer: QPrinter, tmp_path: Path) -> None:
    told = list[int]()
    assert print_pages(printer, three, threading.Event(), told.append) == 3
    assert told == [1, 2, 3]
    assert len(pikepdf.open(io.BytesIO((tmp_path / "p.pdf").read_bytes())).pages) == 3


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_no_page_is_said(printer: QPrinter, tmp_path: Path) -> None:
    printer.setOutputFileName(str(tmp_path / "no such folder" / "p.pdf"))
    with pytest.raises(PrinterRefused):
        print_pages(printer, three, threading.Event(), lambda _: None)


@pytest.mark.parametrize(
    ("first", "last", "pages"), [(0, 0, range(3)), (2, 3, range(1, 3)), (2, 9, range(1, 3)), (3, 3, range(2, 3))]
)
def test_the_pages_that_the_clerk_chose_are_printed(printer: QPrinter, first: int, last: int, pages: range) -> None:
    printer.setFromTo(first, last)
    assert pages_asked(printer, 3) == pages
