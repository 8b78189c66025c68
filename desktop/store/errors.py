"""Why the store could not be opened or could not keep what it was given."""

from __future__ import annotations

from desktop.model.errors import Refusal, Trouble


class AlreadyRunning(Refusal):
    """A second running copy on the same data."""

    code = "already_running"
    sentence = "Quầy Số đang chạy với dữ liệu này rồi."
    advice = "Chuyển sang cửa sổ đang mở, hoặc đóng nó trước."


class KeyMissing(Refusal):
    """The store exists but its key does not."""

    code = "key_missing"
    sentence = "Không tìm thấy khoá mã hoá của kho dữ liệu trên máy này."
    advice = "Đăng nhập đúng tài khoản Windows đã dùng, hoặc khôi phục khoá từ phiếu khôi phục."


class WrongKey(Refusal):
    """The key does not open the store, or the file is no store."""

    code = "wrong_key"
    sentence = "Khoá không mở được kho dữ liệu."
    advice = "Khôi phục khoá từ phiếu khôi phục, hoặc khôi phục kho từ bản sao lưu. Đừng xoá tệp."


class NewerSchema(Refusal):
    """The store was written by a newer program."""

    code = "newer_schema"
    sentence = "Kho dữ liệu do phiên bản Quầy Số mới hơn tạo ra."
    advice = "Cài phiên bản mới nhất rồi mở lại."


class MixedData(Refusal):
    """Training was pointed at real data, or real work at training data (R76)."""

    code = "mixed_data"
    sentence = "Thư mục dữ liệu «{subject}» không đúng loại: dữ liệu thật và tập huấn không được lẫn nhau."
    advice = "Chọn thư mục khác, hoặc đổi chế độ làm việc."


class DiskFull(Trouble):
    """No room left; what was committed before is safe."""

    code = "disk_full"
    sentence = "Ổ đĩa đã đầy, chưa lưu được thao tác vừa rồi."
    advice = "Giải phóng ổ đĩa rồi làm lại thao tác cuối; những gì đã lưu vẫn còn nguyên."


class StoreTrouble(Trouble):
    """The file system failed under the store."""

    code = "store_trouble"
    sentence = "Không ghi được vào kho dữ liệu."
    advice = "Kiểm tra ổ đĩa và quyền truy cập thư mục dữ liệu rồi thử lại."


class NotFound(Refusal):
    """Something was asked for that the store does not have."""

    code = "not_found"
    sentence = "Không tìm thấy «{subject}»."
    advice = "Kiểm tra lại mã, hoặc tìm bằng tên."


class DamagedContent(Trouble):
    """What was read is not what was written (R71)."""

    code = "damaged_content"
    sentence = "Nội dung «{subject}» trong kho không còn nguyên vẹn."
    advice = "Không dùng tệp này; khôi phục từ bản sao lưu hoặc quét lại."
