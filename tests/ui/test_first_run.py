"""The first run in the window, by the keyboard alone: it comes by itself once, and is left and taken up at any time."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from desktop.app import App, open_app
from desktop.machine.provision import Provision
from desktop.machine.settings import CLIENT_SECRET
from desktop.machine.settings_file import FILE_NAME, load_settings
from desktop.training.names import OFFICIAL
from desktop.training.station import UNIT
from desktop.ui import starting
from desktop.ui import window as front_door
from desktop.ui.acts.table import Act, key_of
from desktop.ui.controllers.setup import SetupPage
from desktop.ui.main_window import MainWindow
from desktop.ui.page import Where
from desktop.ui.wanted import Wanted
from desktop.ui.window import open_window
from desktop.workflow.setup.steps import StepName
from tests.new_counter import NewCounter, new_counter
from tests.ui.conftest import Clerk
from tests.ui.living import let_go

pytestmark = [pytest.mark.slow, pytest.mark.window]

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Official(Clerk):
    """Who sets the counter up: sees the page of the first run, and presses keys."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        page = window.page(Where.SETUP)
        assert isinstance(page, SetupPage)
        self.page = page

    def at(self, step: StepName, asked: str = "") -> None:
        """Wait until a step stands there with a question, or without one."""
        self.until(
            lambda: self.page.isVisible() and self.page.walk.at is step and self.asked == asked, f"{step} {asked}"
        )

    @property
    def asked(self) -> str:
        question = self.page.walk.question
        return question.ask.name if question else ""

    def enter(self, text: str = "") -> None:
        """Type an answer over what stands there, and press Enter."""
        if text:
            self.until(lambda: self.page.view.field.place.hasFocus(), "the field")
            self.press(Qt.Key.Key_A, CTRL)
            self.type(text)
        self.until(self.page.view.go_on.isEnabled, "Enter may be pressed")
        self.press(Qt.Key.Key_Return)

    def told(self, words: str) -> None:
        """Wait until this is said in the place of the step."""
        view = self.page.view
        self.until(lambda: view.told.isVisible() and words in view.sentence.text() and self.page._idle, words)

    def missing(self) -> list[tuple[str, str]]:
        """What the last page says is missing: the key that leads there, and what it is."""
        shown, grid = self.page.view, self.page.view._missing
        rows = range(grid.rowCount()) if shown.missing_head.isVisible() else ()
        cells = [[grid.itemAtPosition(row, column) for column in (0, 2)] for row in rows]
        labels = [[cell.widget() for cell in row if cell] for row in cells]
        words = [[label.text() for label in row if isinstance(label, QLabel)] for row in labels]
        return [(row[0], row[1]) for row in words if len(row) == 2]


class Windows:
    """Windows opened one after another; what they are opened on is closed with them."""

    def __init__(self) -> None:
        self._opened: list[tuple[MainWindow, App]] = []

    def open(self, app: App, first: Where | None = None) -> Official:
        window = open_window(app, first)
        self._opened.append((window, app))
        official = Official(window)
        official.until(lambda: window.isActiveWindow() and window.lights.watching, "the window at work")
        return official

    def close(self) -> None:
        while self._opened:
            window, app = self._opened.pop()
            window.close()
            app.close()
        let_go()


@pytest.fixture
def windows(request: pytest.FixtureRequest, application: QApplication) -> Iterator[Windows]:
    alone = "PYTEST_XDIST_WORKER" not in os.environ or request.node.nodeid.endswith("@window")
    assert alone, "another window on this display would take the keys"
    opened = Windows()
    yield opened
    opened.close()


@pytest.fixture
def counter(tmp_path, monkeypatch) -> Iterator[NewCounter]:
    with new_counter(tmp_path, monkeypatch) as made:
        yield made


def test_in_training_from_a_new_folder_to_the_practice_dossier(windows, training_data):
    official = windows.open(open_app(training_data, training=True))
    window, page = official.window, official.page
    official.at(StepName.SCANNER)
    official.told("Máy quét tập huấn")
    assert not page.view.picture.isVisible()
    official.press(Qt.Key.Key_F2)
    official.told("Đã quét được một tờ")
    official.until(page.view.picture.isVisible, "the sheet")
    for step, words in (
        (StepName.TOKEN, OFFICIAL),
        (StepName.PROVINCE, "tài khoản được nhận"),
        (StepName.COUNTER, UNIT),
    ):
        official.enter()
        official.at(step)
        official.told(words)
    official.enter()
    official.at(StepName.PRACTICE)
    official.told("Không còn gì thiếu")
    assert official.missing() == []
    official.enter()
    official.until(lambda: window.shown is window.page(Where.NEW) and window.new.owner.party, "the invented citizen")
    official.until(lambda: window.new.procedure.ready and window.new.view.procedure.words.hasFocus(), "the procedure")
    official.type("tinh trang hon nhan")
    official.until(window.new.view.start.isEnabled, "a procedure")
    official.press(Qt.Key.Key_Return)
    official.until(lambda: window.shown is window.dossier and window.dossier._rows, "the practice dossier")
    # The dossier is what shows that somebody has practised.
    official.turn_to(Where.HEALTH)
    official.until(lambda: window.shown is window.page(Where.HEALTH), "this PC")
    official.press(Qt.Key.Key_C, CTRL | SHIFT)
    official.at(StepName.PRACTICE)
    official.until(lambda: page.walk.steps and all(step.settled for step in page.walk.steps), "everything settled")


def test_esc_leaves_it_and_it_does_not_come_by_itself_again(windows, training_data):
    official = windows.open(open_app(training_data, training=True))
    window = official.window
    official.at(StepName.SCANNER)
    official.press(Qt.Key.Key_Escape)
    official.until(lambda: window.shown is window.page(Where.TODAY), "today")
    assert window.wanted is None
    windows.close()
    again = windows.open(open_app(training_data, training=True))
    again.until(lambda: again.window.shown is again.window.page(Where.TODAY), "today")
    again.turn_to(Where.HEALTH)
    again.until(lambda: again.window.shown is again.window.page(Where.HEALTH), "this PC")
    again.press(Qt.Key.Key_C, CTRL | SHIFT)
    again.at(StepName.SCANNER)
    again.press(Qt.Key.Key_Escape)
    again.until(lambda: again.window.shown is again.window.page(Where.HEALTH), "this PC again")


def test_a_real_counter_by_the_keyboard_alone_left_half_way_and_taken_up(windows, counter, monkeypatch):
    official = windows.open(counter.open())
    window, view = official.window, official.page.view
    official.at(StepName.SCANNER)
    official.told("Không thấy máy quét nào.")
    assert view.advice.text()
    official.press(Qt.Key.Key_R, ALT)
    official.at(StepName.SCANNER, "escl_scanners")
    official.enter(counter.answer("escl_scanners"))
    official.at(StepName.SCANNER)
    official.told("Máy quét tập huấn")
    official.enter()
    official.at(StepName.TOKEN, "trust_roots")
    official.enter("/khong-co.pem")
    official.at(StepName.TOKEN)
    official.told("khong-co.pem")
    official.press(Qt.Key.Key_R, ALT)
    official.at(StepName.TOKEN, "trust_roots")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (counter.answer("trust_roots"), ""))
    official.press(Qt.Key.Key_O, CTRL)
    official.until(lambda: view.field.text == counter.answer("trust_roots"), "the file")
    official.enter()
    official.at(StepName.TOKEN)
    # Its host was started before the token was there.
    official.told("Không thấy chứng thư số nào.")
    official.press(Qt.Key.Key_Down)
    official.at(StepName.PROVINCE, "province_address")
    official.enter("tinh.example")
    official.until(lambda: "https://" in view.field.note.text(), "why it is no answer")
    assert official.asked == "province_address"
    # Left half way: the window is opened anew with what was settled.
    official.press(Qt.Key.Key_Escape)
    official.until(lambda: window.wanted == Wanted(counter.place.data, training=False, first=Where.TODAY), "a new one")
    official.until(lambda: not window.isVisible(), "the window closed")
    windows.close()

    official = windows.open(counter.open(), Where.TODAY)
    window, view = official.window, official.page.view
    official.until(lambda: window.shown is window.page(Where.TODAY), "today")
    official.turn_to(Where.HEALTH)
    official.until(lambda: window.shown is window.page(Where.HEALTH), "this PC")
    official.press(Qt.Key.Key_C, CTRL | SHIFT)
    # The scanner stays settled; the token is there by now.
    official.at(StepName.TOKEN)
    official.told(OFFICIAL)
    official.enter()
    official.at(StepName.PROVINCE, "province_address")
    official.enter(counter.answer("province_address"))
    official.at(StepName.PROVINCE, "province_profile")
    official.until(lambda: view.choice.place.hasFocus(), "the list of profiles")
    assert view.choice.text == "mau-six-step"
    official.enter()
    official.at(StepName.PROVINCE, "province_client")
    official.enter(counter.answer("province_client"))
    official.at(StepName.PROVINCE, CLIENT_SECRET)
    official.enter("sai")
    official.at(StepName.PROVINCE)
    official.told("không chấp nhận tài khoản kết nối")
    assert view.field.text == ""
    official.press(Qt.Key.Key_H, ALT)
    official.at(StepName.PRACTICE)
    official.until(lambda: len(official.missing()) == 2, "what is missing")
    assert official.missing() == [
        (key_of(Act.TO_PROVINCE), "Hệ thống của tỉnh không chấp nhận tài khoản kết nối."),
        (key_of(Act.TO_COUNTER), "Chưa có mã đơn vị, tên đơn vị, họ tên cán bộ, tên đăng nhập."),
    ]
    official.press(Qt.Key.Key_I, ALT)
    official.at(StepName.PROVINCE)
    official.until(lambda: official.page._idle, "tried once more")
    official.press(Qt.Key.Key_R, ALT)
    for asked in ("province_address", "province_profile", "province_client"):
        official.at(StepName.PROVINCE, asked)
        official.enter()
    official.at(StepName.PROVINCE, CLIENT_SECRET)
    official.enter(counter.answer(CLIENT_SECRET))
    official.at(StepName.PROVINCE)
    official.told("tài khoản được nhận")
    official.enter()
    official.at(StepName.COUNTER, "unit")
    official.enter("H99.77")
    official.until(lambda: "H99.77" in view.field.note.text(), "no such unit")
    official.enter(counter.answer("unit"))
    for asked, proposed in (("unit_name", "Ủy ban nhân dân xã Mẫu"), ("officer_name", OFFICIAL)):
        official.at(StepName.COUNTER, asked)
        official.until(lambda proposed=proposed: view.field.text == proposed, proposed)
        official.enter()
    official.at(StepName.COUNTER, "officer")
    official.enter(counter.answer("officer"))
    official.at(StepName.COUNTER)
    official.told("Ủy ban nhân dân xã Mẫu")
    official.enter()
    official.at(StepName.PRACTICE)
    official.told("Không còn gì thiếu")
    assert "dữ liệu thật" in view.hint.text()
    official.enter()
    official.until(lambda: not window.isVisible(), "the window closed")
    beside = counter.place.for_training.data
    assert window.wanted == Wanted(beside, training=True, first=Where.NEW)
    assert window.app.dossiers.latest() == []
    windows.close()
    settings = load_settings(counter.place.data / FILE_NAME)
    assert (settings.unit, settings.officer_name, settings.officer) == ("H99.12", OFFICIAL, "canbo.mau")

    trainee = windows.open(open_app(beside, training=True), Where.NEW)
    form = trainee.window.new
    trainee.until(lambda: trainee.window.shown is trainee.window.page(Where.NEW) and form.owner.party, "the citizen")
    windows.close()
    with counter.open() as app:
        assert all(step.settled for step in app.first_run.steps())


def test_a_provisioned_counter_is_asked_for_little(windows, counter):
    given = ("escl_scanners", "trust_roots", "province_address", "province_profile", "province_client", "unit")
    settings = {name: counter.answer(name) for name in given}
    settings |= {"unit": "H99.12", "unit_name": "Xã Mẫu", "trust_roots": [settings["trust_roots"]]}
    settings |= {"escl_scanners": [settings["escl_scanners"]], "tsa_address": ""}
    counter.provision = Provision(serial=1, settings=settings, locked=frozenset({"unit", "province_address"}))
    official = windows.open(counter.open())
    window, view = official.window, official.page.view
    official.at(StepName.SCANNER)
    official.told("Máy quét tập huấn")
    assert counter.scanner.address in view.given.text()
    assert not view.change.isVisible()
    official.enter()
    official.at(StepName.TOKEN)
    official.told(OFFICIAL)
    official.enter()
    official.at(StepName.PROVINCE, CLIENT_SECRET)
    official.enter(counter.answer(CLIENT_SECRET))
    official.at(StepName.PROVINCE)
    official.told("tài khoản được nhận")
    assert counter.province.address in view.given.text()
    official.enter()
    official.at(StepName.COUNTER, "officer_name")
    official.until(lambda: view.field.text == OFFICIAL, "the name in the certificate")
    official.enter()
    official.at(StepName.COUNTER, "officer")
    official.enter()
    official.at(StepName.COUNTER)
    official.told("H99.12")
    official.enter()
    official.at(StepName.PRACTICE)
    official.told("Không còn gì thiếu")
    own = load_settings(counter.place.data / FILE_NAME)
    assert (own.officer_name, own.officer, own.unit) == (OFFICIAL, "canbo", "")
    # Once it is left, the window works with the name.
    official.press(Qt.Key.Key_Escape)
    official.until(lambda: not window.isVisible() and window.wanted, "opened anew")


def test_the_front_door_opens_what_a_window_wants_in_its_place(application, counter, monkeypatch):
    opened: list[tuple[bool, Where | None]] = []
    really = starting.begin

    def begin_and_leave(window: MainWindow, first: Where | None) -> None:
        really(window, first)
        opened.append((window.app.training, first))
        QTimer.singleShot(0, window, window.close if window.app.training else window.open_training)

    monkeypatch.setattr(starting, "begin", begin_and_leave)
    monkeypatch.setattr(
        front_door,
        "open_services",
        lambda wanted, clock: open_app(wanted.data, training=True) if wanted.training else counter.open(),
    )
    assert front_door.run_window(counter.place.data, training=False) == 0
    assert opened == [(False, None), (True, Where.NEW)]
