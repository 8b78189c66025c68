"""Verifying a signed file, ours or anybody's: what is found is put together, and the verdict follows from it (R42)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from pyhanko.sign.validation.generic_cms import extract_self_reported_ts
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from desktop.document.file.check import opened
from desktop.machine.clock import SystemClock
from desktop.signing.authorities.revocation import RevocationDesk, Standing, judge
from desktop.signing.checks import issuer_of, name_of
from desktop.signing.held import Held, read_held
from desktop.signing.verdict import SignatureVerdict, Verdict, Word
from desktop.signing.verifying.bounds import MOST_SIGNATURES, read_or
from desktop.signing.verifying.changes import After, changes_after, covers_a_revision
from desktop.signing.verifying.embedded import Embedded, SignedFile, read_signed
from desktop.signing.verifying.findings import Broken, Doubt, Finding
from desktop.signing.verifying.integrity import Sealed, covered, digest_of, is_hashable, opened_seal, stamp_of
from desktop.signing.verifying.trust import Trust, fitness, stamp_in, tokens_of

__all__ = ["SignatureVerdict", "Verdict", "Word", "verify_pdf"]

log = logging.getLogger(__name__)

T = TypeVar("T")

_CLOCKS_DIFFER = timedelta(minutes=10)
"""As far as that, two clocks that are right may differ. Chosen, as in `authorities/timestamp.py`."""


def verify_pdf(
    pdf: bytes,
    trusted: Sequence[x509.Certificate],
    name: str = "PDF",
    at: datetime | None = None,
    desk: RevocationDesk | None = None,
    known: Held | None = None,
) -> Verdict:
    """Verify every signature of a file (R42).

    Args:
        pdf: any file.
        trusted: roots and intermediates of this counter.
        name: of the file, for the refusal.
        at: the present moment, UTC; the PC's where it is not given.
        desk: asked about revocation; None for what the file itself holds, without the network.
        known: validation data at hand besides those in the file.

    Raises:
        UnreadableInput: no PDF, broken, or locked with a password.
    """
    opened(pdf, name).close()
    file = read_signed(pdf)
    held = (read_held(file.reader) if file.reader else Held()) + (known or Held())
    trust = Trust(tuple(trusted), held.certificates)
    look = _Look(file, trust, held, at or SystemClock().now(), desk)
    return Verdict(look.verdicts())


@dataclass(frozen=True, slots=True)
class _Time:
    """A document timestamp that holds: everything up to this byte was there at this time."""

    end: int
    moment: datetime


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at one file."""

    file: SignedFile
    trust: Trust
    held: Held
    now: datetime
    desk: RevocationDesk | None

    def verdicts(self) -> tuple[SignatureVerdict, ...]:
        """One for each signature, the oldest first."""
        signatures, bugs = self.file.signatures, list[Exception]()
        times = _tried(self._times, list[_Time](), bugs) if signatures else []
        judged = [
            _tried(lambda one=one: self._verdict(one, times), SignatureVerdict(field=one.field), bugs)  # type: ignore[misc]
            for one in signatures[:MOST_SIGNATURES]
        ]
        left = [SignatureVerdict(field=one.field, findings=(_TOO_MUCH,)) for one in signatures[MOST_SIGNATURES:]]
        if bugs:
            log.error("a signature could not be judged", exc_info=bugs[0])
        return tuple(judged + left)

    def _times(self) -> list[_Time]:
        """The document timestamps that hold, newest first; each is judged at the time the newer one proves."""
        found: list[_Time] = []
        for stamp in reversed(self.file.stamps[-MOST_SIGNATURES:]):
            before = found[-1].moment if found else self.now
            moment = self._time(stamp, before)
            found += [_Time(stamp.end, moment)] if moment else []
        return found

    def _time(self, stamp: Embedded, before: datetime) -> datetime | None:
        """When a document timestamp was given; None where it proves nothing."""
        token, pdf = stamp_of(stamp), self.file.pdf
        if token is None or covered(pdf, stamp) or not covers_a_revision(self.file, stamp):
            return None
        found = stamp_in(token, lambda name: digest_of(pdf, stamp, name), self.trust, before)
        return found.moment if found and found.moment <= before + _CLOCKS_DIFFER else None

    def _verdict(self, one: Embedded, times: Sequence[_Time]) -> SignatureVerdict:
        file = self.file
        sealed = opened_seal(file.pdf, one, [*self.held.certificates, *self.trust.trusted])
        outside = covered(file.pdf, one)
        after, change = changes_after(file, one) if is_hashable(file.pdf, one) else (After.UNCLEAR, None)
        found = SignatureVerdict(
            field=one.field,
            intact=_intact(sealed),
            covers_whole_file=outside is None and one.end == len(file.pdf) and file.doubt is not Doubt.BEFORE,
            changes_after=After.OTHER if outside and outside.kind is Broken.CHANGE else after,
            findings=(*sealed.findings, *([change] if change else [])),
        )
        judged = self._signer(found, one, sealed, times) if sealed.certificate else found
        doubts = [Finding(file.doubt)] if file.doubt else []
        return replace(judged, findings=(*judged.findings, *doubts))

    def _signer(
        self, found: SignatureVerdict, one: Embedded, sealed: Sealed, times: Sequence[_Time]
    ) -> SignatureVerdict:
        """The same verdict with what is known of the signer and the time."""
        certificate = sealed.certificate
        assert certificate
        signer = sealed.signer
        claimed = read_or(lambda: extract_self_reported_ts(signer), instead=None) if signer is not None else None
        signed_at = claimed.astimezone(UTC) if claimed and claimed.tzinfo else one.noted
        proofs = [time.moment for time in times if time.end >= one.end]
        if signer is not None:
            proofs += self._stamps(signer, min([self.now, *proofs]))
        proven = min(proofs, default=None)
        way = self.trust.way(certificate, min([signed_at or self.now, self.now, *proofs]), sealed.others)
        unfit = fitness(certificate, way)
        told = replace(
            found,
            signer=read_or(lambda: name_of(certificate) or certificate.subject.rfc4514_string(), instead=""),
            issuer=read_or(lambda: issuer_of(certificate), instead=""),
            signed_at=proven or signed_at,
            time_source="tsa" if proven else "clock",
            trusted=bool(way) and not any(one.kind is Doubt.UNTRUSTED for one in unfit),
            revocation=self._standing(certificate, sealed.others, signed_at, proven),
            certificate_sha256=certificate.fingerprint(hashes.SHA256()).hex(),
            certificate_from=read_or(lambda: certificate.not_valid_before_utc, instead=None),
            certificate_until=read_or(lambda: certificate.not_valid_after_utc, instead=None),
        )
        return replace(told, findings=(*told.findings, *_doubts(told, unfit, self.now)))

    def _stamps(self, signer: cms.SignerInfo, before: datetime) -> list[datetime]:
        """What the time stamps on the signature itself prove."""

        def imprint(name: str) -> bytes:
            hashing = hashes.Hash(get_pyca_cryptography_hash(name))
            hashing.update(signer["signature"].native)
            return hashing.finalize()

        found = [stamp_in(token, imprint, self.trust, before) for token in tokens_of(signer)]
        return [stamp.moment for stamp in found if stamp]

    def _standing(
        self,
        certificate: x509.Certificate,
        own: Sequence[x509.Certificate],
        claimed: datetime | None,
        proven: datetime | None,
    ) -> Standing:
        """Revocation at the proven time; where none is proven, at present, as a claimed time can be any."""
        way = self.trust.way(certificate, proven or claimed or self.now, own)
        if not way:
            return Standing.UNCHECKED
        crls, ocsps = self.held.crls, self.held.ocsps
        standing = judge(way, crls, ocsps, proven or self.now)
        if standing is Standing.UNCHECKED and self.desk:
            answer = self.desk.look(way, self.now)
            crls, ocsps = (*crls, *answer.crls), (*ocsps, *answer.ocsps)
            standing = judge(way, crls, ocsps, proven or self.now)
        if standing is Standing.REVOKED and proven is None and claimed:
            earlier = judge(way, crls, ocsps, claimed)
            return Standing.REVOKED if earlier is Standing.REVOKED else Standing.REVOKED_LATER
        return standing


def _tried(work: Callable[[], T], instead: T, bugs: list[Exception]) -> T:
    """What strangers' bytes do to the libraries is caught where they are called; any other error is a fault of ours."""
    try:
        return work()
    except Exception as error:
        bugs.append(error)
        return instead


def _intact(sealed: Sealed) -> bool | None:
    if any(isinstance(one.kind, Broken) for one in sealed.findings):
        return False
    return True if sealed.digested else None


def _doubts(found: SignatureVerdict, unfit: Sequence[Finding], now: datetime) -> Iterator[Finding]:
    """What speaks against a signature besides its own state, the weightiest first."""
    until, source = found.certificate_until, found.time_source
    if found.revocation is Standing.REVOKED:
        yield Finding(Doubt.REVOKED)
    if found.signed_at is None:
        yield Finding(Doubt.NO_TIME)
    elif found.signed_at > now + _CLOCKS_DIFFER:
        yield Finding(Doubt.FUTURE)
    yield from unfit
    if source == "tsa" and found.signed_at and until and found.signed_at > until:
        yield Finding(Doubt.LATE_PROOF)
    if found.revocation is Standing.REVOKED_LATER:
        yield Finding(Doubt.REVOKED_LATER)
    if source == "clock" and until and until < now:
        yield Finding(Doubt.EXPIRED)
    if found.revocation is Standing.UNCHECKED:
        yield Finding(Doubt.UNCHECKED)


_TOO_MUCH = Finding(Doubt.TOO_MUCH)
