"""What can be done on the screen of a dossier, as a table: how it stands, what is allowed, what is primary."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from desktop.model.catalogue import Component
from desktop.model.dossier import Paper, PaperKind
from desktop.model.signature import SignatureRole, awaited
from desktop.model.states import DigitisationState, SigningState, SyncState
from desktop.ui.acts.dossier import Busy, Standing, dossier_acts
from desktop.ui.acts.table import Act
from desktop.workflow.checklist import ChecklistRow

EMPTY, SCANNED, CONFIRMED, BUILT, REUSED = DigitisationState
DOSSIER = UUID(int=99)


def row(
    number: int, state: DigitisationState, *, agency: bool = False, must: bool = True, **others: Any
) -> ChecklistRow:
    paper = Paper(
        id=UUID(int=number),
        dossier_id=DOSSIER,
        kind=others.pop("kind", PaperKind.COMPONENT),
        code=f"GT.{number}",
        name=f"Giấy {number}",
        position=number,
        digitisation=state,
        **others,
    )
    component = Component(code=paper.code, name=paper.name, must_digitise="x" if must else "")
    awaits = awaited(paper, agency_signs=agency)
    return ChecklistRow(paper=paper, component=component, pages=1, unread=0, verdict=None, awaited=awaits)


def standing(*rows: ChecklistRow, chosen: int = 0, **others: Any) -> Standing:
    """A dossier with its first paper, or another, on the screen; what is scanned is read and shown."""
    paper = rows[chosen].paper if rows else None
    pages = paper is not None and paper.digitisation in {SCANNED, CONFIRMED, BUILT}
    known = {
        "is_open": True,
        "rows": rows,
        "wanted": paper.id if paper else None,
        "chosen": paper,
        "has_pages": pages,
        "readable": pages and paper is not None and paper.signing is SigningState.UNSIGNED,
        "has_page": pages,
    }
    return Standing(**{**known, **others})


def allowed(now: Standing) -> set[Act]:
    return {act for act, offer in dossier_acts(now).each.items() if offer.allowed}


WAYS_IN = {Act.SCAN, Act.SCAN_PILE, Act.SEPARATORS, Act.DECLARATION, Act.FILE}
SIGNED: dict[str, Any] = {"signing": SigningState.SIGNED}


@pytest.mark.parametrize(
    ("now", "can", "primary"),
    [
        pytest.param(standing(row(1, EMPTY), row(2, EMPTY)), WAYS_IN, Act.SCAN, id="nothing there yet"),
        pytest.param(
            standing(row(1, SCANNED), row(2, EMPTY)),
            WAYS_IN | {Act.RESCAN, Act.CONFIRM},
            Act.CONFIRM,
            id="pages to confirm come before what is missing",
        ),
        pytest.param(
            standing(row(1, BUILT), row(2, EMPTY)),
            WAYS_IN | {Act.RESCAN, Act.SIGN},
            Act.SCAN,
            id="what is missing comes before signing",
        ),
        pytest.param(
            standing(row(1, BUILT), row(2, BUILT)), WAYS_IN | {Act.RESCAN, Act.SIGN}, Act.SIGN, id="all confirmed"
        ),
        pytest.param(
            standing(row(1, BUILT), row(2, SCANNED)),
            WAYS_IN | {Act.RESCAN},
            None,
            id="another paper is not confirmed: no signing",
        ),
        pytest.param(
            standing(row(1, BUILT), typed={UUID(int=1)}),
            WAYS_IN | {Act.RESCAN, Act.CONFIRM},
            Act.CONFIRM,
            id="typed into a confirmed paper: to be confirmed once more",
        ),
        pytest.param(standing(row(1, BUILT, **SIGNED), is_open=False), set(), None, id="signed: nothing to do"),
        pytest.param(
            standing(row(1, BUILT, agency=True, **SIGNED), is_open=False, agency_signs=True, keeps_seal=True),
            {Act.SIGN},
            Act.SIGN,
            id="the Văn thư signs for the agency",
        ),
        pytest.param(
            standing(row(1, BUILT, agency=True, **SIGNED), is_open=False, agency_signs=True),
            set(),
            None,
            id="who does not keep the seal does not",
        ),
        pytest.param(
            standing(row(1, BUILT, agency=True, **SIGNED, sync=SyncState.QUEUED), agency_signs=True, keeps_seal=True),
            set(),
            None,
            id="what is on its way goes as it is",
        ),
        pytest.param(
            standing(row(1, REUSED), stored={UUID(int=1)}),
            WAYS_IN | {Act.STORE, Act.SIGN},
            Act.SIGN,
            id="all of it reused: sent without a signature",
        ),
        pytest.param(
            standing(row(1, REUSED), row(2, EMPTY, must=False)),
            WAYS_IN | {Act.SIGN},
            Act.SCAN,
            id="reused, and something left that may be scanned",
        ),
        pytest.param(standing(row(1, REUSED), row(2, EMPTY)), WAYS_IN, Act.SCAN, id="reused, and something missing"),
        pytest.param(
            standing(row(1, EMPTY), stored={UUID(int=1)}, offering=True),
            WAYS_IN | {Act.STORE},
            Act.STORE,
            id="the e-store has it: not to be scanned",
        ),
        pytest.param(
            standing(row(1, SCANNED), stored={UUID(int=1)}, offering=True),
            WAYS_IN | {Act.STORE, Act.RESCAN, Act.CONFIRM},
            Act.CONFIRM,
            id="scanned, though the e-store has it",
        ),
        pytest.param(
            standing(row(1, SCANNED), stored={UUID(int=1)}, offering=True, comparing=True),
            WAYS_IN | {Act.STORE, Act.RESCAN, Act.CONFIRM},
            Act.STORE,
            id="compared with what the e-store has",
        ),
        pytest.param(
            standing(row(1, SCANNED), readable=False), WAYS_IN | {Act.RESCAN}, None, id="being read: not yet to confirm"
        ),
        pytest.param(standing(), set(), None, id="no paper at all"),
        pytest.param(standing(row(1, SCANNED), busy=Busy(scanning=True)), set(), None, id="the scanner is at work"),
        pytest.param(
            standing(row(1, SCANNED), busy=Busy(turning=True, dead=True, live=False)),
            set(),
            None,
            id="another paper is on its way to the screen",
        ),
        pytest.param(
            standing(row(1, BUILT), busy=Busy(dead=True, live=False)),
            {Act.SCAN},
            None,
            id="being confirmed: the next paper can be scanned",
        ),
        pytest.param(
            standing(row(1, SCANNED), busy=Busy(opening=True)), WAYS_IN | {Act.RESCAN}, None, id="a frame on its way"
        ),
        pytest.param(
            standing(row(1, SCANNED), busy=Busy(cropping=True)),
            WAYS_IN | {Act.RESCAN, Act.CONFIRM},
            Act.CONFIRM,
            id="a frame on the page",
        ),
        pytest.param(
            standing(row(1, BUILT), busy=Busy(signing=True)),
            WAYS_IN | {Act.RESCAN},
            None,
            id="signing was asked for already",
        ),
    ],
)
def test_what_is_allowed_and_what_is_primary(now: Standing, can: set[Act], primary: Act | None) -> None:
    assert (allowed(now), dossier_acts(now).primary) == (can, primary)


@pytest.mark.parametrize(
    ("now", "act", "words"),
    [
        (standing(row(1, BUILT)), Act.SIGN, "Sign and send"),
        (standing(row(1, BUILT, agency=True), agency_signs=True), Act.SIGN, "Sign"),
        (
            standing(row(1, BUILT, agency=True, **SIGNED), agency_signs=True, keeps_seal=True),
            Act.SIGN,
            "Sign for the agency",
        ),
        (standing(row(1, REUSED)), Act.SIGN, "Send"),
        (standing(row(1, SCANNED)), Act.CONFIRM, "Confirm"),
        (standing(row(1, SCANNED), busy=Busy(cropping=True)), Act.CONFIRM, "Crop"),
    ],
)
def test_an_act_is_called_what_it_does_now(now: Standing, act: Act, words: str) -> None:
    assert dossier_acts(now).words(act) == words


def test_signing_says_what_it_waits_for() -> None:
    why = dossier_acts(standing(row(1, BUILT), row(2, SCANNED), row(3, CONFIRMED))).each[Act.SIGN].why_not
    assert "Giấy 2" in why and "Giấy 3" in why and "Giấy 1" not in why
    assert dossier_acts(standing(row(1, BUILT))).each[Act.SIGN].why_not == ""


def test_the_official_signs_before_the_agency() -> None:
    both = row(1, BUILT, agency=True, **SIGNED), row(2, BUILT, agency=True)
    now = standing(*both, agency_signs=True, keeps_seal=True)
    assert now.next_role is SignatureRole.OFFICIAL
    assert [paper.position for paper in now.waiting(SignatureRole.OFFICIAL)] == [2]


@pytest.mark.parametrize(
    ("now", "number"),
    [
        pytest.param(standing(row(1, SCANNED), row(2, EMPTY)), 2, id="the next missing one"),
        pytest.param(standing(row(1, EMPTY), row(2, EMPTY), chosen=1), 2, id="the chosen one while it is empty"),
        pytest.param(standing(row(1, SCANNED), row(2, BUILT)), 1, id="none missing: more pages into the chosen one"),
        pytest.param(standing(row(1, SCANNED), busy=Busy(dead=True)), None, id="not into one that is being confirmed"),
        pytest.param(standing(row(1, SCANNED), row(2, EMPTY), busy=Busy(dead=True)), 2, id="but into a missing one"),
        pytest.param(standing(row(1, BUILT, **SIGNED)), None, id="not into a signed one"),
        pytest.param(standing(row(1, SCANNED, kind=PaperKind.UNSORTED)), None, id="not among what is not sorted"),
        pytest.param(standing(row(1, EMPTY), busy=Busy(scanning=True)), None, id="one scan at a time"),
    ],
)
def test_where_the_next_scan_goes(now: Standing, number: int | None) -> None:
    assert (now.target.id if now.target else None) == (UUID(int=number) if number else None)


def test_what_is_not_sorted_counts_as_no_paper() -> None:
    now = standing(row(1, SCANNED), row(2, SCANNED, kind=PaperKind.UNSORTED))
    assert [paper.position for paper in now.real] == [1]
    assert replace(now, rows=()).real == []


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        pytest.param(standing(row(1, BUILT, pdf_sha256="aa")), True, id="a built paper"),
        pytest.param(standing(row(1, BUILT, pdf_sha256="aa", **SIGNED), is_open=False), True, id="a signed paper"),
        pytest.param(standing(row(1, REUSED, pdf_sha256="aa")), True, id="from an e-store, with its file"),
        pytest.param(standing(row(1, SCANNED)), False, id="it has no file yet"),
        pytest.param(standing(row(1, SCANNED), row(2, BUILT, pdf_sha256="aa")), False, id="another paper has one"),
        pytest.param(standing(row(1, BUILT, pdf_sha256="aa"), busy=Busy(turning=True)), False, id="on the way"),
        pytest.param(standing(row(1, BUILT, pdf_sha256="aa"), busy=Busy(scanning=True)), False, id="scanning"),
        pytest.param(standing(row(1, BUILT, pdf_sha256="aa"), busy=Busy(cropping=True)), False, id="a frame on it"),
    ],
)
def test_a_file_is_shown_where_the_paper_on_the_screen_has_one(now: Standing, shown: bool) -> None:
    assert dossier_acts(now).allows(Act.SHOW_FILE) is shown


def test_what_stops_keeps_from_signing_and_says_why():
    whole = standing(row(1, BUILT), stopped="«Giấy 1» chưa đúng.")
    assert Act.SIGN not in allowed(whole)
    assert dossier_acts(whole).each[Act.SIGN].why_not == "«Giấy 1» chưa đúng."
    assert Act.SIGN in allowed(standing(row(1, BUILT)))
