"""A result on its way into somebody's hands: whose, what, by which way, and who takes it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit

from desktop.model.handing import Way
from desktop.ui.acting import act_button, act_chip
from desktop.ui.acts.table import Act
from desktop.ui.look.asking import AskingView
from desktop.ui.look.parts import label

translate = QCoreApplication.translate

LEAST_PX = 520


class HandingView(AskingView):
    """All of it in one column; Enter hands over."""

    def __init__(self) -> None:
        super().__init__()
        self.owner = label("", "title", wrap=True)
        self.about = label("", "soft", wrap=True)
        self.results = label("", "big", wrap=True)
        for made in (self.owner, self.about, self.results):
            self.addWidget(made)
        self.addWidget(label(translate("HandingView", "BY WHICH WAY"), "section"))
        self.ways = {
            Way.PAPER: act_chip(Act.ON_PAPER, checkable=True),
            Way.ELECTRONIC: act_chip(Act.ELECTRONICALLY, checkable=True),
            Way.POST: act_chip(Act.BY_POST, checkable=True),
        }
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for way in self.ways.values():
            self._group.addButton(way)
            row.addWidget(way)
        row.addStretch(1)
        self.addLayout(row)
        self.ways[Way.PAPER].setChecked(True)
        self.addWidget(label(translate("HandingView", "WHO TAKES IT FOR THE OWNER"), "section"))
        line = QHBoxLayout()
        line.setSpacing(8)
        self.for_owner = act_chip(Act.FOR_OWNER)
        self.taken_by = QLineEdit()
        self.taken_by.setAccessibleName(translate("HandingView", "Full name of who takes it for the owner"))
        self.taken_by.setPlaceholderText(translate("HandingView", "empty where the owner takes it"))
        self.taken_by.setMaxLength(300)
        line.addWidget(self.taken_by, 1)
        line.addWidget(self.for_owner)
        self.addLayout(line)
        self.leave = act_button(Act.BACK)
        self.hand_over = act_button(Act.CONFIRM, translate("HandingView", "Handed over"), primary=True)
        self.end_with(self.leave, self.hand_over)
