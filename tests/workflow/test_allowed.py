"""What may be done now, as a table: each state of a dossier and its papers, and what is answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from desktop.model.catalogue import Case, Component, Procedure
from desktop.model.dossier import Page, PageOrigin, Paper, PaperKind
from desktop.model.page import AUTOMATIC, Cleaning, Look, PageFacts, PageVerdict, Quality
from desktop.model.signature import SignatureRole
from desktop.model.states import DeliveryState, DigitisationState, DossierState, SigningState, SyncState
from desktop.workflow.allowed import (
    bears_signature,
    is_finished,
    may_be_queued,
    may_get_proofs,
    require,
    takes_pages,
    why_not_change,
    why_not_close,
    why_not_confirm,
    why_not_export,
    why_not_hand_over,
    why_not_sign,
    why_not_start,
)
from desktop.workflow.checklist import ChecklistRow
from desktop.workflow.errors import (
    AlreadySending,
    ComponentsMissing,
    DossierOpen,
    FileNotHere,
    NotConfirmed,
    NothingScanned,
    NotReadYet,
    NotSignedYet,
    OfficialFirst,
    PageUnfit,
    PaperLocked,
    ResultHidden,
    ResultUnfinished,
    SecretProcedure,
    StillUnsorted,
)
from tests.samples import MORNING, sample_dossier

EMPTY, SCANNED, CONFIRMED, BUILT, REUSED = DigitisationState
UNSIGNED, SIGNED, AGENCY_SIGNED, ISSUED = SigningState
OFFICIAL, AGENCY = SignatureRole
OPEN, AWAITING, REFUSED, STOPPED, CLOSED, RETURNED, BOOK, COPY, FORMER = DossierState
HIDDEN, DELIVERED = DeliveryState.HIDDEN, DeliveryState.DELIVERED
LOCAL, QUEUED = SyncState.LOCAL, SyncState.QUEUED
LEFT = [state for state in SyncState if state not in {LOCAL, QUEUED}]
COMPONENT, RESULT, UNSORTED = PaperKind.COMPONENT, PaperKind.RESULT, PaperKind.UNSORTED


def paper(**how: Any) -> Paper:
    usual: dict[str, Any] = {"kind": COMPONENT, "code": "GT1", "name": "Tờ khai", "position": 0}
    return Paper(id=uuid4(), dossier_id=UUID(int=1), **usual | how)


def facts(verdict: PageVerdict, *reasons: str) -> PageFacts:
    look = Look(
        width=100,
        height=140,
        lines=(),
        skew_deg=0.0,
        rotation_deg=0,
        rotation_confidence=1.0,
        blank=False,
        ink=0.1,
        keep=(),
        paper=None,
        seals=(),
        dpi=200,
    )
    frame = ((0.0, 0.0), (100.0, 0.0), (100.0, 140.0), (0.0, 140.0))
    return PageFacts(
        look=look,
        cleaning=Cleaning(edits=AUTOMATIC, turn_deg=0, skew_deg=0.0, frame=frame, whitened=False),
        codes=(),
        reading=None,
        clean_width=100,
        clean_height=140,
        dpi=200,
        verdict=verdict,
        reasons=reasons,
        quality=Quality(sharpness=1.0, contrast=255.0, paper_light=255.0),
        fingerprint="",
    )


def page(verdict: PageVerdict | None, *reasons: str) -> Page:
    """A page that is judged, or still being read."""
    origin = PageOrigin(device="test", driver="test", source="adf", side="front", sheet=1, dpi=200, scanned_at=MORNING)
    read = facts(verdict, *reasons) if verdict else None
    return Page(id=uuid4(), paper_id=uuid4(), position=0, origin=origin, raw_sha256="00", facts=read)


def kind_of(refusal: Exception | None) -> type[Exception] | None:
    return type(refusal) if refusal else None


def test_what_is_refused_is_raised_and_what_may_be_done_is_not():
    require(None)
    with pytest.raises(PaperLocked, match="«Tờ khai»"):
        require(why_not_change(paper(signing=SIGNED)))


@pytest.mark.parametrize(("secret", "answer"), [(False, None), (True, SecretProcedure)])
def test_a_procedure_with_state_secrets_is_not_begun(secret, answer):
    procedure = Procedure(
        code="1.0",
        name="Thủ tục",
        field="Lĩnh vực",
        secret=secret,
        cases=(Case(code="TH1", name="", components=()),),
        results=(),
    )
    assert kind_of(why_not_start(procedure)) is answer


@pytest.mark.parametrize(("signing", "answer"), [(UNSIGNED, None), (SIGNED, PaperLocked), (AGENCY_SIGNED, PaperLocked)])
def test_a_signed_paper_never_changes(signing, answer):
    for sync in SyncState:
        assert kind_of(why_not_change(paper(signing=signing, sync=sync))) is answer


@pytest.mark.parametrize("digitisation", DigitisationState)
@pytest.mark.parametrize("signing", SigningState)
@pytest.mark.parametrize("kind", PaperKind)
def test_a_pile_goes_into_what_is_sorted_unsigned_and_not_from_a_store(kind, signing, digitisation):
    may = kind is not UNSORTED and signing is UNSIGNED and digitisation is not REUSED
    assert takes_pages(paper(kind=kind, signing=signing, digitisation=digitisation)) is may


GREEN, YELLOW, RED = page(PageVerdict.GREEN), page(PageVerdict.YELLOW, "hơi mờ"), page(PageVerdict.RED, "mờ", "tối")
UNREAD = page(None)


@pytest.mark.parametrize(
    ("how", "pages", "keep_red", "answer"),
    [
        ({}, [GREEN], "", None),
        ({}, [GREEN, YELLOW], "", None),
        ({"kind": RESULT}, [GREEN], "", None),
        ({}, [], "", NothingScanned),
        ({}, [GREEN, UNREAD], "", NotReadYet),
        ({}, [RED, UNREAD], "", NotReadYet),
        ({}, [GREEN, RED], "", PageUnfit),
        ({}, [GREEN, RED], "  ", PageUnfit),
        ({}, [GREEN, RED], "bản duy nhất", None),
        ({"kind": UNSORTED}, [GREEN], "", StillUnsorted),
        ({"kind": UNSORTED}, [], "", StillUnsorted),
        ({"signing": SIGNED}, [GREEN], "", PaperLocked),
        ({"signing": AGENCY_SIGNED, "kind": UNSORTED}, [], "bản duy nhất", PaperLocked),
    ],
)
def test_a_paper_is_confirmed_when_its_pages_are_read_and_fit(how, pages, keep_red, answer):
    assert kind_of(why_not_confirm(paper(**how), pages, keep_red)) is answer


def test_a_refusal_says_which_page_and_how_many():
    unfit = why_not_confirm(paper(), [GREEN, RED])
    assert unfit
    assert unfit.message == "Trang 2 của «Tờ khai» chưa đạt: mờ; tối."
    unread = why_not_confirm(paper(), [UNREAD, GREEN, UNREAD])
    assert unread
    assert "2 trang" in unread.message


def row(state: DigitisationState, *, must: bool = True, kind: PaperKind = COMPONENT) -> ChecklistRow:
    component = Component(code="GT1", name="Tờ khai", must_digitise="i" if must else "") if kind is COMPONENT else None
    return ChecklistRow(
        paper=paper(digitisation=state, kind=kind), component=component, pages=0, unread=0, verdict=None
    )


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        ([], None),
        ([row(BUILT), row(REUSED)], None),
        ([row(BUILT), row(EMPTY)], ComponentsMissing),
        ([row(BUILT), row(EMPTY, must=False)], None),
        ([row(BUILT), row(EMPTY, kind=RESULT)], None),
        ([row(SCANNED)], NotConfirmed),
        ([row(CONFIRMED)], NotConfirmed),
        ([row(SCANNED, must=False)], NotConfirmed),
        ([row(EMPTY), row(SCANNED, kind=RESULT)], NotConfirmed),
    ],
)
def test_a_dossier_is_closed_when_nothing_is_missing_and_all_is_confirmed(rows, answer):
    assert kind_of(why_not_close(rows)) is answer


@pytest.mark.parametrize(
    ("role", "signing", "own_copies", "answer"),
    [
        (OFFICIAL, UNSIGNED, False, None),
        (OFFICIAL, UNSIGNED, True, None),
        (OFFICIAL, SIGNED, False, PaperLocked),
        (OFFICIAL, AGENCY_SIGNED, False, PaperLocked),
        (AGENCY, UNSIGNED, False, OfficialFirst),
        (AGENCY, UNSIGNED, True, None),
        (AGENCY, SIGNED, False, None),
        (AGENCY, SIGNED, True, None),
        (AGENCY, AGENCY_SIGNED, False, PaperLocked),
        (AGENCY, AGENCY_SIGNED, True, PaperLocked),
    ],
)
def test_the_official_signs_first_the_agency_second_and_nobody_twice(role, signing, own_copies, answer):
    for sync in (LOCAL, QUEUED):
        one = paper(signing=signing, sync=sync, digitisation=BUILT)
        assert kind_of(why_not_sign(one, role, own_copies=own_copies)) is answer
        assert bears_signature(one, role) is (answer is PaperLocked)
    for sync in LEFT:
        one = paper(signing=signing, sync=sync, digitisation=BUILT)
        assert kind_of(why_not_sign(one, role, own_copies=own_copies)) is (answer or AlreadySending)


@pytest.mark.parametrize("sync", SyncState)
@pytest.mark.parametrize("signing", SigningState)
def test_proofs_are_added_to_what_is_signed_and_still_here(signing, sync):
    assert may_get_proofs(paper(signing=signing, sync=sync)) is (
        signing in {SIGNED, AGENCY_SIGNED} and sync in {LOCAL, QUEUED}
    )


READY: dict[str, Any] = {"digitisation": BUILT, "signing": SIGNED}
WHOLE = READY | {"signing": AGENCY_SIGNED}


@pytest.mark.parametrize("state", DossierState)
@pytest.mark.parametrize(
    ("own", "official_alone", "with_agency"),
    [
        ([], True, True),
        ([WHOLE], True, True),
        ([WHOLE, {"digitisation": EMPTY}, {"digitisation": REUSED}], True, True),
        ([READY], True, False),
        ([READY | {"sync": QUEUED}], True, True),
        ([READY, {"digitisation": BUILT}], False, False),
        ([READY, {"digitisation": SCANNED}], False, False),
        ([{"digitisation": CONFIRMED}], False, False),
    ],
)
def test_a_dossier_is_queued_when_it_is_closed_and_signed_by_all(state, own, official_alone, with_agency):
    dossier, papers = sample_dossier(state=state), [paper(**how) for how in own]
    closed = state in {CLOSED, RETURNED}
    assert may_be_queued(dossier, papers, agency_signs=False) is (closed and official_alone)
    assert may_be_queued(dossier, papers, agency_signs=True) is (closed and with_agency)


@pytest.mark.parametrize(
    ("state", "how", "agency_signs", "answer"),
    [
        (CLOSED, READY, False, None),
        (RETURNED, READY, False, None),
        (OPEN, READY, False, DossierOpen),
        (BOOK, READY, False, DossierOpen),
        (COPY, READY, False, DossierOpen),
        (FORMER, READY, False, DossierOpen),
        (AWAITING, READY, False, DossierOpen),
        (REFUSED, READY, False, DossierOpen),
        (STOPPED, READY, False, DossierOpen),
        (OPEN, {"digitisation": SCANNED}, False, DossierOpen),
        (CLOSED, {"digitisation": EMPTY}, False, ResultUnfinished),
        (CLOSED, {"digitisation": SCANNED}, False, ResultUnfinished),
        (CLOSED, {"digitisation": BUILT}, False, ResultUnfinished),
        (CLOSED, READY, True, ResultUnfinished),
        (CLOSED, WHOLE, True, None),
        (CLOSED, {"digitisation": REUSED}, False, ResultUnfinished),
    ],
)
def test_a_result_is_handed_over_from_a_closed_dossier_when_it_is_signed_by_all(state, how, agency_signs, answer):
    done, one = paper(kind=RESULT, **WHOLE), paper(kind=RESULT, name="Kết quả", **how)
    refusal = why_not_hand_over(sample_dossier(state=state), [done, one], agency_signs=agency_signs)
    assert kind_of(refusal) is answer
    if answer is not DossierOpen:
        assert is_finished(one, agency_signs=agency_signs) is (answer is None)
    if answer is ResultUnfinished:
        assert refusal
        assert "«Kết quả»" in refusal.message


@pytest.mark.parametrize(
    ("how", "official_alone", "with_agency"),
    [
        ({"digitisation": EMPTY}, NotSignedYet, NotSignedYet),
        ({"digitisation": SCANNED}, NotSignedYet, NotSignedYet),
        ({"digitisation": CONFIRMED}, NotSignedYet, NotSignedYet),
        ({"digitisation": BUILT}, NotSignedYet, NotSignedYet),
        (READY, None, NotSignedYet),
        (READY | {"sync": QUEUED}, None, None),
        (WHOLE, None, None),
        ({"digitisation": REUSED}, FileNotHere, FileNotHere),
        ({"digitisation": REUSED, "pdf_sha256": "00"}, None, None),
        ({"digitisation": BUILT, "kind": RESULT, "delivery": HIDDEN}, NotSignedYet, NotSignedYet),
        (WHOLE | {"kind": RESULT, "delivery": HIDDEN}, ResultHidden, ResultHidden),
        (WHOLE | {"kind": RESULT, "delivery": DELIVERED}, None, None),
    ],
)
def test_what_is_signed_by_all_and_not_hidden_is_taken_along(how, official_alone, with_agency):
    assert kind_of(why_not_export(paper(**how), agency_signs=False)) is official_alone
    assert kind_of(why_not_export(paper(**how), agency_signs=True)) is with_agency
