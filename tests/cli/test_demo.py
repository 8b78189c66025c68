"""The demonstration's own folder; its way to the province: it waits where the line does, and tells what never arrives.

That it is believed by others and calls nobody: `tests/egress/test_egress.py`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from desktop.app import open_app
from desktop.cli import training
from desktop.cli.demo import send_all
from desktop.cli.demo_stuck import DemoStuck
from desktop.cli.main import run
from desktop.model.states import StepState, SyncState
from tests.conftest import ExpectedLog
from tests.workflow.test_agency_signature import OFFICIAL, confirmed, ids, sign


def silent(_: str) -> None:
    """Nobody listens."""


@pytest.mark.parametrize("fails", [False, True])
def test_without_a_folder_of_its_own_it_leaves_only_the_signed_papers(tmp_path: Path, monkeypatch, fails: bool) -> None:
    worked_in: list[Path] = []

    def do(data: Path, out: Path, *_: object, **__: object) -> dict[str, object]:
        data.mkdir()
        worked_in.append(data)
        if fails:
            raise DemoStuck("đọc chữ")
        lists: dict[str, list[str]] = {name: [] for name in ("papers", "checked_by", "not_checked_by", "doubts")}
        return {"dossier": "1", "sheets": 0, "book": None, "folder": str(out), "verified": True, **lists}

    monkeypatch.setattr(training, "run_demo", do)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert (run(["demo", "--out", str(tmp_path / "signed")]) == 0) is not fails
    assert worked_in
    assert worked_in[0].is_relative_to(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} <= {"signed"}


@pytest.mark.slow
def test_a_step_that_the_line_puts_off_is_waited_for(training_data: Path) -> None:
    with open_app(training_data, training=True) as app:
        assert app.station
        dossier = confirmed(app)
        sign(app, ids(app, dossier), OFFICIAL)
        app.station.province.fault("*:503:1")
        send_all(app, silent)
        assert {row.paper.sync for row in app.checklist.rows(dossier.id)} == {SyncState.CONFIRMED}
        assert {state for state, count in app.sending.overview().steps.items() if count} == {StepState.DONE}


@pytest.mark.slow
def test_what_the_province_refuses_is_told_at_once(training_data: Path, expect_log: ExpectedLog) -> None:
    expect_log("was given up")
    with open_app(training_data, training=True) as app:
        assert app.station
        dossier = confirmed(app)
        sign(app, ids(app, dossier), OFFICIAL)
        app.station.province.fault("UploadFile:400:9")
        with pytest.raises(DemoStuck) as stuck:
            send_all(app, silent)
        assert "gửi về tỉnh" in stuck.value.message
        assert stuck.value.cause == app.sending.failed()[0].step.last_error
