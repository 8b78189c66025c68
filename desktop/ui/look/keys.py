"""Buttons that a key presses: the key is drawn as a key, on the button, and nowhere else."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from desktop.ui.look.fitting import SaysWhole, few_letters_px, fitting
from desktop.ui.look.tokens import SMALL_PX, colours

_BEFORE = re.compile(r"^(F\d{1,2}|Enter|Esc|Del|Home|(?:Ctrl|Alt)\+\S+)\s+(.+)$")
_BEHIND = re.compile(r"^(.+?)\s*\((F\d{1,2}|Enter|Esc|Del|Home|(?:Ctrl|Alt)\+\S+)\)$")
_CAP_AIR, _BETWEEN, _CAP_RADIUS = 6, 8, 4


def key_and_words(text: str) -> tuple[str, str]:
    """The key that a button's text names, at its head or in brackets at its end, and the other words; no key is "" ."""
    if before := _BEFORE.match(text):
        return before[1], before[2]
    if behind := _BEHIND.match(text):
        return behind[2], behind[1]
    return "", text


class KeyButton(SaysWhole, QPushButton):
    """A button with its key: `F2`, `Scan`; or one whose text names it: `Close (Esc)`.

    Args:
        text: its words.
        key: as it stands on the keyboard; empty where the text names it, or there is none.
    """

    def __init__(self, text: str = "", key: str = "") -> None:
        super().__init__(text)
        self._key = key
        # It gives way where there is no room.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def key(self) -> str:
        """The key that is drawn on it; empty where there is none."""
        return self._parts()[0]

    def name(self, words: str) -> None:
        """Give it its words, and screen readers its key with them."""
        if self.text() != words:
            self.setText(words)
            self.setAccessibleName(f"{self._key} {words}" if self._key else words)

    def _parts(self) -> tuple[str, str]:
        return (self._key, self.text()) if self._key else key_and_words(self.text())

    def sizeHint(self) -> QSize:
        """As wide as its words, its key and the air around."""
        key, words = self._parts()
        hint = super().sizeHint()
        if not key:
            return hint
        metrics = self.fontMetrics()
        more = metrics.horizontalAdvance(words) - metrics.horizontalAdvance(self.text()) + self._cap_room()
        return QSize(hint.width() + more, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Its key, and a few letters of its words."""
        hint, metrics = self.sizeHint(), self.fontMetrics()
        spared = metrics.horizontalAdvance(self._parts()[1]) - few_letters_px(metrics)
        return QSize(hint.width() - max(0, spared), hint.height())

    def words_shown(self) -> tuple[str, str]:
        """All its words, and what of them there is room for."""
        words = self._parts()[1]
        return words, self._fitting(words)

    def paintEvent(self, _: QPaintEvent) -> None:
        """The button, its key in a cap, its words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        key, words = self._parts()
        words = self._fitting(words)
        painter = QStylePainter(self)
        option.text = "" if key else words
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        if not key:
            return
        ink, wide = self._ink(), self.fontMetrics().horizontalAdvance(words)
        cap = self._cap_width(key)
        left = (self.width() - self._cap_room() - wide) / 2
        self._draw_cap(painter, QRectF(left, (self.height() - SMALL_PX - 8) / 2, cap, SMALL_PX + 8), key, ink)
        painter.setPen(ink)
        painter.setFont(self.font())
        place = QRectF(left + self._cap_room(), 0, wide + 1, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _fitting(self, words: str) -> str:
        """As much of its words as there is room for beside the key."""
        around = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())
        return fitting(words, self.fontMetrics(), self.width() - around - self._cap_room())

    def _cap_room(self) -> int:
        """The key's cap and the air behind it; nothing where there is no key."""
        key = self._parts()[0]
        return self._cap_width(key) + _BETWEEN if key else 0

    def _ink(self) -> QColor:
        worn = colours()
        if not self.isEnabled():
            return QColor(worn.faint)
        if self.isCheckable():
            return QColor(worn.act if self.isChecked() else worn.soft)
        return QColor(worn.on_act if self.objectName() == "primary" else worn.ink)

    def _cap_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(SMALL_PX - 1)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _cap_width(self, key: str) -> int:
        return QFontMetrics(self._cap_font()).horizontalAdvance(key) + 2 * _CAP_AIR

    def _draw_cap(self, painter: QPainter, place: QRectF, key: str, ink: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = QColor(ink)
        around.setAlphaF(0.45)
        behind = QColor(ink)
        behind.setAlphaF(0.10)
        painter.setPen(around)
        painter.setBrush(behind)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), _CAP_RADIUS, _CAP_RADIUS)
        painter.setPen(ink)
        painter.setFont(self._cap_font())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, key)
