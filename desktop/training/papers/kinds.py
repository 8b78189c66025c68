"""The kinds of paper a counter sees, each drawn for an invented person."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.training.papers import cards, letters
from desktop.training.papers.ink.hand import hand
from desktop.training.papers.job import Job
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.parts import OFFICIALS, asked, day_in_words, head, nation, office, signed, title
from desktop.training.people import Person, newborn, person


def birth_values(job: Job) -> dict[str, str]:
    """What the register of old results keeps of a birth certificate, as it is typed."""
    child = _child(job)
    return {
        "owner_name": child.name,
        "owner_id": child.number,
        "number": job.number("2026"),
        "issued": f"{job.day:%d/%m/%Y}",
    }


def _child(job: Job) -> Person:
    return newborn(f"child {job.who.number}", job.day - timedelta(days=20))


def _birth_certificate(job: Job) -> list[DrawnPage]:
    page, child = job.new(), _child(job)
    nation(page)
    office(page, "ỦY BAN NHÂN DÂN\nXÃ MẪU")
    page.y = 44
    title(page, "GIẤY KHAI SINH", f"Số: {job.number('2026')}")
    for label, value in (
        ("Họ, chữ đệm, tên:", child.name),
        ("Ngày, tháng, năm sinh:", day_in_words(child.born)),
        ("Giới tính:", child.sex),
        ("Dân tộc: Kinh.  Quốc tịch:", "Việt Nam"),
        ("Nơi sinh:", "Trung tâm Y tế khu vực Mẫu, Tỉnh Mẫu"),
        ("Quê quán:", job.who.address),
        ("Số định danh cá nhân:", child.number),
        ("Họ, chữ đệm, tên người mẹ:", job.other.name),
        ("Nơi cư trú của mẹ:", job.other.address),
        ("Họ, chữ đệm, tên người cha:", job.who.name),
        ("Nơi cư trú của cha:", job.who.address),
        ("Họ, chữ đệm, tên người đi khai sinh:", job.who.name),
        ("Giấy tờ tùy thân: CCCD số", job.who.number),
    ):
        page.filled(label, value)
    page.row(f"Đăng ký tại UBND xã Mẫu, {day_in_words(job.day)}", 13, "i", x=192, align="right")
    signed(page, "NGƯỜI KÝ GIẤY KHAI SINH", OFFICIALS[0])
    page.truth.fields |= {"owner": child.name, "issued": job.day.isoformat(), "issuer": "ỦY BAN NHÂN DÂN XÃ MẪU"}
    return [page]


def _hospital_birth(job: Job) -> list[DrawnPage]:
    page = job.new()
    office(page, "SỞ Y TẾ TỈNH MẪU\nTRUNG TÂM Y TẾ MẪU")
    nation(page)
    page.y = 44
    title(page, "GIẤY CHỨNG SINH", f"Số: {job.number('GCS')}")
    for label, value in (
        ("Họ và tên mẹ/người nuôi dưỡng:", job.other.name),
        ("Năm sinh:", f"{job.other.born.year}"),
        ("Số CCCD/Hộ chiếu:", job.other.number),
        ("Nơi thường trú:", job.other.address),
        ("Đã sinh con vào lúc:", f"07 giờ 25 phút, {day_in_words(job.day)}"),
        ("Tại:", "Khoa Sản, Trung tâm Y tế khu vực Mẫu"),
        ("Số con trong lần sinh này:", "01 (một)"),
        ("Giới tính của con: Nữ.  Cân nặng:", f"{job.chance.randrange(27, 39) * 100} gam"),
        ("Dự định đặt tên con là:", person(f"child {job.who.number}").name),
        ("Người đỡ đẻ:", "Nữ hộ sinh Đặng Thùy Mẫu"),
    ):
        page.filled(label, value)
    page.row(f"Mẫu, {day_in_words(job.day)}", 13, "i", x=192, align="right")
    signed(page, "GIÁM ĐỐC", OFFICIALS[1], ring="TRUNG TÂM Y TẾ MẪU SỞ Y TẾ TỈNH MẪU")
    page.truth.fields |= {"issued": job.day.isoformat(), "owner": job.other.name, "issuer": "TRUNG TÂM Y TẾ MẪU"}
    return [page]


def _declaration(what: str, kin: str) -> Callable[[Job], list[DrawnPage]]:
    def draw(job: Job) -> list[DrawnPage]:
        page = job.new()
        nation(page, x=105)
        page.y = 36
        title(page, what)
        page.row("Kính gửi: Ủy ban nhân dân xã Mẫu, Tỉnh Mẫu", 13, x=105, align="middle")
        page.y += 3
        for label, value in (
            ("Họ, chữ đệm, tên người yêu cầu:", job.who.name),
            ("Ngày, tháng, năm sinh:", f"{job.who.born:%d/%m/%Y}"),
            ("Nơi cư trú:", job.who.address),
            ("Giấy tờ tùy thân: CCCD số", job.who.number),
            ("Ngày cấp:", f"{job.who.card_issued:%d/%m/%Y}"),
            (kin, job.other.name),
            ("Số định danh:", job.other.number),
            ("Dân tộc: Kinh.  Quốc tịch:", "Việt Nam"),
        ):
            page.filled(label, value)
        page.paragraph(
            "Đề nghị cơ quan giải quyết theo quy định. Tôi cam đoan những nội dung khai trên đây là đúng sự thật "
            "và chịu trách nhiệm trước pháp luật về cam đoan của mình."
        )
        page.row("Đề nghị cấp bản sao: Có    Không    Số lượng: 02 bản", 13)
        page.row(f"Làm tại: Xã Mẫu, {day_in_words(job.day)}", 13, "i", x=192, align="right")
        asked(page, "Người yêu cầu", job.who.name)
        page.truth.fields |= {"owner": job.who.name, "owner_id": job.who.number, "issued": job.day.isoformat()}
        return [page]

    return draw


def _confirmation(job: Job) -> list[DrawnPage]:
    page = job.new()
    head(page, job.number("UBND-XNTTHN"), job.day, by=job.by)
    title(page, "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "ỦY BAN NHÂN DÂN XÃ MẪU")
    page.paragraph(f"Xét đề nghị của ông/bà {job.who.name} về việc cấp Giấy xác nhận tình trạng hôn nhân,")
    page.row("XÁC NHẬN:", 13, "b", x=105, align="middle")
    for label, value in (
        ("Họ, chữ đệm, tên:", job.who.name),
        ("Ngày, tháng, năm sinh:", f"{job.who.born:%d/%m/%Y}"),
        ("Giới tính:", job.who.sex),
        ("Giấy tờ tùy thân: CCCD số", job.who.number),
        ("Nơi cư trú:", job.who.address),
        ("Tình trạng hôn nhân:", "hiện tại chưa đăng ký kết hôn với ai"),
    ):
        page.filled(label, value)
    page.paragraph("Giấy này được cấp để làm thủ tục đăng ký kết hôn và có giá trị 6 tháng kể từ ngày cấp.")
    signed(page, "CHỦ TỊCH", OFFICIALS[2])
    page.truth.fields["owner"] = job.who.name
    return [page]


def _marriage(job: Job) -> list[DrawnPage]:
    page = job.new()
    office(page)
    nation(page)
    page.y = 44
    title(page, "GIẤY CHỨNG NHẬN KẾT HÔN", f"Số: {job.number('2026')}")
    for who, word in ((job.other, "vợ"), (job.who, "chồng")):
        page.filled(f"Họ, chữ đệm, tên {word}:", who.name)
        page.filled("Ngày, tháng, năm sinh:", f"{who.born:%d/%m/%Y}")
        page.filled("Dân tộc: Kinh.  Quốc tịch:", "Việt Nam")
        page.filled("Nơi cư trú:", who.address)
        page.filled("Giấy tờ tùy thân: CCCD số", who.number)
        page.y += 2
    page.row(f"Nơi đăng ký kết hôn: UBND xã Mẫu, {day_in_words(job.day)}", 13)
    signed(page, "NGƯỜI KÝ GIẤY CHỨNG NHẬN", OFFICIALS[0])
    page.truth.fields |= {"owner": job.who.name, "issued": job.day.isoformat(), "issuer": "ỦY BAN NHÂN DÂN XÃ MẪU"}
    return [page]


def _land(job: Job) -> list[DrawnPage]:
    front, back = job.new(), job.new()
    nation(front, x=105)
    front.y = 40
    title(front, "GIẤY CHỨNG NHẬN", "QUYỀN SỬ DỤNG ĐẤT, QUYỀN SỞ HỮU TÀI SẢN GẮN LIỀN VỚI ĐẤT")
    plot, sheet = job.chance.randrange(1, 900), job.chance.randrange(1, 60)
    front.row("I. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất", 13, "b")
    front.paragraph(f"Ông/Bà: {job.who.name}, sinh năm {job.who.born.year}, CCCD số: {job.who.number}")
    front.paragraph(f"Địa chỉ thường trú: {job.who.address}")
    front.row("II. Thông tin thửa đất và tài sản gắn liền với đất", 13, "b")
    front.row(f"1. Thửa đất số: {plot};  tờ bản đồ số: {sheet}", 13, x=34)
    front.row(f"2. Diện tích: {job.chance.randrange(80, 900)},5 m2", 13, x=34)
    front.row("3. Loại đất: Đất ở tại nông thôn", 13, x=34)
    front.row("4. Thời hạn sử dụng đất: Lâu dài", 13, x=34)
    front.row("5. Hình thức sử dụng đất: Sử dụng riêng", 13, x=34)
    front.row(f"6. Địa chỉ: {job.who.address}", 13, x=34)
    front.row("III. Ghi chú: Không", 13, "b")
    front.row(f"Mẫu, {day_in_words(job.day)}", 13, "i", x=192, align="right")
    signed(front, "GIÁM ĐỐC", OFFICIALS[1], ring="VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI TỈNH MẪU")
    serial = f"AA {job.chance.randrange(10_000_000, 99_999_999):08}"
    front.text(serial, 180, 280, 13, "sb", align="right", colour=(190, 30, 40))
    back.y = 24
    title(back, "IV. SƠ ĐỒ THỬA ĐẤT, NHÀ Ở VÀ TÀI SẢN KHÁC GẮN LIỀN VỚI ĐẤT", points=13)
    corners = [(60, 70), (140, 62), (152, 130), (74, 142)]
    for one, other in zip(corners, [*corners[1:], corners[0]], strict=True):
        back.rule(*one, *other, width=0.5)
    for (x, y), label in zip(corners, ("1", "2", "3", "4"), strict=True):
        back.text(label, x - 4, y - 6, 11)
    back.text(f"Thửa {plot}", 102, 98, 13, align="middle")
    back.y = 155
    back.table(("Số hiệu đỉnh", "Chiều dài (m)"), [("1 - 2", "16,0"), ("2 - 3", "13,8"), ("3 - 4", "15,7")], (40, 40))
    front.truth.fields |= {
        "owner": job.who.name, "owner_id": job.who.number, "plot": str(plot), "sheet": str(sheet),
        "issued": job.day.isoformat(), "number": serial, "issuer": "VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI TỈNH MẪU",
    }  # fmt: skip
    return [front, back]


def _card(job: Job) -> list[DrawnPage]:
    front, back = job.new(), job.new()
    cards.card_front(front, job.who, 52, 40)
    cards.card_back(back, job.who, 52, 40)
    return [front, back]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper.

    Attributes:
        name: the title printed on it.
        codes: catalogue codes of components and results that this paper is.
        draw: draws its pages.
    """

    name: str
    codes: Sequence[str]
    draw: Callable[[Job], list[DrawnPage]]


KINDS: dict[str, Kind] = {
    "khai-sinh": Kind("Giấy khai sinh", ("KQ.G15.000001", "GT.KS.02"), _birth_certificate),
    "chung-sinh": Kind("Giấy chứng sinh", ("GT.KS.03",), _hospital_birth),
    "to-khai-khai-sinh": Kind(
        "Tờ khai đăng ký khai sinh", ("GT.KS.01",), _declaration("TỜ KHAI ĐĂNG KÝ KHAI SINH", "Khai sinh cho cháu:")
    ),
    "to-khai-ket-hon": Kind(
        "Tờ khai đăng ký kết hôn", ("GT.KH.01",), _declaration("TỜ KHAI ĐĂNG KÝ KẾT HÔN", "Đăng ký kết hôn với:")
    ),
    "to-khai-xac-nhan": Kind(
        "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân",
        ("GT.XN.01",),
        _declaration("TỜ KHAI CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "Quan hệ với người được cấp:"),
    ),
    "don-cap-phep": Kind(
        "Đơn đề nghị cấp giấy phép xây dựng",
        ("GT.XD.01",),
        _declaration("ĐƠN ĐỀ NGHỊ CẤP GIẤY PHÉP XÂY DỰNG", "Người đại diện chủ đầu tư:"),
    ),
    "don-bien-dong": Kind(
        "Đơn đăng ký biến động đất đai",
        ("GT.DD.01",),
        _declaration("ĐƠN ĐĂNG KÝ BIẾN ĐỘNG ĐẤT ĐAI", "Người nhận chuyển quyền:"),
    ),
    "don-ho-kinh-doanh": Kind(
        "Giấy đề nghị đăng ký hộ kinh doanh",
        ("GT.KD.01",),
        _declaration("GIẤY ĐỀ NGHỊ ĐĂNG KÝ HỘ KINH DOANH", "Thành viên cùng góp vốn:"),
    ),
    "don-tro-cap": Kind(
        "Tờ khai đề nghị trợ giúp xã hội",
        ("GT.TC.01",),
        _declaration("TỜ KHAI ĐỀ NGHỊ TRỢ GIÚP XÃ HỘI", "Người chăm sóc, nuôi dưỡng:"),
    ),
    "ket-hon": Kind("Giấy chứng nhận kết hôn", ("KQ.G15.000002", "GT.KS.04"), _marriage),
    "xac-nhan": Kind("Giấy xác nhận tình trạng hôn nhân", ("KQ.G15.000003", "GT.KH.02"), _confirmation),
    "dat-dai": Kind(
        "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
        ("KQ.G15.000004", "GT.XD.02", "GT.DD.02"),
        _land,
    ),
    "cccd": Kind("Căn cước công dân", ("GT.CC.01",), _card),
    "tiep-nhan": Kind("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", ("GT.TN.01",), letters.receipt),
    "cong-van": Kind("Công văn", ("GT.CV.01",), letters.letter),
    "quyet-dinh": Kind("Quyết định", ("KQ.G15.000005", "GT.QD.01"), letters.decision),
    "hop-dong": Kind("Hợp đồng chuyển nhượng quyền sử dụng đất", ("GT.DD.03",), letters.contract),
    "giay-phep": Kind("Giấy phép xây dựng", ("KQ.G15.000006",), letters.permit),
    "ho-kinh-doanh": Kind("Giấy chứng nhận đăng ký hộ kinh doanh", ("KQ.G15.000007",), letters.business),
    "danh-sach": Kind("Danh sách thành viên hộ kinh doanh", ("GT.KD.02",), letters.listing),
    "bien-ban": Kind("Biên bản họp thôn", ("GT.TC.02",), letters.minutes),
    "ban-ve": Kind("Bản vẽ thiết kế xây dựng", ("GT.XD.03",), letters.drawing),
}


def job(kind: str, seed: int | str, dpi: int, who: Person | None, *, by_hand: bool = False) -> Job:
    """What a kind is drawn for, from a seed; number and day of its head printed, or filled in by somebody's hand."""
    chance = random.Random(f"{kind} {seed}")  # noqa: S311 - invents, keeps no secret
    owner = who or person(f"{kind} {seed}")
    pages = iter(range(100))
    return Job(
        new=lambda: DrawnPage(f"{kind} {seed} {next(pages)}", dpi),
        who=owner,
        other=person(f"{seed} other", sex="Nữ" if owner.sex == "Nam" else "Nam"),
        chance=chance,
        day=date(2026, 1, 5) + timedelta(days=chance.randrange(250)),
        by=hand(f"{kind} {seed}") if by_hand else None,
    )
