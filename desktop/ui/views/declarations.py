"""A declaration as it will be printed, beside what of it is filled in and how it was printed last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act
from desktop.ui.look.asking import AskingView
from desktop.ui.look.parts import card, label, scrolling
from desktop.ui.look.picture import Fitted

translate = QCoreApplication.translate

WIDTH_PX, HEIGHT_PX = 920, 660
_SIDE_PX, _LIST_PX, _SHEET_PX = 330, 96, (180, 240)


class DeclarationsView(QHBoxLayout):
    """The sheets at the left; which declaration, what is told of it, and the ways out at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(14, 12, 8, 12)
        self._sheets = QHBoxLayout()
        self._sheets.setSpacing(8)
        self.addLayout(self._sheets, 1)
        side = QWidget()
        side.setFixedWidth(_SIDE_PX)
        side.setLayout(self._side())
        self.addWidget(side)
        self.show_sheets(())

    def _side(self) -> QVBoxLayout:
        self.asking = asking = AskingView()
        asking.setContentsMargins(12, 4, 12, 4)
        self.heading = label("", "title", wrap=True)
        self.of = label("", "soft", wrap=True)
        self.forms = QListWidget()
        self.forms.setAccessibleName(translate("DeclarationsView", "Declarations of this dossier"))
        self.forms.setMaximumHeight(_LIST_PX)
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.filled = label("", "", wrap=True)
        self.by_hand = label("", "", wrap=True)
        self.sources = label("", "soft", wrap=True)
        self.printed = label("", "soft", wrap=True)
        self.outdated = label("", "trouble", wrap=True)
        self.then = label(
            translate(
                "DeclarationsView",
                "The applicant reads it, completes the printed sheet and signs it. Scanned with any pile of this "
                "dossier, the sheet goes to its place by its own code.",
            ),
            "soft",
            wrap=True,
        )
        for line in (self.filled, self.by_hand, self.sources, self.printed, self.outdated, self.then):
            column.addWidget(line)
        column.addStretch(1)
        for widget in (self.heading, self.of, self.forms):
            asking.addWidget(widget)
        asking.addWidget(card(scrolling(told), margin=12), 1)
        asking.addWidget(asking.trouble)
        asking.addLayout(self._foot())
        return asking

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setSpacing(8)
        self.show = act_button(Act.FOR_CITIZEN, translate("DeclarationsView", "Show it to the citizen"))
        self.leave = act_button(Act.BACK)
        self.print = act_button(Act.CONFIRM, translate("DeclarationsView", "Print"), primary=True)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addStretch(1)
        ways.addWidget(self.leave)
        ways.addWidget(self.print)
        foot.addWidget(self.show)
        foot.addLayout(ways)
        return foot

    def show_sheets(self, pictures: Sequence[bytes]) -> None:
        """Show a declaration's sheets (JPEG), side by side; an empty one until they are there."""
        while held := self._sheets.takeAt(0):
            if widget := held.widget():
                widget.deleteLater()
        for picture in pictures or (b"",):
            self._sheets.addWidget(Fitted(QImage.fromData(picture), _SHEET_PX))
