"""A real window on a real (virtual) display, driven by keys alone."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import App, open_app
from desktop.model.owner import party_from_qr
from desktop.training.people import person
from desktop.ui.main_window import MainWindow
from desktop.ui.page import Where
from desktop.ui.screens import SCREENS
from desktop.ui.window import make_application, open_window
from desktop.workflow.reading import PaperRead
from tests.ui.living import let_go, live_until, shut

READING_S = 0.04


class Clerk:
    """Presses keys and waits until the window has answered."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.window

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus(), key, modifier)

    def turn_to(self, where: Where) -> None:
        """Press the key of a screen."""
        key = next(screen.key for screen in SCREENS if screen.where is where)
        QTest.keySequence(self.focus(), QKeySequence(key))

    def type(self, text: str) -> None:
        """Letters beyond ASCII come as a keyboard reader or an input method sends them."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focus(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def until(self, holds: Callable[[], object], what: str, seconds: float = 120) -> None:
        live_until(holds, what, seconds)


@pytest.fixture(scope="session")
def application() -> QApplication:
    return make_application()


@pytest.fixture(autouse=True)
def _closed_windows_go() -> Iterator[None]:
    yield
    let_go()


@pytest.fixture
def until(application: QApplication) -> Callable[[Callable[[], object]], None]:
    """Let the window live until something holds."""
    return live_until


@pytest.fixture
def training_app(training_data: Path) -> Iterator[App]:
    app = open_app(training_data, training=True)
    app.first_run.leave()
    yield app
    app.close()


@pytest.fixture
def clerk(request: pytest.FixtureRequest, application: QApplication, training_app: App) -> Iterator[Clerk]:
    alone = "PYTEST_XDIST_WORKER" not in os.environ or request.node.nodeid.endswith("@window")
    assert alone, "another window on this display would take the keys"
    window = open_window(training_app)
    clerk = Clerk(window)
    clerk.until(lambda: window.shown is window.page(Where.TODAY) and window.isActiveWindow(), "the window")
    yield clerk
    shut(window)


@pytest.fixture(scope="module")
def opened() -> Iterator[list[MainWindow]]:
    """The window that a module's tests share, once it is open."""
    windows: list[MainWindow] = []
    yield windows
    for window in windows:
        shut(window)
        window.app.close()


@pytest.fixture
def counter(
    opened: list[MainWindow],
    request: pytest.FixtureRequest,
    application: QApplication,
    tmp_path_factory: pytest.TempPathFactory,
) -> Clerk:
    """A clerk at the window that the tests of a module share: opening one for each takes longer than the tests."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ or request.node.nodeid.endswith("@window")
    assert alone, "another window on this display would take the keys"
    if not opened:
        app = open_app(tmp_path_factory.mktemp("counter") / "training", training=True)
        app.first_run.leave()
        opened.append(open_window(app))
    (window,) = opened
    window.view.search.clear()
    window.view.message.hide()
    window.show_screen(Where.TODAY)
    window.activateWindow()
    clerk = Clerk(window)
    clerk.until(lambda: window.shown is window.page(Where.TODAY) and window.isActiveWindow(), "the window")
    clerk.until(lambda: window.lights.watching, "the window at work")
    window.show_screen(Where.TODAY)
    return clerk


@pytest.fixture(scope="session")
def pictures() -> list:
    from tests.ui.desk import PAGES, drawn

    return [drawn(number) for number in range(sum(PAGES))]


@pytest.fixture
def desk(clerk: Clerk, pictures, monkeypatch) -> Callable[..., Any]:
    """Opens a new dossier with pages that are read; with other numbers of pages a paper, where they are given."""
    from tests.ui.desk import PAGES, Desk, as_shown, proposed, put

    window, app = clerk.window, clerk.window.app
    desk = Desk(clerk, [facts.clean_width + facts.clean_height for facts in (one.facts for _, one in pictures)])

    def read(seen):
        # A slow PC: between a key and what comes of it there is time for another key.
        threading.Event().wait(READING_S)
        return PaperRead(proposed(seen.paper.name), None)

    monkeypatch.setattr(app.reading, "read", read)
    confirm = app.confirming.confirm

    def watched(seen, details, **others):
        done = confirm(seen, details, **others)
        stored = app.papers.get(seen.paper.id).details
        desk.confirmed.append((seen.paper.name, as_shown(stored)))
        return done

    monkeypatch.setattr(app.confirming, "confirm", watched)

    def open_new(pages: tuple[int, ...] = PAGES) -> Desk:
        desk.confirmed.clear()
        desk.page_ids.clear()
        dossier = app.intake.start("1.001193", "TH1", party_from_qr(person("citizen 4").qr))
        desk.dossier = dossier
        numbers = iter(range(sum(pages)))
        for row, count in zip(app.checklist.rows(dossier.id), pages, strict=False):
            for _ in range(count):
                desk.page_ids.append(put(app, row.paper.id, next(numbers), pictures))
        window.show_dossier(dossier.id)
        clerk.until(lambda: window.dossier._dossier and window.dossier._dossier.id == dossier.id, "the dossier")
        desk.view.checklist.setFocus()
        return desk

    return open_new
