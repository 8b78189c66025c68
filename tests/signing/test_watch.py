"""Tokens that come and go, PINs that are forgotten, modules found and several of them at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.signing.engines.modules import Build, build_of, check_module, find_modules, why_unloadable
from desktop.signing.errors import ModuleUnusable, NoSuchToken, SessionOver
from desktop.signing.tokens.client import TokenHost, open_key
from desktop.signing.tokens.shelf import TokenShelf, open_tokens
from desktop.signing.tokens.watch import TokenWatch
from desktop.training import pki
from tests.signing.signals import send_signal

PIN = b"Mat-khau-8"


class Ears:
    """Collects what a watch tells and lets a test wait for it."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, ...]] = []
        self._news = threading.Condition()

    def __call__(self, serials: tuple[str, ...]) -> None:
        with self._news:
            self.heard.append(serials)
            self._news.notify_all()

    def wait_for(self, wanted: Callable[[tuple[str, ...]], bool], seconds: float = 20) -> bool:
        with self._news:
            return self._news.wait_for(lambda: bool(self.heard) and wanted(self.heard[-1]), seconds)


@pytest.fixture
def watched(soft_host: TokenHost) -> Iterator[tuple[TokenHost, Ears]]:
    ears = Ears()
    watch = TokenWatch(soft_host, look_s=0.05)
    watch.tell(ears)
    yield soft_host, ears
    watch.stop()


def test_a_token_that_comes_or_goes_is_told(training: Any, watched: tuple[TokenHost, Ears]) -> None:
    _, ears = watched
    assert ears.wait_for(lambda seen: seen == (training.serial,))
    card = training.folder / f"{training.serial}.json"
    card.rename(card.with_suffix(".away"))
    assert ears.wait_for(lambda seen: seen == ())
    card.with_suffix(".away").rename(card)
    assert ears.wait_for(lambda seen: seen == (training.serial,))
    assert len(ears.heard) == 3


def test_a_watch_outlives_a_crash_of_the_host(training: Any, watched: tuple[TokenHost, Ears]) -> None:
    host, ears = watched
    assert ears.wait_for(bool)
    send_signal(host, signal.SIGKILL)
    ears.wait_for(lambda seen: not seen, 0.5)
    assert ears.wait_for(lambda seen: seen == (training.serial,))


def test_a_late_listener_hears_what_is_there(training: Any, soft_host: TokenHost) -> None:
    first, second = Ears(), Ears()
    soft_host.watch(first)
    assert first.wait_for(bool)
    soft_host.watch(second)
    assert second.heard == [(training.serial,)]


def test_a_pulled_token_takes_the_open_batch_with_it(training: Any, soft_host: TokenHost) -> None:
    session = open_key(soft_host, training.serial, training.official_sha256, bytearray(pki.PIN.encode()))
    assert soft_host.glance() == (training.serial,)
    card = training.folder / f"{training.serial}.json"
    card.rename(card.with_suffix(".away"))
    assert soft_host.glance() == ()
    card.with_suffix(".away").rename(card)
    # It is back, but its PIN is not: the batch is over, and nobody logs in by itself.
    with pytest.raises(SessionOver):
        session.sign(b"data")


def test_a_locked_screen_forgets_the_pin(training: Any, soft_host: TokenHost) -> None:
    session = open_key(soft_host, training.serial, training.official_sha256, bytearray(pki.PIN.encode()))
    session.sign(b"data")
    soft_host.forget()
    with pytest.raises(SessionOver):
        session.sign(b"data")
    assert soft_host.tokens()


def test_forgetting_where_nothing_is_open_ends_nothing(training: Any, soft_host: TokenHost) -> None:
    soft_host.tokens()
    pid = soft_host.pid
    soft_host.forget()
    assert (soft_host.tokens()[0].serial, soft_host.pid) == (training.serial, pid)


def test_a_glance_waits_for_nobody(training: Any, soft_host: TokenHost) -> None:
    inside, leave = threading.Event(), threading.Event()

    def busy() -> None:
        with soft_host._guard:
            inside.set()
            leave.wait(20)

    thread = threading.Thread(target=busy)
    thread.start()
    inside.wait(20)
    assert soft_host.glance() is None
    leave.set()
    thread.join()


@pytest.mark.faults
def test_a_hanging_module_is_killed_at_a_glance(hsm: Any) -> None:
    host = TokenHost(module=hsm.module, answer_s=20)
    try:
        assert len(host.glance() or ()) == 2
        send_signal(host, signal.SIGSTOP)
        host._answer_s = 0.3
        assert host.glance() == ()
        host._answer_s = 20
        assert len(host.glance() or ()) == 2
    finally:
        host.close()


def test_two_modules_side_by_side(hsm: Any, training: Any) -> None:
    shelf = TokenShelf([TokenHost(module=hsm.module), TokenHost(software=training.folder)])
    try:
        assert {token.serial for token in shelf.tokens()} == {*hsm.serials.values(), training.serial}
        assert set(shelf.glance() or ()) == {*hsm.serials.values(), training.serial}
        first = open_key(shelf, hsm.serials["Token A"], hsm.sha256("rsa2048"), bytearray(PIN))
        first.sign(b"data")
        pin = bytearray(pki.PIN.encode())
        with open_key(shelf, training.serial, training.official_sha256, pin) as second:
            assert not any(pin)
            second.sign(b"data")
            # One batch at a time, whatever module it is on.
            with pytest.raises(SessionOver):
                first.sign(b"data")
        with pytest.raises(NoSuchToken):
            open_key(shelf, "0000", "00", bytearray(b"x"))
    finally:
        shelf.close()


@pytest.mark.faults
def test_a_broken_module_hides_no_other(training: Any, tmp_path: Path) -> None:
    (tmp_path / "bad.so").write_bytes(b"\x7fELF\x02" + bytes(200))
    shelf = TokenShelf([TokenHost(module=tmp_path / "bad.so"), TokenHost(software=training.folder)])
    try:
        assert [token.serial for token in shelf.tokens()] == [training.serial]
        assert shelf.glance() == (training.serial,)
    finally:
        shelf.close()
    alone = TokenShelf([TokenHost(module=tmp_path / "bad.so")])
    with pytest.raises(ModuleUnusable):
        alone.tokens()


def test_no_module_at_all_says_so() -> None:
    shelf = TokenShelf([])
    with pytest.raises(ModuleUnusable, match="không tìm thấy"):
        shelf.tokens()
    assert isinstance(open_tokens(Path("/x.so")), TokenHost)


def _dll(machine: int) -> bytes:
    return b"MZ" + bytes(58) + (64).to_bytes(4, "little") + b"PE\0\0" + machine.to_bytes(2, "little") + bytes(100)


@pytest.mark.parametrize(
    ("content", "build", "on_windows", "on_linux"),
    [
        (_dll(0x8664), Build.WINDOWS_64, "", "Windows"),
        (_dll(0x14C), Build.WINDOWS_32, "32-bit", "32-bit"),
        (_dll(0xAA64), Build.WINDOWS_ARM, "ARM", "ARM"),
        (b"\x7fELF\x02" + bytes(60), Build.LINUX_64, "Linux", ""),
        (b"\x7fELF\x01" + bytes(60), Build.LINUX_32, "32-bit", "32-bit"),
        (b"MZ", Build.OTHER, "không phải", "không phải"),
        (b"MZ" + b"\xff" * 200, Build.OTHER, "không phải", "không phải"),
        (b"", Build.OTHER, "không phải", "không phải"),
    ],
)
def test_a_module_says_what_it_was_built_for(
    tmp_path: Path, content: bytes, build: Build, on_windows: str, on_linux: str
) -> None:
    file = tmp_path / "module.dll"
    file.write_bytes(content)
    assert build_of(file) is build
    for system, word in (("win32", on_windows), ("linux", on_linux)):
        why = why_unloadable(file, system)
        assert word in why
        assert bool(why) == bool(word)


def test_known_modules_are_found_where_they_are_installed(tmp_path: Path) -> None:
    system32 = tmp_path / "System32"
    system32.mkdir()
    (system32 / "eTPKCS11.dll").write_bytes(_dll(0x8664))
    (system32 / "bit4xpki.dll").write_bytes(_dll(0x14C))
    (system32 / "viettel-ca_v5.dll").write_bytes(_dll(0x8664))
    # A newer version beside it that is of the wrong build does not stand in the way.
    (system32 / "viettel-ca_v6.dll").write_bytes(_dll(0x14C))
    # On the machine itself the separator is the system's; here it is part of the name.
    listed = tmp_path / "modules.toml"
    from desktop.machine.folders import resources

    text = (resources() / "tokens" / "modules.toml").read_text("utf-8").replace("\\", "/")
    listed.write_text(text, "utf-8")
    found = find_modules(listed, "win32", {"SystemRoot": str(tmp_path), "ProgramFiles": str(tmp_path / "none")})
    names = {one.path.name: one.vendor for one in found}
    assert set(names) == {"eTPKCS11.dll", "bit4xpki.dll", "viettel-ca_v5.dll"}
    assert "SafeNet" in names["eTPKCS11.dll"]
    assert [one.path.name for one in found if not one.usable] == ["bit4xpki.dll"]


def test_a_module_chosen_by_hand_is_looked_at_first(tmp_path: Path) -> None:
    choice = check_module(tmp_path / "none.dll")
    assert not choice.usable
    assert "không có tệp" in choice.why_not
