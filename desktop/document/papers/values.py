"""Values in their proper form, and whether they can be true (R10): dates, numbers with symbols, names, identity
numbers. What is wrong is said, never dropped.
"""

from __future__ import annotations

import re
from datetime import date

from desktop.document.papers.fold import fold
from desktop.document.papers.foot.duties import begins_as_duty
from desktop.model.errors import Refusal
from desktop.model.identity import citizen_number, is_old_identity_number, tax_number

FIRST_YEAR = 1900
"""No paper that comes to a counter is older. Chosen."""
LIKE_DIGITS = str.maketrans("oil", "011")
"""Letters that readers see in digits."""
_FILLING = " .…:;,_-–*\"'«»()"
_NUMBER = re.compile(r"\d{1,7}([/\-.]?[A-Z0-9Đ]+)*([/\-.][A-ZĐ0-9\-.]+)*", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+(?:['’\-.][^\W\d_]+)*\.?")
_NOBODY = re.compile(
    r"(?:KT|TM|TL|TUQ|Q|VAN PHONG|UY BAN|HOI DONG|BAN CHAP HANH|BAN THUONG VU"
    r"|NGUOI (?:KY|TIEP NHAN|NOP|YEU CAU))\b"
)
"""A power, a body or a label in a place where a name is looked for."""


def checked(kind: str, raw: str, today: date | None) -> tuple[str, str]:
    """The value in its proper form, and what is wrong with it (empty where nothing)."""
    text = " ".join(word for word in raw.split() if word in "-–/" or any(c.isalnum() for c in word)).strip(_FILLING)
    if kind in {"date", "future_date"}:
        return _checked_day(text, today if kind == "date" else None)
    if kind == "identity":
        return _checked_identity(text)
    if kind == "tax":
        return _checked_tax(text)
    if kind == "number":
        joined = re.sub(r"\s*([/\-.])\s*", r"\1", text).replace(" ", "")
        repaired = re.sub(r"^[oOiIl\d]+(?=[/\-.]|$)", lambda m: m[0].lower().translate(LIKE_DIGITS), joined)
        ok = re.search(r"\d", repaired) and _NUMBER.fullmatch(re.sub(r"^[A-ZĐ]{1,3}(?=\d)", "", repaired))
        return repaired, "" if ok else "số, ký hiệu không đúng dạng"
    if kind == "person":
        words = text.split()
        nobody = _NOBODY.match(fold(text)) or begins_as_duty(text)
        proper = 2 <= len(words) <= 7 and all(_is_name(word) for word in words) and not nobody
        return text, "" if proper else "không giống tên người"
    if kind == "digits":
        return text, "" if text.isdecimal() else "không phải số"
    return text, "" if sum(c.isalnum() for c in text) >= 3 else "quá ngắn"


def _is_name(word: str) -> bool:
    """`Thị` or `THỊ`, never `tHị`: a seal over a name gives such letters."""
    return bool(_NAME.fullmatch(word)) and word in {word.upper(), word.title()}


def _checked_day(text: str, today: date | None) -> tuple[str, str]:
    parts = re.findall(r"\d+", text)
    if len(parts) != 3:
        return text, "không phải ngày"
    day, month, year = (int(part) for part in parts)
    try:
        found = date(year, month, day)
    except (ValueError, OverflowError):
        return text, "ngày không có thật"
    if found.year < FIRST_YEAR:
        return found.isoformat(), "năm quá xa"
    if today and found > today:
        return found.isoformat(), "ngày ở tương lai"
    return found.isoformat(), ""


def _checked_identity(text: str) -> tuple[str, str]:
    digits = re.sub(r"[\s.]", "", text)
    try:
        if len(digits) == 12:
            citizen_number(digits)
    except Refusal as error:
        return digits, str(error.values.get("reason", "số định danh không đúng"))
    return digits, "" if is_old_identity_number(digits) else "số giấy tờ phải có 9 hoặc 12 chữ số"


def _checked_tax(text: str) -> tuple[str, str]:
    digits = re.sub(r"[\s.\-]", "", text.lower().translate(LIKE_DIGITS))
    shown = f"{digits[:10]}-{digits[10:]}" if len(digits) == 13 else digits
    try:
        return tax_number(shown), ""
    except Refusal as error:
        return shown, str(error.values.get("reason", "mã số thuế không đúng"))
