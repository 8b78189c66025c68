"""A paper of the dossier and what the e-stores have of it, side by side."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act
from desktop.ui.look.parts import label

translate = QCoreApplication.translate

ROWS = ("name", "code", "amount", "number", "issued", "issuer", "validity", "where")


class ReuseView(QVBoxLayout):
    """Name, what was found, two columns, what can be done, the stored file's first page."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(20, 16, 20, 16)
        self.setSpacing(10)
        self.paper = label("", "title", wrap=True)
        self.found = label("", "big", wrap=True)
        self.hint = label("", "soft", wrap=True)
        for words in (self.paper, self.found, self.hint):
            self.addWidget(words)
        self.addLayout(self._keys())
        middle = QHBoxLayout()
        middle.setSpacing(18)
        self.table = self._table()
        middle.addWidget(self.table, 1, Qt.AlignmentFlag.AlignTop)
        self.picture = QLabel()
        self.picture.setObjectName("excerpt")
        self.picture.setAccessibleName(translate("ReuseView", "First page of the stored paper"))
        self.picture.hide()
        middle.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        self.addLayout(middle)
        self.addStretch(1)
        self.scan = label("", "big", wrap=True)
        self.scan.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.addWidget(self.scan)
        self.addStretch(1)

    def _table(self) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(7)
        self.asked_head = label(translate("ReuseView", "ASKED FOR"), "section")
        self.stored_head = label("", "section")
        grid.addWidget(self.asked_head, 0, 1)
        grid.addWidget(self.stored_head, 0, 2)
        names = {
            "name": translate("ReuseView", "Paper"),
            "code": translate("ReuseView", "Code"),
            "amount": translate("ReuseView", "Kind"),
            "number": translate("ReuseView", "Number"),
            "issued": translate("ReuseView", "Date"),
            "issuer": translate("ReuseView", "Issuer"),
            "validity": translate("ReuseView", "Validity"),
            "where": translate("ReuseView", "Kept in"),
        }
        self.asked: dict[str, QLabel] = {}
        self.stored: dict[str, QLabel] = {}
        for at, name in enumerate(ROWS, 1):
            grid.addWidget(label(names[name], "soft"), at, 0, Qt.AlignmentFlag.AlignTop)
            for column, side in ((1, self.asked), (2, self.stored)):
                side[name] = label("", "", wrap=True)
                grid.addWidget(side[name], at, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        return table

    def _keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.take = act_button(Act.STORE)
        self.login = act_button(Act.ACCOUNT)
        self.again = act_button(Act.ASK_STORES, translate("ReuseView", "Look again"))
        for made in (self.take, self.login, self.again):
            row.addWidget(made)
        row.addStretch(1)
        return row
