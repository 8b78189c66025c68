"""Everything that can be done to the page on the screen, in one menu that names the key of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.model.dossier import Page, Paper
from desktop.model.page import AUTOMATIC, CleaningStep, Decider
from desktop.workflow.pages import Labels

Act = Callable[[], None]


class PageMenu(QMenu):
    """What can be done to a page.

    Args:
        parent: the panel; its window takes the keys while the panel is on the screen.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._keyed: list[QAction] = []
        self.turn_right = self._add(self.tr("Turn right"), "Ctrl+R")
        self.turn_left = self._add(self.tr("Turn left"), "Ctrl+L")
        self.crop = self._add(self.tr("Crop…"), "Ctrl+T")
        self.straighten = self._add(self.tr("Straighten"), "Ctrl+E", checkable=True)
        self.whiten = self._add(self.tr("Whiten the paper"), "Ctrl+B", checkable=True)
        self.automatic = self._add(self.tr("As proposed at first"))
        self.addSeparator()
        self.earlier = self._add(self.tr("One place up"), "Alt+Up")
        self.later = self._add(self.tr("One place down"), "Alt+Down")
        self.move_to = self.addMenu(self.tr("Move to"))
        self.move_rest_to = self.addMenu(self.tr("Move this page and all behind it to"))
        self.collate = self._add(self.tr("The backs begin here: put fronts and backs together"))
        self.card = self._add(self.tr("Front and back of a card, with the next page: onto one A4"))
        self.addSeparator()
        self.set_aside = self._add(self.tr("Set page aside"))
        # Del is the window's: in a field it deletes a letter.
        self.set_aside.setText(self.set_aside.text() + "\tDel")
        self.bring_back = self.addMenu(self.tr("Set aside before"))
        self.addSeparator()
        self.undo = self._add(self.tr("Undo"), "Ctrl+Z")
        self.redo = self._add(self.tr("Redo"), "Ctrl+Y")
        parent.addActions(self._keyed)

    def _add(self, words: str, keys: str = "", *, checkable: bool = False) -> QAction:
        action = self.addAction(words)
        action.setCheckable(checkable)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)
            self._keyed.append(action)
        return action

    def fit(self, page: Page | None, *, locked: bool, at: int, count: int) -> None:
        """Offer what can be done to this page now.

        Args:
            page: the page on the screen.
            locked: its paper is signed, or the scanner is running.
            at: its place, from 0.
            count: how many pages its paper has.
        """
        can = page is not None and not locked
        read = bool(can and page and page.facts)
        scanned = bool(read and page and not page.made_of)
        # A page that is being made anew can be turned further: how it is to stand is decided already.
        stands = bool(can and page and (page.facts or page.edits != AUTOMATIC))
        for action in (self.turn_right, self.turn_left):
            action.setEnabled(stands)
        for action in (self.straighten, self.whiten):
            action.setEnabled(bool(stands and page and not page.made_of))
        self.crop.setEnabled(scanned)
        self.automatic.setEnabled(read)
        for action in (self.set_aside, self.move_to.menuAction(), self.move_rest_to.menuAction()):
            action.setEnabled(can)
        self.earlier.setEnabled(can and at > 0)
        self.later.setEnabled(can and at < count - 1)
        self.collate.setEnabled(can and at > 0)
        self.card.setEnabled(scanned and at < count - 1)
        if page and page.facts:
            cleaning = page.facts.cleaning
            by_hand = any(page.edits.decided(step) is Decider.CLERK for step in CleaningStep)
            self.automatic.setEnabled(read and by_hand)
            self.whiten.setChecked(cleaning.whitened)
            self.straighten.setChecked(page.edits.skew_deg is None)

    def name_undo(self, labels: Labels, *, locked: bool, acting: bool = False) -> None:
        """Say what undo and redo would do.

        Args:
            labels: as they are shown.
            locked: neither can be done now.
            acting: something is being done that is not among the labels yet, and can be undone.
        """
        for action, words, label in (
            (self.undo, self.tr("Undo"), labels.undo),
            (self.redo, self.tr("Redo"), labels.redo),
        ):
            action.setText(f"{words}: {label}" if label and not acting else words)
            action.setEnabled((bool(label) or acting) and not locked)

    def list_papers(
        self, papers: Sequence[Paper], move: Callable[[Paper], Act], move_rest: Callable[[Paper], Act]
    ) -> None:
        """Offer the papers that the page can go to."""
        for menu, act in ((self.move_to, move), (self.move_rest_to, move_rest)):
            menu.clear()
            for paper in papers:
                menu.addAction(paper.name).triggered.connect(act(paper))

    def list_set_aside(self, pages: Sequence[Page], bring_back: Callable[[Page], Act]) -> None:
        """Offer the pages that were set aside."""
        self.bring_back.clear()
        self.bring_back.menuAction().setEnabled(bool(pages))
        for number, page in enumerate(pages, 1):
            words = self.tr("Page %1, scanned %2").replace("%1", str(number))
            when = f"{page.origin.scanned_at.astimezone():%H:%M}"
            self.bring_back.addAction(words.replace("%2", when)).triggered.connect(bring_back(page))
