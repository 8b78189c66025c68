"""Cropping a page: a frame with handles over it, drawn with the mouse or moved with the arrows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsObject, QGraphicsSceneMouseEvent, QStyleOptionGraphicsItem, QWidget

from desktop.ui.look.tokens import colours

SIDES = ("left", "top", "right", "bottom")
HANDLE_PX = 12.0
REACH_PX = 18.0
SMALLEST_PX = 40.0
STEP_PX, FAR_STEP_PX = 4.0, 40.0

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CropFrame(QGraphicsObject):
    """What is kept of the page; outside it is dimmed.

    With the keyboard: Tab goes to the next side, arrows move it, Shift with arrows moves it far.

    Args:
        bounds: the whole page, px.
        box: what is kept at first, px.
    """

    moved = Signal()

    def __init__(self, bounds: QRectF, box: QRectF) -> None:
        super().__init__()
        self._bounds = bounds
        self._box = QRectF(box.intersected(bounds))
        self._side = 0
        self._held: tuple[str, ...] = ()
        self.setAcceptedMouseButtons(Qt.MouseButton.LeftButton)

    @property
    def box(self) -> QRectF:
        """What is kept, px of the page."""
        return QRectF(self._box)

    def key(self, event: QKeyEvent) -> bool:
        """Move with the keyboard; whether the key was one of the frame's."""
        if event.key() == Qt.Key.Key_Tab:
            self._side = (self._side + 1) % len(SIDES)
            self.update()
            return True
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None:
            return False
        step = FAR_STEP_PX if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP_PX
        side = SIDES[self._side]
        at = getattr(self._box, side)()
        along = way[0] if side in {"left", "right"} else way[1]
        self._move((side,), QPointF(at + along * step, at + along * step))
        return True

    def boundingRect(self) -> QRectF:
        """The whole page."""
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Dim what goes, frame what stays, thicker the side that the arrows move."""
        outside = QPainterPath()
        outside.addRect(self._bounds)
        inside = QPainterPath()
        inside.addRect(self._box)
        painter.fillPath(outside.subtracted(inside), QColor(20, 30, 40, 130))
        pen = QPen(QColor(colours().act), 2)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawRect(self._box)
        pen.setWidth(5)
        painter.setPen(pen)
        box = self._box
        ends = {
            "left": (box.topLeft(), box.bottomLeft()),
            "top": (box.topLeft(), box.topRight()),
            "right": (box.topRight(), box.bottomRight()),
            "bottom": (box.bottomLeft(), box.bottomRight()),
        }
        painter.drawLine(*ends[SIDES[self._side]])
        size = HANDLE_PX / painter.worldTransform().m11()
        for point in self._handles():
            painter.fillRect(QRectF(point.x() - size / 2, point.y() - size / 2, size, size), QColor(colours().act))

    def _handles(self) -> list[QPointF]:
        box, middle = self._box, self._box.center()
        return [
            QPointF(x, y)
            for x in (box.left(), middle.x(), box.right())
            for y in (box.top(), middle.y(), box.bottom())
            if QPointF(x, y) != middle
        ]

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Take hold of the sides that are near."""
        reach = REACH_PX / self._scale()
        at, box = event.pos(), self._box
        near = {
            "left": abs(at.x() - box.left()),
            "right": abs(at.x() - box.right()),
            "top": abs(at.y() - box.top()),
            "bottom": abs(at.y() - box.bottom()),
        }
        self._held = tuple(side for side, away in near.items() if away <= reach)
        if self._held:
            self._side = SIDES.index(self._held[0])
            self.update()
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """The sides follow the pointer."""
        if self._held:
            self._move(self._held, event.pos())

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Let go."""
        self._held = ()

    def _scale(self) -> float:
        views = self.scene().views() if self.scene() else []
        return views[0].transform().m11() if views else 1.0

    def _move(self, sides: tuple[str, ...], to: QPointF) -> None:
        box, bounds = QRectF(self._box), self._bounds
        if "left" in sides:
            box.setLeft(min(max(to.x(), bounds.left()), box.right() - SMALLEST_PX))
        if "right" in sides:
            box.setRight(max(min(to.x(), bounds.right()), box.left() + SMALLEST_PX))
        if "top" in sides:
            box.setTop(min(max(to.y(), bounds.top()), box.bottom() - SMALLEST_PX))
        if "bottom" in sides:
            box.setBottom(max(min(to.y(), bounds.bottom()), box.top() + SMALLEST_PX))
        self._box = box
        self.update()
        self.moved.emit()
