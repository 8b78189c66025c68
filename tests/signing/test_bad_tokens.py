"""Tokens as they misbehave in the field: each ends as one plain error, no zeroed signature, no second login."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from desktop.signing.errors import (
    PinExpired,
    PinLocked,
    PinWrong,
    SessionOver,
    SigningFailed,
    SigningTrouble,
    TokenGone,
    TokenHostCrashed,
    TokenHostHung,
)
from desktop.signing.pades import SignatureRequest, sign_pdf
from desktop.signing.tokens import SigningSession, TokenHost
from desktop.signing.verify import Word, verify_pdf

PIN = b"Mat-khau-8"
Ask = Callable[..., SignatureRequest]

pytestmark = pytest.mark.faults


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not compiler:
        pytest.skip("no C compiler")
    module = tmp_path_factory.mktemp("shim") / "shim.so"
    source = Path(__file__).with_name("shim.c")
    words = [compiler, "-std=gnu99", "-shared", "-fPIC", "-O1", "-o", str(module), str(source), "-ldl"]
    subprocess.run(words, check=True)
    return module


@pytest.fixture
def bad(hsm: Any, shim: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., TokenHost]]:
    hosts: list[TokenHost] = []
    monkeypatch.setenv("SHIM_MODULE", str(hsm.module))
    monkeypatch.setenv("SHIM_STATE", str(tmp_path))

    def make(mode: str, answer_s: float = 30) -> TokenHost:
        monkeypatch.setenv("SHIM_MODE", mode)
        hosts.append(TokenHost(module=shim, answer_s=answer_s))
        return hosts[-1]

    yield make
    for host in hosts:
        host.close()


def opened(host: TokenHost, hsm: Any, pin: bytes = PIN, name: str = "rsa2048") -> SigningSession:
    return host.open(hsm.serials["Token A"], hsm.sha256(name), bytearray(pin))


def logins(tmp_path: Path) -> int:
    return len((tmp_path / "logins").read_bytes())


def test_the_last_try_is_seen_and_a_locked_token_is_left_alone(
    hsm: Any, bad: Callable[..., TokenHost], tmp_path: Path
) -> None:
    host = bad("lock")

    def flags() -> tuple[bool, bool, bool]:
        token = next(one for one in host.tokens() if one.label == "Token A")
        return token.count_low, token.final_try, token.locked

    assert flags() == (False, False, False)
    with pytest.raises(PinWrong):
        opened(host, hsm, b"sai-mot")
    assert flags() == (True, False, False)
    with pytest.raises(PinWrong):
        opened(host, hsm, b"sai-hai")
    assert flags() == (True, True, False)
    with pytest.raises(PinLocked):
        opened(host, hsm, b"sai-ba")
    assert flags() == (False, False, True)
    assert logins(tmp_path) == 3
    with pytest.raises(PinLocked):
        opened(host, hsm)
    assert logins(tmp_path) == 3


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("remove:3", TokenGone),
        ("crash:3", TokenHostCrashed),
        ("hang:3", TokenHostHung),
        ("fail:3", SigningTrouble),
    ],
)
def test_trouble_at_the_third_paper_keeps_two_and_spoils_none(
    hsm: Any,
    bad: Callable[..., TokenHost],
    paper: bytes,
    request_for: Ask,
    tmp_path: Path,
    mode: str,
    kind: type[SigningTrouble],
) -> None:
    host = bad(mode, answer_s=3 if mode.startswith("hang") else 30)
    done = []
    with opened(host, hsm) as session:
        with pytest.raises(kind) as caught:
            for _ in range(4):
                done.append(sign_pdf(paper, session, request_for()).pdf)
        assert type(caught.value) is kind
        assert not session.usable
        with pytest.raises(SessionOver):
            sign_pdf(paper, session, request_for())
    assert [verify_pdf(pdf, hsm.trusted).word for pdf in done] == [Word.VALID, Word.VALID]
    assert logins(tmp_path) == 1
    # The rest of the batch, after the official has typed the PIN again.
    with opened(bad("well"), hsm) as session:
        assert sign_pdf(paper, session, request_for()).pdf
    assert logins(tmp_path) == 2


@pytest.mark.parametrize(("mode", "kind"), [("crashload", TokenHostCrashed), ("hangload", TokenHostHung)])
def test_a_module_that_dies_or_hangs_while_loading(
    bad: Callable[..., TokenHost], mode: str, kind: type[SigningTrouble]
) -> None:
    host = bad(mode, answer_s=2 if mode == "hangload" else 30)
    with pytest.raises(kind):
        host.tokens()
    assert host.pid is None


def test_a_driver_failure_at_login_is_not_told_as_a_wrong_pin(
    hsm: Any, bad: Callable[..., TokenHost], tmp_path: Path
) -> None:
    with pytest.raises(SigningTrouble) as caught:
        opened(bad("loginfails"), hsm)
    assert type(caught.value) is SigningTrouble
    assert logins(tmp_path) == 1
    with pytest.raises(PinExpired):
        opened(bad("expired"), hsm)


def test_a_token_that_wants_the_pin_for_each_signature_gets_it(
    hsm: Any, bad: Callable[..., TokenHost], paper: bytes, request_for: Ask, tmp_path: Path
) -> None:
    with opened(bad("always"), hsm) as session:
        for _ in range(3):
            assert verify_pdf(sign_pdf(paper, session, request_for()).pdf, hsm.trusted).word is Word.VALID
    assert len((tmp_path / "again").read_bytes()) == 3


def test_a_token_that_knows_only_raw_rsa_signs_all_the_same(hsm: Any, bad: Callable[..., TokenHost]) -> None:
    with opened(bad("raw"), hsm) as session:
        public: Any = session.certificate.public_key()
        public.verify(session.sign(b"data"), b"data", padding.PKCS1v15(), hashes.SHA256())


def test_a_token_that_signs_wrongly_gives_no_bytes(
    hsm: Any, bad: Callable[..., TokenHost], paper: bytes, request_for: Ask
) -> None:
    with opened(bad("rubbish"), hsm) as session, pytest.raises(SigningFailed, match="không kiểm tra được"):
        sign_pdf(paper, session, request_for())
