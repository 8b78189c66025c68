"""Noticing that a token comes or goes, without anybody waiting for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from desktop.signing.errors import SigningTrouble

log = logging.getLogger(__name__)

LOOK_S = 2.0
"""Seconds between looks: a token is to be noticed within three. Chosen."""
REST_S = 20.0
"""Seconds between looks where no module can be used. Chosen."""

Listener = Callable[[tuple[str, ...]], None]


class Glancing(Protocol):
    """What can be looked at."""

    def glance(self) -> tuple[str, ...] | None:
        """Serials of the tokens that are there; None where it is busy."""


class TokenWatch:
    """Looks at the tokens from a thread of its own and tells of every change, the first look included."""

    def __init__(self, tokens: Glancing, look_s: float = LOOK_S) -> None:
        self._tokens = tokens
        self._look_s = look_s
        self._listeners: list[Listener] = []
        self._seen: tuple[str, ...] | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="token watch", daemon=True)

    def tell(self, listener: Listener) -> None:
        """Tell one more; it is told from the watching thread."""
        self._listeners.append(listener)
        if self._seen is not None:
            listener(self._seen)
        if not self._thread.is_alive() and not self._stop.is_set():
            self._thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._stop.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(self._look_s + 10)

    def _run(self) -> None:
        while not self._stop.is_set():
            self._stop.wait(self._look())

    def _look(self) -> float:
        """One look; gives how long to rest after it, seconds."""
        rest = self._look_s
        try:
            found = self._tokens.glance()
        except SigningTrouble as error:
            log.info("no tokens to watch: %s %s", error.code, error.cause)
            found, rest = (), REST_S
        if found is not None and found != self._seen:
            self._seen = found
            for listener in list(self._listeners):
                listener(found)
        return rest
