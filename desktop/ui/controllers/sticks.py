"""The stick that something is copied to: the only one there is, or the one that the clerk chooses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from desktop.app import App
from desktop.machine.sticks import Stick
from desktop.ui.operations import Operation, Seen
from desktop.workflow.errors import NoStick

translate = QCoreApplication.translate

GIGABYTE = 1e9


def choose_stick(parent: QWidget, app: App, button: QWidget, then: Callable[[Stick], None]) -> Operation[list[Stick]]:
    """Ask which stick, where there are several; gives the look for them, not started.

    Args:
        parent: whose work it is.
        app: the services.
        button: the choice opens above it.
        then: told the stick.
    """

    def found(there: list[Stick]) -> None:
        if len(there) == 1:
            then(there[0])
        else:
            _ask(button, there, then)

    return Operation(parent, lambda _: _plugged(app), Seen.OWN).on_success(found)


def _plugged(app: App) -> list[Stick]:
    there = app.sticks()
    if not there:
        raise NoStick()
    return there


def _ask(button: QWidget, there: list[Stick], then: Callable[[Stick], None]) -> None:
    menu = QMenu(button)
    free = translate("Sticks", "%1: %2 GB free")
    for stick in there:
        words = free.replace("%1", stick.name).replace("%2", f"{stick.free / GIGABYTE:.1f}".replace(".", ","))
        menu.addAction(words).triggered.connect(lambda _, stick=stick: then(stick))
    menu.setActiveAction(menu.actions()[0])
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
