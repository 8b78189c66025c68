"""Background work in one line: the window never waits, success and failure come back to its own thread.

Operation(self, lambda handle: app.intake.dossiers()).on_success(self._show).run()
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from PySide6.QtWidgets import QWidget

from desktop.model.errors import QuaySoError

log = logging.getLogger(__name__)
T = TypeVar("T")


class Handle:
    """What running work sees of the window.

    Attributes:
        cancelled: set when the clerk cancels.
    """

    def __init__(self, told: Callable[[Any], None]) -> None:
        self.cancelled = threading.Event()
        self._told = told

    def tell(self, news: Any) -> None:
        """Send something to `on_news` in the window's thread."""
        self._told(news)


class _Bridge(QObject):
    done = Signal(object)
    failed = Signal(object)
    news = Signal(object)


class _Run(QRunnable):
    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        self._work()


_running: set[Any] = set()


class Operation(Generic[T]):
    """One piece of background work.

    Args:
        parent: whose work it is; when it is gone, nobody is told any more.
        work: runs in another thread.
    """

    def __init__(self, parent: QWidget, work: Callable[[Handle], T]) -> None:
        self._parent = parent
        self._work = work
        self._bridge = _Bridge()
        self.handle = Handle(self._bridge.news.emit)
        self._success: Callable[[T], None] = lambda result: None
        self._failure: Callable[[BaseException], None] = self._default_failure
        self._news: Callable[[Any], None] = lambda news: None

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

    def run(self) -> Operation[T]:
        """Start."""
        queued = Qt.ConnectionType.QueuedConnection
        self._bridge.done.connect(self._ended_well, queued)
        self._bridge.failed.connect(self._ended_badly, queued)
        self._bridge.news.connect(self._pass_on, queued)
        _running.add(self)
        QThreadPool.globalInstance().start(_Run(self._do))
        return self

    def cancel(self) -> None:
        """Ask the work to stop; it decides when."""
        self.handle.cancelled.set()

    def _do(self) -> None:
        try:
            result = self._work(self.handle)
        except BaseException as error:
            self._bridge.failed.emit(error)
        else:
            self._bridge.done.emit(result)

    def _alive(self) -> bool:
        import shiboken6

        return bool(shiboken6.isValid(self._parent))

    def _ended_well(self, result: Any) -> None:
        _running.discard(self)
        if self._alive():
            self._success(result)

    def _ended_badly(self, error: Any) -> None:
        _running.discard(self)
        if not isinstance(error, QuaySoError):
            log.error("a bug in background work", exc_info=error)
        if self._alive():
            self._failure(error)

    def _pass_on(self, news: Any) -> None:
        if self._alive():
            self._news(news)

    def _default_failure(self, error: BaseException) -> None:
        window = self._parent.window()
        if hasattr(window, "show_trouble"):
            window.show_trouble(error)


def wait_for_all(timeout_ms: int = 30_000) -> bool:
    """Wait for running work, at the window's end."""
    for operation in list(_running):
        operation.cancel()
    return QThreadPool.globalInstance().waitForDone(timeout_ms)
