"""The window: it shows the screens of the list, gives each key to whoever does it, and says what they tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import App
from desktop.model.errors import QuaySoError
from desktop.ui.acts.table import Act
from desktop.ui.controllers.account import Account
from desktop.ui.controllers.citizen import Citizen
from desktop.ui.controllers.dossier import DossierPage
from desktop.ui.controllers.keys import KeysDialog
from desktop.ui.controllers.left import ScreenLeft
from desktop.ui.controllers.lights import Lights
from desktop.ui.controllers.lists import HealthPage
from desktop.ui.controllers.new import NewPage
from desktop.ui.controllers.opening.page import NewDossierPage
from desktop.ui.controllers.searching import FindPage
from desktop.ui.focus import keep_focus_harmless
from desktop.ui.keyboard import Keyboard
from desktop.ui.operations import Handle, Operation, wait_for_all
from desktop.ui.page import Notice, Page, Screen, Where
from desktop.ui.screens import screens_of
from desktop.ui.views.frame import FrameView

P = TypeVar("P", bound=Page)


class MainWindow(QWidget):
    """Quầy Số's window.

    Args:
        app: the services.
    """

    tokens_changed = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self.setObjectName("window")
        self.setWindowTitle("Quầy Số")
        self.resize(1366, 720)
        self._screens = {screen.where: screen for screen in screens_of(app.settings)}
        officer = app.settings.officer_name or app.settings.officer
        self.view = view = FrameView(tuple(self._screens.values()), officer)
        self.setLayout(view)
        view.training.setVisible(app.training)
        self.lights = Lights(app, self, view, lambda: not self.dossier.scanning)
        self.account = Account(app, self, view)
        self.citizen = Citizen(app, self)
        self._pages: dict[Where, Page] = {}
        self._titles: dict[Where, tuple[str, str]] = {}
        self._where = self._list = Where.TODAY
        for screen in self._screens.values():
            self._add(screen)
        self.keyboard = Keyboard(self, view.search, lambda: self.shown, self._own_acts())
        self.keyboard.bind(self._pages.values())
        self._wire()
        self._screen = ScreenLeft(app, self)
        keep_focus_harmless(self)
        self.show_screen(Where.TODAY)

    # Its screens

    def page(self, where: Where) -> Page:
        """A screen's page."""
        return self._pages[where]

    def _the(self, kind: type[P], where: Where) -> P:
        page = self._pages[where]
        assert isinstance(page, kind)
        return page

    @property
    def dossier(self) -> DossierPage:
        """The page of a dossier, which scanner and signing work on."""
        return self._the(DossierPage, Where.DOSSIER)

    @property
    def new(self) -> NewDossierPage:
        """The form of a new dossier, which a read card fills."""
        return self._the(NewPage, Where.NEW).form

    @property
    def shown(self) -> Page:
        """The page on the screen."""
        return self._pages[self._where]

    def _add(self, screen: Screen) -> None:
        page = self._pages[screen.where] = screen.make(self.app)
        self.view.pages.addWidget(page)
        page.went.connect(self.show_screen)
        page.told.connect(self.tell)
        page.changed.connect(self._count)
        page.titled.connect(lambda title, about: self._name(screen.where, title, about))
        if page.tools:
            self.view.tools.addWidget(page.tools)
            page.tools.hide()
        if screen.words:
            self.view.nav[screen.where].clicked.connect(lambda: self.show_screen(screen.where))
            QShortcut(QKeySequence(screen.key), self).activated.connect(lambda: self.show_screen(screen.where))

    def show_screen(self, name: str, what: object = None) -> None:
        """Turn to a screen.

        Args:
            name: which one, a `Where`.
            what: what it shall show; None for what it shows by itself.
        """
        where = Where(name)
        page = self._pages[where]
        if where is not self._where:
            self.view.message.hide()
            if self.shown.tools:
                self.shown.tools.hide()
        self._where = where
        if not self._screens[where].leads_back:
            self._list = where
        self.view.pages.setCurrentWidget(page)
        self.view.nav[self._screens[where].under or where].setChecked(True)
        if page.tools:
            page.tools.show()
        self.view.show_title(*self._title(where))
        page.enter(what)

    def show_dossier(self, dossier_id: UUID) -> None:
        """One dossier."""
        self.show_screen(Where.DOSSIER, dossier_id)

    def _name(self, where: Where, title: str, about: str) -> None:
        self._titles[where] = title, about
        if where is self._where:
            self.view.show_title(*self._title(where))

    def _title(self, where: Where) -> tuple[str, str]:
        title, about = self._titles.get(where, ("", ""))
        nav = self.view.nav.get(where)
        return title or (nav.text() if nav else ""), about

    def _wire(self) -> None:
        view = self.view
        view.search.textChanged.connect(self._find)
        view.search.returnPressed.connect(lambda: self.shown.take_keys())
        view.keys.clicked.connect(self.show_keys)
        self.lights.told.connect(self.tell)
        self.lights.went.connect(self.show_screen)
        self.lights.looked.connect(self.account.look)
        self.lights.looked.connect(self._count)
        self.account.changed.connect(self.dossier.reuse.show_session)
        self.account.changed.connect(lambda _: self.new.look_again())
        self.dossier.reuse.view.login.clicked.connect(self.account.ask)
        health = self._the(HealthPage, Where.HEALTH)
        health.noted.connect(self.lights.look_at_signed)
        health.driver_chosen.connect(self.lights.look_at_token)
        self.keyboard.card_read.connect(self._card_read)
        self.citizen.went.connect(self.show_screen)
        self.citizen.told.connect(self.tell)
        self.citizen.searched.connect(self._list_found)
        self.tokens_changed.connect(self._tokens_changed, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """After the window is up: take up what was left, show where the clerk was, look at the lights."""

        def work(_: Handle) -> UUID | None:
            self.app.resume()
            self.app.workers.warm_up()
            self.app.capture.warm_up()
            self.app.tokens.watch(lambda serials: self.tokens_changed.emit())
            last = self.app.dossiers.last_open()
            return last.id if last and last.state == "open" else None

        Operation(self, work).on_success(self._began).run()

    def _began(self, last: UUID | None) -> None:
        # A quick clerk is somewhere else by now, and stays there.
        if self._where is Where.TODAY:
            self.show_screen(Where.DOSSIER if last else Where.TODAY, last)
        self.app.sending.start()
        self.lights.start()

    # Its keys

    def _own_acts(self) -> dict[Act, Callable[[], bool | None]]:
        return {
            Act.NEW: lambda: self.show_screen(Where.NEW),
            Act.FIND: self._to_search,
            Act.ACCOUNT: self.account.ask,
            Act.AGAIN: self._again,
            Act.KEYS: self.show_keys,
            Act.BACK: self._back,
        }

    def _again(self) -> None:
        """Look again: at what the page shows, and at the lights."""
        again = self.shown.acts.get(Act.AGAIN)
        if again:
            again()
        self.lights.look()

    def _back(self) -> bool:
        if self.view.message.isVisible():
            self.view.message.hide()
        elif self.shown.go_back():
            pass
        elif self._screens[self._where].leads_back:
            # Back to the list it was taken from: the Văn thư goes down hers.
            self.show_screen(self._list)
        elif self.view.search.text():
            self.view.search.clear()
        else:
            return False
        return True

    def _to_search(self) -> None:
        self.view.search.setFocus()
        self.view.search.selectAll()

    def _find(self, words: str) -> None:
        if words and self._where is not Where.FIND:
            self.show_screen(Where.FIND, words)
            self.view.search.setFocus()
        else:
            self._the(FindPage, Where.FIND).look_for(words)

    def _card_read(self, text: str) -> None:
        """A citizen's card: what the page has for her; else her dossier, her dossiers, or the form of a new one."""
        if not self.shown.take_card(text):
            self.citizen.turn_to(text)

    def _list_found(self, words: str) -> None:
        self.view.search.setText(words)
        self.shown.take_keys()

    def show_keys(self) -> None:
        """What each key does."""
        if QApplication.activeModalWidget() is None:
            dialog = KeysDialog(tuple(self._screens.values()), self)
            dialog.finished.connect(lambda _: self.activateWindow())
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    # What it says

    def tell(self, notice: Notice) -> None:
        """Say what happened and what to do, in the message bar."""
        self.view.message.say(notice.sentence, notice.advice, good=notice.good)

    def show_trouble(self, error: BaseException) -> None:
        """A known trouble in two sentences; anything else is a bug, said once, with nothing lost."""
        if isinstance(error, QuaySoError):
            self.tell(Notice(error.message, error.what_to_do))
        else:
            sentence = self.tr("Quầy Số met an error of its own. Nothing that was saved is lost.")
            self.tell(Notice(sentence, self.tr("Go on working; tell the help desk the time. The log has the details.")))

    def _tokens_changed(self) -> None:
        """A signing USB came or went."""
        self.lights.look_at_token()
        for page in self._pages.values():
            page.look_for_tokens()

    def _count(self) -> None:
        """How much waits at each screen."""
        counted = {where: screen.waits for where, screen in self._screens.items() if screen.waits}

        def show(found: dict[Where, int]) -> None:
            for where, waiting in found.items():
                self.view.nav[where].count(waiting)
            self.lights.show_outbox(found[Where.QUEUE])

        work = Operation(self, lambda _: {where: count(self.app) for where, count in counted.items()})
        work.on_success(show).run()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let running work end; everything committed stays."""
        self.lights.stop()
        self._screen.stop()
        self.keyboard.stop()
        wait_for_all()
        super().closeEvent(event)
