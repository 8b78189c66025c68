"""The program's icon, drawn from its SVG in the sizes Windows asks for."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from installer.build.tools import ROOT

DRAWING = ROOT / "resources" / "icons" / "quayso.svg"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def write_icon(file: Path, drawing: Path = DRAWING) -> None:
    """Write an .ico with every size drawn for itself, not shrunk from a larger one."""
    pictures = [_draw(drawing, size) for size in SIZES]
    pictures[-1].save(file, format="ICO", sizes=[(size, size) for size in SIZES], append_images=pictures[:-1])


def _draw(drawing: Path, size: int) -> Image.Image:
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    kept = QBuffer()
    kept.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(kept, "PNG")  # type: ignore[call-overload]
    return Image.open(io.BytesIO(kept.data().data())).convert("RGBA")
