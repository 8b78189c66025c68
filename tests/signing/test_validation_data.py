"""Validation data alone, where there is no time stamp authority: how the certificates stood, from the file itself."""

from __future__ import annotations

import pytest

from desktop.model.signature import EvidenceKind
from desktop.signing.authorities.revocation import Standing
from desktop.signing.errors import NotExtendable
from desktop.signing.extend import extend_pdf
from desktop.signing.verify import Word, verify_pdf
from tests.signing.test_authorities import NOW, Counter, counter, shared

__all__ = ["counter", "shared"]


@pytest.mark.parametrize(("timed", "level"), [(False, "B-B"), (True, "B-LT")])
def test_answers_are_kept_in_the_file_without_a_time_on_top(
    counter: Counter, paper: bytes, timed: bool, level: str
) -> None:
    trusted = counter.authority.trusted
    signed = counter.sign(paper, tsa=counter.tsa() if timed else None).pdf
    (before,) = verify_pdf(signed, trusted).signatures
    done = extend_pdf(signed, trusted, counter.desk(), None, NOW)
    assert (done.level, done.pdf.startswith(signed)) == (level, True)
    assert {one.kind for one in done.evidence} == {EvidenceKind.CRL, EvidenceKind.OCSP}
    # Nothing but the file itself and the roots, offline.
    (after,) = verify_pdf(done.pdf, trusted).signatures
    assert (before.revocation, after.revocation) == (Standing.UNCHECKED, Standing.GOOD)
    assert (after.word, after.time_source) == (Word.VALID, "tsa" if timed else "clock")
    # The time may follow when there is one.
    again = extend_pdf(done.pdf, trusted, counter.desk(), counter.tsa(), NOW)
    assert (again.level, again.pdf.startswith(done.pdf)) == ("B-LTA", True)


def test_what_is_not_signed_or_does_not_hold_gets_none(counter: Counter, paper: bytes) -> None:
    spoilt = bytearray(counter.sign(paper).pdf)
    spoilt[len(paper) // 2] ^= 1
    for pdf in (paper, bytes(spoilt)):
        with pytest.raises(NotExtendable):
            extend_pdf(pdf, counter.authority.trusted, counter.desk(), None, NOW)
