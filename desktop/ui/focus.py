"""Where the keys go when the field or button that had them can take them no more, or is made anew.

Qt hands the focus to the next widget in line, often a button: a Space or Enter that was meant for what went away would
press it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QWidget


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


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the keys go: what is known again where everything is made anew by the same code.

    Attributes:
        part: which of the parts it is in; -1 for what lies outside of them.
        kind: the class of the widget.
        at: which of its kind in that part, in the order in which they were made.
        marked: of a field, where its marked letters begin and end; the end is where the cursor is.
    """

    part: int
    kind: type[QWidget]
    at: int
    marked: tuple[int, int]


def cursor_in(inside: QWidget, parts: Sequence[QWidget]) -> Cursor | None:
    """Where the keys go now.

    Args:
        inside: what is made anew.
        parts: its pages, in their order.
    """
    held = QApplication.focusWidget()
    if held is None or not inside.isAncestorOf(held):
        return None
    part = next((at for at, one in enumerate(parts) if one is held or one.isAncestorOf(held)), -1)
    kind = type(held)
    marked = (0, 0)
    if isinstance(held, QLineEdit):
        end = held.cursorPosition()
        begins = held.selectionEnd() if held.selectionStart() == end else held.selectionStart()
        marked = (begins if held.hasSelectedText() else end, end)
    return Cursor(part, kind, _like(kind, inside, parts, part).index(held), marked)


def put_cursor(cursor: Cursor, inside: QWidget, parts: Sequence[QWidget]) -> None:
    """Give the keys to what has the place of what had them; where it can take none yet, as soon as it can."""
    like = _like(cursor.kind, inside, parts, cursor.part)
    if cursor.at < len(like):
        _Return(like[cursor.at], cursor.marked)


def _like(kind: type[QWidget], inside: QWidget, parts: Sequence[QWidget], part: int) -> list[QWidget]:
    if part >= 0:
        own = [parts[part]] if type(parts[part]) is kind else []
        return own + [one for one in parts[part].findChildren(kind) if type(one) is kind]
    within = [one for one in inside.findChildren(kind) if type(one) is kind]
    return [one for one in within if not any(page.isAncestorOf(one) for page in parts)]


class _Return(QObject):
    """Gives the keys back to a widget, now or when it is enabled, unless they went elsewhere by then."""

    def __init__(self, target: QWidget, marked: tuple[int, int]) -> None:
        super().__init__(target)
        self._target, self._marked = target, marked
        self._meanwhile = QApplication.focusWidget()
        if target.isEnabled():
            self._give()
        else:
            target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It can take the keys."""
        if event.type() == QEvent.Type.EnabledChange and self._target.isEnabled():
            self._target.removeEventFilter(self)
            if QApplication.focusWidget() in (self._meanwhile, None):
                self._give()
        return super().eventFilter(watched, event)

    def _give(self) -> None:
        self._target.setFocus()
        if isinstance(self._target, QLineEdit):
            self._target.textChanged.connect(self._text_came)
            self._mark()

    def _text_came(self) -> None:
        # Whoever fills the field puts its cursor to the front behind this.
        QTimer.singleShot(0, self, self._mark)

    def _mark(self) -> None:
        field, (begin, end) = self._target, self._marked
        if not isinstance(field, QLineEdit) or max(begin, end) > len(field.text()):
            return
        field.textChanged.disconnect(self._text_came)
        field.setCursorPosition(end)
        if begin != end:
            field.setSelection(begin, end - begin)


def open_over(page: QWidget, dialog: QDialog) -> None:
    """Open a dialog: the page's window has the keys again when it is finished, and nothing of it stays."""
    dialog.finished.connect(lambda _: page.window().activateWindow())
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
