"""The window: it shows the screens of the list, gives each key to whoever does it, and says what they tell.

It is on the screen as an empty frame before anything is opened; with the services it lives. Pages are made when they
are first shown. What a screen has of the window besides is joined in `wiring.py`.

The file is long because every key and every piece of news comes through here, and goes to whoever it is for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast
from uuid import UUID

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.machine.settings import Settings
from desktop.model.errors import QuaySoError, WorkStopped
from desktop.ui.acts.table import Act
from desktop.ui.controllers.appearance import Appearance
from desktop.ui.controllers.doing import LongWork
from desktop.ui.controllers.leaving import Leaving
from desktop.ui.focus import cursor_in, keep_focus_harmless, open_over, put_cursor
from desktop.ui.keyboard import Keyboard
from desktop.ui.language import said
from desktop.ui.look.sheet import dress_window
from desktop.ui.news import News, look_soon
from desktop.ui.operations import Operation, Seen, wait_for_all
from desktop.ui.page import Notice, Page, Screen, Where
from desktop.ui.screens import screens_of
from desktop.ui.views.frame import FrameView
from desktop.ui.wanted import Wanted
from desktop.ui.wiring import WIRING

if TYPE_CHECKING:
    from desktop.app import App
    from desktop.model.official import Official
    from desktop.ui.controllers.account import Account
    from desktop.ui.controllers.citizen import Citizen
    from desktop.ui.controllers.citizen_screen import CitizenScreen
    from desktop.ui.controllers.dossier import DossierPage
    from desktop.ui.controllers.left import ScreenLeft
    from desktop.ui.controllers.lights import Lights
    from desktop.ui.controllers.locking import Locking
    from desktop.ui.controllers.new import NewPage
    from desktop.ui.controllers.officials.who import WhoIsHere
    from desktop.ui.controllers.opening.page import NewDossierPage
    from desktop.ui.controllers.picture import Place
    from desktop.ui.controllers.searching import FindPage


class MainWindow(QWidget):
    """Quầy Số's window.

    Args:
        settings: of this counter, as far as they are known before it is opened: which screens it has.
        training: it is one of training.
    """

    painted = Signal()
    """It is on the screen for the first time."""
    tokens_changed = Signal()

    def __init__(self, settings: Settings, *, training: bool) -> None:
        super().__init__()
        self.app: App
        self.news: News
        self.citizen: Citizen
        self.citizen_screen: CitizenScreen
        self.lights: Lights
        self.locking: Locking
        self.account: Account
        self.who: WhoIsHere
        self.appearance: Appearance
        self.keyboard: Keyboard
        self._screen: ScreenLeft
        self.wanted: Wanted | None = None
        self.lives = False
        """Whether it has the services, and its screens can be shown."""
        self._training = training
        self._was_painted = False
        self.setObjectName("window")
        self.setWindowTitle("Quầy Số")
        self.resize(1366, 720)
        dress_window(self)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        self._screens = {screen.where: screen for screen in screens_of(settings)}
        self.long_work = LongWork(self)
        self._leaving = Leaving(self, lambda: self.view.nav[Where.QUEUE].waiting)
        self._leaving.told.connect(self.tell)
        self.long_work.over.connect(self._leaving.look, Qt.ConnectionType.QueuedConnection)
        self._make_frame()
        # Else Qt gives the keys to the first button.
        self.setFocus()

    def live(self, app: App) -> None:
        """Have the services: from now on screens are shown, and keys do something.

        Args:
            app: the services, open.
        """
        # Here and not above: the frame is on the screen before what these bring along is loaded.
        from desktop.ui.controllers.account import Account
        from desktop.ui.controllers.citizen import Citizen
        from desktop.ui.controllers.citizen_screen import CitizenScreen
        from desktop.ui.controllers.left import ScreenLeft
        from desktop.ui.controllers.lights import Lights
        from desktop.ui.controllers.locking import Locking
        from desktop.ui.controllers.officials.who import WhoIsHere

        asked = self._where
        self.app = app
        self.lives = True
        self.news = News(app, self)
        self.news.outbox.connect(look_soon(self, self._count).start, Qt.ConnectionType.QueuedConnection)
        self.citizen = Citizen(app, self)
        self.citizen.went.connect(self.show_screen)
        self.citizen.told.connect(self.tell)
        self.citizen.searched.connect(self._list_found)
        self.citizen_screen = CitizenScreen(app, self)
        self.citizen_screen.told.connect(self.tell)
        self.tokens_changed.connect(self._tokens_changed, Qt.ConnectionType.QueuedConnection)
        self.lights = Lights(app, self, lambda: not self.scanning)
        self.lights.told.connect(self.tell)
        self.lights.went.connect(self.show_screen)
        self.account = Account(app, self)
        self.account.changed.connect(lambda _: self._look_again())
        self.lights.looked.connect(self.account.look)
        self.lights.looked.connect(self._count)
        self.locking = Locking(app, self, lambda: self.busy)
        self.locking.others.connect(self.open_for)
        self.locking.shut.connect(self.citizen_screen.end_turn)
        self.locking.opened.connect(lambda: self.shown.take_keys())
        self.who = WhoIsHere(app, self, self._acts_of_who_is_here())
        self.who.told.connect(self.tell)
        self.who.went.connect(self.show_screen)
        self.lights.looked.connect(self.who.look)
        self._fill()
        self.appearance = Appearance(app, self, lambda: self.busy or self.locking.locked, self.make_anew)
        self.appearance.told.connect(self.tell)
        self._screen = ScreenLeft(app, self)
        self._screen.left.connect(self.citizen_screen.end_turn, Qt.ConnectionType.QueuedConnection)
        self._screen.left.connect(self.locking.lock, Qt.ConnectionType.QueuedConnection)
        keep_focus_harmless(self)
        self.show_screen(asked)

    def _make_frame(self) -> None:
        """Make the frame around the pages, in the language and the colours of now."""
        self._inside = inside = QWidget()
        self.view = view = FrameView(tuple(self._screens.values()))
        inside.setLayout(view)
        layout = self.layout()
        assert layout
        layout.addWidget(inside)
        view.training.setVisible(self._training)
        self._pages: dict[Where, Page] = {}
        self._titles: dict[Where, tuple[str, str]] = {}
        self._list = Where.TODAY
        for where, button in view.nav.items():
            button.clicked.connect(lambda _=False, where=where: self.show_screen(where))
        self._mark(Where.TODAY)
        self.long_work.stand_in(view.doing)

    def _fill(self) -> None:
        """Let the frame do something."""
        view = self.view
        view.show_official(self.app.settings.officer_name or self.app.settings.officer)
        for screen in self._screens.values():
            if screen.key:
                key = QShortcut(QKeySequence(screen.key), self._inside)
                key.activated.connect(lambda where=screen.where: self.show_screen(where))
        self.keyboard = Keyboard(self._inside, view.search, lambda: self.shown, self._own_acts())
        self.keyboard.card_read.connect(self._card_read)
        view.search.textChanged.connect(self._find)
        view.search.returnPressed.connect(lambda: self.shown.take_keys())
        view.keys.clicked.connect(self.show_keys)
        self.lights.stand_in(view)
        self.account.stand_in(view)
        self.who.stand_in(view)

    def make_anew(self, change: Callable[[], None]) -> None:
        """Make everything in it anew; the screen, what is on it and in it, and the cursor stay.

        Args:
            change: what is to be otherwise then.
        """
        kept = {where: page.kept() for where, page in self._pages.items()}
        shown, list_, words = self._where, self._list, self.view.search.text()
        cursor = cursor_in(self._inside, list(self._pages.values()))
        self.keyboard.stop()
        # At once: what would still be told to the former pages is told to nobody.
        shiboken6.delete(self._inside)
        change()
        dress_window(self)
        self._make_frame()
        self._fill()
        self.citizen_screen.make_anew()
        # Else it is shown a moment later, and a key that is pressed meanwhile is lost.
        self._inside.show()
        for where, former in kept.items():
            self.page(where).restore(former)
        self.view.search.blockSignals(True)  # noqa: FBT003 - Qt
        self.view.search.setText(words)
        self.view.search.blockSignals(False)  # noqa: FBT003 - Qt
        self.show_screen(shown)
        self._list = list_
        self._count()
        if cursor:
            put_cursor(cursor, self._inside, list(self._pages.values()))

    @property
    def busy(self) -> bool:
        """Whether something is under way that must not be cut off."""
        return any(page.busy for page in self._pages.values())

    # Its screens

    def page(self, where: Where) -> Page:
        """A screen's page, made when it is first asked for."""
        if where not in self._pages:
            self._add(self._screens[where])
        return self._pages[where]

    @property
    def dossier(self) -> DossierPage:
        """The page of a dossier, which scanner and signing work on."""
        return cast("DossierPage", self.page(Where.DOSSIER))

    @property
    def at_dossier(self) -> Place | None:
        """The dossier, paper and page that the clerk is at; None where another screen is shown."""
        return self.dossier.picture.place if self._where is Where.DOSSIER else None

    @property
    def new(self) -> NewDossierPage:
        """The form of a new dossier, which a read card fills."""
        return cast("NewPage", self.page(Where.NEW)).form

    @property
    def scanning(self) -> bool:
        """Whether the scanner is at work."""
        return Where.DOSSIER in self._pages and self.dossier.scanning

    @property
    def where(self) -> Where:
        """The screen that is shown."""
        return self._where

    @property
    def shown(self) -> Page:
        """The page on the screen."""
        return self.page(self._where)

    def _add(self, screen: Screen) -> None:
        page = self._pages[screen.where] = screen.make(self.app)
        self.view.pages.addWidget(page)
        page.went.connect(self.show_screen)
        page.told.connect(self.tell)
        page.changed.connect(self._count)
        page.titled.connect(lambda title, about: self._name(screen.where, title, about))
        page.hear(self.news)
        if page.tools:
            self.view.tools.addWidget(page.tools)
            page.tools.hide()
        self.keyboard.bind(page)
        if wire := WIRING.get(screen.where):
            wire(self)

    def show_screen(self, name: str, what: object = None) -> None:
        """Turn to a screen.

        Args:
            name: which one, a `Where`.
            what: what it shall show; None for what it shows by itself.
        """
        where = Where(name)
        if not self.lives:
            # It comes up as soon as there is something to show.
            self._mark(where)
            return
        if what is None and where not in self._pages:
            where = self._screens[where].before or where
        page = self.page(where)
        former = self._pages.get(self._where)
        if former and where is not self._where:
            former.leave()
            self.view.message.hide()
            if former.tools:
                former.tools.hide()
        if not self._screens[where].leads_back:
            self._list = where
        self.view.pages.setCurrentWidget(page)
        self._mark(where)
        self.citizen_screen.guard(self.at_dossier)
        if where is Where.NEW:
            # Somebody else may sit there by now.
            self.citizen_screen.end_turn()
        if page.tools:
            page.tools.show()
        page.enter(what)

    def _look_again(self) -> None:
        """Whoever is logged in at the province now may have more to show of whom a dossier is opened for."""
        if Where.NEW in self._pages:
            self.new.look_again()

    def _mark(self, where: Where) -> None:
        """Let rail and head say which screen it is."""
        self._where = where
        self.view.nav[self._screens[where].under or where].setChecked(True)
        self.view.show_title(*self._title(where))

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

    def open_anew(self) -> None:
        """Close, and be opened anew with the settings as they stand now; what was shown is shown again."""
        if self.scanning:
            words = self.tr("The scanner is at work: what was settled counts when Quầy Số is opened the next time.")
            self.tell(Notice(words, good=True))
            return
        first = None if self._where is Where.DOSSIER else self._where
        self.wanted = Wanted(self.app.place.data, self.app.training, first, self.app.official)
        self.close()

    def open_for(self, official: Official) -> None:
        """Close, and be opened anew for another official, who has logged in."""
        self.wanted = Wanted(self.app.place.data, self.app.training, Where.TODAY, official)
        self.close()

    def open_training(self) -> None:
        """Close, and let a training counter beside this one be opened, with the form of a new dossier."""
        self.wanted = Wanted(self.app.place.for_training.data, training=True, first=Where.NEW)
        self.close()

    # Its keys

    def _own_acts(self) -> dict[Act, Callable[[], bool | None]]:
        view = self.view
        return {
            Act.NEW: lambda: self.show_screen(Where.NEW),
            Act.FIND: self._to_search,
            Act.AGAIN: self._again,
            Act.KEYS: self.show_keys,
            Act.LANGUAGE: lambda: self.appearance.other_language(),
            Act.THEME: lambda: self.appearance.next_theme(),
            Act.BACK: self._back,
            Act.AGREE: view.message.agree,
            Act.LIGHTS: self.lights.explain_next,
            Act.FOR_CITIZEN: lambda: self.citizen_screen.toggle(self.at_dossier),
            Act.ME: self.who.open,
            Act.ONLINE: lambda: self.show_screen(Where.ONLINE),
            **self._acts_of_who_is_here(),
        }

    def _acts_of_who_is_here(self) -> dict[Act, Callable[[], bool | None]]:
        """What the menu of one's name offers as well."""
        return {
            Act.SHIFT: lambda: self.show_screen(Where.SHIFT),
            Act.OFFICIALS: lambda: self.show_screen(Where.OFFICIALS),
            Act.ACCOUNT: self.account.ask,
            Act.LOCK: self.locking.lock,
        }

    def _again(self) -> None:
        """Look again: at what the page shows, and at the lights."""
        again = self.shown.acts.get(Act.AGAIN)
        if again:
            again()
        self.lights.look()

    def _back(self) -> bool:
        if self.long_work.stop():
            pass
        elif self.view.message.isVisible():
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
        elif Where.FIND in self._pages:
            cast("FindPage", self.page(Where.FIND)).look_for(words)

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
            from desktop.ui.controllers.keys import KeysDialog

            open_over(self, KeysDialog(tuple(self._screens.values()), self))

    # What it says

    def tell(self, notice: Notice) -> None:
        """Say what happened and what to do, in the message bar."""
        if notice.instead_of and not self.view.message.says(said(notice.instead_of)):
            return
        self.view.message.say(said(notice.sentence), said(notice.advice), good=notice.good, offer=notice.offer)

    def show_trouble(self, error: BaseException, about: str = "") -> None:
        """A known trouble in two sentences; anything else is a bug, said once, with nothing lost.

        Args:
            error: the trouble.
            about: the paper that it is about, where its own words may not name it; empty for none.
        """
        if isinstance(error, QuaySoError):
            named = not about or about in error.message
            sentence = error.message if named else f"«{about}»: {error.message}"
            self.tell(Notice(sentence, error.what_to_do, good=isinstance(error, WorkStopped)))
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

        work = Operation(self, lambda _: {where: count(self.app) for where, count in counted.items()}, Seen.UNASKED)
        work.on_success(show).run()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that it is on the screen."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, unless something goes on that was asked for: then later, by itself.

        Everything committed stays; what waits in the outbox goes at the next start.
        """
        if not self.lives:
            self.hide()
            super().closeEvent(event)
            return
        if not self._leaving.may_close():
            event.ignore()
            if self.scanning:
                self.dossier.scanner.stop()
            return
        self.lights.stop()
        self._screen.stop()
        self.locking.stop()
        self.keyboard.stop()
        self.citizen_screen.close()
        # The rest may take as long as the line does: nobody has to look at it.
        self.hide()
        wait_for_all()
        super().closeEvent(event)
