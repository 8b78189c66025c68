"""The lines for machines: what their check digits prove, mend and refuse."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.model.mrz import CARD_LONG, PASSPORT_LONG, card_lines, check_digit, find_zone, passport_lines

BORN, ENDS = date(1993, 1, 5), date(2033, 1, 5)
CARD = card_lines("001093047064", "Đặng Thị Ví Dụ", "Nam", BORN, ENDS)
PASSPORT = passport_lines("B1234567", "Đặng Thị Ví Dụ", "Nữ", BORN, ENDS, "001193047064")
CONFUSED = {"O": "0Q", "0": "OQD", "8": "B3", "5": "S", "1": "IL7", "2": "Z", "6": "G", "3": "8", "7": "1T"}
CARD_FIELDS = ((0, 5, 15), (0, 15, 30), (1, 0, 7), (1, 8, 15), (1, 29, 30))
PASSPORT_FIELDS = ((1, 0, 10), (1, 13, 20), (1, 21, 28), (1, 28, 43), (1, 43, 44))

days = st.dates(date(1930, 1, 1), date(2024, 12, 31))


@st.composite
def card_holders(draw: st.DrawFn):
    born, sex = draw(days), draw(st.sampled_from(("Nam", "Nữ")))
    digit = 2 * ((born.year - 1900) // 100) + (sex == "Nữ")
    number = f"{draw(st.integers(1, 96)):03}{digit}{born:%y}{draw(st.integers(0, 999_999)):06}"
    ends = draw(st.none() | st.dates(date(2026, 1, 1), date(2060, 12, 31)))
    return number, sex, born, ends


@st.composite
def spoiled(draw: st.DrawFn, lines: tuple[str, ...], fields: tuple[tuple[int, int, int], ...]) -> list[str]:
    """The lines with at most one character of each field taken for one that looks like it."""
    letters = [list(line) for line in lines]
    for line, start, end in fields:
        at = draw(st.none() | st.integers(start, end - 1))
        if at is not None and letters[line][at] in CONFUSED:
            letters[line][at] = draw(st.sampled_from(CONFUSED[letters[line][at]]))
    return ["".join(line) for line in letters]


def test_check_digits_are_those_of_the_standard():
    # The specimen passport of ICAO Doc 9303, part 4.
    assert [check_digit(text) for text in ("L898902C3", "740812", "120415", "ZE184226B<<<<<")] == list("6291")


def test_a_card_says_who_holds_it():
    assert [len(line) for line in CARD] == [CARD_LONG] * 3
    zone = find_zone(["CĂN CƯỚC CÔNG DÂN", *CARD])
    assert zone is not None
    assert (zone.number, zone.name, zone.sex) == ("001093047064", "DANG THI VI DU", "Nam")
    assert (zone.born, zone.expires) == (BORN, ENDS)
    assert zone.lines == dict(enumerate(CARD, start=1))


def test_a_passport_says_who_holds_it():
    assert [len(line) for line in PASSPORT] == [PASSPORT_LONG] * 2
    zone = find_zone(PASSPORT)
    assert zone is not None
    assert (zone.number, zone.name, zone.sex) == ("B1234567", "DANG THI VI DU", "")
    assert (zone.born, zone.expires) == (BORN, ENDS)


def test_a_strangers_number_is_not_proved_but_his_days_are():
    zone = find_zone(("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"))
    assert zone is not None
    assert (zone.number, zone.name, zone.born) == ("", "ERIKSSON ANNA MARIA", date(1974, 8, 12))


@pytest.mark.parametrize(
    "lines",
    [
        [CARD[2], "Ngày cấp", CARD[1], CARD[0]],
        [CARD[0].replace("<<", "<"), CARD[1].replace("<<<<", "<<"), CARD[2].rstrip("<") + "<<<<"],
        [CARD[0][1:], CARD[1].replace("<", "« ", 1), CARD[2]],
        ["ID VNM 093 047 064 1 001093047064 << 2", CARD[1].lower(), CARD[2] + "KK<K"],
    ],
    ids=["in any order", "fillers lost", "a letter lost", "spaces and small letters"],
)
def test_lines_are_found_as_readers_have_them(lines: list[str]):
    zone = find_zone(lines)
    assert zone is not None
    assert sorted(zone.lines.values()) == sorted(CARD)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("DANG<<THIZVI<DU<<<<<<<<<<<<<<<", "DANG THI VI DU"),
        ("DANG<<THI<VI2DUZ<<<<<<<<<<<<<<", "DANG THI VI DU"),
        ("KPA<<Y<ZUT<<<<<<<<<<<<<<<<<<<<", "KPA Y ZUT"),
    ],
)
def test_a_filler_read_as_a_letter_that_no_vietnamese_name_has_is_a_filler(line: str, name: str):
    zone = find_zone([*CARD[:2], line])
    assert zone is not None
    assert zone.name == name


def test_two_mendings_are_none():
    # The days are covered by their own check digit and the last one alone: both are gone.
    spoiled = CARD[1].replace("9301054", "9301084")[:-1] + "0"
    assert find_zone([CARD[0].replace("0010930470", "0010930478"), spoiled, CARD[2]]) is None


@given(card_holders(), st.data())
@settings(max_examples=100)
def test_a_spoiled_card_is_mended_or_refused_never_wrong(holder, data):
    number, sex, born, ends = holder
    lines = card_lines(number, "Lê Ví Dụ", sex, born, ends)
    zone = find_zone(data.draw(spoiled(lines, CARD_FIELDS)))
    if zone is not None:
        assert (zone.number, zone.sex, zone.born, zone.expires) == (number, sex, born, ends)
        assert tuple(zone.lines[at] for at in (0, 1)) == lines[:2]


@given(card_holders(), st.data())
@settings(max_examples=60)
def test_letters_read_for_digits_are_always_mended(holder, data):
    number, sex, born, ends = holder
    lines = list(card_lines(number, "Lê Ví Dụ", sex, born, ends))
    line, start, end = data.draw(st.sampled_from(CARD_FIELDS))
    swapped = lines[line][start:end].translate(str.maketrans("0158", "OISB"))
    lines[line] = lines[line][:start] + swapped + lines[line][end:]
    zone = find_zone(lines)
    assert zone is not None
    assert zone.number == number


@given(st.sampled_from(("B1234567", "P01234567", "K7654321")), days, st.data())
@settings(max_examples=60)
def test_a_spoiled_passport_is_mended_or_refused_never_wrong(number, born, data):
    ends = date(max(2026, born.year + 6), 6, 1)
    lines = passport_lines(number, "Lê Ví Dụ", "Nam", born, ends, "001093047064")
    zone = find_zone(data.draw(spoiled(lines, PASSPORT_FIELDS)))
    if zone is not None:
        assert (zone.number, zone.expires) == (number, ends)
        assert zone.born.strftime("%y%m%d") == born.strftime("%y%m%d")


@given(st.lists(st.text() | st.text("ABCIVNMPO0189<«K ", min_size=25, max_size=48), max_size=4))
@settings(max_examples=60)
def test_no_text_is_too_strange(lines):
    zone = find_zone(lines)
    assert zone is None or zone.lines


@given(st.data())
@settings(max_examples=60)
def test_no_spoiling_is_too_strange(data):
    lines = [list(line) for line in data.draw(st.sampled_from((CARD, PASSPORT)))]
    for _ in range(data.draw(st.integers(0, 4))):
        line = data.draw(st.sampled_from(lines))
        line[data.draw(st.integers(0, len(line) - 1))] = data.draw(st.sampled_from("<0OQ8BZX?Đ ∪"))
    find_zone(["".join(line) for line in lines])
