"""What each row of the audit chain says of a dossier or a paper, in a sentence.

A sentence is told of an act by the words that the chain has for it (`store/audit.py: append`). `{paper}` is the paper's
name, `{count}` how many times running, `{outcome}` what the row says came of it. An act that has neither a sentence
here nor a place in `NOT_TOLD` fails a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class By(StrEnum):
    """Who did it."""

    OFFICIAL = "official"
    """Whose login name the row has."""
    PROVINCE = "province"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Sentence:
    """How an act is told.

    Attributes:
        words: Vietnamese.
        by: who did it.
        runs: the same several times running is told once.
    """

    words: str
    by: By = By.OFFICIAL
    runs: bool = False


_OFFICIAL, _PROVINCE, _PROGRAM = By.OFFICIAL, By.PROVINCE, By.PROGRAM
SENTENCES: dict[str, Sentence] = {
    # A dossier
    "dossier opened": Sentence("Mở hồ sơ."),
    "online dossier taken": Sentence("Nhận hồ sơ công dân nộp trực tuyến về quầy: {outcome} tệp."),
    "dossier of a book opened": Sentence("Mở hồ sơ cho một kết quả của quyển."),
    "consent asked given": Sentence("Chủ hồ sơ đồng ý lưu giấy tờ vào kho cá nhân."),
    "consent asked refused": Sentence("Chủ hồ sơ không đồng ý lưu giấy tờ vào kho cá nhân."),
    "page edited": Sentence("Sửa các trang {count:d} lần.", runs=True),
    "page edit undone": Sentence("Hoàn tác {count:d} lần sửa trang.", runs=True),
    "page edit redone": Sentence("Làm lại {count:d} lần sửa trang.", runs=True),
    "pile sorted": Sentence("Chia chồng giấy: {outcome} trang vào chỗ."),
    "slip written": Sentence("Lập {outcome}."),
    "slip written additions": Sentence("Yêu cầu bổ sung, dừng tính hạn: {outcome}."),
    "slip written refusal": Sentence("Từ chối hồ sơ: {outcome}."),
    "slip written apology": Sentence("Hẹn lại ngày trả: {outcome}."),
    "slip written stop": Sentence("Dừng giải quyết hồ sơ: {outcome}."),
    "slip taken back": Sentence("Thu lại {outcome}."),
    "slip printed": Sentence("In {outcome}."),
    "additions came": Sentence("Nhận đủ giấy tờ bổ sung, tính lại hạn."),
    "dossier closed": Sentence("Khép hồ sơ: giấy tờ đã đủ."),
    "dossier queued": Sentence("Xếp hồ sơ vào hàng đợi gửi lên tỉnh."),
    "official code": Sentence("Tỉnh cấp mã hồ sơ {outcome}.", _PROVINCE),
    "step file done": Sentence("Gửi {count:d} tệp lên tỉnh.", _PROGRAM, runs=True),
    "step record done": Sentence("Tỉnh nhận bản ghi của hồ sơ.", _PROVINCE),
    "step progress done": Sentence("Báo tỉnh tiến độ của hồ sơ.", _PROGRAM),
    "step status done": Sentence("Báo tỉnh trạng thái của hồ sơ.", _PROGRAM),
    "step official_code failed": Sentence("Tỉnh không cấp mã hồ sơ.", _PROVINCE),
    "step file failed": Sentence("Tỉnh không nhận một tệp.", _PROVINCE),
    "step record failed": Sentence("Tỉnh không nhận bản ghi của hồ sơ.", _PROVINCE),
    "step progress failed": Sentence("Tỉnh không nhận tiến độ của hồ sơ.", _PROVINCE),
    "step status failed": Sentence("Tỉnh không nhận trạng thái của hồ sơ.", _PROVINCE),
    "step retried by hand": Sentence("Cho gửi lại ngay một bước."),
    "step parked": Sentence("Gác lại một bước gửi."),
    "dossier returned": Sentence("Trả xong mọi kết quả của hồ sơ."),
    "papers exported": Sentence("Xuất giấy tờ ra tệp cho {outcome}."),
    "papers bundled": Sentence("Trao cả hồ sơ dạng tệp cho {outcome}."),
    "export broken off": Sentence("Việc xuất tệp dừng giữa chừng."),
    "purged by": Sentence("Xoá nội dung giấy tờ trên máy này."),
    # A paper
    "page scanned": Sentence("Quét {count:d} trang của «{paper}».", runs=True),
    "file taken in": Sentence("Nhận tệp công dân mang đến vào «{paper}»."),
    "signed file taken in": Sentence("Nhận tệp đã ký số công dân mang đến vào «{paper}»."),
    "online file checked valid": Sentence("Kiểm tra tệp nộp trực tuyến của «{paper}»: chữ ký số hợp lệ."),
    "online file checked unknown": Sentence("Kiểm tra tệp nộp trực tuyến của «{paper}»: chưa khẳng định được chữ ký."),
    "online file checked invalid": Sentence("Kiểm tra tệp nộp trực tuyến của «{paper}»: chữ ký KHÔNG hợp lệ."),
    "online file checked unsigned": Sentence("Kiểm tra tệp nộp trực tuyến của «{paper}»: không ký số."),
    "online file checked unreadable": Sentence("Kiểm tra tệp nộp trực tuyến của «{paper}»: không đọc được."),
    "issued file taken in": Sentence("Nhận tệp đã ký số của phần mềm ban hành: «{paper}»."),
    "electronic result made": Sentence("Lập kết quả điện tử «{paper}» theo mẫu."),
    "declaration printed": Sentence("In tờ khai điền sẵn «{paper}»."),
    "paper counted": Sentence("Đếm số bản đã nhận của «{paper}»."),
    "originals returned": Sentence("Trả lại bản chính của «{paper}»."),
    "sheets counted": Sentence("Đếm số tờ của «{paper}»."),
    "paper reused": Sentence("Lấy «{paper}» từ Kho, không phải quét."),
    "paper not reused": Sentence("Thôi không lấy «{paper}» từ Kho."),
    "stored file fetched": Sentence("Tải tệp của «{paper}» từ Kho về.", _PROGRAM),
    "stored file refused": Sentence("Tệp của «{paper}» trong Kho không dùng được.", _PROGRAM),
    "paper sent back": Sentence("«{paper}» bị trả lại, số hóa lại; bản cũ được giữ: {outcome}."),
    "paper confirmed": Sentence("Xác nhận «{paper}»."),
    "paper confirmation stopped": Sentence("Dừng xác nhận «{paper}»."),
    "paper built": Sentence("Tạo tệp PDF/A của «{paper}».", _PROGRAM),
    "paper signed official": Sentence("Ký số «{paper}» với tư cách cán bộ."),
    "paper signed agency": Sentence("Ký số «{paper}» bằng chữ ký của cơ quan."),
    "paper extended": Sentence("Thêm bằng chứng của chữ ký và dấu thời gian vào «{paper}».", _PROGRAM),
    "certificate found revoked": Sentence("Chứng thư đã ký «{paper}» bị thu hồi.", _PROGRAM),
    "revoked certificate noted": Sentence("Ghi nhận chứng thư đã ký «{paper}» bị thu hồi."),
    "acknowledged": Sentence("Tỉnh nhận «{paper}»: có số định danh, đúng mã băm.", _PROVINCE),
    "item code given": Sentence("Tỉnh cấp mã kết quả số hóa cho «{paper}».", _PROVINCE),
    "result delivered paper": Sentence("Trả «{paper}»: bản giấy."),
    "result delivered electronic": Sentence("Trả «{paper}»: bản điện tử."),
    "result delivered post": Sentence("Trả «{paper}»: qua bưu chính."),
    "result taken back": Sentence("Thu lại việc trả «{paper}»: kết quả ẩn trở lại."),
    "paper printed": Sentence("In «{paper}»."),
    "purged retention": Sentence("Xoá nội dung «{paper}» trên máy này: hết thời hạn giữ.", _PROGRAM),
    "book value said": Sentence("Nhập giá trị của «{paper}» trong quyển."),
    "book paper confirmed": Sentence("Xác nhận «{paper}» từ quyển."),
    "book paper left out": Sentence("Bỏ «{paper}» ra ngoài quyển."),
    "book paper taken back": Sentence("Lấy «{paper}» trở lại quyển."),
    "copy certified": Sentence("Chứng thực bản sao «{paper}»."),
    "copy printed": Sentence("In bản sao «{paper}»."),
    "copy made void": Sentence("Huỷ bản sao «{paper}»; số vẫn ở trong sổ."),
    "copy refused": Sentence("Không chứng thực «{paper}»."),
    "copy purged": Sentence("Xoá trang của bản sao trên máy này: hết thời hạn giữ.", _PROGRAM),
    "original dropped": Sentence("Bỏ các trang quét của «{paper}»."),
    "unfit pages kept": Sentence("Giữ trang chưa đạt của «{paper}», kèm lý do."),
}
"""Sentence of each act: by its words in the chain, and the first word of its outcome where that makes another act."""

NOT_TOLD = frozenset(
    {
        # Told by another row of the same moment.
        "step official_code done",
        # Of the counter, of somebody or of many dossiers at once: no one dossier's journal.
        "backup made",
        "book opened",
        "book papers given",
        "book papers taken",
        "catalogue in force",
        "catalogue taken",
        "certificate kept",
        "data subject deleted",
        "data subject exported",
        "data subject found",
        "dossiers handed over",
        "dossiers not taken over",
        "dossiers taken back",
        "dossiers taken over",
        "e-store asked",
        "figures exported",
        "figures merged",
        "incident pack",
        "log-in refused",
        "logged in",
        "officer logged in at the province",
        "officer logged out at the province",
        "official added",
        "official disabled",
        "official enabled",
        "official's password set",
        "official's roles set",
        "package exported",
        "package taken",
        "paper converted",
        "password changed",
        "password recovered",
        "receipts exported",
        "receipts taken",
        "recovery sheet printed",
        "register printed",
        "screen locked",
        "store restored",
        "store salvaged",
    }
)
"""Acts that no journal of a dossier tells."""

TO = {
    "owner": "chủ hồ sơ",
    "submitter": "người nộp thay",
    "official": "cán bộ",
}
"""Who takes papers along, as the chain has it: anybody else by initials."""
BY_WORDS = {By.PROVINCE: "Tỉnh", By.PROGRAM: "Quầy Số"}
"""Who did what no official did."""


def key_of(what: str, outcome: str) -> str:
    """Which sentence an act is told by; empty where it is told by none."""
    act = what.partition(",")[0]
    first = outcome.partition(" ")[0].rstrip(",:")
    return next((key for key in (f"{act} {first}", act) if key in SENTENCES), "")
