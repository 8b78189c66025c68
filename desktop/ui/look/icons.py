"""Icons: single SVG files of Lucide, drawn in a colour of ours at the size and the density of the screen."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.machine.folders import resources
from desktop.ui.look.tokens import ICON_PX

_STROKE = "1.9"
_DOT_PX = 8


@lru_cache(64)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    text = (resources() / "icons" / "lucide" / f"{name}.svg").read_text("utf-8")
    text = text.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{_STROKE}"')
    return QSvgRenderer(QByteArray(text.encode()))


def _empty(px: int) -> QPixmap:
    application = QGuiApplication.instance()
    density = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    sheet = QPixmap(QSize(px, px) * density)
    sheet.setDevicePixelRatio(density)
    sheet.fill(Qt.GlobalColor.transparent)
    return sheet


def draw(painter: QPainter, name: str, colour: str, place: QRectF) -> None:
    """Draw an icon into a place."""
    _drawing(name, colour).render(painter, place)


def picture(name: str, colour: str, px: int = ICON_PX) -> QPixmap:
    """An icon as a picture, sharp on every screen.

    Args:
        name: of its file.
        colour: `#rrggbb`.
        px: its side, in px that do not depend on the screen.
    """
    sheet = _empty(px)
    painter = QPainter(sheet)
    draw(painter, name, colour, QRectF(0, 0, px, px))
    painter.end()
    return sheet


def dot(colour: str) -> QIcon:
    """A light: a dot of its colour."""
    sheet = _empty(ICON_PX)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    middle = ICON_PX / 2
    painter.drawEllipse(QRectF(middle - _DOT_PX / 2, middle - _DOT_PX / 2, _DOT_PX, _DOT_PX))
    painter.end()
    return QIcon(sheet)


def icon(name: str, colour: str, px: int = ICON_PX) -> QIcon:
    """An icon for a button or a row; it keeps its colour where the row is chosen."""
    drawn = picture(name, colour, px)
    made = QIcon(drawn)
    made.addPixmap(drawn, QIcon.Mode.Selected)
    return made
