from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model import identity
from desktop.model.identity import BadIdentity, citizen_card
from desktop.model.typed import was_changed
from desktop.training.people import person

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


@pytest.mark.parametrize("before", ["", "12/", "12", "đất đai "])
def test_a_card_begins_with_twelve_digits_and_a_bar_whatever_stands_before(before):
    assert identity.card_text(before + CARD) == CARD
    assert identity.card_text(before + CARD[:13]) == CARD[:13]
    assert identity.card_text(before + CARD[:12]) == ""


def test_later_fields_of_a_card_begin_no_other_one():
    assert identity.card_text("|31122039|052199000123|") == ""
    assert identity.card_text("|31122039" + CARD) == CARD


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


QR = "064061199915|241234567|Lê Xuân Đẩu|05111961|Nam|Tổ 3, Khu phố Mẫu, Xã Mẫu, Tỉnh Mẫu|10052021"


@pytest.mark.parametrize("name", ["Lê Xuân Đẩu", "Nguyễn Thị Ước", "Trần Ỷ Ạ", "Đặng Ngọc Huỳnh Ỡ"])
def test_letters_broken_by_a_wrong_code_page_are_put_right(name: str) -> None:
    broken = QR.replace("Lê Xuân Đẩu", name).encode().decode("cp1252", errors="surrogateescape")
    typed = "".join(chr(ord(c) - 0xDC00) if "\udc80" <= c <= "\udcff" else c for c in broken)
    assert typed != QR
    assert citizen_card(typed).name == name


def test_a_card_whose_marks_were_lost_is_refused() -> None:
    plain = QR.replace("Lê Xuân Đẩu", "Le Xuan Dau").replace(
        "Tổ 3, Khu phố Mẫu, Xã Mẫu, Tỉnh Mẫu", "To 3, Xa Mau, Tinh Mau"
    )
    with pytest.raises(BadIdentity, match="bộ gõ"):
        citizen_card(plain)


ADDRESS = "Tổ 3, Khu phố Mẫu, Xã Mẫu, Tỉnh Mẫu"


@pytest.mark.parametrize(
    ("name", "address", "sex"),
    [
        ("Lee Xuaan DDaaur", "Toor 3, Khu phoos Maaux, Xax Maaux, Tinhr Maaux", "Nam"),
        ("LEE XUAAN DDAAUR", "Toor 3, Khu phoos Maaux, Xax Maaux, Tirnh Maaux", "Nam"),
        ("Le6 Xua6n D9a63u", "To63 3, Khu pho61 Ma64u, Xa4 Ma64u, Ti3nh Ma64u", "Nam"),
    ],
)
def test_keystrokes_for_an_input_method_are_read_as_it_would(name: str, address: str, sex: str) -> None:
    typed = QR.replace("Lê Xuân Đẩu", name).replace(ADDRESS, address).replace("|Nam|", f"|{sex}|")
    card = citizen_card(typed)
    assert card.name.title() == "Lê Xuân Đẩu"
    assert card.address == ADDRESS
    assert card.number == "064061199915"


@pytest.mark.parametrize("name", ["Ksỏ Thị Mẫu", "TRAÀN VAÊN MAÃU", "TrÇn V¨n MÉu", "Nguyeễn Văn Mẫu"])
def test_names_that_an_input_method_or_an_old_code_page_changed_are_refused(name: str) -> None:
    with pytest.raises(BadIdentity):
        citizen_card(QR.replace("Lê Xuân Đẩu", name))


@pytest.mark.parametrize("name", ["Ksor H'Mẫu", "Y Wang Niê", "Rơ Châm Thử", "Giàng A Mẫu", "Nguyễn Thuỷ Quỳnh"])
def test_names_of_every_people_pass(name: str) -> None:
    assert citizen_card(QR.replace("Lê Xuân Đẩu", name)).name == name


def test_a_house_number_is_no_keystroke() -> None:
    plain = QR.replace("Lê Xuân Đẩu", "Le Xuan Dau").replace(ADDRESS, "Khu A2, Lo A1, Xa Mau, Tinh Mau")
    with pytest.raises(BadIdentity, match="bộ gõ"):
        citizen_card(plain)


@given(st.integers(0, 10**6))
def test_every_invented_name_is_spelled_as_it_should_be(seed: int) -> None:
    who = person(f"spelling {seed}")
    words = f"{who.name} {who.address}".replace(",", "").split()
    assert not [word for word in words if word.isalpha() and was_changed(word)]
