"""Words twice as long, names of 80 letters, small screens: nothing is cut off, off the screen, or over another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QWidget,
)

from desktop.model.dossier import Party, PartyKind
from desktop.ui.language import compiled
from desktop.ui.look.message import MessageBar
from desktop.ui.main_window import MainWindow
from tests.ui.everywhere import everywhere

WIDE = QSize(1366, 768 - 40)
_DEEPEST = 4
"""Layouts in one another that are laid out anew."""
SMALL = QSize(1280 * 2 // 3, 720 * 2 // 3 - 40)
"""1280 × 720 at 150 %. The task bar is 40 px in both."""
LONG_NAME = "Tôn Nữ Hoàng Thị Bảo Châu Ngọc Quỳnh Anh Phương Thảo Minh Khuê Diễm My Thục Đoan"


class Twice(QTranslator):
    """Says everything twice."""

    def __init__(self) -> None:
        super().__init__()
        self._words = QTranslator()
        assert self._words.load(str(compiled()))

    def translate(self, context: str, source: str, comment: str | None = None, n: int = -1) -> str:
        words = self._words.translate(context, source, comment, n) or source
        return f"{words} {words}"

    def isEmpty(self) -> bool:
        return False


def faults(root: QWidget) -> Iterator[str]:
    """What is wrong with how everything in a window or a dialog is laid out."""
    shown = [one for one in root.findChildren(QWidget) if one.isVisibleTo(root) and not isinstance(one, QMenu)]
    for widget in shown:
        if (
            isinstance(widget, QScrollBar)
            or isinstance(widget.parentWidget(), QLineEdit | QComboBox)
            or widget.size().isEmpty()
        ):
            continue
        if wide := too_wide(widget):
            yield wide
        scrolled = scrolls(widget, root)
        place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
        if not scrolled and not root.rect().contains(place):
            yield f"off the screen: {told(widget)} {place}"
        if not scrolled and widget.objectName() == "primary" and widget.visibleRegion().boundingRect() != widget.rect():
            yield f"the thing to do is not whole: {told(widget)}"
        if cut(widget):
            yield f"cut off: {told(widget)} {widget.size()} for {widget.sizeHint()}"
    for holder in {parent for one in shown if (parent := one.parentWidget())}:
        yield from overlaps(holder)


def too_wide(widget: QWidget) -> str:
    """What is wrong with a row of a list, or with what scrolls, that goes only up and down; empty where nothing is."""
    holder = widget.parentWidget()
    area = holder.parentWidget() if holder else None
    if isinstance(area, QAbstractItemView) and holder is area.viewport() and widget.geometry().right() > holder.width():
        return f"a row wider than its list: {told(widget)} {widget.geometry()} in {holder.width()}"
    inside = widget.widget() if isinstance(widget, QScrollArea) else None
    if isinstance(widget, QScrollArea) and inside and inside.width() > widget.viewport().width():
        return f"wider than its place: {told(widget)} {inside.width()} in {widget.viewport().width()}"
    return ""


def scrolls(widget: QWidget, root: QWidget) -> bool:
    """Whether it lies in something that scrolls."""
    held = widget.parentWidget()
    while held and held is not root and not isinstance(held, QAbstractScrollArea):
        held = held.parentWidget()
    return isinstance(held, QAbstractScrollArea)


def cut(widget: QWidget) -> bool:
    """Whether it has less room than it can be shown in: what ends in … asks for no more than that."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width()) - 1
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox):
        least = widget.minimumSizeHint()
        return widget.height() < least.height() - 1 or (
            not isinstance(widget, QLineEdit | QComboBox) and widget.width() < least.width() - 1
        )
    return False


def overlaps(holder: QWidget) -> Iterator[str]:
    """Those of its parts that lie over one another."""
    if isinstance(holder, QStackedWidget | QAbstractScrollArea | QLineEdit | QComboBox):
        return
    parts = [
        one
        for one in holder.findChildren(QWidget)
        if one.parentWidget() is holder and one.isVisible() and not isinstance(one, MessageBar | QDialog | QMenu)
    ]
    parts = [one for one in parts if not one.isWindow() and not one.size().isEmpty()]
    for at, one in enumerate(parts):
        for other in parts[at + 1 :]:
            if one.geometry().intersects(other.geometry()):
                yield f"over one another: {told(one)} {one.geometry()} and {told(other)} {other.geometry()}"


def told(widget: QWidget) -> str:
    text = getattr(widget, "text", lambda: "")
    return f"{type(widget).__name__} «{widget.objectName()}» «{text()[:40]}»"


def sized(root: QWidget, size: QSize) -> None:
    """Give it its size on a screen: a window all of it, a dialog what it likes of it."""
    root.resize(size if isinstance(root, MainWindow) else root.sizeHint().boundedTo(size))
    QApplication.processEvents()
    QApplication.processEvents()
    # News that came in meanwhile (a light) has asked for another layout, and each layout may ask the one around it.
    for _ in range(_DEEPEST):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


@pytest.mark.slow
@pytest.mark.window
def test_twice_the_words_and_long_names_fit(desk, application, monkeypatch) -> None:
    owner = Party(kind=PartyKind.CITIZEN, name=LONG_NAME, number="052199000777")
    monkeypatch.setattr("tests.ui.conftest.party_from_qr", lambda _: owner)
    assert len(LONG_NAME) == 80
    opened = desk((2, 1))
    opened.settle()
    window, until = opened.clerk.window, opened.clerk.until
    twice = Twice()
    window.make_anew(lambda: application.installTranslator(twice))
    found: list[str] = []
    try:
        for name, root in everywhere(window, until):
            if isinstance(root, QMenu):
                continue
            before = root.size()
            for size in (WIDE, SMALL):
                sized(root, size)
                if root.width() > size.width() or root.height() > size.height():
                    found.append(f"{name}: {root.size()} on {size}")
                found += [f"{name}, {size.width()}: {fault}" for fault in faults(root)]
            sized(root, before)
    finally:
        application.removeTranslator(twice)
    assert not found, "\n".join(found)
