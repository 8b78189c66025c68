"""A training counter that certifies copies, and originals that lie in its feeder."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from desktop.app import App, open_app
from desktop.machine.settings_file import FILE_NAME
from desktop.workflow.copies.originals import Original

BOTH_SIGN = 'agency_signs = true\nofficer_roles = ["van_thu"]\nunit_place = "Mẫu"\n'
QUIET_S = 240.0


@pytest.fixture
def counter(training_data: Path) -> Iterator[App]:
    training_data.mkdir(exist_ok=True)
    (training_data / FILE_NAME).write_text(BOTH_SIGN, "utf-8")
    with open_app(training_data, training=True) as app:
        yield app


def scanned(app: App) -> Original:
    """An original through the training scanner, read to its end."""
    place: UUID = app.originals.place().id
    app.capture.scan(place, lambda _: None, threading.Event())
    assert app.capture.wait_until_quiet(QUIET_S)
    return app.originals.look(place)


@pytest.fixture
def lay(counter: App, put: Callable[..., object]) -> Callable[..., Original]:
    """Lay pages into a place as the scanner would, looked at."""

    def lay(*images: bytes) -> Original:
        place = counter.originals.place()
        put(place.id, *images, work=True)
        return counter.originals.look(place.id)

    return lay


@pytest.fixture
def app(counter: App) -> App:
    return counter
