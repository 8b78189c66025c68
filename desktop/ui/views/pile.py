"""What a pile asks: the sheet in doubt lies beside it, the likeliest paper is chosen already."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout

from desktop.ui.look.parts import button, label

translate = QCoreApplication.translate


class PileView(QFrame):
    """Question, papers, three answers; or the one that is left."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("question")
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        self.words = label("", "", wrap=True)
        self.words.setObjectName("name")
        self.papers = QComboBox()
        self.papers.setAccessibleName(translate("PileView", "Paper that the pages behind belong to"))
        self.papers.setMinimumWidth(120)
        self.paper = button(translate("PileView", "To this paper (Enter)"), primary=True)
        self.go_on = button(translate("PileView", "Ignore the sheet"))
        self.page = button(translate("PileView", "It is an ordinary page"))
        self.leave_out = button(translate("PileView", "Leave this sheet out (Enter)"), primary=True)
        grid.addWidget(self.words, 0, 0, 1, 5)
        grid.addWidget(self.papers, 1, 0)
        grid.addWidget(self.paper, 1, 1)
        grid.addWidget(self.go_on, 1, 2)
        grid.addWidget(self.page, 1, 3)
        grid.addWidget(self.leave_out, 1, 4)
        grid.setColumnStretch(0, 1)
        self.leave_only(left_out=False)

    def leave_only(self, *, left_out: bool) -> None:
        """Offer the three answers; or one alone, where the sheet can only be left out."""
        for widget in (self.papers, self.paper, self.go_on, self.page):
            widget.setVisible(not left_out)
        self.leave_out.setVisible(left_out)
