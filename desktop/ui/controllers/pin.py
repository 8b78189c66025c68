"""Where a PIN is typed: letter by letter into memory that is wiped, never a text that Qt or Python keep copies of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit

from desktop.machine.secret_memory import secret_copy, secret_memory, wipe

LONGEST = 64
_BYTES_A_LETTER = 4
_DOT = "•"


class PinField(QLineEdit):
    """Shows a dot for each letter and knows nothing more; letters come at the end and go from the end.

    It takes nothing from the clipboard and gives nothing to it: what is there is anybody's.
    """

    def __init__(self) -> None:
        super().__init__()
        # Of one size for ever: what grows leaves copies behind.
        self._secret = secret_memory(LONGEST * _BYTES_A_LETTER)
        self._ends = [0]
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)

    def take(self) -> bytearray:
        """The PIN, as whoever takes it must wipe it; the field is empty afterwards."""
        taken = secret_copy(memoryview(self._secret)[: self._ends[-1]])
        self.forget()
        return taken

    def forget(self) -> None:
        """Wipe what was typed."""
        wipe(self._secret)
        self._ends = [0]
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter more or a letter less; other keys are the dialog's."""
        if event.key() == Qt.Key.Key_Backspace:
            self._shorten()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif _commands(event.modifiers()) or not self._lengthen(event.text()):
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Letters that an input method made."""
        for letter in event.commitString():
            self._lengthen(letter)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button pastes elsewhere."""
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """A PIN that nobody sees typed is forgotten."""
        super().hideEvent(event)
        self.forget()

    def _lengthen(self, letter: str) -> bool:
        if len(letter) != 1 or not letter.isprintable():
            return False
        if self.hasSelectedText():
            self.forget()
        if len(self._ends) <= LONGEST:
            coded, start = letter.encode(), self._ends[-1]
            self._secret[start : start + len(coded)] = coded
            self._ends.append(start + len(coded))
            self._show()
        return True

    def _shorten(self) -> None:
        if self.hasSelectedText():
            self.forget()
        elif len(self._ends) > 1:
            end = self._ends.pop()
            for at in range(self._ends[-1], end):
                self._secret[at] = 0
            self._show()

    def _show(self) -> None:
        self.setText(_DOT * (len(self._ends) - 1))


def _commands(held: Qt.KeyboardModifier) -> bool:
    """Whether a key is a command: with both, Ctrl and Alt are AltGr, which makes letters."""
    ctrl, alt = bool(held & Qt.KeyboardModifier.ControlModifier), bool(held & Qt.KeyboardModifier.AltModifier)
    return ctrl != alt or bool(held & Qt.KeyboardModifier.MetaModifier)
