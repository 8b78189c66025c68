"""A list of dossiers on a sheet, with a line above it, and what stands there while it is empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act, key_of
from desktop.ui.look.cards import empty_state, list_head, sheet
from desktop.ui.look.parts import label, lay_screen
from desktop.ui.look.rows import RowList

translate = QCoreApplication.translate


class ListingView(QVBoxLayout):
    """What stands above, then the list or, while there is nothing in it, what to do.

    Args:
        above: what stands above the sheet; None for nothing.
        head: what stands at the head of the sheet, from left to right.
        icon: of the empty sheet.
        told_whole: what is next are a province's own words, which want room.
        listed: what is listed, for a screen reader; empty for dossiers.
        keys: what its keys do; empty where Enter opens what is marked.
    """

    def __init__(
        self,
        above: QLayout | None,
        head: Sequence[QWidget],
        icon: str,
        *,
        told_whole: bool = False,
        listed: str = "",
        keys: str = "",
    ) -> None:
        super().__init__()
        lay_screen(self)
        if above:
            self.addLayout(above)
        self.rows = RowList(listed or translate("Listing", "Dossiers"), told_whole=told_whole)
        holder, self.empty = empty_state(icon)
        self._either = QStackedWidget()
        self._either.setObjectName("sheet")
        self._either.addWidget(self.rows)
        self._either.addWidget(holder)
        keys = with_key(Act.CONFIRM, keys or translate("Listing", "%1 %2 choose · %k opens"))
        keys = keys.replace("%1", key_of(Act.PAPER_BEFORE)).replace("%2", key_of(Act.PAPER_AFTER))
        self._keys = label(keys, "small")
        stays = self._keys.sizePolicy()
        stays.setRetainSizeWhenHidden(True)
        self._keys.setSizePolicy(stays)
        self.addWidget(sheet(list_head(head, self._keys), self._either), 1)
        self.more = label("", "soft", wrap=True)
        self.more.hide()
        self.addWidget(self.more)

    def show_empty(self, words: str) -> None:
        """What to do, in place of the list and its keys; the list, where there are no words."""
        self.empty.setText(words)
        self._keys.setVisible(not words)
        self._either.setCurrentIndex(int(bool(words)))

    def show_more(self, words: str) -> None:
        """Below the list, that there are more than are listed; nothing, where there are no words."""
        self.more.setText(words)
        self.more.setVisible(bool(words))
