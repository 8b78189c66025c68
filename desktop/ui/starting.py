"""A window is on the screen before anything is opened: the services come after, and what is typed meanwhile is kept."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.machine.faults import told
from desktop.model.errors import QuaySoError
from desktop.ui.acting import bind
from desktop.ui.acts.table import Act
from desktop.ui.language import said
from desktop.ui.listening import KeyListener
from desktop.ui.main_window import MainWindow
from desktop.ui.operations import Doing, Handle, Operation, keep_loaded
from desktop.ui.page import Where
from desktop.ui.screens import SCREENS
from desktop.ui.views.unopened import UnopenedView

if TYPE_CHECKING:
    from desktop.app import App
    from desktop.model.official import Official
    from desktop.ui.controllers.door import DoorWindow

translate = QCoreApplication.translate

UNSEEN_MS = 1_000
"""A window that starts minimised is not painted: it is not waited for any longer."""
BESIDE_PAGES = ("account", "citizen", "citizen_screen", "door", "left", "lights", "locking", "officials.who")
"""What the window itself works with, below `ui/controllers`."""


class TypedAhead(KeyListener):
    """Keeps the keys that are pressed in a window until somebody takes them.

    Args:
        window: the window.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, window)
        self._keys: list[QKeyEvent] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key before it reaches what has the cursor."""
        if isinstance(event, QKeyEvent) and event.type() in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease}:
            if event.type() == QEvent.Type.KeyPress:
                # Qt's own is gone when this returns.
                self._keys.append(QKeyEvent(event.type(), event.key(), event.modifiers(), event.text()))
            return True
        return super().eventFilter(watched, event)

    def take(self) -> list[QKeyEvent]:
        """The keys in their order; from now on none is kept."""
        self.stop()
        return self._keys


class Starting(QObject):
    """Opens the services for a window once it is on the screen, and lets it live with them.

    Args:
        window: not shown yet.
        open_services: opens them; called in a worker thread.
        first: what the window shows first; None for what it shows by itself.
        official: whose it is, where officials log in; None for whoever logs in now.

    Attributes:
        app: the services; None until they are open.
        status: the exit status of what happened so far.
    """

    def __init__(
        self,
        window: MainWindow,
        open_services: Callable[[], App],
        first: Where | None = None,
        official: Official | None = None,
    ) -> None:
        super().__init__(window)
        self.app: App | None = None
        self.status = 0
        self.door: DoorWindow | None = None
        """What stands in the window's place until somebody has logged in; None where nobody is asked."""
        self._window, self._open_services, self._first = window, open_services, first
        self._official = official
        self._begun = False
        self._typed = TypedAhead(window)
        # Queued: what is painted is on the screen by then.
        window.painted.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        QTimer.singleShot(UNSEEN_MS, self, self._begin)

    def _begin(self) -> None:
        if self._begun:
            return
        self._begun = True
        opening = Operation(self._window, self._open, Doing(self.tr("Opening the store…")))
        opening.on_success(self._opened).on_failure(self._tell).run()

    def _open(self, handle: Handle) -> App:
        try:
            app = self._open_services()
        except QuaySoError:
            raise
        except Exception as caught:
            raise told(caught) from caught
        try:
            load(handle.step)
        except BaseException:
            # The window is gone, and nobody else knows of them.
            app.close()
            raise
        self.app = app
        return app

    def _opened(self, app: App) -> None:
        if not app.acting:
            self._live(app)
        elif self._official:
            self._come_in(app, self._official)
        else:
            self._ask_at_the_door(app)

    def _ask_at_the_door(self, app: App) -> None:
        """Nothing of the counter is shown to whoever has not logged in (R65)."""
        from desktop.ui.controllers.door import DoorWindow

        # What was typed before it is known who types is for nobody's dossiers.
        self._typed.take().clear()
        self.door = door = DoorWindow(app)
        door.ended.connect(lambda: self._answered(app, door), Qt.ConnectionType.QueuedConnection)
        door.show()
        door.activateWindow()
        door.panel.take_keys()
        self._window.hide()

    def _answered(self, app: App, door: DoorWindow) -> None:
        if self.door is not door:
            return
        self.door = None
        if door.official:
            self._window.show()
            self._window.activateWindow()
            self._come_in(app, door.official)
            door.hide()
        else:
            self._window.close()
            # The program ends with the last window that closes.
            door.close()
        door.deleteLater()

    def _come_in(self, app: App, official: Official) -> None:
        app.come_in(official)
        self._live(app)

    def _live(self, app: App) -> None:
        keep_loaded()
        self._window.live(app)
        begin(self._window, self._first)
        self._window.keyboard.do_typed(self._typed.take())

    def _tell(self, error: BaseException) -> None:
        if not self._window.isVisible():
            # Closed meanwhile: nobody is there to be told.
            return
        known = told(error)
        self.status = known.exit_status
        self._typed.take()
        _show_unopened(self._window, known)


def _show_unopened(window: MainWindow, error: QuaySoError) -> None:
    """Say why the services cannot be opened; what is left to do is to close the window."""
    view = UnopenedView(said(error.message), said(error.what_to_do))
    page = QWidget()
    page.setLayout(view)
    bind(page, {Act.BACK: window.close, Act.CONFIRM: window.close})
    view.leave.clicked.connect(window.close)
    window.view.show_unopened(page)
    view.leave.setFocus()


def begin(window: MainWindow, first: Where | None = None) -> None:
    """After a window is up: take up what was left, show where the clerk was, look at the lights.

    Args:
        window: it lives.
        first: what is shown; None for what the clerk was at, or for the first run at a counter never set up.
    """
    app = window.app

    def work(_: Handle) -> tuple[Where, object]:
        # What goes over the line is wanted by several threads at once from now on: were it loaded by two of them at the
        # same moment, one would see half of it.
        import_module("desktop.machine.tls")
        app.resume()
        app.workers.warm_up()
        app.capture.warm_up()
        app.declaration_templates.warm_up()
        app.tokens.watch(lambda serials: window.tokens_changed.emit())
        return _beginning(app, first)

    def begun(where: Where, what: object) -> None:
        # A quick clerk is somewhere else by now, and stays there.
        if window.where is Where.TODAY:
            window.show_screen(where, what)
        app.sending.start()
        window.lights.start()
        window.citizen_screen.begin()

    beginning = Operation(window, work, Doing(translate("Starting", "Taking up what was left…")))
    beginning.on_success(lambda found: begun(*found)).run()


def _beginning(app: App, first: Where | None) -> tuple[Where, object]:
    """The screen to begin with, and what it shall show."""
    if first is not None:
        return first, app.first_run.practice_card() if first is Where.NEW and app.training else None
    last = app.dossiers.last_open()
    if last and last.state == "open":
        return Where.DOSSIER, last.id
    return Where.SETUP if app.first_run.never_set_up() else Where.TODAY, None


def load(tell: Callable[[int, int], object] = lambda done, of: None) -> None:
    """Load all that screens are made of: takes a second or two, in any thread.

    Args:
        tell: told how many screens are done, of how many; whatever it raises stops the loading.
    """
    for done, screen in enumerate(SCREENS):
        tell(done, len(SCREENS))
        screen.load()
    tell(len(SCREENS), len(SCREENS))
    for room in BESIDE_PAGES:
        import_module(f"desktop.ui.controllers.{room}")
