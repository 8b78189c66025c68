"""Keys at every moment: what is stored is what was on the screen when the key was pressed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from desktop.store import papers
from desktop.ui.acts.table import Act
from tests.ui.desk import PAGES, Desk, Screen
from tests.ui.living import live_for

CTRL = Qt.KeyboardModifier.ControlModifier
DELAYS_MS = (0, 20, 50, 100, 300)
BOUNDED: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}

pytestmark = pytest.mark.window


@pytest.fixture
def clerk(counter):
    return counter


@dataclass
class Expected:
    """What the page keys that were alive must have done, in order, to the page that was on the screen."""

    turns: dict[int, int] = field(default_factory=dict)
    aside: set[int] = field(default_factory=set)
    done: list[tuple[str, int]] = field(default_factory=list)

    def do(self, what: str, page: int) -> None:
        if what == "turn":
            self.turns[page] = self.turns.get(page, 0) + 1
            self.done.append((what, page))
        elif page not in self.aside:
            self.aside.add(page)
            self.done.append((what, page))

    def undo(self) -> None:
        if self.done:
            what, page = self.done.pop()
            if what == "turn":
                self.turns[page] -= 1
            else:
                self.aside.discard(page)


def press(desk: Desk, key: str, expected: Expected, asked: list[Screen]) -> None:
    clerk, menu, screen = desk.clerk, desk.clerk.window.dossier.pages.menu, desk.screen()
    match key:
        case "Enter":
            asked.append(screen)
            clerk.press(Qt.Key.Key_Return)
        case "Ctrl+R":
            if menu.action(Act.TURN_RIGHT).isEnabled():
                assert screen.page is not None
                expected.do("turn", screen.page)
            clerk.press(Qt.Key.Key_R, CTRL)
        case "Del":
            if menu.action(Act.SET_ASIDE).isEnabled():
                assert screen.page is not None
                expected.do("aside", screen.page)
            clerk.press(Qt.Key.Key_Delete)
        case "Ctrl+Z":
            if menu.action(Act.UNDO).isEnabled():
                expected.undo()
            clerk.press(Qt.Key.Key_Z, CTRL)
        case "type":
            box = desk.clerk.window.dossier.contents.view.fields["number"]
            box.setFocus()
            box.end(False)
            clerk.type("7")
            desk.view.checklist.setFocus()
        case "click":
            desk.view.checklist.setCurrentRow(1)
        case _:
            clerk.press(getattr(Qt.Key, f"Key_{key}"))


def play(desk: Desk, keys: list[tuple[str, int]]) -> None:
    assert desk.dossier
    expected = Expected()
    asked: list[Any] = []
    for key, delay in keys:
        press(desk, key, expected, asked)
        live_for(delay)
    desk.settle()
    # Every confirmation is one that was asked for, with what the screen showed at that moment, row, page and fields.
    paper_of = [row for row, count in enumerate(PAGES) for _ in range(count)]
    names = [row.paper.name for row in desk.clerk.window.app.checklist.rows(desk.dossier.id)]
    for name, values in desk.confirmed:
        fitting = [one for one in asked if (one.paper, one.values) == (name, values)]
        assert fitting, f"{name} was confirmed with {values}, which was never on the screen: {asked}"
        assert names[paper_of[fitting[0].page]] == name
        asked.remove(fitting[0])
    # Every turn, and every page set aside, is one that was asked for, of the page that was on the screen.
    with desk.clerk.window.app._store.reading() as tx:
        pages = [papers.get_page(tx, page_id) for page_id in desk.page_ids]
    assert {at for at, page in enumerate(pages) if page.removed} == expected.aside
    found = {at: page.edits.turn_deg // 90 % 4 for at, page in enumerate(pages) if page.edits.turn_deg}
    as_they_came = [page.facts for page in pages if not page.edits.turn_deg]
    assert not any(facts.cleaning.turn_deg // 90 for facts in as_they_came if facts)
    assert all(as_they_came)
    assert found == {at: turns % 4 for at, turns in expected.turns.items() if turns % 4}


def keys_of(names: list[str], longest: int) -> st.SearchStrategy[list[tuple[str, int]]]:
    return st.lists(st.tuples(st.sampled_from(names), st.sampled_from(DELAYS_MS)), min_size=3, max_size=longest)


CONFIRMING = ["Enter", "Enter", "Down", "Down", "Up", "Right", "type", "click"]
EVERY = [*CONFIRMING, "Left", "Ctrl+R", "Ctrl+R", "Del", "Ctrl+Z"]


@settings(max_examples=3, **BOUNDED)
@given(keys=keys_of(CONFIRMING, 6))
def test_a_few_keys_at_any_moment(desk, keys):
    play(desk(), keys)


@pytest.mark.slow
@settings(max_examples=15, **BOUNDED)
@given(keys=keys_of(EVERY, 9))
def test_many_keys_at_any_moment(desk, keys):
    play(desk(), keys)


def test_down_and_enter_never_store_the_former_papers_values(desk):
    for delay in DELAYS_MS:
        play(desk(), [("Down", delay), ("Enter", delay), ("Enter", delay), ("Down", delay), ("Enter", 0)])


@pytest.mark.slow
def test_two_turns_are_two_turns_and_an_undo_undoes_the_last_act(desk):
    for delay in DELAYS_MS:
        here = desk()
        play(here, [("Ctrl+R", delay), ("Ctrl+R", delay), ("Del", delay), ("Ctrl+Z", delay)])
        (page, *others) = pages_of(here)
        assert page.edits.turn_deg == 180
        assert not any(one.removed for one in (page, *others))


def test_the_only_page_of_a_paper_comes_back(desk):
    for delay in (50, 300):
        here = desk()
        play(here, [("Down", 300), ("Del", delay), ("Ctrl+Z", 0)])
        assert not any(page.removed for page in pages_of(here))


def pages_of(desk: Desk):
    with desk.clerk.window.app._store.reading() as tx:
        return [papers.get_page(tx, page_id) for page_id in desk.page_ids]
