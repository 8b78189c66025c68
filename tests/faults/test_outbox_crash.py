"""The plug is pulled at every statement boundary of the outbox and around every request: each paper arrives once."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from desktop.store.file import Store
from desktop.store.outbox import Outbox
from desktop.sync.line.http import ProvinceHttp
from desktop.sync.sender import Sender
from tests.sync.conftest import Counter, Province, arrived_once, exactly_once, family, open_store, province

__all__ = ["family", "province"]


class PowerCut(BaseException):
    """The PC is off: no handler of the program runs after this."""


class Plug:
    """Counts the points where power may fail; from the chosen one on, nothing works any more."""

    def __init__(self, at: int, pull: Callable[[], None]) -> None:
        self.passed = 0
        self._at, self._pull = at, pull

    def point(self, *_: object) -> None:
        self.passed += 1
        if self.passed >= self._at:
            self._pull()


def _off() -> None:
    raise PowerCut


@contextmanager
def plugged(store: Store, plug: Plug) -> Iterator[None]:
    """Every statement, every commit, every request and every answer is a point."""
    exchange = ProvinceHttp.exchange

    def watched(self: ProvinceHttp, method: str, path: str, **more: object) -> object:
        plug.point()
        answer = exchange(self, method, path, **more)
        plug.point()
        return answer

    names = ("before_cursor_execute", "commit")
    for name in names:
        event.listen(store._engine, name, plug.point)
    ProvinceHttp.exchange = watched  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        ProvinceHttp.exchange = exchange  # type: ignore[method-assign]
        for name in names:
            event.remove(store._engine, name, plug.point)


@pytest.mark.faults
@pytest.mark.slow
def test_power_fails_at_every_statement_commit_request_and_answer(tmp_path: Path, province: Province) -> None:
    store = open_store(tmp_path / "data")
    counter = Counter(store, province)
    dossiers = [counter.queue(codes=("GT.XN.01",))]
    count = Plug(1 << 30, _off)
    with plugged(store, count):
        counter.send_all()
    assert count.passed > 100
    for at in range(1, count.passed + 1):
        dossiers.append(counter.queue(codes=("GT.XN.01",)))
        with plugged(store, Plug(at, _off)), pytest.raises(PowerCut):
            counter.send_all()
        counter.send_all()
        arrived_once(counter, dossiers[-1])
    exactly_once(counter, *dossiers)
    store.close()


class Fell(Exception):
    """The province's machine fell here."""


@pytest.mark.faults
@pytest.mark.parametrize("when", ["before", "after"])
def test_the_province_falls_around_every_commit_of_its_own(tmp_path: Path, province: Province, when: str) -> None:
    store = open_store(tmp_path / "data")
    counter = Counter(store, province)
    dossiers = [counter.queue(result="KQ.G15.000003")]
    seen: list[str] = []
    province.around_commit = seen.append
    counter.send_all()
    commits = seen.count("before")
    assert commits >= 4
    for at in range(1, commits + 1):
        left = [at]

        def fall(now: str, left: list[int] = left) -> None:
            left[0] -= now == when
            if left[0] == 0:
                left[0] = -1000
                raise Fell

        province.around_commit = fall
        dossiers.append(counter.queue(result="KQ.G15.000003"))
        counter.send_all()
        arrived_once(counter, dossiers[-1])
    province.around_commit = lambda now: None
    exactly_once(counter, *dossiers)
    store.close()


def _send_until_killed(folder: str, address: str, family: str, at: int) -> None:
    """In a process of its own: send, and be killed at the chosen point."""
    store = open_store(Path(folder))
    far = Province.__new__(Province)
    far.family, far.address = family, address
    counter = Counter(store, far)
    outbox = Outbox(store)
    with plugged(store, Plug(at, lambda: os.kill(os.getpid(), signal.SIGKILL))):
        gateway = far.gateway()
        sender = Sender(outbox, gateway.line, gateway.dossiers, counter.clock)
        while sender.run_once():
            pass
    store.close()


@pytest.mark.faults
@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_the_process_is_killed_and_started_again(tmp_path: Path, province: Province) -> None:
    """Real SIGKILLs, a fresh process each, reopening the store as after a crash; at every ninth point."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.sync.conftest", "tests.faults.test_outbox_crash"])
    data = tmp_path / "data"
    killed, at, dossiers = 0, 1, []
    while True:
        store = open_store(data)
        dossiers.append(Counter(store, province).queue(codes=("GT.XN.01",)))
        store.close()
        child = context.Process(target=_send_until_killed, args=(str(data), province.address, province.family, at))
        child.start()
        child.join(60)
        if child.exitcode == 0:
            break
        assert child.exitcode == -signal.SIGKILL
        killed += 1
        at += 9
        store = open_store(data)
        counter = Counter(store, province)
        counter.send_all()
        arrived_once(counter, dossiers[-1])
        store.close()
    assert killed > 8
    store = open_store(data)
    exactly_once(Counter(store, province), *dossiers)
    store.close()
