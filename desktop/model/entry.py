"""What a clerk enters in a field, understood for what it means; what cannot be understood is told with its reason.

Nothing that was typed is ever dropped: a text is read whole, is empty, or is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from desktop.model.dossier import PaperDetails
from desktop.model.errors import Refusal
from desktop.model.identity import BadIdentity, tax_number
from desktop.model.typed import plain

FIRST_YEAR = 1900
LONGEST = 300
"""Letters of the longest number, issuer or name that is no mistake."""
MOST_SHEETS = 9999
NOT_READ = "?"
"""Stands in a proposed value for what could not be read; a person fills it in."""
_FIRST_SHORT_YEAR = 45
"""`/45` to `/99` can only be the last century: the state's papers begin in 1945."""
_BETWEEN = r"\s*[/.\-,\s]\s*"
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}}){_BETWEEN}([0-9]{{1,2}}){_BETWEEN}([0-9]+)")
_YEAR_FIRST = re.compile(rf"([0-9]{{4}}){_BETWEEN}([0-9]{{1,2}}){_BETWEEN}([0-9]{{1,2}})")
_RUN = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})")
_RUN_YEAR_FIRST = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_IN_WORDS = re.compile(r"\b(?:ngay|thang|nam)\b")


class NotUnderstood(Refusal):
    """What was entered in a field means nothing that could be recorded."""

    code = "entry_not_understood"
    sentence = "Ô «{subject}» chưa đúng: {reason}."
    advice = "Sửa lại như trên giấy, hoặc xoá trống ô đó."

    @property
    def reason(self) -> str:
        """Why, a short Vietnamese phrase."""
        return str(self.values["reason"])


def day(text: str, today: date, *, subject: str = "Ngày", past: bool = True) -> date | None:
    """The day that a text means; None for an empty one.

    Day before month, as it is written here; or the year first, in four digits. A year of two digits is of this century
    up to the present year, and of the last century from 45 on; a year between them must have four digits.

    Args:
        text: as typed: `1/5/2024`, `01-05-2024`, `1.5.2024`, `ngày 1 tháng 5 năm 2024`, `01052024`, `2024-05-01`.
        today: decides the century of a short year.
        subject: the field, for the refusal.
        past: it must not lie after today, as the day on which something was issued.

    Raises:
        NotUnderstood: it is no day, none that exists, or one that cannot be.
    """
    if not text.strip():
        return None
    found = _day_of(_bare(text), today, subject)
    if found.year < FIRST_YEAR:
        raise NotUnderstood(subject, reason=f"năm {found.year} quá xa")
    if past and found > today:
        raise NotUnderstood(subject, reason=f"{found:%d/%m/%Y} ở tương lai")
    return found


def _bare(text: str) -> str:
    """Digits and separators, whatever way they were written; words of a date put aside."""
    letters = unicodedata.normalize("NFD", plain(text).casefold())
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return _IN_WORDS.sub(" ", bare).strip().rstrip(".,").strip()


def _day_of(bare: str, today: date, subject: str) -> date:
    if last := _YEAR_FIRST.fullmatch(bare):
        return _real(last[3], last[2], last[1], subject)
    if usual := _DAY_FIRST.fullmatch(bare):
        return _real(usual[1], usual[2], _year(usual[3], today, subject), subject)
    if run := _RUN.fullmatch(bare):
        try:
            return _real(run[1], run[2], _year(run[3], today, subject), subject)
        except NotUnderstood:
            turned = _RUN_YEAR_FIRST.fullmatch(bare)
            if turned is None:
                raise
            return _real(turned[3], turned[2], turned[1], subject)
    if NOT_READ in bare:
        raise NotUnderstood(subject, reason="còn chỗ chưa rõ (?), chép theo tờ giấy")
    raise NotUnderstood(subject, reason="không phải ngày/tháng/năm, ví dụ 01/05/2024")


def _year(digits: str, today: date, subject: str) -> str:
    if len(digits) == 4:
        return digits
    if len(digits) == 2:
        short = int(digits)
        if short <= today.year % 100:
            return f"{today.year // 100}{digits}"
        if short >= _FIRST_SHORT_YEAR:
            return f"{today.year // 100 - 1}{digits}"
    raise NotUnderstood(subject, reason=f"chưa rõ năm «{digits}», gõ đủ bốn chữ số")


def _real(day_: str, month: str, year: str, subject: str) -> date:
    try:
        return date(int(year), int(month), int(day_))
    except ValueError:
        raise NotUnderstood(subject, reason=f"ngày {day_}/{month}/{year} không có thật") from None


def count(text: str, *, subject: str = "Số tờ") -> int | None:
    """The number of sheets that a text means; None for an empty one.

    Raises:
        NotUnderstood: it is no whole number up to `MOST_SHEETS`.
    """
    if not text.strip():
        return None
    digits = plain(text).strip()
    if not re.fullmatch(r"[0-9]{1,4}", digits):
        raise NotUnderstood(subject, reason=f"phải là một số từ 0 đến {MOST_SHEETS}")
    return int(digits)


def words(text: str, *, subject: str) -> str:
    """A line of words with single spaces, NFC.

    Raises:
        NotUnderstood: it is longer than any, has no letter or digit, or characters that nobody types.
    """
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if len(line) > LONGEST:
        raise NotUnderstood(subject, reason=f"dài quá {LONGEST} chữ")
    if line and not any(c.isalnum() for c in line):
        raise NotUnderstood(subject, reason="không có chữ hay số nào")
    if any(unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"} or c == "\ufffd" for c in line):
        raise NotUnderstood(subject, reason="có ký tự lạ")
    return line


def _number(text: str, *, subject: str) -> str:
    line = words(text, subject=subject)
    if NOT_READ in line:
        raise NotUnderstood(subject, reason="còn chỗ chưa rõ (?), chép theo tờ giấy")
    return line


def _body_or_name(text: str, *, subject: str) -> str:
    line = words(text, subject=subject)
    if line and not any(c.isalpha() for c in line):
        raise NotUnderstood(subject, reason="không có chữ nào")
    return line


def _tax(text: str, *, subject: str) -> str:
    try:
        return tax_number(text) if text.strip() else ""
    except BadIdentity as error:
        raise NotUnderstood(subject, reason=str(error.values["reason"])) from None


PERMANENT_WORDS = "Vô thời hạn"
_PERMANENT = frozenset({"vo thoi han", "khong thoi han", "vinh vien", "lau dai"})


def _validity(text: str, today: date) -> dict[str, Any]:
    """Until when a paper is valid, as two fields: a last day, for ever, or neither where nothing is typed."""
    if _bare(text) in _PERMANENT:
        return {"valid_until": None, "permanent": True}
    return {"valid_until": day(text, today, subject="Có giá trị đến", past=False), "permanent": False}


@dataclass(frozen=True, slots=True)
class Entered:
    """What stands in the fields of a paper, understood.

    Attributes:
        details: what they say; a field that is not understood is as it was before.
        refused: by field, why it is not understood.
    """

    details: PaperDetails
    refused: Mapping[str, NotUnderstood]


def paper_details(before: PaperDetails, texts: Mapping[str, str], today: date) -> Entered:
    """Understand the fields of a paper.

    Args:
        before: what is recorded of it.
        texts: by field (`number`, `issued`, `issuer`, `signer`, `tax_number`, `valid_until`, `area`), as typed; one
            that is missing stays.
        today: nothing was issued after it.
    """
    readers: dict[str, Callable[[str], Any]] = {
        "number": partial(_number, subject="Số, ký hiệu"),
        "issued": partial(day, today=today, subject="Ngày ban hành"),
        "issuer": partial(_body_or_name, subject="Cơ quan ban hành"),
        "signer": partial(_body_or_name, subject="Người ký"),
        "tax_number": partial(_tax, subject="Mã số thuế"),
        "valid_until": partial(_validity, today=today),
        "area": partial(words, subject="Phạm vi hiệu lực"),
    }
    known: dict[str, Any] = {}
    refused: dict[str, NotUnderstood] = {}
    for name, text in texts.items():
        try:
            said = readers[name](text)
            known |= said if isinstance(said, dict) else {name: said}
        except NotUnderstood as reason:
            refused[name] = reason
    return Entered(replace(before, **known), refused)


def require_possible(details: PaperDetails, today: date) -> None:
    """What is to be recorded of a paper can be true, whoever asks for it.

    Raises:
        NotUnderstood: it cannot.
    """
    _number(details.number, subject="Số, ký hiệu")
    if details.issued and details.issued > today:
        raise NotUnderstood("Ngày ban hành", reason=f"{details.issued:%d/%m/%Y} ở tương lai")
    if details.valid_until and details.issued and details.valid_until < details.issued:
        raise NotUnderstood("Có giá trị đến", reason=f"{details.valid_until:%d/%m/%Y} trước ngày ban hành")
    _tax(details.tax_number, subject="Mã số thuế")
