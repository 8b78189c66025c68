"""The rules that take a pile apart: every page placed once, in order; whatever is in doubt is asked."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.document.papers.pile import Choice, Doubt, Mark, PileAnswer, Row, Sheet, Side, answer, begin, step
from desktop.model.declaration import DeclarationCode
from desktop.model.separator import Separator, SeparatorKind

CODES = ("TAM-AAAA-BBBB", "H99.12-260312-0001")
PAPERS = [UUID(int=n) for n in range(1, 5)]
SAID = [Choice.PAPER, Choice.GO_ON, Choice.PAGE]


def component(code: str) -> Separator:
    return Separator(SeparatorKind.COMPONENT, code)


ROWS = [
    Row(PAPERS[0], component("GT1"), "Tờ khai", empty=True),
    Row(PAPERS[1], component("GT2"), "Giấy chứng sinh", empty=True),
    Row(PAPERS[2], component("GT3"), "Căn cước", empty=False),
    Row(PAPERS[3], Separator(SeparatorKind.RESULT, "KQ1"), "Giấy khai sinh", empty=True),
]


def declared(component: str, dossier: str = CODES[0]) -> DeclarationCode:
    return DeclarationCode(dossier, component)


def sheet(*marks, back=None, blank_back: bool = True) -> Sheet:
    front = Side(uuid4(), tuple(marks))
    return (front,) if back is None else (front, Side(uuid4(), tuple(back), blank=blank_back))


def run(*sheets: Sheet):
    now = begin(PAPERS[0], CODES)
    placed: list[Any] = []
    for one in sheets:
        now, more = step(now, one, ROWS)
        placed += more
    return now, placed


def test_pages_before_any_separator_go_where_was_asked_and_after_it_where_it_says():
    first, parting, second = sheet(), sheet(component("GT2")), sheet()
    now, placed = run(first, parting, second)
    assert [(one.paper_id, one.aside) for one in placed] == [
        (PAPERS[0], False),
        (PAPERS[1], True),
        (PAPERS[1], False),
    ]
    assert now.target == PAPERS[1]


def test_the_empty_back_of_a_separator_goes_with_it_but_a_written_one_is_kept():
    _, placed = run(sheet(component("GT2"), back=()), sheet(component("GT3"), back=(), blank_back=False))
    assert [one.aside for one in placed] == [True, True, True, False]


def test_a_separator_that_lies_face_down_parts_all_the_same():
    upside_down = (Side(uuid4(), (), blank=True), Side(uuid4(), (component("GT2"),)))
    now, placed = run(upside_down)
    assert now.target == PAPERS[1]
    assert [one.aside for one in placed] == [True, True]


def test_a_patch_sheet_leads_to_the_next_paper_that_has_nothing():
    now, _ = run(sheet(Mark.PATCH))
    assert now.target == PAPERS[1]
    now, _ = run(sheet(Mark.PATCH), sheet(Mark.PATCH))
    assert now.target == PAPERS[3]
    now, _ = run(sheet(Mark.PATCH), sheet(Mark.PATCH), sheet(Mark.PATCH))
    assert now.question.doubt is Doubt.NO_MORE_PAPERS


@pytest.mark.parametrize("code", CODES)
def test_the_dossiers_own_sheet_leads_back_to_what_was_asked(code):
    now, _ = run(sheet(component("GT2")), sheet(Separator(SeparatorKind.DOSSIER, code)))
    assert (now.target, now.question) == (PAPERS[0], None)


@pytest.mark.parametrize(
    ("sheets", "doubt", "proposal"),
    [
        ([sheet(component("LA"))], Doubt.UNKNOWN, PAPERS[1]),
        ([sheet(component("GT2")), sheet(), sheet(component("GT2"))], Doubt.REPEATED, PAPERS[1]),
        ([sheet(Mark.UNREADABLE)], Doubt.UNREADABLE, PAPERS[1]),
        ([sheet(component("GT1"), component("GT2"))], Doubt.CONTRADICTING, None),
        ([sheet(component("GT1"), back=(component("GT2"),))], Doubt.CONTRADICTING, None),
        ([sheet(Separator(SeparatorKind.DOSSIER, "TAM-KHAC-0001"))], Doubt.OTHER_DOSSIER, None),
    ],
)
def test_what_is_in_doubt_is_asked_and_nothing_of_it_is_placed(sheets, doubt, proposal):
    now, placed = run(*sheets)
    assert (now.question.doubt, now.question.proposal) == (doubt, proposal)
    assert {side.page_id for side in sheets[-1]}.isdisjoint(one.page_id for one in placed)
    assert "Các trang sau thuộc giấy tờ nào?" in now.question.words
    with pytest.raises(ValueError, match="waits"):
        step(now, sheet(), ROWS)


def test_a_paper_that_was_signed_meanwhile_takes_nothing_more():
    now, placed = step(begin(PAPERS[0], CODES), sheet(), ROWS[1:])
    assert now.question
    assert (now.question.doubt, placed) == (Doubt.CLOSED_PAPER, ())


@pytest.mark.parametrize(
    ("said", "target", "aside"),
    [
        (PileAnswer(Choice.PAPER, PAPERS[2]), PAPERS[2], True),
        (PileAnswer(Choice.GO_ON), PAPERS[0], True),
        (PileAnswer(Choice.PAGE), PAPERS[0], False),
    ],
)
def test_an_answer_places_the_sheet_and_the_pile_goes_on(said, target, aside):
    asked = sheet(Mark.UNREADABLE)
    now, _ = run(asked)
    now, placed = answer(now, asked, said)
    assert (now.question, now.target) == (None, target)
    assert [(one.paper_id, one.aside) for one in placed] == [(target, aside)]
    with pytest.raises(ValueError, match="nothing was asked"):
        answer(now, asked, said)


@pytest.mark.parametrize("code", CODES)
def test_a_declaration_begins_its_paper_and_is_part_of_it_with_all_behind_it(code: str) -> None:
    first = sheet(declared("GT2", code), back=(), blank_back=True)
    _, placed = run(sheet(), first, sheet(), sheet(declared("GT2", code)), sheet(component("GT3")), sheet())
    assert [(one.paper_id, one.aside) for one in placed] == [
        (PAPERS[0], False),
        (PAPERS[1], False),
        (PAPERS[1], False),
        (PAPERS[1], False),
        (PAPERS[1], False),
        (PAPERS[2], True),
        (PAPERS[2], False),
    ]


def test_a_declaration_goes_back_to_its_paper_however_often_others_came_between() -> None:
    _, placed = run(sheet(declared("GT2")), sheet(component("GT3")), sheet(), sheet(declared("GT2")))
    assert [one.paper_id for one in placed] == [PAPERS[1], PAPERS[2], PAPERS[2], PAPERS[1]]


def test_a_declaration_of_another_dossier_is_named_and_left_out_whole() -> None:
    strange = sheet(declared("GT1", "TAM-KHAC-0001"), back=(), blank_back=False)
    now, placed = run(sheet(), strange)
    assert now.question
    assert (now.question.doubt, now.question.of_others) == (Doubt.OTHER_DECLARATION, True)
    assert "TAM-KHAC-0001" in now.question.words
    assert len(placed) == 1
    now, placed = answer(now, strange, PileAnswer(Choice.GO_ON))
    assert [one.aside for one in placed] == [True, True]
    _, placed = step(now, sheet(), ROWS)
    assert [(one.paper_id, one.aside) for one in placed] == [(PAPERS[0], False)]


@pytest.mark.parametrize(
    ("marks", "doubt"),
    [
        ([declared("LA")], Doubt.UNKNOWN_DECLARATION),
        ([declared("GT1"), declared("GT2")], Doubt.CONTRADICTING),
        ([declared("GT1"), component("GT2")], Doubt.CONTRADICTING),
        ([declared("KQ1")], Doubt.UNKNOWN_DECLARATION),
    ],
)
def test_a_declaration_in_doubt_is_asked_and_kept_where_the_clerk_says(marks, doubt) -> None:
    asked = sheet(*marks)
    now, placed = run(asked)
    assert now.question
    assert (now.question.doubt, placed, now.question.of_others) == (doubt, [], False)
    now, placed = answer(now, asked, PileAnswer(Choice.PAPER, PAPERS[1]))
    assert [(one.paper_id, one.aside) for one in placed] == [(PAPERS[1], False)]
    assert now.target == PAPERS[1]


MARKS = st.lists(
    st.sampled_from(
        [
            *(row.separator for row in ROWS),
            component("LA"),
            Separator(SeparatorKind.DOSSIER, CODES[0]),
            Separator(SeparatorKind.DOSSIER, "TAM-KHAC-0001"),
            declared("GT1"),
            declared("LA"),
            declared("GT2", "TAM-KHAC-0001"),
            *Mark,
        ]
    ),
    max_size=2,
)


class Pile(RuleBasedStateMachine):
    """Any sheets, any answers."""

    def __init__(self) -> None:
        super().__init__()
        self.now = begin(PAPERS[0], CODES)
        self.held: Sheet | None = None
        self.fed: list[Side] = []
        self.placed: list = []
        self.left_out: set = set()

    @precondition(lambda self: self.held is None)
    @rule(front=MARKS, back=st.none() | MARKS, blank=st.booleans())
    def feed(self, front, back, blank):
        one = sheet(*front, back=back, blank_back=blank)
        self.fed += one
        self.now, more = step(self.now, one, ROWS)
        self.placed += more
        self.held = one if self.now.question else None
        assert bool(more) != bool(self.now.question)

    @precondition(lambda self: self.held is not None)
    @rule(choice=st.sampled_from(SAID), paper=st.sampled_from(PAPERS))
    def tell(self, choice, paper):
        target = self.now.target
        assert self.held
        declares = any(isinstance(mark, DeclarationCode) for side in self.held for mark in side.marks)
        if declares and choice is Choice.GO_ON:
            self.left_out |= {side.page_id for side in self.held}
        self.now, more = answer(self.now, self.held, PileAnswer(choice, paper if choice is Choice.PAPER else None))
        assert self.now.target == (paper if choice is Choice.PAPER else target)
        self.placed += more
        self.held = None

    @invariant()
    def each_page_is_placed_once_in_the_piles_order(self):
        waiting = [side.page_id for side in self.held or ()]
        assert [one.page_id for one in self.placed] + waiting == [side.page_id for side in self.fed]

    @invariant()
    def only_separators_and_empty_sides_are_set_aside_and_declarations_that_are_left_out(self):
        by_page = {side.page_id: side for side in self.fed}
        for one in self.placed:
            if one.aside and one.page_id not in self.left_out:
                assert by_page[one.page_id].marks or by_page[one.page_id].blank


TestPile = Pile.TestCase
TestPile.settings = settings(max_examples=80, stateful_step_count=20)
