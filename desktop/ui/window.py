"""The window's front door: opens the application, says why where it cannot, and shuts it down in order."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.app import App, open_app
from desktop.machine.clock import Clock
from desktop.machine.faults import told
from desktop.machine.settings import Settings
from desktop.model.errors import Trouble
from desktop.ui.controllers.appearance import appear
from desktop.ui.controllers.door import ask_at_the_door
from desktop.ui.main_window import MainWindow, Wanted
from desktop.ui.operations import prepare
from desktop.ui.page import Where


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
    window = MainWindow(app)
    window.show()
    window.activateWindow()
    window.begin(first)
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
    try:
        app = open_app(wanted.data, training=wanted.training, clock=clock)
    except Exception as caught:
        error = told(caught)
        box = QMessageBox(QMessageBox.Icon.Warning, "Quầy Số", f"{error.message}\n\n{error.what_to_do}")
        box.addButton(QCoreApplication.translate("QPlatformTheme", "Close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()
        return error.exit_status, None
    try:
        if app.acting:
            appear(app.settings)
            official = wanted.official or ask_at_the_door(app)
            if official is None:
                return 0, None
            app.come_in(official)
        window = open_window(app, wanted.first)
        status = application.exec()
        following = window.wanted
        del window
        return status, following
    finally:
        app.close()


def _report_bug(kind: type[BaseException], error: BaseException, trace: object) -> None:
    known = told(error)
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, MainWindow):
            widget.show_trouble(known)
            return
