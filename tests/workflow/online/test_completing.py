"""What came in online and is the wrong paper is set aside for the paper itself; the file that came is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.app import App, open_app
from desktop.model.states import DigitisationState, SigningState, SyncState
from desktop.store import contents, papers
from desktop.workflow.errors import NothingToSendBack, NotSentYet
from tests.workflow.test_agency_signature import OFFICIAL, confirm, ids, sign
from tests.workflow.test_delivery import at_province


@pytest.fixture
def app(training_data: Path) -> Iterator[App]:
    with open_app(training_data, training=True) as app:
        yield app


def test_the_wrong_paper_is_set_aside_and_the_right_one_goes_in_its_place(app: App) -> None:
    code = app.online.waiting()[0].filed.code
    taken = app.online.take(code)
    form, card = ids(app, taken)
    came = app.papers.get(form)
    new = app.redigitising.send_back(form, "nhầm giấy tờ")
    assert (new.digitisation, new.signing) == (DigitisationState.EMPTY, SigningState.UNSIGNED)
    (back,) = app.redigitising.open_of(taken.id)
    assert back.reason == "nhầm giấy tờ"
    for paper_id in (new.id, card):
        confirm(app, paper_id)
    app.intake.close(taken.id)
    sign(app, [new.id, card], OFFICIAL)
    with pytest.raises(NotSentYet):
        app.redigitising.send_back(new.id, "nữa")
    app.sending.run_until_idle()
    there = at_province(app, app.dossiers.get(taken.id))
    now = app.papers.get(new.id)
    assert now.sync is SyncState.CONFIRMED
    assert came.pdf_sha256 not in {one["sha256"] for one in there["papers"]}
    assert now.pdf_sha256 in {one["sha256"] for one in there["papers"]}
    with app._store.reading() as tx:
        assert contents.fetch(tx, papers.get(tx, form).pdf_sha256)[:5] == b"%PDF-"


def test_what_is_not_signed_needs_no_setting_aside(app: App) -> None:
    taken = app.online.take(app.online.waiting()[1].filed.code)
    with pytest.raises(NothingToSendBack):
        app.redigitising.send_back(ids(app, taken)[0], "nhầm")
