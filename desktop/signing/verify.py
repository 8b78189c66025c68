"""Verifying a signed file, ours or anybody's; unknown is never valid (R42)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from desktop.document.file.check import opened
from desktop.model.errors import UnreadableInput
from desktop.signing.authorities.revocation import RevocationDesk, Standing, as_asn1, judge
from desktop.signing.checks import chain, issuer_of, name_of, weakness
from desktop.signing.held import Held, read_held
from desktop.signing.loop import run
from desktop.signing.verdict import SignatureVerdict, Verdict, Word

__all__ = ["SignatureVerdict", "Verdict", "Word", "verify_pdf"]

_CLOCKS_DIFFER = timedelta(minutes=10)


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
    look = _Look(pdf, tuple(trusted), at or datetime.now(UTC), desk, known or Held())
    try:
        return Verdict(look.verdicts(strict=True))
    except Exception:
        # Sloppy writers are common, and so are files made to look different to different readers: a file that
        # only opens leniently can be found broken, never valid.
        return _lenient(look, name)


def _lenient(look: _Look, name: str) -> Verdict:
    try:
        found = look.verdicts(strict=False)
    except Exception as error:
        # pyHanko raises nearly anything on a broken file. What a signature covers stands in the file in clear, so
        # where that word is missing there is no signature to speak of.
        if b"/ByteRange" not in look.pdf:
            raise UnreadableInput(name, reason="cấu trúc PDF bị hỏng", cause=type(error).__name__) from None
        return Verdict((SignatureVerdict(),))
    why = "tệp PDF không đúng chuẩn"
    return Verdict(tuple(replace(one, why=one.why or why) for one in found))


@dataclass(frozen=True, slots=True)
class _Time:
    """A document timestamp that holds: everything up to this revision was there at this time."""

    revision: int
    moment: datetime


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at one file."""

    pdf: bytes
    trusted: tuple[x509.Certificate, ...]
    now: datetime
    desk: RevocationDesk | None
    known: Held

    def verdicts(self, *, strict: bool) -> tuple[SignatureVerdict, ...]:
        reader = PdfFileReader(io.BytesIO(self.pdf), strict=strict)
        embedded = list(reader.embedded_signatures)
        signatures = [one for one in embedded if one.sig_object_type == "/Sig"]
        if not signatures:
            return ()
        held = read_held(reader) + self.known
        fields = {name for name, _, _ in enumerate_sig_fields(reader)}
        times = self._times([one for one in embedded if one.sig_object_type == "/DocTimeStamp"], held)
        return tuple(self._verdict(one, held, times, fields, newest=one is signatures[-1]) for one in signatures)

    def _times(self, stamps: Sequence[Any], held: Held) -> list[_Time]:
        """The document timestamps that hold, newest first; each is judged at the time the newer one proves."""
        found: list[_Time] = []
        for stamp in sorted(stamps, key=lambda one: one.signed_revision, reverse=True):
            time = self._time(stamp, held, found[-1].moment if found else self.now)
            found += [time] if time else []
        return found

    def _time(self, stamp: Any, held: Held, moment: datetime) -> _Time | None:
        try:
            status = run(async_validate_pdf_timestamp(stamp, self._context(held, moment)))
        except Exception:
            # A timestamp that makes no sense proves nothing; what it changed is judged with the signatures.
            return None
        covered = status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
        stamped = status.timestamp.astimezone(UTC)
        holds = status.intact and status.valid and status.trusted and covered
        return _Time(stamp.signed_revision, stamped) if holds and stamped <= moment + _CLOCKS_DIFFER else None

    def _verdict(
        self, embedded: Any, held: Held, times: Sequence[_Time], fields: set[str], *, newest: bool
    ) -> SignatureVerdict:
        field = str(embedded.field_name)
        try:
            claimed = embedded.self_reported_timestamp
            signed_at = claimed.astimezone(UTC) if claimed else None
            proofs = [time.moment for time in times if time.revision >= embedded.signed_revision]
            moment = min([signed_at or self.now, self.now, *proofs])
            stamps = list(extract_tst_data_iter(embedded.signer_info, signed=False))
            status = run(
                async_validate_pdf_signature(
                    embedded,
                    signer_validation_context=self._context(held, moment),
                    ts_validation_context=self._context(held, min([self.now, *proofs])) if stamps else None,
                    key_usage_settings=KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}),
                )
            )
            stamped = status.timestamp_validity
            if stamped and stamped.valid and stamped.intact and stamped.trusted:
                proofs.append(stamped.timestamp.astimezone(UTC))
            certificate = x509.load_der_x509_certificate(status.signing_cert.dump())
            own = [x509.load_der_x509_certificate(one.dump()) for one in embedded.other_embedded_certs]
            proven = min(proofs, default=None)
            found = SignatureVerdict(
                signer=name_of(certificate) or certificate.subject.rfc4514_string(),
                issuer=issuer_of(certificate),
                signed_at=proven or signed_at,
                time_source="tsa" if proven else "clock",
                intact=bool(
                    status.intact and status.valid and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
                ),
                covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
                trusted=bool(status.trusted),
                revocation=self._standing(certificate, own, held, signed_at, proven),
                changes_after=_changes(status, fields, newest=newest),
                why="",
                field=field,
                certificate_sha256=certificate.fingerprint(hashes.SHA256()).hex(),
                certificate_from=certificate.not_valid_before_utc,
                certificate_until=certificate.not_valid_after_utc,
            )
            return replace(found, why=_why(found, certificate, self.now))
        except Exception:
            return SignatureVerdict(field=field)

    def _context(self, held: Held, moment: datetime) -> ValidationContext:
        roots = [one for one in self.trusted if one.subject == one.issuer]
        others = [one for one in self.trusted if one.subject != one.issuer]
        return ValidationContext(
            trust_roots=[as_asn1(one) for one in roots],
            other_certs=[as_asn1(one) for one in (*others, *held.certificates)],
            allow_fetching=False,
            revocation_mode="soft-fail",
            moment=moment,
        )

    def _standing(
        self,
        certificate: x509.Certificate,
        own: Sequence[x509.Certificate],
        held: Held,
        claimed: datetime | None,
        proven: datetime | None,
    ) -> Standing:
        """Revocation at the proven time; where none is proven, at present, for a claimed time can be any."""
        way = chain(certificate, self.trusted, proven or claimed or self.now, [*own, *held.certificates])
        if not way:
            return Standing.UNCHECKED
        crls, ocsps = held.crls, held.ocsps
        standing = judge(way, crls, ocsps, proven or self.now)
        if standing is Standing.UNCHECKED and self.desk:
            answer = self.desk.look(way, self.now)
            crls, ocsps = (*crls, *answer.crls), (*ocsps, *answer.ocsps)
            standing = judge(way, crls, ocsps, proven or self.now)
        if standing is Standing.REVOKED and proven is None and claimed:
            earlier = judge(way, crls, ocsps, claimed)
            return Standing.REVOKED if earlier is Standing.REVOKED else Standing.REVOKED_LATER
        return standing


def _changes(status: Any, fields: set[str], *, newest: bool) -> str:
    """What came after a signature; after the newest one only validation data and document timestamps may."""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "none"
    level = status.modification_level
    if not status.docmdp_ok or level is None:
        return "other"
    if newest:
        # No change, yet not the whole file: bytes that belong to nothing were hung on.
        return "signatures" if level == ModificationLevel.LTA_UPDATES else "other"
    # Filling in a form is a change of content, unless what was filled in is a signature.
    filled = status.diff_result.changed_form_fields
    return "signatures" if level <= ModificationLevel.FORM_FILLING and filled <= fields else "other"


def _why(found: SignatureVerdict, certificate: x509.Certificate, now: datetime) -> str:
    if not found.intact:
        return "nội dung đã bị sửa sau khi ký"
    if found.changes_after == "other":
        return "tệp bị thêm nội dung sau khi ký"
    if found.revocation is Standing.REVOKED:
        return "chứng thư đã bị thu hồi trước khi ký"
    if found.signed_at is None:
        return "tệp không ghi thời gian ký"
    if found.signed_at > now + _CLOCKS_DIFFER:
        return "thời gian ký ở tương lai"
    if weak := weakness(certificate):
        return weak
    if not found.trusted:
        return "chứng thư không thuộc nhà cấp được tin cậy, hoặc không có hiệu lực lúc ký"
    if found.time_source == "tsa" and found.signed_at > certificate.not_valid_after_utc:
        # The signer may claim any earlier time; what is proven is only that the signature was there too late.
        return "dấu thời gian chỉ có sau khi chứng thư đã hết hạn"
    if found.revocation is Standing.REVOKED_LATER:
        return "chứng thư nay đã bị thu hồi và không có dấu thời gian chứng minh đã ký trước đó"
    if found.time_source == "clock" and certificate.not_valid_after_utc < now:
        return "chứng thư nay đã hết hạn và không có dấu thời gian chứng minh lúc ký"
    if found.revocation is Standing.UNCHECKED:
        return "chưa kiểm tra được chứng thư có bị thu hồi hay không"
    return ""
