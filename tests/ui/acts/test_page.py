"""What can be done to the page on the screen, as a table."""

from __future__ import annotations

from uuid import UUID

import pytest

from desktop.model.dossier import Page, PageOrigin
from desktop.model.page import Edits, PageFacts
from desktop.page.work import process_page
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import wear
from desktop.ui.acts.page import page_acts, undo_acts
from desktop.ui.acts.table import Act
from tests.samples import MORNING


@pytest.fixture(scope="module")
def facts() -> PageFacts:
    """What is found on a small page."""
    drawn = DrawnPage("a page", 200, (80, 110))
    return process_page(wear(drawn, "a page", skew=0.0).jpeg(), 200, read=False).facts


def page(facts: PageFacts | None, **changes: object) -> Page:
    origin = PageOrigin(device="t", driver="t", source="adf", side="front", sheet=1, dpi=200, scanned_at=MORNING)
    usual = {"id": UUID(int=1), "paper_id": UUID(int=2), "position": 0, "origin": origin, "raw_sha256": ""}
    return Page(**{**usual, "facts": facts, **changes})  # type: ignore[arg-type]


TURNS = {Act.TURN_RIGHT, Act.TURN_LEFT}
GOES = {Act.SET_ASIDE, Act.MOVE, Act.MOVE_REST}
STANDS = TURNS | {Act.STRAIGHTEN, Act.WHITEN}
BY_HAND = Edits(turn_deg=90)
PARTS = (UUID(int=3), UUID(int=4))


@pytest.mark.parametrize(
    ("read", "changes", "place", "can"),
    [
        pytest.param(True, {}, (0, 1), STANDS | GOES | {Act.CROP}, id="the only page"),
        pytest.param(True, {}, (0, 3), STANDS | GOES | {Act.CROP, Act.LATER, Act.CARD}, id="the first"),
        pytest.param(
            True, {}, (1, 3), STANDS | GOES | {Act.CROP, Act.LATER, Act.EARLIER, Act.COLLATE, Act.CARD}, id="in between"
        ),
        pytest.param(True, {}, (2, 3), STANDS | GOES | {Act.CROP, Act.EARLIER, Act.COLLATE}, id="the last"),
        pytest.param(True, {"edits": BY_HAND}, (0, 1), STANDS | GOES | {Act.CROP, Act.AUTOMATIC}, id="turned by hand"),
        pytest.param(False, {}, (0, 1), GOES, id="not worked on yet"),
        pytest.param(False, {"edits": BY_HAND}, (0, 1), STANDS | GOES, id="being made anew: it can be turned further"),
        pytest.param(True, {"made_of": PARTS}, (0, 2), TURNS | GOES | {Act.LATER}, id="a card on a sheet"),
    ],
)
def test_what_is_allowed(
    facts: PageFacts, read: bool, changes: dict[str, object], place: tuple[int, int], can: set[Act]
) -> None:
    shown = page(facts if read else None, **changes)
    offers = page_acts(shown, locked=False, at=place[0], count=place[1])
    assert {act for act in offers.each if offers.allows(act)} == can
    locked = page_acts(shown, locked=True, at=place[0], count=place[1])
    assert not any(offer.allowed for offer in locked.each.values())
    assert not any(offer.allowed for offer in page_acts(None, locked=False, at=0, count=3).each.values())


@pytest.mark.parametrize(
    ("undo", "redo", "locked", "acting", "can"),
    [
        ("", "", False, False, set()),
        ("xoay", "", False, False, {Act.UNDO}),
        ("xoay", "cắt", False, False, {Act.UNDO, Act.REDO}),
        ("xoay", "cắt", True, False, set()),
        ("", "", False, True, {Act.UNDO, Act.REDO}),
        ("", "", True, True, set()),
    ],
)
def test_what_can_be_undone(undo: str, redo: str, locked: bool, acting: bool, can: set[Act]) -> None:
    offers = undo_acts(undo, redo, locked=locked, acting=acting)
    assert {act for act in offers.each if offers.allows(act)} == can
