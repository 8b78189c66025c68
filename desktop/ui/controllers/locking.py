"""A counter that nobody uses, or that somebody leaves by a key, shows nothing until its official is back (R65).

Another official who logs in there takes the place of the first: the window is opened anew for them.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from desktop.app import App
from desktop.model.official import Official
from desktop.ui.controllers.door import DoorPanel
from desktop.ui.controllers.left import wipe_typed
from desktop.ui.listening import InputListener
from desktop.ui.operations import Handle, Operation, Seen, awaited

_LOOK_EVERY_MS = 5_000


class Locking(QObject):
    """Locks a window by a key, by its rest, and with the system's own screen.

    Args:
        app: who acts in it; where nobody logs in, nothing is ever locked.
        window: what is locked.
        busy: whether something is under way in it that must not be cut off.
        ticks: seconds that only ever run forward.
    """

    shut = Signal()
    """It is locked now."""
    others = Signal(object)
    """Another official has logged in: the window shall be theirs."""
    opened = Signal()
    """The same one is back."""

    def __init__(
        self, app: App, window: QWidget, busy: Callable[[], bool], ticks: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(window)
        self._app, self._window, self._busy, self._ticks = app, window, busy, ticks
        self._used_at = ticks()
        self._hidden: list[QWidget] = []
        self.panel: DoorPanel | None = None
        """What stands in the window's place while it is locked."""
        self._timer = QTimer(self)
        self._input: InputListener | None = None
        if app.official:
            self._timer.timeout.connect(self.look)
            self._timer.start(_LOOK_EVERY_MS)
            self._input = InputListener(self)
            self._input.came.connect(self._used)

    @property
    def locked(self) -> bool:
        """Whether nothing is shown now."""
        return self.panel is not None

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        if self._input:
            self._input.stop()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]

    def _used(self) -> None:
        self._used_at = self._ticks()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What would come up over a locked window does not."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QDialog):
            QTimer.singleShot(0, watched, watched.hide)
            self._hidden.append(watched)
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Lock where nobody has been there for as long as is set."""
        if self._ticks() - self._used_at >= self._app.settings.lock_minutes * 60:
            self.lock()

    def lock(self) -> bool:
        """Hide all that the window shows, and wipe what is typed secretly; gives whether there is anything to lock."""
        official = self._app.official
        if official is None or self.panel:
            return False
        wipe_typed()
        self._hide()
        # On the whole application, but only while there is little in it that anything happens to.
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self.shut.emit()
        self.panel = panel = DoorPanel(
            self._app, self.tr("Locked: %1").replace("%1", official.full_name), official.name, leaves=False
        )
        panel.let_in.connect(self._came)
        layout = self._window.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(panel)
        panel.show()
        panel.take_keys()

        def work(_: Handle) -> None:
            self._app.signing.forget_pin()
            self._app.door.note_locked()

        Operation(self._window, work, Seen.UNASKED).run()
        return True

    def _hide(self) -> None:
        """The window's own contents, and each dialog and menu over it."""
        popup = QApplication.activePopupWidget()
        while popup:
            popup.close()
            popup = QApplication.activePopupWidget()
        over = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not self._window]
        inside = self._window.layout()
        assert isinstance(inside, QVBoxLayout)
        first = inside.itemAt(0)
        own = first.widget() if first else None
        self._hidden = [one for one in (own, *over) if one]
        for one in self._hidden:
            one.hide()

    def _came(self, official: Official) -> None:
        here = self._app.official
        if here and official.name == here.name:
            self._open()
        elif self._busy() or awaited():
            words = self.tr("%1 still has work under way here; wait until it is done, then log in again.")
            assert self.panel and here
            self.panel.refuse(words.replace("%1", here.full_name))
        else:
            self.others.emit(official)

    def _open(self) -> None:
        assert self.panel
        self.panel.hide()
        self.panel.deleteLater()
        self.panel = None
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self._used()
        hidden, self._hidden = self._hidden, []
        for one in hidden:
            if shiboken6.isValid(one):
                one.show()
        self._window.activateWindow()
        self.opened.emit()
