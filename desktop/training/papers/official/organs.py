"""Invented offices: their superior, their symbol, who signs for them. No place among them exists."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

PLACES = ("Mẫu Giang", "Tân Mẫu", "Mẫu Khê", "Đồng Mẫu", "Mẫu Ngãi", "Thượng Mẫu", "Mẫu Hòa", "Quảng Mẫu", "Mẫu Nguyên")
DEPARTMENTS = (
    ("Sở Y tế", "SYT", ("NVY", "NVD", "TCCB", "KHTC", "VP")),
    ("Sở Giáo dục và Đào tạo", "SGDĐT", ("GDTrH", "GDMN", "TCCB", "VP", "QLCL")),
    ("Sở Tài chính", "STC", ("QLNS", "TCĐT", "HCSN", "VP")),
    ("Sở Nội vụ", "SNV", ("CCVC", "TCBC", "VTLT", "VP")),
    ("Sở Xây dựng", "SXD", ("QHKT", "QLXD", "VP")),
    ("Sở Kế hoạch và Đầu tư", "SKHĐT", ("ĐKKD", "TH", "THQH")),
    ("Sở Tài nguyên và Môi trường", "STNMT", ("QLĐĐ", "MT", "VPĐK")),
    ("Sở Nông nghiệp và Môi trường", "SNNMT", ("QLĐĐ", "TTBVTV", "VP")),
    ("Sở Nông nghiệp và Phát triển nông thôn", "SNN&PTNT", ("TL", "KHTC")),
    ("Sở Công Thương", "SCT", ("QLTM", "QLNL", "KTAT")),
    ("Sở Tư pháp", "STP", ("HCTP", "BTTP", "XDKTVB")),
    ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL", ("QLVH", "QLDL", "VP")),
    ("Sở Lao động - Thương binh và Xã hội", "SLĐTBXH", ("BTXH", "NCC", "VP")),
    ("Sở Khoa học và Công nghệ", "SKHCN", ("CĐS", "QLCN", "VP")),
    ("Ban Quản lý các khu công nghiệp", "BQL", ("QHXD", "QLDN", "VP")),
    ("Thanh tra tỉnh", "TTT", ("NV1", "NV4", "VP")),
)
"""Name, symbol, symbols of its divisions."""
_CHIEFS = {"TTT": ("CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA"), "BQL": ("TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")}
BRANCHES = (
    ("Sở Y tế", "Trung tâm Kiểm soát bệnh tật", "TTKSBT", "Giám đốc"),
    ("Sở Y tế", "Bệnh viện Đa khoa khu vực", "BVĐKKV", "Giám đốc"),
    ("Sở Y tế", "Chi cục Dân số - Kế hoạch hóa gia đình", "CCDS", "Chi cục trưởng"),
    ("Sở Y tế", "Thanh tra", "TTra", "Chánh Thanh tra"),
    ("Sở Nông nghiệp và Môi trường", "Chi cục Kiểm lâm", "CCKL", "Chi cục trưởng"),
    ("Sở Nông nghiệp và Môi trường", "Văn phòng Đăng ký đất đai", "VPĐKĐĐ", "Giám đốc"),
    ("Sở Giáo dục và Đào tạo", "Trường Trung học phổ thông Mẫu Khê", "THPTMK", "Hiệu trưởng"),
    ("Sở Tư pháp", "Trung tâm Trợ giúp pháp lý nhà nước", "TTTGPL", "Giám đốc"),
    ("Sở Khoa học và Công nghệ", "Trung tâm Chuyển đổi số và Phát triển hạ tầng số", "TTCĐS", "Giám đốc"),
)
COMMITTEES = (
    ("Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội", "BCĐ"),
    ("Ban Chỉ đạo thực hiện các chương trình mục tiêu quốc gia giai đoạn 2021 - 2025", "BCĐCTMTQG"),
    ("Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn", "BCHPCTT"),
    ("Hội đồng phối hợp phổ biến, giáo dục pháp luật", "HĐPHPBGDPL"),
    ("Tổ công tác cải cách thủ tục hành chính", "TCT"),
)
MINISTRIES = (
    ("Bộ Y tế", "Cục Phòng bệnh", "PB", "Cục trưởng"),
    ("Bộ Tư pháp", "Cục Bổ trợ tư pháp", "BTTP", "Cục trưởng"),
    ("Bộ Tài chính", "Kho bạc Nhà nước", "KBNN", "Tổng Giám đốc"),
    ("Bộ Nội vụ", "Cục Văn thư và Lưu trữ nhà nước", "VTLTNN", "Cục trưởng"),
)
HIGHER = ("Chính phủ", "Bộ Nội vụ", "Bộ Tài chính", "Bộ Y tế", "Bộ Tư pháp", "Bộ Xây dựng", "Văn phòng Chính phủ")
"""Who is cited."""
_SHORT = {
    "Chính phủ": ("NĐ-CP", "NQ-CP"),
    "Bộ Nội vụ": ("TT-BNV", "BNV-CCVC"),
    "Bộ Tài chính": ("TT-BTC", "BTC-QLCS"),
    "Bộ Y tế": ("TT-BYT", "BYT-DP", "QĐ-BYT"),
    "Bộ Tư pháp": ("TT-BTP", "BTP-HTQTCT"),
    "Bộ Xây dựng": ("TT-BXD", "BXD-QLN"),
    "Văn phòng Chính phủ": ("VPCP-KSTT", "TB-VPCP"),
}


@dataclass(frozen=True, slots=True)
class Organ:
    """An office that issues papers.

    Attributes:
        superior: of the first line of the head, "" for none.
        name: as it stands in the head, where it must break, at line ends.
        words: as it stands in running text.
        symbol: short form in the number.
        units: short forms of its divisions, for letters.
        place: before the date.
        chief, deputy: roles of those who sign.
        whole: it signs as a body (TM.).
        party: a body of the Party, with a head of its own.
    """

    superior: str
    name: str
    words: str
    symbol: str
    units: Sequence[str]
    place: str
    chief: str = "GIÁM ĐỐC"
    deputy: str = "PHÓ GIÁM ĐỐC"
    whole: bool = False
    party: bool = False

    @property
    def issuer(self) -> str:
        """The name on one line."""
        return self.name.replace("\n", " ")


def organ(chance: random.Random) -> Organ:
    """An office of some kind."""
    place = chance.choice(PLACES)
    makers = (_committee, _department, _branch, _commune, _council, _board, _joint, _ministry, _party)
    return chance.choices(makers, (18, 30, 12, 14, 4, 6, 4, 5, 5))[0](place, chance)


def _province(place: str, chance: random.Random) -> str:
    return f"{chance.choice(('Tỉnh', 'Tỉnh', 'Tỉnh', 'Thành phố'))} {place}".upper()


def _over(place: str, chance: random.Random) -> str:
    """The province's committee as a superior, in full or short."""
    province = _province(place, chance)
    return f"{chance.choice(('UBND', 'UBND', 'ỦY BAN NHÂN DÂN'))} {province}"


def _committee(place: str, chance: random.Random) -> Organ:
    province = _province(place, chance)
    units = ("KTTH", "NC", "VX", "KSTTHC", "CNXD", "VP")
    return _people("", f"ỦY BAN NHÂN DÂN\n{province}", "Ủy ban nhân dân tỉnh", units, place)


def _people(superior: str, name: str, words: str, units: Sequence[str], place: str) -> Organ:
    return Organ(superior, name, words, "UBND", units, place, "CHỦ TỊCH", "PHÓ CHỦ TỊCH", whole=True)


def _commune(place: str, chance: random.Random) -> Organ:
    kind, own = chance.choice(("xã", "phường", "thị trấn")), chance.choice(PLACES)
    superior = chance.choice(("", f"UBND HUYỆN {place.upper()}", f"ỦY BAN NHÂN DÂN\nTỈNH {place.upper()}"))
    name = f"ỦY BAN NHÂN DÂN\n{kind.upper()} {own.upper()}"
    return _people(superior, name, f"Ủy ban nhân dân {kind}", ("VP", "KT", "VHXH", "TNMT", "TTPVHCC"), own)


def _department(place: str, chance: random.Random) -> Organ:
    name, symbol, units = chance.choice(DEPARTMENTS)
    chief, deputy = _CHIEFS.get(symbol, ("GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"))
    return Organ(_over(place, chance), name.upper(), name, symbol, units, place, chief, deputy)


def _branch(place: str, chance: random.Random) -> Organ:
    superior, name, symbol, chief = chance.choice(BRANCHES)
    # The superior of a branch mostly bears the province's name.
    over = superior if chance.random() < 0.4 else f"{superior} {chance.choice(('', 'tỉnh '))}{place}"
    return Organ(
        over.upper(),
        name.upper(),
        name,
        symbol,
        ("TCHC", "KH", "NV", "VT"),
        place,
        chief.upper(),
        f"PHÓ {chief.upper()}",
    )


def _council(place: str, chance: random.Random) -> Organ:
    province = _province(place, chance)
    units = ("VP", "TH", "PC")
    name = f"HỘI ĐỒNG NHÂN DÂN\n{province}"
    return Organ("", name, "Hội đồng nhân dân tỉnh", "HĐND", units, place, "CHỦ TỊCH", "PHÓ CHỦ TỊCH", whole=True)


def _board(place: str, chance: random.Random) -> Organ:
    name, symbol = chance.choice(COMMITTEES)
    return Organ(
        _over(place, chance), name.upper(), name, symbol, ("VP", "TGV"), place, "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", whole=True
    )  # fmt: skip


def _joint(place: str, chance: random.Random) -> Organ:
    name, symbol, _ = chance.choice(DEPARTMENTS[:6])
    dash = chance.choice((" - ", " -", " – "))
    return Organ(
        _over(place, chance), f"{name.upper()}{dash}CÔNG ĐOÀN NGÀNH", f"{name} và Công đoàn ngành", f"{symbol}-CĐN", (), place
    )  # fmt: skip


def _ministry(place: str, chance: random.Random) -> Organ:
    superior, name, symbol, chief = chance.choice(MINISTRIES)
    units = ("VP", "TH", "CS", "NV")
    return Organ(superior.upper(), name.upper(), name, symbol, units, "Hà Nội", chief.upper(), f"PHÓ {chief.upper()}")


def _party(place: str, chance: random.Random) -> Organ:
    superior = f"TỈNH ỦY {place.upper()}"
    name, symbol, chief = chance.choice(
        (("VĂN PHÒNG", "VPTU", "CHÁNH VĂN PHÒNG"), ("BAN TỔ CHỨC", "BTCTU", "TRƯỞNG BAN"), ("BAN TUYÊN GIÁO", "BTGTU", "TRƯỞNG BAN"))
    )  # fmt: skip
    words = f"{name.capitalize()} Tỉnh ủy"
    return Organ(superior, name, words, symbol, (), place, chief, f"PHÓ {chief}", party=True)


def cited(chance: random.Random, year: int) -> tuple[str, str]:
    """Who is cited, and the number: `Bộ Nội vụ`, `15/2020/TT-BNV`."""
    if chance.random() < 0.6:
        whose = chance.choice(HIGHER)
        symbol = chance.choice(_SHORT[whose])
    else:
        whose, short, units = chance.choice(DEPARTMENTS)
        symbol = chance.choice((f"{short}-{chance.choice(units)}", f"KH-{short}", f"QĐ-{short}"))
    digits = (
        f"{chance.randrange(1, 160):02}" if symbol.startswith(("NĐ", "TT", "NQ")) else f"{chance.randrange(5, 9000)}"
    )
    dated = symbol.startswith(("NĐ-", "TT-"))
    return whose, f"{digits}/{year}/{symbol}" if dated else f"{digits}/{symbol}"
