"""What joins a screen to the window's own parts, and to nothing else: done once, when its page is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt

from desktop.ui.page import Where

if TYPE_CHECKING:
    from desktop.ui.controllers.lists import HealthPage
    from desktop.ui.controllers.officials.page import OfficialsPage
    from desktop.ui.controllers.officials.shift import ShiftPage
    from desktop.ui.controllers.setup import SetupPage
    from desktop.ui.main_window import MainWindow


def _dossier(window: MainWindow) -> None:
    dossier, account, citizen = window.dossier, window.account, window.citizen_screen
    account.changed.connect(dossier.reuse.show_session)
    dossier.reuse.show_session(account.session)
    dossier.reuse.view.login.clicked.connect(account.ask)
    dossier.picture.keys_changed.connect(lambda: citizen.guard(window.at_dossier))
    dossier.declared.connect(lambda at: citizen.declare(window.at_dossier, at))
    for news in (dossier.picture.swapped, dossier.pages.turned):
        news.connect(lambda: citizen.follow(window.at_dossier))


def _new(window: MainWindow) -> None:
    window.new.started.connect(window.citizen_screen.give_turn)


def _health(window: MainWindow) -> None:
    health = cast("HealthPage", window.page(Where.HEALTH))
    health.noted.connect(window.lights.look_at_signed)
    health.driver_chosen.connect(window.lights.look_at_token)
    health.view.language.clicked.connect(lambda: window.appearance.other_language())
    health.view.theme.clicked.connect(lambda: window.appearance.next_theme())


def _setup(window: MainWindow) -> None:
    setup = cast("SetupPage", window.page(Where.SETUP))
    # Queued: the screen that it is left for is on the screen by then.
    setup.answered.connect(window.open_anew, Qt.ConnectionType.QueuedConnection)
    setup.training_wanted.connect(window.open_training)


def _officials(window: MainWindow) -> None:
    officials = cast("OfficialsPage", window.page(Where.OFFICIALS))
    # Queued: its form is gone by then.
    officials.begun.connect(window.open_anew, Qt.ConnectionType.QueuedConnection)


def _shift(window: MainWindow) -> None:
    cast("ShiftPage", window.page(Where.SHIFT)).looked.connect(window.who.count)


WIRING: dict[Where, Callable[[MainWindow], None]] = {
    Where.DOSSIER: _dossier,
    Where.NEW: _new,
    Where.HEALTH: _health,
    Where.SETUP: _setup,
    Where.OFFICIALS: _officials,
    Where.SHIFT: _shift,
}
