"""`kill -9` from scanning a result to handing it over: no page is lost, nothing is handed over or arrives twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.app import open_app
from desktop.model.dossier import PaperKind
from desktop.model.states import DeliveryState, DossierState, SyncState
from desktop.store import handing
from desktop.store.tables import audit
from desktop.training.province.sandbox import SandboxProvince
from tests.faults.test_kill import run_to_the_end, run_until

WORDS = ("placed", "page", "confirmed", "signing", "handing", "handed", "step", "step")
SHORT = {"handing", "handed", "step", "signing"}
"""What follows these words takes little time."""


@pytest.mark.slow
@pytest.mark.faults
def test_killed_from_scanner_to_hand_it_is_handed_over_once(training_data: Path) -> None:
    chance = random.Random(11)
    said: list[str] = []
    for word in WORDS:
        delay_s = chance.uniform(0, 0.02 if word in SHORT else 0.35)
        said += run_until(training_data, word, delay_s, "result_job")
    run_to_the_end(training_data, "result_job")
    committed = {line.split()[1] for line in said if line.startswith("page ")}
    with open_app(training_data, training=True) as app:
        dossier = app.dossiers.last_open()
        assert dossier
        rows = app.checklist.rows(dossier.id)
        results = [row.paper for row in rows if row.paper.kind is PaperKind.RESULT]
        pages = {str(page.id) for row in rows for page in app.papers.pages(row.paper.id)}
        with app._store.reading() as tx:
            handed = handing.of_dossiers(tx, [dossier.id])[dossier.id]
            delivered = tx.execute(select(audit.c.item).where(audit.c.what == "result delivered")).scalars().all()
        assert len(app.dossiers.latest()) == 1
    assert committed <= pages
    assert (len(results), dossier.state) == (1, DossierState.RETURNED)
    assert all(row.paper.sync is SyncState.CONFIRMED for row in rows)
    assert results[0].delivery is DeliveryState.DELIVERED
    assert [one.paper_id for one in handed] == [results[0].id]
    assert delivered == [str(results[0].id)]
    with SandboxProvince(training_data / "province") as province:
        state = province.state()
    (there,) = state["dossiers"]
    assert (there["code"], there["status"], len(state["codes_given"])) == (dossier.code, 10, 1)
    assert sorted(paper["sha256"] for paper in there["papers"]) == sorted(row.paper.pdf_sha256 for row in rows)
    assert not any(paper["facts"]["hidden"] for paper in there["papers"])
