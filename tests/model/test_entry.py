"""What is typed is understood, is empty, or is refused with a reason; nothing is dropped."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.model import entry
from desktop.model.dossier import PaperDetails
from desktop.model.entry import NotUnderstood
from desktop.model.identity import tax_number

TODAY = date(2026, 11, 29)
MAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    "text",
    [
        "01/05/2024",
        "1/5/2024",
        "1.5.2024",
        "01-05-2024",
        "1 5 2024",
        " 1 / 5 / 2024. ",
        "1\u20135\u20132024",
        "\uff11/\uff15/\uff12\uff10\uff12\uff14",
        "ngày 1 tháng 5 năm 2024",
        "Ngày 01 tháng 05 năm 2024",
        "01052024",
        "010524",
        "1/5/24",
        "2024-05-01",
        "2024/5/1",
        "20240501",
    ],
)
def test_a_day_is_understood_however_it_is_written(text):
    assert entry.day(text, TODAY) == MAY


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/02/2026", "không có thật"),
        ("5/13/2024", "không có thật"),
        ("0/0/2024", "không có thật"),
        ("29.02.2025", "không có thật"),
        ("30/11/2026", "tương lai"),
        ("1/1/1024", "quá xa"),
        ("15/3/27", "bốn chữ số"),
        ("15/3/026", "bốn chữ số"),
        ("15/3", "ngày/tháng/năm"),
        ("hôm qua", "ngày/tháng/năm"),
        ("1/5/2024 và 2/5/2024", "ngày/tháng/năm"),
        ("2024", "ngày/tháng/năm"),
        ("?/03/2026", "chưa rõ"),
        ("5/?/2026", "chưa rõ"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_its_reason(text, reason):
    with pytest.raises(NotUnderstood, match=reason):
        entry.day(text, TODAY)


@pytest.mark.parametrize(("text", "year"), [("15/3/26", 2026), ("15/3/00", 2000), ("15/3/98", 1998), ("15/3/45", 1945)])
def test_a_short_year_is_of_this_century_up_to_now_and_of_the_last_from_45_on(text, year):
    assert entry.day(text, TODAY) == date(year, 3, 15)


@settings(max_examples=200)
@given(
    day=st.dates(date(1945, 1, 1), TODAY),
    between=st.sampled_from(["/", ".", "-", " ", " / ", ", "]),
    zeros=st.booleans(),
    short=st.booleans(),
)
def test_every_day_is_read_back_or_asked_for(day, between, zeros, short):
    year = f"{day.year % 100:02}" if short and not 27 <= day.year % 100 <= 44 else str(day.year)
    parts = [f"{day.day:02}", f"{day.month:02}", year] if zeros else [str(day.day), str(day.month), year]
    found = entry.day(between.join(parts), TODAY)
    assert found is not None
    assert (found.day, found.month, found.year % 100) == (day.day, day.month, day.year % 100)
    assert found == day or (len(year) == 2 and abs(found.year - day.year) == 100)


@settings(max_examples=200)
@given(text=st.text(max_size=30))
@example(text=".")
@example(text="ngày tháng năm")
def test_no_text_is_taken_for_nothing(text):
    fields = ("number", "issued", "issuer", "signer", "tax_number")
    before = PaperDetails(number="1", issued=MAY, issuer="UBND", signer="A B")
    read = entry.paper_details(before, dict.fromkeys(fields, text), TODAY)
    for name in fields:
        value = getattr(read.details, name)
        if name in read.refused:
            assert read.refused[name].reason
            assert value == getattr(before, name)
        else:
            assert bool(value) == bool(text.strip())


def test_nothing_is_issued_in_the_future_but_a_period_may_end_there():
    tomorrow = TODAY + timedelta(days=1)
    assert entry.day(f"{tomorrow:%d/%m/%Y}", TODAY, past=False) == tomorrow


@pytest.mark.parametrize("text", ["7", " 7 ", "\uff17", "007"])
def test_sheets_are_counted_in_whole_numbers(text):
    assert entry.count(text) == 7


@pytest.mark.parametrize("text", ["-1", "+7", "7.5", "bảy", "7 tờ", "12345", "²"])
def test_what_is_no_count_is_refused(text):
    with pytest.raises(NotUnderstood):
        entry.count(text)


@pytest.mark.parametrize("text", ["0100233488", "0100 233 488", "0100.233.488", " 0100-233-488 "])
def test_a_tax_number_is_understood_however_it_is_spaced(text):
    assert entry.paper_details(PaperDetails(), {"tax_number": text}, TODAY).details.tax_number == "0100233488"
    assert tax_number(text) == "0100233488"


@pytest.mark.parametrize("text", ["0100233489", "01002334", "không", "0100233488 0100233488"])
def test_a_wrong_tax_number_is_refused(text):
    assert "tax_number" in entry.paper_details(PaperDetails(), {"tax_number": text}, TODAY).refused


def test_a_number_with_a_gap_is_asked_for():
    refused = entry.paper_details(PaperDetails(), {"number": f"{entry.NOT_READ}/UBND-VP"}, TODAY).refused
    assert "chưa rõ" in refused["number"].reason
    assert not entry.paper_details(PaperDetails(), {"number": "12/UBND-VP"}, TODAY).refused


def test_what_could_not_be_entered_cannot_be_recorded_either():
    for wrong in (
        PaperDetails(issued=TODAY + timedelta(days=1)),
        PaperDetails(tax_number="0100233489"),
        PaperDetails(number="?/UBND-VP"),
    ):
        with pytest.raises(NotUnderstood):
            entry.require_possible(wrong, TODAY)
    entry.require_possible(PaperDetails(issued=TODAY, tax_number="0100233488"), TODAY)
