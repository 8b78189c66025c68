"""What can be found about a signature, and the verdict that follows: invalid only on proof, unknown on any doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Word(StrEnum):
    """The verdict in one word."""

    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN = "unknown"
    UNSIGNED = "unsigned"


class Broken(StrEnum):
    """What proves that a signature does not hold; nothing else does."""

    DIGEST = "digest_failed"
    SIGNATURE = "signature_failed"
    CHANGE = "changed_after"


class Doubt(StrEnum):
    """Why a signature cannot be called valid although nothing proves it broken."""

    NOT_UNDERSTOOD = "not_understood"
    SLOPPY_FILE = "sloppy_file"
    BROKEN_FILE = "broken_file"
    BEFORE = "bytes_before"
    TOO_MUCH = "too_much"
    NO_RANGE = "no_range"
    FORM = "form_not_accepted"
    NOT_CMS = "not_cms"
    SIGNERS = "not_one_signer"
    HASH = "hash_not_supported"
    WEAK_HASH = "hash_dropped"
    ALGORITHM = "algorithm_not_supported"
    NO_CERTIFICATE = "no_certificate"
    OTHER_CERTIFICATE = "other_certificate"
    ODD_CERTIFICATE = "odd_certificate"
    CHANGES_UNCLEAR = "changes_unclear"
    FILLED_IN = "filled_in"
    TRAILING = "trailing_space"
    REVOKED = "revoked"
    NO_TIME = "no_time"
    FUTURE = "future"
    UNFIT = "certificate_unfit"
    UNTRUSTED = "untrusted"
    LATE_PROOF = "late_proof"
    REVOKED_LATER = "revoked_later"
    EXPIRED = "expired"
    UNCHECKED = "revocation_unchecked"


WHY: dict[Broken | Doubt, str] = {
    Broken.DIGEST: "nội dung đã bị sửa sau khi ký",
    Broken.SIGNATURE: "chữ ký bị hỏng, để trống hoặc không phải của chứng thư này",
    Broken.CHANGE: "tệp bị thêm nội dung sau khi ký",
    Doubt.NOT_UNDERSTOOD: "không đọc hiểu được chữ ký này",
    Doubt.SLOPPY_FILE: "tệp PDF không đúng chuẩn",
    Doubt.BROKEN_FILE: "cấu trúc tệp PDF không đúng chuẩn, phải sửa lại mới đọc được",
    Doubt.BEFORE: "có dữ liệu lạ đứng trước phần đầu của tệp PDF",
    Doubt.TOO_MUCH: "tệp phức tạp quá mức kiểm tra được",
    Doubt.NO_RANGE: "chữ ký không ghi đúng phần tệp đã ký",
    Doubt.FORM: "dạng chữ ký này không được chấp nhận",
    Doubt.NOT_CMS: "không đọc được gói chữ ký (CMS)",
    Doubt.SIGNERS: "gói chữ ký không có đúng một người ký",
    Doubt.HASH: "chữ ký dùng thuật toán băm chưa hỗ trợ",
    Doubt.WEAK_HASH: "chữ ký dùng thuật toán băm đã bị bỏ",
    Doubt.ALGORITHM: "chữ ký dùng thuật toán ký chưa hỗ trợ",
    Doubt.NO_CERTIFICATE: "chữ ký không kèm chứng thư của người ký",
    Doubt.OTHER_CERTIFICATE: "chứng thư kèm theo không phải chứng thư mà chữ ký nêu",
    Doubt.ODD_CERTIFICATE: "chứng thư không đúng chuẩn",
    Doubt.CHANGES_UNCLEAR: "không xác định được những gì được thêm vào tệp sau khi ký",
    Doubt.FILLED_IN: "sau khi ký, tệp được điền hoặc ghi chú thêm như người ký cho phép; phần thêm chưa được ký",
    Doubt.TRAILING: "cuối tệp có ký tự trống thừa, nằm ngoài phần đã ký",
    Doubt.REVOKED: "chứng thư đã bị thu hồi trước khi ký",
    Doubt.NO_TIME: "tệp không ghi thời gian ký",
    Doubt.FUTURE: "thời gian ký ở tương lai",
    Doubt.UNFIT: "chứng thư không dùng để ký được",
    Doubt.UNTRUSTED: "chứng thư không thuộc nhà cấp được tin cậy, hoặc không có hiệu lực lúc ký",
    # The signer may claim any earlier time; what is proven is only that the signature was there too late.
    Doubt.LATE_PROOF: "dấu thời gian chỉ có sau khi chứng thư đã hết hạn",
    Doubt.REVOKED_LATER: "chứng thư nay đã bị thu hồi và không có dấu thời gian chứng minh đã ký trước đó",
    Doubt.EXPIRED: "chứng thư nay đã hết hạn và không có dấu thời gian chứng minh lúc ký",
    Doubt.UNCHECKED: "chưa kiểm tra được chứng thư có bị thu hồi hay không",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found.

    Attributes:
        kind: what it is.
        detail: Vietnamese phrase that says it more exactly than the words of its kind; empty for those.
    """

    kind: Broken | Doubt
    detail: str = ""

    @property
    def why(self) -> str:
        """A short Vietnamese phrase."""
        return self.detail or WHY[self.kind]


def weightiest(findings: Sequence[Finding]) -> Finding | None:
    """What a verdict is told by: proof before doubt, else the first that was found; None where all is well."""
    proofs = [one for one in findings if isinstance(one.kind, Broken)]
    return next(iter([*proofs, *findings]), None)


def concluded(findings: Sequence[Finding]) -> Word:
    """The verdict on one signature."""
    worst = weightiest(findings)
    if worst is None:
        return Word.VALID
    return Word.INVALID if isinstance(worst.kind, Broken) else Word.UNKNOWN
