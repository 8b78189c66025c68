"""The form of a new dossier: at the left who and what for, at the right what it means, one primary action."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look.parts import button, on_ground
from desktop.ui.views.opening.owner import OwnerView
from desktop.ui.views.opening.procedure import ProcedureView
from desktop.ui.views.opening.prospect import ProspectView

translate = QCoreApplication.translate


class NewDossierView(QVBoxLayout):
    """Owner and procedure beside what has to be handed in."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(16, 12, 16, 12)
        self.setSpacing(12)
        self.owner, self.procedure, self.prospect = OwnerView(), ProcedureView(), ProspectView()
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self.owner)
        column.addLayout(self.procedure)
        column.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(on_ground(form), 13)
        columns.addLayout(self.prospect, 9)
        self.addLayout(columns, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        self.cancel = button(translate("NewDossierView", "Back (Esc)"))
        self.start = button(translate("NewDossierView", "Enter Open the dossier"), primary=True)
        foot.addWidget(self.cancel)
        foot.addWidget(self.start)
        self.addLayout(foot)
