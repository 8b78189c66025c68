"""What was once compared is not compared again, and nothing else is told than by comparing all with all."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from desktop.document.papers import duplicates as room
from desktop.document.papers.duplicates import duplicates
from desktop.page.fingerprint import is_same_page
from desktop.workflow.repeats import Repeats
from tests.document.papers.test_duplicates import found, seen


@pytest.fixture
def compared(monkeypatch):
    """Every two pages that were compared."""
    every = []

    def counting(one, other):
        every.append((one, other))
        return is_same_page(one, other)

    monkeypatch.setattr(room, is_same_page.__name__, counting)
    return every


@pytest.fixture
def pages():
    """The third repeats the first, the fifth the second; the fourth is blank."""
    return [
        seen(1, "xac-nhan", 1, 0),
        seen(2, "khai-sinh", 1, 0),
        seen(3, "xac-nhan", 1, 1),
        (UUID(int=4), replace(found("cong-van", 1, 0), look=replace(found("cong-van", 1, 0).look, blank=True))),
        seen(5, "khai-sinh", 1, 1),
    ]


REPEATS = {UUID(int=3): UUID(int=1), UUID(int=5): UUID(int=2)}


def test_it_tells_what_comparing_all_tells(pages):
    assert Repeats().among(pages) == duplicates(pages) == REPEATS


def test_pages_that_come_are_compared_and_no_others(compared, pages):
    repeats = Repeats()
    for end in range(1, len(pages) + 1):
        repeats.among(pages[:end])
    once = len(compared)
    assert repeats.among(pages) == REPEATS
    assert len(compared) == once
    assert len({(id(one), id(other)) for one, other in compared}) == once


def test_a_page_that_was_worked_on_anew_is_compared_anew(compared, pages):
    repeats = Repeats()
    repeats.among(pages)
    before = {(id(one), id(other)) for one, other in compared}
    compared.clear()
    anew = replace(found("xac-nhan", 2, 0))
    assert repeats.among([(UUID(int=1), anew), *pages[1:]]) == {UUID(int=5): UUID(int=2)}
    assert any(one is anew for one, _ in compared)
    assert before.isdisjoint((id(one), id(other)) for one, other in compared)


def test_another_order_is_another_first(pages):
    repeats = Repeats()
    repeats.among(pages)
    assert repeats.among(pages[::-1]) == duplicates(pages[::-1]) == {UUID(int=1): UUID(int=3), UUID(int=2): UUID(int=5)}


def test_who_asks_about_a_part_takes_nothing_from_who_asks_about_all(compared, pages):
    repeats = Repeats()
    repeats.among(pages)
    compared.clear()
    assert repeats.among([pages[1], pages[4]]) == {UUID(int=5): UUID(int=2)}
    assert repeats.among(pages) == REPEATS
    assert compared == []
