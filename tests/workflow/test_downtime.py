"""While the province's systems rest as planned nothing is asked of them; afterwards all goes by itself (R54)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.app import App, open_app
from desktop.machine.clock import SteppingClock, SystemClock
from desktop.machine.downtime import Downtime
from desktop.machine.settings_file import FILE_NAME
from desktop.model.states import SyncState
from tests.workflow.test_agency_signature import OFFICIAL, confirmed, ids, sign

BEFORE, LASTS = timedelta(days=5), timedelta(hours=12)


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(SystemClock().now().replace(second=0, microsecond=0))


@pytest.fixture
def announced(training_data: Path, clock: SteppingClock) -> Callable[[], App]:
    """The training counter, to which a downtime was announced that begins in five days."""

    def opened() -> App:
        first = clock.now() + BEFORE
        training_data.mkdir(exist_ok=True)
        planned = Downtime(first=first, last=first + LASTS, why="nâng cấp")
        (training_data / FILE_NAME).write_text(f'province_downtime = ["{planned}"]\n', "utf-8")
        return open_app(training_data, training=True, clock=clock)

    return opened


def asked(app: App) -> int:
    assert app.station
    return sum(app.station.province.state()["asked"].values())


def test_it_is_announced_then_nothing_is_sent_then_all_goes(announced: Callable[[], App], clock: SteppingClock) -> None:
    with announced() as app:
        dossier = confirmed(app)
        sign(app, ids(app, dossier), OFFICIAL)
        assert app.sending.announced.startswith("Tỉnh sẽ ngừng hệ thống từ ")
        assert app.sending.line().ok
        assert app.sending.line().sentence.endswith(app.sending.announced)

        clock.forward(BEFORE)
        before = asked(app)
        assert app.sending.run_until_idle() == 0
        line = app.sending.line()
        assert not line.ok
        assert line.sentence == app.sending.held_up == app.sending.announced
        assert "theo kế hoạch" in line.sentence
        assert line.advice
        assert asked(app) == before
        assert app.sending.waiting() == len(ids(app, dossier))

        clock.forward(LASTS)
        assert app.sending.run_until_idle() > 0
        assert (app.sending.held_up, app.sending.announced) == ("", "")
        assert {row.paper.sync for row in app.checklist.rows(dossier.id)} == {SyncState.CONFIRMED}
