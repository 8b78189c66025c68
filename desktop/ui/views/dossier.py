"""One dossier: the page in the middle as large as it gets, the checklist and what the paper says on the right."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QMenu, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.acting import act_button, act_chip
from desktop.ui.acts.table import Act
from desktop.ui.look.parts import card, label, menu_button, scrolling, shrinking

translate = QCoreApplication.translate


class DossierView(QVBoxLayout):
    """What the pile asks, pages, checklist with contents, what would be sent back, one row of keys.

    Args:
        pile: the panel of what a pile asks.
        pages: the panel of pages.
        reuse: the panel of what the e-stores have.
        readiness: the panel of what would be sent back.
        checklist: the dossier's papers.
        contents: the panel of what the paper says.
        scans: menu of ways to scan.
        edits: menu of what can be done to a page.
    """

    def __init__(
        self,
        pile: QWidget,
        pages: QWidget,
        reuse: QWidget,
        readiness: QWidget,
        checklist: QListWidget,
        contents: QWidget,
        scans: QMenu,
        edits: QMenu,
    ) -> None:
        super().__init__()
        self.setContentsMargins(14, 10, 14, 10)
        self.setSpacing(8)
        self._consents = QMenu()
        self.consented = self._consents.addAction(translate("DossierView", "The owner agrees"))
        self.refused = self._consents.addAction(translate("DossierView", "The owner does not agree"))
        self.consent = menu_button("", self._consents)
        self.consent.setObjectName("consent")
        self.addWidget(pile)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        self.middle = QStackedWidget()
        self.middle.addWidget(pages)
        self.middle.addWidget(scrolling(reuse))
        middle.addWidget(card(self.middle, margin=1), 5)
        middle.addWidget(self._side(checklist, contents), 2)
        self.addLayout(middle, 1)
        self.addWidget(readiness)
        self.addLayout(self._keys(scans, edits))
        self.buttons = {
            Act.SCAN: self.scan,
            Act.RESCAN: self.rescan,
            Act.CONFIRM: self.confirm,
            Act.SIGN: self.sign,
            Act.SHOW_FILE: self.show_file,
        }

    def _side(self, checklist: QListWidget, contents: QWidget) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(268)
        side.setMaximumWidth(348)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.progress_words = label("", "section")
        self.checklist = checklist
        column.addWidget(card(self._over_checklist(), checklist, margin=10, spacing=4), 7)
        self.says = label(translate("DossierView", "WHAT THE PAPER SAYS"), "section")
        column.addWidget(card(self.says, scrolling(contents), margin=10, spacing=4), 9)
        return side

    def _over_checklist(self) -> QWidget:
        """How many papers there are, and what can be done with their files."""
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        self.show_file = act_chip(Act.SHOW_FILE)
        self.slips = act_chip(Act.SLIPS)
        row.addWidget(self.progress_words, 1)
        row.addWidget(self.slips)
        row.addWidget(self.show_file)
        return held

    def _keys(self, scans: QMenu, edits: QMenu) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.scan = act_button(Act.SCAN, primary=True)
        self.rescan = act_button(Act.RESCAN)
        self.scans = menu_button("", scans)
        self.scans.setObjectName("more")
        self.scans.setAccessibleName(translate("DossierView", "Other ways to scan"))
        self.edits = menu_button(translate("DossierView", "Page"), edits)
        self.confirm = act_button(Act.CONFIRM)
        self.sign = act_button(Act.SIGN)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(120)
        self.progress.hide()
        self.doing = shrinking("", "soft")
        self.doing.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.cancel = act_button(Act.BACK, translate("DossierView", "Stop"))
        self.cancel.hide()
        for widget in (self.scan, self.scans, self.rescan, self.edits, self.cancel, self.progress):
            row.addWidget(widget)
        row.addWidget(self.doing, 1)
        row.addWidget(self.confirm)
        row.addWidget(self.sign)
        return row

    def show_consent(self, given: bool | None, *, changeable: bool) -> None:
        """What the owner answered about the e-store (R20); None where nobody has asked."""
        answers = {
            None: translate("DossierView", "E-store: owner not asked yet"),
            True: translate("DossierView", "E-store: the owner agrees"),
            False: translate("DossierView", "E-store: the owner does not agree"),
        }
        self.consent.setText(answers[given])
        self.consent.setAccessibleName(answers[given])
        self.consent.setEnabled(changeable)

    def show_store(self, *, store: bool) -> None:
        """What the e-stores have, or the pages."""
        self.middle.setCurrentIndex(int(store))

    def show_busy(self, *, busy: bool, cropping: bool = False) -> None:
        """While the scanner runs, stopping it stands where starting it stood; while a page is cut, how to do it."""
        running, idle = [self.cancel, self.progress], [self.scan, self.scans, self.rescan, self.edits]
        shown = running if busy else [] if cropping else idle
        # What goes, goes first: all of them side by side would widen the window, which stays as wide as it once was.
        for widget in (*running, *idle):
            if widget not in shown:
                widget.hide()
        for widget in shown:
            widget.show()
