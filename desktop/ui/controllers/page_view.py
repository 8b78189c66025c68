"""A page as large as it gets: as wide as its place, or whole; zoom with Ctrl and plus, minus, nought or the wheel."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsPixmapItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsView,
)

from desktop.ui.controllers.crop import CropFrame
from desktop.ui.look.tokens import colours
from desktop.ui.pictures import decoded

ZOOM_STEP = 1.25
_FRAME_AIR, _FRAME_PX, _FRAME_TINT = 0.3, 2, 28
"""Around a value that is pointed at: air in its own heights, the line in px of the screen, how much of its colour lies
over it (of 255)."""
_IN_SIGHT_PX = 60


class PageView(QGraphicsView):
    """Shows one page. The mouse pans it; or frames what stands there, while that is asked for (`set_framing`).

    Args:
        by_width: fitted means as wide as its place, so that it can be read; else whole.
    """

    clicked = Signal(object)
    """A point of the page shown, px, as QPointF."""
    framed = Signal(object)
    """A part of the page shown, px, as QRectF."""

    def __init__(self, *, by_width: bool = False) -> None:
        super().__init__()
        self._by_width = by_width
        self._scene = QGraphicsScene(self)
        self._item = QGraphicsPixmapItem()
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._scene.addItem(self._item)
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fitted = True
        self._crop: CropFrame | None = None
        self._pointed: QGraphicsRectItem | None = None
        self._framing = False
        self._pressed: QPointF | None = None
        self._fit_mouse()

    def show_page(self, image: bytes) -> None:
        """Show a JPEG, fitted to the view."""
        self.end_crop()
        self.point(None)
        pixmap = QPixmap.fromImage(decoded(image))
        self._item.setPixmap(pixmap)
        self._scene.setSceneRect(QRectF(pixmap.rect()))
        self.fit()

    def clear(self) -> None:
        """Show nothing."""
        self.end_crop()
        self.point(None)
        self._item.setPixmap(QPixmap())

    @property
    def crop(self) -> CropFrame | None:
        """The frame, while cropping."""
        return self._crop

    def begin_crop(self, box: QRectF) -> None:
        """Lay a frame over the page.

        Args:
            box: what is kept at first, px of the page shown.
        """
        self.end_crop()
        if not self._item.pixmap().isNull():
            self._crop = CropFrame(QRectF(self._item.pixmap().rect()), box)
            self._scene.addItem(self._crop)
            self._fit_mouse()
            self.fit()

    def end_crop(self) -> None:
        """Take the frame away."""
        if self._crop:
            self._scene.removeItem(self._crop)
            self._crop = None
            self._fit_mouse()
            self.fit()

    def set_framing(self, *, framing: bool) -> None:
        """Let the mouse frame and click what stands on the page, instead of panning it; never while it is cropped."""
        if framing != self._framing:
            self._framing = framing
            self._fit_mouse()

    def _fit_mouse(self) -> None:
        """What a drag does, and a cursor that shows it."""
        self._pressed = None
        if self._framing and not self._crop:
            self.setDragMode(QGraphicsView.DragMode.RubberBandDrag)
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.viewport().unsetCursor()
            self.setDragMode(QGraphicsView.DragMode.NoDrag)
            # Turned on anew: only so does it set its own cursor.
            self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)

    def point(self, box: QRectF | None) -> None:
        """Frame a value where it stands on the page, and bring it into sight; None takes the frame away.

        Args:
            box: px of the page shown.
        """
        if self._pointed:
            self._scene.removeItem(self._pointed)
            self._pointed = None
        if box is None or self._item.pixmap().isNull() or self._crop:
            return
        air = _FRAME_AIR * box.height()
        tint = QColor(colours().ask)
        pen = QPen(tint, _FRAME_PX)
        pen.setCosmetic(True)
        tint.setAlpha(_FRAME_TINT)
        self._pointed = self._scene.addRect(box.adjusted(-air, -air, air, air), pen, tint)
        self.ensureVisible(self._pointed, _IN_SIGHT_PX, _IN_SIGHT_PX)

    def fit(self) -> None:
        """As wide as its place where it is made so, else whole; while it is cropped always whole."""
        self._fitted = True
        page = self._item.boundingRect()
        if page.isEmpty():
            return
        wide, high = self.viewport().width() / page.width(), self.viewport().height() / page.height()
        if self._by_width and not self._crop and wide > high:
            self.resetTransform()
            # A hair less: with its scroll bar beside it the page must not need the other one.
            room = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * _FRAME_PX
            self.scale(room / page.width(), room / page.width())
            self.verticalScrollBar().setValue(0)
        else:
            self.fitInView(self._item, Qt.AspectRatioMode.KeepAspectRatio)

    def turn_fit(self) -> None:
        """By width, or whole: the other one; from any zoom first as it was fitted."""
        if self._fitted:
            self._by_width = not self._by_width
        self.fit()

    def zoom(self, factor: float) -> None:
        """Nearer or farther."""
        self._fitted = False
        self.scale(factor, factor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a fitted page fitted."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP)
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Where a frame begins."""
        super().mousePressEvent(event)
        if self._framing and not self._crop and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self.mapToScene(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What is framed; a frame too small to be meant is a click."""
        super().mouseReleaseEvent(event)
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        begin, self._pressed = self._pressed, None
        to = event.position().toPoint()
        if (to - self.mapFromScene(begin)).manhattanLength() < QApplication.startDragDistance():
            self.clicked.emit(begin)
            return
        box = QRectF(begin, self.mapToScene(to)).normalized() & self._item.boundingRect()
        if not box.isEmpty():
            self.framed.emit(box)
