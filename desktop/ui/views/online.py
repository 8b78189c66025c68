"""Dossiers that were filed online: the list; below, the files of the marked one, each with what was found of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act
from desktop.ui.look.cards import list_head, sheet
from desktop.ui.look.parts import card, label, make_primary, shrinking
from desktop.ui.look.rows import Row, RowList
from desktop.ui.views.listing import ListingView

translate = QCoreApplication.translate


class OnlineView(ListingView):
    """Dossiers above; below the files of the marked one, and the first page of the marked file.

    Args:
        page: shows that page.
        cases: which case it is, where the portal does not say.
    """

    def __init__(self, page: QWidget, cases: QMenu) -> None:
        self.about = shrinking("", "name")
        keys = translate("OnlineView", "%1 %2 choose · %k looks at its files, then takes it over")
        super().__init__(None, [self.about], "inbox", keys=keys)
        self.files = RowList(translate("OnlineView", "Files of the marked dossier"), told_whole=True)
        self.files_head = shrinking("", "name")
        page.setAccessibleName(translate("OnlineView", "First page of the marked file"))
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(sheet(list_head([self.files_head], label("")), self.files), 2)
        below.addWidget(card(page, margin=1), 1)
        self.addLayout(below, 1)
        self.told = label("", "soft", wrap=True)
        self.cases = cases
        self.look = act_button(Act.SHOW_FILE, translate("OnlineView", "Look at the files"))
        self.take = act_button(Act.CONFIRM, translate("OnlineView", "Take over"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.told, 1)
        row.addWidget(self.look)
        row.addWidget(self.take)
        self.addLayout(row)

    def show_files(self, head: str, rows: Sequence[Row]) -> None:
        """The files of the marked dossier."""
        self.files_head.setText(head)
        self.files.show_rows(rows)

    def offer(self, *, marked: bool, looked: bool) -> None:
        """What can be done, and what is to be done first."""
        self.look.setEnabled(marked)
        self.take.setEnabled(marked and looked)
        make_primary(self.look, primary=not looked)
        make_primary(self.take, primary=looked)
