"""A PIN on its way from whoever types it to the one login that it is for."""

from __future__ import annotations

import threading
from collections.abc import Callable

from desktop.machine.secret_memory import wipe
from desktop.signing.errors import SessionOver


class Pin:
    """Owns a PIN until it is wiped, and alone wipes it: used, forgotten on the way, or at the end of its context.

    Args:
        source: the PIN as it was typed, which is this object's from now on; or what asks for it when it is wanted.
    """

    def __init__(self, source: bytearray | Callable[[], bytearray]) -> None:
        self._held = source if isinstance(source, bytearray) else bytearray()
        self._ask = None if isinstance(source, bytearray) else source
        self._guard = threading.Lock()
        self._handed = False
        self.forgotten = False

    def hand_over(self) -> bytearray:
        """The PIN, for the login; asked for now where nobody has typed it yet.

        Raises:
            SessionOver: it was forgotten; the token never has it.
        """
        if self._ask:
            ask, self._ask = self._ask, None
            self._held = ask()
        with self._guard:
            if self.forgotten:
                raise SessionOver()
            self._handed = True
            return self._held

    def forget(self) -> None:
        """Wipe it, unless it is on its way to the token: a PIN wiped there would be tried as a wrong one."""
        with self._guard:
            self.forgotten = True
            if not self._handed:
                wipe(self._held)

    def wipe(self) -> None:
        """Wipe it: the token has it, or will never have it."""
        wipe(self._held)

    def __enter__(self) -> Pin:
        return self

    def __exit__(self, *_: object) -> None:
        self.wipe()
