"""Why the store could not be opened or could not keep what it was given."""

from __future__ import annotations

import errno
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from desktop.machine.disk import is_full, is_read_only
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


class CodeTaken(Trouble):
    """The province gave a dossier the official code of another; a province that is asked again may give its own."""

    code = "code_taken"
    sentence = "Mã hồ sơ {subject} do hệ thống của tỉnh cấp đang là mã của hồ sơ khác ở quầy này."
    advice = "Quầy Số sẽ xin lại mã; nếu vẫn trùng, báo quản trị hệ thống của tỉnh."


class DiskFull(Trouble):
    """No room left; what was committed before is safe."""

    code = "disk_full"
    sentence = "Ổ đĩa đã đầy, chưa lưu được thao tác vừa rồi."
    advice = "Giải phóng ổ đĩa rồi làm lại thao tác cuối; những gì đã lưu vẫn còn nguyên và vẫn xem được."


class ReadOnlyDisk(Trouble):
    """The folder or the disk may only be read."""

    code = "read_only_disk"
    sentence = "Thư mục dữ liệu chỉ cho đọc, không ghi được."
    advice = "Kiểm tra quyền ghi, công tắc khoá hoặc lỗi của ổ đĩa rồi mở lại; những gì đã lưu vẫn còn và xem được."


class DamagedStore(Trouble):
    """Pages of the file are not as they were written."""

    code = "damaged_store"
    sentence = "Tệp kho dữ liệu bị hỏng."
    advice = "Đừng xoá gì. Chạy «quayso salvage» để cứu những gì còn nguyên, hoặc «quayso restore» từ bản sao lưu."


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


class PaperInUse(Refusal):
    """A paper that an undone edit made has got pages of its own since."""

    code = "paper_in_use"
    sentence = "Giấy tờ «{subject}» đã có thêm trang khác nên không hoàn tác việc tách được."
    advice = "Chuyển các trang đó sang giấy tờ khác rồi hoàn tác lại."


class Purged(Refusal):
    """The province has it; this PC has deleted it after the retention time (R66)."""

    code = "purged"
    sentence = "Giấy tờ này đã gửi tỉnh và đã xoá khỏi máy ngày {day}."
    advice = "Xem trên hệ thống của tỉnh, mã {subject}."


class RecoveryKeyMissing(Refusal):
    """A recovery sheet exists, but this keyring no longer knows its key."""

    code = "recovery_key_missing"
    sentence = "Kho khoá của máy này không còn khoá khôi phục."
    advice = "Nhập lại mã trên phiếu bằng «quayso recover», hoặc lập phiếu mới bằng «quayso recovery-sheet --new»."


class WrongRecoveryKey(Refusal):
    """The recovery key is another store's."""

    code = "wrong_recovery_key"
    sentence = "Phiếu khôi phục này không phải của kho dữ liệu đang mở."
    advice = "Tìm phiếu mới nhất của đúng máy này (số phiếu in ở góc), hoặc khôi phục từ bản sao lưu."


class BadBackup(Refusal):
    """A backup cannot be used."""

    code = "bad_backup"
    sentence = "Bản sao lưu «{subject}» không dùng được: {reason}."
    advice = "Chọn bản sao lưu khác; dữ liệu đang có không bị thay đổi."


def trouble_of(error: BaseException, folder: Path | None = None) -> Trouble | WrongKey:
    """What SQLite said as a known trouble, by its own code.

    Args:
        error: as SQLite raised it.
        folder: where the file lies; for codes that do not say what is the matter with the disk.
    """
    code = getattr(error, "sqlite_errorcode", None) or 0
    words = f"{error} ({code})"
    kind = _CODES.get(code & _PRIMARY)
    if kind is None:
        kind = next((kind for part, kind in _WORDS if part in words), None)
    if kind is None and folder is not None:
        kind = DiskFull if is_full(folder) else ReadOnlyDisk if is_read_only(folder) else None
    return (kind or StoreTrouble)(cause=words)


def trouble_of_disk(error: OSError) -> Trouble:
    """What the file system said as a known trouble."""
    kind = _DISK.get(error.errno or 0, StoreTrouble)
    return kind(cause=str(error))


_DISK: dict[int, type[Trouble]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EROFS: ReadOnlyDisk,
    errno.EACCES: ReadOnlyDisk,
    errno.EPERM: ReadOnlyDisk,
}

_PRIMARY = 0xFF
"""The upper bits of SQLite's codes only say where it happened."""
_CODES: dict[int, type[Trouble] | type[WrongKey]] = {
    sqlcipher.SQLITE_PERM: ReadOnlyDisk,
    sqlcipher.SQLITE_READONLY: ReadOnlyDisk,
    sqlcipher.SQLITE_FULL: DiskFull,
    sqlcipher.SQLITE_CORRUPT: DamagedStore,
    sqlcipher.SQLITE_NOTADB: WrongKey,
}

_WORDS: tuple[tuple[str, type[Trouble] | type[WrongKey]], ...] = (
    ("is full", DiskFull),
    ("readonly", ReadOnlyDisk),
    ("malformed", DamagedStore),
    ("not a database", WrongKey),
)
