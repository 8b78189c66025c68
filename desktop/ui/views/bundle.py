"""All of a dossier for the citizen: what goes, what stays and why, who takes it, and where it goes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act
from desktop.ui.look.in_place import WorkInPlace
from desktop.ui.look.parts import button, label

translate = QCoreApplication.translate

LEAST_PX = (640, 420)


class BundleView(QVBoxLayout):
    """Papers, who takes them, and three ways on."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(20, 16, 20, 14)
        self.setSpacing(9)
        self.heading = label("", "title", wrap=True)
        self.addWidget(self.heading)
        self.papers = QListWidget()
        self.papers.setObjectName("papers")
        self.papers.setAccessibleName(translate("BundleView", "Papers that go along, and those that stay"))
        self.papers.setWordWrap(True)
        self.papers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.papers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.addWidget(self.papers, 1)
        self.addWidget(label(translate("BundleView", "WHO TAKES THEM"), "section"))
        self.to = QLineEdit()
        self.to.setAccessibleName(translate("BundleView", "Who takes them"))
        self.addWidget(self.to)
        self.recorded = label("", "soft", wrap=True)
        self.addWidget(self.recorded)
        self.warning = label("", "trouble", wrap=True)
        self.warning.hide()
        self.addWidget(self.warning)
        self.addLayout(self._keys())

    def _keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.doing = WorkInPlace()
        self.cancel = button(translate("BundleView", "Cancel (Esc)"))
        self.save = act_button(Act.SAVE, translate("BundleView", "Save as ZIP…"))
        self.stick = button(translate("BundleView", "Copy to a USB stick (Enter)"), primary=True)
        row.addWidget(self.doing, 1)
        for widget in (self.cancel, self.save, self.stick):
            row.addWidget(widget)
        self.stick.setDefault(True)
        for widget in (self.cancel, self.save):
            widget.setAutoDefault(False)
        return row
