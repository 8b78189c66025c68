"""The token host: tokens and certificates as they are, one PIN try, and what happens when it dies or hangs."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from desktop.machine.secrets import OnlyTraining
from desktop.signing.errors import (
    ModuleUnusable,
    NoSuchCertificate,
    NoSuchToken,
    PinLocked,
    PinMissing,
    PinWrong,
    SessionOver,
    TokenGone,
    TokenHostCrashed,
    TokenHostHung,
)
from desktop.signing.tokens.client import TokenHost, open_key
from desktop.training import pki
from tests.signing.memory import in_memory, shut, told
from tests.signing.signals import send_signal

PIN = b"Mat-khau-8"
DATA = b"what is signed" * 40


def _check(public: Any, signature: bytes) -> None:
    if isinstance(public, rsa.RSAPublicKey):
        public.verify(signature, DATA, padding.PKCS1v15(), hashes.SHA256())
    else:
        public.verify(signature, DATA, ec.ECDSA(hashes.SHA256()))


def test_tokens_are_listed_with_their_certificates(hsm: Any, host: TokenHost) -> None:
    found = {token.label: token for token in host.tokens()}
    assert set(found) == {"Token A", "Token B"}
    assert {label: token.serial for label, token in found.items()} == hsm.serials
    assert len(found["Token A"].certificates) == 8
    held = {hashlib.sha256(der).hexdigest() for der in found["Token B"].certificates}
    assert held == {hsm.sha256("other")}
    assert found["Token A"].login_required
    assert not (found["Token A"].count_low or found["Token A"].locked or found["Token A"].own_keypad)


@pytest.mark.parametrize("name", ["rsa2048", "rsa3072", "ec256"])
def test_every_kind_of_key_signs(hsm: Any, host: TokenHost, name: str) -> None:
    pin = bytearray(PIN)
    with open_key(host, hsm.serials["Token A"], hsm.sha256(name), pin) as session:
        assert pin == bytes(len(PIN))
        for _ in range(3):
            _check(session.certificate.public_key(), session.sign(DATA))


def test_the_key_is_that_of_the_certificate_on_that_token(hsm: Any, host: TokenHost) -> None:
    with open_key(host, hsm.serials["Token B"], hsm.sha256("other"), bytearray(PIN)) as session:
        _check(hsm.certificates["other"].public_key(), session.sign(DATA))
    with pytest.raises(NoSuchCertificate):
        open_key(host, hsm.serials["Token B"], hsm.sha256("rsa2048"), bytearray(PIN))
    with pytest.raises(NoSuchToken):
        open_key(host, "0000", hsm.sha256("rsa2048"), bytearray(PIN))


def test_a_wrong_pin_is_tried_once_and_ends_everything(hsm: Any, host: TokenHost) -> None:
    host.tokens()
    before = host.pid
    pin = bytearray(b"wrong-pin")
    with pytest.raises(PinWrong):
        open_key(host, hsm.serials["Token A"], hsm.sha256("rsa2048"), pin)
    assert not any(pin)
    assert host.pid is None
    flags = {token.label: token.count_low for token in host.tokens()}
    assert flags == {"Token A": True, "Token B": False}
    assert host.pid != before


def test_no_pin_is_not_a_try(hsm: Any, host: TokenHost) -> None:
    with pytest.raises(PinMissing):
        open_key(host, hsm.serials["Token A"], hsm.sha256("rsa2048"), bytearray())
    assert not any(token.count_low for token in host.tokens())


def test_nothing_is_signed_after_the_batch(hsm: Any, host: TokenHost) -> None:
    with open_key(host, hsm.serials["Token A"], hsm.sha256("rsa2048"), bytearray(PIN)) as session:
        session.sign(DATA)
    with pytest.raises(SessionOver):
        session.sign(DATA)


def test_a_new_batch_ends_the_old_one(hsm: Any, host: TokenHost) -> None:
    first = open_key(host, hsm.serials["Token A"], hsm.sha256("rsa2048"), bytearray(PIN))
    with open_key(host, hsm.serials["Token A"], hsm.sha256("ec256"), bytearray(PIN)) as second:
        with pytest.raises(SessionOver):
            first.sign(DATA)
        first.close()
        _check(second.certificate.public_key(), second.sign(DATA))


def test_a_batch_that_rests_too_long_is_over(hsm: Any) -> None:
    host = TokenHost(module=hsm.module, idle_s=0.01)
    resting, deadline = threading.Event(), time.monotonic() + 20
    try:
        session = open_key(host, hsm.serials["Token A"], hsm.sha256("rsa2048"), bytearray(PIN))
        while session.usable and time.monotonic() < deadline:
            resting.wait(0.05)
            with contextlib.suppress(SessionOver):
                session.sign(DATA)
        assert not session.usable
    finally:
        host.close()


@pytest.mark.faults
def test_a_killed_host_is_one_plain_error_and_never_a_second_login(hsm: Any, host: TokenHost) -> None:
    session = open_key(host, hsm.serials["Token A"], hsm.sha256("rsa2048"), bytearray(PIN))
    session.sign(DATA)
    send_signal(host, signal.SIGKILL)
    with pytest.raises(TokenHostCrashed):
        session.sign(DATA)
    assert not session.usable
    with pytest.raises(SessionOver):
        session.sign(DATA)
    assert host.tokens()
    with pytest.raises(SessionOver):
        session.sign(DATA)


@pytest.mark.faults
def test_a_host_that_died_unneeded_is_started_again(hsm: Any, host: TokenHost) -> None:
    host.tokens()
    send_signal(host, signal.SIGKILL)
    assert host._child
    host._child._process.wait(10)
    assert len(host.tokens()) == 2


@pytest.mark.faults
def test_a_hanging_host_is_killed(hsm: Any) -> None:
    host = TokenHost(module=hsm.module, answer_s=10)
    try:
        session = open_key(host, hsm.serials["Token A"], hsm.sha256("rsa2048"), bytearray(PIN))
        host._answer_s = 0.3
        pid = send_signal(host, signal.SIGSTOP)
        with pytest.raises(TokenHostHung):
            session.sign(DATA)
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    finally:
        host.close()


@pytest.mark.faults
def test_a_token_that_vanishes_is_told_as_gone(hsm: Any, host: TokenHost) -> None:
    session = open_key(host, hsm.serials["Token A"], hsm.sha256("rsa2048"), bytearray(PIN))
    shutil.rmtree(hsm.folder / "tokens")
    with pytest.raises(TokenGone):
        session.sign(DATA)
    assert not session.usable


def _elf(bits: int) -> bytes:
    return b"\x7fELF" + bytes([1 if bits == 32 else 2]) + bytes(200)


def _dll(machine: int) -> bytes:
    return b"MZ" + bytes(58) + (64).to_bytes(4, "little") + b"PE\0\0" + machine.to_bytes(2, "little") + bytes(100)


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("none.so", None, "không có tệp này"),
        ("text.so", b"hello", "không phải trình điều khiển PKCS#11"),
        ("empty.so", b"", "không phải trình điều khiển PKCS#11"),
        ("old.so", _elf(32), "32-bit"),
        ("broken.so", _elf(64), "không phải trình điều khiển PKCS#11"),
        ("old.dll", _dll(0x14C), "32-bit"),
    ],
)
def test_an_unusable_module_says_why(tmp_path: Path, name: str, content: bytes | None, word: str) -> None:
    module = tmp_path / name
    if content is not None:
        module.write_bytes(content)
    host = TokenHost(module=module)
    try:
        with pytest.raises(ModuleUnusable, match=word) as caught:
            host.tokens()
        assert caught.value.subject == name
    finally:
        host.close()


def test_a_library_that_is_no_module_says_so() -> None:
    import _ctypes

    host = TokenHost(module=Path(_ctypes.__file__)) if hasattr(_ctypes, "__file__") else None
    if host is None:
        pytest.skip("no shared library at hand")
    with pytest.raises(ModuleUnusable):
        host.tokens()
    host.close()


def test_no_module_chosen_says_so() -> None:
    with pytest.raises(ModuleUnusable, match="chưa khai báo"):
        TokenHost(module=Path()).tokens()


def test_the_software_token_signs_and_locks(training: Any, soft_host: TokenHost) -> None:
    with open_key(soft_host, training.serial, training.official_sha256, bytearray(pki.PIN.encode())) as session:
        _check(session.certificate.public_key(), session.sign(DATA))
    for kind in (PinWrong, PinWrong, PinLocked):
        with pytest.raises(kind):
            open_key(soft_host, training.serial, training.official_sha256, bytearray(b"sai"))
    assert soft_host.tokens()[0].locked
    with pytest.raises(PinLocked):
        open_key(soft_host, training.serial, training.official_sha256, bytearray(pki.PIN.encode()))


def test_the_software_token_refuses_real_data(tmp_path: Path) -> None:
    host = TokenHost(software=tmp_path)
    with pytest.raises(OnlyTraining):
        host.tokens()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_pin_is_nowhere_but_in_the_host(hsm: Any) -> None:
    """Nor in the host once it is logged in: nothing that we hold keeps it."""
    script = """
import sys
import threading
import time
from pathlib import Path
from desktop.cli.inputs import pin_line
from desktop.signing.tokens.client import TokenHost, open_key
module, serial, certificate = sys.argv[1:]
pin = pin_line()
host = TokenHost(module=Path(module))
session = open_key(host, serial, certificate, pin)
session.sign(b"x")
print(host.pid, flush=True)
sys.stdin.buffer.raw.read(1)
host.close()
"""
    words = [sys.executable, "-c", script, str(hsm.module), hsm.serials["Token A"], hsm.sha256("rsa2048")]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as parent:
        assert parent.stdin
        assert parent.stdout
        assert parent.stderr
        os.write(parent.stdin.fileno(), PIN + b"\r\n")
        host_pid = int(parent.stdout.readline())
        assert in_memory(parent.pid, hsm.serials["Token A"].encode())
        for pid in (parent.pid, host_pid):
            assert not told(pid, PIN)
            assert shut(pid) or not in_memory(pid, PIN)
        assert not shut(parent.pid)
        assert shut(host_pid) or os.geteuid() == 0
        parent.stdin.close()
        assert PIN not in parent.stderr.read()
        assert parent.wait(10) == 0
