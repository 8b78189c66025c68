"""A signed file in the window, by keys alone: seen with what its signatures are worth, printed, saved, onto a stick."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from sqlalchemy import select

from desktop.app import App, open_app
from desktop.document.file.mark import ConversionMark
from desktop.document.file.pdf import PaperAbout, PdfPage, build_pdf
from desktop.machine.settings_file import FILE_NAME
from desktop.machine.sticks import Stick
from desktop.model.dossier import Dossier
from desktop.picture.pdf import Drawing
from desktop.store import contents, papers
from desktop.store.tables import audit, content
from desktop.training import pki
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import wear
from desktop.ui.controllers import paper as paper_module
from desktop.ui.controllers.bundle import BundleDialog
from desktop.ui.controllers.file_view import MOST_DPI, SHOWN_DPI
from desktop.ui.controllers.paper import PaperPage
from desktop.ui.page import Where
from desktop.workflow.bundle import LIST_NAME
from tests.samples import MORNING
from tests.ui.conftest import Clerk
from tests.workflow.test_agency_signature import AGENCY, OFFICIAL, confirmed, ids, sign

pytestmark = [pytest.mark.slow, pytest.mark.window]

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
MARK = ConversionMark(converted_at=MORNING, converter=pki.OFFICIAL, agency=pki.AGENCY)
MM = 25.4


@pytest.fixture
def training_app(training_data: Path) -> Iterator[App]:
    training_data.mkdir()
    (training_data / FILE_NAME).write_text('agency_signs = true\nofficer_roles = ["van_thu"]\n', "utf-8")
    app = open_app(training_data, training=True)
    app.first_run.leave()
    yield app
    app.close()


@pytest.fixture(scope="module")
def three_pages() -> bytes:
    """A file of an A4 page, one that lies across, and one of A3."""
    sizes = ((210, 297), (297, 210), (297, 420))
    pages = []
    for number, size in enumerate(sizes, 1):
        page = DrawnPage(f"page {number}", 200, size)
        page.y = 60
        page.row(f"Trang {number} của tờ giấy", x=30)
        pages.append(PdfPage(image=wear(page, f"page {number}", skew=0.0).jpeg(), dpi=200))
    return build_pdf(pages, PaperAbout(title="t", creator="c", created=MORNING), MARK)


@pytest.fixture
def dossier(clerk: Clerk, three_pages: bytes) -> Dossier:
    """The first paper is signed twice and has three pages, the second is not signed."""
    app = clerk.window.app
    dossier = confirmed(app)
    first = ids(app, dossier)[0]
    with app._store.writing() as tx:
        papers.change(tx, first, pdf_sha256=contents.keep(tx, three_pages))
    for role in (OFFICIAL, AGENCY):
        sign(app, [first], role)
    return dossier


def page_of(clerk: Clerk) -> PaperPage:
    page = clerk.window.page(Where.PAPER)
    assert isinstance(page, PaperPage)
    return page


def turn_to_dossier(clerk: Clerk, dossier: Dossier) -> None:
    clerk.window.show_dossier(dossier.id)
    page = clerk.window.dossier
    clerk.until(
        lambda: (
            page._dossier is not None
            and page._dossier.id == dossier.id
            and page.picture.live
            and page.view.show_file.isEnabled()
            and page._chosen is not None
            and page._chosen.paper.id == ids(clerk.window.app, dossier)[0]
        ),
        "the dossier with its first paper",
    )


def show(clerk: Clerk, dossier: Dossier) -> PaperPage:
    turn_to_dossier(clerk, dossier)
    clerk.press(Qt.Key.Key_F12)
    page = page_of(clerk)
    clerk.until(lambda: clerk.window.shown is page and page.judged is not None, "the file and its verdict")
    return page


def shown_pixels(page: PaperPage) -> tuple[int, int]:
    pixmap = page.page_view._item.pixmap()
    return pixmap.width(), pixmap.height()


def message(clerk: Clerk) -> str:
    view = clerk.window.view.message
    return f"{view.sentence.text()} {view.advice.text()}" if view.isVisible() else ""


def journal(app: App) -> list[tuple[str, str]]:
    wanted = ["papers bundled", "papers exported", "paper printed", "export broken off"]
    with app._store.reading() as tx:
        rows = tx.execute(select(audit).where(audit.c.what.in_(wanted)).order_by(audit.c.number))
        return [(row.what, row.outcome) for row in rows]


def test_the_file_is_shown_as_it_is_with_who_signed_it_and_esc_leads_back(clerk: Clerk, dossier: Dossier) -> None:
    page = show(clerk, dossier)
    told = " | ".join(page.view.told)
    assert page.view.verdict.text() == "Chữ ký hợp lệ."
    for words in ("CHỮ KÝ CỦA CÁN BỘ", pki.OFFICIAL, "CHỮ KÝ CỦA CƠ QUAN", pki.AGENCY, "chưa có dấu thời gian"):
        assert words in told
    assert MARK.sentence in told
    assert told.index(pki.OFFICIAL) < told.index("CHỮ KÝ CỦA CƠ QUAN")
    assert clerk.window.view.heading.text() == dossier.code
    assert page.view.doing.words.text() == "Trang 1/3"
    before = page.page_view._item.boundingRect().size()
    # What is on the screen is the signed file, its visible signatures included: drawn for the size it is shown at.
    assert page.page_view.dpi != SHOWN_DPI
    clerk.until(lambda: shown_pixels(page)[0] == pytest.approx(210 / MM * page.page_view.dpi, abs=2), "a sharp page")
    after = page.page_view._item.boundingRect().size()
    assert (after.width(), after.height()) == pytest.approx((before.width(), before.height()), abs=2)
    clerk.press(Qt.Key.Key_Escape)
    window = clerk.window
    clerk.until(lambda: window.shown is window.dossier and window.dossier.picture.live, "the dossier again")
    assert window.dossier._chosen
    assert window.dossier._chosen.paper.id == ids(window.app, dossier)[0]


def test_pages_and_papers_turn_and_zoom_draws_anew(clerk: Clerk, dossier: Dossier) -> None:
    page = show(clerk, dossier)
    clerk.press(Qt.Key.Key_Right)
    clerk.until(lambda: page.view.doing.words.text() == "Trang 2/3", "the second page")
    clerk.until(lambda: shown_pixels(page)[0] > shown_pixels(page)[1], "the page that lies across")
    for _ in range(8):
        clerk.press(Qt.Key.Key_Plus, CTRL)
    assert page.page_view.dpi == MOST_DPI
    clerk.until(lambda: shown_pixels(page)[0] == pytest.approx(297 / MM * MOST_DPI, abs=2), "the page drawn densely")
    clerk.press(Qt.Key.Key_Left)
    clerk.until(lambda: shown_pixels(page)[0] < shown_pixels(page)[1], "the first page again")
    second = ids(clerk.window.app, dossier)[1]
    clerk.press(Qt.Key.Key_Down)
    clerk.until(lambda: page.file and page.file.paper.id == second and page.judged, "the other paper")
    assert page.view.verdict.text() == "Tệp chưa được ký số."
    clerk.press(Qt.Key.Key_Up)
    clerk.until(lambda: page.file and page.file.paper.id != second and page.judged, "the first paper again")
    assert page.view.verdict.text() == "Chữ ký hợp lệ."


def test_a_file_that_was_changed_after_it_was_signed_is_told_to_be_so(clerk: Clerk, dossier: Dossier) -> None:
    app, first = clerk.window.app, ids(clerk.window.app, dossier)[0]
    spoilt = bytearray(app.papers.file(first))
    at = spoilt.index(b"/MediaBox")
    spoilt[at + 1 : at + 9] = b"mediaBox"
    with app._store.writing() as tx:
        papers.change(tx, first, pdf_sha256=contents.keep(tx, bytes(spoilt)))
    page = show(clerk, dossier)
    assert page.view.verdict.text() == "Chữ ký KHÔNG hợp lệ."
    assert page.view.verdict.property("told") == "refused"
    assert any("nội dung đã bị sửa sau khi ký" in words for words in page.view.told)


def test_a_file_that_the_store_has_not_whole_is_refused_in_words(clerk: Clerk, dossier: Dossier) -> None:
    app, first = clerk.window.app, ids(clerk.window.app, dossier)[0]
    turn_to_dossier(clerk, dossier)
    with app._store.writing() as tx:
        sha256 = papers.get(tx, first).pdf_sha256
        tx.execute(content.update().where(content.c.sha256 == sha256).values(bytes=b"%PDF other"))
    clerk.press(Qt.Key.Key_F12)
    page = page_of(clerk)
    clerk.until(lambda: clerk.window.shown is page and message(clerk), "the refusal")
    assert page.file is None
    assert not any(button.isEnabled() for button in page.view.buttons.values())
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: not message(clerk), "the message gone")
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: clerk.window.shown is clerk.window.dossier, "the dossier again")


def test_it_is_copied_to_a_stick_and_said_where_there_is_none(clerk: Clerk, dossier: Dossier) -> None:
    app, first = clerk.window.app, ids(clerk.window.app, dossier)[0]
    page = show(clerk, dossier)
    (stick,) = app.sticks()
    clerk.press(Qt.Key.Key_S, ALT)
    clerk.until(lambda: "đọc lại thấy đúng" in message(clerk), "the word of it")
    (there,) = stick.folder.iterdir()
    assert there.read_bytes() == app.papers.file(first)
    assert there.name in message(clerk)
    assert dossier.party.number not in there.name
    clerk.until(lambda: page._ready is not None, "the keys again")
    shutil.rmtree(stick.folder)
    clerk.press(Qt.Key.Key_S, ALT)
    clerk.until(lambda: "Không thấy USB" in message(clerk), "that there is none")
    assert [what for what, _ in journal(app)] == ["papers exported"]


@pytest.mark.qt_log_ignore("Keyboard event not accepted")
def test_of_several_sticks_the_clerk_chooses_one(
    clerk: Clerk, dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, first = clerk.window.app, ids(clerk.window.app, dossier)[0]
    plugged = [Stick(folder=tmp_path / name, name=name, free=3_200_000_000) for name in ("E", "F")]
    for stick in plugged:
        stick.folder.mkdir()
    monkeypatch.setattr(app, "sticks", lambda: plugged)
    show(clerk, dossier)
    clerk.press(Qt.Key.Key_S, ALT)
    clerk.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the choice")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()] == ["E: còn 3,2 GB", "F: còn 3,2 GB"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    clerk.until(lambda: "vào F" in message(clerk), "the word of it")
    assert list(plugged[0].folder.iterdir()) == []
    assert [one.read_bytes() for one in plugged[1].folder.iterdir()] == [app.papers.file(first)]


def test_it_is_saved_where_the_clerk_says(
    clerk: Clerk, dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, first = clerk.window.app, ids(clerk.window.app, dossier)[0]
    proposed: list[str] = []

    def chosen(_: object, title: str, name: str, *others: Any) -> tuple[str, str]:
        proposed.append(Path(name).name)
        return str(tmp_path / "tệp.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    show(clerk, dossier)
    clerk.press(Qt.Key.Key_S, CTRL)
    clerk.until(lambda: "«tệp.pdf»" in message(clerk), "the word of it")
    assert (tmp_path / "tệp.pdf").read_bytes() == app.papers.file(first)
    assert proposed == [f"ho-so-{dossier.code}-01-{app.papers.get(first).code}.pdf"]


def printed(clerk: Clerk, page: PaperPage, file: Path, monkeypatch: pytest.MonkeyPatch, **options: Any) -> pikepdf.Pdf:
    """Press the key, and have the file's pages printed into a PDF as the dialog's printer would."""

    def ask(parent: object, name: str, pages: int, then: Any) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        printer.setResolution(300)
        printer.setDocName(name)
        if options:
            printer.setFromTo(options["first"], options["last"])
        then(printer)

    monkeypatch.setattr(paper_module, "ask_printer", ask)
    clerk.press(Qt.Key.Key_P, CTRL)
    clerk.until(lambda: "máy in" in message(clerk) and page._ready is not None, "the pages at the printer")
    return pikepdf.open(io.BytesIO(file.read_bytes()))


def mm(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(side) for side in page.mediabox)
    return (right - left) / 72 * MM, (top - bottom) / 72 * MM


def test_it_is_printed_in_true_size_and_what_is_too_large_is_made_to_fit(
    clerk: Clerk, dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = clerk.window.app
    page = show(clerk, dossier)
    paper = printed(clerk, page, tmp_path / "p.pdf", monkeypatch)
    assert "Đã gửi 3 trang" in message(clerk)
    assert [mm(one) for one in paper.pages] == [
        pytest.approx(size, abs=1) for size in ((210, 297), (297, 210), (210, 297))
    ]
    first = app.files.open(ids(app, dossier)[0])
    with Drawing((tmp_path / "p.pdf").read_bytes(), "p") as drawing:
        for at in range(2):
            is_true_size(drawing.sheet(at, 100).picture, app.files.draw(first, at, 100).picture)
        # A3 on A4: as large as fits, and nothing cut off.
        small = app.files.draw(first, 2, 100).picture.resize(drawing.sheet(2, 100).picture.size)
        is_true_size(drawing.sheet(2, 100).picture, small)
    ((what, outcome),) = journal(app)
    assert (what, outcome.split()[1]) == ("paper printed", first.paper.pdf_sha256[:16])


def is_true_size(on_paper: Image.Image, as_it_is: Image.Image) -> None:
    """Whether a printed page is the page itself: its ink at the same place and in the same size.

    Both are of 100 dpi, and compared in squares of a millimetre: one of them off, or 2 % smaller, gives 0.74 at most.
    """
    assert on_paper.size == pytest.approx(as_it_is.size, abs=3)
    wide, high = (min(pair) for pair in zip(on_paper.size, as_it_is.size, strict=True))
    ink = [255 - np.asarray(one.convert("L").crop((0, 0, wide, high)).reduce(4)) for one in (on_paper, as_it_is)]
    assert np.corrcoef(ink[0].ravel(), ink[1].ravel())[0, 1] > 0.9


def test_some_pages_are_printed_where_the_clerk_asks_for_some(
    clerk: Clerk, dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(clerk, dossier)
    paper = printed(clerk, page, tmp_path / "p.pdf", monkeypatch, first=2, last=2)
    assert [mm(one) for one in paper.pages] == [pytest.approx((297, 210), abs=1)]


def test_the_systems_own_dialog_asks_for_the_printer_and_esc_leaves_it(clerk: Clerk, dossier: Dossier) -> None:
    show(clerk, dossier)
    clerk.press(Qt.Key.Key_P, CTRL)
    clerk.until(lambda: isinstance(QApplication.activeWindow(), QPrintDialog), "the printer's dialog")
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: QApplication.activeModalWidget() is None and clerk.window.isActiveWindow(), "the window again")
    assert journal(clerk.window.app) == []


def bundle(clerk: Clerk) -> BundleDialog:
    clerk.press(Qt.Key.Key_F12, SHIFT)
    clerk.until(lambda: isinstance(QApplication.activeModalWidget(), BundleDialog), "what goes along")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BundleDialog)
    clerk.until(lambda: dialog.view.stick.isEnabled() and dialog.view.stick.hasFocus(), "the papers looked at")
    return dialog


def test_a_dossier_goes_to_the_citizen_on_a_stick(clerk: Clerk, dossier: Dossier) -> None:
    app = clerk.window.app
    turn_to_dossier(clerk, dossier)
    dialog = bundle(clerk)
    first, second = (app.papers.get(one) for one in ids(app, dossier))
    rows = [dialog.view.papers.item(at).text() for at in range(dialog.view.papers.count())]
    assert rows[0] == first.name
    assert second.name in rows[1]
    assert "chưa ký xong" in rows[1]
    assert dialog.view.to.text() == dossier.party.name
    assert "chủ hồ sơ" in dialog.view.recorded.text()
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: "đọc lại thấy đúng" in message(clerk), "the word of it")
    (folder,) = app.sticks()[0].folder.iterdir()
    assert sorted(one.name for one in folder.iterdir()) == [f"01-{first.code}.pdf", LIST_NAME]
    assert (folder / f"01-{first.code}.pdf").read_bytes() == app.papers.file(first.id)
    assert journal(app) == [("papers bundled", f"to owner: {first.code} {first.pdf_sha256[:16]}")]
    assert clerk.window.shown is clerk.window.dossier


def test_another_person_takes_them_as_one_zip_and_the_journal_has_the_initials(
    clerk: Clerk, dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, window = clerk.window.app, clerk.window
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "gói"), ""))
    show(clerk, dossier)
    dialog = bundle(clerk)
    dialog.view.to.setFocus()
    dialog.view.to.selectAll()
    clerk.type("Trần Thị Bịa")
    assert "T. T. B." in dialog.view.recorded.text()
    clerk.press(Qt.Key.Key_S, CTRL)
    clerk.until(lambda: "«gói.zip»" in message(clerk), "the word of it")
    with zipfile.ZipFile(tmp_path / "gói.zip") as packed:
        assert packed.namelist()[-1] == LIST_NAME
    ((what, outcome),) = journal(app)
    assert (what, outcome.partition(":")[0]) == ("papers bundled", "to T. T. B.")
    assert window.shown is page_of(clerk)


def test_without_a_stick_the_dialog_says_so_and_stays(clerk: Clerk, dossier: Dossier) -> None:
    app = clerk.window.app
    shutil.rmtree(app.sticks()[0].folder)
    turn_to_dossier(clerk, dossier)
    dialog = bundle(clerk)
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: "Không thấy USB" in dialog.view.warning.text(), "that there is none")
    assert dialog.isVisible()
    assert journal(app) == []
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: QApplication.activeModalWidget() is None and clerk.window.isActiveWindow(), "the window again")
