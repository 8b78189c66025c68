"""What the services tell from their own threads, as signals; it outlives the pages that hear it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from desktop.app import App

SOON_MS = 200


class News(QObject):
    """Listens to the services once, for all pages: a page that is gone is not called any more.

    Connect with `Qt.ConnectionType.QueuedConnection`: the signals come from other threads.

    Args:
        app: the services.
        parent: while it lives, they are listened to.
    """

    pages = Signal()
    """A page was worked on."""
    piles = Signal()
    """A pile has changed."""
    outbox = Signal()
    """A step of the outbox has moved."""
    stores = Signal()
    """What was put off at the e-stores is done."""
    online = Signal()
    """Another number of dossiers that were filed online waits."""

    def __init__(self, app: App, parent: QObject) -> None:
        super().__init__(parent)
        app.capture.on_facts(lambda _: self.pages.emit())
        app.piles.on_change(lambda _: self.piles.emit())
        app.sending.on_change(self.outbox.emit)
        app.reuse.on_change(self.stores.emit)
        app.online.on_change(self.online.emit)


def look_soon(parent: QObject, look: Callable[[], object], after_ms: int = SOON_MS) -> QTimer:
    """What is started whenever there is news; much may come at once, and one look shows it all.

    Args:
        parent: whose look it is.
        look: looks.
        after_ms: how long nothing more must have come, milliseconds.
    """
    soon = QTimer(parent)
    soon.setSingleShot(True)
    soon.setInterval(after_ms)
    soon.timeout.connect(look)
    return soon
