"""The window comes first: what is opened comes behind it, what is typed meanwhile is kept, trouble is told in it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from desktop.app import App, open_app
from desktop.machine.settings import Settings
from desktop.store.errors import MixedData
from desktop.ui import window as front_door
from desktop.ui.acts.table import Act
from desktop.ui.controllers.today import TodayPage
from desktop.ui.main_window import MainWindow
from desktop.ui.operations import wait_for_all
from desktop.ui.page import Where
from desktop.ui.starting import Starting
from desktop.ui.wanted import Wanted
from tests.ui.conftest import Clerk
from tests.ui.living import LOOK_EVERY_MS, shut

pytestmark = [pytest.mark.slow, pytest.mark.window]

CTRL = Qt.KeyboardModifier.ControlModifier


class Start(Clerk):
    """A window on the screen whose store is opened when it is let."""

    def __init__(self, data: Path) -> None:
        super().__init__(MainWindow(Settings(), training=True))
        self.happened: list[str] = []
        self._data = data
        self._let = threading.Event()
        self.window.painted.connect(lambda: self.happened.append("painted"))
        self.starting = Starting(self.window, self._open)
        self.window.show()
        self.window.activateWindow()
        self.until(lambda: self.happened[-1:] == ["opening"] and self.window.isActiveWindow(), "the frame")

    def _open(self) -> App:
        self.happened.append("opening")
        assert self._let.wait(120)
        app = open_app(self._data, training=True)
        app.first_run.leave()
        return app

    def let(self) -> None:
        self._let.set()
        self.until(lambda: self.window.lives, "the window alive")

    def end(self) -> None:
        self._let.set()
        shut(self.window)
        assert wait_for_all()
        if self.starting.app:
            self.starting.app.close()


@pytest.fixture
def start(application: QApplication, training_data: Path) -> Iterator[Start]:
    made = Start(training_data)
    yield made
    made.end()


def test_the_frame_is_on_the_screen_before_the_store_is_opened(start: Start) -> None:
    view = start.window.view
    assert start.happened == ["painted", "opening"]
    assert not start.window.lives
    assert view.heading.text() == "Hôm nay"
    assert view.nav[Where.TODAY].isChecked()
    start.until(lambda: view.doing.isVisible(), "what is being done")
    assert view.doing.words.text() == "Đang mở kho dữ liệu…"
    start.let()
    start.until(lambda: start.window.shown is start.window.page(Where.TODAY) and not view.doing.isVisible(), "today")


def test_what_is_typed_before_it_lives_arrives(start: Start) -> None:
    start.press(Qt.Key.Key_K, CTRL)
    start.type("Nguyễn")
    assert start.window.view.search.text() == ""
    start.let()
    start.until(lambda: start.window.view.search.text() == "Nguyễn", "what was looked for")
    assert start.window.shown is start.window.page(Where.FIND)


def test_a_screen_that_is_asked_for_before_it_lives_comes_up(start: Start) -> None:
    start.turn_to(Where.REPORT)
    start.let()
    start.until(lambda: start.window.shown is start.window.page(Where.REPORT), "the report")


def test_a_job_on_the_rail_that_is_clicked_before_it_lives_comes_up(start: Start) -> None:
    start.window.view.nav[Where.QUEUE].click()
    assert start.window.view.heading.text() == "Hàng đợi"
    start.let()
    start.until(lambda: start.window.shown is start.window.page(Where.QUEUE), "the outbox")


def test_keys_do_nothing_on_a_page_that_nobody_has_seen(start: Start, monkeypatch) -> None:
    done: list[str] = []
    make = TodayPage.__init__

    def watched(page: TodayPage, app: App) -> None:
        make(page, app)
        page.acts[Act.CONFIRM] = lambda: done.append("opened")

    monkeypatch.setattr(TodayPage, "__init__", watched)
    start.press(Qt.Key.Key_Return)
    start.let()
    start.until(lambda: start.window.lights.watching, "the window at work")
    assert done == []
    start.window.show_screen(Where.TODAY)
    start.press(Qt.Key.Key_Return)
    start.until(lambda: done == ["opened"], "a key on a page that is seen")


def run_and(look: Callable[[MainWindow], object], data: Path) -> int:
    """Run the front door on a training folder, and look at its window again and again; gives the exit status."""
    timer = QTimer()

    def each() -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, MainWindow) and widget.isVisible():
                look(widget)

    timer.timeout.connect(each)
    timer.start(LOOK_EVERY_MS)
    try:
        return front_door.run_window(data, training=True)
    finally:
        timer.stop()


def test_a_store_that_cannot_be_opened_is_told_in_the_same_window(
    application: QApplication, training_data: Path
) -> None:
    said: set[str] = set()

    def leave(window: MainWindow) -> None:
        if window.view.rail.isEnabled():
            return
        said.update(label.text() for label in window.view.ground.findChildren(QLabel) if label.isVisible())
        Clerk(window).press(Qt.Key.Key_Escape)

    # Data of real work in a folder of training.
    training_data.mkdir(exist_ok=True)
    (training_data / "quayso.db").touch()
    mixed = MixedData(str(training_data))
    assert run_and(leave, training_data) == mixed.exit_status
    assert {mixed.message, mixed.what_to_do} <= said


def test_a_window_that_is_closed_while_it_is_opened_leaves_nothing_behind(
    application: QApplication, training_data: Path, monkeypatch
) -> None:
    opening, closed = threading.Event(), threading.Event()
    opened: list[App] = []

    def open_late(wanted: Wanted, clock: object) -> App:
        opening.set()
        assert closed.wait(120)
        opened.append(open_app(wanted.data, training=wanted.training))
        return opened[0]

    def close(window: MainWindow) -> None:
        if opening.is_set():
            assert window.close()
            closed.set()

    monkeypatch.setattr(front_door, "open_services", open_late)
    assert run_and(close, training_data) == 0
    # On a slow PC it is given up waiting for; it ends by itself.
    assert wait_for_all(600_000)
    assert len(opened) == 1
    # Its folder is free again.
    with open_app(training_data, training=True):
        pass
