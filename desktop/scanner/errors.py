"""Every trouble a scanner can have: one plain sentence, one thing to do."""

from __future__ import annotations

from collections.abc import Iterator

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


class Unfinished(ScannerTrouble):
    """Nothing more came, and nothing said that this was all: sides may be missing."""

    code = "scan_unfinished"
    sentence = "Máy quét ngừng gửi trang mà không báo đã quét xong."
    advice = "Đếm lại số tờ và xem khay nạp: còn giấy thì bấm F2 để quét tiếp; các trang đã quét vẫn còn."


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


class StoppedAtDevice(ScannerTrouble):
    """Somebody pressed the cancel button of the device itself."""

    code = "stopped_at_device"
    sentence = "Máy quét bị dừng bằng nút trên máy."
    advice = "Xem máy quét rồi bấm F2 để quét tiếp; các trang đã quét vẫn còn."


class ConnectionLost(ScannerTrouble):
    """The device was there, and stopped talking in the middle."""

    code = "connection_lost"
    sentence = "Mất kết nối với máy quét khi đang quét."
    advice = "Cắm lại dây cáp hoặc kiểm tra mạng, đặt lại tờ đang quét dở rồi quét tiếp; các trang trước vẫn còn."


class NotPicked(ScannerTrouble):
    """The rollers did not get hold of the sheet."""

    code = "not_picked"
    sentence = "Máy quét không kéo được giấy."
    advice = "Vuốt phẳng mép giấy, đặt lại chồng giấy sát khe nạp rồi quét tiếp."


class TooMuchPaper(ScannerTrouble):
    """More sheets than the feeder takes."""

    code = "too_much_paper"
    sentence = "Khay nạp giấy quá đầy."
    advice = "Bớt giấy trong khay nạp rồi bấm F2."


class WrongSheetSize(ScannerTrouble):
    """A sheet too long or too short for the feeder's duplex path."""

    code = "wrong_sheet_size"
    sentence = "Tờ giấy quá dài hoặc quá ngắn so với khay nạp."
    advice = "Quét tờ này trên mặt kính; các tờ khác quét tiếp bằng khay nạp."


class FeederTrouble(ScannerTrouble):
    """The feeder has a trouble of its own that it does not name."""

    code = "feeder_trouble"
    sentence = "Khay nạp giấy bị lỗi."
    advice = "Lấy giấy ra, đặt lại cho ngay ngắn rồi quét tiếp; nếu vẫn lỗi, quét trên mặt kính."


class NeedsAttention(ScannerTrouble):
    """The device has stopped and waits for somebody."""

    code = "needs_attention"
    sentence = "Máy quét đã dừng và cần người xem."
    advice = "Xem thông báo trên màn hình của máy quét, xử lý xong rồi bấm F2."


class DeviceDown(ScannerTrouble):
    """The device says of itself that it is out of order."""

    code = "device_down"
    sentence = "Máy quét báo đang hỏng."
    advice = "Tắt máy quét, chờ mười giây rồi bật lại; nếu vẫn báo hỏng, gọi người sửa máy."


class NotSupported(ScannerTrouble):
    """The device cannot do what was asked of it."""

    code = "not_supported"
    sentence = "Máy quét không làm được cách quét này."
    advice = "Chọn cách quét khác (khay nạp, mặt kính, một mặt) rồi bấm F2."


class WrongSetting(ScannerTrouble):
    """The device refuses a value it was given."""

    code = "wrong_setting"
    sentence = "Máy quét không nhận độ phân giải, màu hoặc khổ giấy đã chọn."
    advice = "Chọn cách quét khác rồi bấm F2; báo quản trị viên nếu lặp lại."


class ScannerMemory(ScannerTrouble):
    """The picture is larger than the device or its driver can hold."""

    code = "scanner_memory"
    sentence = "Máy quét không đủ bộ nhớ cho trang này."
    advice = "Chọn độ phân giải 200 hoặc 300 dpi rồi quét lại tờ này."


class AccessDenied(ScannerTrouble):
    """This user may not use the device."""

    code = "access_denied"
    sentence = "Tài khoản này không được phép dùng máy quét."
    advice = "Nhờ quản trị viên cấp quyền dùng máy quét cho tài khoản này."


class TransportLocked(ScannerTrouble):
    """The carriage is locked for transport."""

    code = "transport_locked"
    sentence = "Máy quét đang khoá chốt vận chuyển."
    advice = "Mở chốt khoá dưới đáy máy quét rồi bấm F2."


class LampOff(ScannerTrouble):
    """The lamp does not shine."""

    code = "lamp_off"
    sentence = "Đèn của máy quét không sáng."
    advice = "Tắt máy quét, bật lại; nếu đèn vẫn tắt, gọi người sửa máy."


class StrangeScanner(ScannerTrouble):
    """What answers does not speak as a scanner does."""

    code = "strange_scanner"
    sentence = "Địa chỉ này trả lời không giống máy quét."
    advice = "Kiểm tra lại địa chỉ máy quét trong cấu hình, hoặc cập nhật phần mềm của máy quét."


class UntrustedScanner(ScannerTrouble):
    """The certificate of a network scanner is one that nobody vouches for."""

    code = "untrusted_scanner"
    sentence = "Không xác thực được máy quét mạng này (vân tay chứng thư {subject})."
    advice = "Nhờ quản trị viên đối chiếu vân tay với máy quét rồi ghi vào mục «escl_fingerprints» của tệp cấu hình."


class WiaMissing(ScannerTrouble):
    """Windows has no WIA here."""

    code = "wia_missing"
    sentence = "Windows trên máy này không có dịch vụ quét ảnh (WIA)."
    advice = "Bật dịch vụ «Windows Image Acquisition (WIA)» rồi mở lại Quầy Số."


class NoScanFile(ScannerTrouble):
    """No file came into the watched folder."""

    code = "no_scan_file"
    sentence = "Chưa có tệp nào trong thư mục quét."
    advice = "Bấm quét trên máy (chọn quét vào thư mục), rồi bấm F2."


class BadScanFile(ScannerTrouble):
    """A file in the watched folder is nothing to take in; it is set aside with its reason."""

    code = "bad_scan_file"
    sentence = "Tệp quét «{subject}» không dùng được, đã chuyển vào thư mục «bi-tu-choi»."
    advice = "Xem lý do trong tệp «.ly-do.txt» bên cạnh, rồi quét lại tờ này."


class PlantedLink(ScannerTrouble):
    """In the watched folder stands a link where a shelf of ours should be; papers would land somewhere else."""

    code = "planted_link"
    sentence = "Trong thư mục quét «{subject}», chỗ để tệp đã nhận hoặc bị từ chối là liên kết sang nơi khác."
    advice = "Báo quản trị viên: có người đã đặt liên kết ấy; xoá nó rồi quét lại. Chưa tệp nào bị chuyển đi."


def _kinds(kind: type[ScannerTrouble]) -> Iterator[type[ScannerTrouble]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _kinds(child)


_BY_CODE = {kind.code: kind for kind in _kinds(ScannerTrouble)}


def from_code(code: str, subject: str = "", cause: str = "") -> ScannerTrouble:
    """The trouble that the host sent by its code."""
    return _BY_CODE.get(code, ScannerTrouble)(subject, cause=cause)
