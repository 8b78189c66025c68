"""The verdict on a signed file, in words; unknown is never valid (R42, R43)."""

from __future__ import annotations

import asyncio
import hashlib
import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from desktop.document.check import opened


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureVerdict:
    """The verdict on one signature.

    Attributes:
        signer: name in the certificate, empty where it cannot be read.
        issuer: who issued the certificate.
        signed_at: claimed or proven time, UTC; None where the file does not say.
        time_source: `clock` (the signer's own) or `tsa`.
        intact: what was signed is unchanged.
        covers_whole_file: nothing in the file lies outside this signature.
        trusted: the certificate leads to a trusted root and was valid at the time.
        revocation: `good`, `revoked` or `unchecked`.
        changes_after: what came after it, `none`, `signatures`, `other`.
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
    certificate_sha256: str = ""

    @property
    def word(self) -> Word:
        """This signature alone."""
        if not self.intact or self.changes_after == "other" or self.revocation == "revoked":
            return Word.INVALID
        return Word.VALID if self.trusted else Word.UNKNOWN

    def as_data(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
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
    """The verdict on a file: as good as its worst signature, and something must cover the whole file."""

    signatures: tuple[SignatureVerdict, ...]

    @property
    def word(self) -> Word:
        """In one word."""
        if not self.signatures:
            return Word.UNSIGNED
        words = {signature.word for signature in self.signatures}
        if Word.INVALID in words or not any(one.covers_whole_file for one in self.signatures):
            return Word.INVALID
        return Word.UNKNOWN if Word.UNKNOWN in words else Word.VALID

    def as_data(self) -> dict[str, Any]:
        """The shape the command line promises."""
        return {
            "verdict": str(self.word),
            "sentence": WORDS[self.word],
            "signatures": [signature.as_data() for signature in self.signatures],
        }


def verify_pdf(pdf: bytes, trusted: Sequence[x509.Certificate], name: str = "PDF") -> Verdict:
    """Verify every signature of a file, without the network.

    Raises:
        UnreadableInput: no PDF.
    """
    opened(pdf, name).close()
    with _quiet():
        try:
            reader = PdfFileReader(io.BytesIO(pdf), strict=False)
            embedded = list(reader.embedded_regular_signatures)
        except Exception:
            # pyHanko raises nearly anything on a broken signature dictionary; it is there and it does not hold.
            return Verdict((SignatureVerdict(),))
        return Verdict(tuple(_verdict(one, trusted) for one in embedded))


def _verdict(embedded: Any, trusted: Sequence[x509.Certificate]) -> SignatureVerdict:
    try:
        roots = [_asn1(certificate) for certificate in trusted]
        context = ValidationContext(
            trust_roots=[root for root in roots if root.self_signed in {"yes", "maybe"}],
            other_certs=[root for root in roots if root.self_signed == "no"],
            allow_fetching=False,
            revocation_mode="soft-fail",
        )
        status = asyncio.run(async_validate_pdf_signature(embedded, signer_validation_context=context))
        certificate = status.signing_cert
        at = status.signer_reported_dt
        return SignatureVerdict(
            signer=_common_name(certificate.subject),
            issuer=_common_name(certificate.issuer),
            signed_at=at.astimezone(UTC) if at else None,
            time_source="tsa" if status.timestamp_validity else "clock",
            intact=bool(status.intact and status.valid),
            covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
            trusted=bool(status.trusted),
            revocation="revoked" if status.revoked else "unchecked",
            changes_after=_changes(status),
            certificate_sha256=hashlib.sha256(certificate.dump()).hexdigest(),
        )
    except Exception:
        return SignatureVerdict()


def _changes(status: Any) -> str:
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "none"
    return "signatures" if status.docmdp_ok else "other"


def _common_name(name: Any) -> str:
    return str(name.native.get("common_name", "")) or str(name.human_friendly)


def signatures_hold(pdf: bytes, certificate_sha256: str) -> bool:
    """Whether the newest signature is this certificate's, intact, and covers the whole file."""
    verdict = verify_pdf(pdf, [])
    newest = [one for one in verdict.signatures if one.covers_whole_file]
    return (
        bool(newest)
        and all(one.intact and one.changes_after != "other" for one in verdict.signatures)
        and newest[-1].certificate_sha256 == certificate_sha256
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """PyHanko logs every broken file as an error with its traceback; here a broken file is an answer."""
    loggers = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
