"""The PIN, with everything to know before it is typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QListWidget, QProgressBar, QVBoxLayout

from desktop.ui.views.parts import button, label

translate = QCoreApplication.translate


class SigningView(QVBoxLayout):
    """Papers, certificate, PIN, and the two ways out."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(22, 18, 22, 18)
        self.setSpacing(10)
        self.heading = label("", "title")
        self.addWidget(self.heading)
        self.papers = QListWidget()
        self.papers.setAccessibleName(translate("SigningView", "Papers to sign"))
        self.papers.setMaximumHeight(150)
        self.addWidget(self.papers)
        self.certificate = QComboBox()
        self.certificate.setAccessibleName(translate("SigningView", "Certificate"))
        self.addWidget(label(translate("SigningView", "CERTIFICATE"), "section"))
        self.addWidget(self.certificate)
        self.about = label("", "soft", wrap=True)
        self.addWidget(self.about)
        self.addWidget(label(translate("SigningView", "PIN OF THE SIGNING USB"), "section"))
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setAccessibleName(translate("SigningView", "PIN of the signing USB"))
        self.pin.setMaxLength(64)
        self.addWidget(self.pin)
        self.warning = label("", "", wrap=True)
        self.warning.setStyleSheet("color: #c0392b; font-weight: 600;")
        self.addWidget(self.warning)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.addWidget(self.progress)
        row = QHBoxLayout()
        row.addStretch(1)
        self.cancel = button(translate("SigningView", "Cancel (Esc)"))
        self.sign = button(translate("SigningView", "Sign and send (Enter)"), primary=True)
        row.addWidget(self.cancel)
        row.addWidget(self.sign)
        self.addLayout(row)
