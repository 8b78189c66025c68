"""The counter against the plans: targets above, backlog and a dossier's way below, at the right how long it took."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.ui.acting import act_button, with_key
from desktop.ui.acts.table import Act
from desktop.ui.look.cards import list_head, side_by_side
from desktop.ui.look.chart import ShareCard
from desktop.ui.look.parts import card, label, lay_screen, menu_button
from desktop.ui.look.rows import RowList, Tone
from desktop.ui.look.tokens import ROW_PX, SPACE_PX
from desktop.ui.views.counted import CountLine

translate = QCoreApplication.translate

SIDE_PX = 344
_PERIODS = 5
_SIGNS: Mapping[str, tuple[str, Tone]] = {
    "at_counter": ("inbox", Tone.SOFT),
    "within": ("circle-check", Tone.GOOD),
    "over": ("circle-alert", Tone.ASK),
    "many_days": ("rotate-ccw", Tone.ASK),
    "not_known": ("circle-dashed", Tone.SOFT),
    "through": ("send", Tone.ACT),
}
"""The sign of a number of dossiers, and what it means that there are some."""


class PlanView(QWidget):
    """The plan's report.

    Args:
        counts: id and words of the numbers of dossiers.
    """

    def __init__(self, counts: Mapping[str, str]) -> None:
        super().__init__()
        self.reuse = ShareCard(translate("PlanView", "Digitised data used again"))
        self.productivity = ShareCard(translate("PlanView", "Dossiers a person and year"))
        self.minutes = ShareCard(translate("PlanView", "Minutes at the counter for each dossier"))
        self.backlog = ShareCard(translate("PlanView", "Old results digitised"))
        self.periods = RowList(translate("PlanView", "Backlog by year of issue"), of_figures=True)
        self.stages = RowList(translate("PlanView", "The way of a dossier"))
        # To be read alone: nothing is behind a stage.
        self.stages.setSelectionMode(RowList.SelectionMode.NoSelection)
        self.stages.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.periods.setFixedHeight(_PERIODS * ROW_PX)
        self.stages.setMinimumHeight(2 * ROW_PX)
        self.forecast = label("", "small")
        self.counts = {name: CountLine(words, *_SIGNS[name]) for name, words in counts.items()}
        self.menu = QMenu()
        self.whose = menu_button("", self.menu)
        self.whose_note = label("", "small", wrap=True)
        self.excel = act_button(Act.SAVE, translate("ReportView", "Excel workbook"), primary=True)
        self.printing = act_button(Act.PRINT, translate("ReportView", "Print, PDF"))
        self.register = act_button(Act.REGISTER)
        self.back = act_button(Act.BACK, translate("PlanView", "Digitisation report"))
        column = QVBoxLayout(self)
        lay_screen(column)
        column.addLayout(side_by_side(self.reuse, self.productivity, self.minutes, self.backlog))
        row = QHBoxLayout()
        row.setSpacing(SPACE_PX)
        row.addWidget(self._middle(), 1)
        row.addWidget(self._side())
        column.addLayout(row, 1)

    def _middle(self) -> QWidget:
        above = list_head([label(translate("PlanView", "Backlog by year of issue"), "name")], self.forecast)
        hint = with_key(Act.CONFIRM, translate("PlanView", "%k opens the backlog"))
        self.periods.setToolTip(hint)
        words = translate("PlanView", "From opening until the province has confirmed it all")
        mean = label(translate("PlanView", "mean of each dossier, and share of the whole way"), "small")
        return card(above, self.periods, list_head([label(words, "name")], mean), self.stages, margin=1, spacing=0)

    def _side(self) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(SIDE_PX)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_PX)
        head = QWidget()
        above = QHBoxLayout(head)
        above.setContentsMargins(0, 0, 0, 0)
        above.addWidget(label(translate("PlanView", "Dossiers by time"), "name"), 1)
        above.addWidget(self.whose)
        column.addWidget(card(head, *self.counts.values(), self.whose_note))
        column.addWidget(card(self.excel, self.printing, self.register, self.back))
        column.addStretch(1)
        return holder
