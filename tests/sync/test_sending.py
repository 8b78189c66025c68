from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.model.states import SyncState
from desktop.training.province.faults import KINDS

STEPS = ("GetNextValue", "UploadFile", "CreateDossier", "CapNhatTienTrinh", "CapNhatTrangThai")


def exactly_once(counter, *sent) -> None:
    """Every queued dossier is there once, every paper once, with our hash; everything is acknowledged."""
    state = counter.province.state()
    assert len(state["dossiers"]) == len(sent)
    assert len(state["codes_given"]) == len(sent)
    there = sorted(paper["HashTepTin"] for dossier in state["dossiers"] for paper in dossier["GiayTo"])
    ours = [paper for dossier in sent for paper in counter.papers(dossier)]
    assert there == sorted(paper.pdf_sha256 for paper in ours)
    assert len(state["files"]) == len(ours)
    assert all(paper.sync is SyncState.CONFIRMED and paper.province_id for paper in ours)


def test_a_dossier_reaches_the_province_and_is_acknowledged(counter):
    dossier = counter.queue(result="KQ.G15.000003")
    counter.send_all()
    exactly_once(counter, dossier)
    assert counter.province.state()["dossiers"][0]["TrangThai"] == 9
    assert counter.province.state()["progress"] == 1


@pytest.mark.faults
@pytest.mark.parametrize("path", STEPS)
def test_an_answer_lost_after_the_province_has_done_it_makes_nothing_twice(counter, path):
    dossier = counter.queue()
    counter.province.fault(f"{path}:lose-answer:2")
    counter.send_all()
    exactly_once(counter, dossier)
    assert counter.province.state()["progress"] == 1


@pytest.mark.faults
@pytest.mark.parametrize("kind", ["cut", "401", "429", "500", "503", "portal"])
def test_trouble_on_the_line_is_waited_out(counter, kind):
    dossier = counter.queue()
    counter.province.fault(f"*:{kind}:3")
    counter.send_all()
    exactly_once(counter, dossier)


@pytest.mark.faults
def test_a_silent_province_is_given_up_on_and_tried_again(counter):
    dossier = counter.queue()
    counter.province.fault("UploadFile:silence:1")
    counter.send_all(counter.sender(answer_s=0.5))
    exactly_once(counter, dossier)


@pytest.mark.faults
def test_a_province_that_gives_another_hash_back_is_never_believed(counter, expect_log):
    expect_log("given up")
    dossier = counter.queue()
    counter.province.fault("UploadFile:lying-hash:1")
    counter.send_all()
    first = counter.papers(dossier)[0]
    assert first.sync is SyncState.FAILED
    assert not first.province_id
    assert any("hash_differs" in step.last_error for step in counter.steps())


@pytest.mark.faults
def test_what_was_being_sent_when_the_program_died_is_asked_about_first(counter):
    dossier = counter.queue()
    sender = counter.sender()
    assert sender.run_once()
    outbox = sender._outbox
    due = outbox.due(counter.clock.now())
    outbox.begin(due.id)
    data = outbox.file(due.paper_id)
    counter.province.gateway().upload(data, "x.pdf", due.payload["sha256"], due.key)
    counter.send_all(counter.sender())
    exactly_once(counter, dossier)
    assert counter.province.state()["asked"]["UploadFile"] == 2


@pytest.mark.faults
def test_a_province_whose_plug_was_pulled_goes_on_where_it_was(counter, tmp_path):
    from desktop.training.province.sandbox import SandboxProvince

    dossier = counter.queue()
    sender = counter.sender()
    for _ in range(3):
        sender.run_once()
    counter.province.kill()
    sender.run_once()
    with SandboxProvince(tmp_path / "province") as again:
        counter.province = again
        counter.send_all()
        exactly_once(counter, dossier)


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


@pytest.mark.slow
@pytest.mark.faults
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    faults=st.lists(
        st.tuples(
            st.sampled_from([*STEPS, "TraCuuHoSo", "TraCuuTep", "GetToken", "*"]),
            st.sampled_from(sorted(KINDS - {"silence", "lying-hash"})),
            st.integers(1, 3),
        ),
        max_size=5,
    ),
    crashes=st.lists(st.integers(0, 8), max_size=2),
)
def test_whatever_goes_wrong_each_paper_arrives_once(tmp_path_factory, faults, crashes):
    from desktop.machine.folders import folders
    from desktop.machine.secrets import TrainingSecrets
    from desktop.store.file import Store, mark_folder
    from desktop.training.province.sandbox import SandboxProvince
    from tests.sync.conftest import Counter

    base = tmp_path_factory.mktemp("random")
    place = folders(base / "data", training=True)
    mark_folder(place, training=True)
    store = Store(place, TrainingSecrets(place), training=True)
    try:
        with SandboxProvince(base / "province") as province:
            counter = Counter(store, province)
            dossiers = [counter.queue(), counter.queue(codes=("GT.XN.01",))]
            for path, kind, times in faults:
                province.fault(f"{path}:{kind}:{times}")
            for steps in crashes:
                sender = counter.sender()
                for _ in range(steps):
                    sender.run_once()
            counter.send_all()
            exactly_once(counter, *dossiers)
    finally:
        store.close()
