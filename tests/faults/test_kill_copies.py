"""`kill -9` between scanner and print of certified copies: no number is missing, none is double, each has its copy."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from desktop.app import open_app
from desktop.model.states import SigningState
from tests.faults.copies_job import COPIES
from tests.faults.test_kill import run_to_the_end, run_until

WORDS = ("placed", "page", "certifying", "certified", "certifying", "signing", "printed")
SHORT = {"signing", "printed", "certified"}
"""What follows these words takes little time."""


@pytest.mark.slow
@pytest.mark.faults
def test_killed_from_feeder_to_print_the_register_has_no_gap_and_no_double(training_data: Path) -> None:
    chance = random.Random(23)
    said: list[str] = []
    for word in WORDS:
        said += run_until(training_data, word, chance.uniform(0, 0.02 if word in SHORT else 0.5), "copies_job")
    run_to_the_end(training_data, "copies_job")
    told = [int(line.split()[1]) for line in said if line.startswith("certified ")]
    assert told == sorted(set(told)), "no number was given twice"
    with open_app(training_data, training=True) as app:
        rows = app.copies.of_year()
        here = app.copies.here()
        assert [row.number for row in rows] == [*range(COPIES, 0, -1)]
        assert len({row.paper_id for row in rows}) == COPIES
        assert all(row.printed_at for row in rows)
        assert [one.row for one in here] == rows[::-1]
        assert all(one.paper.signing is SigningState.SIGNED for one in here)
        assert all(app.papers.file(one.paper.id).startswith(b"%PDF") for one in here)
