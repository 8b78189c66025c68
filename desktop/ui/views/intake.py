"""The list of dossiers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableWidget, QVBoxLayout

from desktop.ui.look.parts import button, card, label

translate = QCoreApplication.translate


class DossiersView(QVBoxLayout):
    """All dossiers, newest first; or those alone that wait for the agency's signature."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(18, 16, 18, 16)
        self.setSpacing(12)
        top = QHBoxLayout()
        self.title = label("", "title")
        top.addWidget(self.title)
        top.addStretch(1)
        self.which = button("")
        top.addWidget(self.which)
        self.new = button(translate("IntakeView", "New dossier (Ctrl+N)"), primary=True)
        top.addWidget(self.new)
        self.addLayout(top)
        self.empty = label("", "big", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table = QTableWidget(0, 5)
        self.table.setHorizontalHeaderLabels(
            [
                translate("IntakeView", "Dossier"),
                translate("IntakeView", "Owner"),
                translate("IntakeView", "Procedure"),
                translate("IntakeView", "Papers"),
                translate("IntakeView", "At the province"),
            ]
        )
        self.table.setAccessibleName(translate("IntakeView", "Dossiers"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(38)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sheet = card(self.table, margin=6)
        self.addWidget(self.sheet, 1)
        self.addWidget(self.empty, 1)
        self.say_which(for_agency=False)

    def say_which(self, *, for_agency: bool) -> None:
        """Say which dossiers are listed."""
        if for_agency:
            title = translate("IntakeView", "Waiting for the agency's signature")
            other = translate("IntakeView", "All dossiers (F9)")
        else:
            title = translate("IntakeView", "Intake")
            other = translate("IntakeView", "Waiting for the agency (F9)")
        self.title.setText(title)
        self.say_empty("", for_agency=for_agency)
        self.which.setText(other)
        self.which.setAccessibleName(other)

    def say_empty(self, words: str, *, for_agency: bool) -> None:
        """Say why nothing is listed.

        Args:
            words: what was looked for.
            for_agency: only what waits for the agency's signature is listed.
        """
        if for_agency:
            empty = translate("IntakeView", "No dossier waits for the agency's signature.")
        elif words:
            empty = translate("IntakeView", "Nothing was found for «%1». Esc shows all dossiers.").replace("%1", words)
        else:
            empty = translate(
                "IntakeView", "No dossiers yet. Press Ctrl+N, read the QR of the citizen card, then F2 to scan."
            )
        self.empty.setText(empty)
