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
from desktop.model.edit import Adjust, BringBack, Collate, Edit, Move, PlaceCard, Reorder, SetAside
from desktop.model.page import AUTOMATIC, Crop, Edits, Verdict
from desktop.model.states import SigningState
from desktop.ui.controllers.page_menu import PageMenu
from desktop.ui.controllers.page_view import PageView
from desktop.ui.operations import Operation
from desktop.ui.theme import LINE, SOFT, VERDICT_COLOURS
from desktop.ui.views.pages import THUMBNAIL, PagesView
from desktop.workflow.pages import Labels, Uncropped


@dataclass(frozen=True, slots=True)
class PaperPages:
    """All that the panel shows of a paper.

    Attributes:
        paper: the paper.
        pages: its pages with their small pictures.
        aside: its pages that were set aside.
        labels: what would be undone and redone.
        repeats: pages that seem to be in the dossier twice.
        whole: small pictures of a file that was kept as it came, which has no pages of its own.
    """

    paper: Paper
    pages: Sequence[tuple[Page, bytes | None]]
    aside: Sequence[Page]
    labels: Labels
    repeats: Collection[UUID]
    whole: Sequence[bytes] = ()


def load_pages(app: App, paper: Paper) -> PaperPages:
    """Look the pages of a paper up; in a worker thread."""
    intake = app.intake
    there = intake.pages(paper.id)
    every = intake.pages(paper.id, removed=True)
    return PaperPages(
        paper=paper,
        pages=[(page, intake.thumbnail(page.id)) for page in there],
        aside=[page for page in every if page.removed],
        labels=app.pages.labels(paper.dossier_id),
        repeats=intake.duplicates(paper.dossier_id),
        whole=intake.kept_whole(paper),
    )


class PagesPanel(QWidget):
    """Small pictures, the large page, and the menu of what can be done to it."""

    changed = Signal()
    told = Signal(str)
    cropping_changed = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._paper: Paper | None = None
        self._papers: Sequence[Paper] = ()
        self._pages: list[Page] = []
        self._whole = False
        self._labels = Labels("", "")
        self._repeats: Collection[UUID] = ()
        self._busy = False
        self._asked = 0
        self._uncropped: Uncropped | None = None
        self.page_view = PageView()
        self.view = PagesView(self.page_view)
        self.setLayout(self.view)
        self.menu = PageMenu(self)
        self.view.thumbnails.currentRowChanged.connect(lambda _: self._page_chosen())
        self._wire()

    def _wire(self) -> None:
        menu = self.menu
        for action, act in (
            (menu.turn_right, lambda: self._turn(90)),
            (menu.turn_left, lambda: self._turn(-90)),
            (menu.crop, self.begin_crop),
            (menu.straighten, self._straighten),
            (menu.whiten, self._whiten),
            (menu.automatic, lambda: self._adjust(lambda edits: AUTOMATIC)),
            (menu.earlier, lambda: self._reorder(-1)),
            (menu.later, lambda: self._reorder(1)),
            (menu.collate, self._collate),
            (menu.card, self._place_card),
            (menu.set_aside, self.set_aside),
            (menu.undo, self._undo),
            (menu.redo, self._redo),
        ):
            action.triggered.connect(lambda _=False, act=act: act())

    @property
    def page(self) -> Page | None:
        """The page on the screen."""
        at = self.view.thumbnails.currentRow()
        return self._pages[at] if 0 <= at < len(self._pages) else None

    @property
    def settled(self) -> bool:
        """Whether every page shown has been worked on."""
        return bool(self._pages) and all(page.facts for page in self._pages)

    def set_papers(self, papers: Sequence[Paper], *, busy: bool) -> None:
        """The dossier's papers, where a page can be moved to; nothing is changed while the scanner is `busy`."""
        self._papers, self._busy = papers, busy
        self._fit_menu()

    def show_pages(self, shown: PaperPages) -> None:
        """Show the pages of a paper; the clerk's place is kept where they are the same pages."""
        if self.page_view.crop:
            return
        same = [page.id for page in self._pages] == [page.id for page, _ in shown.pages]
        at = self.view.thumbnails.currentRow() if same or self._paper == shown.paper else 0
        self._paper, self._labels, self._repeats = shown.paper, shown.labels, shown.repeats
        self._pages = [page for page, _ in shown.pages]
        thumbnails = self.view.thumbnails
        thumbnails.blockSignals(True)  # noqa: FBT003 - Qt
        thumbnails.clear()
        for number, (page, picture) in enumerate(shown.pages, 1):
            thumbnails.addItem(self._thumbnail(number, page, picture))
        self._whole = bool(shown.whole)
        for number, picture in enumerate(shown.whole, 1):
            thumbnails.addItem(_small_item(picture, None, self._number(number)))
        thumbnails.setCurrentRow(max(0, min(at, thumbnails.count() - 1)))
        thumbnails.blockSignals(False)  # noqa: FBT003 - Qt
        self.menu.list_set_aside(shown.aside, lambda page: lambda: self._apply(BringBack((page.id,))))
        self._show_empty(shown.paper, empty=not self._pages and not self._whole)
        self._page_chosen()

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
        elif page.id in self._repeats:
            words = self.tr("%1, twice?").replace("%1", str(number))
        return _small_item(picture, verdict, words)

    def _number(self, number: int) -> str:
        return self.tr("page %1").replace("%1", str(number))

    def _page_chosen(self) -> None:
        page = self.page
        self._fit_menu()
        if page is not None:
            self._show_verdict(page)
            page_id = page.id
            self._show(lambda: self._app.intake.page_image(page_id))
        elif self._whole and self._paper is not None:
            self._show_kept()
            paper, at = self._paper, self.view.thumbnails.currentRow()
            self._show(lambda: self._app.intake.leaf(paper, at))

    def _show(self, picture: Callable[[], bytes]) -> None:
        """Bring a picture to the screen, unless another one is asked for in the meantime."""
        self._asked += 1
        asked = self._asked

        def show(image: bytes) -> None:
            # An older picture may come after a newer one.
            if asked == self._asked and not self.page_view.crop:
                self.page_view.show_page(image)

        Operation(self, lambda _: picture()).on_success(show).run()

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
        if page.id in self._repeats:
            reasons.append(self.tr("this page seems to be in the dossier twice"))
        if page.facts and reasons:
            self._say(" · ".join(reasons), page.facts.verdict if page.facts.reasons else Verdict.YELLOW)
        else:
            self.view.verdict.hide()

    def _fit_menu(self) -> None:
        paper = self._paper
        locked = self._busy or paper is None or paper.signing is not SigningState.UNSIGNED
        at = self.view.thumbnails.currentRow()
        self.menu.fit(self.page, locked=locked, at=at, count=len(self._pages))
        self.menu.name_undo(self._labels, locked=self._busy)
        others = [
            other
            for other in self._papers
            if paper
            and other.id != paper.id
            and other.signing is SigningState.UNSIGNED
            and other.kind is not PaperKind.UNSORTED
        ]
        self.menu.list_papers(
            others,
            lambda other: lambda: self._move(other, rest=False),
            lambda other: lambda: self._move(other, rest=True),
        )

    def turn_over(self, step: int) -> None:
        """The next page, or the one before."""
        thumbnails = self.view.thumbnails
        at = thumbnails.currentRow() + step
        if 0 <= at < thumbnails.count():
            thumbnails.setCurrentRow(at)

    def _apply(self, edit: Edit) -> None:
        Operation(self, lambda _: self._app.pages.apply(edit)).on_success(self._applied).run()

    def _applied(self, done: str) -> None:
        if done:
            words = self.tr("Done: %1 · Ctrl+Z undoes it")
            self.told.emit(words.replace("%1", done))
            self.changed.emit()

    def _adjust(self, change: Callable[[Edits], Edits]) -> None:
        page = self.page
        if page:
            self._apply(Adjust(page.id, change(page.edits)))

    def _turn(self, by: int) -> None:
        page = self.page
        if page and page.facts:
            turn = (page.facts.cleaning.turn_deg + by) % 360
            self._adjust(lambda edits: replace(edits, turn_deg=turn))

    def _straighten(self) -> None:
        on = self.menu.straighten.isChecked()
        self._adjust(lambda edits: replace(edits, skew_deg=None if on else 0.0))

    def _whiten(self) -> None:
        on = self.menu.whiten.isChecked()
        self._adjust(lambda edits: replace(edits, whiten=on))

    def _reorder(self, step: int) -> None:
        page = self.page
        to = self.view.thumbnails.currentRow() + step
        if page and 0 <= to < len(self._pages):
            self.view.thumbnails.setCurrentRow(to)
            self._apply(Reorder(page.id, to))

    def _move(self, paper: Paper, *, rest: bool) -> None:
        at = self.view.thumbnails.currentRow()
        pages = self._pages[at:] if rest else self._pages[at : at + 1]
        if pages:
            self._apply(Move(tuple(page.id for page in pages), paper.id))

    def _collate(self) -> None:
        if self.page and self._paper:
            self._apply(Collate(self._paper.id, self.page.id))

    def _place_card(self) -> None:
        at = self.view.thumbnails.currentRow()
        if 0 <= at < len(self._pages) - 1:
            self._apply(PlaceCard(self._pages[at].id, self._pages[at + 1].id, uuid.uuid4()))

    def set_aside(self) -> None:
        """Set the chosen page aside."""
        page = self.page
        if page and self.menu.set_aside.isEnabled():
            self._apply(SetAside((page.id,)))

    def _undo(self) -> None:
        self._again(self._app.pages.undo, self.tr("Undone: %1"))

    def _redo(self) -> None:
        self._again(self._app.pages.redo, self.tr("Done again: %1"))

    def _again(self, act: Callable[[UUID], str], words: str) -> None:
        if self._paper is None:
            return
        dossier_id = self._paper.dossier_id

        def over(done: str) -> None:
            if done:
                self.told.emit(words.replace("%1", done))
                self.changed.emit()

        Operation(self, lambda _: act(dossier_id)).on_success(over).run()

    def begin_crop(self) -> None:
        """Show the page with nothing cut off, and a frame around what is kept."""
        page = self.page
        if page is None or not self.menu.crop.isEnabled():
            return

        def show(whole: Uncropped) -> None:
            if self.page and self.page.id == page.id:
                self._uncropped = whole
                left, top, right, bottom = whole.kept
                self.page_view.show_page(whole.image)
                self.page_view.begin_crop(QRectF(left, top, right - left, bottom - top))
                self.cropping_changed.emit()
                self.told.emit(self.tr("Arrows move a side, Tab takes the next, Enter cuts, Esc leaves it"))

        Operation(self, lambda _: self._app.pages.uncropped(page.id)).on_success(show).run()

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
        if frame and whole and cut:
            box = frame.box.toAlignedRect()
            kept = whole.facts.raw_quad((box.x(), box.y(), box.width(), box.height()))
            self._adjust(lambda edits: replace(edits, crop=Crop(quad=kept)))
        self._uncropped = None
        self.page_view.end_crop()
        self.told.emit("")
        self.cropping_changed.emit()
        self._page_chosen()


def _small_item(picture: bytes | None, verdict: Verdict | None, words: str) -> QListWidgetItem:
    pixmap = _small_picture(picture, verdict)
    icon = QIcon(pixmap)
    # Without its own picture for the chosen state Qt paints the page blue.
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    item = QListWidgetItem(icon, words)
    item.setSizeHint(QSize(THUMBNAIL.width() + 30, THUMBNAIL.height() + 26))
    item.setForeground(QColor(VERDICT_COLOURS[verdict] if verdict else SOFT))
    return item


def _small_picture(picture: bytes | None, verdict: Verdict | None) -> QPixmap:
    """The page on a sheet of its own, with a bar below in the colour of its judgement."""
    sheet = QPixmap(THUMBNAIL)
    sheet.fill(QColor("#ffffff"))
    painter = QPainter(sheet)
    if picture:
        loaded = QPixmap()
        loaded.loadFromData(picture)
        fitted = loaded.scaled(
            THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawPixmap((sheet.width() - fitted.width()) // 2, (sheet.height() - fitted.height()) // 2, fitted)
    painter.setPen(QColor(LINE))
    painter.drawRect(0, 0, sheet.width() - 1, sheet.height() - 1)
    if verdict:
        painter.fillRect(0, sheet.height() - 4, sheet.width(), 4, QColor(VERDICT_COLOURS[verdict]))
    painter.end()
    return sheet
