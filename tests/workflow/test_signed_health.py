"""What is signed and cannot be relied on is told by the doctor, in words, with what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.app import App
from desktop.cli.main import run
from desktop.model.dossier import Dossier
from desktop.model.states import SyncState
from desktop.store import papers, signatures
from desktop.store.tables import audit as audit_table
from desktop.workflow.errors import NoteMissing
from desktop.workflow.extending import Extending
from desktop.workflow.health import Check, Health

NOW = datetime.now(UTC)
Row = Callable[[int], UUID]


@pytest.fixture
def signed(app: App) -> Callable[..., None]:
    """Note that a paper was signed, so long ago, with a certificate of this standing."""

    def note(paper_id: UUID, *, days: float = 9, standing: str = "unchecked", time_source: str = "clock") -> None:
        with app._store.writing() as tx:
            made = signatures.Signature(
                paper_id=paper_id,
                role="official",
                signer="Nguyễn Thị Mẫu",
                certificate_sha256="0" * 64,
                level="B-B",
                time_source=time_source,
                signed_at=NOW - timedelta(days=days),
                pdf_sha256="0" * 64,
                revocation=standing,
            )
            signatures.add(tx, made)

    return note


def look(app: App, **changes: Any) -> Check:
    """With these settings."""
    settings = replace(app.settings, **changes)
    extending = Extending(app._store, app.clock, settings, app.signing.authorities)
    parts = (app.capture, app.signing, app.sending, app.place, app._secrets, app.keeping)
    return Health(*parts, extending, app.clock).signed()


def move(app: App, paper_id: UUID, *states: SyncState) -> None:
    with app._store.writing() as tx:
        for state in states:
            papers.change(tx, paper_id, sync=state)


def test_nothing_to_tell(app: App, dossier: Dossier, row: Row, signed: Callable[..., None]) -> None:
    assert app.health.signed().ok
    signed(row(0), days=2)
    signed(row(1), days=30, time_source="tsa", standing="good")
    assert app.health.signed().ok


def test_time_unproven_for_too_long(app: App, dossier: Dossier, row: Row, signed: Callable[..., None]) -> None:
    signed(row(0))
    found = look(app)
    assert not found.ok
    assert app.papers.get(row(0)).name in found.sentence
    assert "1 giấy tờ" in found.sentence
    # Training has no time stamp authority; an office that has one need only see to the line.
    assert "tsa_address" in found.advice
    assert "đường truyền" in look(app, tsa_address="http://tsa.invalid").advice


def test_what_has_left_can_no_longer_be_helped(
    app: App, dossier: Dossier, row: Row, signed: Callable[..., None]
) -> None:
    signed(row(0))
    move(app, row(0), SyncState.QUEUED, SyncState.SENDING)
    assert app.extending.overdue() == []
    assert app.health.signed().ok


def test_a_revoked_certificate_comes_first_and_also_when_sent(
    app: App, dossier: Dossier, row: Row, signed: Callable[..., None]
) -> None:
    signed(row(0))
    signed(row(1), days=1, standing="revoked")
    found = app.health.signed()
    assert not found.ok
    assert "thu hồi" in found.sentence
    assert app.papers.get(row(1)).name in found.sentence
    assert "Báo tỉnh" not in found.advice
    move(app, row(1), SyncState.QUEUED, SyncState.SENDING)
    assert "Báo tỉnh" in app.health.signed().advice


def test_what_was_noted_is_told_no_more_until_something_new_is_found(
    app: App, dossier: Dossier, row: Row, signed: Callable[..., None]
) -> None:
    signed(row(0), standing="revoked")
    told = app.health.signed()
    assert told.to_note == (row(0),)
    with pytest.raises(NoteMissing):
        app.extending.take_note(told.to_note, "  ")
    signed(row(1), standing="revoked", days=1)
    app.extending.take_note(told.to_note, "Đã báo người phụ trách")
    found = app.health.signed()
    assert (found.ok, found.to_note) == (False, (row(1),))
    app.extending.take_note(found.to_note, "Lập lại giấy tờ")
    assert app.health.signed().ok
    # The agency's certificate on a paper that was noted for the official's is something new.
    signed(row(0), standing="revoked_later", time_source="tsa")
    assert app.health.signed().to_note == (row(0),)
    with app._store.reading() as tx:
        rows = tx.execute(select(audit_table)).mappings().all()
    notes = {r["item"]: r["outcome"] for r in rows if r["what"] == "revoked certificate noted"}
    assert notes == {str(row(0)): "Đã báo người phụ trách", str(row(1)): "Lập lại giấy tờ"}


def test_many_papers_are_counted_and_a_few_named(
    app: App, dossier: Dossier, row: Row, signed: Callable[..., None]
) -> None:
    many = [paper.paper.id for paper in app.checklist.rows(dossier.id)]
    for paper_id in many:
        signed(paper_id, standing="revoked_later")
    sentence = app.health.signed().sentence
    assert f"{len(many)} giấy tờ" in sentence
    assert sentence.count("«") == min(3, len(many))
    assert sentence.endswith("…." if len(many) > 3 else "».")


def test_the_doctor_tells(
    app: App,
    dossier: Dossier,
    row: Row,
    signed: Callable[..., None],
    training_data: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    signed(row(0), standing="revoked")
    app.close()
    status = run(["doctor", "--training", "--data", str(training_data), "--json"])
    found = json.loads(capsys.readouterr().out.strip().splitlines()[-1])["checks"]
    (told,) = [check for check in found if check["name"] == "Giấy tờ đã ký"]
    assert status == 3
    assert told["state"] == "trouble"
    assert "thu hồi" in told["sentence"]
    assert "ký bằng chứng thư còn hiệu lực" in told["what_to_do"]
