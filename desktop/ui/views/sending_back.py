"""A paper that is to be digitised anew: which page is wrong, and what is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFormLayout, QLineEdit

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act
from desktop.ui.look.asking import AskingView
from desktop.ui.look.parts import label, row_label

translate = QCoreApplication.translate

LEAST_PX = 560
_PAGE_PX = 80


class SendingBackView(AskingView):
    """All of it in one column; Enter sends back."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("", "title", wrap=True)
        self.about = label(
            translate("SendingBackView", "The version so far is kept; a new one takes its place and is sent again."),
            "soft",
            wrap=True,
        )
        self.addWidget(self.heading)
        self.addWidget(self.about)
        rows = QFormLayout()
        rows.setSpacing(8)
        self.page = QLineEdit()
        self.page.setFixedWidth(_PAGE_PX)
        self.page.setMaxLength(4)
        self.page.setAccessibleName(translate("SendingBackView", "Page, 0 for all of it"))
        self.reason = QLineEdit()
        self.reason.setMaxLength(500)
        self.reason.setAccessibleName(translate("SendingBackView", "What is wrong"))
        for field in (self.reason, self.page):
            rows.addRow(row_label(field.accessibleName()), field)
        self.addLayout(rows)
        self.leave = act_button(Act.BACK)
        self.send_back = act_button(Act.CONFIRM, translate("SendingBackView", "Digitise anew"), primary=True)
        self.end_with(self.leave, self.send_back)
