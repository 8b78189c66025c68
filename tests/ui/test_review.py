"""Nothing counts as looked at that was not on the screen whole."""

from __future__ import annotations

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from desktop.model.dossier import Paper, PaperKind
from desktop.ui.controllers.review import Review


def paper() -> Paper:
    return Paper(id=uuid4(), dossier_id=uuid4(), kind=PaperKind.RESULT, code="K", name="N", position=0)


def test_a_paper_is_seen_after_its_last_page() -> None:
    own = paper()
    review = Review([own])
    review.turn_to(own)
    assert review.waits
    review.came(3)
    assert [review.next_page(), review.waits, review.is_at(1), review.is_at(0)] == [1, True, True, False]
    review.came(3)
    assert review.next_page() == 2
    review.came(3)
    assert review.unseen == {own.id}
    assert review.next_page() == 0
    assert review.unseen == set()


@given(pages=st.lists(st.integers(1, 4), min_size=1, max_size=5), turns=st.lists(st.integers(0, 4), max_size=12))
def test_whatever_is_turned_to_every_page_is_shown_before_nothing_is_left(pages: list[int], turns: list[int]) -> None:
    own = [paper() for _ in pages]
    review = Review(own)
    shown: set[tuple[int, int]] = set()

    def show(at: int) -> None:
        review.turn_to(own[at])
        review.came(pages[at])
        shown.add((at, 0))

    for at in (turn % len(own) for turn in turns):
        show(at)
    while review.unseen:
        at = next(at for at, one in enumerate(own) if one.id in review.unseen)
        show(at)
        while page := review.next_page():
            review.came(pages[at])
            shown.add((at, page))
    assert shown == {(at, page) for at, count in enumerate(pages) for page in range(count)}
