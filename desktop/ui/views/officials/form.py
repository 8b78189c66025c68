"""A form about one official: fields one below the other, a sentence where it cannot be, two ways out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from desktop.model.official import ROLE_WORDS, Role
from desktop.ui.language import said
from desktop.ui.look.asking import AskingView
from desktop.ui.look.parts import button, label, row_label

translate = QCoreApplication.translate

LEAST_PX = 540
"""Width of the form."""
LONGEST = 200
"""Letters of a field."""


class FormView(AskingView):
    """Heading, what there is to know, fields.

    Args:
        heading: what is asked for.
        about: what there is to know about it; empty for nothing.
        keep: what Enter does.
    """

    def __init__(self, heading: str, about: str, keep: str) -> None:
        super().__init__()
        self.addWidget(label(heading, "title", wrap=True))
        self.about = label(about, "soft", wrap=True)
        self.about.setVisible(bool(about))
        self.addWidget(self.about)
        self._fields = QFormLayout()
        self._fields.setVerticalSpacing(8)
        self.addLayout(self._fields)
        self.cancel = button(translate("OfficialForm", "Cancel (Esc)"))
        self.keep = button(keep, primary=True)
        self.end_with(self.cancel, self.keep)

    def add_field(self, words: str, field: QLineEdit, hint: str = "") -> None:
        """A field below the others.

        Args:
            words: what is typed in it.
            field: where.
            hint: what it looks like; empty for nothing.
        """
        field.setAccessibleName(words)
        field.setPlaceholderText(hint)
        self._fields.addRow(row_label(words), field)

    def add_roles(self, words: str) -> dict[Role, QCheckBox]:
        """A box for each role, side by side below the fields."""
        boxes = {role: QCheckBox(said(name).capitalize()) for role, name in ROLE_WORDS.items()}
        held = QWidget()
        # Side by side: on a small screen the form is as high as it can be.
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for box in boxes.values():
            box.setAccessibleName(box.text())
            row.addWidget(box)
        row.addStretch(1)
        self._fields.addRow(label(words, "section"))
        self._fields.addRow(held)
        return boxes
