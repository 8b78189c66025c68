"""A register book comes apart where a sheet plainly begins a paper; where nothing is plain, it is asked."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.document.papers.beginning import Beginning, beginning, page_number
from desktop.document.papers.book import answer, step
from desktop.document.papers.pile import Choice, Doubt, Mark, PileAnswer, Placement, Sheet, Side, Sorting, begin
from desktop.model.book import BookSheet
from desktop.model.page import Reading, ReadLine
from desktop.model.separator import Separator, SeparatorKind

BOOK = BookSheet(result="KQ1", year=2014, number="02", sheets=40)
RESULT = ("KQ1", "Giấy khai sinh")
OTHERS = [("KQ2", "Giấy chứng nhận kết hôn")]
BEGINS, GOES_ON, UNCLEAR = Beginning.BEGINS, Beginning.GOES_ON, Beginning.UNCLEAR
PLACE = uuid4()


def page(title: str = "", number: str = "", *, x: int = 780, y: int = 60) -> Reading:
    lines = [(300, 900, 650, "tiếp theo nội dung của trang trước")]
    lines += [(500, 250, 650, title)] if title else []
    lines += [(x, y, 94, number)] if number else []
    made = tuple(ReadLine(text=t, box=(left, top, w, 44), confidence=0.9, words=()) for left, top, w, t in lines)
    return Reading(width=1654, height=2339, lines=made, reader="true")


@pytest.mark.parametrize(
    ("reading", "is_one"),
    [
        (page("GIẤY KHAI SINH"), BEGINS),
        (page("GIẤY KHAI SINH", "1"), BEGINS),
        (page("GIẤY KHAI SINH", "2"), UNCLEAR),
        (page("GIẤY CHỨNG NHẬN KẾT HÔN"), UNCLEAR),
        (page(), UNCLEAR),
        (None, UNCLEAR),
        (page(number="- 2 -"), GOES_ON),
        (page(number="Trang 2/3"), GOES_ON),
        (page(number="Trang 1/3"), BEGINS),
        (page(number="3", y=2260), GOES_ON),
        (page(number="3", x=1500), UNCLEAR),
        (page(number="3", y=1200), UNCLEAR),
        (page(number="Trang 3", x=1450), GOES_ON),
    ],
)
def test_titles_and_page_numbers_say_what_a_sheet_is(reading: Reading | None, is_one: Beginning) -> None:
    assert beginning(reading, (), RESULT, OTHERS) is is_one


def test_two_numbers_on_a_page_are_none() -> None:
    two = page(number="2")
    both = Reading(width=1654, height=2339, lines=(*two.lines, *page(number="3", y=2260).lines), reader="true")
    assert (page_number(two), page_number(both)) == (2, None)


def sheet(*marks: Separator | Mark, back: tuple[Any, ...] | None = None, blank: bool = False) -> Sheet:
    front = Side(uuid4(), marks, blank=blank)
    return (front,) if back is None else (front, Side(uuid4(), back, blank=True))


def run(*sheets: tuple[Sheet, Beginning]) -> tuple[Sorting, list[Placement]]:
    now = begin(PLACE, ())
    placed: list[Placement] = []
    for one, begins in sheets:
        now, placements = step(now, one, BOOK, begins)
        placed += placements
    return now, placed


OWN = BOOK.separator


def test_the_books_sheet_is_set_aside_and_papers_begin_at_their_titles() -> None:
    cover, one, more, two = sheet(OWN, back=()), sheet(), sheet(back=()), sheet()
    now, placed = run((cover, UNCLEAR), (one, BEGINS), (more, GOES_ON), (two, BEGINS))
    assert now.question is None
    assert [(p.paper_id, p.aside) for p in placed[:2]] == [(PLACE, True), (PLACE, True)]
    first, second = now.begun
    assert [p.paper_id for p in placed[2:]] == [first, first, first, second]
    assert now.target == second


def test_the_first_sheet_begins_a_paper_whatever_it_says() -> None:
    now, placed = run((sheet(), UNCLEAR))
    assert (now.question, placed[0].paper_id) == (None, now.begun[0])


@pytest.mark.parametrize("between", [Mark.PATCH, Separator(SeparatorKind.RESULT, "KQ1"), OWN])
def test_what_stands_between_two_papers_parts_them(between: Separator | Mark) -> None:
    now, placed = run((sheet(), BEGINS), (sheet(between), UNCLEAR), (sheet(), GOES_ON))
    assert len(now.begun) == 2
    assert [p.aside for p in placed] == [False, True, False]


def test_a_sheet_that_is_not_plain_is_asked_about_and_the_answer_places_it() -> None:
    first, doubted = sheet(), sheet(back=())
    now, placed = run((first, BEGINS), (doubted, UNCLEAR))
    assert now.question and now.question.doubt is Doubt.BEGINNING
    assert len(placed) == 1
    same, pages = answer(now, doubted, PileAnswer(Choice.PAGE))
    assert (same.question, {p.paper_id for p in pages}) == (None, {now.begun[0]})
    new, pages = answer(now, doubted, PileAnswer(Choice.NEW))
    assert len(new.begun) == 2
    assert {p.paper_id for p in pages} == {new.begun[1]}
    with pytest.raises(ValueError, match="waits"):
        step(now, sheet(), BOOK, BEGINS)
    with pytest.raises(ValueError, match="nothing"):
        answer(same, doubted, PileAnswer(Choice.NEW))


@pytest.mark.parametrize(
    ("marks", "doubt"),
    [
        ((Separator(SeparatorKind.BOOK, "KQ1/2014/03/40"),), Doubt.OTHER_BOOK),
        ((Separator(SeparatorKind.RESULT, "KQ2"),), Doubt.OTHER_BOOK),
        ((Mark.UNREADABLE,), Doubt.UNREADABLE),
        ((OWN, Separator(SeparatorKind.RESULT, "KQ2")), Doubt.CONTRADICTING),
    ],
)
def test_a_separator_that_is_not_the_books_is_asked_about(marks: tuple[Any, ...], doubt: Doubt) -> None:
    strange = sheet(*marks)
    now, _ = run((sheet(), BEGINS), (strange, UNCLEAR))
    assert now.question and now.question.doubt is doubt
    ignored, pages = answer(now, strange, PileAnswer(Choice.GO_ON))
    assert (ignored.target, pages[0].paper_id, pages[0].aside) == (now.begun[0], now.begun[0], True)
    parted, pages = answer(now, strange, PileAnswer(Choice.NEW))
    assert (parted.target, pages[0].aside) == (PLACE, True)
    kept, pages = answer(now, strange, PileAnswer(Choice.PAGE))
    assert (kept.target, pages[0].aside) == (now.begun[0], False)


def test_the_sheets_counted_do_not_tell_one_book_from_another() -> None:
    counted_otherwise = Separator(SeparatorKind.BOOK, "KQ1/2014/02/38")
    assert run((sheet(counted_otherwise), UNCLEAR))[0].question is None


def test_a_blank_sheet_stays_with_the_paper_before_it() -> None:
    now, placed = run((sheet(), BEGINS), (sheet(blank=True), UNCLEAR))
    assert (now.question, [p.paper_id for p in placed]) == (None, [now.begun[0]] * 2)


SHEETS = st.tuples(
    st.builds(
        lambda marks, both: sheet(*marks, back=() if both else None),
        st.sampled_from([(), (), (OWN,), (Mark.PATCH,)]),
        st.booleans(),
    ),
    st.sampled_from(list(Beginning)),
)
SAID = st.sampled_from([Choice.NEW, Choice.PAGE, Choice.GO_ON])


@given(st.lists(st.tuples(SHEETS, SAID), max_size=12))
def test_every_page_is_placed_once_in_order(pile: list[tuple[tuple[Sheet, Beginning], Choice]]) -> None:
    now = begin(PLACE, ())
    placed: list[Placement] = []
    for (one, begins), said in pile:
        now, placements = step(now, one, BOOK, begins)
        if now.question:
            now, placements = answer(now, one, PileAnswer(said))
        placed += placements
    assert [p.page_id for p in placed] == [side.page_id for (one, _), _ in pile for side in one]
    assert {p.paper_id for p in placed if not p.aside} <= {*now.begun, PLACE}
