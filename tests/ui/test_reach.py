"""Every control can be reached without a mouse, in reading order, and is named for a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QMenu,
    QWidget,
)

from desktop.ui.look.keys import KeyButton
from tests.ui.everywhere import everywhere

CONTROLS = QAbstractButton | QLineEdit | QComboBox | QAbstractItemView
SAME_ROW_PX = 16
"""Middles that are no farther apart are one row."""


def controls(root: QWidget) -> list[QWidget]:
    """What can be used now, but for parts of other controls: a menu's buttons, a combo box's list."""
    return [
        one
        for one in root.findChildren(QWidget)
        if isinstance(one, CONTROLS)
        and one.isVisibleTo(root)
        and one.isEnabled()
        and not isinstance(one, QHeaderView)
        and not isinstance(one.parentWidget(), QComboBox | QLineEdit | QMenu)
        and not (isinstance(one.parentWidget(), QWidget) and one.window() is not root.window())
    ]


def named(widget: QWidget) -> bool:
    """Whether a screen reader has something to say of it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return bool(interface and interface.text(QAccessible.Text.Name).strip())


def reached(widget: QWidget, stops: list[QWidget]) -> bool:
    """Whether Tab comes to it, its key presses it, or arrows walk to it: in a group of buttons, or below a field."""
    if widget in stops or (isinstance(widget, KeyButton) and widget.key):
        return True
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    walked = isinstance(widget, QListWidget) and widget.objectName() == "papers"
    return walked or (group is not None and any(one in stops for one in group.buttons()))


def by_tab(root: QWidget) -> list[QWidget]:
    """What Tab comes to, in that order, from the first."""
    first = root.window()
    stops, now = [], first.nextInFocusChain()
    while now and now is not first:
        if now.isVisibleTo(root) and now.isEnabled() and now.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(now)
        now = now.nextInFocusChain()
    return stops


def out_of_order(stops: list[QWidget], root: QWidget) -> Iterator[str]:
    """Where Tab goes up, or left in a row, among what lies in one sheet."""
    for one, other in pairwise(stops):
        if one.parentWidget() is not other.parentWidget():
            continue
        here, there = (stop.mapTo(root, QPoint(0, 0)) + stop.rect().center() for stop in (one, other))
        row = abs(there.y() - here.y()) <= SAME_ROW_PX
        if (row and there.x() < here.x()) or (not row and there.y() < here.y()):
            yield f"{told(one)} then {told(other)}"


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} «{widget.objectName()}» «{widget.accessibleName()}»"


@pytest.mark.slow
@pytest.mark.window
def test_everything_is_reached_in_order_and_has_a_name(desk) -> None:
    opened = desk((2, 1))
    opened.settle()
    found: list[str] = []
    for name, root in everywhere(opened.clerk.window, opened.clerk.until):
        if isinstance(root, QMenu):
            continue
        stops = by_tab(root)
        found += [f"{name}, without a name: {told(one)}" for one in controls(root) if not named(one)]
        found += [f"{name}, not reached: {told(one)}" for one in controls(root) if not reached(one, stops)]
        found += [f"{name}, out of order: {one}" for one in out_of_order(stops, root)]
    assert not found, "\n".join(dict.fromkeys(found))
