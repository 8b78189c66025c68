"""What a picture shows, brought about as a clerk does it; each story takes its pictures on the way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import App
from desktop.model.dossier import Dossier
from desktop.model.owner import party_from_qr
from desktop.model.signature import SignatureRole
from desktop.training.people import person
from desktop.training.station import PIN
from desktop.ui.controllers.backlog.books import BooksPage
from desktop.ui.controllers.backlog.doubts import DoubtsPage
from desktop.ui.controllers.bundle import BundleDialog
from desktop.ui.controllers.copies import CopiesPage
from desktop.ui.controllers.declarations import DeclarationsDialog
from desktop.ui.controllers.door import DoorWindow
from desktop.ui.controllers.keys import KeysDialog
from desktop.ui.controllers.officials.page import OfficialsPage
from desktop.ui.controllers.officials.shift import ShiftPage
from desktop.ui.controllers.online import OnlinePage
from desktop.ui.controllers.paper import PaperPage
from desktop.ui.controllers.report import ReportPage
from desktop.ui.controllers.results import ResultsPage
from desktop.ui.controllers.searching import FindPage
from desktop.ui.controllers.setup import SetupPage
from desktop.ui.controllers.slips import SlipsDialog
from desktop.ui.look.picture import Fitted
from desktop.ui.main_window import MainWindow
from desktop.ui.page import Where
from desktop.ui.views.find import Group
from desktop.workflow.setup.steps import StepName
from tests.ui.living import live_for, live_until, press_through
from tests.workflow.readiness.desk import ME, OTHER, Desk, numbered, sheets
from tools.screenshots.camera import take, take_menu
from tools.screenshots.counters import finish, lay_out_the_day

BOOK = "KQ.G15.000001"


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


def tell_declarations(window: MainWindow) -> None:
    """A declaration filled in from its dossier."""
    dossier = window.app.intake.start("1.011616", "TH1", party_from_qr(person("citizen 5").qr))
    window.show_dossier(dossier.id)
    live_until(lambda: window.dossier.picture.shown is not None and window.dossier.picture.live)
    window.dossier.declarations()
    live_until(lambda: isinstance(QApplication.activeModalWidget(), DeclarationsDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DeclarationsDialog)
    live_until(lambda: any(not one.picture.isNull() for one in dialog.findChildren(Fitted)))
    take(dialog, "to-khai")
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


def tell_shift(window: MainWindow) -> None:
    """Dossiers that go to another official; one of them stays."""
    window.show_screen(Where.SHIFT)
    page = window.page(Where.SHIFT)
    assert isinstance(page, ShiftPage)
    live_until(lambda: page.view.rows.rows, "what is unfinished")
    page.view.taker.setCurrentIndex(0)
    page.leave_out()
    take(window, "ban-giao")


def tell_online(window: MainWindow) -> None:
    """What was filed online, its files looked at."""
    window.show_screen(Where.ONLINE)
    page = window.page(Where.ONLINE)
    assert isinstance(page, OnlinePage)
    live_until(lambda: page.view.rows.rows, "what was filed")
    page.view.rows.choose(1)
    page.look()
    live_until(page.view.take.isEnabled, "its files")
    take(window, "nop-truc-tuyen")


def tell_officials(window: MainWindow) -> None:
    """Who works at the counter."""
    window.show_screen(Where.OFFICIALS)
    page = window.page(Where.OFFICIALS)
    assert isinstance(page, OfficialsPage)
    live_until(lambda: page.view.rows.rows, "the officials")
    page.view.rows.choose(1)
    take(window, "can-bo")
