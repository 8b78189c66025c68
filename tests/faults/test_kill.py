"""`kill -9` of the whole process tree at many points of the job: nothing committed is lost, nothing arrives twice."""

from __future__ import annotations

import os
import random
import signal
import threading
from pathlib import Path

import psutil
import pytest

from desktop.app import open_app
from desktop.model.states import SyncState
from desktop.training.province.sandbox import SandboxProvince
from tests import forked

WORDS = (
    "open", "dossier", "page", "page", "scanned", "read", "confirmed", "confirmed", "closed", "signing", "signing",
    "signed", "step", "step", "step", "step", "step", "step", "step", "sent",
)  # fmt: skip
ROUNDS = 20


def kill_tree(pid: int) -> None:
    """The whole tree at once, as a power cut would."""
    try:
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for one in family:
        try:
            os.kill(one.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    psutil.wait_procs(family, timeout=20)


def run_until(data: Path, word: str, delay_s: float, what: str = "job") -> list[str]:
    """Run a job until it says a word, a moment longer, then kill it; gives all it said."""
    job = forked.job(what, str(data))
    said: list[str] = []
    assert job.stdout
    for line in job.stdout:
        said.append(line.strip())
        if line.split()[0] == word:
            threading.Event().wait(delay_s)
            break
    kill_tree(job.pid)
    job.communicate(timeout=30)
    return said


def run_to_the_end(data: Path, what: str = "job") -> None:
    """Run a job that nobody kills any more."""
    job = forked.job(what, str(data))
    _, complaints = job.communicate(timeout=800)
    assert job.returncode == 0, complaints[-2000:]


@pytest.mark.slow
@pytest.mark.faults
def test_killed_at_twenty_points_everything_arrives_exactly_once(training_data: Path) -> None:
    chance = random.Random(5)
    committed: set[str] = set()
    for round_ in range(ROUNDS):
        word = WORDS[round_ % len(WORDS)]
        said = run_until(training_data, word, chance.uniform(0, 0.02 if word in {"step", "signing"} else 0.35))
        committed |= {line.split()[1] for line in said if line.startswith("page ")}
    run_to_the_end(training_data)

    with open_app(training_data, training=True) as app:
        dossier = app.dossiers.last_open()
        assert dossier
        rows = app.checklist.rows(dossier.id)
        kept = {str(page.id) for row in rows for page in app.papers.pages(row.paper.id)}
        assert committed <= kept
        assert all(row.paper.sync is SyncState.CONFIRMED for row in rows)
        assert len(app.dossiers.latest()) == 1
        ours = sorted(row.paper.pdf_sha256 for row in rows)
    with SandboxProvince(training_data / "province") as province:
        state = province.state()
    assert len(state["dossiers"]) == 1
    assert state["dossiers"][0]["code"] == dossier.code
    assert sorted(paper["sha256"] for paper in state["dossiers"][0]["papers"]) == ours
    assert len(state["codes_given"]) == 1
