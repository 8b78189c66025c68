"""The look stands in one place, and can be read in both themes."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from desktop.ui.look.sheet import style
from desktop.ui.look.tokens import DARK, LIGHT, Colours

UI = Path(__file__).parents[3] / "desktop" / "ui"
OUTSIDE = [path for path in UI.rglob("*.py") if "look" not in path.relative_to(UI).parts]
_LOOKS = re.compile(r"#[0-9a-fA-F]{6}\b|font-size|font-weight|border-radius|setPixelSize|setPointSize|QFont\(")
LEAST = 4.5
WORDS_ON = [
    ("ink", "ground"),
    ("ink", "paper"),
    ("ink", "over"),
    ("ink", "chosen"),
    ("ink", "ask_soft"),
    ("ink", "bad_soft"),
    ("ink", "good_soft"),
    ("soft", "ground"),
    ("soft", "paper"),
    ("soft", "chosen"),
    ("act", "paper"),
    ("on_act", "act"),
    ("on_act", "act_deep"),
    ("good", "paper"),
    ("good", "chosen"),
    ("ask", "paper"),
    ("ask", "chosen"),
    ("ask", "ask_soft"),
    ("bad", "paper"),
    ("bad", "chosen"),
    ("bad", "bad_soft"),
    ("rail_words", "rail"),
    ("rail_words", "rail_over"),
    ("rail", "badge"),
]


def light_of(colour: str) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((light_of(one), light_of(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), WORDS_ON)
def test_words_can_be_read(theme: Colours, words: str, ground: str) -> None:
    assert contrast(getattr(theme, words), getattr(theme, ground)) >= LEAST


def test_a_colour_is_a_colour() -> None:
    for theme in (LIGHT, DARK):
        for one in fields(Colours):
            assert re.fullmatch(r"#[0-9a-f]{6}", getattr(theme, one.name)), one.name


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_names_no_colour_of_its_own(theme: Colours) -> None:
    named = set(re.findall(r"#[0-9a-f]{6}\b", style(theme)))
    assert named <= {getattr(theme, one.name) for one in fields(Colours)}


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: str(path.relative_to(UI)))
def test_nothing_outside_names_a_colour_a_radius_or_a_font(path: Path) -> None:
    assert not _LOOKS.findall(path.read_text("utf-8"))


_SIZES = re.compile(r"_PX\b|Margins\(|Spacing\(|setFixed|setMinimum|setMaximum|QSize\(|resize\(")
WITHOUT_SIZES = [
    "acting.py",
    "keyboard.py",
    "page.py",
    "reader.py",
    "screens.py",
    *(f"acts/{name}.py" for name in ("dossier", "offer", "page", "table")),
    *(f"views/{name}.py" for name in ("listing", "today")),
    *(f"controllers/{name}.py" for name in ("citizen", "lines", "searching", "today")),
]


@pytest.mark.parametrize("name", WITHOUT_SIZES)
def test_the_day_is_built_of_parts_that_have_their_sizes(name: str) -> None:
    assert not _SIZES.findall((UI / name).read_text("utf-8"))


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: str(path.relative_to(UI)))
def test_no_sign_stands_in_for_an_icon(path: Path) -> None:
    assert not re.findall(r'"[^"\n]*[●○◐◌✓✔✗✘▾▸➜↺][^"\n]*"', path.read_text("utf-8"))
