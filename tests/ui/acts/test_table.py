"""One act, one key, known in one place."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.model.scanning import KEYS
from desktop.ui.acts.table import (
    AT_THE_DOOR,
    DOSSIER_KEYS,
    FILE_KEYS,
    OF_HANDING,
    OF_ONE_JOB,
    OF_SLIPS,
    OF_THE_FORM,
    OF_THE_SETUP,
    OF_THE_WINDOW,
    PAGE_KEYS,
    PROGRAM_KEYS,
    TABLE,
    WHILE_TYPING,
    Act,
    act_of,
    key_of,
    written,
)
from desktop.ui.screens import SCREENS

DESKTOP = Path(__file__).parents[3] / "desktop"
UI = DESKTOP / "ui"
# Fields and dialogs have Enter and Esc from Qt, and say so on their buttons.
_A_KEY = re.compile(r'"[^"\n]*\b(?:F\d{1,2}|(?:Ctrl|Alt|Shift)\+\S|Del)\b')
KNOWN_IN = {"acts/table.py", "screens.py", "look/keys.py"}
"""Where keys stand; and where one is found in a button's text."""


def test_every_act_is_in_the_table_and_every_key_has_one_meaning() -> None:
    assert set(TABLE) == set(Act)
    keys = [entry.key for entry in TABLE.values() if entry.key]
    assert len(keys) == len(set(keys))
    assert not set(keys) & set(KEYS), "that key scans with a profile"


def test_no_screen_has_the_key_of_an_act() -> None:
    screens = [screen.key for screen in SCREENS if screen.key]
    assert len(screens) == len(set(screens)) > 4
    assert not set(screens) & {entry.key for entry in TABLE.values()}


def test_every_act_with_a_key_is_once_on_the_sheet() -> None:
    groups = (DOSSIER_KEYS, FILE_KEYS, PAGE_KEYS, PROGRAM_KEYS)
    on_sheet = [act for group in groups for row in group.rows for act in row.acts]
    on_buttons = OF_THE_FORM | OF_THE_SETUP | OF_HANDING | OF_SLIPS | OF_ONE_JOB | AT_THE_DOOR
    assert sorted(on_sheet) == sorted(act for act, entry in TABLE.items() if entry.key and act not in on_buttons)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("Return", "Enter"),
        ("Alt+Up", "Alt+↑"),
        ("Ctrl++", "Ctrl++"),
        ("Ctrl+-", "Ctrl+-"),
        ("Ctrl+Shift+G", "Ctrl+Shift+G"),
        ("F2", "F2"),
        ("", ""),
    ],
)
def test_a_key_as_it_stands_on_the_keyboard(key: str, said: str) -> None:
    assert written(key) == said


@pytest.mark.parametrize(
    ("key", "act"),
    [
        ("Return", Act.CONFIRM),
        ("Enter", Act.CONFIRM),
        ("Esc", Act.BACK),
        ("Del", Act.SET_ASIDE),
        ("Left", Act.PAGE_BEFORE),
        ("Down", Act.PAPER_AFTER),
        ("F2", None),
        ("A", None),
    ],
)
def test_what_the_window_itself_does_by_a_key(key: str, act: Act | None) -> None:
    assert act_of(key) is act


def test_what_works_while_typing_is_the_windows_own() -> None:
    assert WHILE_TYPING < OF_THE_WINDOW


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: str(path.relative_to(UI)))
def test_no_other_place_of_the_window_knows_a_key(path: Path) -> None:
    name = path.relative_to(UI).as_posix()
    if name not in KNOWN_IN:
        code = re.sub(r'"""[\s\S]*?"""', "", path.read_text("utf-8"))
        assert not _A_KEY.findall(code)


def test_what_rooms_below_say_of_keys_is_so() -> None:
    """Troubles of scanner and pages say which key to press; they stand below the window and cannot ask it."""
    for room in ("scanner", "workflow"):
        for path in (DESKTOP / room).rglob("errors.py"):
            for key in re.findall(r"bấm (F\d+)", path.read_text("utf-8")):
                assert key in {key_of(Act.SCAN), key_of(Act.RESCAN)}, path


def test_what_can_be_done_is_decided_without_qt() -> None:
    look = (
        "import sys, desktop.ui.acts.dossier, desktop.ui.acts.page; sys.exit(any('PySide6' in m for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0
