"""A small picture that is drawn away from its place with the mouse: among the others, or onto another paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop.model.dossier import Paper
from desktop.ui.controllers.thumbnails import Thumbnails

_EDGE_PX, _SCROLL_PX = 24, 12


@dataclass(frozen=True, slots=True)
class Drop:
    """Where a page would go.

    Attributes:
        at: where it lies, from 0.
        to: the place it would have in its own paper, from 0; None for another paper.
        paper: that other paper.
    """

    at: int
    to: int | None = None
    paper: Paper | None = None


class Dragging(QObject):
    """Watches the mouse over the small pictures.

    Args:
        pictures: the small pictures.
        free: whether the page at a place, from 0, may be moved now.
        paper_at: gives the paper that takes pages, at a point of the screen.
    """

    over = Signal(object)
    """Where the page would go: a `Drop`; None for where it lies."""
    ended = Signal(object)
    """Where it goes: a `Drop`; None where it stays."""

    def __init__(
        self, pictures: Thumbnails, free: Callable[[int], bool], paper_at: Callable[[QPoint], Paper | None]
    ) -> None:
        super().__init__(pictures)
        self._pictures = pictures
        self._free = free
        self._paper_at = paper_at
        self._at = -1
        self._pressed = QPoint()
        self._drop: Drop | None = None
        self.under_way = False
        """Whether a page follows the mouse."""
        pictures.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse on the small pictures."""
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            # Behind a release that went to another window, say.
            self.stop()
            left = event.button() is Qt.MouseButton.LeftButton
            self._pressed = event.position().toPoint()
            self._at = self._pictures.indexAt(self._pressed).row() if left else -1
        elif event.type() == QEvent.Type.MouseMove and self._at >= 0:
            self._move(event)
            # Otherwise the list would choose whatever the mouse goes over.
            return True
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._release()
        return False

    def _move(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        far = (where - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if not self.under_way and far and self._free(self._at):
            self.under_way = True
            self._pictures.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self.under_way:
            self._scroll(where)
            self._show(self._drop_at(where, event.globalPosition().toPoint()))

    def _scroll(self, where: QPoint) -> None:
        bar, height = self._pictures.verticalScrollBar(), self._pictures.viewport().height()
        if where.y() < _EDGE_PX:
            bar.setValue(bar.value() - _SCROLL_PX)
        elif where.y() > height - _EDGE_PX:
            bar.setValue(bar.value() + _SCROLL_PX)

    def _drop_at(self, where: QPoint, on_screen: QPoint) -> Drop | None:
        viewport = self._pictures.viewport().rect()
        if viewport.left() <= where.x() <= viewport.right():
            gap = self._pictures.gap_at(where.y())
            to = gap - 1 if gap > self._at else gap
            return Drop(self._at, to=to) if to != self._at else None
        paper = self._paper_at(on_screen)
        return Drop(self._at, paper=paper) if paper else None

    def _show(self, drop: Drop | None) -> None:
        if drop != self._drop:
            self._drop = drop
            inside = drop.to if drop else None
            self._pictures.show_gap(None if inside is None else inside + (inside > self._at))
            self.over.emit(drop)

    def _release(self) -> None:
        drop = self._drop
        if self.under_way:
            self._let_go()
            self.ended.emit(drop)
        self._at = -1

    def stop(self) -> None:
        """Leave the page where it lies."""
        self._drop = None
        self._release()

    def _let_go(self) -> None:
        self.under_way, self._drop = False, None
        self._pictures.show_gap(None)
        self._pictures.viewport().unsetCursor()
