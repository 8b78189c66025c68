"""A `Watch` that nobody stands behind: sides are kept by whoever takes them."""

from __future__ import annotations

from collections.abc import Callable

from desktop.scanner.driver import Progress


class Unwatched:
    """Nobody cancels, nobody listens."""

    cancelled = False

    def on_cancel(self, stop: Callable[[], None]) -> None:
        return

    def progress(self, progress: Progress) -> None:
        return

    def wait_until_kept(self) -> bool:
        return True
