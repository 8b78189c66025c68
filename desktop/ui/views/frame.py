"""The window's frame: header, navigation, message bar, pages, status lights."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.views.parts import button, label, light, note, shrinking

translate = QCoreApplication.translate

# A 1366 px screen at 150 % has 911 px to give.
NARROW_PX = 1100


class FrameView(QVBoxLayout):
    """Header above, navigation left, pages right, lights below."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)
        self.place = shrinking("", "place")
        self.training = label(translate("FrameView", "TRAINING"), "training")
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("FrameView", "Find a dossier, a person, a number…  Ctrl+K"))
        self.search.setAccessibleName(translate("FrameView", "Find"))
        self.officer = label("", "soft")
        self.account = light()
        self.addWidget(self._header())
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self.group = QButtonGroup()
        self.nav: dict[str, QPushButton] = {}
        self.keys = label(translate("FrameView", "Ctrl+N  new dossier\nCtrl+1…3  go to\nF1  keys"), "hint")
        self.navigation = self._navigation()
        middle.addWidget(self.navigation)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        self.message = self._message()
        holder = QWidget()
        holder.setObjectName("ground")
        held = QVBoxLayout(holder)
        held.setContentsMargins(14, 10, 14, 0)
        held.addWidget(self.message)
        self.message_holder = holder
        holder.hide()
        right.addWidget(holder)
        self.pages = QStackedWidget()
        right.addWidget(self.pages, 1)
        middle.addLayout(right, 1)
        self.addLayout(middle, 1)
        self.lights: dict[str, QPushButton] = {}
        self.addWidget(self._status())
        self.fit(NARROW_PX)

    def fit(self, width: int) -> None:
        """Give way where the window is narrow.

        Args:
            width: of the window, px.
        """
        wide = width >= NARROW_PX
        self.navigation.setFixedWidth(176 if wide else 140)
        self.search.setFixedWidth(330 if wide else 210)
        self.keys.setVisible(wide)
        self.officer.setVisible(wide)

    def _header(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("header")
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(14)
        row.addWidget(label("Quầy Số", "brand"))
        row.addWidget(self.training)
        row.addWidget(self.place, 1)
        row.addWidget(self.search)
        row.addWidget(self.officer)
        row.addWidget(self.account)
        return frame

    def _navigation(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("nav")
        column = QVBoxLayout(frame)
        column.setContentsMargins(10, 14, 10, 14)
        column.setSpacing(4)
        for key, text in (
            ("intake", translate("FrameView", "Intake")),
            ("agency", translate("FrameView", "For the agency")),
            ("queue", translate("FrameView", "Outbox")),
            ("health", translate("FrameView", "Health check")),
        ):
            made = button(text, name="nav")
            made.setCheckable(True)
            self.group.addButton(made)
            self.nav[key] = made
            column.addWidget(made)
        column.addStretch(1)
        column.addWidget(self.keys)
        return frame

    def _message(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("message")
        row = QHBoxLayout(frame)
        row.setContentsMargins(14, 8, 8, 8)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.message_sentence = note()
        self.message_sentence.setStyleSheet("font-weight: 600;")
        self.message_advice = note()
        words.addWidget(self.message_sentence)
        words.addWidget(self.message_advice)
        row.addLayout(words, 1)
        self.message_close = button(translate("FrameView", "Close (Esc)"))
        row.addWidget(self.message_close)
        return frame

    def _status(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("status")
        row = QHBoxLayout(frame)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(4)
        for key, text in (
            ("scanner", translate("FrameView", "Scanner: looking…")),
            ("token", translate("FrameView", "Certificate: looking…")),
            ("line", translate("FrameView", "Line: looking…")),
            ("outbox", translate("FrameView", "Outbox: empty")),
        ):
            made = light(text)
            self.lights[key] = made
            row.addWidget(made)
        # Only there when it has something to say.
        self.lights["signed"] = light()
        self.lights["signed"].hide()
        row.addWidget(self.lights["signed"])
        row.addStretch(1)
        self.working = shrinking("", "soft")
        row.addWidget(self.working)
        return frame
