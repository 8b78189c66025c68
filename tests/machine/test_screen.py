"""A locked screen is heard: on a real D-Bus with a stand-in for logind; of Windows, what its messages mean."""

from __future__ import annotations

import queue
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.machine.screen import windows
from desktop.machine.screen.watch import Deaf, ScreenWatch

if sys.platform != "linux":
    pytest.skip("logind is Linux's", allow_module_level=True)

from tests.machine.login import (
    MANAGER,
    OURS,
    PROPERTIES,
    SESSION,
    SESSIONS,
    THEIRS,
    Login,
    bus,
    listening,
    login,
    settle,
)

__all__ = ["bus", "login"]


@pytest.fixture
def hear() -> Iterator[Callable[[], queue.Queue[str]]]:
    watches: list[ScreenWatch] = []

    def start() -> queue.Queue[str]:
        heard: queue.Queue[str] = queue.Queue()
        watches.append(ScreenWatch(lambda: heard.put("left"), rest_s=0.05))
        watches[-1].start()
        return heard

    yield start
    for watch in watches:
        watch.stop()
        assert not watch._thread.is_alive()


@pytest.mark.parametrize(
    "tell",
    [
        lambda login: login.lock(),
        lambda login: login.change(OURS, LockedHint=True),
        lambda login: login.change(OURS, IdleHint=True, Active=False),
        lambda login: login.tell("/org/freedesktop/login1", MANAGER, "PrepareForSleep", "b", (True,)),
        lambda login: login.lock(f"{SESSIONS}/_39"),
    ],
    ids=["asked to lock", "locked", "another user's turn", "sleep", "a session of nobody knows whom"],
)
def test_a_screen_that_is_left_is_heard(login: Login, hear: Any, tell: Callable[[Login], None]) -> None:
    heard = hear()
    listening(login, heard)
    tell(login)
    assert heard.get(timeout=20) == "left"


def test_what_is_no_leaving_is_not_taken_for_it(login: Login, hear: Any) -> None:
    heard = hear()
    listening(login, heard)
    login.lock(THEIRS)
    login.change(THEIRS, LockedHint=True)
    login.change(OURS, LockedHint=False)
    login.change(OURS, Active=True, IdleHint=True)
    login.tell(OURS, SESSION, "Unlock")
    login.tell(OURS, "org.example.Other", "Lock")
    login.tell("/org/freedesktop/login1", MANAGER, "PrepareForSleep", "b", (False,))
    login.tell("/org/freedesktop/login1", MANAGER, "PrepareForSleep")
    login.tell(OURS, PROPERTIES, "PropertiesChanged", "s", (SESSION,))
    assert settle(login, heard) == 0


def test_a_bus_that_is_not_there_yet_is_found_when_it_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hear: Any, request: pytest.FixtureRequest
) -> None:
    heard = hear()
    login: Login = request.getfixturevalue("login")
    listening(login, heard)


def test_a_listener_that_fails_is_told_again(login: Login, expect_log: Any) -> None:
    expect_log("met a bug")
    heard: queue.Queue[str] = queue.Queue()

    def left() -> None:
        heard.put("left")
        raise RuntimeError("a bug")

    watch = ScreenWatch(left)
    watch.start()
    try:
        listening(login, heard)
        login.lock()
        assert heard.get(timeout=20) == "left"
    finally:
        watch.stop()


@pytest.mark.parametrize(
    ("message", "what", "means"),
    [
        (0x2B1, 0x7, True),
        (0x2B1, 0x2, True),
        (0x2B1, 0x4, True),
        (0x2B1, 0x6, True),
        (0x2B1, 0x8, False),
        (0x2B1, 0x1, False),
        (0x218, 0x4, True),
        (0x218, 0x7, False),
        (0x7, 0x7, False),
    ],
    ids=["lock", "other user", "remote ends", "log-off", "unlock", "connect", "sleep", "awake", "another message"],
)
def test_what_windows_tells_is_understood(message: int, what: int, *, means: bool) -> None:
    assert windows.is_left(message, what) is means


def test_elsewhere_windows_says_nothing() -> None:
    with pytest.raises(Deaf):
        windows.WindowsSession()
