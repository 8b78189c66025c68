"""The demonstration's way to the province: it waits where the line does, and tells what will never arrive."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app import open_app
from desktop.cli.demo import send_all
from desktop.cli.demo_stuck import DemoStuck
from desktop.model.states import StepState, SyncState
from tests.conftest import ExpectedLog
from tests.workflow.test_agency_signature import OFFICIAL, confirmed, ids, sign

pytestmark = pytest.mark.slow


def silent(_: str) -> None:
    """Nobody listens."""


def test_a_step_that_the_line_puts_off_is_waited_for(training_data: Path) -> None:
    with open_app(training_data, training=True) as app:
        assert app.station
        dossier = confirmed(app)
        sign(app, ids(app, dossier), OFFICIAL)
        app.station.province.fault("*:503:1")
        send_all(app, silent)
        assert {row.paper.sync for row in app.checklist.rows(dossier.id)} == {SyncState.CONFIRMED}
        assert {state for state, count in app.sending.overview().steps.items() if count} == {StepState.DONE}


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
