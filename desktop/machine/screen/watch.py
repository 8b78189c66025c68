"""Hears that the clerk has left the screen: locked, handed to another user, put to sleep. Needs no window."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from typing import Protocol

log = logging.getLogger(__name__)

REST_S = 30.0
"""How long a system that cannot be listened to is left alone, seconds."""


class Deaf(Exception):
    """The system tells nothing: no such service here, or it went away; the text says which."""


class LockSource(Protocol):
    """What one kind of system says of its screen."""

    def listen(self, left: Callable[[], None]) -> None:
        """Call `left` whenever the screen is left; returns after `close`, at once where that came before.

        Raises:
            Deaf: nothing can be heard, or nothing any more.
        """

    def close(self) -> None:
        """End `listen`, from another thread; what was opened is given back there."""


class ScreenWatch:
    """Listens in a thread of its own, and goes on trying where nothing can be heard.

    Args:
        left: called from that thread whenever the screen is left; rather once too often than once too seldom.
        make: opens the system's own source.
        rest_s: how long to wait before it is tried again, seconds.
    """

    def __init__(
        self, left: Callable[[], None], make: Callable[[], LockSource] | None = None, rest_s: float = REST_S
    ) -> None:
        self._left = left
        self._make = make or system_source
        self._rest_s = rest_s
        self._guard = threading.Lock()
        self._source: LockSource | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="screen watch", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening."""
        self._over.set()
        with self._guard:
            if self._source:
                self._source.close()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(10)

    def _run(self) -> None:
        told = ""
        while not self._over.is_set():
            try:
                source = self._make()
                with self._guard:
                    self._source = source
                if not self._over.is_set():
                    source.listen(self._tell)
            except Deaf as error:
                if told != str(error):
                    told = str(error)
                    log.info("no locking of the screen is heard: %s", told)
                self._over.wait(self._rest_s)
            finally:
                with self._guard:
                    self._source = None

    def _tell(self) -> None:
        log.info("the screen was left")
        try:
            self._left()
        except Exception:
            log.exception("what follows a locked screen met a bug; listening goes on")


def system_source() -> LockSource:
    """What this system has.

    Raises:
        Deaf: nothing that is known.
    """
    if sys.platform == "win32":
        from desktop.machine.screen.windows import WindowsSession

        return WindowsSession()
    if sys.platform == "linux":
        from desktop.machine.screen.logind import Logind

        return Logind()
    raise Deaf(f"nothing is known of {sys.platform}")
