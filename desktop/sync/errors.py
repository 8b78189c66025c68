"""What the line and the province can answer, in words."""

from __future__ import annotations

from typing import Any

from desktop.model.errors import Refusal, Trouble

_STATUS_NAMES = {
    400: "nội dung gửi không hợp lệ",
    401: "chưa được phép",
    403: "không cho phép",
    404: "không có ở địa chỉ này",
    405: "không nhận lệnh này",
    408: "chờ quá lâu",
    409: "đã có hoặc đang bận",
    413: "dữ liệu lớn hơn mức cho phép",
    415: "không nhận loại dữ liệu này",
    422: "nội dung gửi không hợp lệ",
    423: "đang bị khoá",
    429: "đang quá tải",
    500: "lỗi bên trong",
    501: "không có chức năng này",
    502: "cổng không tới được máy chủ",
    503: "tạm ngừng phục vụ",
    504: "cổng chờ máy chủ quá lâu",
    507: "hết chỗ chứa",
}


def name_of_status(status: int) -> str:
    """A status of HTTP in words, with its number."""
    return f"mã lỗi {status}" + (f", {_STATUS_NAMES[status]}" if status in _STATUS_NAMES else "")


class LineDown(Trouble):
    """No right answer from the province; `layer` says how far we came."""

    code = "line_down"
    sentence = "Chưa kết nối được với hệ thống của tỉnh: {layer}."
    advice = "Giấy tờ đã lưu an toàn và sẽ tự gửi khi có đường truyền."


class ForeignAnswer(LineDown):
    """Somebody else answers in the province's place: a login page, a redirect."""


class ProvinceTrouble(Trouble):
    """The province is there but not well: 5xx, 429, locks; `status` is that of HTTP."""

    code = "province_trouble"
    sentence = "Hệ thống của tỉnh đang trục trặc ({named})."
    advice = "Giấy tờ đã lưu an toàn và sẽ tự gửi lại sau."

    def __init__(self, subject: str = "", *, cause: str = "", **values: Any) -> None:
        super().__init__(subject, cause=cause, **{"named": name_of_status(values["status"]), **values})

    @property
    def retry_after_s(self) -> float:
        """How long the province asks us to wait, seconds; 0 where it does not say."""
        return float(self.values.get("retry_after_s", 0.0))


class TokenRefused(Trouble):
    """The province does not accept our account."""

    code = "token_refused"
    sentence = "Hệ thống của tỉnh không chấp nhận tài khoản kết nối."
    advice = "Nhờ quản trị viên kiểm tra tài khoản và mật khẩu kết nối."


class AccessRefused(TokenRefused):
    """The province gave a token and does not accept it for what was asked."""

    code = "access_refused"
    sentence = "Hệ thống của tỉnh cấp mã truy cập nhưng không cho tài khoản kết nối làm việc này."
    advice = "Nhờ quản trị hệ thống của tỉnh kiểm tra quyền của tài khoản kết nối."


class NotYet(Trouble):
    """The province has taken something and does not show it yet; that is no difference."""

    code = "not_yet"
    sentence = "Hệ thống của tỉnh đã nhận nhưng chưa cho thấy kết quả: {what}."
    advice = "Quầy Số sẽ hỏi lại; nếu lâu vẫn chưa thấy, báo quản trị hệ thống của tỉnh."


class UploadBlocked(Refusal):
    """Resumable upload cannot pass here, however often it is tried."""

    code = "upload_blocked"
    sentence = "Không gửi nối tiếp được tệp tới hệ thống của tỉnh: {reason}."
    advice = "Báo quản trị mạng và quản trị hệ thống của tỉnh theo nội dung trên, rồi bấm gửi lại; tệp còn nguyên."


class OfficialRefused(TokenRefused):
    """The province does not know this official, or not with this password."""

    code = "officer_refused"
    sentence = "Tên đăng nhập hoặc mật khẩu không đúng."
    advice = "Gõ lại mật khẩu; nếu quên, nhờ quản trị hệ thống của tỉnh cấp lại."


class NotLoggedIn(Refusal):
    """The stores are only asked in an official's name (R16)."""

    code = "not_logged_in"
    sentence = "Chưa đăng nhập hệ thống của tỉnh nên chưa tra cứu được Kho."
    advice = "Đăng nhập để tra cứu; trong lúc chờ vẫn quét được."


class LoginOver(NotLoggedIn):
    """The official's login has ended. Nothing was asked: the stores are only asked in somebody's name (R16)."""

    code = "login_over"
    sentence = "Phiên đăng nhập ở hệ thống của tỉnh đã hết."
    advice = "Đăng nhập lại để tra cứu Kho; trong lúc chờ vẫn quét được."


class StoredFileDiffers(Refusal):
    """What a store gave is not the file that it had announced; nothing of it was kept."""

    code = "stored_file_differs"
    sentence = "Tệp «{subject}» tải từ Kho không dùng được: {reason}."
    advice = "Không dùng tệp này; quét giấy tờ của công dân, và báo quản trị hệ thống của tỉnh."


class FiledFileDiffers(Refusal):
    """What the portal gave is not the file that it had announced; nothing of its dossier was taken over."""

    code = "filed_file_differs"
    sentence = "Tệp «{subject}» tải từ cổng không dùng được: {reason}."
    advice = "Nhận lại sau ít phút; nếu vẫn vậy, báo quản trị hệ thống của tỉnh. Chưa có gì của hồ sơ này được lưu."


class TakenElsewhere(Refusal):
    """Another counter has taken the dossier over."""

    code = "taken_elsewhere"
    sentence = "Hồ sơ {subject} đã được nơi khác nhận: «{words}»."
    advice = "Hỏi người đã nhận, hoặc chọn hồ sơ khác; ở quầy này chưa có gì được lưu."


class RefusedByProvince(Refusal):
    """The province refuses what was sent, with its own words."""

    code = "refused_by_province"
    sentence = "Hệ thống của tỉnh từ chối: «{words}»."
    advice = "Sửa hồ sơ theo nội dung trên rồi bấm gửi lại."


class AlreadyThere(Refusal):
    """The province says that it has this already."""

    code = "already_there"
    sentence = "Hệ thống của tỉnh báo đã có: «{words}»."
    advice = "Quầy Số sẽ tự đối chiếu với bản trên hệ thống."


class HashDiffers(Refusal):
    """What the province has is not what we sent."""

    code = "hash_differs"
    sentence = "Tệp trên hệ thống của tỉnh khác với tệp đã gửi."
    advice = "Báo quản trị hệ thống của tỉnh; tệp gốc ở quầy còn nguyên."


class StrangeAnswer(Trouble):
    """An answer that is not of the agreed shape."""

    code = "strange_answer"
    sentence = "Hệ thống của tỉnh trả lời không đúng quy ước ({reason})."
    advice = "Quầy Số sẽ thử lại; nếu lặp lại nhiều lần, báo quản trị hệ thống của tỉnh."


class BadProfile(Refusal):
    """A gateway profile that cannot be used."""

    code = "bad_profile"
    sentence = "Hồ sơ kết nối «{subject}» không dùng được: {reason}."
    advice = "Chọn lại hồ sơ kết nối trong tệp cấu hình."


class NotOffered(Refusal):
    """This family of systems cannot do that."""

    code = "not_offered"
    sentence = "Hệ thống của tỉnh không có chức năng {subject}."
    advice = "Dùng cách khác, hoặc hỏi quản trị hệ thống của tỉnh."


class Conflict(Refusal):
    """The province has something else under the same name (R53)."""

    code = "conflict"
    sentence = "Hệ thống của tỉnh đã có hồ sơ {subject} với nội dung khác: {reason}."
    advice = "So hai bản rồi quyết định; bản ở quầy và bản của tỉnh đều còn nguyên."


class FlagsDiffer(Refusal):
    """A record that would make the indicators wrong; nothing was sent (R51)."""

    code = "flags_differ"
    sentence = "Chưa gửi hồ sơ vì {reason}."
    advice = "Bổ sung thông tin trong hồ sơ rồi đưa vào hàng đợi lại."


class PayloadChanged(Refusal):
    """What was frozen when it was queued is not what lies there now; nothing was sent (R71)."""

    code = "payload_changed"
    sentence = "Nội dung đã xếp hàng bị thay đổi trên máy này nên không gửi."
    advice = "Đưa hồ sơ vào hàng đợi lại; báo bộ phận an toàn thông tin nếu không ai sửa."
