"""The citizen's screen: her page large at the left, what she asks for and gets at the right; or nothing of anybody.

All that is of somebody lies in one widget, made anew of one `ForCitizen` and deleted whole: nothing of a person can
stay behind in it.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.look import icons
from desktop.ui.look.parts import card, label
from desktop.ui.look.picture import Fitted, code_image
from desktop.ui.look.sheet import dress_window
from desktop.ui.look.tokens import CITIZEN_CODE_PX, CITIZEN_PX, CITIZEN_SMALL_PX, SPACE_PX, colours
from desktop.workflow.for_citizen import BroughtPaper, ForCitizen

translate = QCoreApplication.translate

_MOST_SMALL = 8
"""Small pages in the row below the large one."""
_AIR_PX, _LEAST_PX, _SIZE_PX = 28, (200, 240), (1100, 700)


class CitizenWindow(QWidget):
    """A window of its own, which never takes the clerk's keyboard."""

    shut = Signal()
    """Somebody has closed it."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setObjectName("citizen")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(*_SIZE_PX)
        dress_window(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_AIR_PX, _AIR_PX, _AIR_PX, _AIR_PX)
        self._inside: QWidget | None = None
        self._shown: ForCitizen | None = None
        self.blank()

    @property
    def shown(self) -> ForCitizen | None:
        """What is on it; None while it is blank."""
        return self._shown

    def blank(self) -> None:
        """Show nothing of anybody, from this moment."""
        if self._shown is not None or self._inside is None:
            self._put(_greeting())
        self._shown = None

    def show_citizen(self, own: ForCitizen) -> None:
        """Show this, and nothing else."""
        if own != self._shown:
            self._put(_content(own))
            self._shown = own

    def make_anew(self) -> None:
        """The same in another language or in other colours."""
        dress_window(self)
        self._put(_content(self._shown) if self._shown else _greeting())

    def open_on(self, place: QRect | None) -> None:
        """Come up on a screen of its own, all of it; or as a window among others, where there is none."""
        self.setWindowTitle(translate("CitizenWindow", "The citizen's screen"))
        if place is not None:
            self.setGeometry(place)
            # Not `showFullScreen`, which takes the keyboard.
            self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing of anybody stays in a closed window."""
        self.blank()
        self.shut.emit()
        super().closeEvent(event)

    def _put(self, inside: QWidget) -> None:
        self.setUpdatesEnabled(False)
        if self._inside is not None:
            # At once: what is deleted later is there until then.
            shiboken6.delete(self._inside)
        self._inside = inside
        self._column.addWidget(inside)
        self.setUpdatesEnabled(True)
        # On the screen before anything else is done.
        self.repaint()


def _greeting() -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.addStretch(2)
    for words, name in (
        (translate("CitizenWindow", "Welcome"), "citizen_name"),
        (translate("CitizenWindow", "When it is your turn, you see your own papers here."), "citizen_about"),
    ):
        line = label(words, name, wrap=True)
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(line)
    column.addStretch(3)
    return made


def _content(own: ForCitizen) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(_AIR_PX)
    if own.large:
        row.addWidget(_pages(own), 5)
    row.addWidget(_values(own), 4)
    return made


def _pages(own: ForCitizen) -> QWidget:
    """The page in work, what it belongs to, and the pages beside it."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_PX)
    column.addWidget(label(own.paper, "citizen_value", wrap=True))
    if own.to_sign:
        words = translate("CitizenWindow", "Please read it: it will be printed for you to complete and sign.")
        column.addWidget(label(words, "citizen_about", wrap=True))
    column.addWidget(card(Fitted(QImage.fromData(own.large), _LEAST_PX), margin=SPACE_PX), 1)
    if len(own.small) > 1:
        row = QHBoxLayout()
        row.setSpacing(SPACE_PX)
        for small in own.small[:_MOST_SMALL]:
            row.addWidget(_small(small))
        row.addStretch(1)
        column.addLayout(row)
    return held


def _small(picture: bytes) -> Fitted:
    made = Fitted(QImage.fromData(picture), CITIZEN_SMALL_PX)
    made.setFixedSize(*CITIZEN_SMALL_PX)
    return made


def _values(own: ForCitizen) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_PX)
    column.addWidget(label(own.name, "citizen_name", wrap=True))
    _told(column, translate("CitizenWindow", "You ask for"), own.procedure)
    if own.gets:
        _told(column, translate("CitizenWindow", "You will get"), "\n".join(own.gets))
    if own.due:
        _told(column, translate("CitizenWindow", "Day of return"), f"{own.due:%d/%m/%Y}", "citizen_due")
    column.addSpacing(SPACE_PX)
    column.addWidget(label(translate("CitizenWindow", "Your papers"), "citizen_about"))
    for paper in own.papers:
        column.addWidget(_brought(paper))
    column.addStretch(1)
    if own.code:
        column.addWidget(_receipt(own))
    return card(held, margin=_AIR_PX)


def _told(column: QVBoxLayout, about: str, value: str, name: str = "citizen_value") -> None:
    column.addSpacing(SPACE_PX)
    column.addWidget(label(about, "citizen_about"))
    column.addWidget(label(value, name, wrap=True))


def _brought(paper: BroughtPaper) -> QWidget:
    """A paper with a tick once it is there."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_PX)
    sign = QLabel()
    worn = colours()
    icon, colour = ("circle-check", worn.good) if paper.there else ("circle-dashed", worn.faint)
    sign.setPixmap(icons.picture(icon, colour, CITIZEN_PX + SPACE_PX // 2))
    pages = translate("CitizenWindow", "%1 pages").replace("%1", str(paper.pages)) if paper.pages else ""
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(paper.name, "citizen_value", wrap=True), 1)
    row.addWidget(label(pages, "citizen_about"), 0, Qt.AlignmentFlag.AlignTop)
    return held


def _receipt(own: ForCitizen) -> QWidget:
    """The code of her dossier, to be read by a telephone."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(_AIR_PX)
    code = Fitted(code_image(own.qr), CITIZEN_CODE_PX, sharp=True)
    code.setFixedSize(*CITIZEN_CODE_PX)
    code.setAccessibleName(own.code)
    words = QVBoxLayout()
    words.addStretch(1)
    words.addWidget(label(translate("CitizenWindow", "Code of your dossier"), "citizen_about"))
    words.addWidget(label(own.code, "citizen_value", wrap=True))
    words.addStretch(1)
    row.addWidget(code)
    row.addLayout(words, 1)
    return held
