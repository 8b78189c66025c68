"""Background work in one line: the window never waits, success and failure come back to its own thread.

Operation(self, lambda handle: app.dossiers.latest(), Seen.UNASKED).on_success(self._show).run()

What is seen of it is said by whoever begins it: nothing that was asked for takes long without a sign of life.

Qt's objects may only die in the window's thread. So a worker thread is given no more than an operation's number, what
it found out stays with the operation, and rubbish is collected by `Rubbish` alone (Python would otherwise collect it
in whichever thread happens to fill the measure, and with it the widgets in it: a crash, once in a hundred runs).
"""

from __future__ import annotations

import gc
import itertools
import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.machine.faults import disk_trouble
from desktop.model.errors import QuaySoError, WorkStopped

log = logging.getLogger(__name__)
T = TypeVar("T")
RUBBISH_EVERY_MS = 1_000
# Most operations wait (for the line, a scanner, the store): on a PC of two cores they must not queue behind each other.
AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Doing:
    """Work that is told over the window while it takes long (`controllers/doing.py`).

    Attributes:
        words: what is being done, in the clerk's language.
        stops: whether it can be stopped; its work calls `Handle.step` then.
    """

    words: str
    stops: bool = False


class Seen(Enum):
    """Work that is not told over the window."""

    OWN = auto()
    """It was asked for, and has a place of its own that says so from its first moment: a bar, a line of a dialog."""
    BESIDE = auto()
    """Told in a place of its own too, and the clerk goes on without it: what an e-store has comes when it comes."""
    UNASKED = auto()
    """Nobody waits for it: a look at how things stand, while what is on the screen stays as it is."""


@dataclass(frozen=True, slots=True)
class HowFar:
    """So many are done, of so many."""

    done: int
    of: int


class Handle:
    """What running work sees of the window.

    Attributes:
        cancelled: set when the clerk cancels.
    """

    def __init__(self, number: int) -> None:
        self.cancelled = threading.Event()
        self._number = number

    def step(self, done: int, of: int) -> None:
        """Say how far the work is.

        Raises:
            WorkStopped: the clerk wants no more of it.
        """
        if self.cancelled.is_set():
            raise WorkStopped()
        self.tell(HowFar(done, of))

    def tell(self, news: Any) -> None:
        """Send something to `on_news` in the window's thread."""
        bridge().news.emit(self._number, news)


class Bridge(QObject):
    """Carries numbers and news from the workers to the window's thread, and tells there what begins and ends.

    One for all, and it stays.
    """

    ended = Signal(int)
    news = Signal(int, object)
    begun = Signal(object)
    """An `Operation` runs."""
    moved = Signal(object, object)
    """An `Operation` is so far: a `HowFar`."""
    over = Signal(object)
    """An `Operation` is over, and whose work it is was told."""

    def __init__(self) -> None:
        super().__init__(QApplication.instance())
        self.ended.connect(self._end)
        self.news.connect(self._pass_on)

    def _end(self, number: int) -> None:
        operation = _running.pop(number)
        try:
            operation.end()
        finally:
            self.over.emit(operation)

    def _pass_on(self, number: int, news: Any) -> None:
        if number not in _running:
            return
        if isinstance(news, HowFar):
            self.moved.emit(_running[number], news)
        else:
            _running[number].pass_on(news)


class Rubbish(QObject):
    """Collects rubbish in the window's thread, and only there, for as long as the application lives."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(RUBBISH_EVERY_MS)

    def _collect(self) -> None:
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return


def keep_loaded() -> None:
    """What is there by now stays for good: rubbish is looked for only among what comes after.

    Else each look goes through all that libraries brought along, and holds up the window for as long.
    """
    gc.freeze()


class _Run(QRunnable):
    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def run(self) -> None:
        _running[self._number].attempt()
        bridge().ended.emit(self._number)


_running: dict[int, Operation[Any]] = {}
_numbers = itertools.count(1)
_bridges: list[Bridge] = []


def bridge() -> Bridge:
    """The one of the application that runs."""
    return _bridges[-1]


def prepare(application: QApplication) -> None:
    """Make the application ready for background work; once, in its own thread."""
    if not _bridges or not shiboken6.isValid(_bridges[-1]):
        _bridges.append(Bridge())
        QThreadPool.globalInstance().setMaxThreadCount(AT_ONCE)
        Rubbish(application)


class Operation(Generic[T]):
    """One piece of background work.

    Args:
        parent: whose work it is; when it is gone, nobody is told any more.
        work: runs in another thread.
        seen: what the clerk sees of it.
    """

    def __init__(self, parent: QWidget, work: Callable[[Handle], T], seen: Doing | Seen) -> None:
        self._number = next(_numbers)
        self._parent = parent
        self._work = work
        self.seen = seen
        self._about = ""
        self._result: Any = None
        self._error: BaseException | None = None
        self.handle = Handle(self._number)
        self._success: Callable[[T], None] = lambda result: None
        # None for `show`: a bound method would hold the operation, and what it found out with it, until it is rubbish.
        self._failure: Callable[[BaseException], None] | None = None
        self._news: Callable[[Any], None] = lambda news: None
        self._over: Callable[[bool], None] = lambda done: None

    def on_success(self, then: Callable[[T], None]) -> Operation[T]:
        """What to do with the result."""
        self._success = then
        return self

    def on_failure(self, then: Callable[[BaseException], None]) -> Operation[T]:
        """What to do instead of showing the trouble."""
        self._failure = then
        return self

    def on_news(self, then: Callable[[Any], None]) -> Operation[T]:
        """What to do with what the work tells on its way."""
        self._news = then
        return self

    def on_over(self, then: Callable[[bool], None]) -> Operation[T]:
        """What to do behind all else, told whether the work was done."""
        self._over = then
        return self

    def about(self, name: str) -> Operation[T]:
        """Which paper it is about; its trouble names that."""
        self._about = name
        return self

    def run(self) -> Operation[T]:
        """Start."""
        _running[self._number] = self
        bridge().begun.emit(self)
        QThreadPool.globalInstance().start(_Run(self._number))
        return self

    def cancel(self) -> None:
        """Ask the work to stop; it decides when."""
        self.handle.cancelled.set()

    def attempt(self) -> None:
        """Do the work, in a worker thread; what comes of it stays here."""
        try:
            self._result = self._work(self.handle)
        except BaseException as error:
            self._error = disk_trouble(error) or error

    def end(self) -> None:
        """Tell whose work it is what came of it, in the window's thread."""
        if self._error is None:
            if self._alive():
                self._success(self._result)
        else:
            if not isinstance(self._error, QuaySoError):
                log.error("a bug in background work", exc_info=self._error)
            if self._alive():
                (self._failure or self.show)(self._error)
        if self._alive():
            self._over(self._error is None)

    def pass_on(self, news: Any) -> None:
        """Tell what the work tells on its way, in the window's thread."""
        if self._alive():
            self._news(news)

    def belongs_to(self, window: QWidget) -> bool:
        """Whether it is the work of something in this window."""
        return self._alive() and self._parent.window() is window

    def _alive(self) -> bool:
        return bool(shiboken6.isValid(self._parent))

    def show(self, error: BaseException) -> None:
        """Show a trouble in the window whose work it was."""
        window = self._parent.window()
        if hasattr(window, "show_trouble"):
            window.show_trouble(error, self._about)


class ActQueue:
    """Acts that are done one after another, in the order in which they were asked for.

    One that fails takes those behind it along: they were asked for in the belief that it was done.
    """

    def __init__(self) -> None:
        self._acts: deque[tuple[Operation[Any], Callable[[bool], None]]] = deque()

    def add(self, act: Operation[Any], then: Callable[[bool], None]) -> None:
        """Do an act when its turn comes.

        Args:
            act: not started.
            then: told, when it is over, whether it was done; also where it was never begun.
        """
        self._acts.append((act.on_over(self._over), then))
        if len(self._acts) == 1:
            act.run()

    def _over(self, done: bool) -> None:
        finished = [self._acts.popleft()] if done else [*self._acts]
        if not done:
            self._acts.clear()
        if self._acts:
            self._acts[0][0].run()
        for _, then in finished:
            then(done)


def awaited() -> list[Operation[Any]]:
    """The running work that somebody waits for."""
    return [one for one in _running.values() if one.seen not in (Seen.UNASKED, Seen.BESIDE)]


def wait_for_all(timeout_ms: int = 30_000) -> bool:
    """Stop running work and wait for it, at the window's end."""
    for operation in list(_running.values()):
        operation.cancel()
    return QThreadPool.globalInstance().waitForDone(timeout_ms)
