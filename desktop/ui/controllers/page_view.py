"""A page as large as it gets; zoom with Ctrl and plus, minus, nought or the wheel."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView

from desktop.ui.controllers.crop import CropFrame

ZOOM_STEP = 1.25


class PageView(QGraphicsView):
    """Shows one page."""

    def __init__(self) -> None:
        super().__init__()
        self._scene = QGraphicsScene(self)
        self._item = QGraphicsPixmapItem()
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._scene.addItem(self._item)
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fitted = True
        self._crop: CropFrame | None = None

    def show_page(self, image: bytes) -> None:
        """Show a JPEG, fitted to the view."""
        self.end_crop()
        pixmap = QPixmap()
        pixmap.loadFromData(image)
        self._item.setPixmap(pixmap)
        self._scene.setSceneRect(QRectF(pixmap.rect()))
        self.fit()

    def clear(self) -> None:
        """Show nothing."""
        self.end_crop()
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

    def end_crop(self) -> None:
        """Take the frame away."""
        if self._crop:
            self._scene.removeItem(self._crop)
            self._crop = None

    def fit(self) -> None:
        """The whole page."""
        self._fitted = True
        if not self._item.pixmap().isNull():
            self.fitInView(self._item, Qt.AspectRatioMode.KeepAspectRatio)

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
