"""Proofs are added in the background, before sending, never after; nothing that fails there holds anything up."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.app import open_app
from desktop.model.data import as_data
from desktop.model.outbox import canonical_sha256
from desktop.model.signature import SignatureRole
from desktop.model.states import DossierState, SyncState
from desktop.signing.verify import Word, verify_pdf
from desktop.store import dossiers, outbox, signatures
from desktop.store.file import Store
from desktop.sync.gateway import ProvinceGateway
from desktop.workflow.errors import NoProvince
from desktop.workflow.extending import ODD_RESTS, TSA_RESTS, Extending
from desktop.workflow.sending import Sending

from .extend_job import POINTS
from .test_batch import Counter, authority, counter, sign

__all__ = ["authority", "counter"]
ROOT = Path(__file__).parents[2]
WAIT_S = 120


def _close(counter: Counter) -> None:
    with counter.store.writing() as tx:
        dossiers.set_state(tx, counter.dossier_id, DossierState.CLOSED)


def _levels(counter: Counter) -> list[str]:
    with counter.store.reading() as tx:
        return [one.level for paper_id in counter.papers for one in signatures.of_paper(tx, paper_id)]


def _unreachable() -> ProvinceGateway:
    raise NoProvince()


def _rounds(counter: Counter, extending: Extending, until: Callable[[], bool]) -> None:
    """Let the real sending thread work until something is so."""
    over = threading.Event()

    def look() -> None:
        if until():
            over.set()

    sending = Sending(
        counter.store,
        counter.clock,
        _unreachable,
        "mau",
        extend=extending.extend,
        alongside=[extending.extend_all, look],
    )
    sending.start()
    try:
        assert over.wait(WAIT_S)
    finally:
        sending.stop()


def test_the_product_has_it_done_in_the_background(training_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[bool] = []
    with open_app(training_data, training=True) as app:
        monkeypatch.setattr(app.extending, "extend_all", lambda: done.append(True))
        app.sending._work_alongside()
    assert done


def test_signed_papers_get_their_proofs_though_the_province_is_out_of_reach(counter: Counter) -> None:
    counter.authority.faults["tsa"] = "down"
    signing = counter.signing()
    sign(signing, counter.papers)
    assert _levels(counter) == ["B-B"] * 3
    counter.authority.faults.clear()
    extending = counter.extending(signing)
    _rounds(counter, extending, lambda: not extending.waiting())
    assert _levels(counter) == ["B-LTA"] * 3


def test_a_dead_authority_is_asked_once_and_then_left_alone(counter: Counter) -> None:
    counter.authority.faults["tsa"] = "down"
    signing = counter.signing()
    assert all(one.ok for one in sign(signing, counter.papers))
    before = [counter.paper(one).pdf_sha256 for one in counter.papers]
    extending = counter.extending(signing)
    counter.authority.asked.clear()
    assert extending.extend_all() == 0
    assert counter.authority.asked.count("/tsa") == 1
    assert extending.extend_all() == 0
    assert not any(extending.extend(one) for one in counter.papers)
    assert counter.authority.asked.count("/tsa") == 1
    assert [counter.paper(one).pdf_sha256 for one in counter.papers] == before
    counter.authority.faults.clear()
    counter.clock.forward(TSA_RESTS)
    assert extending.extend_all() == 3


def test_without_a_time_authority_nothing_is_asked(counter: Counter) -> None:
    signing = counter.signing(tsa_address="")
    sign(signing, counter.papers)
    counter.authority.asked.clear()
    assert counter.extending(signing, tsa_address="").extend_all() == 0
    assert counter.authority.asked == []


def test_an_odd_paper_is_passed_over_and_holds_no_other_up(counter: Counter) -> None:
    counter.authority.faults["tsa"] = "down"
    counter.authority.faults["ocsp"] = counter.authority.faults["crl"] = "down"
    signing = counter.signing()
    sign(signing, counter.papers[:1])
    counter.authority.faults.clear()
    counter.authority.revoked[counter.official.serial_number] = counter.clock.now() - timedelta(hours=1)
    extending = counter.extending(signing)
    assert extending.extend_all() == 0
    asked = len(counter.authority.asked)
    assert extending.extend_all() == 0
    assert len(counter.authority.asked) == asked
    counter.clock.forward(ODD_RESTS / 12)
    assert [paper.id for paper in extending.revoked()] == counter.papers[:1]


def test_the_agency_signs_what_was_extended_and_that_is_extended_again(counter: Counter) -> None:
    signing = counter.signing()
    sign(signing, counter.papers[:1])
    extending = counter.extending(signing)
    assert extending.extend_all() == 1
    (outcome,) = sign(signing, counter.papers[:1], SignatureRole.AGENCY)
    assert outcome.ok
    assert extending.extend_all() == 1
    verdict = verify_pdf(counter.pdf(counter.papers[0]), counter.authority.trusted)
    assert verdict.word is Word.VALID
    assert [one.time_source for one in verdict.signatures] == ["tsa", "tsa"]
    assert _levels(counter) == ["B-LTA", "B-LTA"]


def test_proofs_added_while_the_agency_signs_are_not_lost(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    signing = counter.signing()
    sign(signing, counter.papers[:1])
    extending, sign_file = counter.extending(signing), signing._sign_file

    def slowly(*given: Any) -> Any:
        signed = sign_file(*given)
        extending.extend(counter.papers[0])
        return signed

    monkeypatch.setattr(signing, "_sign_file", slowly)
    (outcome,) = sign(signing, counter.papers[:1], SignatureRole.AGENCY)
    assert outcome.ok
    assert _levels(counter) == ["B-LTA", "B-T"]
    verdict = verify_pdf(counter.pdf(counter.papers[0]), counter.authority.trusted)
    assert (verdict.word, len(verdict.signatures)) == (Word.VALID, 2)
    assert counter.pdf(counter.papers[0]).count(b"/DocTimeStamp") == 1


def test_a_file_whose_first_slice_has_left_never_changes(counter: Counter) -> None:
    """A slice that gives way counts no attempt, yet part of the file is at the province under its old hash."""
    _close(counter)
    counter.authority.faults["tsa"] = "down"
    signing = counter.signing()
    sign(signing, counter.papers)
    counter.authority.faults.clear()
    with counter.store.reading() as tx:
        step = next(one for one in outbox.steps(tx) if one.paper_id == counter.papers[0])
    box = outbox.Outbox(counter.store)
    box.begin(step.id)
    box.remember(step.id, {"upload": "u1", "offset": 1000})
    box.give_way(step.id, 1000)
    before = counter.paper(counter.papers[0])
    assert before.sync is SyncState.QUEUED
    assert not counter.extending(signing).extend(before.id)
    assert counter.paper(before.id).pdf_sha256 == before.pdf_sha256


@pytest.mark.slow
@pytest.mark.faults
def test_killed_at_every_step_the_paper_is_the_old_one_or_the_new_one(counter: Counter) -> None:
    _close(counter)
    counter.authority.faults["tsa"] = "down"
    sign(counter.signing(), counter.papers)
    counter.authority.faults.clear()
    before = counter.paper(counter.papers[0]).pdf_sha256
    given = {
        "secrets": counter.secrets.kept,
        "roots": counter.settings.trust_roots[0],
        "data": str(counter.place.data),
        "tsa": counter.settings.tsa_address,
        "now": counter.clock.now().isoformat(),
        "paper": str(counter.papers[0]),
    }
    for point in (*POINTS, ""):
        counter.store.close()
        words = [sys.executable, "-m", "tests.signing.extend_job"]
        asked = json.dumps({**given, "point": point})
        job = subprocess.run(words, input=asked, text=True, cwd=ROOT, capture_output=True, timeout=WAIT_S)
        assert job.returncode == (-signal.SIGKILL if point else 0), (point, job.stderr)
        counter.store = Store(counter.place, counter.secrets, training=False)
        now = counter.paper(counter.papers[0]).pdf_sha256
        assert (now == before) is bool(point)
        assert verify_pdf(counter.pdf(counter.papers[0]), counter.authority.trusted).word is not Word.INVALID
        with counter.store.reading() as tx:
            chain = outbox.steps(tx, dossier_id=counter.dossier_id)
        assert all(step.payload_sha256 == canonical_sha256(step.payload) for step in chain)
        naming = [step for step in chain if now in json.dumps(as_data(step.payload))]
        assert len(naming) == 2
