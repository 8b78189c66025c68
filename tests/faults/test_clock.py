"""A PC whose clock is years back or ahead, and then right again: nothing is deleted early, nothing waits for ever."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.machine import clock
from desktop.machine.clock import SteppingClock, still_waits
from desktop.machine.folders import folders
from desktop.machine.settings import Settings
from desktop.model.states import StepState
from desktop.store import audit, queue
from desktop.store.file import Store
from desktop.sync.account import Account
from desktop.workflow.keeping.duties import Keeping
from desktop.workflow.keeping.errors import ClockDoubtful
from tests.samples import MORNING, MemorySecrets
from tests.store.filling import fill
from tests.sync.conftest import Counter, Province, arrived_once, exactly_once, open_store

pytestmark = pytest.mark.faults

YEARS = [timedelta(days=-3650), timedelta(days=-40), timedelta(days=40), timedelta(days=3650)]


class PcClock(datetime):
    """What the PC says."""

    off = timedelta(0)

    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + cls.off


@pytest.fixture
def pc(monkeypatch: pytest.MonkeyPatch) -> type[PcClock]:
    monkeypatch.setattr(clock, "datetime", PcClock)
    monkeypatch.setattr(PcClock, "off", timedelta(0))
    return PcClock


@pytest.mark.parametrize("off", YEARS)
def test_what_was_confirmed_under_a_wrong_clock_is_deleted_after_its_time_and_not_before(tmp_path, pc, off):
    store = Store(folders(tmp_path / "data", training=False), MemorySecrets(), training=False)
    fill(store, dossier_count=1)
    pc.off = off
    work = fill(store, dossier_count=1, confirmed=1, seed=2)
    pc.off = timedelta(0)

    def due_after(days: float, clock_error: float | None = 0.0) -> int:
        then = SteppingClock(datetime.now(UTC) + timedelta(days=days))
        return Keeping(store, then, Settings(officer="lan"), lambda: clock_error).purge_due().papers

    assert due_after(0) == 0
    assert due_after(6.9) == 0
    with pytest.raises(ClockDoubtful):
        due_after(3651 + 8, clock_error=None)
    # What was noted ahead counts from the first look under a right clock, at most.
    assert due_after(14) == len(work.papers)
    with store.reading() as tx:
        assert audit.first_broken(tx) is None
        assert audit.count(tx) > 0
    store.close()


@pytest.mark.parametrize("off", YEARS)
def test_the_chain_stays_in_order(tmp_path, pc, off):
    store = Store(folders(tmp_path / "data", training=False), MemorySecrets(), training=False)
    for at in (timedelta(0), off, off, timedelta(0)):
        pc.off = at
        with store.writing() as tx:
            audit.append(tx, "lan", "x", "y")
    with store.reading() as tx:
        times = [row[0] for row in tx.exec_driver_sql("SELECT at FROM audit ORDER BY number").all()]
        assert times == sorted(set(times))
        assert audit.first_broken(tx, store.keys.anchor()) is None
    store.close()


@pytest.fixture
def far(tmp_path: Path):
    province = Province(tmp_path / "province")
    store = open_store(tmp_path / "data")
    yield Counter(store, province)
    store.close()
    province.close()


@pytest.mark.parametrize("off", YEARS)
@pytest.mark.parametrize("what", ["*:503:2", "*:429=7200:1"])
def test_what_waits_when_the_clock_jumps_goes_on(far, off, what):
    """The same sender: what it keeps in memory must not wait for years either."""
    dossier = far.queue()
    sender = far.sender()
    now = far.clock.now()
    far.clock.forward(off)
    far.province.fault(what)
    while sender.run_once():
        pass
    with far.store.reading() as tx:
        assert queue.counts(tx)[StepState.WAITING]
    far.clock.forward(now - far.clock.now())
    far.send_all(sender, rounds=8)
    arrived_once(far, dossier)
    exactly_once(far, dossier)


@given(st.integers(-10_000, 10_000), st.integers(0, 900), st.integers(1, 900))
def test_no_wait_is_ever_longer_than_its_kind(jump, began, longest):
    until = MORNING + timedelta(seconds=min(began, longest))
    now = MORNING + timedelta(seconds=jump)
    kind = timedelta(seconds=longest)
    assert still_waits(now, until, kind) is (now < until and until - now <= kind)
    assert not still_waits(now, None, kind)


@pytest.mark.parametrize("off", YEARS)
def test_a_token_lives_by_a_clock_that_nobody_sets(far, off, monkeypatch):
    asked: list[dict] = []
    ask = Account._ask

    def noted(self, grant):
        asked.append(grant)
        return ask(self, grant)

    monkeypatch.setattr(Account, "_ask", noted)
    sender, real = far.sender(), time.time
    far.queue()
    far.send_all(sender)
    monkeypatch.setattr(time, "time", lambda: real() + off.total_seconds())
    far.clock.forward(off)
    far.queue()
    far.send_all(sender)
    assert len(asked) == 1
