"""A training counter with an administrator, a receiving official and a Văn thư; passwords cost little to try here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.app import App, open_app
from desktop.machine.clock import SteppingClock
from desktop.model.official import Role
from desktop.training import names
from desktop.workflow.officials import passwords

WORDS = "bốn từ không liên quan"
PEOPLE = {
    "quan": ("Phạm Văn Quản", {Role.ADMINISTERING}),
    "lan": (names.OFFICIAL, {Role.RECEIVING}),
    "thu": ("Lê Thị Văn Thư", {Role.SEAL_KEEPING}),
}


def typed(words: str = WORDS) -> bytearray:
    """A password as a field gives it."""
    return bytearray(words.encode())


@pytest.fixture(autouse=True)
def _quick_to_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_MEMORY_KIB", 64)
    monkeypatch.setattr(passwords, "_PASSES", 1)
    passwords._nobodys.cache_clear()


@pytest.fixture
def clock() -> SteppingClock:
    # The training authority's certificates begin when they are made.
    return SteppingClock(datetime.now(UTC) + timedelta(minutes=1))


def set_up(app: App) -> None:
    """Make the officials; the first of them is there alone."""
    for name, (own_name, roles) in PEOPLE.items():
        app.officials.add(name, own_name, roles, typed())


def come_in(app: App, name: str) -> None:
    """Let somebody in, in the place of whoever was there."""
    app.come_in(app.door.by_password(name, typed()))


@pytest.fixture
def app(training_data: Path, clock: SteppingClock) -> Iterator[App]:
    with open_app(training_data, training=True, clock=clock) as app:
        set_up(app)
    with open_app(training_data, training=True, clock=clock) as app:
        yield app
