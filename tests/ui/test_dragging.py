"""A small picture drawn with the mouse to another place, to another paper, or left where it lies; one key undoes it."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from tests.ui.desk import Desk

CTRL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.window


@pytest.fixture
def clerk(counter):
    return counter


class Mouse:
    """The left button over the small pictures."""

    def __init__(self, desk: Desk) -> None:
        self.pictures = desk.clerk.window.dossier.pages.thumbnails

    def send(self, kind: QEvent.Type, at: QPoint) -> None:
        left = Qt.MouseButton.LeftButton
        held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else left
        viewport = self.pictures.viewport()
        event = QMouseEvent(
            kind,
            QPointF(at),
            QPointF(viewport.mapToGlobal(at)),
            Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else left,
            held,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(viewport, event)

    def middle(self, at: int) -> QPoint:
        return self.pictures.visualItemRect(self.pictures.item(at)).center()

    def draw(self, at: int, *there: QPoint) -> None:
        """Press the button on a page and go somewhere."""
        self.send(QEvent.Type.MouseButtonPress, self.middle(at))
        for point in there:
            self.send(QEvent.Type.MouseMove, point)

    def let_go(self, there: QPoint) -> None:
        self.send(QEvent.Type.MouseButtonRelease, there)


def gap(mouse: Mouse) -> int | None:
    return mouse.pictures._gap


def lying(desk: Desk, row: int) -> list[UUID]:
    window = desk.clerk.window
    return [page.id for page in window.app.papers.pages(window.dossier._rows[row].paper.id)]


def test_a_page_is_drawn_to_another_place_and_one_key_puts_it_back(desk) -> None:
    there: Desk = desk((3, 1, 1))
    there.settle()
    mouse, before = Mouse(there), lying(there, 0)
    below = mouse.middle(2) + QPoint(0, 30)
    mouse.draw(0, mouse.middle(1), below)
    assert gap(mouse) == 3
    assert there.view.doing.text() == "Trang 1 sang vị trí 3"
    mouse.let_go(below)
    there.clerk.until(lambda: lying(there, 0) == [*before[1:], before[0]], "the page behind the others")
    there.settle()
    assert gap(mouse) is None
    there.clerk.until(lambda: "Ctrl+Z" in there.view.doing.text(), "how it is undone")
    there.clerk.press(Qt.Key.Key_Z, CTRL)
    there.clerk.until(lambda: lying(there, 0) == before, "the page back in its place")
    there.settle()


def test_a_page_is_drawn_onto_another_paper(desk) -> None:
    there: Desk = desk((2, 1, 1))
    there.settle()
    mouse, first, second = Mouse(there), lying(there, 0), lying(there, 1)
    checklist = there.view.checklist
    row = checklist.visualItemRect(checklist.item(1)).center()
    over = mouse.pictures.viewport().mapFromGlobal(checklist.viewport().mapToGlobal(row))
    mouse.draw(1, mouse.middle(0), over)
    assert there.clerk.window.dossier._rows[1].paper.name in there.view.doing.text()
    mouse.let_go(over)
    there.clerk.until(lambda: (lying(there, 0), lying(there, 1)) == (first[:1], [*second, first[1]]), "it moved")
    there.settle()


@pytest.mark.parametrize("leave", ["Esc", "where it lies", "over nothing", "hardly moved"])
def test_a_page_stays_where_it_lies(desk, leave: str) -> None:
    there: Desk = desk((2, 1, 1))
    there.settle()
    mouse, before, window = Mouse(there), lying(there, 0), there.clerk.window
    end = {"over nothing": QPoint(400, 100), "where it lies": mouse.middle(0)}.get(leave, mouse.middle(1))
    end = mouse.middle(0) + QPoint(1, 1) if leave == "hardly moved" else end
    mouse.draw(0, end)
    assert window.dossier.pages.in_hand == (leave != "hardly moved" and leave != "where it lies")
    if leave == "Esc":
        there.clerk.press(Qt.Key.Key_Escape)
        assert window.shown is window.dossier
    mouse.let_go(end)
    assert not window.dossier.pages.in_hand
    there.settle()
    assert lying(there, 0) == before
    assert there.dossier and not window.app.pages.labels(there.dossier.id).undo
