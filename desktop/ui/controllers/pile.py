"""A pile that waits for an answer asks it here; while nothing is asked, this takes no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app import App
from desktop.document.papers.pile import Choice, PileAnswer
from desktop.model.dossier import Paper
from desktop.ui.language import said
from desktop.ui.operations import Doing, Operation
from desktop.ui.views.pile import PileView
from desktop.workflow.pile import PileState


class PilePanel(QWidget):
    """The question of a dossier's pile."""

    answered = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._pile: PileState | None = None
        self._answering = False
        self.view = view = PileView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(view)
        view.paper.clicked.connect(self.to_paper)
        for leaving in (view.go_on, view.leave_out):
            leaving.clicked.connect(lambda: self._answer(PileAnswer(Choice.GO_ON)))
        view.page.clicked.connect(lambda: self._answer(PileAnswer(Choice.PAGE)))
        self.hide()

    @property
    def asking(self) -> bool:
        """Whether something is asked."""
        return self.isVisible()

    def show_pile(self, pile: PileState | None, papers: Sequence[Paper]) -> None:
        """Show what the pile asks, or nothing."""
        question = pile.question if pile else None
        self._pile, self._answering = pile, False
        if question is None:
            self.hide()
            return
        self.view.leave_only(left_out=question.of_others)
        words = said(question.words)
        if not self.asking or self.view.words.text() != words:
            self.view.words.setText(words)
            self.view.papers.clear()
            for paper in papers:
                self.view.papers.addItem(paper.name, paper.id)
            at = next((n for n, paper in enumerate(papers) if paper.id == question.proposal), -1)
            self.view.papers.setCurrentIndex(at)
        self.show()

    def to_paper(self) -> None:
        """The pages behind the sheet belong to the paper that is chosen; a sheet of somebody else is left out."""
        if self._pile and self._pile.question and self._pile.question.of_others:
            self._answer(PileAnswer(Choice.GO_ON))
            return
        paper = self.view.papers.currentData()
        if paper:
            self._answer(PileAnswer(Choice.PAPER, paper))
        else:
            self.view.papers.setFocus()
            self.view.papers.showPopup()

    def _answer(self, given: PileAnswer) -> None:
        asked = self._pile
        if asked is None or self._answering:
            return
        self._answering = True
        sorting = Doing(self.tr("Sorting the pile…"))
        work = Operation(self, lambda _: self._app.piles.answer(asked.dossier_id, given, asked=asked), sorting)
        work.on_success(lambda _: self.answered.emit()).on_failure(self._refused).run()

    def _refused(self, error: BaseException) -> None:
        self.answered.emit()
        window = self.window()
        if hasattr(window, "show_trouble"):
            window.show_trouble(error)
