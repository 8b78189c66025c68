"""Figures to be seen: a share with its bar and its mark, and columns; what is behind one opens when pressed."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from desktop.ui.look.parts import label, shrinking
from desktop.ui.look.rows import Tone
from desktop.ui.look.tokens import SHARE_CARD_PX, TILE_PX, colours

_BAR_PX, _MARK_PX, _MARK_TALL_PX = 6, 2, 12
_CHART_PX = 150
_LEAST_PX = 3
"""A day on which little came, or nothing, is still seen."""
_ROUND = 2
_SHARE_OF_SLOT = 0.72
_WIDEST_PX = 26


class _ShareBar(QWidget):
    """How much of the whole, and where the mark stands."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_MARK_TALL_PX)
        self._share, self._tone = 0.0, Tone.ACT
        self._mark: float | None = None

    def show_share(self, share: float, mark: float | None, tone: Tone) -> None:
        """Paint a share and a mark, both from 0 to 1; None for no mark."""
        self._share, self._mark, self._tone = share, mark, tone
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        """The bar in the middle, the mark across it."""
        worn, painter = colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        place = QRectF(0, (self.height() - _BAR_PX) / 2, self.width(), _BAR_PX)
        painter.setBrush(QColor(worn.line))
        painter.drawRoundedRect(place, _BAR_PX / 2, _BAR_PX / 2)
        if self._share > 0:
            place.setWidth(max(_BAR_PX, self._share * self.width()))
            painter.setBrush(QColor(getattr(worn, self._tone)))
            painter.drawRoundedRect(place, _BAR_PX / 2, _BAR_PX / 2)
        if self._mark is not None:
            at = min(self._mark * self.width(), self.width() - _MARK_PX)
            painter.fillRect(QRectF(at, 0, _MARK_PX, _MARK_TALL_PX), QColor(worn.ink))


class ShareFigure(QWidget):
    """A share in large type, how it has changed, its bar, and what it is made of: to be read."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setFixedHeight(SHARE_CARD_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(2 * TILE_PX)
        self._words = words
        self.number, self.change = label("", "figure_number"), shrinking("", "small")
        self.bar, self.about = _ShareBar(), shrinking("", "small")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.number)
        head.addWidget(self.change, 1, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(2)
        column.addWidget(shrinking(words, "soft"))
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.about)

    def show_share(self, number: str, change: str, about: str, *, share: float, mark: float | None, tone: Tone) -> None:
        """Show a share.

        Args:
            number: as it is read.
            change: against the period before; empty where there is nothing to compare.
            about: numerator, denominator, mark.
            share: from 0 to 1.
            mark: where it should be, from 0 to 1; None where nothing says so.
            tone: what it means.
        """
        self.number.setText(number)
        self.change.setText(change)
        self.about.setText(about)
        self.bar.show_share(share, mark, tone)
        self.setAccessibleName(f"{self._words} {number}")
        self.setAccessibleDescription(f"{about} {change}")


class ShareCard(QPushButton):
    """A share that is pressed to see what is behind it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setObjectName("figure")
        self.setFixedHeight(SHARE_CARD_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.figure = ShareFigure(words)
        self.figure.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.figure)

    def show_share(self, number: str, change: str, about: str, *, share: float, mark: float | None, tone: Tone) -> None:
        """Show a share: as `ShareFigure` does."""
        self.figure.show_share(number, change, about, share=share, mark=mark, tone=tone)
        self.setAccessibleName(self.figure.accessibleName())
        self.setAccessibleDescription(self.figure.accessibleDescription())


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        key: by which it is known.
        words: what it is, for the mouse and a screen reader.
        count: how tall.
        quiet: it is not over yet.
    """

    key: Hashable
    words: str
    count: int
    quiet: bool = False


class Columns(QWidget):
    """Columns side by side; one is chosen by the mouse or by ← and →, and opened by a click or Enter.

    Args:
        name: for a screen reader.
    """

    opened = Signal(object)
    """The key of the column that is opened."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._columns: tuple[Column, ...] = ()
        self._at = -1
        self.setMinimumHeight(_CHART_PX)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._say()

    @property
    def columns(self) -> tuple[Column, ...]:
        """What is shown."""
        return self._columns

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these."""
        self._columns = tuple(columns)
        self._at = min(self._at, len(self._columns) - 1)
        self._say()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(3 * _CHART_PX, _CHART_PX)

    def place_of(self, at: int) -> QRectF:
        """Where a column stands, by its place from 0."""
        slot = self.width() / max(1, len(self._columns))
        wide = min(_WIDEST_PX, slot * _SHARE_OF_SLOT)
        most = max((one.count for one in self._columns), default=0) or 1
        tall = max(_LEAST_PX, self._columns[at].count / most * (self.height() - _LEAST_PX))
        return QRectF(slot * at + (slot - wide) / 2, self.height() - tall, wide, tall)

    def paintEvent(self, _: QPaintEvent) -> None:
        """The columns; the chosen one stands out where the keyboard is here."""
        worn, painter = colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for at, one in enumerate(self._columns):
            chosen = at == self._at and (self.hasFocus() or self.underMouse())
            colour = QColor(worn.act_deep if chosen else worn.act)
            if one.quiet and not chosen:
                colour.setAlphaF(0.45)
            painter.setBrush(colour)
            painter.drawRoundedRect(self.place_of(at), _ROUND, _ROUND)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The mouse chooses the column that it is over, as far up as the chart goes."""
        self._choose(self._under(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        self._choose(self._under(event.position().toPoint()))
        self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Enter opens."""
        match event.key():
            case Qt.Key.Key_Left:
                self._choose(max(0, self._at - 1))
            case Qt.Key.Key_Right:
                self._choose(min(len(self._columns) - 1, self._at + 1))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open()
            case _:
                event.ignore()

    def event(self, event: QEvent) -> bool:
        """The mouse rests on a column."""
        if isinstance(event, QHelpEvent):
            at = self._under(event.pos())
            QToolTip.showText(event.globalPos(), self._columns[at].words if at >= 0 else "", self)
            return True
        return super().event(event)

    def _under(self, point: QPoint) -> int:
        at = int(point.x() * len(self._columns) / max(1, self.width()))
        return at if 0 <= at < len(self._columns) else -1

    def _choose(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self._say()
            self.update()

    def _say(self) -> None:
        chosen = f": {self._columns[self._at].words}" if 0 <= self._at < len(self._columns) else ""
        self.setAccessibleName(f"{self._name}{chosen}")

    def _open(self) -> None:
        if 0 <= self._at < len(self._columns):
            self.opened.emit(self._columns[self._at].key)
