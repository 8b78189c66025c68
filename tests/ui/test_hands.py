"""Random keys, clicks, sizes and news, light and dark: nothing raises, complains, is lost, or takes the keys away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.watched import killed_and_worked_on

ACTS = 120


@pytest.mark.slow
@pytest.mark.window
def test_random_hands_break_nothing_and_a_kill_loses_nothing(training_data: Path) -> None:
    watched = killed_and_worked_on(training_data, "hands", ACTS)
    assert watched.faults == []
    assert watched.acts >= ACTS
    assert watched.pages
