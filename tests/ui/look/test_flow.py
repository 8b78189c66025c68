"""Buttons side by side go on in the next line where their place is too narrow, and none is ever cut."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from desktop.ui.look.flow import Flow

pytestmark = pytest.mark.window


@pytest.fixture
def flow(application):
    place = QWidget()
    children = []
    for height in (20, 40, 20):
        child = QWidget()
        child.setFixedSize(100, height)
        children.append(child)
    place.setLayout(Flow(*children, spacing=10))
    place.show()
    yield place, children
    place.close()


@pytest.mark.parametrize(
    ("width", "tops", "height"),
    [(320, [10, 0, 10], 40), (319, [10, 0, 50], 70), (210, [10, 0, 50], 70), (209, [0, 30, 80], 100)],
)
def test_each_line_takes_what_fits_and_stands_in_its_middle(flow, width, tops, height):
    place, children = flow
    assert place.layout().heightForWidth(width) == height
    place.layout().setGeometry(place.rect().adjusted(0, 0, width - place.width(), 0))
    assert [child.y() for child in children] == tops
    assert all(child.geometry().right() < width for child in children)


def test_what_is_hidden_takes_no_room(flow):
    place, children = flow
    children[1].hide()
    assert place.layout().heightForWidth(210) == 20
    for child in children:
        child.hide()
    assert place.layout().heightForWidth(210) == 0
