"""The pictures of the guide, made anew: a training dossier from its opening to its acknowledgement."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import App, open_app
from desktop.machine.settings_file import FILE_NAME
from desktop.model.dossier import Dossier, PaperDetails
from desktop.model.owner import party_from_qr
from desktop.model.signature import SignatureRole
from desktop.training.people import person
from desktop.training.station import PIN
from desktop.ui.controllers.keys import KeysDialog
from desktop.ui.controllers.results import ResultsPage
from desktop.ui.main_window import MainWindow
from desktop.ui.page import Where
from desktop.ui.window import make_application, open_window
from tests.ui.living import live_for, live_until

OUT = Path(__file__).resolve().parents[1] / "docs" / "images"


def take(widget: QWidget, name: str) -> None:
    """Take one picture."""
    live_for(400)
    widget.grab().save(str(OUT / f"{name}.png"))
    print(OUT / f"{name}.png")


def take_menu(window: MainWindow, name: str) -> None:
    """Take the window with the menu of a page open."""
    menu, button = window.dossier.pages.menu, window.dossier.view.edits
    menu.popup(button.mapToGlobal(button.rect().topLeft()) - QPoint(0, menu.sizeHint().height()))
    live_for(400)
    picture = window.grab()
    painter = QPainter(picture)
    painter.drawPixmap(window.mapFromGlobal(menu.pos()), menu.grab())
    painter.end()
    menu.close()
    live_until(window.isActiveWindow)
    picture.save(str(OUT / f"{name}.png"))
    print(OUT / f"{name}.png")


def lay_out_the_day(window: MainWindow) -> None:
    """Some dossiers that wait already."""
    app, today = window.app, window.page(Where.TODAY)
    procedures = [one for one in app.catalogue.current().procedures if not one.secret]
    for number, procedure in enumerate(procedures[:5], 2):
        owner = party_from_qr(person(f"citizen {number}").qr)
        app.intake.start(procedure.code, procedure.cases[0].code, owner)
    window.show_screen(Where.TODAY)
    live_until(lambda: len(today.view.rows.rows) == len(procedures[:5]))


def tell(window: MainWindow) -> None:
    """One dossier, step by step."""
    ctrl = Qt.KeyboardModifier.ControlModifier

    def key(code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or window, code, modifier)

    live_until(lambda: "sẵn sàng" in window.view.lights["line"].text())
    lay_out_the_day(window)
    take(window, "bat-dau")
    key(Qt.Key.Key_N, ctrl)
    live_until(lambda: window.new.procedure.ready)
    window.new.owner.card.read_text(person("citizen 1").qr)
    window.new.procedure.take_usual(0)
    live_until(window.new.view.prospect.sheet.isVisible)
    take(window, "ho-so-moi")
    window.new.view.start.click()
    page = window.dossier
    live_until(lambda: window.view.pages.currentWidget() is page and page._rows)
    take(window, "danh-muc")
    dossier = page._dossier
    assert dossier
    app = window.app
    first = True
    while paper := app.checklist.next_missing(dossier.id):
        key(Qt.Key.Key_F2)
        live_until(lambda: not page.scanning and page.view.confirm.isEnabled())
        live_until(lambda: page.pages.settled)
        if first:
            # The page is drawn sharp a moment after it is shown.
            live_for(1500)
            take(window, "ho-so")
            take_menu(window, "sua-trang")
            first = False
        key(Qt.Key.Key_Return)
        paper_id = paper.id
        live_until(lambda paper_id=paper_id: app.papers.get(paper_id).digitisation == "built")
    live_until(page.view.sign.isEnabled)
    take(window, "da-xac-nhan")
    key(Qt.Key.Key_F9)
    live_until(lambda: page.finishing.dialog and page.finishing.dialog.view.certificate.count())
    dialog = page.finishing.dialog
    assert dialog
    live_until(dialog.view.standing.text)
    QTest.keyClicks(dialog.pin, PIN)
    take(dialog, "ky")
    dialog.view.sign.click()
    live_until(lambda: not dialog.isVisible())
    live_until(lambda: all(row.paper.province_id for row in page._rows))
    take(window, "da-gui")
    window.show_screen(Where.QUEUE)
    take(window, "hang-doi")
    # The first backup is made a minute after the start: a healthy counter has one.
    live_until(window.app.keeping.last_backup, "the first backup")
    window.show_screen(Where.HEALTH)
    live_until(window.page(Where.HEALTH).view.again.isEnabled)
    take(window, "kiem-tra")
    key(Qt.Key.Key_F1)
    live_until(lambda: isinstance(QApplication.activeWindow(), KeysDialog))
    sheet = QApplication.activeWindow()
    take(sheet, "phim")
    sheet.close()


def tell_agency(window: MainWindow) -> None:
    """A counter whose papers bear the agency's signature too: the Văn thư is asked for it."""
    page, app = window.dossier, window.app
    live_until(window.isActiveWindow)
    dossier = app.intake.start("1.004873", "TH1", party_from_qr(person("citizen 3").qr))
    window.show_dossier(dossier.id)
    live_until(lambda: page._dossier and page._rows)
    while paper := app.checklist.next_missing(dossier.id):
        page.scan()
        live_until(lambda: not page.scanning and page.view.confirm.isEnabled())
        page.confirm()
        paper_id = paper.id
        live_until(lambda paper_id=paper_id: app.papers.get(paper_id).digitisation == "built")
    for role in SignatureRole:
        live_until(lambda role=role: page._next_role is role and page.view.sign.isEnabled())
        page.sign()
        dialog = page.finishing.dialog
        assert dialog
        live_until(lambda dialog=dialog: dialog.view.certificate.count() and dialog.view.standing.text())
        QTest.keyClicks(dialog.pin, PIN)
        if role is SignatureRole.AGENCY:
            take(dialog, "ky-co-quan")
        dialog.view.sign.click()
        live_until(lambda dialog=dialog: not dialog.isVisible())


def tell_results(window: MainWindow) -> None:
    """Results on the days around theirs, and one that is handed over."""
    app, page = window.app, window.page(Where.RESULTS)
    assert isinstance(page, ResultsPage)
    live_until(lambda: "sẵn sàng" in window.view.lights["line"].text())
    for number, procedure in enumerate((one for one in app.catalogue.current().procedures if one.results), 2):
        owner = party_from_qr(person(f"citizen {number}").qr)
        dossier = app.intake.start(procedure.code, procedure.cases[0].code, owner)
        if procedure.working_days == 0:
            finish(app, dossier)
    app.sending.run_until_idle()
    window.show_screen(Where.RESULTS)
    live_until(lambda: len(page.view.rows.rows) > 1)
    take(window, "ket-qua")
    page.open_chosen()
    live_until(lambda: page.dialog and page.dialog.isVisible())
    assert page.dialog
    take(page.dialog, "tra-ket-qua")
    page.dialog.reject()


def finish(app: App, dossier: Dossier) -> None:
    """Everything of a dossier with its result made as electronic originals, confirmed and signed."""
    app.issuing.place(dossier.id)
    for row in app.checklist.rows(dossier.id):
        app.issuing.make(row.paper.id, PaperDetails(number="01/KQ", permanent=True))
    app.intake.close(dossier.id)
    identity = next(one for one in app.signing.identities() if one.fit)
    app.signing.sign([one.id for one in app.signing.ready(dossier.id)], identity, bytearray(PIN.encode()))


def show(data: Path, story: Callable[[MainWindow], None]) -> None:
    """Tell a story in a window on a training folder."""
    app = open_app(data, training=True)
    window = open_window(app)
    window.resize(1366, 720)
    try:
        story(window)
    finally:
        window.close()
        app.close()


def main() -> int:
    """Make all pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        show(Path(folder) / "data", tell)
        agency = Path(folder) / "agency"
        agency.mkdir()
        (agency / FILE_NAME).write_text("agency_signs = true\n", "utf-8")
        show(agency, tell_agency)
        show(Path(folder) / "results", tell_results)
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
