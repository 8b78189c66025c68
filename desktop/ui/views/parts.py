"""Small pieces of layout that every view uses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)


def label(text: str = "", name: str = "", *, wrap: bool = False) -> QLabel:
    """A label with its role in the theme."""
    made = QLabel(text)
    made.setObjectName(name)
    made.setWordWrap(wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def row_label(text: str) -> QLabel:
    """A form's label, in the middle of its row."""
    made = label(text)
    made.setMinimumHeight(34)
    return made


def shrinking(text: QLabel) -> QLabel:
    """A label that gives way instead of widening the window."""
    text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return text


def button(text: str, *, primary: bool = False, name: str = "") -> QPushButton:
    """A button; one primary at a time."""
    made = QPushButton(text)
    made.setObjectName("primary" if primary else name)
    made.setAccessibleName(text)
    return made


def menu_button(text: str, menu: QMenu) -> QToolButton:
    """A button that opens a menu."""
    made = QToolButton()
    made.setText(text)
    made.setAccessibleName(text)
    made.setMenu(menu)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def card(*children: QWidget, margin: int = 16, spacing: int = 8) -> QFrame:
    """A sheet of paper with its children one under the other."""
    frame = QFrame()
    frame.setObjectName("card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(spacing)
    for child in children:
        column.addWidget(child)
    return frame


class _AsTall(QScrollArea):
    """As tall as what is inside, where there is room."""

    def sizeHint(self) -> QSize:
        """Size of what is inside."""
        inside = self.widget()
        return inside.sizeHint() if inside else super().sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is inside has grown or shrunk."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def scrolling(inside: QWidget) -> QScrollArea:
    """Something that may be taller than its place."""
    return _scrolling(QScrollArea(), inside)


def yielding(inside: QWidget) -> QScrollArea:
    """Something that takes no more than its height, and scrolls where even that is not there."""
    area = _scrolling(_AsTall(), inside)
    area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return area


def _scrolling(area: QScrollArea, inside: QWidget) -> QScrollArea:
    area.setObjectName("scrolling")
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setMinimumHeight(110)
    return area
