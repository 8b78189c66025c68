"""The small pictures of a paper's pages: one that has changed is painted anew, the others stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from desktop.model.dossier import Page
from desktop.model.page import PageVerdict
from desktop.ui.controllers.leaves import PaperPages
from desktop.ui.look.tokens import THUMBNAIL_PX, colours, verdict_colour

translate = QCoreApplication.translate

_SIZE = QSize(*THUMBNAIL_PX)
_AROUND = QSize(30, 26)
_BAR_PX = 4
_GAP_PX = 3
"""How thick the line is where a page would be put."""


@dataclass(frozen=True, slots=True)
class _Small:
    """What a small picture shows: the page (JPEG; None while it is not cleaned), its judgement, words below."""

    picture: bytes | None
    verdict: PageVerdict | None
    words: str


class Thumbnails(QListWidget):
    """The small pictures, one under the other; the marked one turns with the page, not before it."""

    asked = Signal(int)
    """A page was clicked, or gone to: its place, from 0."""

    def __init__(self) -> None:
        super().__init__()
        self._small: list[_Small] = []
        self._gap: int | None = None
        self.setObjectName("thumbnails")
        self.setAccessibleName(translate("PagesView", "Pages"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(_SIZE)
        self.setFixedWidth(_SIZE.width() + 50)
        self.setSpacing(3)
        self.currentRowChanged.connect(self.asked.emit)

    def show_pages(self, shown: PaperPages) -> None:
        """Show the pages of a paper, or of a file that was kept as it came."""
        wanted = _small_of(shown)
        self.blockSignals(True)  # noqa: FBT003 - Qt
        while self.count() > len(wanted):
            self.takeItem(self.count() - 1)
            self._small.pop()
        for at, small in enumerate(wanted):
            if at == self.count():
                self._small.append(small)
                self.addItem(_painted(QListWidgetItem(), small))
            elif self._small[at] != small:
                self._small[at] = small
                _painted(self.item(at), small)
        self.blockSignals(False)  # noqa: FBT003 - Qt

    def gap_at(self, y: int) -> int:
        """Before which page, from 0, something would be put at this height, px; their number where it is below all."""
        middles = (self.visualItemRect(self.item(at)).center().y() for at in range(self.count()))
        return next((at for at, middle in enumerate(middles) if y < middle), self.count())

    def show_gap(self, at: int | None) -> None:
        """Show before which page, from 0, something would be put; None for nowhere."""
        if self._gap != at:
            self._gap = at
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pictures, and the line where a page would be put."""
        super().paintEvent(event)
        if self._gap is None or not self.count():
            return
        last = self._gap == self.count()
        beside = self.visualItemRect(self.item(self.count() - 1 if last else self._gap))
        y = beside.bottom() + 1 if last else beside.top() - self.spacing()
        QPainter(self.viewport()).fillRect(beside.left(), y, beside.width(), _GAP_PX, QColor(colours().act))

    def mark(self, at: int) -> None:
        """Mark the page that is shown large; -1 for none."""
        if self.currentRow() != at:
            self.blockSignals(True)  # noqa: FBT003 - Qt
            self.setCurrentRow(at)
            self.blockSignals(False)  # noqa: FBT003 - Qt


def _small_of(shown: PaperPages) -> Sequence[_Small]:
    if shown.pages:
        return [_small(number, page, picture, shown) for number, (page, picture) in enumerate(shown.pages, 1)]
    return [_Small(picture, None, _number(number)) for number, picture in enumerate(shown.whole, 1)]


def _small(number: int, page: Page, picture: bytes | None, shown: PaperPages) -> _Small:
    words = _number(number)
    if page.facts and page.facts.look.blank:
        words = translate("PagesPanel", "%1, blank?").replace("%1", str(number))
    elif page.id in shown.repeats:
        words = translate("PagesPanel", "%1, twice?").replace("%1", str(number))
    return _Small(picture, page.facts.verdict if page.facts else None, words)


def _number(number: int) -> str:
    return translate("PagesPanel", "page %1").replace("%1", str(number))


def _painted(item: QListWidgetItem, small: _Small) -> QListWidgetItem:
    pixmap = _small_picture(small)
    icon = QIcon(pixmap)
    # Without its own picture for the chosen state Qt paints the page blue.
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    item.setIcon(icon)
    item.setText(small.words)
    item.setSizeHint(_SIZE + _AROUND)
    item.setForeground(QColor(verdict_colour(small.verdict) if small.verdict else colours().soft))
    return item


def _small_picture(small: _Small) -> QPixmap:
    """The page on a sheet of its own, with a bar below in the colour of its judgement."""
    sheet = QPixmap(_SIZE)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    if small.picture:
        loaded = QPixmap()
        loaded.loadFromData(small.picture)
        fitted = loaded.scaled(_SIZE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        painter.drawPixmap((sheet.width() - fitted.width()) // 2, (sheet.height() - fitted.height()) // 2, fitted)
    painter.setPen(QColor(colours().line))
    painter.drawRect(0, 0, sheet.width() - 1, sheet.height() - 1)
    if small.verdict:
        below = sheet.height() - _BAR_PX
        painter.fillRect(0, below, sheet.width(), _BAR_PX, QColor(verdict_colour(small.verdict)))
    painter.end()
    return sheet
