from __future__ import annotations

from desktop.model.states import SyncState
from tests.sync.conftest import exactly_once


def test_a_dossier_reaches_the_province_and_is_acknowledged(counter):
    dossier = counter.queue(result="KQ.G15.000003")
    counter.send_all()
    exactly_once(counter, dossier)
    assert counter.province.state()["dossiers"][0]["status"] == 9


def test_a_refused_dossier_waits_for_a_person_and_does_not_hold_up_the_others(counter, expect_log):
    expect_log("given up")
    bad = counter.queue(codes=("GT.KHONGCO",))
    good = counter.queue()
    counter.send_all()
    assert all(paper.sync is SyncState.CONFIRMED for paper in counter.papers(good))
    assert all(paper.sync is not SyncState.CONFIRMED for paper in counter.papers(bad))
    refused = [step for step in counter.steps() if step.state == "failed"]
    assert len(refused) == 1
    assert "GT.KHONGCO" in refused[0].last_error
