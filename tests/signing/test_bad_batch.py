"""Whole batches, from the clerk's side, with tokens that misbehave: what the store holds afterwards is signed whole or
not at all, the clerk is told in words, and the rest can be signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.machine.settings import Settings
from desktop.model.states import SigningState
from desktop.signing.tokens.client import TokenHost
from desktop.signing.verify import Word, verify_pdf
from desktop.store.tables import content
from desktop.training import pki
from desktop.workflow.identities import SigningIdentity
from desktop.workflow.signing import Signing

from .conftest import OFFICIAL
from .test_batch import Counter, authority, counter

__all__ = ["authority", "counter"]

PIN = b"Mat-khau-8"

pytestmark = pytest.mark.faults


@pytest.fixture
def served(
    hsm: Any, shim: Path, counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Signing]]:
    """The counter's work with the SoftHSM token behind a module that misbehaves as it is told."""
    hosts: list[TokenHost] = []
    state = tmp_path / "shim"
    state.mkdir()
    monkeypatch.setenv("SHIM_MODULE", str(hsm.module))
    monkeypatch.setenv("SHIM_STATE", str(state))
    pki.write_roots(tmp_path / "hsm.pem", hsm.trusted)

    def serve(mode: str, answer_s: float = 30) -> Signing:
        monkeypatch.setenv("SHIM_MODE", mode)
        hosts.append(TokenHost(module=shim, answer_s=answer_s))
        settings = Settings(
            officer="mau",
            officer_name=OFFICIAL,
            unit_name="Trung tâm Phục vụ hành chính công xã Mẫu",
            trust_roots=(str(tmp_path / "hsm.pem"),),
            tsa_address="",
        )
        return Signing(counter.store, counter.clock, settings, lambda: hosts[-1])

    yield serve
    for host in hosts:
        host.close()


def who(signing: Signing, hsm: Any, name: str = "rsa2048") -> SigningIdentity:
    return next(one for one in signing.identities() if one.certificate_sha256 == hsm.sha256(name))


def states(counter: Counter) -> list[SigningState]:
    return [counter.paper(paper_id).signing for paper_id in counter.papers]


def every_file(counter: Counter) -> list[bytes]:
    """All that the store holds, whatever names it."""
    with counter.store.reading() as tx:
        return [bytes(row[0]) for row in tx.execute(content.select().with_only_columns(content.c.bytes))]


def require_whole(counter: Counter, hsm: Any, signed: int) -> None:
    """Each file in the store bears a signature that holds, or none at all; none is left half done."""
    words = [
        verify_pdf(data, hsm.trusted, at=counter.clock.now()).word
        for data in every_file(counter)
        if data.startswith(b"%PDF")
    ]
    # Nobody publishes revocation in this invented world; the signatures hold all the same.
    assert all(word in {Word.VALID, Word.UNSIGNED} for word in words), words
    assert words.count(Word.VALID) == signed
    assert not any(b"/ByteRange" in data and b"<" + b"0" * 64 in data for data in every_file(counter))


def logins(tmp_path: Path) -> int:
    return len((tmp_path / "shim" / "logins").read_bytes())


@pytest.mark.parametrize(
    ("mode", "trouble"),
    [
        ("remove:2", "token_gone"),
        ("crash:2", "token_host_crashed"),
        ("hang:2", "token_host_hung"),
        ("fail:2", "signing_trouble"),
    ],
)
def test_trouble_in_the_batch_is_told_and_the_rest_is_signed_later(
    served: Callable[..., Signing], counter: Counter, hsm: Any, tmp_path: Path, mode: str, trouble: str
) -> None:
    signing = served(mode, answer_s=3 if mode.startswith("hang") else 30)
    outcomes = signing.sign(counter.papers, who(signing, hsm), bytearray(PIN))
    assert [one.ok for one in outcomes] == [True, False, False]
    assert [one.trouble for one in outcomes[1:]] == [trouble, trouble]
    assert all(one.sentence and one.advice for one in outcomes[1:])
    assert states(counter) == [SigningState.SIGNED, SigningState.UNSIGNED, SigningState.UNSIGNED]
    assert logins(tmp_path) == 1
    require_whole(counter, hsm, 1)
    rest = served("well")
    assert all(one.ok for one in rest.sign(counter.papers, who(rest, hsm), bytearray(PIN)))
    assert states(counter) == [SigningState.SIGNED] * 3
    require_whole(counter, hsm, 3)


def test_a_token_that_signs_wrongly_leaves_every_paper_as_it_was(
    served: Callable[..., Signing], counter: Counter, hsm: Any
) -> None:
    signing = served("rubbish")
    outcomes = signing.sign(counter.papers, who(signing, hsm), bytearray(PIN))
    assert {one.trouble for one in outcomes} == {"signing_failed"}
    assert states(counter) == [SigningState.UNSIGNED] * 3
    require_whole(counter, hsm, 0)


@pytest.mark.parametrize("mode", ["slow:1", "always", "raw"])
@pytest.mark.parametrize("name", ["rsa2048", "rsa3072"])
def test_slow_asking_each_time_and_raw_tokens_sign_a_batch(
    served: Callable[..., Signing], counter: Counter, hsm: Any, mode: str, name: str
) -> None:
    signing = served(mode)
    assert all(one.ok for one in signing.sign(counter.papers, who(signing, hsm, name), bytearray(PIN)))
    require_whole(counter, hsm, 3)


def test_the_last_try_is_warned_of_and_a_locked_token_is_greyed_out(
    served: Callable[..., Signing], counter: Counter, hsm: Any, tmp_path: Path
) -> None:
    signing = served("lock")
    for wrong, warning in ((b"sai-mot", "sai PIN"), (b"sai-hai", "một lần")):
        with pytest.raises(Exception, match="PIN"):
            signing.sign(counter.papers, who(signing, hsm), bytearray(wrong))
        assert warning in who(signing, hsm).warning
    with pytest.raises(Exception, match="khoá"):
        signing.sign(counter.papers, who(signing, hsm), bytearray(b"sai-ba"))
    locked = who(signing, hsm)
    assert not locked.fit
    assert "khoá" in locked.why_not
    # The right PIN is not even tried any more.
    with pytest.raises(Exception, match="khoá"):
        signing.sign(counter.papers, locked, bytearray(PIN))
    assert logins(tmp_path) == 3
    assert states(counter) == [SigningState.UNSIGNED] * 3
    require_whole(counter, hsm, 0)
