"""Words that are cut are said whole under the mouse, and only while it is there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QEnterEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.ui.look.keys import KeyButton
from desktop.ui.look.parts import light, shrinking
from desktop.ui.look.rail import RailButton

pytestmark = pytest.mark.window

WORDS = "Uỷ ban nhân dân phường Hồng Hà"


def _come(widget) -> None:
    QApplication.sendEvent(widget, QEnterEvent(QPointF(2, 2), QPointF(2, 2), QPointF(2, 2)))


def _rest(widget) -> str:
    """What is said when the mouse rests."""
    rests = QHelpEvent(QEvent.Type.ToolTip, QPoint(2, 2), widget.mapToGlobal(QPoint(2, 2)))
    QApplication.sendEvent(widget, rests)
    return QToolTip.text() if rests.isAccepted() else ""


@pytest.fixture(params=[shrinking, light, KeyButton, lambda words: RailButton(words, "house")])
def cut(request, application, until):
    widget = request.param(WORDS)
    widget.setMinimumWidth(1)
    widget.resize(60, 60)
    widget.show()
    until(widget.isVisible)
    yield widget
    widget.close()
    widget.deleteLater()


def test_what_is_cut_is_said_whole_while_the_mouse_is_there(cut):
    _come(cut)
    assert _rest(cut) == WORDS
    QApplication.sendEvent(cut, QEvent(QEvent.Type.Leave))
    assert _rest(cut) == ""


def test_what_else_is_said_there_stands_below(cut):
    cut.setToolTip("Alt+U")
    _come(cut)
    assert _rest(cut) == f"{WORDS}\nAlt+U"


def test_what_is_read_whole_is_not_said_again(cut):
    cut.resize(900, 60)
    _come(cut)
    assert _rest(cut) == ""
