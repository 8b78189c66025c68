"""What a head is made of by name: types of document with their abbreviations, bodies, marks and stamps."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from desktop.document.papers.fold import fold, fold_in_place
from desktop.model.typed import is_syllable

LETTER = "Công văn"
TYPES = {
    "Nghị quyết": "NQ",
    "Quyết định": "QĐ",
    "Chỉ thị": "CT",
    "Quy chế": "QC",
    "Quy định": "QyĐ",
    "Thông cáo": "TC",
    "Thông báo": "TB",
    "Hướng dẫn": "HD",
    "Chương trình": "CTr",
    "Kế hoạch": "KH",
    "Phương án": "PA",
    "Đề án": "ĐA",
    "Dự án": "DA",
    "Báo cáo": "BC",
    "Tờ trình": "TTr",
    "Công điện": "CĐ",
    "Bản ghi nhớ": "BGN",
    "Bản thỏa thuận": "BTT",
    "Bản cam kết": "CK",
    "Giấy ủy quyền": "GUQ",
    "Giấy mời": "GM",
    "Giấy giới thiệu": "GGT",
    "Giấy nghỉ phép": "GNP",
    "Giấy đi đường": "ĐĐ",
    "Phiếu gửi": "PG",
    "Phiếu chuyển": "PC",
    "Phiếu báo": "PB",
    "Thư công": "",
    "Nghị định": "NĐ",
    "Thông tư liên tịch": "TTLT",
    "Thông tư": "TT",
}
"""Types of document with their abbreviations (NĐ 30/2020/NĐ-CP and TT 01/2011/TT-BNV, annexes); minutes and contracts
are laid out as forms are."""
_FOLDED = {fold(name): name for name in TYPES}
_LIKE = 88
"""A misread type of document is known by at least this likeness, of 100 (RapidFuzz). Chosen."""

_FORMS = re.compile(
    r"(?:GIAY|DON|TO KHAI|PHIEU|HOP DONG|BIEN BAN|BIEN LAI|TRICH LUC|DANH SACH|BAN SAO|BANG|THE|CHUNG CHI|VAN BANG"
    r"|HO CHIEU|SO HO|LY LICH|BAN VE|HOA DON|PHU LUC)\b"
)
_BODIES = re.compile(
    r"(?:UBND|HDND|UBMTTQ|UY BAN|HOI DONG|QUOC HOI|CHINH PHU|THU TUONG|CHU TICH|VAN PHONG|BO|SO|TONG CUC|CUC|CHI CUC|VU"
    r"|THANH TRA|PHONG(?! CHONG)|BAN|TRUNG TAM|TTPVHCC|BENH VIEN|TRUONG|DAI HOC|HOC VIEN|VIEN|TOA AN|CONG AN|QUAN KHU"
    r"|BO CHI HUY|TINH UY|THANH UY|HUYEN UY|QUAN UY|DANG UY|DANG BO|TINH DOAN|HUYEN DOAN|HOI|DOAN|LIEN DOAN|CONG DOAN"
    r"|BAO HIEM|KHO BAC|NGAN HANG|CONG TY|TONG CONG TY|TAP DOAN|KIEM TOAN|CHI NHANH|TRAM|TO CONG TAC"
    r"|TO GIUP VIEC|NHA XUAT BAN|LIEN HIEP|LIEN MINH|TONG LIEN DOAN|MAT TRAN)\b"
)
_BODIES_EXACT = re.compile(r"(?:ĐÀI|BÁO|QUỸ|HẠT|ĐỘI)\b")
"""Short words that without their marks are others."""
_BEGINS = 3
"""Letters of a short form that leaves the end of a name out (`BQL`)."""
_GOES_ON = re.compile(r"(?:\b(?:VA|CUA|VE|CHI DAO)|[,–—-])$")
_BROKEN = re.compile(
    r"\b(?:(?:MOI|THI|NONG|LAM|NHA) TRUONG|(?:XA|QUOC|DAI|HIEP|CHI|LIEN) HOI|(?:CONG|CHI|LIEN|TINH|THANH|QUAN) DOAN"
    r"|(?:CO|TRU) SO|(?:CAN|NOI|DANG|TRUNG) BO|(?:BENH|HOC|THU|TRUNG) VIEN|(?:CHI|TONG) CUC|(?:VAN|QUOC|DU) PHONG"
    r"|(?:NOI|DICH|NGHIEP|PHAP|DAC) VU|(?:CHI|CONG|NHA) TRAM|(?:DU|DIA|TIEU) BAN)\b"
)
"""Words of one name that may stand in two lines; the second one alone begins the name of a body."""
_WANTS_PLACE = re.compile(
    r"\b(?:(?:UY BAN|HOI DONG) NHAN DAN|UBND|HDND)"
    r"(?: (?:TINH|THANH PHO|HUYEN|QUAN|THI XA|THI TRAN|XA|PHUONG|DAC KHU))?$"
)
_LEVELS = (("TINH",), ("THANH PHO",), ("HUYEN", "QUAN", "THI XA"), ("XA", "PHUONG", "THI TRAN", "DAC KHU"))
"""Levels of administration from the top; a city may be of the first or of the second."""
_LEVEL = re.compile(
    rf"(?:(?:UY BAN|HOI DONG) NHAN DAN|UBND|HDND) ({'|'.join(one for level in _LEVELS for one in level)})\b"
)
_OPENS = re.compile(
    r"(?:VA|CUA|VE|(?:TINH|HUYEN|QUAN|XA|THANH PHO)(?! UY\b| DOAN\b| KHU\b)|TP|THI XA|THI TRAN|PHUONG|DAC KHU"
    r"|VIET NAM)\b"
)
_STAMPS = re.compile(
    r"(?:HOA TOC|THUONG KHAN|KHAN|TUYET MAT|TOI MAT|MAT(?! TRAN)|SAO Y|SAO LUC|TRICH SAO|BAN SAO|LUU HANH NOI BO"
    r"|DU THAO|TAI LIEU|PHU LUC|DEN|CV DEN|CONG VAN DEN|VAN BAN DEN|HEN GIO)\b"
)


def type_of(text: str) -> tuple[str, str] | None:
    """The type of document that a line in capitals names, and what else it says; None where it names none."""
    words = re.findall(r"[^\W\d_]+", fold_in_place(text).upper())
    best: tuple[float, str, int] | None = None
    for folded, name in _FOLDED.items():
        count = len(folded.split())
        like = fuzz.ratio(folded, " ".join(words[:count]))
        if like >= _LIKE and (best is None or (like, count) > (best[0], best[2])):
            best = (like, name, count)
    if best is None:
        return None
    return best[1], " ".join(text.split()[best[2] :]).strip(" :.;,-–")


def is_form(text: str) -> bool:
    """Whether a title is that of a form, a certificate or a card, which have layouts of their own."""
    return bool(_FORMS.match(fold(text).lstrip(" \"'“.,-")))


def begins_body(text: str) -> bool:
    """Whether a line begins the name of a body, and does not go on with the line above."""
    folded = fold(text).lstrip(" \"'“.,-–")
    if " " not in folded:
        if folded in {"UBND", "HDND"}:
            return True
        # The spaces between capitals are lost most easily; what is left is no syllable.
        return not is_syllable(text.lower()) and bool(re.match(_BODIES.pattern.removesuffix(r"\b"), folded))
    return bool(_BODIES.match(folded) or _BODIES_EXACT.match(text)) and not _OPENS.match(folded)


def goes_on(text: str) -> bool:
    """Whether a name goes on in the line below."""
    return bool(_GOES_ON.search(fold(text).rstrip(" .")))


def is_broken(upper: str, lower: str) -> bool:
    """Whether a line break parts two words that are one: `MÔI` and `TRƯỜNG TỈNH …`."""
    last, first = fold(upper).split()[-1:], fold(lower).split()[:1]
    return bool(_BROKEN.fullmatch(" ".join(last + first)))


def wants_place(text: str) -> bool:
    """Whether the name of the place is missing behind a committee of some kind of place."""
    return bool(_WANTS_PLACE.search(fold(text).rstrip(" .")))


def stands_below(name: str, other: str) -> bool:
    """Whether one people's committee or council is of a lower level than another: both have the same symbol."""
    levels = [_LEVEL.match(fold(one)) for one in (name, other)]
    if None in levels:
        return False
    low, high = (next(at for at, level in enumerate(_LEVELS) if found and found[1] in level) for found in levels)
    return low > high


def is_stamp(text: str) -> bool:
    """Whether a line is a mark of haste, secrecy or copying, or an incoming-mail stamp, that lies over a head."""
    folded = fold(text).strip(" \"'“.,:-–()[]|")
    found = _STAMPS.match(folded)
    return found is not None and len(folded) - found.end() <= 14


def initials(name: str) -> str:
    """How a body's name is abbreviated in symbols, as far as that follows a rule: `SỞ Y TẾ` gives `SYT`."""
    words = re.findall(r"\w+", name.upper())
    if fold(" ".join(words[:4])) == "UY BAN NHAN DAN" or words[:1] == ["UBND"]:
        return "UBND"
    if fold(" ".join(words[:4])) == "HOI DONG NHAN DAN" or words[:1] == ["HĐND"]:
        return "HĐND"
    kept = [word for word in words if fold(word) not in {"VA", "CUA"}]
    return "".join(
        word if word.isdecimal() else fold(word)[0] if word[0] != "Đ" else "Đ" for word in kept if fold(word)
    )


def names_body(symbol: str, name: str) -> bool:
    """Whether a part of a symbol abbreviates the name of a body: all its words, or those that it begins with."""
    short = re.sub(r"\W", "", fold(initials(name)))
    parts = [re.sub(r"\W", "", fold(part)) for part in re.split(r"[-/]", symbol)]
    return bool(short) and any(part == short or (len(part) >= _BEGINS and short.startswith(part)) for part in parts)
