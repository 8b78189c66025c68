"""What holds for every test: no network, no real home, no real keyring, no unexpected log line."""

from __future__ import annotations

import gc
import itertools
import logging
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import keyring.backends.fail
import pytest
from alembic import command
from hypothesis import HealthCheck, settings

import desktop  # noqa: F401 - before anything: it silences what a library would tell its maker
from desktop.catalogue import reader
from desktop.machine import child
from desktop.page import workers
from desktop.store import file as store_file
from desktop.training import pki
from desktop.workflow import catalogue_desk
from tests import forked, once

os.environ.setdefault("OMP_THREAD_LIMIT", "1")
# A busy machine is no failure: how fast things are is measured by `make bench` alone.
_CALM: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
# The same examples every time: whoever runs the tests first is not the one who finds a fault of ours. New examples are
# looked for by `tools/elsewhere.sh`.
settings.register_profile("quayso", derandomize=True, **_CALM)
settings.register_profile("elsewhere", **_CALM)
settings.load_profile("quayso")
NO_KEYRING = keyring.backends.fail.Keyring()
_LOOPBACK = ("127.", "localhost", "::1")


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders nobody has been in. (`mktemp` looks through all that it ever made, for each test again.)"""
    above = tmp_path_factory.mktemp("homes")
    return (above / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def _away_from_home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    # That whoever runs the tests locks the screen is no business of theirs.
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/no-bus")
    home = next(homes)
    home.mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home))
    keyring.set_keyring(NO_KEYRING)


@pytest.fixture(autouse=True)
def _keys_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pki, "new_key", once.keys_of_a_test())


@pytest.fixture(autouse=True)
def _quick_stores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "upgrade", once.upgrade)
    monkeypatch.setattr(store_file, "open_engine", once.open_engine)
    monkeypatch.setattr(store_file, "connect", once.connect)


@pytest.fixture(autouse=True)
def _catalogues_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (reader, catalogue_desk):
        monkeypatch.setattr(module, "catalogue_from_data", once.catalogue_from_data)


@pytest.fixture(autouse=True)
def _page_workers_started_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "ProcessPoolExecutor", once.SharedExecutor)


@pytest.fixture(scope="session", autouse=True)
def _children_forked() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child, "subprocess", forked.STAND_IN)
        yield
    forked.end()


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for garbage, again and again, finds none."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    once.end()


@pytest.fixture(autouse=True)
def _broken_pipes_are_errors() -> None:
    """Python ignores SIGPIPE; a native library that a test loads lets it kill again, and with it the whole worker."""
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def only_loopback(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(_LOOPBACK):
            raise AssertionError(f"a test reached for the network: {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_loopback)


class _Ears(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record)


class ExpectedLog:
    """Allows what a test makes the program complain about."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def __call__(self, part: str) -> None:
        self.parts.append(part)


@pytest.fixture
def expect_log() -> ExpectedLog:
    """`expect_log("part of the line")`: this complaint is meant."""
    return ExpectedLog()


@pytest.fixture(autouse=True)
def _no_unexpected_log(expect_log: ExpectedLog) -> Iterator[None]:
    ears = _Ears()
    log = logging.getLogger("desktop")
    log.addHandler(ears)
    yield
    log.removeHandler(ears)
    said = [one.getMessage() for one in ears.heard]
    strange = [line for line in said if not any(part in line for part in expect_log.parts)]
    assert not strange, f"unexpected log: {strange}"


@pytest.fixture(scope="session")
def samples_seed() -> int:
    """The seed of the invented papers that tests draw."""
    return 20260312


@pytest.fixture
def training_data(tmp_path: Path) -> Path:
    """A folder for training data."""
    return tmp_path / "training"


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes name no test: those that are made anew in each process (a ZIP's time) would be another test in each."""
    return "bytes" if isinstance(val, bytes) and len(val) > 40 else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Windows go one after the other: two on one display would take the keys from each other.

    They go first, so that the other process is not done long before them. Fast tests of a file stay together: what they
    share is made once. First of these hooks: pytest-xdist reads the groups in its own.
    """
    for item in items:
        if item.get_closest_marker("window"):
            item.add_marker(pytest.mark.xdist_group("window"))
        elif not item.get_closest_marker("slow") and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
    items.sort(key=lambda item: item.get_closest_marker("window") is None)
