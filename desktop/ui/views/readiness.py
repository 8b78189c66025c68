"""The findings of a dossier: a short list, and below it what to do about the marked one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QVBoxLayout

from desktop.ui.look.parts import label, shrinking, tell
from desktop.ui.look.tokens import FINDING_ROW_PX, ICON_PX

translate = QCoreApplication.translate

MOST_SEEN = 3
"""Findings seen at once: the page above keeps its room."""


class ReadinessView(QFrame):
    """Heading, list, advice with the key that mends it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("findings")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        self.heading = label("", "section")
        column.addWidget(self.heading)
        self.rows = QListWidget()
        self.rows.setObjectName("found")
        self.rows.setAccessibleName(translate("ReadinessView", "What the province would send back"))
        self.rows.setIconSize(QSize(ICON_PX, ICON_PX))
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        column.addWidget(self.rows)
        row = QHBoxLayout()
        self.advice = shrinking("", "soft")
        self.key = label("", "small")
        row.addWidget(self.advice, 1)
        row.addWidget(self.key)
        column.addLayout(row)

    def fit(self, *, stops: bool) -> None:
        """Take the room that the rows need, and say whether something must be mended."""
        count = self.rows.count()
        for at in range(count):
            self.rows.item(at).setSizeHint(QSize(0, FINDING_ROW_PX))
        # On a small screen one row stays, and the others are scrolled to.
        self.rows.setMinimumHeight(FINDING_ROW_PX)
        self.rows.setMaximumHeight(min(count, MOST_SEEN) * FINDING_ROW_PX)
        words = (
            translate("ReadinessView", "BEFORE IT IS SIGNED: TO BE MENDED")
            if stops
            else translate("ReadinessView", "BEFORE IT IS SIGNED: LOOK AGAIN")
        )
        self.heading.setText(f"{words}   {count}")
        tell(self, "stops" if stops else "")

    def advise(self, advice: str, key: str) -> None:
        """Say what to do about the marked row."""
        self.advice.setText(advice)
        self.key.setText(key)
