"""Why a package is not taken."""

from __future__ import annotations

from desktop.model.errors import Refusal, Trouble


class BadPackage(Refusal):
    """A package is refused whole; nothing of it is taken."""

    code = "bad_package"
    sentence = "Gói «{subject}» không nhận được: {reason}."
    advice = "Không có gì bị thay đổi. Xin nơi gửi xuất lại gói, hoặc kiểm tra đúng tệp, đúng máy, đúng mật khẩu."


class WeakPassphrase(Refusal):
    """A stick is lost more easily than a PC."""

    code = "weak_passphrase"
    sentence = "Mật khẩu của gói quá ngắn: cần ít nhất {least} ký tự."
    advice = "Dùng một câu dài dễ nhớ, và báo cho người nhận bằng đường khác, không ghi trên USB."


class CannotWritePackage(Trouble):
    """The stick refuses."""

    code = "cannot_write_package"
    sentence = "Không ghi được gói «{subject}»."
    advice = "Kiểm tra USB còn cắm, còn chỗ và không bị khoá ghi; chạy lại lệnh để ghi tiếp phần còn thiếu."
