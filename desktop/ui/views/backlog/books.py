"""The books of a counter: how far each period of the plan is, the list, what a pile asks, and the keys below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act
from desktop.ui.look.cards import side_by_side
from desktop.ui.look.chart import ShareFigure
from desktop.ui.look.in_place import WorkInPlace
from desktop.ui.look.parts import button, card, label, shrinking
from desktop.ui.views.listing import ListingView

translate = QCoreApplication.translate


class BookQuestionView(QFrame):
    """What the pile of the marked book asks, and its three answers."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("question")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        self.words = label("", "name", wrap=True)
        self.new = button(translate("BookQuestionView", "A new result begins"), primary=True)
        self.go_on = button(translate("BookQuestionView", "It belongs to the one before"))
        self.page = button(translate("BookQuestionView", "It is an ordinary page"))
        answers = QHBoxLayout()
        answers.setSpacing(8)
        for made in (self.new, self.go_on, self.page):
            answers.addWidget(made)
        answers.addStretch(1)
        column.addWidget(self.words)
        column.addLayout(answers)
        self.hide()


class BooksView(ListingView):
    """Periods above, books in the middle."""

    def __init__(self) -> None:
        self.periods: dict[str, ShareFigure] = {}
        self.forecast = shrinking("", "soft")
        self._above = side_by_side()
        self._above.setContentsMargins(0, 0, 0, 0)
        self._cards = QWidget()
        self._cards.setLayout(self._above)
        self.question = BookQuestionView()
        above = QVBoxLayout()
        above.addWidget(self._cards)
        above.addWidget(self.question)
        super().__init__(above, [self.forecast], "book-open", told_whole=True)
        self.new = act_button(Act.BOOK)
        self.sheet = act_button(Act.PRINT, translate("BooksView", "Separator sheet"))
        self.scan = act_button(Act.SCAN)
        self.look = act_button(Act.CONFIRM, translate("BooksView", "Look and confirm"), primary=True)
        self.doing = WorkInPlace()
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.new)
        below.addWidget(self.sheet)
        below.addWidget(self.doing, 1)
        below.addWidget(self.scan)
        below.addWidget(self.look)
        self.addLayout(below)

    def ask(self, words: str) -> None:
        """Ask what the pile of the marked book asks, in the place of the periods; nothing, where there are no words."""
        self.question.words.setText(words)
        self.question.setVisible(bool(words))
        self._cards.setVisible(not words)

    def show_periods(self, names: Sequence[str]) -> None:
        """Have a card for each of these periods, the oldest first; what is behind them is the list below."""
        if list(self.periods) == list(names):
            return
        while old := self._above.takeAt(0):
            if gone := old.widget():
                gone.hide()
                gone.deleteLater()
        self.periods = {name: ShareFigure(name) for name in names}
        for made in self.periods.values():
            self._above.addWidget(card(made, margin=1), 1)
