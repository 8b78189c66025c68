"""The verdict on a signed file, in words; unknown is never valid (R42, R43)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from desktop.document.check import opened
from desktop.model.errors import UnreadableInput
from desktop.signing.checks import issuer_of, name_of, weakness
from desktop.signing.loop import run


class Word(StrEnum):
    """The verdict in one word."""

    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN = "unknown"
    UNSIGNED = "unsigned"


WORDS = {
    Word.VALID: "Chữ ký hợp lệ.",
    Word.INVALID: "Chữ ký KHÔNG hợp lệ.",
    Word.UNKNOWN: "Chưa khẳng định được chữ ký có hợp lệ hay không.",
    Word.UNSIGNED: "Tệp chưa được ký số.",
}


_CLOCKS_DIFFER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureVerdict:
    """The verdict on one signature.

    Attributes:
        signer: name in the certificate, empty where it cannot be read.
        issuer: who issued the certificate.
        signed_at: claimed or proven time, UTC; None where the file does not say.
        time_source: `clock` (the signer's own) or `tsa`.
        intact: what was signed is unchanged, and the signature is this certificate's.
        covers_whole_file: nothing in the file lies outside this signature.
        trusted: the certificate leads to a trusted root and was fit at the time of signing.
        revocation: `revoked` or `unchecked`; nothing is called good without an answer (R33).
        changes_after: what came after it: `none`, `signatures` (or validation data), `other`.
        why: short Vietnamese phrase why it is not valid; empty where it is.
        field: name of its field.
        certificate_sha256: hash of the certificate.
    """

    signer: str = ""
    issuer: str = ""
    signed_at: datetime | None = None
    time_source: str = "clock"
    intact: bool = False
    covers_whole_file: bool = False
    trusted: bool = False
    revocation: str = "unchecked"
    changes_after: str = "none"
    why: str = "chữ ký bị hỏng hoặc để trống"
    field: str = ""
    certificate_sha256: str = ""

    @property
    def word(self) -> Word:
        """This signature alone."""
        if not self.intact or self.changes_after == "other" or self.revocation == "revoked":
            return Word.INVALID
        return Word.UNKNOWN if self.why or not self.trusted else Word.VALID

    def as_data(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "verdict": str(self.word),
            "why": self.why,
            "signer": self.signer,
            "issuer": self.issuer,
            "signed_at": self.signed_at and self.signed_at.isoformat(),
            "time_source": self.time_source,
            "intact": self.intact,
            "covers_whole_file": self.covers_whole_file,
            "trusted": self.trusted,
            "revocation": self.revocation,
            "changes_after": self.changes_after,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on a file: as good as its worst signature."""

    signatures: tuple[SignatureVerdict, ...]

    @property
    def word(self) -> Word:
        """In one word."""
        words = {signature.word for signature in self.signatures}
        return next((word for word in (Word.INVALID, Word.UNKNOWN, Word.VALID) if word in words), Word.UNSIGNED)

    def as_data(self) -> dict[str, Any]:
        """The shape the command line promises."""
        return {
            "verdict": str(self.word),
            "sentence": WORDS[self.word],
            "signatures": [signature.as_data() for signature in self.signatures],
        }


def verify_pdf(
    pdf: bytes, trusted: Sequence[x509.Certificate], name: str = "PDF", at: datetime | None = None
) -> Verdict:
    """Verify every signature of a file, without the network (R42).

    Args:
        pdf: any file.
        trusted: roots and intermediates of this counter.
        name: of the file, for the refusal.
        at: the present moment, UTC; the PC's where it is not given.

    Raises:
        UnreadableInput: no PDF, broken, or locked with a password.
    """
    opened(pdf, name).close()
    now = at or datetime.now(UTC)
    try:
        return Verdict(_verdicts(pdf, trusted, now, strict=True))
    except Exception:
        # Sloppy writers are common, and so are files made to look different to different readers: a file that
        # only opens leniently can be found broken, never valid.
        return _lenient(pdf, trusted, now, name)


def _lenient(pdf: bytes, trusted: Sequence[x509.Certificate], now: datetime, name: str) -> Verdict:
    try:
        found = _verdicts(pdf, trusted, now, strict=False)
    except Exception as error:
        # pyHanko raises nearly anything on a broken file. What a signature covers stands in the file in clear, so
        # where that word is missing there is no signature to speak of.
        if b"/ByteRange" not in pdf:
            raise UnreadableInput(name, reason="cấu trúc PDF bị hỏng", cause=type(error).__name__) from None
        return Verdict((SignatureVerdict(),))
    why = "tệp PDF không đúng chuẩn"
    return Verdict(tuple(replace(one, why=one.why or why) for one in found))


def _verdicts(
    pdf: bytes, trusted: Sequence[x509.Certificate], now: datetime, *, strict: bool
) -> tuple[SignatureVerdict, ...]:
    reader = PdfFileReader(io.BytesIO(pdf), strict=strict)
    embedded = list(reader.embedded_regular_signatures)
    return tuple(_verdict(one, trusted, now, newest=one is embedded[-1]) for one in embedded)


def _verdict(embedded: Any, trusted: Sequence[x509.Certificate], now: datetime, *, newest: bool) -> SignatureVerdict:
    field = str(embedded.field_name)
    try:
        claimed = embedded.self_reported_timestamp
        signed_at = claimed.astimezone(UTC) if claimed else None
        status = run(
            async_validate_pdf_signature(
                embedded,
                signer_validation_context=_context(trusted, min(signed_at or now, now)),
                key_usage_settings=KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}),
            )
        )
        certificate = x509.load_der_x509_certificate(status.signing_cert.dump())
        stamped = status.timestamp_validity
        proven = bool(stamped and stamped.valid and stamped.trusted)
        found = SignatureVerdict(
            signer=name_of(certificate) or certificate.subject.rfc4514_string(),
            issuer=issuer_of(certificate),
            signed_at=stamped.timestamp.astimezone(UTC) if stamped and proven else signed_at,
            time_source="tsa" if proven else "clock",
            intact=bool(status.intact and status.valid and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION),
            covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
            trusted=bool(status.trusted),
            revocation="revoked" if status.revoked else "unchecked",
            changes_after=_changes(status, newest=newest),
            why="",
            field=field,
            certificate_sha256=certificate.fingerprint(hashes.SHA256()).hex(),
        )
        return replace(found, why=_why(found, certificate, now))
    except Exception:
        return SignatureVerdict(field=field)


def _context(trusted: Sequence[x509.Certificate], moment: datetime) -> ValidationContext:
    return ValidationContext(
        trust_roots=[_asn1(one) for one in trusted if one.subject == one.issuer],
        other_certs=[_asn1(one) for one in trusted if one.subject != one.issuer],
        allow_fetching=False,
        revocation_mode="soft-fail",
        moment=moment,
    )


def _changes(status: Any, *, newest: bool) -> str:
    """What came after a signature; after the newest one only validation data and document timestamps may."""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "none"
    level = status.modification_level
    if not status.docmdp_ok or level is None:
        return "other"
    if newest:
        # No change, yet not the whole file: bytes that belong to nothing were hung on.
        return "signatures" if level == ModificationLevel.LTA_UPDATES else "other"
    return "signatures" if level <= ModificationLevel.FORM_FILLING else "other"


def _why(found: SignatureVerdict, certificate: x509.Certificate, now: datetime) -> str:
    if not found.intact:
        return "nội dung đã bị sửa sau khi ký"
    if found.changes_after == "other":
        return "tệp bị thêm nội dung sau khi ký"
    if found.revocation == "revoked":
        return "chứng thư đã bị thu hồi"
    if found.signed_at is None:
        return "tệp không ghi thời gian ký"
    if found.signed_at > now + _CLOCKS_DIFFER:
        return "thời gian ký ở tương lai"
    if weak := weakness(certificate):
        return weak
    if not found.trusted:
        return "chứng thư không thuộc nhà cấp được tin cậy, hoặc không có hiệu lực lúc ký"
    if found.time_source == "clock" and certificate.not_valid_after_utc < now:
        return "chứng thư nay đã hết hạn và không có dấu thời gian chứng minh lúc ký"
    return ""


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
