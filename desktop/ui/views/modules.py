"""The driver of the signing USB: those found on this PC, and one chosen by hand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QProgressBar, QVBoxLayout

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act
from desktop.ui.look.parts import button, label

translate = QCoreApplication.translate


class ModulesView(QVBoxLayout):
    """A list to choose from, what came of the choice, and the ways out."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(22, 18, 22, 18)
        self.setSpacing(10)
        self.addWidget(label(translate("ModulesView", "Driver of the signing USB"), "title", wrap=True))
        about = translate(
            "ModulesView",
            "Quầy Số finds the drivers it knows by itself. Choose one by hand where the signing USB is not seen.",
        )
        self.addWidget(label(about, "soft", wrap=True))
        self.drivers = QListWidget()
        self.drivers.setObjectName("papers")
        self.drivers.setWordWrap(True)
        self.drivers.setAccessibleName(translate("ModulesView", "Drivers"))
        self.addWidget(self.drivers, 1)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 0)
        self.progress.hide()
        self.addWidget(self.progress)
        self.outcome = label("", "sentence", wrap=True)
        self.outcome.setMinimumHeight(38)
        self.addWidget(self.outcome)
        row = QHBoxLayout()
        self.browse = act_button(Act.FILE, translate("ModulesView", "Browse…"))
        self.leave = button(translate("ModulesView", "Close (Esc)"))
        self.use = button(translate("ModulesView", "Use this one (Enter)"), primary=True)
        row.addWidget(self.browse)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.use)
        self.addLayout(row)
