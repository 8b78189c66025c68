"""Gives each key to whoever does it: a QR reader, the search, the page on the screen, the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from desktop.ui.acting import act_of_key
from desktop.ui.acts.table import OF_THE_WINDOW, TABLE, WHILE_TYPING, Act
from desktop.ui.listening import KeyListener
from desktop.ui.page import Page
from desktop.ui.reader import CardReader


class Keyboard(KeyListener):
    """The keys of a window.

    Args:
        owner: whose keys they are, while it is in its window.
        search: its field to look for something with, whose letters are its own.
        shown: gives the page on the screen.
        own: what keys do wherever the clerk is, before what the page does by them. What these give says whether there
            was something to do; None for yes.
    """

    card_read = Signal(str)
    """The text of a citizen card, typed by a reader."""

    def __init__(
        self,
        owner: QWidget,
        search: QLineEdit,
        shown: Callable[[], Page],
        own: Mapping[Act, Callable[[], bool | None]],
    ) -> None:
        super().__init__(owner.window(), owner)
        self._owner = owner
        self._search = search
        self._shown = shown
        self._own = own
        self._bound: set[Act] = set()
        self._unseen: Page | None = None
        self._reader = CardReader(self)
        self._reader.read.connect(self.card_read.emit)
        self._bind(own.keys())

    def bind(self, page: Page) -> None:
        """Bind every key that a page does something by; menus and dialogs bind their own."""
        self._bind(page.acts.keys() - page.of_menus)

    def _bind(self, acts: Set[Act]) -> None:
        for act in acts - OF_THE_WINDOW - self._bound:
            key = QShortcut(QKeySequence(TABLE[act].key), self._owner)
            key.activated.connect(lambda act=act: self._do(act))
            self._bound.add(act)

    def do_typed(self, typed: Iterable[QKeyEvent]) -> None:
        """Do what was typed before there was a page: what it does by keys itself it does not, for nobody has seen it.

        Args:
            typed: the keys, in their order.
        """
        self._unseen = self._shown()
        for event in typed:
            into = QApplication.focusWidget() or self._owner.window()
            if shortcut := self._shortcut(event):
                shortcut.activated.emit()
            elif self._shown() is self._unseen and into is not self._search:
                self._take(event, into)
            else:
                QApplication.sendEvent(into, event)
        self._unseen = None

    def _shortcut(self, event: QKeyEvent) -> QShortcut | None:
        """What Qt would press by this key, were it pressed now."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        key = QKeySequence(event.keyCombination())
        return next((one for one in self._owner.findChildren(QShortcut, options=direct) if one.key() == key), None)

    def _do(self, act: Act) -> bool:
        page = self._shown()
        do = self._own.get(act) or (None if page is self._unseen else page.acts.get(act))
        return do is not None and do() is not False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key before it reaches what has the cursor."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and QApplication.activeModalWidget() is None
            and self._owner.isVisible()
            and isinstance(watched, QWidget)
            and watched is (QApplication.focusWidget() or self._owner.window())
        ):
            return self._take(event, watched)
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent, into: QWidget) -> bool:
        page = self._shown()
        if not page.reads_cards(into) and self._reader.take(event, into):
            return True
        act = act_of_key(event)
        if into is self._search:
            return act is Act.BACK and self._leave_search()
        if page is not self._unseen and page.take_key(event):
            return True
        typing = isinstance(into, QLineEdit | QComboBox)
        if act is None or (typing and act not in WHILE_TYPING):
            return False
        # A key that is held down has seen nothing of what it would confirm next.
        held = act is Act.CONFIRM and event.isAutoRepeat() and act in page.acts
        return held or self._do(act)

    def _leave_search(self) -> bool:
        """Esc in the search empties it; nothing reaches what lies below."""
        self._search.clear()
        self._shown().take_keys()
        return True
