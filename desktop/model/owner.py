"""An owner as a clerk enters one, understood field by field: a person, or an organisation of any kind.

What cannot be is refused with its reason; what does not fit together is doubted, and taken all the same (R10).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from desktop.model.dossier import NumberKind, Party, PartyKind
from desktop.model.entry import NotUnderstood, day, words
from desktop.model.identity import (
    SEXES,
    BadIdentity,
    citizen_card,
    citizen_number,
    doubts_about,
    person_number,
    tax_number,
)

ORGANISATIONS = (PartyKind.ENTERPRISE, PartyKind.HOUSEHOLD, PartyKind.AGENCY, PartyKind.OTHER)
_BY_DECISION = {PartyKind.AGENCY, PartyKind.OTHER}
"""These need not have a tax number."""
_LONGEST_DECISION = 50
_PUBLIC = {NumberKind.TAX, NumberKind.DECISION}
"""Numbers of organisations are no personal data."""
_END = 4
"""So many last digits of a person's number tell the papers of a day apart, and no stranger who he is. Chosen."""
_NEEDED = ("number", "name")
_WORDS = {
    "number": "Số giấy tờ",
    "name": "Tên",
    "born": "Ngày sinh",
    "sex": "Giới tính",
    "address": "Địa chỉ",
    "represented_by": "Người đại diện",
}
Texts = Mapping[str, str]
"""What was typed, by field; a field that is missing is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerEntered:
    """What stands in the fields of an owner, understood.

    Attributes:
        party: the owner; None while something needed is missing or something is refused.
        missing: fields that are needed and empty.
        refused: by field, why it cannot be, a short Vietnamese phrase.
        doubts: by field, what does not fit the others; a warning.
        proved: the number is a personal one, and fits the birth date and the sex.
    """

    party: Party | None
    missing: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict)
    proved: bool = False


def person(texts: Texts, today: date) -> OwnerEntered:
    """Understand a person: `number`, `name`, `born`, `sex`, `address`; number and name are needed.

    The sex is the number's where none is given, for twelve digits tell it.

    Args:
        texts: as typed.
        today: nobody was born after it.
    """
    readers: dict[str, Callable[[str], Any]] = {
        "number": _refusing(person_number),
        "name": partial(full_name, subject="Họ và tên"),
        "born": partial(day, today=today, subject="Ngày sinh"),
        "sex": _sex,
        "address": partial(words, subject="Địa chỉ"),
    }
    known, refused = _understood(texts, readers)
    kind, number = known.pop("number", None) or (NumberKind.CITIZEN, "")
    parts = citizen_number(number) if kind is NumberKind.CITIZEN and number else None
    known["sex"] = known.get("sex") or (parts.sex if parts else "")
    doubts = doubts_about(parts, known.get("born"), known["sex"]) if parts else {}
    party = Party(number=number, number_kind=kind, **{"name": "", **known})
    return _entered(party, texts, refused, doubts, proved=bool(parts and party.born and not doubts))


def person_known_by(text: str) -> str:
    """The number of a person that a text is, without what people put into it.

    Raises:
        NotUnderstood: it is none.
    """
    return _refusing(person_number)(text)[1]


def person_named(text: str) -> str:
    """The name of a person that a text is.

    Raises:
        NotUnderstood: it is none.
    """
    return full_name(text, subject="Họ và tên")


def organisation(kind: PartyKind, texts: Texts) -> OwnerEntered:
    """Understand an organisation: `number`, `name`, `address`, `represented_by`; number and name are needed.

    An agency, and what is no business, may go by the decision that set it up where it has no tax number.

    Args:
        kind: which kind of organisation.
        texts: as typed.
    """
    readers: dict[str, Callable[[str], Any]] = {
        "number": _refusing(partial(_organisation_number, kind)),
        "name": partial(full_name, subject="Tên tổ chức"),
        "address": partial(words, subject="Địa chỉ"),
        "represented_by": partial(full_name, subject="Người đại diện"),
    }
    known, refused = _understood(texts, readers)
    number_kind, number = known.pop("number", None) or (NumberKind.TAX, "")
    party = Party(kind=kind, number=number, number_kind=number_kind, **{"name": "", **known})
    return _entered(party, texts, refused, {})


def required(entered: OwnerEntered) -> Party:
    """The owner who was entered.

    Raises:
        NotUnderstood: something needed is missing, or something is refused; the first of it.
    """
    for name in entered.missing:
        raise NotUnderstood(_WORDS[name], reason="chưa có")
    for name, reason in entered.refused.items():
        raise NotUnderstood(_WORDS[name], reason=reason)
    assert entered.party is not None
    return entered.party


def party_from_qr(text: str) -> Party:
    """The owner, as the QR of the citizen card says (R9).

    Raises:
        BadIdentity: the text is no citizen card's.
    """
    card = citizen_card(text)
    return Party(
        number=card.number,
        name=card.name,
        born=card.born,
        sex=card.sex,
        address=card.address,
        card_issued=card.issued,
    )


def texts_of(party: Party) -> dict[str, str]:
    """What stands in the fields for an owner who is known."""
    return {
        "number": party.number,
        "name": party.name,
        "born": f"{party.born:%d/%m/%Y}" if party.born else "",
        "sex": party.sex,
        "address": party.address,
        "represented_by": party.represented_by,
    }


def in_item_code(party: Party, *, whole: bool) -> str:
    """What stands for an owner in the code of a digitised item: of a person's number the end alone (R26).

    Args:
        party: the owner.
        whole: the province wants the whole number there.
    """
    return party.number if whole or party.number_kind in _PUBLIC else party.number[-_END:]


def _entered(
    party: Party, texts: Texts, refused: Mapping[str, str], doubts: Mapping[str, str], *, proved: bool = False
) -> OwnerEntered:
    missing = tuple(name for name in _NEEDED if not texts.get(name, "").strip())
    whole = not missing and not refused
    return OwnerEntered(
        party=party if whole else None, missing=missing, refused=refused, doubts=doubts, proved=whole and proved
    )


def _understood(texts: Texts, readers: Mapping[str, Callable[[str], Any]]) -> tuple[dict[str, Any], dict[str, str]]:
    """What the fields say, and why others say nothing; an empty field says nothing and is not refused."""
    known: dict[str, Any] = {}
    refused: dict[str, str] = {}
    for name, read in readers.items():
        text = texts.get(name, "").strip()
        if not text:
            continue
        try:
            known[name] = read(text)
        except NotUnderstood as error:
            refused[name] = error.reason
    return known, refused


def _refusing(read: Callable[[str], tuple[NumberKind, str]]) -> Callable[[str], tuple[NumberKind, str]]:
    def refusing(text: str) -> tuple[NumberKind, str]:
        try:
            return read(text)
        except BadIdentity as error:
            raise NotUnderstood("Số giấy tờ", reason=str(error.values["reason"])) from None

    return refusing


def _organisation_number(kind: PartyKind, text: str) -> tuple[NumberKind, str]:
    is_decision = any(letter.isalpha() or letter == "/" for letter in text)
    if kind in _BY_DECISION and is_decision:
        number = words(text, subject="Số quyết định")
        if not any(letter.isdecimal() for letter in number):
            raise BadIdentity(reason="số quyết định phải có chữ số")
        if len(number) > _LONGEST_DECISION:
            raise BadIdentity(reason=f"số quyết định dài quá {_LONGEST_DECISION} chữ")
        return NumberKind.DECISION, number
    return NumberKind.TAX, tax_number(text)


def full_name(text: str, *, subject: str) -> str:
    """A name as it was typed, in one line.

    Raises:
        NotUnderstood: it has no letter, or cannot be kept.
    """
    line = words(text, subject=subject)
    if not any(letter.isalpha() for letter in line):
        raise NotUnderstood(subject, reason="không có chữ nào")
    return line


def _sex(text: str) -> str:
    for sex in SEXES:
        if text.casefold() == sex.casefold():
            return sex
    raise NotUnderstood("Giới tính", reason="phải là Nam hoặc Nữ")
