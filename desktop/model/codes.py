"""Codes of the trade: procedure, dossier, unit, catalogue and digitised-item codes.

All codes are opaque strings checked against patterns and templates that are configuration (R2, R6, R7, R8).
Official dossier codes are read or received, never minted here (R5).
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from dataclasses import dataclass
from datetime import date, datetime

from desktop.model.errors import Refusal

CODE_LENGTH_LIMIT = 200
_CATALOGUE_CODE = re.compile(r"[A-Z0-9][A-Z0-9.\-_/]*")
_PROCEDURE = re.compile(r"([1-9]\.\d{6})(\.\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2})?")
_UNIT_OLD = re.compile(r"(\d{3})\.(\d{2})\.(\d{2})\.([A-Y]\d{2})")
_UNIT_NEW = re.compile(r"[A-Y]\d{2}(\.\d{1,3}){0,6}")
PROVISIONAL_PREFIX = "TAM-"
LONGEST_DOSSIER_CODE = 60
"""Characters of an official dossier code; a longer one is none."""


class BadCode(Refusal):
    """A code does not have the form its kind must have."""

    code = "bad_code"
    sentence = "Mã «{subject}» không hợp lệ: {reason}."
    advice = "Kiểm tra lại mã, hoặc chọn từ danh mục."


def catalogue_code(text: str) -> str:
    """Normalise a component or result code: NFC, trimmed, upper-case, at most 200 characters (R2).

    Raises:
        BadCode: empty, too long, or a character that no catalogue uses.
    """
    code = unicodedata.normalize("NFC", text).strip().upper()
    if not code:
        raise BadCode(text, reason="mã trống")
    if len(code) > CODE_LENGTH_LIMIT:
        raise BadCode(code[:20] + "…", reason=f"dài quá {CODE_LENGTH_LIMIT} ký tự")
    if not _CATALOGUE_CODE.fullmatch(code):
        raise BadCode(code, reason="có ký tự lạ")
    return code


def procedure_code(text: str) -> str:
    """Normalise a procedure code such as `1.000894` or `1.000894.000.00.00.H08`.

    Raises:
        BadCode: not of the national form (regulations.md §6.3).
    """
    code = text.strip().upper()
    if not _PROCEDURE.fullmatch(code):
        raise BadCode(text, reason="mã thủ tục phải có dạng 1.000894")
    return code


def unit_code(text: str) -> str:
    """Bring a unit code to the newer order: `000.00.12.H08` and `H08.12` are one unit (R6).

    Raises:
        BadCode: neither the older nor the newer form.
    """
    code = text.strip().upper()
    old = _UNIT_OLD.fullmatch(code)
    if old:
        third, second, first, top = old.groups()
        groups = [top, first, second, third]
        while len(groups) > 1 and not int(groups[-1]):
            groups.pop()
        return ".".join(groups)
    if _UNIT_NEW.fullmatch(code):
        return code
    raise BadCode(text, reason="mã định danh đơn vị phải có dạng H08.12 hoặc 000.00.12.H08")


DOSSIER_PATTERNS: tuple[str, ...] = (
    r"(?P<unit>\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2})-(?P<day>\d{6})-(?P<number>\d{4,6})",
    r"(?P<unit>[A-Y]\d{2}(?:\.\d{1,3}){0,6})-(?P<day>\d{6}|\d{8})-(?P<number>\d{4,7})",
)


@dataclass(frozen=True, slots=True)
class DossierCode:
    """An official dossier code as read from a receipt or received from the province.

    Attributes:
        text: the code as written.
        unit: unit code in the newer order.
        day: day of receipt that the code carries.
        number: sequence digits.
    """

    text: str
    unit: str
    day: date
    number: str


def _code_day(digits: str) -> date:
    return datetime.strptime(digits, "%y%m%d" if len(digits) == 6 else "%Y%m%d").date()


def dossier_code(text: str, *, today: date, patterns: tuple[str, ...] = DOSSIER_PATTERNS) -> DossierCode:
    """Read an official dossier code (regulations.md §6.1); the patterns are configuration.

    Raises:
        BadCode: no pattern fits, or the six digits are no real day, or a day in the future.
    """
    code = text.strip().upper()
    for pattern in patterns:
        match = re.fullmatch(pattern, code)
        if not match:
            continue
        try:
            day = _code_day(match["day"])
        except ValueError:
            raise BadCode(code, reason="sáu chữ số giữa không phải là ngày") from None
        if day > today:
            raise BadCode(code, reason="ngày trong mã ở tương lai")
        return DossierCode(code, unit_code(match["unit"]), day, match["number"])
    raise BadCode(text[:60], reason="không đúng dạng mã hồ sơ")


def provisional_code(dossier_id: uuid.UUID) -> str:
    """A short human code for a dossier the province has not numbered yet, e.g. `TAM-7F3K-9Q2M`.

    It is drawn from the dossier's own random id, so two PCs without a line never share one, and it cannot be
    mistaken for an official code (R5).
    """
    letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
    number = dossier_id.int >> 80
    picked = [letters[(number >> (5 * place)) & 31] for place in range(8)]
    return f"{PROVISIONAL_PREFIX}{''.join(picked[:4])}-{''.join(picked[4:])}"


def is_provisional(code: str) -> bool:
    """Whether a dossier code is our own stand-in rather than an official one."""
    return code.startswith(PROVISIONAL_PREFIX)


COMPONENT_ITEM_TEMPLATE = "{owner_id}.{procedure}.{component}.{serial:02d}"
RESULT_ITEM_TEMPLATE = "{owner_id}.{result}.{number}.{serial:02d}"


def item_code(template: str, *, serial: int, **parts: str) -> str:
    """Fill the template of a digitised item's code (R7); the serial is provisional until the province gives one.

    Raises:
        BadCode: the template names a part that is not given, or a part is empty.
    """
    try:
        code = template.format(serial=serial, **parts)
    except (KeyError, ValueError, IndexError) as error:
        raise BadCode(template, reason=f"mẫu mã số hóa sai ({error})") from error
    if any(not value for value in parts.values()):
        raise BadCode(template, reason="thiếu một phần của mã số hóa")
    return code
