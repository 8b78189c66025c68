"""Everything that can be done to the page on the screen, in one menu that names the key of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.model.dossier import Page, Paper
from desktop.ui.acting import act_action, words_of
from desktop.ui.acts.offer import Offers
from desktop.ui.acts.page import page_acts, undo_acts
from desktop.ui.acts.table import OF_THE_WINDOW, Act
from desktop.ui.language import said
from desktop.workflow.pages import Labels

Do = Callable[[], None]

_LAYOUT: tuple[Act | None, ...] = (
    Act.TURN_RIGHT,
    Act.TURN_LEFT,
    Act.CROP,
    Act.STRAIGHTEN,
    Act.WHITEN,
    Act.AUTOMATIC,
    None,
    Act.EARLIER,
    Act.LATER,
    Act.MOVE,
    Act.MOVE_REST,
    Act.COLLATE,
    Act.CARD,
    None,
    Act.SET_ASIDE,
    Act.BRING_BACK,
    None,
    Act.UNDO,
    Act.REDO,
)
_MENUS = (Act.MOVE, Act.MOVE_REST, Act.BRING_BACK)
_CHECKED = (Act.STRAIGHTEN, Act.WHITEN)


class PageMenu(QMenu):
    """What can be done to a page.

    Args:
        parent: the panel; its window takes the keys while the panel is on the screen.
    """

    chosen = Signal(object)
    """The act that was chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.menus: dict[Act, QMenu] = {}
        self._actions: dict[Act, QAction] = {}
        self._listed: list[Paper] = []
        for act in _LAYOUT:
            if act is None:
                self.addSeparator()
            elif act in _MENUS:
                self.menus[act] = self.addMenu(words_of(act))
                self._actions[act] = self.menus[act].menuAction()
            else:
                self._actions[act] = made = act_action(self, act, checkable=act in _CHECKED)
                made.triggered.connect(lambda _=False, act=act: self.chosen.emit(act))
                # In a field those would delete a letter, or move the cursor: the window takes them itself.
                if act not in OF_THE_WINDOW:
                    parent.addAction(made)

    def action(self, act: Act) -> QAction:
        """An act's entry."""
        return self._actions[act]

    def fit(self, page: Page | None, *, locked: bool, at: int, count: int) -> None:
        """Offer what can be done to this page now; the arguments are those of `page_acts`."""
        self._offer(page_acts(page, locked=locked, at=at, count=count))
        if page and page.facts:
            self._actions[Act.WHITEN].setChecked(page.facts.cleaning.whitened)
            self._actions[Act.STRAIGHTEN].setChecked(page.edits.skew_deg is None)

    def name_undo(self, labels: Labels, *, locked: bool, acting: bool = False) -> None:
        """Say what undo and redo would do.

        Args:
            labels: as they are shown.
            locked: neither can be done now.
            acting: something is being done that is not among the labels yet, and can be undone.
        """
        self._offer(undo_acts(labels.undo, labels.redo, locked=locked, acting=acting))
        for act, label in ((Act.UNDO, labels.undo), (Act.REDO, labels.redo)):
            self._actions[act].setText(f"{words_of(act)}: {said(label)}" if label and not acting else words_of(act))

    def _offer(self, offers: Offers) -> None:
        for act, offer in offers.each.items():
            self._actions[act].setEnabled(offer.allowed)

    def list_papers(
        self, papers: Sequence[Paper], move: Callable[[Paper], Do], move_rest: Callable[[Paper], Do]
    ) -> None:
        """Offer the papers that the page can go to."""
        if self._listed == papers:
            return
        self._listed = list(papers)
        for act, do in ((Act.MOVE, move), (Act.MOVE_REST, move_rest)):
            menu = self.menus[act]
            menu.clear()
            for paper in papers:
                menu.addAction(paper.name).triggered.connect(do(paper))

    def list_set_aside(self, pages: Sequence[Page], bring_back: Callable[[Page], Do]) -> None:
        """Offer the pages that were set aside."""
        menu = self.menus[Act.BRING_BACK]
        menu.clear()
        self._actions[Act.BRING_BACK].setEnabled(bool(pages))
        for number, page in enumerate(pages, 1):
            words = self.tr("Page %1, scanned %2").replace("%1", str(number))
            when = f"{page.origin.scanned_at.astimezone():%H:%M}"
            menu.addAction(words.replace("%2", when)).triggered.connect(bring_back(page))
