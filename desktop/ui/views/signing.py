"""The PIN, with everything to know before it is typed, beside the page as it will be signed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QProgressBar, QVBoxLayout, QWidget

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act
from desktop.ui.look.parts import button, label, on_ground

translate = QCoreApplication.translate

LEAST_PAGE_PX = (220, 200)
WORDS_PX = 410
TWO_LINES_PX = 38


class SigningView(QHBoxLayout):
    """The page on the left; papers, certificate, PIN, and the two ways out on the right.

    Args:
        page: shows the page.
        pin: takes the PIN.
    """

    def __init__(self, page: QWidget, pin: QWidget) -> None:
        super().__init__()
        self.setContentsMargins(16, 14, 20, 14)
        self.setSpacing(20)
        self.addLayout(self._shown(page), 1)
        # Of one width whatever it says: the page beside it must not jump while something is dragged on it.
        asked = QWidget()
        asked.setFixedWidth(WORDS_PX)
        asked.setLayout(self._asked(pin))
        self.addWidget(asked)

    def _shown(self, page: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        page.setAccessibleName(translate("SigningView", "Page 1 with the visible signature"))
        page.setMinimumSize(*LEAST_PAGE_PX)
        column.addWidget(page, 1)
        row = QHBoxLayout()
        self.standing = label("", "soft", wrap=True)
        self.standing.setMinimumHeight(TWO_LINES_PX)
        self.undo = act_button(Act.UNDO)
        self.by_itself = act_button(Act.STAMP_BY_ITSELF)
        row.addWidget(self.standing, 1)
        row.addWidget(self.undo)
        row.addWidget(self.by_itself)
        column.addLayout(row)
        return column

    def _asked(self, pin: QWidget) -> QVBoxLayout:
        # On a small screen what is asked scrolls; the two ways out stay below it.
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        self.heading = label("", "title", wrap=True)
        column.addWidget(self.heading)
        self.in_whose_name = label("", "big", wrap=True)
        self.in_whose_name.hide()
        column.addWidget(self.in_whose_name)
        self.papers = QListWidget()
        self.papers.setAccessibleName(translate("SigningView", "Papers to sign"))
        self.papers.setObjectName("papers")
        self.papers.setMinimumHeight(66)
        self.papers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.papers, 4)
        self.certificate = QComboBox()
        self.certificate.setAccessibleName(translate("SigningView", "Certificate"))
        column.addWidget(label(translate("SigningView", "CERTIFICATE"), "section"))
        column.addWidget(self.certificate)
        self.about = label("", "soft", wrap=True)
        column.addWidget(self.about)
        self.driver = act_button(Act.DRIVER)
        self.driver.setAutoDefault(False)
        self.driver.hide()
        column.addWidget(self.driver)
        self.whose_pin = label(translate("SigningView", "PIN OF THE SIGNING USB"), "section")
        column.addWidget(self.whose_pin)
        pin.setAccessibleName(translate("SigningView", "PIN of the signing USB"))
        column.addWidget(pin)
        self.warning = label("", "", wrap=True)
        self.warning.setObjectName("trouble")
        column.addWidget(self.warning)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        column.addWidget(self.progress)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.cancel = button(translate("SigningView", "Cancel (Esc)"))
        self.sign = button(translate("SigningView", "Sign and send (Enter)"), primary=True)
        row.addWidget(self.cancel)
        row.addWidget(self.sign)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(on_ground(inside), 1)
        whole.addLayout(row)
        return whole
