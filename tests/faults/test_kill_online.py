"""`kill -9` from the portal's list to the province's books: one dossier, each paper once, no file twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from desktop.app import open_app
from desktop.machine.folders import folders
from desktop.machine.secrets import TrainingSecrets
from desktop.model.online import FileCheck
from desktop.model.states import SigningState, SyncState
from desktop.store import dossiers, online, papers
from desktop.training.province.sandbox import SandboxProvince
from tests.faults.power import Place, every_moment, some
from tests.faults.test_kill import run_to_the_end, run_until

WORDS = (
    "open", "listed", "file", "file", "listed", "file", "taken", "taken", "page", "confirmed", "closed", "signing",
    "signed", "step", "step", "step", "step", "step", "step", "step",
)  # fmt: skip
SHORT = {"file", "listed", "signing", "signed", "step"}
"""What follows these words takes little time."""


@pytest.mark.slow
@pytest.mark.faults
def test_killed_at_twenty_points_it_is_taken_and_arrives_once(training_data: Path) -> None:
    chance = random.Random(32)
    committed: set[str] = set()
    for word in WORDS:
        said = run_until(training_data, word, chance.uniform(0, 0.05 if word in SHORT else 0.35), "online_job")
        committed |= {line.split()[1] for line in said if line.startswith("page ")}
    run_to_the_end(training_data, "online_job")
    with open_app(training_data, training=True) as app:
        (row,) = app.dossiers.latest()
        rows = app.checklist.rows(row.dossier.id)
        kept = {str(page.id) for one in rows for page in app.papers.pages(one.paper.id)}
        (check,) = app.online.checks(row.dossier.id)
    assert committed <= kept
    assert [one.paper.signing for one in rows] == [SigningState.ISSUED, SigningState.SIGNED]
    assert all(one.paper.sync is SyncState.CONFIRMED for one in rows)
    assert (check.found, check.paper_id) == (FileCheck.VALID, rows[0].paper.id)
    with SandboxProvince(training_data / "province") as province:
        state = province.state()
    (there,) = state["dossiers"]
    assert (there["code"], state["codes_given"]) == (row.dossier.code, [])
    assert sorted(paper["sha256"] for paper in there["papers"]) == sorted(one.paper.pdf_sha256 for one in rows)
    # The form is the file that was filed; the card is the only one that was sent.
    assert [one["sha256"] for one in state["files"]].count(rows[0].paper.pdf_sha256) == 1
    assert state["asked"]["UploadFile"] >= 1


@pytest.mark.faults
def test_at_every_moment_of_the_taking_all_of_it_is_there_or_nothing(training_data: Path, tmp_path: Path) -> None:
    with open_app(training_data, training=True) as app:
        code = app.online.waiting()[0].filed.code
        place = Place(folders(training_data, training=True), TrainingSecrets(folders(training_data, training=True)))
        with every_moment(place, tmp_path / "moments") as moments:
            app.online.take(code)
    taken: list[int] = []
    for moment in some(moments):
        store = moment.opened()
        with store.reading() as tx:
            found = dossiers.with_codes(tx, [code])
            assert len(found) <= 1
            for one in found:
                assert len(papers.of_dossier(tx, one.id)) == 2
                assert len(online.checks(tx, one.id)) == 1
                assert online.filed_at(tx, one.id)
        taken.append(len(found))
        store.close()
    assert taken == sorted(taken) and set(taken) == {0, 1}
