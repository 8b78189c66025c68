"""What a paper says, one field a row."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act
from desktop.ui.look.parts import button, label, note, row_label, tell

translate = QCoreApplication.translate


class ContentsView(QVBoxLayout):
    """Sheets counted; number, date, issuer, signer, a tax number where there is one, how long and where it is valid.

    Above them what is wrong with the paper as a whole; below each what is not understood of it, and below
    them where on the page the value under the cursor stands.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(6)
        self.kind = self._kind()
        self.addWidget(self.kind)
        self._rows = rows = QFormLayout()
        rows.setVerticalSpacing(4)
        # A value that has no room beside its name stands below it.
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.addLayout(rows)
        self.sheets = QLineEdit()
        self.sheets.setFixedWidth(62)
        self.sheets.setAccessibleName(translate("ContentsView", "Sheets counted by hand"))
        self.sheets.setToolTip(translate("ContentsView", "Sheets counted by hand"))
        self.sheets_found = label("", "soft", wrap=True)
        counted = QHBoxLayout()
        counted.addWidget(self.sheets)
        counted.addWidget(self.sheets_found, 1)
        rows.addRow(row_label(translate("ContentsView", "Sheets")), counted)
        self.fields: dict[str, QLineEdit] = {}
        self._notes: dict[str, QLabel] = {}
        for key, text in (
            ("number", translate("ContentsView", "Number")),
            ("issued", translate("ContentsView", "Date")),
            ("issuer", translate("ContentsView", "Issuer")),
            ("signer", translate("ContentsView", "Signer")),
            ("tax_number", translate("ContentsView", "Tax number")),
            ("valid_until", translate("ContentsView", "Valid until")),
            ("area", translate("ContentsView", "Valid in")),
        ):
            field = QLineEdit()
            field.setAccessibleName(text)
            self.fields[key] = field
            rows.addRow(row_label(text), field)
            self._notes[key] = said = note()
            rows.addRow("", said)
            rows.setRowVisible(said, False)  # noqa: FBT003 - Qt
        self.show_row("tax_number", shown=False)
        self.other = act_button(Act.OTHER_READING)
        self.other.setObjectName("other")
        self.other.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.other.hide()
        self.addWidget(self.other)
        self.picture = QLabel()
        self.picture.setObjectName("excerpt")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(translate("ContentsView", "Where the value stands on the page"))
        self.picture.hide()
        self.addWidget(self.picture)
        self.addStretch(1)

    def _kind(self) -> QFrame:
        """What is said where the paper seems to be of another kind."""
        frame = QFrame()
        frame.setObjectName("question")
        column = QVBoxLayout(frame)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        self.kind_words = label("", "", wrap=True)
        self.kind_words.setMinimumWidth(1)
        column.addWidget(self.kind_words)
        self.kind_keep = button(translate("ContentsView", "It belongs here"), name="choice")
        self.kind_move = button(translate("ContentsView", "Move it there"), name="choice")
        row = QHBoxLayout()
        for choice in (self.kind_move, self.kind_keep):
            choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(choice)
        column.addLayout(row)
        frame.hide()
        return frame

    def show_row(self, name: str, *, shown: bool) -> None:
        """Show or hide a field with its label: what few papers have takes no room on the others."""
        self._rows.setRowVisible(self.fields[name], shown)

    def show_rule(self, rule: str) -> None:
        """Say what stands for the last day where nothing is typed: the rule of the paper's type; empty for none."""
        words = translate("ContentsView", "by its type: %1").replace("%1", rule)
        self.fields["valid_until"].setPlaceholderText(words if rule else "")

    def show_note(self, name: str, words: str, told: str) -> None:
        """Say something of a field right below it, in the colours of that; nothing takes no room."""
        said = self._notes[name]
        said.setText(words)
        tell(said, told)
        self._rows.setRowVisible(said, bool(words))
