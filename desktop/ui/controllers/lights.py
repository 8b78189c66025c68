"""The lights at the foot: always true, and each says when it is pressed why it is so and what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.app import App
from desktop.model.errors import QuaySoError
from desktop.ui.language import said
from desktop.ui.look import icons
from desktop.ui.look.tokens import colours
from desktop.ui.operations import Operation, Seen
from desktop.ui.page import Notice, Where
from desktop.ui.views.frame import FrameView
from desktop.workflow.health import Check

LOOK_MS = 30_000


class Lights(QObject):
    """Looks at scanner, certificate, line and what is signed, in the background.

    Args:
        app: the services.
        window: whose lights they are.
        free: whether it may be looked now; not while the scanner is at work.
    """

    told = Signal(object)
    went = Signal(str, object)
    looked = Signal()
    """It is time to look at everything."""

    def __init__(self, app: App, window: QWidget, free: Callable[[], bool]) -> None:
        super().__init__(window)
        self._app = app
        self._window = window
        self._free = free
        self._view: FrameView
        self._waiting: int | None = None
        self.found: dict[str, Check] = {}
        self._explained: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def stand_in(self, view: FrameView) -> None:
        """Shine in a frame from now on; what was found is shown."""
        self._view = view
        for name, light in view.lights.items():
            light.clicked.connect(lambda _=False, name=name: self._explain(name))
        for name, check in self.found.items():
            self.show(name, check)
        if self._waiting is not None:
            self.show_outbox(self._waiting)

    @property
    def watching(self) -> bool:
        """Whether they are looked at from time to time."""
        return self._timer.isActive()

    def start(self) -> None:
        """Look now, and from time to time."""
        self.look()
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Look at everything."""
        if self._free():
            self._look_at("scanner", self._app.health.scanner)
            self.look_at_token()
            self._look_at("line", self._app.health.line)
            self.look_at_signed()
            self.looked.emit()

    def look_at_token(self) -> None:
        """A signing USB came or went, or its driver is another."""
        self._look_at("token", self._app.health.token)

    def look_at_signed(self) -> None:
        """What is signed may stand otherwise now."""
        self._look_at("signed", self._app.health.signed)

    def _look_at(self, name: str, look: Callable[[], Check]) -> None:
        operation = Operation(self._window, lambda _: look(), Seen.UNASKED)
        operation.on_success(lambda check: self.show(name, check))
        operation.on_failure(lambda error: self._dark(name, error)).run()

    def _dark(self, name: str, error: BaseException) -> None:
        if isinstance(error, QuaySoError):
            check = Check(name=name, ok=False, sentence=error.message, advice=error.what_to_do)
        else:
            check = Check(name=name, ok=False, sentence=self.tr("could not be looked at"))
        self.show(name, check)

    def show(self, name: str, check: Check) -> None:
        """Show what was found of one of them."""
        self.found[name] = check
        titles = {
            "scanner": self.tr("Scanner"),
            "token": self.tr("Certificate"),
            "line": self.tr("Line"),
            "signed": self.tr("Signatures"),
        }
        state = self.tr("ready") if check.ok else self.tr("trouble")
        words = said(check.sentence) if name == "token" and check.ok else state
        self._paint(name, f"{titles[name]}: {words}", colours().good if check.ok else colours().bad)
        self._view.lights[name].setToolTip(said(check.sentence))
        if name == "signed":
            self._view.lights[name].setVisible(not check.ok)

    def show_outbox(self, waiting: int) -> None:
        """Show how many papers wait to be sent."""
        self._waiting = waiting
        some = self.tr("%1 papers waiting to be sent").replace("%1", str(waiting))
        none = self.tr("Nothing waiting")
        self._paint("outbox", some if waiting else none, colours().act if waiting else colours().soft)

    def _paint(self, name: str, text: str, colour: str) -> None:
        light = self._view.lights[name]
        light.setText(text)
        light.setAccessibleName(text)
        light.setIcon(icons.dot(colour))

    def _explain(self, name: str) -> None:
        if name == "outbox":
            self.went.emit(Where.QUEUE, None)
        elif name in self.found:
            check = self.found[name]
            self.told.emit(Notice(check.sentence, check.advice, good=check.ok))
        else:
            words = self.tr("This is being looked at for the first time.")
            self.told.emit(Notice(words, self.tr("The light says what was found in a moment."), good=True))

    def explain_next(self) -> None:
        """Say of one light after another why it is so, those in trouble first; once through, it begins anew."""
        lights = [name for name, light in self._view.lights.items() if name != "outbox" and not light.isHidden()]
        lights.sort(key=lambda name: name in self.found and self.found[name].ok)
        following = [name for name in lights if name not in self._explained]
        if not following:
            self._explained.clear()
            following = lights
        self._explained.add(following[0])
        self._explain(following[0])
