"""What opens the province's doors is in no log, no error and no list of the queue, whatever goes wrong on the way."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from desktop.app import open_app
from desktop.model.states import StepState
from desktop.sync.account import Account
from desktop.training.station import PIN
from tests.conftest import ExpectedLog
from tests.workflow.test_agency_signature import OFFICIAL, confirmed, ids, sign

FAULTS = ("*:expired:2", "*:401:3", "*:500:1", "*:portal:1", "*:junk:1", "*:wrong-id:1", "*:closed:1", "GetToken:400:1")


@pytest.mark.slow
def test_no_token_and_no_secret_is_told(
    training_data: Path, expect_log: ExpectedLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    expect_log("was given up")
    held, told = {PIN}, ""

    def kept(token: str) -> str:
        held.add(token)
        return token

    log = logging.getLogger("desktop")
    before = list(log.handlers)
    with open_app(training_data, training=True) as app:
        assert app.station
        dossier = confirmed(app)
        sign(app, ids(app, dossier), OFFICIAL)
        account = app.gateway().account
        assert isinstance(account, Account)
        give = account.token
        monkeypatch.setattr(account, "token", lambda: kept(give()))
        held.add(account._secret)
        for fault in FAULTS:
            # With a token in hand, so that the trouble comes to what is asked with it.
            app.station.province.clear_faults()
            account.token()
            app.station.province.fault(fault)
            app.sending.run_until_idle()
            for row in app.sending.steps():
                told += f"{row.step.last_error} {row.step.payload} {row.step.result}\n"
                if row.step.state in {StepState.WAITING, StepState.FAILED}:
                    app.sending.retry(row.step.id)
            told += app.sending.overview().line
        written = "".join(file.read_text("utf-8") for file in app.place.logs.glob("*.log*"))
    for handler in [one for one in log.handlers if one not in before]:
        log.removeHandler(handler)
        handler.close()
    assert "waits" in written
    assert len(held) > 2
    for secret in held:
        assert secret not in written
        assert secret not in told
