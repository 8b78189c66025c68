"""On the first screen of the day: what another official hands over."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act
from desktop.ui.look.parts import label

translate = QCoreApplication.translate


class HandedView(QFrame):
    """What another official hands over, and the key that leads to it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("question")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        self.words = label("", "name", wrap=True)
        self.see = act_button(Act.SHIFT, translate("HandedView", "See and take over"))
        row.addWidget(self.words, 1)
        row.addWidget(self.see)
        self.hide()

    def tell(self, words: str) -> None:
        """Say who hands over what; nothing, where there are no words."""
        self.words.setText(words)
        self.setVisible(bool(words))
