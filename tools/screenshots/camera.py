"""One picture, taken when everything on it is known and drawn."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsPixmapItem, QWidget

from desktop.ui.controllers.page_view import PageView
from desktop.ui.main_window import MainWindow
from tests.ui.living import live_for, live_until

OUT = Path(__file__).resolve().parents[2] / "docs" / "images"


def take(widget: QWidget, name: str) -> None:
    """Take one picture, when everything on it is known and drawn."""
    if isinstance(widget, MainWindow):
        live_until(lambda: {"scanner", "token", "line"} <= widget.lights.found.keys(), "the lights")
    live_until(lambda: all(is_drawn(view) for view in widget.findChildren(PageView)), "the page")
    live_for(400)
    widget.grab().save(str(OUT / f"{name}.png"))
    print(OUT / f"{name}.png")


def is_drawn(view: PageView) -> bool:
    """Whether a page stands in a view that is on the screen."""
    pictures = (one for one in view.items() if isinstance(one, QGraphicsPixmapItem))
    return not view.isVisible() or any(not one.pixmap().isNull() for one in pictures)


def take_menu(window: MainWindow, name: str) -> None:
    """Take the window with the menu of a page open."""
    menu, button = window.dossier.pages.menu, window.dossier.view.edits
    menu.popup(button.mapToGlobal(button.rect().topLeft()) - QPoint(0, menu.sizeHint().height()))
    live_for(400)
    picture = window.grab()
    painter = QPainter(picture)
    painter.drawPixmap(window.mapFromGlobal(menu.pos()), menu.grab())
    painter.end()
    menu.close()
    live_until(window.isActiveWindow)
    picture.save(str(OUT / f"{name}.png"))
    print(OUT / f"{name}.png")
