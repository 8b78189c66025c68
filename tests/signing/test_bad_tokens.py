"""Tokens as they misbehave in the field: each ends as one plain error, no zeroed signature, no second login."""

from __future__ import annotations

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
from desktop.signing.tokens.client import SigningSession, TokenHost, open_key
from desktop.signing.verify import Word, verify_pdf

PIN = b"Mat-khau-8"
Ask = Callable[..., SignatureRequest]

pytestmark = pytest.mark.faults


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
    return open_key(host, hsm.serials["Token A"], hsm.sha256(name), bytearray(pin))


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


def test_a_slow_token_is_waited_for(hsm: Any, bad: Callable[..., TokenHost], paper: bytes, request_for: Ask) -> None:
    with opened(bad("slow:1"), hsm) as session:
        assert verify_pdf(sign_pdf(paper, session, request_for()).pdf, hsm.trusted).word is Word.VALID


@pytest.mark.parametrize(("mode", "kind"), [("crashlogin", TokenHostCrashed), ("hanglogin", TokenHostHung)])
def test_a_module_that_dies_or_hangs_with_the_pin_in_its_hands_tells_nobody(
    hsm: Any,
    bad: Callable[..., TokenHost],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    mode: str,
    kind: type[SigningTrouble],
) -> None:
    host = bad(mode, answer_s=3 if mode == "hanglogin" else 30)
    pin = bytearray(PIN)
    with caplog.at_level(0), pytest.raises(kind) as caught:
        open_key(host, hsm.serials["Token A"], hsm.sha256("rsa2048"), pin)
    told = f"{caught.value!r} {caught.value.cause} {caught.value.as_json()} {caplog.text}"
    assert PIN.decode() not in told
    assert not any(pin)
    assert host.pid is None
    assert logins(tmp_path) == 1
    # No crash report, no core file with the PIN in it is left lying about.
    held = [file for file in tmp_path.rglob("*") if file.is_file() and "softhsm" not in str(file)]
    assert not [file for file in held if PIN in file.read_bytes()]


def test_a_pulled_token_is_noticed_at_a_glance_and_its_batch_is_over(
    hsm: Any, bad: Callable[..., TokenHost], tmp_path: Path
) -> None:
    host = bad("unplug")
    session = opened(host, hsm)
    session.sign(b"data")
    assert len(host.glance() or ()) == 2
    (tmp_path / "unplugged").write_bytes(b"x")
    assert host.glance() == ()
    (tmp_path / "unplugged").unlink()
    assert len(host.glance() or ()) == 2
    with pytest.raises(SessionOver):
        session.sign(b"data")
    assert logins(tmp_path) == 1


def test_a_token_signs_with_pss_where_asked(hsm: Any, bad: Callable[..., TokenHost]) -> None:
    with opened(bad("well"), hsm) as session:
        public: Any = session.certificate.public_key()
        filling = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
        public.verify(session.sign(b"data", pss=True), b"data", filling, hashes.SHA256())
