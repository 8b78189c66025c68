"""A QR reader types like a keyboard: what it types is known by its shape, wherever the cursor stands.

From where a citizen card begins (`model/identity.card_text`) the letters are kept from the field that has the cursor,
which gets back what it had, until Enter ends the text.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.model.identity import card_text

_HEAD_LENGTH = 13
"""Letters of a card's text by which it is known: its number and a bar."""
_LONGEST = 600
"""Letters: a card's text is shorter."""
_HELD = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock)
"""A reader holds them, as a person does, to type a bar."""
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
PAUSE_MS = 1_500
"""A reader that sends no Enter, or stops in the middle, is not waited for any longer."""


class CardReader(QObject):
    """Takes the text of a citizen card out of the keys that are pressed."""

    read = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._typed = ""
        self._reading = False
        self._before: tuple[QLineEdit, str] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._end)

    def take(self, event: QKeyEvent, into: QWidget) -> bool:
        """Look at a key; gives whether it belongs to a card's text, and is nobody else's.

        Args:
            event: the key.
            into: what has the cursor.
        """
        if self._reading:
            return self._go_on(event)
        if event.key() in _HELD:
            return False
        text = event.text()
        if not text.isdigit() and text != "|":
            self._typed = ""
            return False
        if not self._typed:
            field = into.lineEdit() if isinstance(into, QComboBox) else into
            self._before = (field, field.text()) if isinstance(field, QLineEdit) else None
        self._typed = (self._typed + text)[-_HEAD_LENGTH:]
        if not card_text(self._typed):
            return False
        self._begin()
        return True

    def _begin(self) -> None:
        self._reading = True
        self._pause.start()
        if self._before:
            field, text = self._before
            field.setText(text)
            field.textEdited.emit(text)

    def _go_on(self, event: QKeyEvent) -> bool:
        self._pause.start()
        if event.key() in _ENDS:
            self._end()
        else:
            self._typed = (self._typed + event.text())[:_LONGEST]
        return True

    def _end(self) -> None:
        typed = self._typed
        self._typed, self._reading, self._before = "", False, None
        self._pause.stop()
        self.read.emit(typed)
