"""A paper's file: the page at the left as large as it gets, what its signatures are worth at the right, keys below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.acting import act_button
from desktop.ui.acts.table import Act
from desktop.ui.look.in_place import WorkInPlace
from desktop.ui.look.parts import card, label, make_primary, scrolling, tell

translate = QCoreApplication.translate

SIDE_PX = 320
_CLOSE_PX, _APART_PX = 2, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something told of a file, in a group of its own.

    Attributes:
        heading: what it is about.
        name: who or what; empty for nothing.
        verdict: in a sentence; empty for nothing.
        look: of the verdict: `green`, `asked`, `refused`; empty for none.
        facts: names and words.
    """

    heading: str
    name: str = ""
    verdict: str = ""
    look: str = ""
    facts: tuple[tuple[str, str], ...] = ()


class PaperView(QVBoxLayout):
    """The page, what is told of the file, and a row of keys.

    Args:
        page: shows the page.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setContentsMargins(14, 10, 14, 10)
        self.setSpacing(8)
        page.setAccessibleName(translate("PaperView", "Page of the file"))
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(card(page, margin=1), 1)
        middle.addWidget(self._side())
        self.addLayout(middle, 1)
        self.addLayout(self._keys())

    def _side(self) -> QWidget:
        inside = QWidget()
        self._groups = QVBoxLayout(inside)
        self._groups.setContentsMargins(0, 0, 6, 0)
        self._groups.setSpacing(_APART_PX)
        self._groups.addStretch(1)
        self.verdict = label("", "big", wrap=True)
        side = card(self.verdict, scrolling(inside), margin=14, spacing=_APART_PX)
        side.setFixedWidth(SIDE_PX)
        return side

    def _keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.back = act_button(Act.BACK, translate("PaperView", "Back"))
        self.doing = WorkInPlace()
        row.addWidget(self.back)
        row.addWidget(self.doing, 1)
        self.buttons = {act: act_button(act) for act in (Act.PRINT, Act.SAVE, Act.TO_STICK, Act.BUNDLE)}
        make_primary(self.buttons[Act.PRINT], primary=True)
        for button in self.buttons.values():
            row.addWidget(button)
        return row

    def show_told(self, sentence: str, look: str, groups: Sequence[Told]) -> None:
        """Show what is told of the file.

        Args:
            sentence: of all of it.
            look: of that: `green`, `asked`, `refused`; empty for none.
            groups: one below the other.
        """
        self.verdict.setText(sentence)
        tell(self.verdict, look)
        while self._groups.count() > 1:
            item = self._groups.takeAt(0)
            if item and (gone := item.widget()):
                gone.hide()
                gone.deleteLater()
        for at, told in enumerate(groups):
            self._groups.insertWidget(at, _group(told))

    @property
    def told(self) -> list[str]:
        """All words that are told of the file, as they stand below one another."""
        items = (self._groups.itemAt(at) for at in range(self._groups.count() - 1))
        groups = [group for item in items if item and (group := item.widget())]
        return [self.verdict.text(), *(words.text() for group in groups for words in group.findChildren(QLabel))]


def _group(told: Told) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(_CLOSE_PX)
    column.addWidget(label(told.heading, "section", wrap=True))
    if told.name:
        column.addWidget(label(told.name, "name", wrap=True))
    if told.verdict:
        verdict = label(told.verdict, wrap=True)
        tell(verdict, told.look)
        column.addWidget(verdict)
    for name, words in told.facts:
        column.addSpacing(_CLOSE_PX)
        column.addWidget(label(name, "small"))
        column.addWidget(label(words, wrap=True))
    return made
