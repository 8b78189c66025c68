"""Every trouble a scanner can have: one plain sentence, one thing to do."""

from __future__ import annotations

from desktop.model.errors import Trouble


class ScannerTrouble(Trouble):
    """A scanner's trouble; pages that came before it are kept."""

    code = "scanner_trouble"
    sentence = "Máy quét báo lỗi."
    advice = "Tắt máy quét, bật lại rồi quét tiếp; các trang đã quét vẫn còn."


class NoPaper(ScannerTrouble):
    """The feeder is empty."""

    code = "no_paper"
    sentence = "Khay nạp giấy đang trống."
    advice = "Đặt giấy vào khay nạp rồi bấm F2."


class Jam(ScannerTrouble):
    """Paper is stuck."""

    code = "jam"
    sentence = "Máy quét bị kẹt giấy."
    advice = "Mở nắp, lấy tờ bị kẹt ra, đặt lại từ tờ đó rồi quét tiếp; các trang trước đã được giữ."


class CoverOpen(ScannerTrouble):
    """A cover is open."""

    code = "cover_open"
    sentence = "Nắp máy quét đang mở."
    advice = "Đóng nắp máy quét rồi bấm F2."


class Busy(ScannerTrouble):
    """Somebody else is scanning."""

    code = "scanner_busy"
    sentence = "Máy quét đang bận."
    advice = "Chờ máy quét xong việc, hoặc tắt phần mềm quét khác, rồi bấm F2."


class WarmingUp(ScannerTrouble):
    """The lamp is warming up."""

    code = "warming_up"
    sentence = "Máy quét đang khởi động."
    advice = "Chờ khoảng nửa phút rồi bấm F2."


class DeviceGone(ScannerTrouble):
    """The device does not answer, or never was there."""

    code = "device_gone"
    sentence = "Không kết nối được với máy quét."
    advice = "Kiểm tra máy quét đã bật, dây cáp hoặc mạng, rồi bấm F2."


class DoubleFeed(ScannerTrouble):
    """Two sheets were taken at once: a page of a legal file may be missing."""

    code = "double_feed"
    sentence = "Máy quét kéo hai tờ một lúc."
    advice = "Tách hai tờ vừa kéo, đặt lại vào khay rồi quét tiếp; kiểm tra đủ số tờ."


class BadPage(ScannerTrouble):
    """The device sent something that is no whole picture."""

    code = "bad_page"
    sentence = "Máy quét gửi một trang bị hỏng."
    advice = "Quét lại tờ này."


class ScannerCrashed(ScannerTrouble):
    """The driver brought the scanner host down."""

    code = "scanner_crashed"
    sentence = "Trình điều khiển máy quét bị dừng đột ngột."
    advice = "Bấm F2 để quét tiếp; các trang đã quét vẫn còn."


class ScannerHung(ScannerTrouble):
    """Nothing came for too long."""

    code = "scanner_hung"
    sentence = "Máy quét không trả lời."
    advice = "Tắt máy quét, bật lại rồi bấm F2; các trang đã quét vẫn còn."


class ScanCancelled(ScannerTrouble):
    """The clerk cancelled."""

    code = "scan_cancelled"
    sentence = "Đã dừng quét."
    advice = "Bấm F2 để quét tiếp."


class UnknownScanner(ScannerTrouble):
    """No driver knows this id."""

    code = "unknown_scanner"
    sentence = "Không có máy quét «{subject}»."
    advice = "Xem danh sách máy quét bằng «quayso scanners»."


class SaneMissing(ScannerTrouble):
    """SANE is not installed."""

    code = "sane_missing"
    sentence = "Máy này chưa cài SANE."
    advice = "Cài SANE và phần mở rộng «sane» của Quầy Số, hoặc dùng máy quét mạng (eSCL)."


_BY_CODE = {
    kind.code: kind
    for kind in (
        ScannerTrouble, NoPaper, Jam, CoverOpen, Busy, WarmingUp, DeviceGone, DoubleFeed, BadPage, ScannerCrashed,
        ScannerHung, ScanCancelled, UnknownScanner, SaneMissing,
    )
}  # fmt: skip


def from_code(code: str, subject: str = "", cause: str = "") -> ScannerTrouble:
    """The trouble that the host sent by its code."""
    return _BY_CODE.get(code, ScannerTrouble)(subject, cause=cause)
