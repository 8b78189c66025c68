"""The pages of the chosen paper: choose one, look at it, put it right, undo that."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QListWidgetItem, QWidget

from desktop.app import App
from desktop.model.dossier import Page, Paper, PaperKind
from desktop.model.edit import BringBack, Collate, Edit, Move, PlaceCard, SetAside
from desktop.model.page import AUTOMATIC, Box, Crop, Edits, Verdict
from desktop.model.states import SigningState
from desktop.ui.controllers.page_menu import PageMenu
from desktop.ui.controllers.page_view import PageView
from desktop.ui.look.tokens import colours, verdict_colour
from desktop.ui.operations import Operation
from desktop.ui.views.pages import THUMBNAIL, PagesView
from desktop.workflow.pages import Labels, Uncropped, straightened, turned, whitened
from desktop.workflow.seen import SeenPaper


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a paper, or of a file that was kept as it came.

    Attributes:
        at: its place, from 0.
        page_id: the page; None in a file that was kept as it came.
    """

    at: int
    page_id: UUID | None


@dataclass(frozen=True, slots=True)
class PaperPages:
    """All that the panel shows of a paper.

    Attributes:
        paper: the paper.
        pages: its pages with their small pictures.
        aside: its pages that were set aside.
        labels: what would be undone and redone.
        repeats: pages that seem to be in the dossier twice.
        streaked: pages with a streak in the same place: the scanner's glass is dirty.
        whole: small pictures of a file that was kept as it came, which has no pages of its own.
        at: which of the pages is shown large, from 0.
        picture: that page (JPEG); nothing where there is none.
    """

    paper: Paper
    pages: Sequence[tuple[Page, bytes | None]]
    aside: Sequence[Page]
    labels: Labels
    repeats: Collection[UUID]
    streaked: Collection[UUID]
    whole: Sequence[bytes] = ()
    at: int = 0
    picture: bytes = b""

    @property
    def leaves(self) -> list[Leaf]:
        """What can be shown large."""
        own = [Leaf(at, page.id) for at, (page, _) in enumerate(self.pages)]
        return own or [Leaf(at, None) for at in range(len(self.whole))]

    @property
    def page(self) -> Page | None:
        """The page that is shown large."""
        return self.pages[self.at][0] if self.at < len(self.pages) else None

    def place_of(self, leaf: Leaf | None) -> int:
        """Where a page is now; the place that it had, where it is gone."""
        leaves = self.leaves
        at = next((one.at for one in leaves if leaf and one.page_id and one.page_id == leaf.page_id), None)
        return at if at is not None else max(0, min(leaf.at if leaf else 0, len(leaves) - 1))


def load_pages(app: App, seen: SeenPaper, leaf: Leaf | None) -> PaperPages:
    """Look the pages of a paper up, one of them large; in a worker thread."""
    paper = seen.paper
    every = app.papers.pages(paper.id, removed=True)
    shown = PaperPages(
        paper=paper,
        pages=[(page, app.pictures.thumbnail(page.id)) for page in seen.pages],
        aside=[page for page in every if page.removed],
        labels=app.pages.labels(paper.dossier_id),
        repeats=app.papers.duplicates(paper.dossier_id),
        streaked=app.papers.from_dirty_glass(paper.dossier_id),
        whole=app.pictures.kept_whole(paper),
    )
    at = shown.place_of(leaf)
    leaves = shown.leaves
    return replace(shown, at=at, picture=_picture(app, paper, leaves[at]) if leaves else b"")


def _picture(app: App, paper: Paper, leaf: Leaf) -> bytes:
    return app.pictures.of_page(leaf.page_id) if leaf.page_id else app.pictures.leaf(paper, leaf.at)


class PagesPanel(QWidget):
    """Small pictures, the large page, and the menu of what can be done to it.

    What is done to a page is asked of the dossier by `asked`, so that it is done in its turn.
    """

    asked = Signal(object)
    told = Signal(str)
    cropping_changed = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._shown: PaperPages | None = None
        self._papers: Sequence[Paper] = ()
        self._turning: Leaf | None = None
        self._opening = False
        self._dead = True
        self._acting = False
        self._uncropped: Uncropped | None = None
        self.page_view = PageView(by_width=True)
        self.view = PagesView(self.page_view)
        self.setLayout(self.view)
        self.menu = PageMenu(self)
        self.view.thumbnails.currentRowChanged.connect(self._row_chosen)
        self._wire()

    def _wire(self) -> None:
        menu = self.menu
        for action, act in (
            (menu.turn_right, lambda: self._adjust(turned(90))),
            (menu.turn_left, lambda: self._adjust(turned(-90))),
            (menu.crop, self.begin_crop),
            (menu.straighten, lambda: self._adjust(straightened)),
            (menu.whiten, lambda: self._adjust(whitened)),
            (menu.automatic, lambda: self._adjust(lambda page: AUTOMATIC)),
            (menu.earlier, lambda: self._shift(-1)),
            (menu.later, lambda: self._shift(1)),
            (menu.collate, self._collate),
            (menu.card, self._place_card),
            (menu.set_aside, self.set_aside),
            (menu.undo, self._undo),
            (menu.redo, self._redo),
        ):
            action.triggered.connect(lambda _=False, act=act: act())

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

    @property
    def opening(self) -> bool:
        """Whether a frame to crop with is on its way to the screen."""
        return self._opening

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
        if before is None or (before.pages, before.whole, before.repeats) != (shown.pages, shown.whole, shown.repeats):
            self._fill_thumbnails(shown)
        self.menu.list_set_aside(shown.aside, lambda page: lambda: self._apply(BringBack((page.id,))))
        self._show_empty(shown.paper, empty=not shown.leaves)
        self._show_leaf(anew=before is None or before.picture != shown.picture)

    def _is_shown(self, leaf: Leaf) -> bool:
        shown = self._shown
        return bool(shown and shown.leaves and shown.leaves[shown.at] == leaf)

    def _fill_thumbnails(self, shown: PaperPages) -> None:
        thumbnails = self.view.thumbnails
        thumbnails.blockSignals(True)  # noqa: FBT003 - Qt
        thumbnails.clear()
        for number, (page, picture) in enumerate(shown.pages, 1):
            thumbnails.addItem(self._thumbnail(number, page, picture))
        for number, picture in enumerate(() if shown.pages else shown.whole, 1):
            thumbnails.addItem(_small_item(picture, None, self._number(number)))
        thumbnails.blockSignals(False)  # noqa: FBT003 - Qt

    def _show_leaf(self, *, anew: bool) -> None:
        """Row, picture, judgement and menu of the page that is shown."""
        shown, thumbnails = self._shown, self.view.thumbnails
        if shown is None:
            return
        thumbnails.blockSignals(True)  # noqa: FBT003 - Qt
        thumbnails.setCurrentRow(shown.at if shown.leaves else -1)
        thumbnails.blockSignals(False)  # noqa: FBT003 - Qt
        if shown.page:
            self._show_verdict(shown.page)
        elif shown.whole:
            self._show_kept()
        if shown.picture and anew:
            self.page_view.show_page(shown.picture)
        self._fit_menu()

    def _show_empty(self, paper: Paper, *, empty: bool) -> None:
        view = self.view
        for shown in (self.page_view, view.thumbnails):
            shown.setVisible(not empty)
        view.empty.setVisible(empty)
        view.empty.setText(self.tr("Put «%1» into the feeder and press F2.").replace("%1", paper.name))
        if empty:
            self.page_view.clear()
            view.verdict.hide()

    def _thumbnail(self, number: int, page: Page, picture: bytes | None) -> QListWidgetItem:
        verdict = page.facts.verdict if page.facts else None
        words = self._number(number)
        if page.facts and page.facts.look.blank:
            words = self.tr("%1, blank?").replace("%1", str(number))
        elif self._shown and page.id in self._shown.repeats:
            words = self.tr("%1, twice?").replace("%1", str(number))
        return _small_item(picture, verdict, words)

    def _number(self, number: int) -> str:
        return self.tr("page %1").replace("%1", str(number))

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

    def _turn_to(self, at: int) -> None:
        shown = self._shown
        if shown is None or self.cropping or not 0 <= at < len(shown.leaves):
            return
        self._turning = leaf = shown.leaves[at]
        self._fit_menu()

        def come(picture: bytes) -> None:
            now = self._shown
            if self._turning == leaf and now and now.paper.id == shown.paper.id:
                self._turning = None
                if leaf in now.leaves:
                    self._shown = replace(now, at=leaf.at, picture=picture)
                self._show_leaf(anew=True)

        def missing(error: BaseException) -> None:
            if self._turning == leaf:
                self._turning = None
                self._fit_menu()
            self._fail(error)

        Operation(self, lambda _: _picture(self._app, shown.paper, leaf)).on_success(come).on_failure(missing).run()

    def _fail(self, error: BaseException) -> None:
        window = self.window()
        if hasattr(window, "show_trouble"):
            window.show_trouble(error)

    def _show_kept(self) -> None:
        self._say(self.tr("A signed file, kept as it came: it can be looked at, not changed."), Verdict.GREEN)

    def _say(self, words: str, verdict: Verdict) -> None:
        bar = self.view.verdict
        bar.show()
        self.view.reasons.setText(words)
        bar.setProperty("verdict", str(verdict))
        bar.style().unpolish(bar)
        bar.style().polish(bar)

    def _show_verdict(self, page: Page) -> None:
        reasons = list(page.facts.reasons) if page.facts else []
        if self._shown and page.id in self._shown.repeats:
            reasons.append(self.tr("this page seems to be in the dossier twice"))
        if self._shown and page.id in self._shown.streaked:
            reasons.append(self.tr("wipe the scanner's glass: several pages have a streak in the same place"))
        if page.facts and reasons:
            self._say(" · ".join(reasons), page.facts.verdict if page.facts.reasons else Verdict.YELLOW)
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
        others = [
            other
            for other in self._papers
            if other.id != paper.id and other.signing is SigningState.UNSIGNED and other.kind is not PaperKind.UNSORTED
        ]
        self.menu.list_papers(
            others,
            lambda other: lambda: self._move(other, rest=False),
            lambda other: lambda: self._move(other, rest=True),
        )

    def _ask(self, work: Callable[[], str], words: str) -> None:
        """Have something done to the pages in its turn, and tell it."""
        if self.cropping:
            self.end_crop(cut=False)

        def done(what: str) -> None:
            if what:
                self.told.emit(words.replace("%1", what))

        self.asked.emit(Operation(self, lambda _: work()).on_success(done))

    def _apply(self, edit: Edit) -> None:
        self._ask(lambda: self._app.pages.apply(edit), self.tr("Done: %1 · Ctrl+Z undoes it"))

    def _adjust(self, change: Callable[[Page], Edits]) -> None:
        page = self.page
        if page:
            page_id = page.id
            self._ask(lambda: self._app.pages.adjust(page_id, change), self.tr("Done: %1 · Ctrl+Z undoes it"))

    def _shift(self, step: int) -> None:
        page = self.page
        if page:
            page_id = page.id
            self._ask(lambda: self._app.pages.shift(page_id, step), self.tr("Done: %1 · Ctrl+Z undoes it"))

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
        if page and self.menu.set_aside.isEnabled():
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

    def begin_crop(self) -> None:
        """Show the page with nothing cut off, and a frame around what is kept."""
        page = self.page
        if page is None or not self.menu.crop.isEnabled() or self._opening or self.cropping:
            return
        page_id, self._opening = page.id, True
        self.cropping_changed.emit()

        def show(whole: Uncropped) -> None:
            self._opening = False
            if self.page and self.page.id == page_id:
                self._uncropped = whole
                left, top, right, bottom = whole.kept
                self.page_view.show_page(whole.image)
                self.page_view.begin_crop(QRectF(left, top, right - left, bottom - top))
                self.told.emit(self.tr("Arrows move a side, Tab takes the next, Enter cuts, Esc leaves it"))
            self.cropping_changed.emit()

        def fail(error: BaseException) -> None:
            self._opening = False
            self.cropping_changed.emit()
            self._fail(error)

        Operation(self, lambda _: self._app.pages.uncropped(page_id)).on_success(show).on_failure(fail).run()

    def point(self, place: tuple[int, Box] | None) -> None:
        """Frame a value on the page that is shown, where it stands on that one.

        Args:
            place: index of the page, and box in clean px; None for no value.
        """
        shown = self._shown
        here = place is not None and shown is not None and bool(shown.pages) and shown.at == place[0]
        self.page_view.point(QRectF(*place[1]) if place and here else None)

    @property
    def cropping(self) -> bool:
        """Whether a frame lies on the page."""
        return self.page_view.crop is not None

    def crop_key(self, event: QKeyEvent) -> bool:
        """A key while cropping: Enter cuts, Esc leaves it, the rest moves the frame."""
        frame = self.page_view.crop
        if frame is None:
            return False
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.end_crop(cut=True)
            case Qt.Key.Key_Escape:
                self.end_crop(cut=False)
            case _:
                return frame.key(event)
        return True

    def end_crop(self, *, cut: bool) -> None:
        """Take the frame away, and keep what lies in it where it is `cut`."""
        frame, whole = self.page_view.crop, self._uncropped
        self._uncropped = None
        self.page_view.end_crop()
        self.told.emit("")
        self._show_leaf(anew=True)
        if frame and whole and cut:
            box = frame.box.toAlignedRect()
            kept = whole.facts.raw_quad((box.x(), box.y(), box.width(), box.height()))
            self._adjust(lambda page: replace(page.edits, crop=Crop(quad=kept)))
        self.cropping_changed.emit()


def _small_item(picture: bytes | None, verdict: Verdict | None, words: str) -> QListWidgetItem:
    pixmap = _small_picture(picture, verdict)
    icon = QIcon(pixmap)
    # Without its own picture for the chosen state Qt paints the page blue.
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    item = QListWidgetItem(icon, words)
    item.setSizeHint(QSize(THUMBNAIL.width() + 30, THUMBNAIL.height() + 26))
    item.setForeground(QColor(verdict_colour(verdict) if verdict else colours().soft))
    return item


def _small_picture(picture: bytes | None, verdict: Verdict | None) -> QPixmap:
    """The page on a sheet of its own, with a bar below in the colour of its judgement."""
    sheet = QPixmap(THUMBNAIL)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    if picture:
        loaded = QPixmap()
        loaded.loadFromData(picture)
        fitted = loaded.scaled(
            THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawPixmap((sheet.width() - fitted.width()) // 2, (sheet.height() - fitted.height()) // 2, fitted)
    painter.setPen(QColor(colours().line))
    painter.drawRect(0, 0, sheet.width() - 1, sheet.height() - 1)
    if verdict:
        painter.fillRect(0, sheet.height() - 4, sheet.width(), 4, QColor(verdict_colour(verdict)))
    painter.end()
    return sheet
