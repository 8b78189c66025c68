"""The report on the screen: shares above, days and fields below, at the right what is missing and what goes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.acting import act_button, with_key
from desktop.ui.acts.table import Act
from desktop.ui.look.cards import list_head, side_by_side
from desktop.ui.look.chart import Columns, ShareCard
from desktop.ui.look.parts import card, label, lay_screen, menu_button, on_ground, shrinking
from desktop.ui.look.rows import RowList, Tone
from desktop.ui.look.tokens import ROW_PX, SPACE_PX
from desktop.ui.views.counted import CountLine
from desktop.ui.views.listing import ListingView
from desktop.ui.views.plan import SIDE_PX

translate = QCoreApplication.translate

_REASONS: Mapping[str, tuple[str, Tone]] = {
    "must_scan": ("circle-dashed", Tone.BAD),
    "must_sign": ("pen-line", Tone.ASK),
    "leaving": ("send", Tone.ACT),
    "refused": ("rotate-ccw", Tone.BAD),
}
"""The icon of a reason, and what it means that there is one."""
_LEAST_ROWS = 3
_LIST = 2
"""The place of the dossiers behind a number, after the two reports."""


class ReportView(QVBoxLayout):
    """The report, or the dossiers behind one of its numbers.

    Args:
        shares: id and name of the shares that have a card.
        reasons: id and name of what may be missing.
        plan: the plan's report.
    """

    def __init__(self, shares: Sequence[tuple[str, str]], reasons: Sequence[tuple[str, str]], plan: QWidget) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.menu = QMenu()
        self.period = menu_button("", self.menu)
        self.cards = {name: ShareCard(words) for name, words in shares}
        self.days = Columns(translate("ReportView", "Dossiers each day"))
        self.fields = RowList(translate("ReportView", "Fields"), of_figures=True)
        self.fields.setMinimumHeight(_LEAST_ROWS * ROW_PX)
        self.reasons = {
            name: CountLine(words, *_REASONS.get(name, ("circle-alert", Tone.ASK))) for name, words in reasons
        }
        self.excel = act_button(Act.SAVE, translate("ReportView", "Excel workbook"), primary=True)
        self.printing = act_button(Act.PRINT, translate("ReportView", "Print, PDF"))
        self.register = act_button(Act.REGISTER)
        self.plan = act_button(Act.PLAN)
        self.note = label("", "small", wrap=True)
        self.list_about = shrinking("", "name")
        self.listing = ListingView(None, [self.list_about], "chart-column")
        self._either = QStackedWidget()
        self._either.addWidget(self._overview())
        listed = QWidget()
        listed.setLayout(self.listing)
        self._either.addWidget(on_ground(plan))
        self._either.addWidget(listed)
        self._report = 0
        self.addWidget(self._either)

    @property
    def lists(self) -> bool:
        """Whether the dossiers behind a number are shown."""
        return self._either.currentIndex() == _LIST

    @property
    def plans(self) -> bool:
        """Whether the plan's report is shown, or would be if no dossiers were."""
        return self._report == 1

    def show_list(self, *, shown: bool) -> None:
        """Show the dossiers behind a number, or the report again."""
        self._either.setCurrentIndex(_LIST if shown else self._report)

    def show_plan(self, *, shown: bool) -> None:
        """Show the plan's report, or that on digitisation."""
        self._report = int(shown)
        self._either.setCurrentIndex(self._report)

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
        holder.setFixedWidth(SIDE_PX)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_PX)
        column.addWidget(
            card(label(translate("ReportView", "What is missing, and why"), "name"), *self.reasons.values())
        )
        column.addWidget(card(self.excel, self.printing, self.register, self.plan, self.note))
        column.addStretch(1)
        return holder
