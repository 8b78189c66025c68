"""Random hands at a window for ten minutes (`QUAYSO_CLICKS_MIN` for others): what they break, and what a kill loses.

Every round has a seed of its own, printed where something went wrong; light and dark take turns.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench import seed
from tests.bench.row import Row, remark
from tests.ui.watched import killed_and_worked_on

MINUTES = float(os.environ.get("QUAYSO_CLICKS_MIN", "10"))
ACTS = 400


def figures(folder: Path) -> Iterator[Row]:
    """How much went wrong, of how much that was done."""
    first, until = seed.fresh(), time.monotonic() + MINUTES * 60
    rounds = acts = faults = 0
    while not rounds or time.monotonic() < until:
        rounds += 1
        name = f"{first} {rounds}"
        watched = killed_and_worked_on(folder / f"round {rounds}" / "training", name, ACTS, dark_first=rounds % 2 == 0)
        acts += watched.acts
        faults += len(watched.faults)
        for fault in watched.faults:
            remark(f"seed {name}: {fault}")
    yield Row(f"faults of {acts} keys, clicks, sizes and news in {rounds} rounds, each with a kill", faults, 0)
