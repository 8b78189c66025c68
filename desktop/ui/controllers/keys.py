"""The sheet of keys (F1)."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui.views.keys import KeysView


class KeysDialog(QDialog):
    """What each key does; F1 opens it, and F1, Enter or Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.view = view = KeysView()
        self.setLayout(view)
        view.leave.setDefault(True)
        view.leave.clicked.connect(self.accept)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.accept)
