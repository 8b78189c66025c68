"""The typeface: Be Vietnam Pro, drawn for Vietnamese, whose stacked marks stay clear at 12 px."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from desktop.machine.folders import resources
from desktop.ui.look.tokens import BODY_PX

FAMILY = "Be Vietnam Pro"
_FILES = ("BeVietnamPro-Regular", "BeVietnamPro-SemiBold", "Arimo-Regular", "Tinos-Regular")
"""Arimo stands in for the few signs that it lacks; Tinos is what printed stamps are shown in."""


@cache
def load() -> QFont:
    """Load the bundled typefaces; gives what the window is set in."""
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / f"{name}.ttf"))
    font = QFont([FAMILY, "Arimo"])
    font.setPixelSize(BODY_PX)
    return font
