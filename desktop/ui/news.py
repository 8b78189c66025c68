"""What the services tell from their own threads, as signals; it outlives the pages that hear it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.app import App


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

    def __init__(self, app: App, parent: QObject) -> None:
        super().__init__(parent)
        app.capture.on_facts(lambda _: self.pages.emit())
        app.piles.on_change(lambda _: self.piles.emit())
        app.sending.on_change(self.outbox.emit)
        app.reuse.on_change(self.stores.emit)
