"""The pictures of the guide, made anew: a training dossier from its opening to its acknowledgement.

Then the main screens as they look otherwise: dark (`-toi`), and on a screen at 150 % (`-150`).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsPixmapItem, QWidget

from desktop.app import App, open_app
from desktop.machine.settings import CLIENT_SECRET
from desktop.machine.settings_file import FILE_NAME
from desktop.model.dossier import Dossier, PaperDetails
from desktop.model.official import Role
from desktop.model.owner import party_from_qr
from desktop.model.signature import SignatureRole
from desktop.training import names
from desktop.training.people import person
from desktop.training.station import PIN
from desktop.ui.controllers.backlog.books import BooksPage
from desktop.ui.controllers.backlog.doubts import DoubtsPage
from desktop.ui.controllers.bundle import BundleDialog
from desktop.ui.controllers.copies import CopiesPage
from desktop.ui.controllers.door import DoorWindow
from desktop.ui.controllers.keys import KeysDialog
from desktop.ui.controllers.officials.page import OfficialsPage
from desktop.ui.controllers.officials.shift import ShiftPage
from desktop.ui.controllers.page_view import PageView
from desktop.ui.controllers.paper import PaperPage
from desktop.ui.controllers.report import ReportPage
from desktop.ui.controllers.results import ResultsPage
from desktop.ui.controllers.searching import FindPage
from desktop.ui.controllers.setup import SetupPage
from desktop.ui.controllers.slips import SlipsDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.page import Where
from desktop.ui.views.find import Group
from desktop.ui.window import make_application, open_window
from desktop.workflow.setup.steps import StepName
from tests.new_counter import NewCounter, new_counter
from tests.ui.living import live_for, live_until, press_through, shut
from tests.workflow.readiness.desk import ME, OTHER, Desk, numbered, sheets

PASSWORD = b"bon tu khong lien quan"
BOOK = "KQ.G15.000001"
AT_150 = "--at-150"
OUT = Path(__file__).resolve().parents[1] / "docs" / "images"


def take(widget: QWidget, name: str) -> None:
    """Take one picture, when everything on it is known and drawn."""
    if isinstance(widget, MainWindow):
        live_until(lambda: {"scanner", "token", "line"} <= widget.lights.found.keys(), "the lights")
    live_until(lambda: all(is_drawn(view) for view in widget.findChildren(PageView)), "the page")
    live_for(400)
    widget.grab().save(str(OUT / f"{name}.png"))
    print(OUT / f"{name}.png")


def is_drawn(view: PageView) -> bool:
    """Whether a page stands in a view that is on the screen."""
    pictures = (one for one in view.items() if isinstance(one, QGraphicsPixmapItem))
    return not view.isVisible() or any(not one.pixmap().isNull() for one in pictures)


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


def show_citizen(window: MainWindow) -> None:
    """The citizen's own screen, while her first paper is scanned."""
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F5, shift)
    live_until(lambda: window.citizen_screen.view and window.citizen_screen.view.shown)
    view = window.citizen_screen.view
    assert view
    # Laid out a moment after it is shown.
    live_for(500)
    take(view, "man-hinh-nguoi-dan")
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F5, shift)
    live_until(lambda: window.citizen_screen.view is None and window.isActiveWindow())
    window.view.message.hide()


def find(window: MainWindow, dossier: Dossier) -> None:
    """Everything of a person, by the end of her number."""
    page = window.page(Where.FIND)
    assert isinstance(page, FindPage)
    window.view.search.setText(dossier.party.number[-5:])
    live_until(lambda: page._found.person == dossier.party.number)
    page.choose(Group.PAPERS)
    page.take_keys()
    live_for(500)
    take(window, "tra-cuu")
    window.view.search.clear()


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
            show_citizen(window)
            first = False
        press_through(lambda: key(Qt.Key.Key_Return), page.contents)
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
    show_file(window)
    find(window, dossier)
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


def show_file(window: MainWindow) -> None:
    """The signed file of the chosen paper, and what the citizen may take along."""
    live_until(window.dossier.view.show_file.isEnabled)
    window.dossier.show_file()
    page = window.page(Where.PAPER)
    assert isinstance(page, PaperPage)
    live_until(lambda: page.judged)
    # The page is drawn sharp a moment after it is shown.
    live_for(1500)
    take(window, "xem-tep")
    page.bundle()
    live_until(lambda: isinstance(QApplication.activeModalWidget(), BundleDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BundleDialog)
    live_until(dialog.view.stick.isEnabled)
    take(dialog, "cho-cong-dan")
    dialog.reject()
    live_until(window.isActiveWindow)


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
        press_through(page.confirm, page.contents)
        paper_id = paper.id
        live_until(lambda paper_id=paper_id: app.papers.get(paper_id).digitisation == "built")
    for role in SignatureRole:
        live_until(lambda role=role: page.standing.next_role is role and page.view.sign.isEnabled())
        page.sign()
        dialog = page.finishing.dialog
        assert dialog
        live_until(lambda dialog=dialog: dialog.view.certificate.count() and dialog.view.standing.text())
        QTest.keyClicks(dialog.pin, PIN)
        if role is SignatureRole.AGENCY:
            take(dialog, "ky-co-quan")
        dialog.view.sign.click()
        live_until(lambda dialog=dialog: not dialog.isVisible())


def take_main(window: MainWindow, look: str) -> None:
    """Take the main screens, their names with how they look at the end."""
    page, app = window.dossier, window.app
    live_until(window.isActiveWindow)
    lay_out_the_day(window)
    take(window, f"bat-dau-{look}")
    window.show_screen(Where.NEW)
    live_until(lambda: window.new.procedure.ready)
    window.new.owner.card.read_text(person("citizen 1").qr)
    window.new.procedure.take_usual(0)
    live_until(window.new.view.prospect.sheet.isVisible)
    take(window, f"ho-so-moi-{look}")
    window.new.view.start.click()
    live_until(lambda: window.shown is page and page._rows)
    dossier = page._dossier
    assert dossier
    page.scan()
    live_until(lambda: not page.scanning and page.view.confirm.isEnabled() and page.pages.settled)
    # The page is drawn sharp a moment after it is shown.
    live_for(1500)
    take(window, f"ho-so-{look}")
    window.show_screen(Where.HEALTH)
    live_until(app.keeping.last_backup, "the first backup")
    window.show_screen(Where.HEALTH)
    live_until(window.page(Where.HEALTH).view.again.isEnabled)
    take(window, f"kiem-tra-{look}")
    window.show_keys()
    live_until(lambda: isinstance(QApplication.activeWindow(), KeysDialog))
    sheet = QApplication.activeWindow()
    take(sheet, f"phim-{look}")
    sheet.close()


def tell_first_run(window: MainWindow) -> None:
    """A new counter that has come as far as its unit."""
    page = window.page(Where.SETUP)
    assert isinstance(page, SetupPage)
    live_until(lambda: page.isVisible() and page.walk.at is StepName.COUNTER and page.view.field.isVisible())
    live_until(lambda: "sẵn sàng" in window.view.lights["line"].text())
    live_until(window.isActiveWindow)
    take(window, "lan-chay-dau")


def settled_half(counter: NewCounter) -> App:
    """A real counter whose scanner, token and province are settled."""
    with counter.open() as app:
        for name in ("escl_scanners", "trust_roots", "province_address", "province_profile", "province_client"):
            app.first_run.answer(name, counter.answer(name))
        app.first_run.answer(CLIENT_SECRET, counter.answer(CLIENT_SECRET))
        for step in (StepName.SCANNER, StepName.TOKEN, StepName.PROVINCE):
            app.first_run.try_step(step)
    return counter.open()


def tell_findings(window: MainWindow) -> None:
    """A dossier that is confirmed, with a page that is missing and somebody else's card."""
    desk = Desk(window.app)
    desk.put(desk.form, *sheets("to-khai-xac-nhan", ME))
    desk.put(desk.card, *sheets("cccd", OTHER))
    desk.put(desk.decision, numbered("Trang 1/3"), numbered("Trang 3/3"))
    for paper in (desk.form, desk.card, desk.decision):
        desk.built(paper)
    window.show_dossier(desk.dossier.id)
    live_until(lambda: window.dossier.picture.live and window.dossier.readiness.isVisible())
    live_for(1500)
    take(window, "soat")


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


def tell_slips(window: MainWindow) -> None:
    """The slips of a dossier."""
    dossier = window.app.intake.start("1.001193", "TH1", party_from_qr(person("citizen 5").qr))
    window.show_dossier(dossier.id)
    live_until(lambda: window.dossier.picture.shown is not None)
    window.dossier.slips()
    live_until(lambda: isinstance(QApplication.activeModalWidget(), SlipsDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SlipsDialog)
    take(dialog, "phieu")
    dialog.reject()


def tell_backlog(window: MainWindow) -> None:
    """A register book is fed; what is doubted of its papers, and how far the plan is."""
    app, page, doubts = window.app, window.page(Where.BACKLOG), window.page(Where.DOUBTS)
    assert isinstance(page, BooksPage) and isinstance(doubts, DoubtsPage)
    for year, counted in ((1998, 120), (2012, 80)):
        app.books.open(BOOK, year, "01", counted)
    book = app.books.open(BOOK, 2026, "01", 6)
    window.show_screen(Where.BACKLOG)
    live_until(lambda: len(page.view.rows.rows) == 3)
    page.view.rows.choose(2)
    page.scan()
    live_until(lambda: not page.busy and app.books.row(book).pile is None and app.books.row(book).waiting == 6)
    live_until(lambda: not any(one.unread for one in app.looking.papers(book)))
    page.refresh()
    live_until(page.view.look.isEnabled)
    take(window, "ton-dong")
    window.show_screen(Where.DOUBTS, book)
    live_until(lambda: doubts.asked or doubts.view.enter.isEnabled())
    live_for(1000)
    take(window, "ton-dong-xem")


def tell_plan(window: MainWindow) -> None:
    """A counter against the plans of its province."""
    for year, counted in ((1998, 120), (2012, 80)):
        window.app.books.open(BOOK, year, "01", counted)
    lay_out_the_day(window)
    page = window.page(Where.REPORT)
    assert isinstance(page, ReportPage)
    window.show_screen(Where.REPORT)
    live_for(1000)
    page.show_plan()
    live_until(lambda: page.view.plans)
    live_for(2000)
    take(window, "ke-hoach")


def tell_copies(window: MainWindow) -> None:
    """An original is scanned, and its words stand as they will be certified."""
    page = window.page(Where.COPIES)
    assert isinstance(page, CopiesPage)
    window.show_screen(Where.COPIES)
    live_until(lambda: page._looked)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F2)
    live_until(lambda: page.lane.ready and not page.scanner.running)
    page.view.fields["title"].setText("Công văn")
    page.view.fields["requester"].setText(person("copy").name)
    live_until(lambda: "Số chứng thực: 1," in page.view.words.text())
    live_for(1000)
    take(window, "ban-sao")


def tell_door(app: App) -> None:
    """Who is there, at a counter where officials log in."""
    door = DoorWindow(app)
    door.resize(1366, 720)
    door.show()
    door.activateWindow()
    door.panel.take_keys()
    door.panel.view.name.setText("lan")
    live_for(500)
    take(door, "dang-nhap")
    door.close()
    app.close()


def with_officials(data: Path) -> Path:
    """A training counter with officials, one of whom has dossiers that are not finished."""
    people = {"quan": "Phạm Văn Quản", "lan": names.OFFICIAL, "hoa": "Hoàng Thị Hoa", "tu": "Trần Văn Tư"}
    with trained(data) as app:
        for name, own_name in people.items():
            role = Role.ADMINISTERING if name == "quan" else Role.RECEIVING
            app.officials.add(name, own_name, {role}, bytearray(PASSWORD))
    with come_in(data, "quan") as app:
        app.officials.set_disabled("tu", disabled=True)
    with come_in(data, "lan") as app:
        for number in range(1, 5):
            app.intake.start("1.001193", "TH1", party_from_qr(person(number).qr))
    return data


def come_in(data: Path, name: str) -> App:
    """The counter with one of its officials at work."""
    app = open_app(data, training=True)
    app.come_in(app.door.by_password(name, bytearray(PASSWORD)))
    return app


def tell_shift(window: MainWindow) -> None:
    """Dossiers that go to another official; one of them stays."""
    window.show_screen(Where.SHIFT)
    page = window.page(Where.SHIFT)
    assert isinstance(page, ShiftPage)
    live_until(lambda: page.view.rows.rows, "what is unfinished")
    page.view.taker.setCurrentIndex(0)
    page.leave_out()
    take(window, "ban-giao")


def tell_officials(window: MainWindow) -> None:
    """Who works at the counter."""
    window.show_screen(Where.OFFICIALS)
    page = window.page(Where.OFFICIALS)
    assert isinstance(page, OfficialsPage)
    live_until(lambda: page.view.rows.rows, "the officials")
    page.view.rows.choose(1)
    take(window, "can-bo")


def finish(app: App, dossier: Dossier) -> None:
    """Everything of a dossier with its result made as electronic originals, confirmed and signed."""
    app.issuing.place(dossier.id)
    for row in app.checklist.rows(dossier.id):
        app.issuing.make(row.paper.id, PaperDetails(number="01/KQ", permanent=True))
    app.intake.close(dossier.id)
    identity = next(one for one in app.signing.identities() if one.fit)
    app.signing.sign([one.id for one in app.signing.ready(dossier.id)], identity, bytearray(PIN.encode()))


def trained(data: Path) -> App:
    """A training counter at which nobody is asked to set anything up."""
    app = open_app(data, training=True)
    app.first_run.leave()
    return app


def show(app: App, story: Callable[[MainWindow], None], first: Where | None = None) -> None:
    """Tell a story in a window on a screen of 1366 × 768 less its task bar."""
    window = open_window(app, first)
    scale = window.devicePixelRatioF()
    window.resize(int(1366 / scale), int(720 / scale))
    try:
        story(window)
    finally:
        shut(window)
        app.close()


def main() -> int:
    """Make all pictures, or those at 150 % alone: Qt is told of a screen's scale when it starts."""
    OUT.mkdir(parents=True, exist_ok=True)
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        if AT_150 in sys.argv:
            show(trained(Path(folder) / "data"), partial(take_main, look="150"))
        else:
            with pytest.MonkeyPatch.context() as patch, new_counter(Path(folder), patch) as counter:
                show(settled_half(counter), tell_first_run, Where.SETUP)
            show(trained(Path(folder) / "data"), tell)
            show(trained(Path(folder) / "findings"), tell_findings)
            show(trained(Path(folder) / "results"), tell_results)
            show(trained(Path(folder) / "slips"), tell_slips)
            show(trained(Path(folder) / "backlog"), tell_backlog)
            show(trained(Path(folder) / "plan"), tell_plan)
            show(trained(Path(folder) / "copies"), tell_copies)
            tell_door(trained(Path(folder) / "door"))
            officials = with_officials(Path(folder) / "officials")
            show(come_in(officials, "lan"), tell_shift)
            show(come_in(officials, "quan"), tell_officials)
            show(trained(_set(Path(folder) / "agency", "agency_signs = true")), tell_agency)
            show(trained(_set(Path(folder) / "dark", 'theme = "dark"')), partial(take_main, look="toi"))
    application.quit()
    if AT_150 not in sys.argv:
        scaled = {**os.environ, "QT_SCALE_FACTOR": "1.5"}
        subprocess.run([sys.executable, "-m", "tools.screenshots", AT_150], env=scaled, check=True)
    return 0


def _set(data: Path, setting: str) -> Path:
    data.mkdir()
    (data / FILE_NAME).write_text(f"{setting}\n", "utf-8")
    return data


if __name__ == "__main__":
    sys.exit(main())
