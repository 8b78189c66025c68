"""A sheet scanned twice is seen; another copy of the same form, filled in for somebody else, is not."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from uuid import UUID

import pytest

from desktop.document.papers.duplicates import duplicates
from desktop.model.page import PageFacts, Reading, ReadLine
from desktop.page.work import process_page
from desktop.training.papers.wear import wear
from tests.pages import paper

KINDS = ("cong-van", "quyet-dinh", "khai-sinh", "xac-nhan", "hop-dong")


@cache
def found(kind: str, seed: int, scan: int) -> PageFacts:
    page = paper(kind, seed, 100)[0]
    facts = process_page(wear(page, f"{kind} {seed} {scan}", skew=0.0).jpeg(), 100, read=False).facts
    lines = tuple(ReadLine(text=line["text"], box=(0, 0, 1, 1), confidence=1.0, words=()) for line in page.truth.lines)
    whole = Reading(width=facts.clean_width, height=facts.clean_height, lines=lines, reader="truth")
    return replace(facts, reading=whole)


def seen(number: int, kind: str, seed: int, scan: int, *, read: bool = True) -> tuple[UUID, PageFacts]:
    facts = found(kind, seed, scan)
    return UUID(int=number), facts if read else replace(facts, reading=None)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("read", [True, False])
def test_a_page_scanned_twice_repeats_the_first(kind, read):
    pages = [seen(scan, kind, 2, scan, read=read) for scan in range(3)]
    assert duplicates(pages) == {UUID(int=1): UUID(int=0), UUID(int=2): UUID(int=0)}


def test_different_papers_and_like_forms_of_different_people_are_no_duplicates():
    pages = [seen(10 * at + seed, kind, seed, 0) for at, kind in enumerate(KINDS) for seed in range(3)]
    assert duplicates(pages) == {}


def test_blank_pages_repeat_nothing():
    (number, facts) = seen(1, "xac-nhan", 1, 1)
    blank = replace(facts, look=replace(facts.look, blank=True))
    assert duplicates([(number, blank), (UUID(int=2), blank)]) == {}
    assert duplicates([]) == {}
