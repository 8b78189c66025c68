from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model import identity
from desktop.model.identity import BadIdentity

CARD = "052199000123|215123456|Đặng Thị Ngọc Ánh|02091999|Nữ|Thôn Mẫu, Xã Mẫu, Tỉnh Mẫu|15052021"


def test_the_parts_of_a_personal_number():
    found = identity.citizen_number("052199000123")
    assert (found.province, found.birth_year, found.sex) == ("052", 1999, "Nữ")
    assert identity.citizen_number("064206001234").birth_year == 2006


@pytest.mark.parametrize("good", ["0100233488", "0314409058-002", "052199000123"])
def test_tax_numbers_with_right_checksum(good):
    assert identity.tax_number(good)


@pytest.mark.parametrize("bad", ["0100233480", "0314409058-000", "0200000000", "12345", ""])
def test_wrong_tax_numbers_are_refused(bad):
    with pytest.raises(BadIdentity):
        identity.tax_number(bad)


def test_the_citizen_card():
    card = identity.citizen_card(CARD)
    assert card.name == "Đặng Thị Ngọc Ánh"
    assert card.born == date(1999, 9, 2)
    assert card.old_number == "215123456"
    assert card.doubts == ()


def test_more_fields_are_ignored_and_an_empty_old_number_is_fine():
    card = identity.citizen_card(CARD.replace("215123456", "") + "|31122039|thêm nữa")
    assert card.old_number == ""
    assert card.issued == date(2021, 5, 15)


def test_what_does_not_fit_together_is_doubted_not_refused():
    card = identity.citizen_card(CARD.replace("02091999", "02091998").replace("|Nữ|", "|Nam|"))
    assert len(card.doubts) == 2


def test_letters_decomposed_on_the_way_are_put_together():
    import unicodedata

    card = identity.citizen_card(unicodedata.normalize("NFD", CARD))
    assert card.name == "Đặng Thị Ngọc Ánh"


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "052199000123",
        CARD.replace("052199000123", "52199000123"),
        CARD.replace("02091999", "31021999"),
        CARD.replace("Đặng", "Ð\ufffdng"),
        CARD.replace("Đặng", "D9a65ng"),
        "https://example.invalid/|a|b|c|d|e|f",
    ],
)
def test_a_broken_card_is_refused(broken):
    with pytest.raises(BadIdentity):
        identity.citizen_card(broken)


@given(st.text(max_size=200))
def test_any_text_is_a_card_or_refused(text):
    try:
        identity.citizen_card(text)
    except BadIdentity:
        pass


@given(st.text(alphabet="0123456789|ABCđ", max_size=80))
def test_near_cards_are_a_card_or_refused(text):
    try:
        identity.citizen_card(text)
    except BadIdentity:
        pass


def test_numbers_are_masked_but_for_three_digits():
    assert identity.masked("052199000123") == "•••••••••123"
