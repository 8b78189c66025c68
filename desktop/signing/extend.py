"""Validation data and a document timestamp appended later, without the token (PAdES B-LTA, R35)."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import crl, ocsp
from cryptography import x509
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.validation import DocumentSecurityStore

from desktop.model.errors import QuaySoError
from desktop.model.signature import Evidence, EvidenceKind
from desktop.signing.authorities.revocation import Revocation, RevocationDesk, Standing, as_asn1
from desktop.signing.authorities.timestamp import NoTime, Tsa
from desktop.signing.checks import chain
from desktop.signing.errors import NotExtendable, TimestampMissing
from desktop.signing.loop import run
from desktop.signing.pades import appending
from desktop.signing.verify import Verdict, Word, verify_pdf
from desktop.signing.verifying.embedded import read_signed
from desktop.signing.verifying.findings import WHY, Doubt
from desktop.signing.verifying.integrity import opened_seal

_TIME_MARGIN = 1024
"""Bytes by which a time stamp may be longer than the first one was. Chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendedPdf:
    """A signed file with its proofs.

    Attributes:
        pdf: its bytes; the file given stays at their start unchanged.
        sha256: their hash.
        level: `B-LTA` where every signer's standing is proven and stamped, else `B-T`; without a stamp on top `B-LT`
            where every signature has its own, else `B-B`.
        verdict: what was found when it was opened again.
        evidence: CRLs, OCSP answers and the token that were appended.
    """

    pdf: bytes
    sha256: str
    level: str
    verdict: Verdict
    evidence: tuple[Evidence, ...]


def extend_pdf(
    pdf: bytes, trusted: Sequence[x509.Certificate], desk: RevocationDesk, tsa: Tsa | None, now: datetime
) -> ExtendedPdf:
    """Append revocation answers and a document timestamp; needs the line, not the token.

    Args:
        pdf: a signed file, all of whose signatures hold.
        trusted: roots and intermediates of this counter.
        desk: asked about revocation.
        tsa: who gives the time; None for validation data alone, which say how the certificates stood, but not when.
        now: UTC.

    Raises:
        NotExtendable: nothing is signed, or a signature does not hold.
        TimestampMissing: the time stamp authority gave no time that can be believed; the file stays as it is.
        UnreadableInput: no PDF, broken, or locked with a password.
    """
    before = verify_pdf(pdf, trusted, at=now)
    _require_worth(before)
    if tsa and not tsa.ready:
        raise TimestampMissing()
    try:
        ways = _ways(pdf, trusted, now)
        if tsa:
            ways.append(chain(tsa.certificates[0], trusted, now, tsa.certificates[1:]))
        answers = [desk.look(way, now) for way in ways if way]
        out = io.BytesIO()
        run(_append(pdf, ways, answers, tsa, out))
    except NoTime as error:
        raise TimestampMissing(cause=str(error)) from None
    except QuaySoError:
        raise
    except Exception as error:
        # pyHanko raises nearly anything on a file that makes no sense.
        raise NotExtendable(reason="tệp PDF không ghi thêm được", cause=repr(error)[:300]) from error
    done = out.getvalue()
    after = verify_pdf(done, trusted, at=now)
    _require_held(pdf, done, before, after, timed=tsa is not None)
    return ExtendedPdf(
        pdf=done,
        sha256=hashlib.sha256(done).hexdigest(),
        level=_level(after, stamped=tsa is not None),
        verdict=after,
        evidence=(
            *(Evidence(EvidenceKind.CRL, der) for der in _each(one.crls for one in answers)),
            *(Evidence(EvidenceKind.OCSP, der) for der in _each(one.ocsps for one in answers)),
            *((Evidence(EvidenceKind.TIMESTAMP, tsa.token),) if tsa else ()),
        ),
    )


def _ways(pdf: bytes, trusted: Sequence[x509.Certificate], now: datetime) -> list[list[x509.Certificate]]:
    """The chains of all signers; one that leads to no trusted root is left out: whether it is genuine is not known."""
    seals = [opened_seal(pdf, one, trusted) for one in read_signed(pdf).signatures]
    ways = [chain(one.certificate, trusted, now, one.others) for one in seals if one.certificate]
    return [way for way in ways if way]


async def _append(
    pdf: bytes,
    ways: Sequence[Sequence[x509.Certificate]],
    answers: Sequence[Revocation],
    tsa: Tsa | None,
    out: io.BytesIO,
) -> None:
    writer = appending(pdf)
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        sig_contents=None,
        certs=[as_asn1(one) for one in dict.fromkeys(one for way in ways for one in way)],
        crls=[crl.CertificateList.load(der) for der in _each(one.crls for one in answers)],
        ocsps=[ocsp.OCSPResponse.load(der) for der in _each(one.ocsps for one in answers)],
    )
    if tsa is None:
        writer.write(out)  # type: ignore[no-untyped-call]
        return
    room = 2 * (tsa.room + _TIME_MARGIN)
    await PdfTimeStamper(tsa).async_timestamp_pdf(writer, "sha256", output=out, bytes_reserved=room)


def _level(after: Verdict, *, stamped: bool) -> str:
    proven = after.word is Word.VALID
    if stamped:
        return "B-LTA" if proven else "B-T"
    timed = all(one.time_source == "tsa" for one in after.signatures)
    return ("B-LT" if proven else "B-T") if timed else "B-B"


def _require_worth(verdict: Verdict) -> None:
    """Proofs are no use to a signature that does not hold, or whose certificate was revoked before."""
    if verdict.word is Word.UNSIGNED:
        raise NotExtendable(reason="tệp chưa được ký")
    if verdict.word is Word.INVALID:
        raise NotExtendable(reason="có chữ ký không hợp lệ")
    if any(one.revocation is Standing.REVOKED for one in verdict.signatures):
        raise NotExtendable(reason=WHY[Doubt.REVOKED])


def _require_held(pdf: bytes, done: bytes, before: Verdict, after: Verdict, *, timed: bool) -> None:
    _require_worth(after)
    kept = [one.field for one in after.signatures if one.intact and (one.time_source == "tsa" or not timed)]
    if not done.startswith(pdf) or kept != [one.field for one in before.signatures]:
        raise NotExtendable(reason="tệp sau khi ghi thêm không kiểm tra được", cause=str(after.as_data())[:300])


def _each(groups: Iterable[Sequence[bytes]]) -> list[bytes]:
    return list(dict.fromkeys(one for group in groups for one in group))
