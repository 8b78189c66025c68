"""Why something was not backed up, deleted or packed."""

from __future__ import annotations

from desktop.model.errors import Refusal, Trouble


class DiskShort(Trouble):
    """Too little room to begin."""

    code = "disk_short"
    sentence = "Ổ đĩa chỉ còn {free_mb} MB, cần ít nhất {need_mb} MB để làm việc này an toàn."
    advice = "Giải phóng ổ đĩa trước: xoá tệp không cần, hoặc chạy «quayso purge» để xoá giấy tờ tỉnh đã xác nhận."


class ClockDoubtful(Trouble):
    """Deleting by age needs a clock that the province agrees with."""

    code = "clock_doubtful"
    sentence = "Đồng hồ máy này lệch {minutes} phút so với hệ thống của tỉnh nên chưa xoá gì."
    advice = "Bật tự động chỉnh giờ trong Windows rồi chạy lại."


class StillUnsent(Refusal):
    """Content that the province has not confirmed is not deleted."""

    code = "still_unsent"
    sentence = "Còn giấy tờ chưa được tỉnh xác nhận trong hồ sơ: {subject}."
    advice = "Gửi xong rồi xoá; nếu vẫn phải xoá ngay, thêm «--unsent-too»."


class NoSuchOwner(Refusal):
    """This PC has nothing of the owner."""

    code = "no_such_owner"
    sentence = "Máy này không lưu dữ liệu nào của số giấy tờ {subject}."
    advice = "Kiểm tra lại số; dữ liệu có thể chỉ còn trên hệ thống của tỉnh."


class NotReauthenticated(Refusal):
    """Deleting by hand asks again who is there (R66)."""

    code = "not_reauthenticated"
    sentence = "Chưa xác nhận lại người thực hiện nên không xoá gì."
    advice = "Cắm USB ký số của mình và nhập mã PIN."
