"""Certified copies: the original that is to be certified, with the words as they will stand; or the list of copies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.acting import act_button, words_of
from desktop.ui.acts.table import Act
from desktop.ui.look.cards import empty_state, list_head, sheet
from desktop.ui.look.in_place import WorkInPlace
from desktop.ui.look.parts import card, label, lay_screen, make_primary, menu_button, note, row_label, scrolling
from desktop.ui.look.rows import RowList

translate = QCoreApplication.translate

SIDE_PX = 360
_COUNT_PX = 62
FIELDS = ("requester", "title", "copies")


class CopiesView(QVBoxLayout):
    """The lane of one original over the list, one of them at a time; a row of keys below.

    Args:
        page: shows a page of the original.
        not_certified: the reasons for which it is not certified.
    """

    def __init__(self, page: QWidget, not_certified: QMenu) -> None:
        super().__init__()
        lay_screen(self)
        self.rows = RowList(translate("CopiesView", "Certified copies"))
        holder, self.empty = empty_state("stamp")
        self._listed = QStackedWidget()
        self._listed.setObjectName("sheet")
        self._listed.addWidget(self.rows)
        self._listed.addWidget(holder)
        self.head = label("", "name")
        self.keys = label("", "small")
        self._either = QStackedWidget()
        self._either.addWidget(sheet(list_head([self.head], self.keys), self._listed))
        self._either.addWidget(self._lane(page))
        self.addWidget(self._either, 1)
        self.addLayout(self._buttons(not_certified))

    def _lane(self, page: QWidget) -> QWidget:
        page.setAccessibleName(translate("CopiesView", "Page of the original"))
        lane = QWidget()
        row = QHBoxLayout(lane)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(card(page, margin=1), 1)
        side = card(*self._side(), margin=14, spacing=10)
        side.setFixedWidth(SIDE_PX)
        row.addWidget(side)
        return lane

    def _side(self) -> Sequence[QWidget]:
        self.fields = {name: QLineEdit() for name in FIELDS}
        names = (
            translate("CopiesView", "Who asks for it"),
            translate("CopiesView", "What it is"),
            translate("CopiesView", "Copies"),
        )
        form = QWidget()
        rows = QFormLayout(form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setVerticalSpacing(6)
        for words, field in zip(names, self.fields.values(), strict=True):
            field.setAccessibleName(words)
            rows.addRow(row_label(words), field)
        self.fields["copies"].setFixedWidth(_COUNT_PX)
        self.keep_blank = QCheckBox(translate("CopiesView", "Blank pages too"))
        rows.addRow("", self.keep_blank)
        self._rows = rows
        self.refused = note()
        self.words = label("", "", wrap=True)
        self.standing = label("", "soft", wrap=True)
        inside = QWidget()
        told = QVBoxLayout(inside)
        told.setContentsMargins(0, 0, 6, 0)
        told.setSpacing(8)
        told.addWidget(label(translate("CopiesView", "WORDS ON THE PAGE"), "section", wrap=True))
        told.addWidget(self.words)
        told.addWidget(self.standing)
        told.addStretch(1)
        return form, self.refused, scrolling(inside)

    def _buttons(self, not_certified: QMenu) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.scan = act_button(Act.SCAN)
        self.not_certified = menu_button(words_of(Act.NOT_CERTIFIED), not_certified)
        self.doing = WorkInPlace()
        self.convert = act_button(Act.FILE, translate("CopiesView", "Signed file to paper"))
        self.sign = act_button(Act.SIGN, translate("CopiesView", "Sign copies"))
        self.print = act_button(Act.PRINT)
        self.certify = act_button(Act.CONFIRM, translate("CopiesView", "Certify"))
        for made in (self.scan, self.not_certified):
            row.addWidget(made)
        row.addWidget(self.doing, 1)
        for made in (self.convert, self.sign, self.print, self.certify):
            row.addWidget(made)
        return row

    def show_blank(self, *, shown: bool) -> None:
        """Ask whether the copy has the blank pages too; nothing where there are none."""
        self._rows.setRowVisible(self.keep_blank, shown)

    def show_lane(self, *, shown: bool) -> None:
        """The original that is to be certified; the list, where there is none."""
        self._either.setCurrentIndex(int(shown))

    def show_empty(self, words: str) -> None:
        """What to do, in place of the list; the list, where there are no words."""
        self.empty.setText(words)
        self._listed.setCurrentIndex(int(bool(words)))

    def show_primary(self, act: Act) -> None:
        """Which key is the one to press."""
        buttons = {Act.SCAN: self.scan, Act.CONFIRM: self.certify, Act.SIGN: self.sign, Act.PRINT: self.print}
        for one, made in buttons.items():
            make_primary(made, primary=one is act)
