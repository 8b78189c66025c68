from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent
from PySide6.QtTest import QTest

from desktop.ui.controllers.page_view import PageView


def white_page() -> bytes:
    from PySide6.QtCore import QBuffer

    image = QImage(800, 1100, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")  # type: ignore[call-overload]  # PySide takes text here, whatever its types say
    return bytes(buffer.data().data())


@pytest.fixture
def view(application):
    made = PageView()
    made.resize(600, 700)
    made.show()
    made.show_page(white_page())
    made.begin_crop(QRectF(100, 100, 600, 900))
    yield made
    made.close()


def press(frame, key, *, far=False):
    modifier = Qt.KeyboardModifier.ShiftModifier if far else Qt.KeyboardModifier.NoModifier
    return frame.key(QKeyEvent(QEvent.Type.KeyPress, key, modifier))


@pytest.mark.window
def test_the_arrows_move_one_side_and_tab_goes_to_the_next(view):
    frame = view.crop
    assert press(frame, Qt.Key.Key_Right)
    assert frame.box == QRectF(104, 100, 596, 900)
    press(frame, Qt.Key.Key_Tab)
    press(frame, Qt.Key.Key_Down, far=True)
    assert frame.box == QRectF(104, 140, 596, 860)
    assert not press(frame, Qt.Key.Key_A)


@pytest.mark.window
def test_a_frame_never_leaves_the_page_and_never_vanishes(view):
    frame = view.crop
    for _ in range(60):
        press(frame, Qt.Key.Key_Left, far=True)
    assert frame.box.left() == 0
    for _ in range(60):
        press(frame, Qt.Key.Key_Right, far=True)
    assert frame.box.width() == 40


@pytest.mark.window
def test_the_mouse_takes_hold_of_a_corner(view):
    before = view.crop.box
    corner = view.mapFromScene(before.bottomRight())
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    QTest.mouseMove(view.viewport(), corner - QPoint(50, 60))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=corner - QPoint(50, 60))
    after = view.crop.box
    assert (after.left(), after.top()) == (before.left(), before.top())
    assert after.right() < before.right() - 40
    assert after.bottom() < before.bottom() - 40


@pytest.mark.window
def test_another_page_ends_cropping(view):
    view.show_page(white_page())
    assert view.crop is None
