"""The journal of a dossier or a paper: what was done, when and by whom, the newest last."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from desktop.app import App
from desktop.machine.clock import VIETNAM
from desktop.ui.acting import act_button, words_of
from desktop.ui.acts.table import Act
from desktop.ui.language import said
from desktop.ui.look.cards import list_head, sheet
from desktop.ui.look.parts import label, lay_screen, shrinking
from desktop.ui.look.rows import Row, RowList, Tone
from desktop.ui.news import News
from desktop.ui.operations import Doing, Operation, Seen
from desktop.ui.page import From, Page, Where
from desktop.workflow.journal.journal import JournalLine, Told

Subject = tuple[UUID, UUID | None]
"""A dossier, and the paper of it; None for all of it."""


class JournalPage(Page):
    """Sentences out of the audit chain."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._of: Subject | None = None
        self._back = Where.FIND
        self.about = shrinking("", "name")
        self.rows = RowList(words_of(Act.JOURNAL))
        back = act_button(Act.BACK, self.tr("Back"))
        back.clicked.connect(lambda: self.go_back())
        column = QVBoxLayout(self)
        lay_screen(column)
        times = label(self.tr("times of Vietnam"), "small")
        column.addWidget(sheet(list_head([self.about], times), self.rows), 1)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)

    def hear(self, news: News) -> None:
        """Something more was done."""
        news.outbox.connect(self._look_if_seen, Qt.ConnectionType.QueuedConnection)

    def kept(self) -> object:
        """Of what it is, and where Esc leads."""
        return self._of, self._back

    def restore(self, kept: object) -> None:
        """Be of the same."""
        self._of, self._back = cast("tuple[Subject | None, Where]", kept)

    def enter(self, what: object = None) -> None:
        """Show a journal.

        Args:
            what: of what, with the screen that it is opened from; None for the one of last time.
        """
        if isinstance(what, From):
            self._of, self._back = cast("Subject", what.what), what.back
            self.rows.show_rows([])
            self.about.clear()
        self.titled.emit(words_of(Act.JOURNAL), "")
        self.refresh(Doing(self.tr("Reading the journal…")))
        self.take_keys()

    def take_keys(self) -> None:
        """To the list."""
        self.rows.setFocus()

    def go_back(self) -> bool:
        """To where it was opened from."""
        self.went.emit(self._back, None)
        return True

    def refresh(self, seen: Doing | Seen = Seen.UNASKED) -> None:
        """Read it again, in the background."""
        of = self._of
        if of is None:
            return
        (dossier_id, paper_id), journal = of, self._app.journal

        def show(told: Told) -> None:
            if of == self._of:
                self._show(told)

        tell = Operation(
            self, lambda _: journal.of_paper(paper_id) if paper_id else journal.of_dossier(dossier_id), seen
        )
        tell.on_success(show).run()

    def _look_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, told: Told) -> None:
        self.about.setText(" · ".join(part for part in (told.code, told.paper) if part))
        at_end = self.rows.currentIndex().row() in {-1, len(self.rows.rows) - 1}
        self.rows.show_rows([_row(number, line) for number, line in enumerate(told.lines)])
        if at_end:
            self.rows.choose(len(told.lines) - 1)


def _row(number: int, line: JournalLine) -> Row:
    return Row(
        key=number,
        lead=f"{line.at.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S}",
        name=said(line.sentence),
        about="",
        done=0,
        of=0,
        next=said(line.who),
        tone=Tone.SOFT,
    )
