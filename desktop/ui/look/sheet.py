"""The style sheet, made of the tokens."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from desktop.machine.folders import resources
from desktop.ui.look import type as typeface
from desktop.ui.look.tokens import (
    BODY_PX,
    CITIZEN_NAME_PX,
    CITIZEN_PX,
    FIGURE_PX,
    LARGE_PX,
    RADIUS_CARD,
    RADIUS_CHIP,
    RADIUS_FIELD,
    SMALL_PX,
    TITLE_PX,
    Colours,
    Theme,
    colours,
    wear,
)

_FOCUS_PX = 2


def dress(application: QApplication, theme: Theme = Theme.SYSTEM) -> None:
    """Load the typefaces and choose the colours: of all that is made from now on, in windows that are dressed."""
    font = typeface.load()
    application.setStyle("Fusion")
    application.setFont(font)
    wear(theme)


def dress_window(window: QWidget) -> None:
    """Give a window that is nobody's child the style sheet in the colours of now; what comes into it has it too.

    It stands on windows, and not on the application: there Qt would dress each part anew whenever it is put into a
    larger one, which costs four times as much as all else that a screen is made of.
    """
    window.setStyleSheet(style(colours()))


def style(c: Colours) -> str:
    """The style sheet in some colours."""
    return "".join(
        (_ground(c), _frame(c), _words(c), _buttons(c), _fields(c), _lists(c), _banners(c), _bars(c), _citizen(c))
    )


def _ground(c: Colours) -> str:
    return f"""
* {{ color: {c.ink}; font-size: {BODY_PX}px; }}
QWidget#window, QDialog, QStackedWidget, QScrollArea, QWidget#ground {{ background: {c.ground}; }}
QScrollArea#scrolling, QScrollArea#scrolling > QWidget > QWidget {{ background: {c.paper}; }}
QFrame#card {{ background: {c.paper}; border: 1px solid {c.line}; border-radius: {RADIUS_CARD}px; }}
QFrame#row {{ border-top: 1px solid {c.line}; }}
QFrame#zone {{ background: {c.chosen}; border: 1px dashed {c.edge}; border-radius: {RADIUS_CARD}px; }}
QGraphicsView {{ background: {c.desk}; border: none; }}
QMenu {{ background: {c.paper}; border: 1px solid {c.line}; padding: 5px; }}
QMenu::item {{ padding: 7px 22px 7px 26px; border-radius: 5px; }}
QMenu::item:selected {{ background: {c.chosen}; }}
QMenu::item:disabled {{ color: {c.faint}; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
QToolTip {{ background: {c.rail}; color: {c.rail_words}; border: none; padding: 5px; }}
"""


def _frame(c: Colours) -> str:
    return f"""
QFrame#header {{ background: {c.paper}; border-bottom: 1px solid {c.line}; }}
QFrame#nav {{ background: {c.rail}; }}
QFrame#status {{ background: {c.paper}; border-top: 1px solid {c.line}; }}
QLabel#brand {{ font-size: {LARGE_PX}px; font-weight: 600; color: {c.brand}; }}
QLabel#place {{ color: {c.soft}; }}
QLabel#training {{ background: {c.ask_soft}; color: {c.ask}; border-radius: {RADIUS_CHIP}px; padding: 3px 10px;
    font-size: {SMALL_PX}px; font-weight: 600; }}
QPushButton#light {{ border: none; background: transparent; padding: 4px 10px; text-align: left; color: {c.soft}; }}
QPushButton#light:hover {{ background: {c.over}; }}
QPushButton#light:focus {{ border: {_FOCUS_PX}px solid {c.act}; padding: 2px 8px; }}
QPushButton#call {{ background: {c.act}; border: {_FOCUS_PX}px solid {c.act}; border-radius: {RADIUS_CARD}px;
    padding: 0; }}
QPushButton#call:hover {{ background: {c.act_deep}; border-color: {c.act_deep}; }}
QPushButton#call:focus {{ border-color: {c.ink}; }}
QLabel#call_words {{ color: {c.on_act}; font-size: {LARGE_PX}px; font-weight: 600; }}
QLabel#call_hint {{ color: {c.on_act}; font-size: {SMALL_PX}px; }}
QLabel#call_key {{ color: {c.on_act}; border: 1px solid {c.on_act}; border-bottom-width: 2px; border-radius: 5px;
    padding: 1px 6px; font-size: {SMALL_PX}px; font-weight: 600; }}
QPushButton#figure {{ background: {c.paper}; border: 1px solid {c.line}; border-radius: {RADIUS_CARD}px; padding: 0; }}
QPushButton#figure:hover {{ background: {c.over}; }}
QPushButton#figure:checked {{ border-color: {c.act}; }}
QPushButton#figure:focus {{ border: {_FOCUS_PX}px solid {c.act}; padding: 0; }}
QLabel#figure_number {{ font-size: {FIGURE_PX}px; font-weight: 600; }}
QPushButton#step {{ background: {c.paper}; border: 1px solid {c.line}; border-radius: {RADIUS_CARD}px; padding: 0; }}
QPushButton#step:hover {{ background: {c.over}; }}
QPushButton#step:checked {{ background: {c.chosen}; border-color: {c.act}; }}
QPushButton#step:focus {{ border: {_FOCUS_PX}px solid {c.act}; padding: 0; }}
QLabel#tile {{ background: {c.chosen}; border-radius: {RADIUS_FIELD}px; }}
QLabel#empty {{ color: {c.soft}; font-size: {LARGE_PX}px; }}
QStackedWidget#sheet, QStackedWidget#sheet > QWidget {{ background: {c.paper}; border-radius: {RADIUS_CARD}px; }}
QFrame#list_head {{ border: none; border-bottom: 1px solid {c.line}; }}
"""


def _words(c: Colours) -> str:
    return f"""
QLabel#title {{ font-size: {TITLE_PX}px; font-weight: 600; }}
QLabel#section {{ font-size: {SMALL_PX}px; font-weight: 600; color: {c.soft}; }}
QLabel#hint, QLabel#soft {{ color: {c.soft}; }}
QLabel#small {{ color: {c.soft}; font-size: {SMALL_PX}px; }}
QLabel#name {{ font-weight: 600; }}
QLabel[told="soft"] {{ color: {c.soft}; }}
QLabel[told="green"], QLabel#small[told="green"], QLabel#soft[told="green"] {{ color: {c.good}; }}
QLabel[told="asked"], QLabel#small[told="asked"], QLabel#soft[told="asked"] {{ color: {c.ask}; }}
QLabel[told="refused"], QLabel#small[told="refused"], QLabel#soft[told="refused"] {{ color: {c.bad}; }}
QLabel#trouble {{ color: {c.bad}; font-weight: 600; }}
QLabel#act {{ color: {c.act}; }}
QLabel#big {{ font-size: {LARGE_PX}px; }}
QLabel#headline {{ font-size: {FIGURE_PX}px; font-weight: 600; }}
QLabel#key {{ background: {c.ground}; border: 1px solid {c.edge}; border-bottom-width: 2px; border-radius: 5px;
    padding: 1px 6px; font-size: {SMALL_PX}px; }}
QLabel#excerpt {{ border: 1px solid {c.line}; border-radius: 4px; background: {c.ground}; }}
"""


def _buttons(c: Colours) -> str:
    return f"""
QPushButton {{ background: {c.paper}; border: 1px solid {c.edge}; border-radius: {RADIUS_FIELD}px; padding: 8px 16px; }}
QPushButton:hover, QToolButton:hover {{ background: {c.over}; }}
QPushButton:focus {{ border: {_FOCUS_PX}px solid {c.act}; padding: 7px 15px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c.faint}; background: {c.ground}; border-color: {c.line}; }}
QPushButton#primary {{ background: {c.act}; color: {c.on_act}; border: 1px solid {c.act}; font-weight: 600; }}
QPushButton#primary:hover {{ background: {c.act_deep}; border-color: {c.act_deep}; }}
QPushButton#primary:focus {{ border: {_FOCUS_PX}px solid {c.ink}; }}
QPushButton#primary:disabled {{ background: {c.ground}; color: {c.faint}; border-color: {c.line}; }}
QToolButton {{ background: {c.paper}; border: 1px solid {c.edge}; border-radius: {RADIUS_FIELD}px;
    padding: 7px 14px; }}
QToolButton:focus {{ border: {_FOCUS_PX}px solid {c.act}; padding: 6px 13px; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton#consent {{ border: none; background: transparent; color: {c.soft}; padding: 7px 4px; }}
QToolButton#consent:hover {{ color: {c.ink}; }}
QToolButton#more {{ padding: 7px 6px; }}
QPushButton#choice {{ padding: 6px 8px; }}
QPushButton#choice:focus {{ padding: 5px 7px; }}
QPushButton#chip {{ padding: 4px 10px; }}
QPushButton#chip {{ background: {c.over}; border-color: {c.line}; border-radius: {RADIUS_CHIP}px; }}
QPushButton#chip:hover {{ border-color: {c.edge}; }}
QPushButton#chip:checked {{ background: {c.chosen}; border-color: {c.chosen}; font-weight: 600; }}
QPushButton#chip:focus {{ border: {_FOCUS_PX}px solid {c.act}; padding: 3px 9px; }}
QPushButton#tab {{ border: none; background: transparent; color: {c.soft}; padding: 4px 8px; }}
QPushButton#tab:hover {{ color: {c.ink}; }}
QPushButton#tab:checked {{ background: {c.chosen}; color: {c.ink}; font-weight: 600; }}
QPushButton#tab:focus {{ border: {_FOCUS_PX}px solid {c.act}; padding: 2px 6px; }}
QPushButton#other {{ text-align: left; color: {c.ask}; background: {c.ask_soft}; border-color: {c.ask_line};
    padding: 5px 9px; }}
"""


def _fields(c: Colours) -> str:
    return f"""
QLineEdit, QComboBox, QPlainTextEdit {{ background: {c.paper}; border: 1px solid {c.edge};
    border-radius: {RADIUS_FIELD}px; padding: 7px 9px;
    selection-background-color: {c.act}; selection-color: {c.on_act}; }}
QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus {{ border: {_FOCUS_PX}px solid {c.act}; padding: 6px 8px; }}
QLineEdit[told="green"] {{ border-left: 4px solid {c.good}; padding-left: 7px; }}
QLineEdit[told="asked"] {{ border-left: 4px solid {c.ask}; padding-left: 7px; background: {c.ask_soft}; }}
QLineEdit[told="refused"] {{ border: {_FOCUS_PX}px solid {c.bad}; padding: 6px 8px; background: {c.bad_soft}; }}
QLineEdit:read-only {{ color: {c.soft}; }}
QLineEdit#search {{ background: {c.ground}; }}
QLineEdit#large, QComboBox#large {{ font-size: {LARGE_PX}px; padding: 10px 12px; }}
QLineEdit#large:focus, QComboBox#large:focus {{ padding: 9px 11px; }}
QComboBox::drop-down {{ border: none; width: 28px; }}
QComboBox::down-arrow {{ image: url("{chevron()}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {c.paper}; selection-background-color: {c.chosen};
    selection-color: {c.ink}; }}
"""


def _lists(c: Colours) -> str:
    return f"""
QListView, QListWidget, QTableView, QTableWidget {{ background: {c.paper}; border: none; outline: none; }}
QListView#rows {{ background: {c.paper}; border: none; border-radius: {RADIUS_CARD}px; }}
QListWidget#papers {{ border: 1px solid {c.line}; border-radius: {RADIUS_FIELD}px; padding: 4px; }}
QListWidget#papers::item {{ padding: 4px 8px; border-radius: 6px; }}
QListWidget#papers::item:selected {{ background: {c.chosen}; color: {c.ink}; }}
QListWidget#checklist::item {{ border-radius: {RADIUS_FIELD}px; margin: 1px 0; }}
QListWidget#checklist::item:selected {{ background: {c.chosen}; border-left: 3px solid {c.act}; }}
QListWidget#found {{ background: transparent; }}
QListWidget#found::item {{ border-radius: {RADIUS_FIELD}px; color: {c.ink}; padding: 0 4px; }}
QListWidget#found::item:selected {{ background: {c.paper}; border-left: 3px solid {c.act}; color: {c.ink}; }}
QListWidget#thumbnails {{ background: {c.paper}; border-right: 1px solid {c.line}; }}
QListWidget#thumbnails::item {{ padding: 3px; border: 2px solid transparent; border-radius: {RADIUS_FIELD}px;
    color: {c.soft}; }}
QListWidget#thumbnails::item:selected {{ border: 2px solid {c.act}; background: {c.chosen}; }}
QTableWidget {{ gridline-color: {c.line}; selection-background-color: {c.chosen}; selection-color: {c.ink}; }}
QTableWidget::item {{ padding: 0 8px; }}
QHeaderView::section {{ background: {c.paper}; color: {c.soft}; border: none; border-bottom: 1px solid {c.line};
    padding: 8px; font-size: {SMALL_PX}px; font-weight: 600; }}
"""


def _banners(c: Colours) -> str:
    return f"""
QFrame#findings {{ background: {c.ask_soft}; border: 1px solid {c.ask_line}; border-radius: {RADIUS_FIELD}px; }}
QFrame#findings[told="stops"] {{ background: {c.bad_soft}; border-color: {c.bad_line}; }}
QFrame#question {{ background: {c.ask_soft}; border: 1px solid {c.ask_line}; border-radius: {RADIUS_FIELD}px; }}
QFrame#verdict[verdict="yellow"] {{ background: {c.ask_soft}; border-bottom: 1px solid {c.ask_line}; }}
QFrame#verdict[verdict="red"] {{ background: {c.bad_soft}; border-bottom: 1px solid {c.bad_line}; }}
QFrame#message {{ background: {c.bad_soft}; border: 1px solid {c.bad_line}; border-radius: {RADIUS_FIELD}px; }}
QFrame#doing {{ background: {c.paper}; border: 1px solid {c.edge}; border-radius: {RADIUS_FIELD}px; }}
QFrame#message[kind="good"] {{ background: {c.good_soft}; border-color: {c.good_line}; }}
QLabel#sentence {{ font-weight: 600; }}
"""


def _citizen(c: Colours) -> str:
    return f"""
QWidget#citizen {{ background: {c.ground}; }}
QLabel#citizen_name {{ font-size: {CITIZEN_NAME_PX}px; font-weight: 600; }}
QLabel#citizen_due {{ font-size: {CITIZEN_NAME_PX}px; font-weight: 600; color: {c.act}; }}
QLabel#citizen_about {{ font-size: {LARGE_PX}px; color: {c.soft}; }}
QLabel#citizen_value {{ font-size: {CITIZEN_PX}px; }}
"""


def _bars(c: Colours) -> str:
    return f"""
QProgressBar {{ border: none; background: {c.line}; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {c.act}; border-radius: 3px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle {{ background: {c.edge}; border-radius: 3px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {c.faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ background: none; border: none; width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
"""


def chevron() -> str:
    """Where the arrow of a list to choose from is: a style sheet takes a file and colours nothing."""
    return (resources() / "icons" / "chevron.png").as_posix()
