"""Identity numbers and the citizen card's QR (R9, R10)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from desktop.model.dossier import NumberKind
from desktop.model.errors import Refusal
from desktop.model.typed import from_keystrokes, plain, was_changed

SEXES = ("Nam", "Nữ")
_BIRTH_PROVINCES = frozenset(
    re.findall(
        r"[0-9]{3}",
        "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040"
        "042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084"
        "086 087 089 091 092 093 094 095 096",
    )
)
"""TT 07/2016/TT-BCA, annex I: the provinces as they were then; a number keeps its code for life."""
_FIRST_ABROAD = 100
"""From here on the codes are those of other countries (annex II), for who was born there."""
_CARD_BEGINS = re.compile(r"(?<!\|)[0-9]{12}\|")
"""People write no such thing. Behind a bar it would be a later field of a card."""
_PASSPORT = re.compile(r"(?=.*[0-9])[A-Z0-9]{5,20}")


class BadIdentity(Refusal):
    """An identity number or a citizen card's QR does not have the form it must have."""

    code = "bad_identity"
    sentence = "Số giấy tờ không hợp lệ: {reason}."
    advice = "Quét lại mã QR hoặc nhập lại theo giấy tờ gốc."


@dataclass(frozen=True, slots=True)
class CitizenNumber:
    """The parts of a 12-digit personal identification number `PPP G YY NNNNNN`.

    Attributes:
        province: province of birth registration, 3 digits; old codes stay valid after mergers.
        birth_year: four digits.
        sex: `Nam` or `Nữ`.
    """

    province: str
    birth_year: int
    sex: str


def _digits(text: str) -> str:
    """A number without the spaces, dots and dashes that people put into it."""
    return re.sub(r"[\s.\-]", "", plain(text))


def citizen_number(text: str) -> CitizenNumber:
    """Read the structure of a 12-digit number; it has no check digit.

    Raises:
        BadIdentity: not twelve digits, or province 000.
    """
    digits = _digits(text)
    if not re.fullmatch(r"[0-9]{12}", digits):
        raise BadIdentity(reason="số định danh phải có 12 chữ số")
    if digits[:3] == "000":
        raise BadIdentity(reason="ba số đầu không phải mã tỉnh")
    century, sex = divmod(int(digits[3]), 2)
    return CitizenNumber(digits[:3], 1900 + 100 * century + int(digits[4:6]), SEXES[sex])


def doubts_about(number: CitizenNumber, born: date | None, sex: str) -> dict[str, str]:
    """What a personal number does not fit, by field (`number`, `born`, `sex`): warned about, never blocking (R10).

    Args:
        number: the parts of the number.
        born: birth date; None where it is not known.
        sex: `Nam`, `Nữ`, or empty where it is not known.
    """
    found = {}
    if int(number.province) < _FIRST_ABROAD and number.province not in _BIRTH_PROVINCES:
        found["number"] = f"không có tỉnh nào mã {number.province}"
    if born and number.birth_year != born.year:
        found["born"] = "năm sinh không khớp với số định danh"
    if sex and number.sex != sex:
        found["sex"] = "giới tính không khớp với số định danh"
    return found


def person_number(text: str) -> tuple[NumberKind, str]:
    """What kind of number of a person a text is, and the number without what people put into it.

    Twelve digits are a personal number, nine an old identity card's; what has letters is a passport's (R10).

    Raises:
        BadIdentity: it is none of them.
    """
    number = _digits(text).upper()
    if any(letter.isalpha() for letter in number):
        if not _PASSPORT.fullmatch(number):
            raise BadIdentity(reason="số hộ chiếu gồm 5 đến 20 chữ cái không dấu và chữ số")
        return NumberKind.PASSPORT, number
    if re.fullmatch(r"[0-9]{9}", number):
        return NumberKind.OLD_CARD, number
    if re.fullmatch(r"[0-9]+", number) and len(number) != 12:
        raise BadIdentity(reason=f"số định danh có 12 chữ số, CMND cũ có 9; đang có {len(number)}")
    citizen_number(number)
    return NumberKind.CITIZEN, number


def is_old_identity_number(text: str) -> bool:
    """Whether the text is a 9-digit CMND, or an old 12-digit one."""
    return re.fullmatch(r"[0-9]{9}|[0-9]{12}", text) is not None


def tax_number(text: str) -> str:
    """Normalise a tax number: 10 or 10-3 digits with checksum, or a 12-digit personal number; spaces, dots and dashes
    between them mean nothing.

    Raises:
        BadIdentity: the checksum, the branch or the length is wrong.
    """
    digits = _digits(text)
    if re.fullmatch(r"[0-9]{12}", digits):
        citizen_number(digits)
        return digits
    # Here and not above: nearly every command reads this module, few check a tax number, and this loads the most.
    from stdnum.vn import mst

    try:
        return str(mst.format(mst.validate(digits)))
    except Exception as error:
        raise BadIdentity(reason="mã số thuế sai số kiểm tra hoặc độ dài", cause=str(error)) from None


@dataclass(frozen=True, slots=True)
class CitizenCard:
    """What the QR of a citizen card says.

    Attributes:
        number: 12 digits.
        old_number: earlier CMND, empty where the card has none.
        name: full name, NFC.
        born: birth date.
        sex: as written on the card.
        address: as written on the card.
        issued: date of issue.
    """

    number: str
    old_number: str
    name: str
    born: date
    sex: str
    address: str
    issued: date

    @property
    def doubts(self) -> tuple[str, ...]:
        """What does not fit together; warned about, never blocking (R10)."""
        found = doubts_about(citizen_number(self.number), self.born, self.sex)
        earlier = ("ngày cấp trước ngày sinh",) if self.issued < self.born else ()
        return (*found.values(), *earlier)


def _card_day(digits: str) -> date:
    if not re.fullmatch(r"[0-9]{8}", digits):
        raise BadIdentity(reason="ngày trong mã QR không đúng")
    try:
        return datetime.strptime(digits, "%d%m%Y").date()
    except ValueError:
        raise BadIdentity(reason="ngày trong mã QR không có thật") from None


def _unbroken(text: str) -> str:
    """Text whose UTF-8 bytes were taken for Windows letters one by one (`Nguyá»…n`), put right; else as it is."""
    try:
        # Windows gives five byte values no letter; programs pass them on as control characters.
        data = b"".join(c.encode("latin-1" if "\x80" <= c <= "\x9f" else "cp1252") for c in text)
        return data.decode("utf-8")
    except UnicodeError:
        return text


def _lost_its_marks(name: str, address: str) -> bool:
    """Whether a reader that types like a keyboard has lost the diacritics: no Vietnamese address is without any."""
    return len(address.split()) >= 3 and (name + address).isascii()


def card_text(text: str) -> str:
    """What a reader of codes typed of a citizen card's QR, whole or not, behind what a person may have typed before it.

    Empty where no card begins in the text.
    """
    begins = _CARD_BEGINS.search(text)
    return text[begins.start() :] if begins else ""


def citizen_card(text: str) -> CitizenCard:
    """Read the pipe-separated text of a citizen card's QR: at least 7 fields, more are ignored (R9).

    Letters that a reader broke on the way (a wrong code page, keystrokes for Telex or VNI) are repaired where that is
    certain, and refused where it is not: a wrong name is worse than none.

    Raises:
        BadIdentity: too few fields, a wrong number, an unreal date, or letters broken on the way.
    """
    text = _unbroken(text)
    text = from_keystrokes(text) or text
    fields = [unicodedata.normalize("NFC", part).strip() for part in text.strip().split("|")]
    if len(fields) < 7:
        raise BadIdentity(reason=f"mã QR chỉ có {len(fields)} trường, cần ít nhất 7")
    number, old, name, born, sex, address, issued = fields[:7]
    citizen_number(number)
    if old and not is_old_identity_number(old):
        raise BadIdentity(reason="số CMND cũ trong mã QR không đúng")
    if not name or "\ufffd" in text or not all(c.isalpha() or c in " '-." for c in name):
        raise BadIdentity(reason="chữ tiếng Việt trong mã QR bị hỏng")
    if _lost_its_marks(name, address):
        raise BadIdentity(reason="máy đọc đã làm mất dấu tiếng Việt; tắt bộ gõ (Unikey, EVKey) rồi quét lại")
    if any(was_changed(word) for word in re.findall(r"[^\W\d_]+", name)):
        raise BadIdentity(reason="bộ gõ đã làm sai chữ trong mã QR; tắt bộ gõ (Unikey, EVKey) rồi quét lại")
    return CitizenCard(_digits(number), old, name, _card_day(born), sex, address, _card_day(issued))


def masked(number: str) -> str:
    """A number fit for logs and the audit chain: only the last three digits are shown (R63)."""
    return "•" * max(0, len(number) - 3) + number[-3:]
