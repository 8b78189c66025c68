"""The pages of a paper: small pictures down the left, the page as large as it gets, what is wrong with it above it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGraphicsView, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look.parts import label


class PagesView(QHBoxLayout):
    """Small pictures, judgement, page.

    Args:
        page: what shows the large page.
        thumbnails: the small pictures.
    """

    def __init__(self, page: QGraphicsView, thumbnails: QWidget) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)
        self.thumbnails = thumbnails
        self.addWidget(thumbnails)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.verdict = QFrame()
        self.verdict.setObjectName("verdict")
        row = QHBoxLayout(self.verdict)
        row.setContentsMargins(12, 7, 12, 7)
        self.reasons = label("", "reasons", wrap=True)
        row.addWidget(self.reasons, 1)
        column.addWidget(self.verdict)
        self.page = page
        page.setMinimumHeight(120)
        column.addWidget(page, 1)
        self.empty = label("", "big", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.empty, 1)
        self.addLayout(column, 1)
