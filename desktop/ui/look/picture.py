"""A picture as large as its place lets it be; and a QR code painted as one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.look.tokens import colours

_QUIET = 4
"""Light modules around a QR (ISO/IEC 18004)."""


class Fitted(QWidget):
    """Paints a picture whole, in the middle of its place, with a line around it.

    Args:
        picture: what it paints.
        least: its least width and height, px.
        sharp: edges stay hard where it is enlarged, and no line is around it, as a code wants.
    """

    def __init__(self, picture: QImage, least: tuple[int, int], *, sharp: bool = False) -> None:
        super().__init__()
        self._picture = picture
        self._sharp = sharp
        self.setMinimumSize(QSize(*least))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def picture(self) -> QImage:
        """What it paints."""
        return self._picture

    def paintEvent(self, _: QPaintEvent) -> None:
        """The picture, as large as it gets."""
        if self._picture.isNull():
            return
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not self._sharp)
        place = QRectF(left, top, size.width(), size.height())
        painter.drawImage(place, self._picture)
        if not self._sharp:
            painter.setPen(QColor(colours().line))
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))


def fitted(encoded: bytes, size: QSize, density: float) -> QPixmap:
    """A picture from a file, whole within a place, sharp on its screen.

    Args:
        encoded: JPEG or PNG.
        size: of the place, px of the window.
        density: px of the screen for each of them.
    """
    whole = QPixmap()
    whole.loadFromData(encoded)
    made = whole.scaled(size * density, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    made.setDevicePixelRatio(density)
    return made


def code_image(modules: Sequence[Sequence[bool]]) -> QImage:
    """A QR's modules as a picture, a px each, dark on white with its quiet zone."""
    side = len(modules) + 2 * _QUIET
    made = QImage(side, side, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    dark = QColor(Qt.GlobalColor.black).rgb()
    for y, row in enumerate(modules, _QUIET):
        for x, is_dark in enumerate(row, _QUIET):
            if is_dark:
                made.setPixel(x, y, dark)
    return made
