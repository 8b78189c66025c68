"""One dossier: the page in the middle as large as it gets, the checklist and what the paper says on the right."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QGraphicsView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QListWidget,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.views.parts import button, card, label, row_label, shrinking

THUMBNAIL = QSize(74, 98)


translate = QCoreApplication.translate


class DossierView(QVBoxLayout):
    """Heading, page with thumbnails, checklist with details, one row of keys."""

    def __init__(self, page: QGraphicsView) -> None:
        super().__init__()
        self.setContentsMargins(14, 10, 14, 10)
        self.setSpacing(8)
        self.heading = label("", "title")
        self.subheading = shrinking(label("", "soft"))
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.heading)
        top.addWidget(self.subheading, 1)
        self.addLayout(top)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._paper(page), 1)
        middle.addWidget(self._side())
        self.addLayout(middle, 1)
        self.addLayout(self._keys())

    def _paper(self, page: QGraphicsView) -> QWidget:
        self.page = page
        self.page_empty = label("", "big", wrap=True)
        self.page_empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.thumbnails = QListWidget()
        self.thumbnails.setObjectName("thumbnails")
        self.thumbnails.setAccessibleName(translate("DossierView", "Pages"))
        self.thumbnails.setViewMode(QListView.ViewMode.IconMode)
        self.thumbnails.setFlow(QListView.Flow.LeftToRight)
        self.thumbnails.setWrapping(False)
        self.thumbnails.setMovement(QListView.Movement.Static)
        self.thumbnails.setIconSize(THUMBNAIL)
        self.thumbnails.setFixedHeight(THUMBNAIL.height() + 40)
        self.thumbnails.setSpacing(4)
        self.reasons = label("", "hint", wrap=True)
        sheet = card(self.page, self.page_empty, self.reasons, self.thumbnails, margin=4, spacing=2)
        self.page.setMinimumHeight(180)
        return sheet

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(348)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.progress_words = label("", "section")
        self.checklist = QListWidget()
        self.checklist.setObjectName("checklist")
        self.checklist.setAccessibleName(translate("DossierView", "Papers of the dossier"))
        self.checklist.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(card(self.progress_words, self.checklist, margin=10, spacing=4), 3)
        form = QWidget()
        rows = QFormLayout(form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setVerticalSpacing(6)
        self.fields: dict[str, QLineEdit] = {}
        for key, text in (
            ("number", translate("DossierView", "Number")),
            ("issued", translate("DossierView", "Date")),
            ("issuer", translate("DossierView", "Issuer")),
            ("signer", translate("DossierView", "Signer")),
        ):
            field = QLineEdit()
            field.setAccessibleName(text)
            self.fields[key] = field
            rows.addRow(row_label(text), field)
        self.says = label(translate("DossierView", "WHAT THE PAPER SAYS"), "section")
        column.addWidget(card(self.says, form, margin=10, spacing=6), 2)
        return side

    def _keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.scan = button(translate("DossierView", "F2 Scan"), primary=True)
        self.rescan = button(translate("DossierView", "F3 Scan this page again"))
        self.remove = button(translate("DossierView", "Del Set page aside"))
        self.confirm = button(translate("DossierView", "Enter Confirm"))
        self.sign = button(translate("DossierView", "F9 Sign and send"))
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(120)
        self.progress.hide()
        self.doing = shrinking(label("", "soft"))
        self.doing.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.cancel = button(translate("DossierView", "Esc Stop"))
        self.cancel.hide()
        for widget in (self.scan, self.rescan, self.remove, self.confirm):
            row.addWidget(widget)
        row.addWidget(self.doing, 1)
        row.addWidget(self.progress)
        row.addWidget(self.cancel)
        row.addWidget(self.sign)
        return row
