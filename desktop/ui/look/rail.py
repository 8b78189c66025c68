"""A job on the rail at the left: an icon over a word or two, and how much waits there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop.ui.look import icons
from desktop.ui.look.fitting import SaysWhole, fitting
from desktop.ui.look.tokens import ICON_LARGE_PX, RADIUS_BADGE, RADIUS_FIELD, SMALL_PX, colours

WIDTH_PX = 84
_HEIGHT_PX, _LEAST_PX = 58, 32
"""Its height, and how low it becomes on a screen on which not all jobs have room, px: its icon alone."""
_MARGIN_PX, _ABOVE_PX, _AIR_PX = 6, 9, 5
_WORDS_PX = SMALL_PX + 6


class RailButton(SaysWhole, QPushButton):
    """One of the clerk's jobs.

    Args:
        text: its word or two.
        icon: name of its icon.
    """

    def __init__(self, text: str, icon: str) -> None:
        super().__init__(text)
        self.setObjectName("nav")
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMaximumHeight(_HEIGHT_PX)
        self._icon = icon
        self._waiting = 0

    def name(self, text: str) -> None:
        """Give it its word or two."""
        self.setText(text)
        self.setAccessibleName(text)

    @property
    def waiting(self) -> int:
        """How much waits there, as it is shown."""
        return self._waiting

    def count(self, waiting: int) -> None:
        """Show, and tell a screen reader, how much waits there; nothing where it is 0."""
        if waiting != self._waiting:
            self._waiting = waiting
            self.setAccessibleName(f"{self.text()} ({waiting})" if waiting else self.text())
            self.update()

    def sizeHint(self) -> QSize:
        """One size for all; words that are too long end in …."""
        return QSize(WIDTH_PX - 2 * _MARGIN_PX, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """As wide, and lower."""
        return QSize(self.sizeHint().width(), _LEAST_PX)

    def words_shown(self) -> tuple[str, str]:
        """All its words, and what of them there is room for."""
        return self.text(), self._shown()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Ground, icon, words, count."""
        worn = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = worn.act if self.isChecked() else worn.rail_words
        self._draw_ground(painter)
        side = ICON_LARGE_PX
        free = self.height() - side - (_WORDS_PX if self._has_room else 0)
        above, air = min(_ABOVE_PX, free / 2), min(_AIR_PX, free / 4)
        icons.draw(painter, self._icon, ink, QRectF((self.width() - side) / 2, above, side, side))
        painter.setFont(self._small())
        painter.setPen(QColor(ink))
        below = QRectF(0, above + side + air, self.width(), _WORDS_PX)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._shown())
        if self._waiting:
            self._draw_count(painter)

    @property
    def _has_room(self) -> bool:
        """Whether its words stand below its icon; else the mouse tells them."""
        return self.height() >= ICON_LARGE_PX + _WORDS_PX

    def _shown(self) -> str:
        return self._fitting() if self._has_room else ""

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(SMALL_PX)
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        return font

    def _fitting(self) -> str:
        return fitting(self.text(), QFontMetrics(self._small()), self.width() - 4)

    def _draw_ground(self, painter: QPainter) -> None:
        worn = colours()
        ground = worn.paper if self.isChecked() else worn.rail_over if self.underMouse() else None
        painter.setPen(Qt.PenStyle.NoPen)
        if ground:
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(self.rect(), RADIUS_FIELD, RADIUS_FIELD)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(worn.act if self.isChecked() else worn.rail_words))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_FIELD, RADIUS_FIELD)

    def _draw_count(self, painter: QPainter) -> None:
        worn = colours()
        words = str(self._waiting) if self._waiting < 100 else "99+"
        font = QFont(self.font())
        font.setPixelSize(SMALL_PX - 1)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        width = max(16, painter.fontMetrics().horizontalAdvance(words) + 8)
        place = QRectF(self.width() / 2 + 4, 3, width, 2 * RADIUS_BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(worn.badge))
        painter.drawRoundedRect(place, RADIUS_BADGE, RADIUS_BADGE)
        painter.setPen(QColor(worn.rail))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
