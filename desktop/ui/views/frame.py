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

from desktop.ui.look import icons
from desktop.ui.look.parts import button, label, light, note, shrinking
from desktop.ui.look.rail import WIDTH_PX, RailButton
from desktop.ui.look.tokens import colours

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
        self.search.setObjectName("search")
        self.search.addAction(icons.icon("search", colours().soft), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setPlaceholderText(translate("FrameView", "Find a dossier, a person, a number…  Ctrl+K"))
        self.search.setAccessibleName(translate("FrameView", "Find"))
        self.officer = label("", "soft")
        self.account = light()
        self.addWidget(self._header())
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self.group = QButtonGroup()
        self.nav: dict[str, RailButton] = {}
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
        self.search.setFixedWidth(330 if wide else 210)
        self.officer.setVisible(wide)

    def _header(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("header")
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 6, 16, 6)
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
        frame.setFixedWidth(WIDTH_PX)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(4)
        for key, icon, text in (
            ("intake", "inbox", translate("FrameView", "Intake")),
            ("agency", "stamp", translate("FrameView", "Agency")),
            ("queue", "send", translate("FrameView", "Outbox")),
            ("health", "monitor-check", translate("FrameView", "This PC")),
        ):
            # The clerk's work above, the machine at the foot.
            if key == "health":
                column.addStretch(1)
            made = RailButton(text, icon)
            self.group.addButton(made)
            self.nav[key] = made
            column.addWidget(made)
        return frame

    def _message(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("message")
        row = QHBoxLayout(frame)
        row.setContentsMargins(14, 4, 8, 4)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.message_sentence = note()
        self.message_sentence.setObjectName("sentence")
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
        self.keys = light(translate("FrameView", "F1 keys"))
        row.addWidget(self.keys)
        return frame
