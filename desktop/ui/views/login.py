"""The official's account at the province: who is logged in, name, password, and the two ways out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from desktop.ui.look.parts import button, label

translate = QCoreApplication.translate


class LogInView(QVBoxLayout):
    """One account, one attempt."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(22, 18, 22, 18)
        self.setSpacing(10)
        self.heading = label(translate("LogInView", "Log in at the province"), "title", wrap=True)
        self.addWidget(self.heading)
        self.about = label("", "soft", wrap=True)
        self.addWidget(self.about)
        self.name_head = label(translate("LogInView", "LOGIN NAME"), "section")
        self.addWidget(self.name_head)
        self.name = QLineEdit()
        self.name.setAccessibleName(translate("LogInView", "Login name"))
        self.name.setMaxLength(100)
        self.addWidget(self.name)
        self.password_head = label(translate("LogInView", "PASSWORD"), "section")
        self.addWidget(self.password_head)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(translate("LogInView", "Password"))
        self.password.setMaxLength(200)
        self.addWidget(self.password)
        self.warning = label("", "", wrap=True)
        self.warning.setObjectName("trouble")
        self.addWidget(self.warning)
        row = QHBoxLayout()
        self.log_out = button(translate("LogInView", "Log out"))
        row.addWidget(self.log_out)
        row.addStretch(1)
        self.cancel = button(translate("LogInView", "Cancel (Esc)"))
        self.log_in = button(translate("LogInView", "Log in (Enter)"), primary=True)
        row.addWidget(self.cancel)
        row.addWidget(self.log_in)
        self.addLayout(row)
