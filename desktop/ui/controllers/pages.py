"""The pages of the chosen paper: choose one, look at it, put it right, undo that.

The file is long because every tool on a page begins here, and all of them go by the same choice of pages.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.app import App
from desktop.model.dossier import Page, Paper, PaperKind
from desktop.model.edit import BringBack, Collate, Edit, Move, PlaceCard, Reorder, SetAside
from desktop.model.page import AUTOMATIC, Box, Edits, PageVerdict
from desktop.model.states import SigningState
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.cropping import Cropping
from desktop.ui.controllers.dragging import Dragging, Drop
from desktop.ui.controllers.leaves import Leaf, PaperPages, picture_of
from desktop.ui.controllers.page_menu import PageMenu
from desktop.ui.controllers.page_view import PageView
from desktop.ui.controllers.thumbnails import Thumbnails
from desktop.ui.language import said
from desktop.ui.look.parts import dress_anew
from desktop.ui.operations import Doing, Operation
from desktop.ui.views.pages import PagesView
from desktop.workflow.pages import straightened, turned, whitened


class PagesPanel(QWidget):
    """Small pictures, the large page, and the menu of what can be done to it.

    What is done to a page is asked of the dossier by `asked`, so that it is done in its turn.
    """

    asked = Signal(object)
    told = Signal(str)
    cropping_changed = Signal()
    turned = Signal()
    held = Signal()
    """The clerk's hand has let go of what is shown; it may change again."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._shown: PaperPages | None = None
        self._papers: Sequence[Paper] = ()
        self._turning: Leaf | None = None
        self._dead = True
        self._acting = False
        self.page_view, self.thumbnails = PageView(by_width=True), Thumbnails()
        self.view = PagesView(self.page_view, self.thumbnails)
        self.setLayout(self.view)
        self.menu = PageMenu(self)
        self.crop = Cropping(app, self, self.page_view, lambda: self.page)
        self.crop.changed.connect(self.cropping_changed.emit)
        self.crop.told.connect(self.told.emit)
        self.thumbnails.asked.connect(self._row_chosen)
        self.dragging = Dragging(self.thumbnails, self._may_move, self._paper_at)
        self.row_at: Callable[[QPoint], UUID | None] = lambda _: None
        """The paper whose row of the checklist lies at a point of the screen."""
        self.dragging.over.connect(self._over)
        self.dragging.ended.connect(self._dropped)
        self._acts: dict[Act, Callable[[], object]] = {
            Act.TURN_RIGHT: lambda: self._adjust(turned(90)),
            Act.TURN_LEFT: lambda: self._adjust(turned(-90)),
            Act.CROP: self.crop.begin,
            Act.STRAIGHTEN: lambda: self._adjust(straightened),
            Act.WHITEN: lambda: self._adjust(whitened),
            Act.AUTOMATIC: lambda: self._adjust(lambda page: AUTOMATIC),
            Act.EARLIER: lambda: self._shift(-1),
            Act.LATER: lambda: self._shift(1),
            Act.COLLATE: self._collate,
            Act.CARD: self._place_card,
            Act.SET_ASIDE: self.set_aside,
            Act.UNDO: self._undo,
            Act.REDO: self._redo,
        }
        self.menu.chosen.connect(lambda act: self._acts[act]())

    # What is shown

    @property
    def page(self) -> Page | None:
        """The page on the screen; none while another one is on its way there."""
        return self._shown.page if self._shown and self._turning is None else None

    @property
    def leaf(self) -> Leaf | None:
        """The page that is to be on the screen."""
        if self._turning or self._shown is None:
            return self._turning
        return Leaf(self._shown.at, self._shown.page.id if self._shown.page else None)

    @property
    def settled(self) -> bool:
        """Whether every page shown has been worked on."""
        shown = self._shown
        return bool(shown and shown.pages) and all(page.facts for page, _ in shown.pages)  # type: ignore[union-attr]

    def set_state(self, papers: Sequence[Paper], *, dead: bool, acting: bool) -> None:
        """What the keys may do.

        Args:
            papers: the dossier's, where a page can be moved to.
            dead: nothing, for now.
            acting: something was done whose outcome is not shown yet.
        """
        self._papers, self._dead, self._acting = papers, dead, acting
        self._fit_menu()

    def show_pages(self, shown: PaperPages) -> None:
        """Show the pages of a paper, one of them large, all at once."""
        if self.cropping:
            self.end_crop(cut=False)
        before, self._shown = self._shown, shown
        if self._turning and (before is None or before.paper.id != shown.paper.id or self._is_shown(self._turning)):
            self._turning = None
        self.thumbnails.show_pages(shown)
        self.menu.list_set_aside(shown.aside, lambda page: lambda: self._apply(BringBack((page.id,))))
        self._show_empty(shown)
        self._show_leaf(anew=before is None or before.picture != shown.picture)

    def _is_shown(self, leaf: Leaf) -> bool:
        shown = self._shown
        return bool(shown and shown.leaves and shown.leaves[shown.at] == leaf)

    def _show_leaf(self, *, anew: bool) -> None:
        """Row, picture, judgement and menu of the page that is shown."""
        shown = self._shown
        if shown is None:
            return
        self.thumbnails.mark(shown.at if shown.leaves else -1)
        if shown.page:
            self._show_verdict(shown.page, shown)
        elif shown.whole:
            kept = self.tr("A signed file, kept as it came: it can be looked at, not changed.")
            self._say(kept, PageVerdict.GREEN)
        if shown.picture and anew:
            self.page_view.show_page(shown.picture)
        self._fit_menu()

    def _show_empty(self, pages: PaperPages) -> None:
        view, empty = self.view, not pages.leaves
        for shown in (self.page_view, self.thumbnails):
            shown.setVisible(not empty)
        view.empty.setVisible(empty)
        words = with_key(Act.SCAN, self.tr("Put «%1» into the feeder and press %k."))
        if pages.declared:
            printed = self.tr("Or have it signed here first: %k prints it, filled in with what is known.")
            words = f"{words}\n\n{with_key(Act.DECLARATION, printed)}"
        view.empty.setText(words.replace("%1", pages.paper.name))
        if empty:
            self.page_view.clear()
            view.verdict.hide()

    def _say(self, words: str, verdict: PageVerdict) -> None:
        bar = self.view.verdict
        bar.show()
        self.view.reasons.setText(words)
        bar.setProperty("verdict", str(verdict))
        dress_anew(bar)

    def _show_verdict(self, page: Page, shown: PaperPages) -> None:
        reasons = [said(reason) for reason in page.facts.reasons] if page.facts else []
        if page.id in shown.repeats:
            reasons.append(self.tr("this page seems to be in the dossier twice"))
        if page.id in shown.streaked:
            reasons.append(self.tr("wipe the scanner's glass: several pages have a streak in the same place"))
        if page.facts and reasons:
            self._say(" · ".join(reasons), page.facts.verdict if page.facts.reasons else PageVerdict.YELLOW)
        else:
            self.view.verdict.hide()

    def _fit_menu(self) -> None:
        shown = self._shown
        if shown is None:
            return
        paper = shown.paper
        locked = self._dead or paper.signing is not SigningState.UNSIGNED
        self.menu.fit(self.page, locked=locked, at=shown.at, count=len(shown.pages))
        self.menu.name_undo(shown.labels, locked=self._dead, acting=self._acting)
        self.menu.list_papers(
            self._others,
            lambda other: lambda: self._move(other, rest=False),
            lambda other: lambda: self._move(other, rest=True),
        )

    @property
    def _others(self) -> list[Paper]:
        """The papers that a page can go to."""
        own = self._shown.paper.id if self._shown else None
        unsigned = (paper for paper in self._papers if paper.signing is SigningState.UNSIGNED)
        return [paper for paper in unsigned if paper.id != own and paper.kind is not PaperKind.UNSORTED]

    def point(self, place: tuple[int, Box] | None) -> None:
        """Frame a value on the page that is shown, where it stands on that one.

        Args:
            place: index of the page, and box in clean px; None for no value.
        """
        shown = self._shown
        here = place is not None and shown is not None and bool(shown.pages) and shown.at == place[0]
        self.page_view.point(QRectF(*place[1]) if place and here else None)

    # Turning

    def _row_chosen(self, at: int) -> None:
        """A small picture was clicked: the row turns with the page, not before it."""
        if self._shown:
            self._show_leaf(anew=False)
            self._turn_to(at)

    def turn_over(self, step: int) -> None:
        """The next page, or the one before."""
        leaf = self.leaf
        if leaf:
            self._turn_to(leaf.at + step)

    def turn_to(self, page_id: UUID) -> None:
        """To a page of the paper that is shown; nowhere, where it has no such page any more."""
        leaves = self._shown.leaves if self._shown else []
        at = next((leaf.at for leaf in leaves if leaf.page_id == page_id), None)
        if at is not None and self.leaf != leaves[at]:
            self._turn_to(at)

    def _turn_to(self, at: int) -> None:
        shown = self._shown
        if shown is None or self.cropping or not 0 <= at < len(shown.leaves):
            return
        self._turning = leaf = shown.leaves[at]
        self._fit_menu()
        opening = Doing(self.tr("Opening the page…"))
        operation = Operation(self, lambda _: picture_of(self._app, shown.paper, leaf), opening)

        def come(picture: bytes) -> None:
            now = self._shown
            if self._turning == leaf and now and now.paper.id == shown.paper.id:
                self._turning = None
                if leaf in now.leaves:
                    self._shown = replace(now, at=leaf.at, picture=picture)
                self._show_leaf(anew=True)
                self.turned.emit()

        def missing(error: BaseException) -> None:
            if self._turning == leaf:
                self._turning = None
                self._fit_menu()
            operation.show(error)

        operation.on_success(come).on_failure(missing).run()

    # Putting right

    def _ask(self, work: Callable[[], str], words: str) -> None:
        """Have something done to the pages in its turn, and tell it."""
        if self.cropping:
            self.end_crop(cut=False)

        def done(what: str) -> None:
            if what:
                self.told.emit(words.replace("%1", said(what)))

        changing = Doing(self.tr("Changing the page…"))
        self.asked.emit(Operation(self, lambda _: work(), changing).on_success(done))

    def _do(self, work: Callable[[], str]) -> None:
        self._ask(work, with_key(Act.UNDO, self.tr("Done: %1 · %k undoes it")))

    def _apply(self, edit: Edit) -> None:
        self._do(lambda: self._app.pages.apply(edit))

    def _adjust(self, change: Callable[[Page], Edits]) -> None:
        page = self.page
        if page:
            page_id = page.id
            self._do(lambda: self._app.pages.adjust(page_id, change))

    def _shift(self, step: int) -> None:
        page = self.page
        if page:
            page_id = page.id
            self._do(lambda: self._app.pages.shift(page_id, step))

    def _may_move(self, at: int) -> bool:
        """Whether the page at a place may be drawn away from it."""
        shown = self._shown
        unsigned = shown is not None and shown.paper.signing is SigningState.UNSIGNED
        return not self._dead and not self.cropping and unsigned and at < len(shown.pages)  # type: ignore[union-attr]

    def _paper_at(self, on_screen: QPoint) -> Paper | None:
        there = self.row_at(on_screen)
        return next((paper for paper in self._others if paper.id == there), None)

    def _over(self, drop: Drop | None) -> None:
        """Say what letting go would do."""
        words = ""
        if drop and drop.paper:
            words = self.tr("Page %1 to «%2»").replace("%1", str(drop.at + 1)).replace("%2", drop.paper.name)
        elif drop and drop.to is not None:
            words = self.tr("Page %1 to place %2").replace("%1", str(drop.at + 1)).replace("%2", str(drop.to + 1))
        self.told.emit(words)

    def _dropped(self, drop: Drop | None) -> None:
        """Let go of: the picture stood still meanwhile, so that its places are those that were seen."""
        self.told.emit("")
        shown = self._shown
        if drop and shown and drop.at < len(shown.pages):
            page_id = shown.pages[drop.at][0].id
            if drop.paper:
                self._apply(Move((page_id,), drop.paper.id))
            elif drop.to is not None:
                self._apply(Reorder(page_id, drop.to))
        self.held.emit()

    def _from_here(self) -> list[UUID]:
        """The page on the screen and those behind it."""
        shown = self._shown
        return [page.id for page, _ in shown.pages[shown.at :]] if shown and self.page else []

    def _move(self, paper: Paper, *, rest: bool) -> None:
        pages = self._from_here()
        if pages:
            self._apply(Move(tuple(pages if rest else pages[:1]), paper.id))

    def move_all(self, paper_id: UUID) -> None:
        """Put all pages that are shown into another paper."""
        shown = self._shown
        if shown and shown.pages and not self._dead:
            self._apply(Move(tuple(page.id for page, _ in shown.pages), paper_id))

    def _collate(self) -> None:
        if self.page and self._shown:
            self._apply(Collate(self._shown.paper.id, self.page.id))

    def _place_card(self) -> None:
        sides = self._from_here()[:2]
        if len(sides) == 2:
            self._apply(PlaceCard(sides[0], sides[1], uuid.uuid4()))

    def set_aside(self) -> None:
        """Set the chosen page aside."""
        page = self.page
        if page and self.menu.action(Act.SET_ASIDE).isEnabled():
            self._apply(SetAside((page.id,)))

    def _undo(self) -> None:
        shown = self._shown
        if shown:
            undo = self._app.pages.undo
            self._ask(lambda: undo(shown.paper.dossier_id, known=shown.labels.undo), self.tr("Undone: %1"))

    def _redo(self) -> None:
        shown = self._shown
        if shown:
            self._ask(lambda: self._app.pages.redo(shown.paper.dossier_id), self.tr("Done again: %1"))

    # Cropping

    @property
    def cropping(self) -> bool:
        """Whether a frame lies on the page."""
        return self.crop.framed

    def let_go(self) -> bool:
        """Leave the page as it is, where the clerk holds something of it; gives whether that was so."""
        held = self.in_hand
        if self.cropping:
            self.end_crop(cut=False)
        self.dragging.stop()
        return held

    def hideEvent(self, event: QHideEvent) -> None:
        """Another screen, or the e-store in place of the pages: nothing is held any more."""
        self.dragging.stop()
        super().hideEvent(event)

    @property
    def in_hand(self) -> bool:
        """Whether the clerk holds something of what is shown, so that it must stand still."""
        return self.cropping or self.dragging.under_way

    @property
    def opening(self) -> bool:
        """Whether a frame to crop with is on its way to the screen."""
        return self.crop.opening

    def crop_key(self, event: QKeyEvent) -> bool:
        """A key that moves the frame, where one lies on the page."""
        return self.crop.key(event)

    def end_crop(self, *, cut: bool) -> None:
        """Take the frame away, and keep what lies in it where it is `cut`."""
        kept = self.crop.end()
        self._show_leaf(anew=True)
        if kept and cut:
            self._adjust(lambda page: replace(page.edits, crop=kept))
        self.cropping_changed.emit()
