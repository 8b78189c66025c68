"""The window's frame: the rail at the left, the head, the page with the message bar over it, the lights."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.acting import act_button, say_key
from desktop.ui.acts.table import Act, key_of
from desktop.ui.look.doing import DoingBar
from desktop.ui.look.message import MessageBar
from desktop.ui.look.parts import label, light, search_field, shrinking
from desktop.ui.look.rail import WIDTH_PX, RailButton
from desktop.ui.page import Screen, Where

translate = QCoreApplication.translate

_FIRST = 100
"""The search takes its greatest width before anything else gets room that is left."""

# A 1366 px screen at 150 % has 911 px to give.
SEARCH_PX = (180, 300)
"""Least and greatest width."""


class FrameView(QHBoxLayout):
    """The rail; beside it, from above, head, page, lights.

    Args:
        screens: those of this counter.
    """

    def __init__(self, screens: Sequence[Screen]) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)
        self.training = label(translate("FrameView", "TRAINING"), "training")
        self.heading = label("", "title")
        self.subheading = shrinking("", "soft")
        self.search = search_field(translate("FrameView", "Find a dossier, a person, a number…"), key_of(Act.FIND))
        self.group = QButtonGroup()
        self.nav: dict[Where, RailButton] = {}
        self.official = RailButton("", "circle-user")
        self.official.setCheckable(False)
        self.rail = self._rail(screens)
        self.addWidget(self.rail)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.tools = QHBoxLayout()
        column.addWidget(self._head())
        self.ground = QWidget()
        self.ground.setObjectName("ground")
        held = QVBoxLayout(self.ground)
        held.setContentsMargins(0, 0, 0, 0)
        self.pages = QStackedWidget()
        held.addWidget(self.pages)
        column.addWidget(self.ground, 1)
        self.message = MessageBar(self.ground, act_button(Act.AGREE), act_button(Act.BACK))
        self.doing = DoingBar(self.ground, self.message, act_button(Act.BACK, translate("FrameView", "Stop")))
        self.lights: dict[str, QPushButton] = {}
        self.account = light()
        self.status = self._status()
        column.addWidget(self.status)
        self.addLayout(column, 1)

    def show_title(self, title: str, about: str) -> None:
        """What the screen is called, and a line about it."""
        self.heading.setText(title)
        self.subheading.setText(about)

    def show_unopened(self, page: QWidget) -> None:
        """Only why nothing could be opened; the rest of the frame does nothing."""
        for part in (self.rail, self.search):
            part.setEnabled(False)
        self.status.hide()
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def show_official(self, name: str) -> None:
        """Whose name stands at the foot of the rail."""
        self.official.name(_short(name))

    def _rail(self, screens: Sequence[Screen]) -> QFrame:
        frame = QFrame()
        frame.setObjectName("nav")
        frame.setFixedWidth(WIDTH_PX)
        column = QVBoxLayout(frame)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(4)
        above = [screen for screen in screens if screen.words and not screen.at_foot]
        below = [screen for screen in screens if screen.words and screen.at_foot]
        for screen in above:
            column.addWidget(self._job(screen))
        # The clerk's work above, the machine and the person at the foot.
        column.addStretch(1)
        for screen in below:
            column.addWidget(self._job(screen))
        column.addWidget(self.official)
        return frame

    def _job(self, screen: Screen) -> RailButton:
        made = RailButton(translate("Screens", screen.words), screen.icon)
        made.setToolTip(say_key(screen.key))
        self.group.addButton(made)
        self.nav[screen.where] = made
        return made

    def _head(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("header")
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self.heading)
        row.addWidget(self.subheading)
        row.addWidget(self.training, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addLayout(self.tools)
        self.search.setMinimumWidth(SEARCH_PX[0])
        self.search.setMaximumWidth(SEARCH_PX[1])
        row.addWidget(self.search, _FIRST)
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
            ("outbox", translate("FrameView", "Outbox: looking…")),
        ):
            made = light(text)
            self.lights[key] = made
            row.addWidget(made)
        # Only there when it has something to say.
        self.lights["signed"] = light()
        self.lights["signed"].hide()
        row.addWidget(self.lights["signed"])
        row.addWidget(self.account)
        row.addStretch(1)
        # Others give way first.
        self.keys = light(translate("FrameView", "%k keys").replace("%k", key_of(Act.KEYS)), whole=True)
        row.addWidget(self.keys)
        return frame


def _short(name: str) -> str:
    """A person's name as it fits the rail: `N. T. Mẫu`."""
    *before, last = name.split() or [""]
    return " ".join([*(f"{part[0]}." for part in before), last])
