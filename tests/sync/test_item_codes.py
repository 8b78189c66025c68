"""The province's serial of a digitised item replaces ours (R7)."""

from __future__ import annotations

import pytest

from desktop.model.outbox import Acknowledged, Outcome
from desktop.model.states import SyncState
from desktop.store import audit
from desktop.store.outbox import Outbox

SHOWS_NONE = {"igate"}
"""Families that show no code of a digitised item."""


def test_two_counters_that_gave_one_code_have_two_in_the_end(counter):
    first, second = counter.queue(codes=("GT.XN.01",)), counter.queue(codes=("GT.XN.01",))
    counter.send_all()
    codes = sorted(paper.item_code for dossier in (first, second) for paper in counter.papers(dossier))
    assert all(paper.sync is SyncState.CONFIRMED for dossier in (first, second) for paper in counter.papers(dossier))
    both = ["X.GT.XN.01", "X.GT.XN.01" if counter.province.family in SHOWS_NONE else "X.GT.XN.02"]
    assert codes == both


def test_told_again_it_stays_and_the_journal_names_no_number(counter):
    dossier = counter.queue(codes=("GT.XN.01",))
    counter.send_all()
    (paper,) = counter.papers(dossier)
    told = Acknowledged(
        paper_id=paper.id, province_id=paper.province_id, sha256=paper.pdf_sha256, item_code="052199000123.GT.07"
    )
    with counter.store.reading() as tx:
        before = audit.count(tx)
    for _ in range(2):
        Outbox(counter.store).believe(dossier.id, Outcome(papers=(told,)))
    assert [one.item_code for one in counter.papers(dossier)] == ["052199000123.GT.07"]
    with counter.store.reading() as tx:
        assert audit.count(tx) == before + 1
        assert audit.first_broken(tx) is None


def test_an_answer_without_a_code_leaves_ours(counter):
    dossier = counter.queue(codes=("GT.XN.01",))
    (paper,) = counter.papers(dossier)
    with pytest.raises(ValueError, match="hash"):
        Outbox(counter.store).believe(
            dossier.id, Outcome(papers=(Acknowledged(paper_id=paper.id, province_id="K1", sha256="00", item_code="Y"),))
        )
    told = Acknowledged(paper_id=paper.id, province_id="K1", sha256=paper.pdf_sha256)
    Outbox(counter.store).believe(dossier.id, Outcome(papers=(told,)))
    assert [one.item_code for one in counter.papers(dossier)] == ["X.GT.XN.01"]
