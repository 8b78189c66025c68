"""The window's front door: shows it at once, opens the application behind it, and shuts it down in order."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desktop.machine.clock import Clock
from desktop.machine.faults import told
from desktop.machine.folders import folders
from desktop.machine.settings import Settings
from desktop.machine.settings_file import counter_settings
from desktop.model.errors import QuaySoError, Trouble
from desktop.ui.controllers.appearance import appear
from desktop.ui.main_window import MainWindow
from desktop.ui.operations import prepare, wait_for_all
from desktop.ui.page import Where
from desktop.ui.starting import Starting, begin
from desktop.ui.wanted import Wanted

if TYPE_CHECKING:
    from desktop.app import App


class NoDisplay(Trouble):
    """There is no screen to open a window on."""

    code = "no_display"
    sentence = "Không có màn hình để mở cửa sổ."
    advice = "Dùng các lệnh «quayso …», hoặc mở trong phiên có màn hình."


def make_application() -> QApplication:
    """The one QApplication, dressed and speaking as a counter does that has set nothing.

    Raises:
        NoDisplay: Linux without a display.
    """
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        application = existing
    else:
        here = os.environ
        if sys.platform == "linux" and not (
            here.get("DISPLAY") or here.get("WAYLAND_DISPLAY") or here.get("QT_QPA_PLATFORM")
        ):
            raise NoDisplay()
        application = QApplication(["quayso"])
    application.setApplicationName("Quầy Số")
    appear(Settings())
    prepare(application)
    return application


def open_window(app: App, first: Where | None = None) -> MainWindow:
    """The window on an open application.

    Args:
        app: the services.
        first: what it shows first; None for what it shows by itself.
    """
    appear(app.settings)
    window = MainWindow(app.settings, training=app.training)
    window.show()
    window.activateWindow()
    window.live(app)
    begin(window, first)
    return window


def run_window(data: Path | None, *, training: bool, clock: Clock | None = None) -> int:
    """Open the window and stay until it is closed and no other is wanted in its place; gives the exit status."""
    application = make_application()
    sys.excepthook = _report_bug
    status = 0
    wanted: Wanted | None = Wanted(data, training)
    while wanted:
        status, wanted = _run_one(application, wanted, clock)
    return status


def _run_one(application: QApplication, wanted: Wanted, clock: Clock | None) -> tuple[int, Wanted | None]:
    """One window until it is closed; gives its exit status, and what is wanted in its place."""
    settings = _settings_of(wanted)
    appear(settings)
    window = MainWindow(settings, training=wanted.training)
    starting = Starting(window, lambda: open_services(wanted, clock), wanted.first, wanted.official)
    window.show()
    window.activateWindow()
    try:
        status = application.exec()
        return starting.status or status, window.wanted
    finally:
        # A window that is closed while the services are being opened leaves them behind.
        wait_for_all()
        app = starting.app
        # As long as its widgets are there, the window in its place would dress them anew too.
        window.deleteLater()
        del window, starting
        if app:
            app.close()


def open_services(wanted: Wanted, clock: Clock | None = None) -> App:
    """Open the application; see `desktop.app.open_app`."""
    # Here and not above: it brings the store, and the window is on the screen before that.
    from desktop.app import open_app

    return open_app(wanted.data, training=wanted.training, clock=clock)


def _settings_of(wanted: Wanted) -> Settings:
    """What the window looks like; as shipped where that cannot be read, which is told when the services are opened."""
    try:
        return counter_settings(folders(wanted.data, training=wanted.training).data, training=wanted.training)[0]
    except (QuaySoError, OSError):
        return Settings()


def _report_bug(kind: type[BaseException], error: BaseException, trace: object) -> None:
    known = told(error)
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, MainWindow):
            widget.show_trouble(known)
            return
