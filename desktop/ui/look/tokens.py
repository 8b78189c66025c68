"""The colours, by what they mean, and the few sizes: the only place that names them.

Blue is yours to do or on its way, green is done, amber is "look here", red is trouble and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

RADIUS_FIELD, RADIUS_CARD, RADIUS_CHIP, RADIUS_BADGE = 8, 10, 11, 8
SMALL_PX, BODY_PX, LARGE_PX, TITLE_PX, FIGURE_PX = 12, 14, 16, 18, 26
"""Sizes of type, px: keys and captions, everything, what has to be seen, a screen's heading, a number to be seen."""
ICON_PX, ICON_LARGE_PX = 18, 20
SPACE_PX = 12
"""Between the things of a screen, px."""
ROW_PX, CHECKLIST_ROW_PX, FINDING_ROW_PX = 40, 48, 26
"""Heights, px: a row of a list, the least of a paper in a checklist, a finding in its short list."""
CARD_PX, TILE_PX, SHARE_CARD_PX = 84, 38, 106
"""A card of a screen's head, the tile of its icon, and a card with a share, px."""
CITIZEN_PX, CITIZEN_NAME_PX = 20, 34
"""Type on the citizen's screen, read from across the counter, px: everything, and what she looks for first."""
CITIZEN_SMALL_PX, CITIZEN_CODE_PX = (84, 112), (150, 150)
"""There: least size of a small page and of the QR, px."""
STEP_PX, STEPS_PX = 58, (240, 340)
"""A step among its like: its height, its least and greatest width, px."""
SHEET_PX = (120, 360)
"""Least and greatest height of a scanned sheet that is only looked at, px."""
THUMBNAIL_PX = (70, 92)
"""A small picture of a page, px."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Colours by meaning, `#rrggbb`.

    Attributes:
        ink, soft, faint: of words: all of them, what explains, what is off (never information alone).
        ground, paper, line, edge: behind everything, sheets and fields, between them, around what can be pressed.
        desk: what a scanned page lies on.
        over: behind what the mouse is over; `chosen` behind what is chosen.
        rail, rail_words, rail_chosen: the clerk's jobs at the left: behind them, their words, behind the chosen one.
        badge: behind how much waits at a job, in the rail's own colour.
        act, act_deep, on_act: what is yours to do; under the mouse; words on it.
        good, ask, bad: done, look here, trouble; each with a soft ground, and a line around that.
        brand: the name of the program, and nothing else.
    """

    ink: str
    soft: str
    faint: str
    ground: str
    paper: str
    line: str
    edge: str
    desk: str
    over: str
    chosen: str
    rail: str
    rail_words: str
    rail_over: str
    badge: str
    act: str
    act_deep: str
    on_act: str
    good: str
    good_soft: str
    good_line: str
    ask: str
    ask_soft: str
    ask_line: str
    bad: str
    bad_soft: str
    bad_line: str
    brand: str


LIGHT = Colours(
    ink="#16202c",
    soft="#5a6878",
    faint="#8a97a6",
    ground="#f3f5f8",
    paper="#ffffff",
    line="#dfe5ec",
    edge="#c3ccd6",
    desk="#e4e9ef",
    over="#eef2f6",
    chosen="#e8f0fa",
    rail="#10233a",
    rail_words="#c9d6e6",
    rail_over="#1c3350",
    badge="#efd9a3",
    act="#1257a6",
    act_deep="#0d4585",
    on_act="#ffffff",
    good="#177245",
    good_soft="#e6f4ec",
    good_line="#a9d8bf",
    ask="#9a5b00",
    ask_soft="#fff4dc",
    ask_line="#efd9a3",
    bad="#b3261e",
    bad_soft="#fdeceb",
    bad_line="#f3b7b1",
    brand="#d8453c",
)
DARK = Colours(
    ink="#e6ebf1",
    soft="#a9b5c3",
    faint="#6f7d8d",
    ground="#131a22",
    paper="#1b242e",
    line="#2d3945",
    edge="#445261",
    desk="#0e141a",
    over="#26313d",
    chosen="#1d3350",
    rail="#0b1622",
    rail_words="#b4c3d5",
    rail_over="#172a40",
    badge="#f0b95a",
    act="#7cb4f2",
    act_deep="#a3cbf7",
    on_act="#0b1a2b",
    good="#6fcf97",
    good_soft="#173326",
    good_line="#2c5f45",
    ask="#f0b95a",
    ask_soft="#3a2d12",
    ask_line="#6b5420",
    bad="#ff8f86",
    bad_soft="#42201e",
    bad_line="#7c3a35",
    brand="#ff8f86",
)

_worn: list[Colours] = [LIGHT]


def colours() -> Colours:
    """The colours that the window wears now."""
    return _worn[-1]


class Theme(StrEnum):
    """Which colours are worn, as the setting `theme` has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_SCHEMES = {
    Theme.SYSTEM: Qt.ColorScheme.Unknown,
    Theme.LIGHT: Qt.ColorScheme.Light,
    Theme.DARK: Qt.ColorScheme.Dark,
}


def wear(theme: Theme = Theme.SYSTEM) -> Colours:
    """Choose the colours for what is made from now on; Qt's own parts and the window's frame follow.

    Args:
        theme: which; `SYSTEM` for light or dark as the system has it.
    """
    hints = QGuiApplication.styleHints()
    hints.setColorScheme(_SCHEMES[theme])
    dark = theme is Theme.DARK or (theme is Theme.SYSTEM and hints.colorScheme() is Qt.ColorScheme.Dark)
    _worn[:] = [DARK if dark else LIGHT]
    return colours()


def verdict_colour(verdict: str) -> str:
    """The colour of a page's judgement: `green`, `yellow` or `red`."""
    worn = colours()
    return {"green": worn.good, "yellow": worn.ask, "red": worn.bad}[verdict]
