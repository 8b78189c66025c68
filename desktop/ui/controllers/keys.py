"""The sheet of keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui.acting import bind
from desktop.ui.acts.table import Act
from desktop.ui.look.fitting import fit_to_screen
from desktop.ui.page import Screen
from desktop.ui.views.keys import KeysView


class KeysDialog(QDialog):
    """What each key does; the key that opens it closes it too, as do Enter and Esc."""

    def __init__(self, screens: Sequence[Screen], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.view = view = KeysView(screens)
        self.setLayout(view)
        view.leave.setDefault(True)
        view.leave.clicked.connect(self.accept)
        bind(self, {Act.KEYS: self.accept})
        fit_to_screen(self)
