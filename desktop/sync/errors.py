"""What the line and the province can answer, in words."""

from __future__ import annotations

from desktop.model.errors import Refusal, Trouble


class LineDown(Trouble):
    """No right answer from the province; `layer` says how far we came."""

    code = "line_down"
    sentence = "Chưa kết nối được với hệ thống của tỉnh: {layer}."
    advice = "Giấy tờ đã lưu an toàn và sẽ tự gửi khi có đường truyền."


class ProvinceTrouble(Trouble):
    """The province is there but not well: 5xx, 429, locks."""

    code = "province_trouble"
    sentence = "Hệ thống của tỉnh đang trục trặc ({status})."
    advice = "Giấy tờ đã lưu an toàn và sẽ tự gửi lại sau."

    @property
    def retry_after_s(self) -> float:
        """How long the province asks us to wait, seconds; 0 where it does not say."""
        return float(self.values.get("retry_after_s", 0.0))


class TokenRefused(Trouble):
    """The province does not accept our account."""

    code = "token_refused"
    sentence = "Hệ thống của tỉnh không chấp nhận tài khoản kết nối."
    advice = "Nhờ quản trị viên kiểm tra tài khoản và mật khẩu kết nối."


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
