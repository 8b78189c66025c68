"""On the first screen of the day: what waits elsewhere for whoever is here."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act
from desktop.ui.look.parts import label


class HandedView(QFrame):
    """What another official hands over, or was filed online, and the key that leads to it.

    Args:
        act: leads to it.
        see: what its button says.
    """

    def __init__(self, act: Act, see: str) -> None:
        super().__init__()
        self.setObjectName("question")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        self.words = label("", "name", wrap=True)
        self.see = act_button(act, see)
        row.addWidget(self.words, 1)
        row.addWidget(self.see)
        self.hide()

    def tell(self, words: str) -> None:
        """Say what waits; nothing, where there are no words."""
        self.words.setText(words)
        self.setVisible(bool(words))
