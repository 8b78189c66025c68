"""Where the keys go when the field or button that had them can take them no more.

Qt hands the focus to the next widget in line, often a button: a Space or Enter that was meant for what went away would
press it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


class _Keeper(QObject):
    """Takes the focus from a button that it fell to, and gives it to the window, where keys press nothing."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._changed)

    def _changed(self, old: QWidget | None, now: QWidget | None) -> None:
        fell = old is not None and (not old.isEnabled() or old.isHidden())
        if fell and isinstance(now, QAbstractButton):
            now.window().setFocus()


def keep_focus_harmless(owner: QObject) -> None:
    """While `owner` lives, no button gets the keys because what had them was disabled or hidden."""
    _Keeper(owner)
