"""Edits as pure rules: any sequence of them undone gives back the exact arrangement, redone the same again."""

from __future__ import annotations

import json
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.model.arrangement import (
    Arrangement,
    Change,
    Place,
    Slot,
    changed,
    difference,
)
from desktop.model.data import as_data, from_data
from desktop.model.dossier import PaperKind
from desktop.model.edit import (
    Adjust,
    BringBack,
    Collate,
    Edit,
    Move,
    NoCardPair,
    NoSuchPage,
    PlaceCard,
    Reorder,
    SetAside,
    SidesDiffer,
    SplitOff,
    edited,
    interleaved,
    label,
    subject,
)
from desktop.model.page import Crop, Edits


def slot(number: int) -> Slot:
    return Slot(id=UUID(int=number), kind=PaperKind.COMPONENT, code=f"GT{number}", name=f"Giấy {number}")


def dossier(*counts: int) -> Arrangement:
    slots = {UUID(int=at): slot(at) for at in range(1, len(counts) + 1)}
    places = {}
    for paper, count in enumerate(counts, 1):
        for at in range(count):
            page = UUID(int=1000 * paper + at)
            places[page] = Place(id=page, paper_id=UUID(int=paper), position=at)
    return Arrangement(slots, places)


def names(arrangement: Arrangement, paper: int) -> list[int]:
    return [place.id.int for place in arrangement.lying_in(UUID(int=paper), removed=False)]


def page(number: int) -> UUID:
    return UUID(int=number)


def test_a_page_is_put_at_another_place_past_those_set_aside():
    now = edited(dossier(4), SetAside((page(1001),)))
    assert names(edited(now, Reorder(page(1003), 1)), 1) == [1000, 1003, 1002]
    assert names(edited(now, Reorder(page(1000), 9)), 1) == [1002, 1003, 1000]
    back = edited(edited(now, Reorder(page(1003), 0)), BringBack((page(1001),)))
    assert names(back, 1) == [1003, 1000, 1001, 1002]


def test_pages_move_to_another_paper_in_the_order_they_were_picked():
    now = edited(dossier(3, 2), Move((page(1002), page(1000)), UUID(int=2), 1))
    assert (names(now, 1), names(now, 2)) == ([1001], [2000, 1002, 1000, 2001])


def test_a_paper_is_split_from_a_page_on():
    into = Slot(id=UUID(int=9), kind=PaperKind.COMPONENT, code="GT1", name="Giấy thứ hai")
    now = edited(dossier(4), SplitOff(page(1002), into))
    assert (names(now, 1), names(now, 9)) == ([1000, 1001], [1002, 1003])


def test_two_passes_become_front_and_back():
    now = edited(dossier(6), Collate(UUID(int=1), page(1003)))
    assert names(now, 1) == [1000, 1005, 1001, 1004, 1002, 1003]
    now = edited(dossier(6), Collate(UUID(int=1), page(1003), from_last=False))
    assert names(now, 1) == [1000, 1003, 1001, 1004, 1002, 1005]


def test_unequal_passes_stop_and_ask_and_lose_nothing_when_told_to_go_on():
    with pytest.raises(SidesDiffer) as refusal:
        edited(dossier(5), Collate(UUID(int=1), page(1003)))
    assert "3 mặt trước nhưng 2 mặt sau" in refusal.value.message
    now = edited(dossier(5), Collate(UUID(int=1), page(1003), although_uneven=True))
    assert names(now, 1) == [1000, 1004, 1001, 1003, 1002]


@given(
    st.lists(st.integers(0, 999), max_size=9, unique=True),
    st.lists(st.integers(0, 999), max_size=9, unique=True),
    st.booleans(),
)
def test_collating_loses_no_side(fronts, backs, from_last):
    f, b = [page(n) for n in fronts], [page(1000 + n) for n in backs]
    laid = interleaved(f, b, from_last=from_last, although_uneven=True)
    assert sorted(laid) == sorted([*f, *b])
    assert [one for one in laid if one in f] == f


def test_a_card_takes_the_place_of_its_front_and_sets_both_sides_aside():
    now = edited(dossier(4), PlaceCard(page(1001), page(1003), page(5)))
    assert names(now, 1) == [1000, 5, 1002]
    assert now.places[page(5)].made_of == (page(1001), page(1003))
    with pytest.raises(NoCardPair):
        edited(now, PlaceCard(page(5), page(1002), page(6)))
    with pytest.raises(NoCardPair):
        edited(now, PlaceCard(page(1000), page(1000), page(6)))


@pytest.mark.parametrize("edit", [SetAside(()), SetAside((page(77),)), Move((page(1000),), UUID(int=77))])
def test_what_is_not_there_is_refused(edit):
    with pytest.raises(NoSuchPage):
        subject(edit)
        edited(dossier(2), edit)


def test_what_an_edit_does_is_said_in_words():
    now = dossier(3, 1)
    turn = Adjust(page(1001), Edits(turn_deg=90, crop=Crop(quad=None)))
    assert label(now, turn) == "xoay, cắt trang 2 của «Giấy 1»"
    assert label(now, SetAside((page(1000), page(1001)))) == "bỏ ra 2 trang"
    assert label(now, Move((page(1002),), UUID(int=2))) == "chuyển trang 3 của «Giấy 1» sang «Giấy 2»"
    assert "đặt hai mặt thẻ" in label(now, PlaceCard(page(1000), page(1001), page(9)))
    assert label(now, Reorder(page(1002), 0)) == "chuyển trang 3 của «Giấy 1» tới vị trí 1"


def test_undoing_leaves_alone_what_happened_beside_it():
    before = dossier(2)
    change = difference(before, edited(before, Adjust(page(1000), Edits(turn_deg=90))))
    moved = edited(changed(before, change), Reorder(page(1000), 1))
    undone = changed(moved, change.back)
    assert undone.places[page(1000)].edits == Edits()
    assert names(undone, 1) == [1001, 1000]


class Journal(RuleBasedStateMachine):
    """A dossier under any edits, with a journal of changes as the store keeps it: as JSON."""

    def __init__(self) -> None:
        super().__init__()
        self.now = dossier(4, 3, 0)
        self.before: list[Arrangement] = []
        self.done: list[str] = []
        self.undone: list[tuple[Arrangement, str]] = []
        self.pages = set(self.now.places)

    def do(self, edit: Edit) -> None:
        try:
            after = edited(self.now, edit)
        except (NoCardPair, SidesDiffer):
            return
        change = difference(self.now, after)
        if change:
            assert label(self.now, edit)
            self.before.append(self.now)
            self.done.append(json.dumps(as_data(change)))
            self.undone.clear()
            self.now = after
            self.pages |= set(after.places)

    def some(self, data: st.DataObject) -> UUID:
        return data.draw(st.sampled_from(sorted(self.now.places)))

    @rule(data=st.data(), turn=st.sampled_from([None, 0, 90, 180, 270]), white=st.booleans())
    def adjust(self, data, turn, white):
        self.do(Adjust(self.some(data), Edits(turn_deg=turn, whiten=white)))

    @rule(data=st.data())
    def set_aside(self, data):
        self.do(SetAside((self.some(data),)))

    @rule(data=st.data())
    def bring_back(self, data):
        self.do(BringBack((self.some(data),)))

    @rule(data=st.data(), to=st.integers(0, 5))
    def reorder(self, data, to):
        self.do(Reorder(self.some(data), to))

    @rule(data=st.data(), to=st.none() | st.integers(0, 5))
    def move(self, data, to):
        self.do(Move((self.some(data),), data.draw(st.sampled_from(sorted(self.now.slots))), to))

    @rule(data=st.data())
    def split(self, data):
        self.do(SplitOff(self.some(data), Slot(id=uuid4(), kind=PaperKind.COMPONENT, code="GT1", name="Tách")))

    @rule(data=st.data(), from_last=st.booleans())
    def collate(self, data, from_last):
        place = self.now.places[self.some(data)]
        if not place.removed:
            self.do(Collate(place.paper_id, place.id, from_last, although_uneven=True))

    @rule(data=st.data())
    def card(self, data):
        self.do(PlaceCard(self.some(data), self.some(data), uuid4()))

    @precondition(lambda self: self.done)
    @rule()
    def undo(self):
        text = self.done.pop()
        self.undone.append((self.now, text))
        self.now = changed(self.now, from_data(Change, json.loads(text)).back)
        assert self.now == self.before.pop()

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self):
        after, text = self.undone.pop()
        self.before.append(self.now)
        self.done.append(text)
        self.now = changed(self.now, from_data(Change, json.loads(text)))
        assert self.now == after

    @precondition(lambda self: len(self.done) > 1)
    @rule()
    def two_as_one(self):
        first, second = (from_data(Change, json.loads(text)) for text in self.done[-2:])
        assert changed(self.before[-2], first.then(second)) == self.now
        assert changed(self.now, first.then(second).back) == self.before[-2]

    @invariant()
    def no_scanned_page_is_ever_lost(self):
        assert {place for place in self.pages if place.int < 10_000} <= set(self.now.places)

    def teardown(self):
        while self.done:
            self.undo()
        assert self.now == dossier(4, 3, 0)


TestJournal = Journal.TestCase
TestJournal.settings = settings(max_examples=60, stateful_step_count=25)


def test_nothing_changed_is_no_change():
    now = dossier(2)
    assert not difference(now, edited(now, BringBack((page(1000),))))
    assert not Change({}, {})
