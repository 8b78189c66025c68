"""An owner as typed: what is read, what is refused, and what is only doubted."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.model.dossier import NumberKind, PartyKind
from desktop.model.owner import organisation, party_from_qr, person, texts_of
from desktop.training import people

TODAY = date(2026, 3, 12)
WOMAN = {"number": "052 199 000 123", "name": "  Đặng Thị  Ngọc Ánh ", "born": "2/9/1999", "address": "Thôn Mẫu"}


def test_a_citizen_typed_by_hand_whose_number_proves_birth_and_sex():
    entered = person(WOMAN, TODAY)
    party = entered.party
    assert party is not None
    assert (party.number, party.number_kind) == ("052199000123", NumberKind.CITIZEN)
    assert (party.name, party.born, party.sex) == ("Đặng Thị Ngọc Ánh", date(1999, 9, 2), "Nữ")
    assert entered.proved
    assert not entered.refused
    assert not entered.doubts


@pytest.mark.parametrize(
    ("field", "text", "doubted"),
    [
        ("born", "2/9/1998", "born"),
        ("sex", "nam", "sex"),
        ("number", "003199000123", "number"),
        ("number", "052099000123", None),
        ("number", "123199000123", None),
    ],
)
def test_what_does_not_fit_the_number_is_doubted_and_taken(field, text, doubted):
    entered = person({**WOMAN, field: text}, TODAY)
    assert entered.party
    assert set(entered.doubts) == ({doubted} if doubted else set())
    assert entered.proved == (doubted is None)


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("215 123 456", NumberKind.OLD_CARD, "215123456"),
        ("c1234567", NumberKind.PASSPORT, "C1234567"),
        ("X12-34567 8", NumberKind.PASSPORT, "X12345678"),
    ],
)
def test_other_papers_of_a_person(text, kind, number):
    entered = person({"number": text, "name": "Trần Văn Mẫu"}, TODAY)
    party = entered.party
    assert party is not None
    assert (party.number_kind, party.number) == (kind, number)
    assert party.sex == ""
    assert not entered.proved


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("number", "05219900012", "đang có 11"),
        ("number", "000199000123", "mã tỉnh"),
        ("number", "ABC", "hộ chiếu"),
        ("number", "Đ1234567", "hộ chiếu"),
        ("name", "1234", "chữ"),
        ("born", "31/2/1999", "không có thật"),
        ("born", "2/9/2099", "tương lai"),
        ("sex", "x", "Nam hoặc Nữ"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason_and_nobody_is_made_of_it(field, text, words):
    entered = person({**WOMAN, field: text}, TODAY)
    assert entered.party is None
    assert list(entered.refused) == [field]
    assert words in entered.refused[field]


def test_what_is_needed_and_not_there_is_missing_not_refused():
    entered = person({"born": "2/9/1999", "name": " "}, TODAY)
    assert entered.missing == ("number", "name")
    assert not entered.refused
    assert entered.party is None


@pytest.mark.parametrize(
    ("kind", "text", "number_kind", "number"),
    [
        (PartyKind.ENTERPRISE, "0100233488", NumberKind.TAX, "0100233488"),
        (PartyKind.ENTERPRISE, "0314409058-002", NumberKind.TAX, "0314409058-002"),
        (PartyKind.HOUSEHOLD, "052199000123", NumberKind.TAX, "052199000123"),
        (PartyKind.AGENCY, "12/QĐ-UBND", NumberKind.DECISION, "12/QĐ-UBND"),
        (PartyKind.AGENCY, "0100233488", NumberKind.TAX, "0100233488"),
    ],
)
def test_organisations_go_by_tax_number_or_decision(kind, text, number_kind, number):
    texts = {"number": text, "name": "Cơ sở Mẫu 2", "address": "Xã Mẫu", "represented_by": "Trần Văn Mẫu"}
    party = organisation(kind, texts).party
    assert party is not None
    assert (party.kind, party.number_kind, party.number) == (kind, number_kind, number)
    assert (party.represented_by, party.address) == ("Trần Văn Mẫu", "Xã Mẫu")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PartyKind.ENTERPRISE, "0100233480"),
        (PartyKind.ENTERPRISE, "12/QĐ-UBND"),
        (PartyKind.HOUSEHOLD, "12345"),
        (PartyKind.AGENCY, "QĐ-UBND"),
    ],
)
def test_a_number_that_cannot_be_the_organisations_is_refused(kind, text):
    entered = organisation(kind, {"number": text, "name": "Cơ sở Mẫu"})
    assert list(entered.refused) == ["number"]
    assert entered.party is None


@pytest.mark.parametrize("seed", range(40))
def test_a_card_typed_from_what_its_qr_says_is_the_same_person(seed):
    who = party_from_qr(people.person(seed).qr)
    entered = person(texts_of(who), TODAY)
    typed = entered.party
    assert typed is not None
    assert entered.proved
    assert (typed.number, typed.name, typed.born, typed.sex, typed.address) == (
        who.number,
        who.name,
        who.born,
        who.sex,
        who.address,
    )
