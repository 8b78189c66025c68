"""Where keys and the mouse are listened to before they do anything.

A filter in Python on the whole application is called for each event of each widget, and costs more than all else that a
screen is made of. So it stands on one object at a time: on what has the keys, or on the window that is worked in.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class _Place(QObject):
    """The one object that a filter stands on now.

    Args:
        listener: the filter.
    """

    def __init__(self, listener: QObject) -> None:
        super().__init__(listener)
        self._listener = listener
        self._at: QObject | None = None

    def move(self, to: QObject | None) -> None:
        if self._at is not None and shiboken6.isValid(self._at):
            self._at.removeEventFilter(self._listener)
        self._at = to
        if to is not None:
            to.installEventFilter(self._listener)


class KeyListener(QObject):
    """Hears the events of what has the keys in a window, and of the window itself, by its `eventFilter`.

    Args:
        window: the window; dialogs over it are others.
        parent: whose part it is.
    """

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._listens_in = window
        self._place = _Place(self)
        # Where nothing has the keys, they come to the window.
        window.installEventFilter(self)
        self._following = _application().focusChanged.connect(self._moved)
        self._moved(None, QApplication.focusWidget())

    def stop(self) -> None:
        """Hear nothing any more."""
        QObject.disconnect(self._following)
        self._listens_in.removeEventFilter(self)
        self._place.move(None)

    def _moved(self, _: QWidget | None, now: QWidget | None) -> None:
        window = self._listens_in
        self._place.move(now if now and now is not window and now.window() is window else None)


class InputListener(QObject):
    """Tells that somebody is there: keys or the mouse come to whichever window of the program is worked in.

    Args:
        parent: whose part it is.
    """

    came = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._place = _Place(self)
        self._following = _application().focusWindowChanged.connect(self._place.move)
        self._place.move(QGuiApplication.focusWindow())

    def stop(self) -> None:
        """Hear nothing any more."""
        QObject.disconnect(self._following)
        self._place.move(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What came to the window, from where it is handed on inside."""
        if event.type() in _INPUT:
            self.came.emit()
        return super().eventFilter(watched, event)


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
