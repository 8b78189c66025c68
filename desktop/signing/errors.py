"""Why a paper could not be signed, or a token not be used."""

from __future__ import annotations

from desktop.machine.secrets import OnlyTraining
from desktop.model.errors import REFUSED, QuaySoError, Refusal, Trouble


class SigningTrouble(Trouble):
    """A trouble that ends the batch: the papers after it cannot be signed either.

    Where the token works and says no (a wrong PIN, no such certificate), it is a refusal all the same.
    """

    code = "signing_trouble"
    sentence = "Không ký được."
    advice = "Rút USB ký số, cắm lại rồi thử lại."


class PinWrong(SigningTrouble):
    """The token refused the PIN."""

    code = "pin_wrong"
    exit_status = REFUSED
    sentence = "Mã PIN không đúng."
    advice = "Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại; nhập sai nhiều lần USB ký số sẽ bị khoá."


class PinLocked(SigningTrouble):
    """The token is locked after too many wrong PINs."""

    code = "pin_locked"
    exit_status = REFUSED
    sentence = "USB ký số đã bị khoá vì nhập sai mã PIN nhiều lần."
    advice = "Liên hệ nơi cấp chứng thư số để mở khoá; đừng thử tiếp."


class PinExpired(SigningTrouble):
    """The token wants its PIN changed first."""

    code = "pin_expired"
    exit_status = REFUSED
    sentence = "Mã PIN của USB ký số đã hết hạn, phải đổi trước khi ký."
    advice = "Đổi mã PIN bằng phần mềm của nhà cung cấp USB ký số rồi ký lại."


class PinUnset(SigningTrouble):
    """The token has no PIN yet."""

    code = "pin_unset"
    exit_status = REFUSED
    sentence = "USB ký số «{subject}» chưa được đặt mã PIN."
    advice = "Đặt mã PIN bằng phần mềm của nhà cung cấp USB ký số rồi ký lại."


class PinMissing(SigningTrouble):
    """No PIN was typed; the token was not asked."""

    code = "pin_missing"
    exit_status = REFUSED
    sentence = "Chưa nhập mã PIN."
    advice = "Nhập mã PIN của USB ký số rồi bấm ký."


class SessionOver(SigningTrouble):
    """The batch ended before this: idle too long, another batch, or an earlier trouble."""

    code = "session_over"
    sentence = "Phiên ký đã kết thúc."
    advice = "Nhập lại mã PIN để ký tiếp các giấy tờ còn lại."


class TokenGone(SigningTrouble):
    """The token was pulled out, or its session died."""

    code = "token_gone"
    sentence = "USB ký số đã bị rút ra hoặc mất kết nối."
    advice = "Cắm lại USB ký số rồi bấm ký tiếp; giấy tờ đã ký vẫn còn nguyên."


class TokenHostCrashed(SigningTrouble):
    """The vendor's module crashed, and the token host with it."""

    code = "token_host_crashed"
    sentence = "Trình điều khiển của USB ký số bị dừng đột ngột."
    advice = "Rút USB ký số, cắm lại rồi bấm ký tiếp; nếu lặp lại, cài lại trình điều khiển."


class TokenHostHung(SigningTrouble):
    """The vendor's module does not answer."""

    code = "token_host_hung"
    sentence = "USB ký số không trả lời."
    advice = "Rút USB ký số, cắm lại rồi bấm ký tiếp."


class ModuleUnusable(SigningTrouble):
    """The PKCS#11 module cannot be loaded."""

    code = "module_unusable"
    sentence = "Không dùng được trình điều khiển USB ký số «{subject}»: {reason}."
    advice = "Cài trình điều khiển 64-bit của nhà cung cấp, rồi chọn lại trình điều khiển."


class NoSuchToken(SigningTrouble):
    """The token with this serial is not there."""

    code = "no_such_token"
    sentence = "Không thấy USB ký số có số hiệu «{subject}»."
    advice = "Cắm đúng USB ký số rồi thử lại."


class NoSuchCertificate(SigningTrouble):
    """The token does not hold this certificate."""

    code = "no_such_certificate"
    exit_status = REFUSED
    sentence = "USB ký số không có chứng thư đã chọn."
    advice = "Chọn lại chứng thư số."


class NoCertificate(SigningTrouble):
    """The token holds no certificate at all."""

    code = "no_certificate"
    exit_status = REFUSED
    sentence = "USB ký số «{subject}» không có chứng thư nào."
    advice = "Cắm đúng USB ký số, hoặc liên hệ nơi cấp chứng thư số."


class NoSuchKey(SigningTrouble):
    """The token holds the certificate, but not its key; on many tokens only a login shows that."""

    code = "no_such_key"
    exit_status = REFUSED
    sentence = "USB ký số có chứng thư đã chọn nhưng không có khoá của nó."
    advice = "Chọn chứng thư khác, hoặc liên hệ nơi cấp chứng thư số."


class CertificateUnfit(Refusal):
    """The certificate must not be used for signing (R33, R34)."""

    code = "certificate_unfit"
    sentence = "Chứng thư số của «{subject}» không dùng để ký được: {reason}."
    advice = "Chọn chứng thư khác, hoặc liên hệ nơi cấp chứng thư số."


class SigningFailed(Refusal):
    """The file could not be signed; it is as it was before."""

    code = "signing_failed"
    sentence = "Không ký được tệp: {reason}."
    advice = "Dựng lại tệp từ trang quét rồi ký lại."


class StampCovers(Refusal):
    """The visible signature would stand over text, a seal or a signature (R36)."""

    code = "stamp_covers"
    sentence = "Chữ ký hiển thị đặt ở chỗ đã chọn sẽ che chữ, con dấu hoặc chữ ký khác."
    advice = "Kéo chữ ký hiển thị sang chỗ trống, hoặc để Quầy Số tự đặt, rồi ký lại."


class NotExtendable(Refusal):
    """Nothing can be appended to the file; it is as it was before."""

    code = "not_extendable"
    sentence = "Không bổ sung được dữ liệu xác thực cho tệp: {reason}."
    advice = "Kiểm tra chữ ký của tệp bằng «quayso verify»."


class TimestampMissing(Trouble):
    """The time stamp authority does not answer, or its answer cannot be believed."""

    code = "timestamp_missing"
    sentence = "Chưa lấy được dấu thời gian đáng tin cậy."
    advice = "Chữ ký vẫn còn nguyên; Quầy Số sẽ thử lại khi có đường truyền. Kiểm tra đồng hồ máy nếu lặp lại."


class NoTimeAuthority(Trouble):
    """No time stamp authority is set up at this counter."""

    code = "no_time_authority"
    sentence = "Quầy này chưa khai báo cơ quan cấp dấu thời gian."
    advice = "Khai báo «tsa_address» (hoặc --tsa URL), hay chỉ bổ sung dữ liệu xác thực bằng --no-time."


_BY_CODE: dict[str, type[QuaySoError]] = {
    kind.code: kind
    for kind in (
        PinWrong,
        PinLocked,
        PinExpired,
        PinUnset,
        SessionOver,
        TokenGone,
        ModuleUnusable,
        NoSuchToken,
        NoSuchCertificate,
        NoSuchKey,
        SigningTrouble,
        OnlyTraining,
    )
}


def as_frame(error: QuaySoError) -> dict[str, object]:
    """An error for the trip from the token host."""
    values = {name: str(value) for name, value in error.values.items()}
    return {"error": error.code, "subject": error.subject, "cause": error.cause, "values": values}


def from_frame(header: dict[str, object]) -> QuaySoError:
    """The error that a frame carries."""
    kind = _BY_CODE.get(str(header.get("error")), SigningTrouble)
    values = header.get("values")
    given = dict(values) if isinstance(values, dict) else {}
    return kind(str(header.get("subject", "")), cause=str(header.get("cause", "")), **given)
