"""Officials at the window, by the keyboard alone: log-in, lock, rest, another person in the place of the first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.app import App, open_app
from desktop.model.official import Role
from desktop.model.owner import party_from_qr
from desktop.signing.tokens.pin import Pin
from desktop.training import names
from desktop.training.people import person
from desktop.training.software_token import SERIAL
from desktop.training.station import PIN
from desktop.ui.controllers.door import DoorWindow
from desktop.ui.controllers.keys import KeysDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.operations import wait_for_all
from desktop.ui.page import Where
from desktop.ui.starting import Starting
from desktop.ui.window import open_window
from desktop.workflow.officials import passwords
from tests.ui.conftest import Clerk
from tests.ui.living import live_until

pytestmark = pytest.mark.window

WORDS = "bon tu khong lien quan"
ALT = Qt.KeyboardModifier.AltModifier


def secret(words: str = WORDS) -> bytearray:
    return bytearray(words.encode())


@pytest.fixture(autouse=True)
def _quick_to_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_MEMORY_KIB", 64)


def set_up(data: Path) -> App:
    """A counter with officials, at which nobody has logged in."""
    with open_app(data, training=True) as app:
        app.first_run.leave()
        app.officials.add("quan", "Phạm Văn Quản", {Role.ADMINISTERING}, secret())
        app.officials.add("lan", names.OFFICIAL, {Role.RECEIVING}, secret())
    return open_app(data, training=True)


@pytest.fixture
def app(application: QApplication, training_data: Path) -> Iterator[App]:
    with set_up(training_data) as app:
        yield app


class AtDoor:
    """Somebody before the window in which nobody has logged in."""

    def __init__(self, app: App) -> None:
        self.window = DoorWindow(app)
        self.ended = False
        self.window.ended.connect(self._end)
        self.window.show()
        self.window.activateWindow()
        self.window.panel.take_keys()
        self.keys = Clerk(self.window)  # type: ignore[arg-type]
        live_until(self.window.isActiveWindow, "the door")

    def _end(self) -> None:
        self.ended = True

    @property
    def told(self) -> str:
        return self.window.panel.view.told.text()

    def log_in(self, name: str, words: str) -> None:
        view = self.window.panel.view
        view.name.clear()
        view.name.setFocus()
        live_until(view.name.hasFocus, "the field")
        self.keys.type(name)
        self.keys.press(Qt.Key.Key_Return)
        self.keys.type(words)
        live_until(view.log_in.isEnabled, "it may be tried")
        self.keys.press(Qt.Key.Key_Return)


@pytest.fixture
def door(app: App) -> Iterator[AtDoor]:
    door = AtDoor(app)
    yield door
    door.window.close()


@pytest.fixture
def lan(
    application: QApplication, opened: list[MainWindow], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Clerk]:
    """The receiving official at her window, which these tests share; a closed one is opened anew."""
    if opened and not (shiboken6.isValid(opened[-1]) and opened[-1].isVisible()):
        opened.pop().app.close()
    if not opened:
        app = set_up(tmp_path_factory.mktemp("lan") / "training")
        app.come_in(app.door.by_password("lan", secret()))
        opened.append(open_window(app))
    window = opened[-1]
    window.activateWindow()
    clerk = Clerk(window)
    clerk.until(lambda: window.lights.watching and window.isActiveWindow(), "the window at work")
    window.show_screen(Where.TODAY)
    ticks, busy = window.locking._ticks, window.locking._busy
    yield clerk
    window.locking._ticks, window.locking._busy = ticks, busy
    if window.locking.locked:
        window.locking._open()


def shown_words(window: QWidget) -> str:
    """Everything that can be read in a window now."""
    return " ".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def lock(clerk: Clerk) -> None:
    clerk.press(Qt.Key.Key_Z, ALT)
    clerk.until(lambda: clerk.window.locking.locked, "the lock")


def unlock(clerk: Clerk, words: str = WORDS) -> None:
    panel = clerk.window.locking.panel
    assert panel
    clerk.until(panel._secret.hasFocus, "the field")
    clerk.type(words)
    clerk.press(Qt.Key.Key_Return)


# Before anything is shown


def test_name_and_password_let_in(door):
    door.log_in("lan", WORDS)
    live_until(lambda: door.ended, "let in")
    assert door.window.official.name == "lan"


def test_what_is_wrong_is_told_and_leaves_the_field(door):
    door.log_in("lan", "sai mat khau hoan toan")
    live_until(lambda: "không đúng" in door.told, "told")
    assert not door.window.panel._secret.text()
    assert door.window.official is None
    live_until(door.window.panel._secret.hasFocus, "the field again")


def test_five_failures_are_told_to_wait(door):
    for _ in range(5):
        door.log_in("lan", "sai mat khau hoan toan")
        live_until(lambda: "không đúng" in door.told and door.window.panel.view.name.isEnabled(), "refused")
        door.window.panel._tell("")
    door.log_in("lan", WORDS)
    live_until(lambda: "phút nữa" in door.told, "slowed")
    assert door.window.official is None


def test_esc_leaves_before_anybody_is_let_in(door):
    door.keys.press(Qt.Key.Key_Escape)
    live_until(lambda: door.ended, "left")
    assert door.window.official is None


def test_nothing_of_anybody_is_shown_before(app, door):
    app._store.acting = None
    app.intake.start("1.001193", "TH1", party_from_qr(person(1).qr))
    assert person(1).name not in shown_words(door.window)
    assert names.OFFICIAL not in shown_words(door.window)


def test_the_signing_usb_lets_in_by_its_pin(app, application):
    app.come_in(app.door.by_password("lan", secret()))
    app.door.keep_certificate(SERIAL, Pin(bytearray(PIN.encode())))
    door = AtDoor(app)
    door.keys.press(Qt.Key.Key_Y, ALT)
    live_until(lambda: names.OFFICIAL in door.told, "whose it is")
    live_until(door.window.panel._secret.hasFocus, "the field")
    door.keys.type(PIN)
    door.keys.press(Qt.Key.Key_Return)
    live_until(lambda: door.ended, "let in")
    assert door.window.official
    assert door.window.official.name == "lan"
    door.window.close()


def test_a_usb_of_nobody_here_says_so_and_the_password_is_one_key_away(door):
    door.keys.press(Qt.Key.Key_Y, ALT)
    live_until(lambda: "Không có chứng thư" in door.told, "told")
    door.keys.press(Qt.Key.Key_W, ALT)
    live_until(door.window.panel.view.name.isVisible, "the name again")
    door.log_in("lan", WORDS)
    live_until(lambda: door.ended, "let in")


# Locked


def test_a_key_locks_and_nothing_is_to_be_read_until_she_is_back(lan):
    window = lan.window
    dossier = window.app.intake.start("1.001193", "TH1", party_from_qr(person(1).qr))
    window.show_dossier(dossier.id)
    lan.until(lambda: person(1).name in shown_words(window), "the owner's name")
    lock(lan)
    words = shown_words(window)
    assert person(1).name not in words
    assert dossier.code not in words
    assert names.OFFICIAL in words
    unlock(lan)
    lan.until(lambda: not window.locking.locked and person(1).name in shown_words(window), "as it was")
    assert window.wanted is None


def test_no_key_reaches_what_is_locked(lan):
    lock(lan)
    lan.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    lan.press(Qt.Key.Key_Escape)
    lan.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert lan.window.locking.locked
    assert lan.window.shown is lan.window.page(Where.TODAY)
    unlock(lan)
    lan.until(lambda: not lan.window.locking.locked, "open")


def test_a_wrong_password_leaves_it_locked(lan):
    lock(lan)
    unlock(lan, "sai mat khau hoan toan")
    panel = lan.window.locking.panel
    lan.until(lambda: "không đúng" in panel.view.told.text(), "told")
    assert lan.window.locking.locked
    unlock(lan)
    lan.until(lambda: not lan.window.locking.locked, "open")


def test_a_dialog_is_hidden_with_the_window_and_comes_back_with_it(lan):
    lan.press(Qt.Key.Key_F1)
    lan.until(lambda: isinstance(QApplication.activeModalWidget(), KeysDialog), "the sheet of keys")
    dialog = QApplication.activeModalWidget()
    assert dialog
    lan.window.locking.lock()
    assert not dialog.isVisible()
    unlock(lan)
    lan.until(lambda: dialog.isVisible() and not lan.window.locking.locked, "the sheet again")
    dialog.close()


def test_what_would_come_up_over_a_locked_window_does_not(lan):
    lock(lan)
    lan.window.show_keys()
    dialog = lan.window.findChild(KeysDialog)
    lan.until(lambda: not dialog.isVisible(), "hidden")
    unlock(lan)
    lan.until(dialog.isVisible, "shown now")
    dialog.close()


def test_it_locks_where_nobody_has_been_there_for_as_long_as_is_set(lan):
    locking = lan.window.locking
    locking._ticks = lambda: locking._used_at + lan.window.app.settings.lock_minutes * 60 - 1
    locking.look()
    assert not locking.locked
    locking._ticks = lambda: locking._used_at + lan.window.app.settings.lock_minutes * 60
    locking.look()
    assert locking.locked


def test_a_key_puts_the_rest_off(lan):
    locking, moment = lan.window.locking, [0.0]
    locking._ticks = lambda: moment[0]
    moment[0] = 1000.0
    # As the system sends it: to the window, which hands it on inside.
    QTest.keyClick(lan.window.windowHandle(), Qt.Key.Key_Down)
    lan.until(lambda: locking._used_at == 1000.0, "seen")


def test_the_systems_own_lock_locks_too(lan):
    lan.window._screen.left.emit()
    lan.until(lambda: lan.window.locking.locked, "the lock")


def test_the_lock_forgets_the_pin_and_is_in_the_journal(lan, monkeypatch):
    forgot: list[bool] = []
    monkeypatch.setattr(lan.window.app.signing, "forget_pin", lambda: forgot.append(True))

    def noted() -> list[str]:
        with lan.window.app._store.reading() as tx:
            return list(tx.exec_driver_sql("SELECT who FROM audit WHERE what = 'screen locked'").scalars())

    assert wait_for_all()
    before = noted()
    lock(lan)
    lan.until(lambda: forgot and noted() == [*before, "lan"], "noted")


def test_another_official_takes_the_place_of_the_first(lan):
    lock(lan)
    panel = lan.window.locking.panel
    lan.until(panel._secret.hasFocus, "the field")
    panel.view.name.setFocus()
    panel.view.name.selectAll()
    lan.type("quan")
    lan.press(Qt.Key.Key_Return)
    lan.type(WORDS)
    assert wait_for_all()  # whoever has work under way keeps the window
    lan.press(Qt.Key.Key_Return)
    lan.until(lambda: lan.window.wanted and not lan.window.isVisible(), "closed for the other")
    assert lan.window.wanted.official.name == "quan"
    assert lan.window.wanted.first is Where.TODAY


def test_nobody_takes_the_place_of_one_whose_work_is_under_way(lan):
    lan.window.locking._busy = lambda: True
    lock(lan)
    panel = lan.window.locking.panel
    panel.let_in.emit(lan.window.app.officials.get("quan"))
    assert names.OFFICIAL in panel.view.told.text()
    assert lan.window.wanted is None
    assert lan.window.locking.locked


def test_where_nobody_logs_in_nothing_is_locked(clerk):
    clerk.press(Qt.Key.Key_Z, ALT)
    assert isinstance(clerk.window, MainWindow)
    assert not clerk.window.locking.locked
    assert not clerk.window.locking._timer.isActive()


@pytest.fixture
def front_door(app: App) -> Iterator[Starting]:
    """A window whose services are open, at a counter where officials log in."""
    window = MainWindow(app.settings, training=True)
    starting = Starting(window, lambda: app)
    window.show()
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_B)
    assert starting._typed._keys
    live_until(lambda: starting.door and starting.door.isActiveWindow(), "who is there")
    yield starting
    window.close()
    assert wait_for_all()


def test_the_front_door_waits_until_somebody_has_logged_in(app, front_door):
    window, door = front_door._window, front_door.door
    assert not window.isVisible() and not window.lives
    assert front_door._typed.take() == [], "what was typed before it is known who types"
    keys = Clerk(door)
    keys.type("lan")
    keys.press(Qt.Key.Key_Return)
    keys.type(WORDS)
    keys.press(Qt.Key.Key_Return)
    keys.until(lambda: window.lives and window.isActiveWindow(), "the window of who has logged in")
    assert app.official == app.officials.get("lan")
    assert front_door.door is None


class Closing(QObject):
    """Counts how often a window is closed: one that is only hidden lets the program go on without any."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Close
        return False


@pytest.mark.parametrize("how", ["Esc", "its frame"])
def test_a_front_door_that_is_left_lets_nobody_in_and_is_closed(app, front_door, how):
    closing, door = Closing(), front_door.door
    door.installEventFilter(closing)
    if how == "Esc":
        door.panel.left.emit()
    else:
        door.close()
    live_until(lambda: front_door.door is None, "the door gone", seconds=20)
    assert closing.count
    assert app.official is None
    assert not front_door._window.isVisible() and not front_door._window.lives
