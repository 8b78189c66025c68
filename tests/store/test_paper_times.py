"""When a paper was scanned, confirmed here, signed, sent and confirmed by the province: kept in its row, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from desktop.model.states import DigitisationState, SigningState, SyncState
from desktop.store import papers, tables
from desktop.store.keeping import purge
from tests.samples import MORNING

NAMES = ("scanned_at", "checked_at", "signed_at", "sent_at", "confirmed_at")
_SCANNED, _CHECKED, _BUILT = DigitisationState.SCANNED, DigitisationState.CONFIRMED, DigitisationState.BUILT


def times(store, paper) -> dict[str, Any]:
    with store.reading() as tx:
        row = tx.execute(select(tables.paper).where(tables.paper.c.id == paper.id)).mappings().one()
    return {name: row[name] for name in NAMES}


def change(store, paper, **changes) -> None:
    with store.writing() as tx:
        papers.change(tx, paper.id, **changes)


@pytest.fixture
def signed(store, paper, origin):
    """A paper that was scanned, confirmed and signed."""
    with store.writing() as tx:
        papers.add_page(tx, uuid4(), paper.id, origin, b"image")
    for changes in (
        {"digitisation": _SCANNED},
        {"digitisation": _CHECKED},
        {"digitisation": _BUILT, "pdf_sha256": "a" * 64},
        {"signing": SigningState.SIGNED},
    ):
        change(store, paper, **changes)
    return paper


def _send(store, paper, *states: SyncState) -> None:
    for state in states:
        change(store, paper, sync=state)


def test_each_moment_comes_with_its_step_in_their_order(store, signed):
    _send(store, signed, SyncState.QUEUED, SyncState.SENDING)
    found = times(store, signed)
    assert found["scanned_at"] == MORNING
    assert found["checked_at"] <= found["signed_at"]
    assert (found["sent_at"], found["confirmed_at"]) == (None, None)
    _send(store, signed, SyncState.SENT)
    _send(store, signed, SyncState.CONFIRMED)
    after = times(store, signed)
    assert found["signed_at"] <= after["sent_at"] <= after["confirmed_at"]
    assert {name: after[name] for name in NAMES[:3]} == {name: found[name] for name in NAMES[:3]}


def test_what_the_province_has_at_once_was_sent_at_that_moment(store, signed):
    _send(store, signed, SyncState.QUEUED, SyncState.CONFIRMED)
    found = times(store, signed)
    assert found["sent_at"] == found["confirmed_at"] is not None


def test_before_the_first_sending_the_last_time_counts_and_after_it_the_first(store, signed, origin):
    first = times(store, signed)
    later = replace(origin, scanned_at=MORNING + timedelta(minutes=5))
    with store.writing() as tx:
        papers.add_page(tx, uuid4(), signed.id, later, b"another")
    change(store, signed, digitisation=_SCANNED, pdf_sha256="")
    change(store, signed, digitisation=_CHECKED)
    again = times(store, signed)
    assert again["scanned_at"] == later.scanned_at
    assert again["checked_at"] > first["checked_at"]
    change(store, signed, digitisation=_BUILT, pdf_sha256="b" * 64)
    _send(store, signed, SyncState.QUEUED, SyncState.SENDING, SyncState.SENT, SyncState.FAILED, SyncState.LOCAL)
    sent = times(store, signed)
    change(store, signed, digitisation=_SCANNED, pdf_sha256="")
    change(store, signed, digitisation=_CHECKED)
    change(store, signed, digitisation=_BUILT, pdf_sha256="c" * 64)
    change(store, signed, signing=SigningState.AGENCY_SIGNED)
    _send(store, signed, SyncState.QUEUED, SyncState.SENDING, SyncState.SENT)
    assert times(store, signed) == sent


def test_they_outlive_the_pages(store, signed):
    _send(store, signed, SyncState.QUEUED, SyncState.SENDING, SyncState.SENT)
    with store.writing() as tx:
        papers.change(tx, signed.id, sync=SyncState.CONFIRMED, province_id="GT-1")
    before = times(store, signed)
    with store.writing() as tx:
        purge.purge(tx, signed.id, MORNING, purge.PurgeReason.RETENTION)
    assert times(store, signed) == before
    assert None not in before.values()
