"""The style sheet stands on windows: each that is nobody's child has it, and so has what is opened from within."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.controllers.backlog.new_book import NewBookDialog
from desktop.ui.controllers.door import DoorWindow
from desktop.ui.look.parts import menu_button
from desktop.ui.look.tokens import colours
from desktop.ui.screens import screens_of
from desktop.ui.views.citizen_screen import CitizenWindow

pytestmark = pytest.mark.window


def _dressed(widget: QWidget) -> bool:
    return widget.style().metaObject().className() == "QStyleSheetStyle"


def test_every_window_and_every_menu_is_dressed_and_the_application_is_not(application, counter):
    window, app = counter.window, counter.window.app
    assert application.styleSheet() == ""
    own = [window, CitizenWindow(), DoorWindow(app)]
    pages = [window.page(screen.where) for screen in screens_of(app.settings)]
    menus = [menu for page in pages for menu in page.findChildren(QMenu)]
    assert len(menus) > len(own)
    assert [one for one in (*own, *pages, *menus) if not _dressed(one)] == []
    for made in own[1:]:
        made.deleteLater()


def test_a_menu_of_nobody_is_dressed_as_the_button_that_opens_it(counter):
    menu = QMenu()
    button = menu_button("…", menu)
    assert not _dressed(button)
    counter.window.view.addWidget(button)
    assert _dressed(menu)
    menu.ensurePolished()
    menu.resize(menu.sizeHint())
    assert menu.layoutDirection() != button.layoutDirection()
    assert QColor(menu.grab().toImage().pixel(2, 2)).name() == colours().paper
    button.deleteLater()


def test_what_a_field_offers_below_it_is_dressed_too(counter):
    dialog = NewBookDialog(counter.window.app, counter.window)
    completer = dialog.view.result.completer()
    assert completer
    popup = completer.popup()
    assert popup
    assert _dressed(popup)
    dialog.deleteLater()
