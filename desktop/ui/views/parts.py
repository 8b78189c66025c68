"""Small pieces of layout that every view uses."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget


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
