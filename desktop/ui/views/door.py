"""Where an official logs in: name, password or the token's PIN, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act
from desktop.ui.look.parts import LINE_BELOW_PX, button, card, dress_anew, label

translate = QCoreApplication.translate

_WIDE_PX = 580


class DoorView(QVBoxLayout):
    """A sheet in the middle of an empty window: nothing of anybody's is on it.

    Args:
        unit: whose counter it is.
        secret: where the password or the PIN is typed.
    """

    def __init__(self, unit: str, secret: QLineEdit) -> None:
        super().__init__()
        self.heading = label("", "title", wrap=True)
        self.about = label(unit, "soft", wrap=True)
        self.name_head = label(translate("DoorView", "LOGIN NAME"), "section")
        self.name = QLineEdit()
        self.name.setAccessibleName(translate("DoorView", "Login name"))
        self.name.setMaxLength(40)
        self.secret_head = label("", "section")
        self.told = label("", "soft", wrap=True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        # What is told is two lines at most; nothing jumps when it comes.
        self.told.setMinimumHeight(2 * LINE_BELOW_PX)
        sheet = card(
            self.heading,
            self.about,
            self.name_head,
            self.name,
            self.secret_head,
            secret,
            self.told,
            margin=24,
            spacing=10,
        )
        sheet.setFixedWidth(_WIDE_PX)
        row = QHBoxLayout()
        self.by_token = act_button(Act.BY_TOKEN)
        self.by_password = act_button(Act.BY_PASSWORD)
        self.leave = button(translate("DoorView", "Leave (Esc)"))
        self.log_in = button(translate("DoorView", "Log in (Enter)"), primary=True)
        row.addWidget(self.by_token)
        row.addWidget(self.by_password)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.log_in)
        inside = sheet.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.addLayout(row)
        self.addStretch(1)
        self.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self.addStretch(2)

    def tell(self, words: str, *, trouble: bool) -> None:
        """Say what is being done, or what came of it.

        Args:
            words: what; empty for nothing.
            trouble: it came to nothing.
        """
        self.told.setText(words)
        self.told.setObjectName("trouble" if trouble else "soft")
        dress_anew(self.told)
