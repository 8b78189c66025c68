"""An electronic result: what its signatures are worth, and what it says of itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPlainTextEdit

from desktop.ui.look.asking import AskingView
from desktop.ui.look.parts import button, label, row_label

translate = QCoreApplication.translate

LEAST_PX = 560
WORDS_PX = 96


class IssuingView(AskingView):
    """Type and values; for a file its verdict above them, for an original its words below."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("", "title", wrap=True)
        self.verdict = label("", "big", wrap=True)
        self.signers = label("", "soft", wrap=True)
        for made in (self.heading, self.verdict, self.signers):
            self.addWidget(made)
        self.kind = QComboBox()
        self.kind.setAccessibleName(translate("IssuingView", "Type of result"))
        self.fields = {
            "number": self._field(translate("IssuingView", "Number and symbol")),
            "issued": self._field(translate("IssuingView", "Day of issue")),
            "issuer": self._field(translate("IssuingView", "Issuing body")),
            "signer": self._field(translate("IssuingView", "Signer")),
        }
        self.rows = QFormLayout()
        self.rows.setSpacing(8)
        self.rows.addRow(row_label(translate("IssuingView", "Result")), self.kind)
        for field in self.fields.values():
            self.rows.addRow(row_label(field.accessibleName()), field)
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(translate("IssuingView", "What it says besides what the dossier knows"))
        self.words.setPlaceholderText(self.words.accessibleName())
        self.words.setFixedHeight(WORDS_PX)
        self.words.setTabChangesFocus(True)
        self.rows.addRow(row_label(translate("IssuingView", "Words")), self.words)
        self.addLayout(self.rows)
        self.leave = button(translate("IssuingView", "Cancel (Esc)"))
        self.take = button("", primary=True)
        self.end_with(self.leave, self.take)

    def _field(self, words: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(words)
        made.setMaxLength(300)
        return made
