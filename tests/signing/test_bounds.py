"""A stranger's file costs little, however it is made: unknown where it asks for more."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from desktop.model.errors import UnreadableInput
from desktop.signing import checks
from desktop.signing.authorities.revocation import Standing, judge
from desktop.signing.verify import Word, verify_pdf
from desktop.signing.verifying.embedded import read_signed
from desktop.training import pki
from tests.signing.corpus import (
    NOW,
    Seal,
    authorities,
    field_of,
    filled,
    key,
    plain,
    signed,
    simple,
    stream,
    trusted,
    updated,
    value_of,
)

BUDGET_S = 10.0
"""Of processor time; each of these takes a fraction of it."""
SIG = {**plain(), 7: field_of(8), 8: value_of()}

pytestmark = pytest.mark.faults


@contextmanager
def within_budget() -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < BUDGET_S


def _crossed(count: int, name: Callable[[int], str]) -> tuple[pki.Holder, tuple[x509.Certificate, ...]]:
    """Authorities that all sign each other, and somebody below them; nobody trusts them."""
    private = [ec.generate_private_key(ec.SECP256R1()) for _ in range(count)]
    holders = [pki.Holder(one, _self(one, name(at))) for at, one in enumerate(private)]
    crossed = tuple(
        pki.issue(private[one].public_key(), pki.name(name(one)), holders[other], NOW, is_authority=True)
        for one in range(count)
        for other in range(count)
        if one != other
    )
    own = key("rsa")
    return pki.Holder(own, pki.issue(own.public_key(), pki.name("Ai đó"), holders[0], NOW)), crossed


def _self(private: Any, name: str) -> x509.Certificate:
    return pki.issue(private.public_key(), pki.name(name), pki.authority(name, NOW), NOW, is_authority=True)


@pytest.mark.parametrize("name", [lambda at: f"A{at}", lambda _: "A"], ids=["twelve names", "one name"])
def test_authorities_that_sign_each_other(name: Callable[[int], str], monkeypatch: pytest.MonkeyPatch) -> None:
    holder, crossed = _crossed(12, name)
    looks: list[object] = []
    issued = checks._issued

    def looked_at(*pair: Any) -> bool:
        looks.append(pair)
        return issued(*pair)

    monkeypatch.setattr(checks, "_issued", looked_at)
    monkeypatch.setattr("tests.signing.corpus.ROOM", 120_000)
    pdf = signed(
        {**plain(), 7: field_of(8), 8: value_of(contents=b"<" + b"0" * 240_000 + b">")},
        Seal(holder=holder, extra=crossed),
    )
    with within_budget():
        verdict = verify_pdf(pdf, trusted())
    assert (verdict.word, verdict.signatures[0].reason) == (Word.UNKNOWN, "untrusted")
    # The way is looked for once for trust and once for revocation.
    assert len(looks) <= 2 * checks.MOST_LOOKS


def test_an_honest_way_is_found_among_strangers() -> None:
    _, crossed = _crossed(8, lambda at: f"A{at}")
    root, issuing = (one.certificate for one in authorities())
    own = pki.issue(key("rsa").public_key(), pki.name("Ai đó"), authorities()[1], NOW)
    assert checks.chain(own, [root], NOW, [*crossed, issuing]) == [own, issuing, root]


def _branching() -> bytes:
    """Forty objects in a row, each named four times by the one before: as many ways as grains of sand."""
    row = {100 + at: b"<< /A %d 0 R /B %d 0 R /C [%d 0 R %d 0 R] >>" % ((101 + at,) * 4) for at in range(40)}
    pdf = signed({**SIG, 3: plain(page=b"/PieceInfo 100 0 R ")[3], **row, 140: b"<< >>"})
    return updated(pdf, {200: b"<< /Title (x) >>"}, trailer=b"/Info 200 0 R ")


def _deep() -> bytes:
    row = {100 + at: b"[%d 0 R]" % (101 + at) for at in range(3000)}
    pdf = signed({**SIG, 3: plain(page=b"/Deep 100 0 R ")[3], **row})
    return updated(pdf, {9: b"<< /Title (x) >>"}, trailer=b"/Info 9 0 R ")


def _many_revisions() -> bytes:
    pdf = simple()
    for at in range(300):
        pdf = updated(pdf, {300: b"<< /Title (%d) >>" % at}, trailer=b"/Info 300 0 R ")
    return pdf


def _many_fields() -> bytes:
    fields = b" ".join(b"%d 0 R" % at for at in range(50, 2050))
    objects = {at: b"<< /FT /Sig /T (F%d) /V 8 0 R >>" % at for at in range(50, 2050)}
    return signed({**SIG, 6: b"<< /Fields [%s] >>" % fields, **objects})


def _many_stamps() -> bytes:
    """The same validation data named thousands of times."""
    der = b"0" * 3000
    root = plain(root=b"/DSS << /Certs [%s] /CRLs [%s] >> " % (b"30 0 R " * 3000, b"30 0 R " * 3000))[1]
    return updated(simple(), {30: stream(der), 1: root})


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_branching, {"too_much"}),
        (_deep, {"changes_unclear"}),
        (_many_revisions, {"too_much"}),
        (_many_fields, {"", "too_much"}),
        (_many_stamps, {""}),
        (lambda: signed({**SIG, 3: plain(page=b"/Deep " + b"[" * 5000 + b"]" * 5000 + b" ")[3]}), {"broken_file"}),
        (
            lambda: signed({**SIG, 6: b"<< /Fields [9 0 R] >>", 9: b"<< /T (x) /Kids [9 0 R 7 0 R] /Parent 9 0 R >>"}),
            {""},
        ),
    ],
)
def test_files_that_ask_for_endless_work(make: Callable[[], bytes], words: set[str]) -> None:
    pdf = make()
    with within_budget():
        verdict = verify_pdf(pdf, trusted())
    assert {one.reason for one in verdict.signatures} == words
    assert verdict.word is not Word.INVALID


def test_pages_in_a_circle() -> None:
    pdf = updated(signed({**SIG, 2: b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 1 >>"}), {9: b"<< >>"})
    with within_budget():
        try:
            assert verify_pdf(pdf, trusted()).word in {Word.UNKNOWN, Word.VALID}
        except UnreadableInput as error:
            assert error.message


def test_a_key_too_dear_to_try_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    """OpenSSL calls a signature of a key it will not use false; it is not."""
    from desktop.signing.verifying import integrity

    monkeypatch.setattr(integrity, "_LARGEST_RSA_BITS", 1024)
    verdict = verify_pdf(simple(), trusted())
    assert (verdict.word, verdict.signatures[0].reason) == (Word.UNKNOWN, "odd_certificate")


def test_a_large_key_is_tried() -> None:
    private = rsa.generate_private_key(public_exponent=65537, key_size=4096)
    holder = pki.Holder(private, pki.issue(private.public_key(), pki.name("Ai đó"), authorities()[1], NOW))
    assert verify_pdf(simple(Seal(holder=holder)), trusted()).word is Word.VALID


def test_a_strangers_list_is_not_read_through() -> None:
    """Only lists that the authorities of the chain signed are looked into: any other may be as long as it likes."""
    root, issuing = authorities()
    where = pki.places(crl="http://127.0.0.1/crl")
    own = pki.issue(key("rsa").public_key(), pki.name("Ai đó"), issuing, NOW, also=where)
    way = [own, issuing.certificate, root.certificate]
    stranger = pki.revocation_list(
        pki.authority("Nhà cấp mẫu", NOW), {own.serial_number: NOW - timedelta(hours=1)}, NOW
    )
    assert judge(way, [stranger], [], NOW) is Standing.UNCHECKED
    honest = pki.revocation_list(issuing, {own.serial_number: NOW - timedelta(hours=1)}, NOW)
    assert judge(way, [stranger, honest], [], NOW) is Standing.REVOKED


def test_more_signatures_than_any_paper_has(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = simple()
    for at in range(3):
        number = 20 + 2 * at
        fields = b"7 0 R " + b" ".join(b"%d 0 R" % (20 + 2 * one) for one in range(at + 1))
        pdf = filled(
            updated(
                pdf,
                {
                    number: b"<< /FT /Sig /T (S%d) /V %d 0 R >>" % (at, number + 1),
                    number + 1: value_of(),
                    6: b"<< /Fields [%s] /SigFlags 3 >>" % fields,
                },
            ),
            Seal(),
        )
    assert len(read_signed(pdf).signatures) == 4
    assert verify_pdf(pdf, trusted()).word is Word.VALID
    monkeypatch.setattr("desktop.signing.verify.MOST_SIGNATURES", 3)
    found = verify_pdf(pdf, trusted()).signatures
    assert [one.reason for one in found] == ["", "", "", "too_much"]
