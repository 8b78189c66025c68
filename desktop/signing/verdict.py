"""What is said of a signed file: for programs in one word, for people in Vietnamese sentences (R42, R43)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop.machine.clock import vietnam_time
from desktop.signing.authorities.revocation import Standing
from desktop.signing.verifying.changes import After
from desktop.signing.verifying.findings import Doubt, Finding, Word, concluded, weightiest

__all__ = ["CHANGES", "STANDINGS", "TIME_SOURCES", "WORDS", "SignatureVerdict", "Verdict", "Word"]


WORDS = {
    Word.VALID: "Chữ ký hợp lệ.",
    Word.INVALID: "Chữ ký KHÔNG hợp lệ.",
    Word.UNKNOWN: "Chưa khẳng định được chữ ký có hợp lệ hay không.",
    Word.UNSIGNED: "Tệp chưa được ký số.",
}

STANDINGS = {
    Standing.GOOD: "chưa bị thu hồi",
    Standing.REVOKED: "đã bị thu hồi",
    Standing.REVOKED_LATER: "bị thu hồi sau thời gian ghi trên chữ ký",
    Standing.UNCHECKED: "chưa kiểm tra được có bị thu hồi hay không",
    Standing.NOT_PUBLISHED: "nhà cấp không công bố danh sách thu hồi",
}

TIME_SOURCES = {
    "tsa": "dấu thời gian của cơ quan cấp dấu thời gian",
    "clock": "đồng hồ máy của người ký, chưa có dấu thời gian",
}

CHANGES = {
    After.NONE: "không có gì được thêm sau khi ký",
    After.SIGNATURES: "sau đó chỉ thêm chữ ký hoặc dữ liệu xác thực",
    After.ALLOWED: "có điền hoặc ghi chú thêm, như người ký cho phép",
    After.OTHER: "nội dung bị thêm hoặc sửa sau khi ký",
    After.UNCLEAR: "không xác định được",
}

INTACT = {True: "nội dung không bị thay đổi", False: "KHÔNG toàn vẹn", None: "chưa xác định được"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureVerdict:
    """The verdict on one signature.

    Attributes:
        signer: name in the certificate, empty where it cannot be read.
        issuer: who issued the certificate.
        signed_at: claimed or proven time, UTC; None where the file does not say.
        time_source: `clock` (the signer's own) or `tsa`.
        intact: what was signed is unchanged, and the signature is this certificate's; None where neither is known.
        covers_whole_file: nothing in the file lies outside this signature.
        trusted: the certificate leads to a trusted root and was fit at the time of signing.
        revocation: what is known of its revocation at the time of signing; nothing is good without an answer (R33).
        changes_after: what came after it.
        findings: what is wrong with it or not known of it; the verdict is theirs.
        field: name of its field.
        certificate_sha256: hash of the certificate.
        certificate_from: first moment of the certificate, UTC.
        certificate_until: its last moment, UTC.
    """

    signer: str = ""
    issuer: str = ""
    signed_at: datetime | None = None
    time_source: str = "clock"
    intact: bool | None = None
    covers_whole_file: bool = False
    trusted: bool = False
    revocation: Standing = Standing.UNCHECKED
    changes_after: After = After.UNCLEAR
    findings: tuple[Finding, ...] = (Finding(Doubt.NOT_UNDERSTOOD),)
    field: str = ""
    certificate_sha256: str = ""
    certificate_from: datetime | None = None
    certificate_until: datetime | None = None

    @property
    def word(self) -> Word:
        """This signature alone."""
        return concluded(self.findings)

    @property
    def why(self) -> str:
        """A short Vietnamese phrase why it is not valid; empty where it is."""
        worst = weightiest(self.findings)
        return worst.why if worst else ""

    @property
    def sentence(self) -> str:
        """The verdict on it with its reason, a Vietnamese sentence."""
        return f"{WORDS[self.word].rstrip('.')}: {self.why}." if self.why else WORDS[self.word]

    @property
    def reason(self) -> str:
        """The same as a stable code."""
        worst = weightiest(self.findings)
        return str(worst.kind) if worst else ""

    @property
    def certificate_state(self) -> str:
        """How the certificate stood at the time of signing, a Vietnamese phrase."""
        if self.certificate_from is None or self.certificate_until is None or self.signed_at is None:
            return "không xác định được"
        if self.signed_at < self.certificate_from:
            return "chưa có hiệu lực lúc ký"
        if self.signed_at > self.certificate_until:
            return "đã hết hạn lúc ký"
        return f"còn hạn lúc ký, {STANDINGS[self.revocation]}"

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What a reader must be shown, as name and words (regulations §5.1)."""
        return (
            ("Người ký", self.signer or "không đọc được"),
            ("Nhà cấp chứng thư", self.issuer or "không đọc được"),
            ("Thời gian ký", vietnam_time(self.signed_at) if self.signed_at else "tệp không ghi"),
            ("Nguồn thời gian", TIME_SOURCES[self.time_source]),
            ("Toàn vẹn", INTACT[self.intact]),
            ("Phạm vi", "toàn bộ tệp" if self.covers_whole_file else "một phần tệp (phiên bản lúc ký)"),
            ("Thay đổi sau khi ký", CHANGES[self.changes_after]),
            ("Chứng thư lúc ký", self.certificate_state),
            ("Nhà cấp được tin cậy", "có" if self.trusted else "không"),
        )

    def as_data(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "verdict": str(self.word),
            "why": self.why,
            "reason": self.reason,
            "signer": self.signer,
            "issuer": self.issuer,
            "signed_at": self.signed_at and self.signed_at.isoformat(),
            "time_source": self.time_source,
            "intact": self.intact,
            "covers_whole_file": self.covers_whole_file,
            "trusted": self.trusted,
            "revocation": str(self.revocation),
            "changes_after": str(self.changes_after),
            "certificate_sha256": self.certificate_sha256,
            "certificate_from": self.certificate_from and self.certificate_from.isoformat(),
            "certificate_until": self.certificate_until and self.certificate_until.isoformat(),
            "certificate_state": self.certificate_state,
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

    @property
    def sentence(self) -> str:
        """In words for a clerk."""
        return WORDS[self.word]

    def as_data(self) -> dict[str, Any]:
        """The shape the command line promises."""
        return {
            "verdict": str(self.word),
            "sentence": self.sentence,
            "signatures": [signature.as_data() for signature in self.signatures],
        }
