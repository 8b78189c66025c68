"""A declaration by keys alone: filled in, read by its citizen, printed, signed, and filed by its own code."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel

from desktop.machine.pdfium import PDFIUM
from desktop.model.dossier import Dossier, PaperDetails
from desktop.model.owner import party_from_qr
from desktop.model.states import DigitisationState
from desktop.store import papers
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import wear
from desktop.training.people import person
from desktop.ui.controllers import declarations as module
from desktop.ui.controllers.declarations import DeclarationsDialog
from desktop.ui.page import Where
from desktop.ui.views.citizen_screen import CitizenWindow
from tests.ui.conftest import Clerk

pytestmark = pytest.mark.window

SHIFT = Qt.KeyboardModifier.ShiftModifier
LAND, FORM, CERTIFICATE = "1.011616", "GT.DD.01", "GT.DD.02"


@pytest.fixture
def clerk(clerk: Clerk) -> Any:
    yield clerk
    clerk.window.citizen_screen.close()


def started(clerk: Clerk, procedure: str, number: int) -> Dossier:
    """A dossier on the screen."""
    new = clerk.window.app.intake.start(procedure, "TH1", party_from_qr(person(number).qr))
    show(clerk, new)
    return new


def show(clerk: Clerk, dossier: Dossier) -> None:
    clerk.window.show_screen(Where.DOSSIER, dossier.id)
    picture = clerk.window.dossier.picture
    clerk.until(lambda: picture.live and picture.shown and picture.shown.dossier.id == dossier.id, "the dossier")


def confirm_certificate(clerk: Clerk, dossier: Dossier, number: str) -> None:
    """The certificate was taken in and confirmed with its number."""
    app = clerk.window.app
    paper = app.checklist.paper(dossier.id, CERTIFICATE)
    details = PaperDetails(number=number, issued=date(2019, 5, 4), issuer="Sở Tài nguyên và Môi trường")
    with app._store.writing() as tx:
        papers.change(tx, paper.id, digitisation=DigitisationState.SCANNED)
        papers.change(tx, paper.id, digitisation=DigitisationState.CONFIRMED, details=details)


def opened(clerk: Clerk) -> DeclarationsDialog:
    """Open the declarations by their key."""
    clerk.press(Qt.Key.Key_F8, SHIFT)
    clerk.until(lambda: isinstance(QApplication.activeModalWidget(), DeclarationsDialog), "the declarations")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DeclarationsDialog)
    clerk.until(lambda: dialog.isActiveWindow() and dialog.isAncestorOf(clerk.focus()), "the keys in its hands")
    return dialog


def told(dialog: DeclarationsDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisibleTo(dialog))


def print_into(clerk: Clerk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Print what the dialog shows into a PDF, as the printer's own dialog would."""

    def ask(parent: object, name: str, pages: int, then: Any) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        printer.setResolution(300)
        then(printer)

    monkeypatch.setattr(module, "ask_printer", ask)
    clerk.press(Qt.Key.Key_Return)
    view = clerk.window.view
    clerk.until(lambda: "đã sang máy in" in view.message.sentence.text(), "the sheet at the printer")
    clerk.until(lambda: QApplication.activeModalWidget() is None and clerk.window.isActiveWindow(), "the window")


def signed_and_worn(file: Path, folder: Path) -> None:
    """Sign the printed sheets by hand, and let the scanner have them as they come out of a feeder."""
    folder.mkdir(exist_ok=True)
    with PDFIUM:
        pdf = pypdfium2.PdfDocument(file.read_bytes())
        pictures = [page.render(scale=200 / 72).to_pil().convert("RGB") for page in pdf]
        pdf.close()
    for number, picture in enumerate(pictures, 1):
        page = DrawnPage(f"declaration {number}", 200, (210, 297))
        page.image = picture.resize(page.image.size)
        page.draw = page.draw.__class__(page.image)
        page.draw.line([page.px(one) for one in (130, 250, 150, 240, 158, 255, 175, 246)], fill=(30, 40, 140), width=6)
        (folder / f"{number:03}-front.jpg").write_bytes(wear(page, f"signed {number}").jpeg())


def scan_pile(clerk: Clerk, folder: Path) -> None:
    app = clerk.window.app
    assert app.station
    scanner = app.station.scanner
    scanner.load(folder)
    dossier = clerk.window.dossier
    clerk.until(lambda: dossier.picture.live and dossier.scans.isEnabled(), "the keys")
    clerk.press(Qt.Key.Key_F2, SHIFT)
    clerk.until(lambda: scanner.left() == 0, "the feeder empty")
    clerk.until(lambda: not dossier.scanning and app.work.wait_until_quiet(0), "the pile read")


def pages_of(clerk: Clerk, dossier: Dossier) -> dict[str, int]:
    return {row.paper.code: row.pages for row in clerk.window.app.checklist.rows(dossier.id)}


def declared(view: CitizenWindow | None, name: str) -> bool:
    return view is not None and view.shown is not None and view.shown.to_sign and view.shown.name == name


@pytest.mark.slow
def test_it_is_filled_in_read_printed_signed_and_comes_back_to_its_place(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = started(clerk, LAND, 1)
    confirm_certificate(clerk, dossier, "CĐ 123456")
    dialog = opened(clerk)
    words = told(dialog)
    assert "Đơn đăng ký biến động đất đai" in words
    assert "Giấy chứng nhận quyền sử dụng đất" in words
    assert "Chưa in" in words
    clerk.press(Qt.Key.Key_F5, SHIFT)
    screen = clerk.window.citizen_screen
    clerk.until(lambda: declared(screen.view, dossier.party.name), "her declaration on her own screen")
    assert screen.view
    assert screen.view.shown
    assert len(screen.view.shown.small) == 1, "every sheet of it"
    print_into(clerk, tmp_path / "in.pdf", monkeypatch)
    clerk.until(lambda: screen.view and screen.view.shown and not screen.view.shown.to_sign, "her dossier again")
    (one,) = clerk.window.app.declarations.look(dossier.id).declarations
    assert one.printed
    assert not one.printed.outdated
    signed_and_worn(tmp_path / "in.pdf", tmp_path / "pile")
    scan_pile(clerk, tmp_path / "pile")
    clerk.until(lambda: pages_of(clerk, dossier)[FORM] == 2, "the sheet in its place, its empty back with it")
    assert sum(pages_of(clerk, dossier).values()) == 2
    sentences = [line.sentence for line in clerk.window.app.journal.of_dossier(dossier.id).lines]
    assert "In tờ khai điền sẵn «Đơn đăng ký biến động đất đai»." in sentences


@pytest.mark.slow
def test_a_declaration_of_another_dossier_is_left_out_by_one_key_and_named(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hers = started(clerk, LAND, 1)
    opened(clerk)
    print_into(clerk, tmp_path / "in.pdf", monkeypatch)
    signed_and_worn(tmp_path / "in.pdf", tmp_path / "pile")
    his = started(clerk, LAND, 2)
    scan_pile(clerk, tmp_path / "pile")
    pile = clerk.window.dossier.pile
    clerk.until(lambda: pile.asking and hers.code in pile.view.words.text(), "whose it is")
    assert pile.view.leave_out.isVisible()
    assert not pile.view.papers.isVisible()
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: not pile.asking and clerk.window.app.piles.view(his.id) is None, "the sheet left out")
    assert set(pages_of(clerk, his).values()) == {0}


def test_another_print_is_offered_once_what_it_is_filled_from_has_changed(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = started(clerk, LAND, 1)
    opened(clerk)
    print_into(clerk, tmp_path / "in.pdf", monkeypatch)
    dialog = opened(clerk)
    assert not dialog.view.outdated.isVisible()
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: QApplication.activeModalWidget() is None and clerk.window.isActiveWindow(), "the window")
    confirm_certificate(clerk, dossier, "CĐ 123456")
    dialog = opened(clerk)
    assert dialog.view.outdated.isVisible()


def test_where_no_template_is_the_window_says_so(clerk: Clerk) -> None:
    started(clerk, "2.000815", 1)
    clerk.press(Qt.Key.Key_F8, SHIFT)
    clerk.until(lambda: "Chưa có mẫu tờ khai" in clerk.window.view.message.sentence.text(), "that there is none")
    assert QApplication.activeModalWidget() is None


def test_her_declaration_goes_from_her_screen_with_the_lock_and_with_her_turn(clerk: Clerk) -> None:
    dossier = started(clerk, LAND, 1)
    opened(clerk)
    clerk.press(Qt.Key.Key_F5, SHIFT)
    screen = clerk.window.citizen_screen
    clerk.until(lambda: declared(screen.view, dossier.party.name), "her declaration")
    view = screen.view
    assert view
    clerk.window._screen.left.emit()
    clerk.until(lambda: view.shown is None, "blank")
    screen.declare(clerk.window.at_dossier, None)
    assert view.shown is None, "nor does it come back by itself"
