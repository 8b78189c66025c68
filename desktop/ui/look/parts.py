"""Small pieces of layout that every view uses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.look import icons
from desktop.ui.look.fitting import SaysWhole, few_letters_px, fitting
from desktop.ui.look.keys import KeyButton
from desktop.ui.look.tokens import SPACE_PX, colours

_BESIDE_ICON_PX = 3
_BELOW = "below"
_WHOLE = frozenset({"title", "figure_number", "training", "key", "call_key", "tile"})
"""Labels that are never cut: names of screens, numbers, and what stands in a frame of its own."""
LINE_BELOW_PX = 28
"""A note and the space above it."""


def label(text: str = "", name: str = "", *, wrap: bool = False) -> QLabel:
    """A label with its role in the theme; in one line it gives way, but for what must be read whole."""
    made = QLabel(text) if wrap or name in _WHOLE else _ShrinkingLabel(text)
    made.setObjectName(name)
    made.setWordWrap(wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def row_label(text: str) -> QLabel:
    """A form's label, in the middle of its row."""
    made = label(text)
    made.setMinimumHeight(34)
    return made


class _Note(QLabel):
    """As tall as its words are at the width it gets, where a label asks for two lines to be safe."""

    def sizeHint(self) -> QSize:
        """One line; a layout that knows the width asks for more where it is needed."""
        return QSize(super().sizeHint().width(), self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(super().minimumSizeHint().width(), self.fontMetrics().height())


def lay_screen(layout: QBoxLayout) -> None:
    """Give what lies on a screen its room to the edges, and to each other."""
    layout.setContentsMargins(14, SPACE_PX, 14, SPACE_PX)
    layout.setSpacing(SPACE_PX)


def tab(text: str) -> QPushButton:
    """One of several words, of which one is chosen: it says what is listed below."""
    made = _ShrinkingButton(text)
    made.setObjectName("tab")
    made.setAccessibleName(text)
    made.setCheckable(True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


class _SearchField(QLineEdit):
    """Its key is drawn in it while nothing else is; words end before that."""

    def __init__(self, key: str) -> None:
        super().__init__()
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 8, 0)
        self._cap = label(key, "key")
        self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.textChanged.connect(lambda text: self._cap.setVisible(not text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """It stands in its window, and the key has its size."""
        super().resizeEvent(event)
        self.setTextMargins(0, 0, self._cap.sizeHint().width(), 0)


def search_field(words: str, key: str) -> QLineEdit:
    """A field to look for something with, its key drawn in it.

    Args:
        words: what is looked for.
        key: that leads into it, as it stands on the keyboard.
    """
    made = _SearchField(key)
    made.setObjectName("search")
    made.addAction(icons.icon("search", colours().soft), QLineEdit.ActionPosition.LeadingPosition)
    made.setPlaceholderText(words)
    made.setAccessibleName(words)
    return made


def note() -> QLabel:
    """Words that come and go, such as those right below a field."""
    made = _Note()
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made


class _ShrinkingLabel(SaysWhole, QLabel):
    """Ends in … where there is no room for all of it, and says the rest under the mouse."""

    def minimumSizeHint(self) -> QSize:
        """As tall as it is, and no width."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:
        """As much of the words as there is room for."""
        self.style().drawItemText(
            QPainter(self),
            self.contentsRect(),
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            self._fitting(),
            self.foregroundRole(),
        )

    def words_shown(self) -> tuple[str, str]:
        """All its words, and what of them there is room for."""
        return self.text(), self._fitting()

    def _fitting(self) -> str:
        return fitting(self.text(), self.fontMetrics(), self.contentsRect().width())


class _ShrinkingButton(SaysWhole, QPushButton):
    """Ends in … where there is no room for all of its words, and says them under the mouse."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """As tall as it is, and as wide as its icon and a few letters."""
        icon = 0 if self.icon().isNull() else self.iconSize().width() + _BESIDE_ICON_PX
        return QSize(icon + few_letters_px(self.fontMetrics()), super().minimumSizeHint().height())

    def words_shown(self) -> tuple[str, str]:
        """All its words, and what of them there is room for."""
        return self.text(), self._fitting()

    def paintEvent(self, _: QPaintEvent) -> None:
        """As much of the words as there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self._fitting()
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def _fitting(self) -> str:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        if not self.icon().isNull():
            room -= self.iconSize().width() + _BESIDE_ICON_PX
        return fitting(self.text(), self.fontMetrics(), room)


class _MenuButton(SaysWhole, QToolButton):
    """Opens a menu; ends in … where there is no room for all of its words."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """As tall as it is, its arrow, and a few letters of its words."""
        hint, metrics = self.sizeHint(), self.fontMetrics()
        spared = metrics.horizontalAdvance(self.text()) - few_letters_px(metrics)
        return QSize(hint.width() - max(0, spared), hint.height())

    def words_shown(self) -> tuple[str, str]:
        """All its words, and what of them there is room for."""
        return self.text(), self._fitting()

    def paintEvent(self, _: QPaintEvent) -> None:
        """As much of the words as there is room for."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = self._fitting()
        QStylePainter(self).drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)

    def _fitting(self) -> str:
        missing, metrics = self.sizeHint().width() - self.width(), self.fontMetrics()
        room = metrics.horizontalAdvance(self.text()) - missing
        return fitting(self.text(), metrics, room) if missing > 0 else self.text()


def shrinking(text: str = "", name: str = "") -> QLabel:
    """A label of one line that gives way instead of widening the window."""
    made = _ShrinkingLabel(text)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def light(text: str = "", *, whole: bool = False) -> QPushButton:
    """A button that looks like a line of words, and gives way instead of widening the window, or is read whole."""
    made = QPushButton(text) if whole else _ShrinkingButton(text)
    made.setObjectName("light")
    made.setAccessibleName(text)
    return made


def button(text: str, *, primary: bool = False, name: str = "") -> QPushButton:
    """A button, with its key drawn on it where its text names one; one primary at a time."""
    made = KeyButton(text)
    made.setObjectName("primary" if primary else name)
    made.setAccessibleName(text)
    return made


def make_primary(button: QPushButton, *, primary: bool) -> None:
    """Draw a button as the one to press, or as any other; one with a look of its own keeps that until it is."""
    if primary != (button.objectName() == "primary"):
        button.setObjectName("primary" if primary else "")
        dress_anew(button)


def dress_anew(widget: QWidget) -> None:
    """Let the theme look again at a widget whose role or state has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def chip(key: str, *, name: str = "chip", checkable: bool = False) -> KeyButton:
    """A small button among its like, with its key drawn on it; one that can stay down shows that it is."""
    made = KeyButton("", key)
    made.setObjectName(name)
    made.setCheckable(checkable)
    return made


def tell(widget: QWidget, told: str) -> None:
    """Give a field, or the note below it, the look of what is told: `green`, `asked`, `refused`, `soft`, or nothing."""
    if (widget.property("told") or "") != told:
        widget.setProperty("told", told)
        dress_anew(widget)


def menu_button(text: str, menu: QMenu) -> QToolButton:
    """A button that opens a menu: an arrow, behind its words where it has some."""
    made = _MenuButton()
    made.setText(text)
    made.setIcon(icons.icon("chevron-down", colours().soft))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    # The arrow stands behind the words.
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.setAccessibleName(text)
    if menu.parent() is None:
        # It is dressed as what it is opened from, and reads as ever.
        menu.setParent(made, menu.windowFlags())
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
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


def keep_below(field: QWidget, rows: QWidget) -> None:
    """Let a list that comes up below a field be in sight with it, while the field has the cursor."""
    field.setProperty(_BELOW, rows)


class _Following(QScrollArea):
    """Keeps what has the cursor in sight, with the line below it, however the cursor came there."""

    def __init__(self) -> None:
        super().__init__()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows belong to what it is part of: a list beside the field that has the cursor."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is inside gets another size."""
        if event.type() == QEvent.Type.Resize:
            # Its parts are put in their places after this.
            QTimer.singleShot(0, self, self._follow)
        return super().eventFilter(watched, event)

    @Slot()
    def _follow(self) -> None:
        inside, cursor = self.widget(), QApplication.focusWidget()
        if inside and cursor and inside.isAncestorOf(cursor):
            # Qt's own way is content with the text cursor: the field around it may be cut in two.
            top, bar = cursor.mapTo(inside, QPoint(0, 0)).y(), self.verticalScrollBar()
            foot, below = top + cursor.height() + LINE_BELOW_PX, cursor.property(_BELOW)
            if isinstance(below, QWidget) and below.isVisible():
                foot = max(foot, below.mapTo(inside, QPoint(0, below.height())).y())
            bar.setValue(min(max(bar.value(), foot - self.viewport().height()), top))


class _AsTall(_Following):
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
    return _scrolling(_Following(), inside)


def on_ground(inside: QWidget) -> QScrollArea:
    """Sheets on the window's ground, as tall as they are where there is room; else they scroll."""
    area = _scrolling(_AsTall(), inside)
    for part in (area, inside):
        part.setObjectName("ground")
    return area


def yielding(inside: QWidget) -> QScrollArea:
    """Something that takes no more than its height, and scrolls where even that is not there."""
    area = _scrolling(_AsTall(), inside)
    area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return area


def _scrolling(area: QScrollArea, inside: QWidget) -> QScrollArea:
    area.setObjectName("scrolling")
    # Else Qt measures all that is inside, which is not dressed yet, to give it a size that it never has.
    inside.setAttribute(Qt.WidgetAttribute.WA_Resized)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setMinimumHeight(60)
    return area
