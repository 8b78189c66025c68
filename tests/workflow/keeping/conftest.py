from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.machine.clock import SteppingClock
from desktop.machine.folders import folders
from desktop.machine.settings import Settings
from desktop.store.file import Store
from desktop.workflow.keeping.duties import Keeping
from desktop.workflow.keeping.packages import Packages
from desktop.workflow.keeping.subject import Subjects
from tests.samples import MemorySecrets


@dataclass
class Counter:
    """A counter's store with its keepers; the province's clock is where the test says."""

    folder: Path
    settings: Settings = field(default_factory=lambda: Settings(officer="lan", unit="H99.12"))
    secrets: MemorySecrets = field(default_factory=MemorySecrets)
    clock: SteppingClock = field(default_factory=lambda: SteppingClock(datetime.now(UTC)))
    clock_error: float | None = 0.0

    def __post_init__(self) -> None:
        self.place = folders(self.folder, training=False)
        self.open()

    def open(self) -> None:
        self.store = Store(self.place, self.secrets, training=False)
        self.build()

    def build(self, **changes: Any) -> None:
        self.settings = replace(self.settings, **changes)
        self.keeping = Keeping(self.store, self.clock, self.settings, lambda: self.clock_error)
        self.subjects = Subjects(self.store, self.clock, self.settings)
        self.packages = Packages(self.store, self.clock, self.settings, self.secrets)

    def days_later(self, days: float) -> None:
        self.clock.forward(timedelta(days=days))


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    counter = Counter(tmp_path / "counter")
    yield counter
    counter.store.close()


@pytest.fixture
def carrier(tmp_path: Path) -> Iterator[Counter]:
    """Another PC, with a line."""
    carrier = Counter(tmp_path / "carrier")
    yield carrier
    carrier.store.close()
