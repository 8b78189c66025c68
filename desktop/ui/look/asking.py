"""The column of a dialog that asks: what it asks, a sentence where that cannot be, and the ways out at its foot."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look.parts import label


class AskingView(QVBoxLayout):
    """What is asked is laid into it from the top; then its foot ends it."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(22, 18, 22, 18)
        self.setSpacing(10)
        self.trouble = label("", "trouble", wrap=True)
        self.trouble.hide()

    def end_with(self, *ways: QWidget) -> None:
        """Have the place of the sentence below what is asked, and these buttons at the right of the foot."""
        foot = QHBoxLayout()
        foot.addStretch(1)
        for way in ways:
            foot.addWidget(way)
        self.end_above(foot)

    def end_above(self, foot: QHBoxLayout | QVBoxLayout) -> None:
        """The same above a foot of its own."""
        self.addWidget(self.trouble)
        self.addStretch(1)
        self.addLayout(foot)

    def tell(self, words: str) -> None:
        """Say why it cannot be; nothing, where there are no words."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
