"""The keys of the screens: numbered as they stand on the rail, and told so in the guide."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTranslator

from desktop.ui.acts.table import TABLE
from desktop.ui.language import Language, compiled
from desktop.ui.screens import FOOT_KEY, SCREENS

GUIDE = Path(__file__).parents[2] / "docs" / "huong-dan.md"
ON_RAIL = [screen for screen in SCREENS if screen.words]


def test_keys_run_as_the_screens_stand_on_the_rail():
    above = [screen for screen in ON_RAIL if not screen.at_foot]
    assert [screen.key for screen in above] == [f"Ctrl+{place}" for place in range(1, len(above) + 1)]
    assert len(above) <= 9, "there is no key Ctrl+10"
    assert [screen.key for screen in ON_RAIL if screen.at_foot] == [FOOT_KEY]
    foot = [screen.at_foot for screen in ON_RAIL]
    assert foot == sorted(foot), "what stands at the foot of the rail comes last"
    assert not {screen.key for screen in ON_RAIL} & {entry.key for entry in TABLE.values()}


def test_the_guide_names_each_screen_with_its_key(application):
    words = QTranslator()
    assert words.load(str(compiled(Language.VIETNAMESE)))
    guide = GUIDE.read_text("utf-8")
    for screen in ON_RAIL:
        assert f"{screen.key} {words.translate('Screens', screen.words)}" in guide.replace("\n", " ")
