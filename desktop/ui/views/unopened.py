"""Why nothing could be opened, in the middle of the window, and the way out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act
from desktop.ui.look.parts import card, label

translate = QCoreApplication.translate

WIDTH_PX = 560


class UnopenedView(QVBoxLayout):
    """What happened, what to do, and a button that closes the window.

    Args:
        sentence: what happened.
        advice: what to do.
    """

    def __init__(self, sentence: str, advice: str) -> None:
        super().__init__()
        self.setContentsMargins(24, 24, 24, 24)
        self.leave = act_button(Act.BACK, primary=True)
        sheet = card(
            label(translate("UnopenedView", "Quầy Số cannot open"), "title", wrap=True),
            label(sentence, "", wrap=True),
            label(advice, "soft", wrap=True),
            margin=24,
            spacing=12,
        )
        sheet.setFixedWidth(WIDTH_PX)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.leave)
        layout = sheet.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(below)
        self.addStretch(2)
        self.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self.addStretch(3)
