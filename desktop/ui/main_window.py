"""The window: which page is shown, which key does what, the lights, the message bar."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from desktop.app import App
from desktop.model.dossier import Paper
from desktop.model.errors import QuaySoError
from desktop.model.signature import SignatureRole
from desktop.ui.controllers.dossier import DossierPage
from desktop.ui.controllers.intake import DossiersPage
from desktop.ui.controllers.keys import KeysDialog
from desktop.ui.controllers.left import ScreenLeft
from desktop.ui.controllers.lists import HealthPage, QueuePage
from desktop.ui.controllers.login import LogInDialog
from desktop.ui.controllers.modules import ModulesDialog
from desktop.ui.controllers.opening.page import NewDossierPage
from desktop.ui.controllers.signing import SigningDialog
from desktop.ui.focus import keep_focus_harmless
from desktop.ui.look import icons
from desktop.ui.look.tokens import colours
from desktop.ui.operations import Handle, Operation, wait_for_all
from desktop.ui.views.frame import FrameView
from desktop.workflow.health import Check
from desktop.workflow.reuse import Session

LOOK_MS = 30_000


class MainWindow(QWidget):
    """Quầy Số's window.

    Args:
        app: the services.
    """

    tokens_changed = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self._advice: dict[str, Check] = {}
        self._dialog: SigningDialog | None = None
        self._account: LogInDialog | None = None
        self._session = Session()
        self.setObjectName("window")
        self.setWindowTitle("Quầy Số")
        self.resize(1366, 720)
        self.view = view = FrameView()
        self.setLayout(view)
        view.place.setText(app.settings.unit_name)
        view.officer.setText(app.settings.officer_name or app.settings.officer)
        view.training.setVisible(app.training)
        self.dossiers, self.new = DossiersPage(app), NewDossierPage(app)
        self.dossier, self.queue, self.health = DossierPage(app), QueuePage(app), HealthPage(app)
        for page in (self.dossiers, self.new, self.dossier, self.queue, self.health):
            view.pages.addWidget(page)
        self._wire()
        self._keys()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look_at_lights)
        self._screen = ScreenLeft(app, self)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        keep_focus_harmless(self)

    def _wire(self) -> None:
        view = self.view
        view.nav["intake"].clicked.connect(self.show_dossiers)
        view.nav["agency"].setVisible(self.app.settings.agency_signs)
        view.nav["agency"].clicked.connect(self.show_for_agency)
        self.dossiers.other_list.connect(self._other_list)
        view.nav["queue"].clicked.connect(self.show_queue)
        view.nav["health"].clicked.connect(self.show_health)
        view.message_close.clicked.connect(self.hide_trouble)
        view.search.textChanged.connect(self._find)
        view.search.returnPressed.connect(self.dossiers.view.table.setFocus)
        for name, light in view.lights.items():
            light.clicked.connect(lambda _=False, name=name: self._explain(name))
        self.dossiers.opened.connect(self.show_dossier)
        self.dossiers.view.new.clicked.connect(self.show_new)
        self.new.started.connect(self.show_dossier)
        self.new.left.connect(self.show_dossiers)
        self.dossier.sign_asked.connect(self._ask_pin)
        self.dossier.changed.connect(self._count)
        self.dossier.doubted.connect(self._tell)
        self.dossier.sent.connect(self._sent)
        self.dossier.reuse.view.login.clicked.connect(self.ask_password)
        view.account.clicked.connect(self.ask_password)
        view.keys.clicked.connect(self.show_keys)
        self._show_session(self._session)
        self.queue.moved.connect(self._count)
        self.health.view.driver.clicked.connect(self.choose_driver)
        self.health.noted.connect(lambda: self._look_at("signed", self.app.health.signed))
        self.tokens_changed.connect(self._tokens_changed, Qt.ConnectionType.QueuedConnection)

    def _keys(self) -> None:
        for keys, act in (
            ("Ctrl+N", self.show_new),
            ("Ctrl+K", self._to_search),
            ("Ctrl+1", self.show_dossiers),
            ("Ctrl+2", self.show_queue),
            ("Ctrl+3", self.show_health),
            ("F2", self._scan),
            ("F3", self._on_dossier(self.dossier.rescan)),
            ("F9", self._to_sign),
            ("Ctrl+Shift+G", self._on_dossier(lambda: self.dossier.reuse.look_up(anew=True))),
            ("Ctrl+I", self.ask_password),
            ("Ctrl++", self._on_dossier(lambda: self.dossier.pages.page_view.zoom(1.25))),
            ("Ctrl+-", self._on_dossier(lambda: self.dossier.pages.page_view.zoom(0.8))),
            ("Ctrl+0", self._on_dossier(self.dossier.pages.page_view.turn_fit)),
            ("F5", self._again),
            ("F1", self.show_keys),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        # On a dossier these are scan profiles' keys.
        for keys, act in (("F7", self.choose_driver), ("F8", self.health.take_note)):
            QShortcut(QKeySequence(keys), self.health).activated.connect(act)

    def _on_dossier(self, act: Callable[[], object]) -> Callable[[], None]:
        def guarded() -> None:
            if self.view.pages.currentWidget() is self.dossier:
                act()

        return guarded

    def _scan(self) -> None:
        page = self.view.pages.currentWidget()
        if page is self.dossier:
            self.dossier.scan()
        elif page is self.new:
            self.new.owner.card.scan()

    def begin(self) -> None:
        """After the window is up: take up what was left, show where the clerk was, look at the lights."""

        def work(_: Handle) -> UUID | None:
            self.app.resume()
            self.app.workers.warm_up()
            self.app.capture.warm_up()
            self.app.signing.watch(lambda serials: self.tokens_changed.emit())
            last = self.app.intake.last_open()
            return last.id if last and last.state == "open" else None

        Operation(self, work).on_success(self._began).run()

    def _began(self, last: UUID | None) -> None:
        # A quick clerk is somewhere else by now, and stays there.
        if self.view.pages.currentWidget() is self.dossiers and not self.view.search.text():
            if last:
                self.show_dossier(last)
            else:
                self.show_dossiers()
        self.app.sending.start()
        self.look_at_lights()
        self._timer.start()

    def _turn_to(self, page: QWidget, key: str) -> None:
        if page is not self.view.pages.currentWidget():
            self.hide_trouble()
        self.view.pages.setCurrentWidget(page)
        self.view.nav[key].setChecked(True)

    def show_dossiers(self) -> None:
        """All dossiers."""
        self._list_dossiers(for_agency=False)

    def show_for_agency(self) -> None:
        """The dossiers that wait for the agency's signature."""
        self._list_dossiers(for_agency=True)

    def _other_list(self) -> None:
        self._list_dossiers(for_agency=not self.dossiers.for_agency)

    def _list_dossiers(self, *, for_agency: bool) -> None:
        self._turn_to(self.dossiers, "agency" if for_agency else "intake")
        self.dossiers.show_list(for_agency=for_agency)
        self.dossiers.view.table.setFocus()

    def show_new(self) -> None:
        """The form of a new dossier."""
        self._turn_to(self.new, "intake")
        self.new.begin()

    def show_dossier(self, dossier_id: UUID) -> None:
        """One dossier."""
        self._turn_to(self.dossier, "intake")
        self.dossier.show_dossier(dossier_id)
        self.dossier.view.checklist.setFocus()

    def show_queue(self) -> None:
        """The outbox."""
        self._turn_to(self.queue, "queue")
        self.queue.refresh()
        self.queue.view.table.setFocus()

    def show_health(self) -> None:
        """The health check."""
        self._turn_to(self.health, "health")
        self.health.refresh()

    def choose_driver(self) -> None:
        """Choose the driver of the signing USB."""
        dialog = ModulesDialog(self.app, self)
        dialog.finished.connect(self._driver_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _driver_chosen(self) -> None:
        if self.view.pages.currentWidget() is self.health:
            self.health.refresh()
        self._look_at("token", self.app.health.token)

    def _again(self) -> None:
        page = self.view.pages.currentWidget()
        if page is self.queue:
            self.queue.retry()
        elif page is self.health:
            self.health.refresh()
        self.look_at_lights()

    def _to_sign(self) -> None:
        page = self.view.pages.currentWidget()
        if page is self.dossier:
            self.dossier.sign()
        elif page is self.dossiers and self.app.settings.agency_signs:
            self._other_list()

    def _to_search(self) -> None:
        self.view.search.setFocus()
        self.view.search.selectAll()

    def _find(self, words: str) -> None:
        if words or self.view.pages.currentWidget() is self.dossiers:
            self._turn_to(self.dossiers, "intake")
        self.dossiers.show_list(for_agency=False, words=words)

    def show_keys(self) -> None:
        """What each key does."""
        if QApplication.activeModalWidget() is None:
            dialog = KeysDialog(self)
            dialog.finished.connect(lambda _: self.activateWindow())
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _ask_pin(self, dossier_id: UUID, papers: list[Paper], role: SignatureRole) -> None:
        self._dialog = SigningDialog(self.app, dossier_id, papers, self, role)
        self._dialog.finished.connect(self._pin_over)
        self._dialog.accepted.connect(lambda: self._signed(role))
        self._dialog.open()

    def ask_password(self) -> None:
        """Log in at the province, or out."""
        if QApplication.activeModalWidget() is None:
            self._account = LogInDialog(self.app, self._session, self)
            self._account.accepted.connect(self._look_at_session)
            self._account.logged_out.connect(self._look_at_session)
            self._account.accepted.connect(self.new.look_again)
            self._account.finished.connect(lambda _: self.activateWindow())
            self._account.open()

    def _look_at_session(self) -> None:
        Operation(self, lambda _: self.app.reuse.session()).on_success(self._show_session).run()

    def _show_session(self, session: Session) -> None:
        self._session = session
        if session.officer:
            words, colour = self.tr("Province: %1").replace("%1", session.officer.name), colours().good
        elif session.ended:
            words, colour = self.tr("Province: session over, log in again (Ctrl+I)"), colours().bad
        else:
            words, colour = self.tr("Province: not logged in (Ctrl+I)"), colours().soft
        account = self.view.account
        account.setText(words)
        account.setAccessibleName(words)
        account.setIcon(icons.icon("circle-user", colour))
        self.dossier.reuse.show_session(session)

    def _tokens_changed(self) -> None:
        """A signing USB came or went."""
        self._look_at("token", self.app.health.token)
        if self._dialog and self._dialog.isVisible():
            self._dialog.look_for_tokens()

    def _pin_over(self) -> None:
        self.activateWindow()
        self.dossier.view.checklist.setFocus()
        self.dossier.refresh()

    def _signed(self, role: SignatureRole) -> None:
        sentence = self.tr("Signed. The dossier goes to the province by itself.")
        advice = self.tr("Call the next number.")
        if role is SignatureRole.OFFICIAL and self.app.settings.agency_signs:
            if self.app.settings.keeps_seal:
                sentence = self.tr("Signed by the official. Next is the agency's signature.")
                advice = self.tr("Press F9 to sign for the agency.")
            else:
                sentence = self.tr("Signed. The dossier waits for the Văn thư to sign for the agency, then it goes.")
        self._tell(sentence, advice, good=True)
        self._count()

    def _sent(self) -> None:
        sentence = self.tr("Nothing was left to sign. The dossier goes to the province by itself.")
        self._tell(sentence, self.tr("Call the next number."), good=True)
        self._count()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Del, arrows and Esc on a dossier, but for fields being typed in; Enter on the form of a new one."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and QApplication.activeModalWidget() is None
            and isinstance(watched, QWidget)
            and watched.window() is self
            and watched is (QApplication.focusWidget() or self)
        ):
            if watched is self.view.search:
                return self._search_key(event)
            if self.view.pages.currentWidget() is self.dossier:
                return self._dossier_key(watched, event)
            if self.view.pages.currentWidget() is self.new and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                # A key that is held down has seen nothing of what it would do next.
                if not event.isAutoRepeat():
                    self.new.enter()
                return True
            if event.key() == Qt.Key.Key_Escape:
                return self._escape()
        return super().eventFilter(watched, event)

    def _search_key(self, event: QKeyEvent) -> bool:
        """In the search Esc empties it and Enter goes to what was found; nothing reaches what lies below."""
        if event.key() == Qt.Key.Key_Escape:
            self.view.search.clear()
            self._to_page()
            return True
        return False

    def _to_page(self) -> None:
        """The keys go to the page that is shown."""
        page = self.view.pages.currentWidget()
        for shown, place in (
            (self.dossiers, self.dossiers.view.table),
            (self.dossier, self.dossier.view.checklist),
            (self.queue, self.queue.view.table),
        ):
            if page is shown:
                place.setFocus()
                return
        self.setFocus()

    def _dossier_key(self, watched: QWidget, event: QKeyEvent) -> bool:
        if self.dossier.pages.cropping and self.dossier.pages.crop_key(event):
            return True
        typing = isinstance(watched, QLineEdit | QComboBox)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                # A key that is held down has seen nothing of what it would confirm next.
                if not event.isAutoRepeat():
                    self.dossier.confirm()
            case Qt.Key.Key_Escape:
                return self._escape()
            case Qt.Key.Key_Delete if not typing:
                self.dossier.remove_page()
            case Qt.Key.Key_Left if not typing:
                self.dossier.turn_over(-1)
            case Qt.Key.Key_Right if not typing:
                self.dossier.turn_over(1)
            case Qt.Key.Key_Up if not typing:
                self.dossier.next_paper(-1)
            case Qt.Key.Key_Down if not typing:
                self.dossier.next_paper(1)
            case _:
                return False
        return True

    def _escape(self) -> bool:
        if self.view.message_holder.isVisible():
            self.hide_trouble()
        elif self.dossier.scanning and self.view.pages.currentWidget() is self.dossier:
            self.dossier.scanner.stop()
        elif self.view.pages.currentWidget() is self.new and self.new.owner.card.stop():
            return True
        elif self.dossier.comparing and self.view.pages.currentWidget() is self.dossier:
            self.dossier.end_comparing()
        elif self.view.pages.currentWidget() in {self.new, self.dossier}:
            # Back to the list it was taken from: the Văn thư goes down hers.
            self._list_dossiers(for_agency=self.dossiers.for_agency)
        elif self.view.search.text():
            self.view.search.clear()
        else:
            return False
        return True

    def show_trouble(self, error: BaseException) -> None:
        """A known trouble in two sentences; anything else is a bug, said once, with nothing lost."""
        if isinstance(error, QuaySoError):
            self._tell(error.message, error.what_to_do)
        else:
            self._tell(
                self.tr("Quầy Số met an error of its own. Nothing that was saved is lost."),
                self.tr("Go on working; tell the help desk the time. The log has the details."),
            )

    def _tell(self, sentence: str, advice: str, *, good: bool = False) -> None:
        view = self.view
        view.message_sentence.setText(sentence)
        view.message_advice.setText(advice)
        view.message.setProperty("kind", "good" if good else "bad")
        view.message.style().unpolish(view.message)
        view.message.style().polish(view.message)
        view.message_holder.show()

    def hide_trouble(self) -> None:
        """Close the message bar."""
        self.view.message_holder.hide()

    def look_at_lights(self) -> None:
        """Look at scanner, certificate and line in the background; not while the scanner is at work."""
        if self.dossier.scanning:
            return
        for name, look in (
            ("scanner", self.app.health.scanner),
            ("token", self.app.health.token),
            ("line", self.app.health.line),
            ("signed", self.app.health.signed),
        ):
            self._look_at(name, look)
        self._look_at_session()
        self._count()

    def _look_at(self, name: str, look: Callable[[], Check]) -> None:
        operation = Operation(self, lambda _: look())
        operation.on_success(lambda check: self._light(name, check))
        operation.on_failure(lambda error: self._dark(name, error)).run()

    def _dark(self, name: str, error: BaseException) -> None:
        if isinstance(error, QuaySoError):
            check = Check(name=name, ok=False, sentence=error.message, advice=error.what_to_do)
        else:
            check = Check(name=name, ok=False, sentence=self.tr("could not be looked at"))
        self._light(name, check)

    def _light(self, name: str, check: Check) -> None:
        self._advice[name] = check
        titles = {
            "scanner": self.tr("Scanner"),
            "token": self.tr("Certificate"),
            "line": self.tr("Line"),
            "signed": self.tr("Signatures"),
        }
        state = self.tr("ready") if check.ok else self.tr("trouble")
        words = check.sentence if name == "token" and check.ok else state
        self._paint(name, f"{titles[name]}: {words}", colours().good if check.ok else colours().bad)
        self.view.lights[name].setToolTip(check.sentence)
        if name == "signed":
            self.view.lights[name].setVisible(not check.ok)

    def _paint(self, name: str, text: str, colour: str) -> None:
        light = self.view.lights[name]
        light.setText(text)
        light.setAccessibleName(text)
        light.setIcon(icons.dot(colour))

    def _count(self) -> None:
        def show(found: tuple[int, int]) -> None:
            waiting, for_agency = found
            some = self.tr("%1 papers waiting to be sent").replace("%1", str(waiting))
            none = self.tr("Nothing waiting")
            self._paint("outbox", some if waiting else none, colours().act if waiting else colours().soft)
            self.view.nav["queue"].count(waiting)
            self.view.nav["agency"].count(for_agency)

        def work(_: Handle) -> tuple[int, int]:
            return self.app.sending.waiting(), self.app.intake.count_for_agency()

        Operation(self, work).on_success(show).run()

    def _explain(self, name: str) -> None:
        if name == "outbox":
            self.show_queue()
        elif name in self._advice:
            check = self._advice[name]
            self._tell(check.sentence, check.advice, good=check.ok)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way where the window is narrow."""
        super().resizeEvent(event)
        self.view.fit(event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let running work end; everything committed stays."""
        self._timer.stop()
        self._screen.stop()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        wait_for_all()
        super().closeEvent(event)
