"""The visible signature on page 1 as it will stand: dragged with the mouse, or moved with the arrows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsObject, QGraphicsSceneMouseEvent, QStyleOptionGraphicsItem, QWidget

from desktop.signing.appearance.preview import StampPreview
from desktop.signing.appearance.room import Place, Room
from desktop.ui.acting import presses
from desktop.ui.acts.table import Act
from desktop.ui.controllers.page_view import ZOOM_STEP, PageView
from desktop.ui.look.tokens import colours

STEP_MM, FAR_STEP_MM = 1.0, 10.0
_FRAME_PX, _FRAME_IN_HAND_PX = 2, 3
_AROUND_PX = 6.0

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Placing:
    """Where the clerk has put the signature on one paper, step by step.

    Args:
        room: what the page has room for.
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        self._steps: list[Place | None] = [None]
        self._walking = False

    @property
    def chosen(self) -> Place | None:
        """Where the clerk put it; None while it stands by itself."""
        return self._steps[-1]

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self._steps[-1] or self._room.automatic

    @property
    def clear(self) -> bool:
        """Whether it covers nothing there."""
        return self._room.clear(self.place)

    @property
    def allowed(self) -> bool:
        """Whether it may stand there."""
        return self.chosen is None or self._room.allowed(self.place)

    @property
    def undoable(self) -> bool:
        """Whether there is a step to take back."""
        return len(self._steps) > 1

    def put(self, place: Place | None) -> None:
        """Put it somewhere, or back where it stands by itself."""
        self._walking = False
        if place is None and self.chosen is None:
            return
        self._steps.append(place and self._room.kept(place))

    def walk(self, across_mm: float, down_mm: float) -> None:
        """Move it a little; one step to take back, however many little ones follow one another."""
        place = self._room.kept((self.place[0] + across_mm, self.place[1] + down_mm))
        if self._walking:
            self._steps[-1] = place
        else:
            self._steps.append(place)
        self._walking = True

    def rest(self) -> None:
        """What is walked from here on is another step."""
        self._walking = False

    def undo(self) -> None:
        """Take the last step back."""
        self._walking = False
        if self.undoable:
            self._steps.pop()


class StampItem(QGraphicsObject):
    """The signature, in a frame that says whether it may stand there.

    Args:
        picture: of the signature.
        size: width and height on the page shown, px.
    """

    dragged = Signal(QPointF)
    dropped = Signal()

    def __init__(self, picture: QPixmap, size: tuple[float, float]) -> None:
        super().__init__()
        self._picture = picture
        self.rect = QRectF(0, 0, *size)
        self._held: QPointF | None = None
        self._colour, self._in_hand = colours().act, False
        self.setAcceptedMouseButtons(Qt.MouseButton.LeftButton)
        self.setCursor(Qt.CursorShape.SizeAllCursor)

    def look(self, colour: str, *, in_hand: bool) -> None:
        """Show how it stands there, and whether the arrows move it."""
        self._colour, self._in_hand = colour, in_hand
        self.update()

    def boundingRect(self) -> QRectF:
        """With the frame around it."""
        return self.rect.adjusted(-_AROUND_PX, -_AROUND_PX, _AROUND_PX, _AROUND_PX)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """The signature itself, as the file will have it; the frame and its tint are only here."""
        colour = QColor(self._colour)
        colour.setAlpha(34)
        painter.fillRect(self.rect, colour)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect, self._picture, QRectF(self._picture.rect()))
        pen = QPen(QColor(self._colour), _FRAME_IN_HAND_PX if self._in_hand else _FRAME_PX)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawRect(self.rect.adjusted(-2, -2, 2, 2))

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Take it up."""
        self._held = event.pos()

    def mouseMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """It follows the pointer."""
        if self._held is not None:
            self.dragged.emit(event.scenePos() - self._held)

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Put it down."""
        self._held = None
        self.dropped.emit()


class StampView(PageView):
    """Page 1 with the signature on it.

    With the keyboard: arrows move it a millimetre, with Shift ten; Ctrl+Z takes back; Home puts it where it stands by
    itself; Ctrl and plus, minus, nought zoom.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stamp: StampItem | None = None
        self._placing: Placing | None = None
        self._room: Room | None = None
        self._aloft: Place | None = None
        self._movable = True

    def show_stamp(self, preview: StampPreview, placing: Placing) -> None:
        """Show a page with the signature where it stands."""
        self.show_page(preview.page)
        self._take_away()
        picture = QPixmap()
        picture.loadFromData(preview.stamp)
        self._room, self._placing = preview.room, placing
        scale = self._scale()
        wide, high = preview.room.stamp_mm
        self._stamp = StampItem(picture, (wide * scale, high * scale))
        self._stamp.dragged.connect(self._drag)
        self._stamp.dropped.connect(self._drop)
        self.scene().addItem(self._stamp)
        self._follow()

    def show_signed(self, page: bytes) -> None:
        """Show a page that is signed already: nothing on it moves any more."""
        self.show_page(page)
        self._take_away()

    def clear(self) -> None:
        """Show nothing."""
        super().clear()
        self._take_away()

    def hold_still(self, *, still: bool) -> None:
        """While signing, nothing is moved any more."""
        self._movable = not still
        self._follow()

    @property
    def stamp_box(self) -> QRectF:
        """Where the signature stands, px of the page shown; empty where there is none."""
        return self._stamp.rect.translated(self._stamp.pos()) if self._stamp else QRectF()

    def undo(self) -> None:
        """Take the last move back."""
        self._do(lambda placing: placing.undo())

    def by_itself(self) -> None:
        """Back where it stands by itself."""
        self._do(lambda placing: placing.put(None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, undo, home, zoom; the rest is the dialog's."""
        if presses(event, Act.UNDO):
            self.undo()
        elif presses(event, Act.STAMP_BY_ITSELF):
            self.by_itself()
        elif event.matches(QKeySequence.StandardKey.ZoomIn) or _with_ctrl(event, Qt.Key.Key_Equal):
            self.zoom(ZOOM_STEP)
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.zoom(1 / ZOOM_STEP)
        elif presses(event, Act.FIT):
            self.fit()
        elif way := _ARROWS.get(Qt.Key(event.key())):
            step = FAR_STEP_MM if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP_MM
            self._do(lambda placing: placing.walk(way[0] * step, way[1] * step))
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The arrows move the signature now."""
        super().focusInEvent(event)
        self._follow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """They do no longer."""
        super().focusOutEvent(event)
        if self._placing:
            self._placing.rest()
        self._follow()

    def _do(self, act: Callable[[Placing], None]) -> None:
        if self._placing and self._movable:
            act(self._placing)
            self._follow()
            self.changed.emit()

    def _drag(self, corner: QPointF) -> None:
        if self._room and self._movable:
            scale = self._scale()
            self._aloft = self._room.kept((corner.x() / scale, corner.y() / scale))
            self._follow()

    def _drop(self) -> None:
        place, self._aloft = self._aloft, None
        if place:
            self._do(lambda placing: placing.put(place))

    def _follow(self) -> None:
        """The picture after the facts."""
        if not (self._stamp and self._placing and self._room):
            return
        place, scale = self._aloft or self._placing.place, self._scale()
        self._stamp.setPos(place[0] * scale, place[1] * scale)
        by_hand = bool(self._aloft or self._placing.chosen)
        colour = _colour(clear=self._room.clear(place), allowed=self._room.allowed(place), by_hand=by_hand)
        self._stamp.look(colour, in_hand=self.hasFocus() and self._movable)
        self.ensureVisible(self._stamp, 12, 12)

    def _scale(self) -> float:
        """Pixels of the page shown per mm."""
        return self.sceneRect().width() / self._room.page_mm[0] if self._room else 1.0

    def _take_away(self) -> None:
        if self._stamp:
            self.scene().removeItem(self._stamp)
        self._stamp = self._placing = self._room = self._aloft = None


def _colour(*, clear: bool, allowed: bool, by_hand: bool) -> str:
    if clear:
        return colours().good if by_hand else colours().act
    return colours().ask if allowed else colours().bad


def _with_ctrl(event: QKeyEvent, key: Qt.Key) -> bool:
    return event.key() == key and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
