"""The list of dossiers, and the form that opens a new one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.look.parts import button, card, label, note, row_label, yielding
from desktop.ui.look.tokens import colours

translate = QCoreApplication.translate

MATCHES_SHOWN = 5
"""How many procedures to choose from are seen at once; the others by scrolling."""

AROUND_MATCHES_PX = 2 * (4 + 1)
"""Padding and border of a list, as the look has them."""


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


class NewDossierView(QVBoxLayout):
    """Procedure, case, citizen; one primary action."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(18, 16, 18, 16)
        self.setSpacing(12)
        self.addWidget(label(translate("IntakeView", "New dossier"), "title"))
        self.procedure = QComboBox()
        self.procedure.setEditable(True)
        self.procedure.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # Qt would write on what the clerk types, and so choose for her.
        self.procedure.setCompleter(None)  # type: ignore[arg-type]
        self.procedure.setAccessibleName(translate("IntakeView", "Procedure"))
        self.found = note()
        self.found.hide()
        self.matches = QListWidget()
        self.matches.setObjectName("papers")
        self.matches.setAccessibleName(translate("IntakeView", "Procedures that fit"))
        self.matches.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.matches.hide()
        self.case = QComboBox()
        self.case.setAccessibleName(translate("IntakeView", "Case"))
        self.qr = QLineEdit()
        self.qr.setPlaceholderText(translate("IntakeView", "Put the cursor here and read the QR of the citizen card"))
        self.qr.setAccessibleName(translate("IntakeView", "QR of the citizen card"))
        self.citizen = label("", "big", wrap=True)
        self.doubts = note()
        self.consent = QComboBox()
        self.consent.setAccessibleName(translate("IntakeView", "Papers into the e-store"))
        for words, answer in (
            (translate("IntakeView", "not asked yet"), None),
            (translate("IntakeView", "the owner agrees"), True),
            (translate("IntakeView", "the owner does not agree"), False),
        ):
            self.consent.addItem(words, answer)
        form = QWidget()
        rows = QFormLayout(form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setVerticalSpacing(12)
        rows.setHorizontalSpacing(18)
        rows.addRow(row_label(translate("IntakeView", "Procedure")), self.procedure)
        rows.addRow("", self.found)
        rows.addRow("", self.matches)
        rows.addRow(row_label(translate("IntakeView", "Case")), self.case)
        rows.addRow(row_label(translate("IntakeView", "Citizen card QR")), self.qr)
        rows.addRow("", self.citizen)
        rows.addRow("", self.doubts)
        rows.addRow(row_label(translate("IntakeView", "Into the e-store")), self.consent)
        self._rows = rows
        for place in (self.found, self.matches, self.citizen, self.doubts):
            rows.setRowVisible(place, False)  # noqa: FBT003 - Qt
        self.start = button(translate("IntakeView", "Open the dossier (Enter)"), primary=True)
        self.cancel = button(translate("IntakeView", "Back (Esc)"))
        actions = QHBoxLayout()
        actions.addWidget(self.start)
        actions.addWidget(self.cancel)
        actions.addStretch(1)
        sheet = card(yielding(form), margin=22)
        sheet.setMaximumWidth(860)
        self.addWidget(sheet)
        self.addLayout(actions)
        self.addStretch(1)

    def say_procedure(self, words: str, *, wrong: bool) -> None:
        """Say why no procedure is chosen; nothing where one is."""
        self.found.setText(words)
        self.found.setStyleSheet(f"color: {colours().bad if wrong else colours().soft};")
        self._rows.setRowVisible(self.found, bool(words))

    def say_citizen(self, citizen: str, doubts: str) -> None:
        """Say who the owner is, and what does not fit or is missing; nothing takes no room."""
        for place, words in ((self.citizen, citizen), (self.doubts, doubts)):
            place.setText(words)
            self._rows.setRowVisible(place, bool(words))
        self.doubts.setStyleSheet(f"color: {colours().ask if citizen else colours().bad};")

    def list_matches(self, matches: list[tuple[str, str]]) -> None:
        """Offer the procedures that fit, words and code; none where there is nothing to choose."""
        self.matches.clear()
        for words, code in matches:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, code)
            self.matches.addItem(item)
        if matches:
            shown = min(len(matches), MATCHES_SHOWN)
            self.matches.setFixedHeight(shown * self.matches.sizeHintForRow(0) + AROUND_MATCHES_PX)
        self._rows.setRowVisible(self.matches, bool(matches))
