"""The report on the screen: shares above, days and fields below, at the right what is missing and what goes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.acting import act_button, with_key
from desktop.ui.acts.table import Act
from desktop.ui.look import icons
from desktop.ui.look.cards import list_head, side_by_side
from desktop.ui.look.chart import Columns, ShareCard
from desktop.ui.look.parts import card, label, lay_screen, light, menu_button, on_ground, shrinking
from desktop.ui.look.rows import RowList, Tone
from desktop.ui.look.tokens import ROW_PX, SPACE_PX, colours
from desktop.ui.views.listing import ListingView

translate = QCoreApplication.translate

_REASONS: Mapping[str, tuple[str, Tone]] = {
    "must_scan": ("circle-dashed", Tone.BAD),
    "must_sign": ("pen-line", Tone.ASK),
    "leaving": ("send", Tone.ACT),
    "refused": ("rotate-ccw", Tone.BAD),
}
"""The icon of a reason, and what it means that there is one."""
_SIDE_PX = 344
_LEAST_ROWS = 3


class ReportView(QVBoxLayout):
    """The report, or the dossiers behind one of its numbers.

    Args:
        shares: id and name of the shares that have a card.
        reasons: id and name of what may be missing.
    """

    def __init__(self, shares: Sequence[tuple[str, str]], reasons: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.menu = QMenu()
        self.period = menu_button("", self.menu)
        self.cards = {name: ShareCard(words) for name, words in shares}
        self.days = Columns(translate("ReportView", "Dossiers each day"))
        self.fields = RowList(translate("ReportView", "Fields"), of_figures=True)
        self.fields.setMinimumHeight(_LEAST_ROWS * ROW_PX)
        self.reasons = {name: _Reason(name, words) for name, words in reasons}
        self.excel = act_button(Act.SAVE, translate("ReportView", "Excel workbook"), primary=True)
        self.printing = act_button(Act.PRINT, translate("ReportView", "Print, PDF"))
        self.note = label("", "small", wrap=True)
        self.list_about = shrinking("", "name")
        self.listing = ListingView(None, [self.list_about], "chart-column")
        self._either = QStackedWidget()
        self._either.addWidget(self._overview())
        listed = QWidget()
        listed.setLayout(self.listing)
        self._either.addWidget(listed)
        self.addWidget(self._either)

    @property
    def lists(self) -> bool:
        """Whether the dossiers behind a number are shown."""
        return self._either.currentIndex() == 1

    def show_list(self, *, shown: bool) -> None:
        """Show the dossiers behind a number, or the report again."""
        self._either.setCurrentIndex(int(shown))

    def _overview(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        lay_screen(column)
        column.addLayout(side_by_side(*self.cards.values()))
        row = QHBoxLayout()
        row.setSpacing(SPACE_PX)
        row.addWidget(self._middle(), 1)
        row.addWidget(self._side())
        column.addLayout(row, 1)
        return on_ground(holder)

    def _middle(self) -> QWidget:
        hint = label(translate("ReportView", "press a column: the dossiers of that day"), "small")
        head = list_head([label(translate("ReportView", "Dossiers each day"), "name")], hint)
        chart = QWidget()
        inside = QVBoxLayout(chart)
        inside.setContentsMargins(16, 8, 16, 8)
        inside.addWidget(self.days)
        keys = with_key(Act.CONFIRM, translate("ReportView", "%k opens what is missing"))
        below = list_head([label(translate("ReportView", "By field"), "name")], label(keys, "small"))
        return card(head, chart, below, self.fields, margin=1, spacing=0)

    def _side(self) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(_SIDE_PX)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_PX)
        column.addWidget(
            card(label(translate("ReportView", "What is missing, and why"), "name"), *self.reasons.values())
        )
        column.addWidget(card(self.excel, self.printing, self.note))
        column.addStretch(1)
        return holder


class _Reason(QWidget):
    """Why something is missing, and of how many dossiers."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self._icon, self._tone = _REASONS.get(name, ("circle-alert", Tone.ASK))
        self._sign = QLabel()
        self.button: QPushButton = light(words)
        self.count = label("", "name")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._sign)
        row.addWidget(self.button, 1)
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignRight)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Of how many; what is not there has no colour."""
        self.count.setText(str(count))
        self.button.setAccessibleDescription(str(count))
        self._sign.setPixmap(icons.picture(self._icon, getattr(colours(), self._tone if count else Tone.SOFT)))
