"""The look: calm paper colours, one accent, type large enough to read across a counter."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop.machine.folders import resources

INK = "#1d2733"
SOFT = "#5b6b7b"
LINE = "#d9e0e7"
GROUND = "#f4f6f8"
PAPER = "#ffffff"
ACCENT = "#b3261e"
ACCENT_DARK = "#8f1d17"
BLUE = "#1f5fa8"
GREEN = "#1e7d4f"
YELLOW = "#b7791f"
RED = "#c0392b"
VERDICT_COLOURS = {"green": GREEN, "yellow": YELLOW, "red": RED}

CHEVRON = (resources() / "icons" / "chevron.png").as_posix()

STYLE = f"""
* {{ color: {INK}; }}
QWidget#window, QStackedWidget, QScrollArea, QWidget#ground {{ background: {GROUND}; }}
QFrame#header {{ background: {PAPER}; border-bottom: 1px solid {LINE}; }}
QLabel#brand {{ font-size: 17px; font-weight: 700; color: {ACCENT}; }}
QLabel#place {{ color: {SOFT}; }}
QLabel#training {{ background: #fff3d6; color: #7a4b00; border-radius: 9px; padding: 3px 10px; font-weight: 600; }}
QFrame#nav {{ background: {PAPER}; border-right: 1px solid {LINE}; }}
QPushButton#nav {{ text-align: left; padding: 10px 14px; border: none; border-radius: 8px; background: transparent; }}
QPushButton#nav:hover {{ background: #eef2f6; }}
QPushButton#nav:checked {{ background: #fbe9e7; color: {ACCENT_DARK}; font-weight: 600; }}
QScrollArea#scrolling, QScrollArea#scrolling > QWidget > QWidget {{ background: {PAPER}; }}
QFrame#card {{ background: {PAPER}; border: 1px solid {LINE}; border-radius: 10px; }}
QLabel#title {{ font-size: 20px; font-weight: 700; }}
QLabel#section {{ font-size: 13px; font-weight: 700; color: {SOFT}; }}
QLabel#hint, QLabel#soft {{ color: {SOFT}; }}
QLabel#key {{ background: {GROUND}; border: 1px solid #c3ccd6; border-bottom-width: 2px; border-radius: 5px;
    padding: 1px 6px; }}
QLabel#big {{ font-size: 16px; }}
QPushButton {{ background: {PAPER}; border: 1px solid #c3ccd6; border-radius: 8px; padding: 8px 16px; }}
QPushButton:hover {{ background: #f0f3f6; }}
QPushButton:focus {{ border: 2px solid {BLUE}; padding: 7px 15px; }}
QPushButton:disabled {{ color: #9aa7b4; background: #f3f5f7; border-color: {LINE}; }}
QPushButton#primary {{ background: {ACCENT}; color: white; border: none; font-weight: 600; padding: 9px 18px; }}
QPushButton#primary:hover {{ background: {ACCENT_DARK}; }}
QPushButton#primary:focus {{ border: 2px solid {INK}; padding: 7px 16px; }}
QPushButton#primary:disabled {{ background: #d8b4b1; color: #fff6f5; }}
QToolButton {{ background: {PAPER}; border: 1px solid #c3ccd6; border-radius: 8px; padding: 7px 14px; }}
QToolButton:hover {{ background: #f0f3f6; }}
QToolButton:focus {{ border: 2px solid {BLUE}; padding: 6px 13px; }}
QToolButton:disabled {{ color: #9aa7b4; background: #f3f5f7; border-color: {LINE}; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton#consent {{ border: none; background: transparent; color: {SOFT}; padding: 7px 4px; }}
QToolButton#consent:hover {{ color: {INK}; }}
QToolButton#more {{ padding: 7px 8px; }}
QMenu {{ background: {PAPER}; border: 1px solid {LINE}; padding: 5px; }}
QMenu::item {{ padding: 7px 22px 7px 26px; border-radius: 5px; }}
QMenu::item:selected {{ background: #e7f0fa; }}
QMenu::item:disabled {{ color: #9aa7b4; }}
QMenu::separator {{ height: 1px; background: {LINE}; margin: 4px 8px; }}
QFrame#question {{ background: #fff6e0; border: 1px solid #efd9a3; border-radius: 8px; }}
QLineEdit, QComboBox {{ background: {PAPER}; border: 1px solid #c3ccd6; border-radius: 7px; padding: 7px 9px; }}
QLineEdit:focus, QComboBox:focus {{ border: 2px solid {BLUE}; padding: 6px 8px; }}
QLineEdit[told="green"] {{ border-left: 4px solid {GREEN}; padding-left: 7px; }}
QLineEdit[told="asked"] {{ border-left: 4px solid {YELLOW}; padding-left: 7px; background: #fffaf0; }}
QLineEdit[told="refused"] {{ border: 2px solid {RED}; padding: 6px 8px; background: #fdecea; }}
QLineEdit:read-only {{ color: {SOFT}; }}
QPushButton#choice {{ padding: 6px 8px; }}
QPushButton#choice:focus {{ padding: 5px 7px; }}
QPushButton#other {{ text-align: left; color: #7a4b00; background: #fff6e0; border-color: #efd9a3; padding: 5px 9px; }}
QLabel#excerpt {{ border: 1px solid {LINE}; border-radius: 4px; background: {GROUND}; }}
QComboBox::drop-down {{ border: none; width: 28px; }}
QComboBox::down-arrow {{ image: url("{CHEVRON}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {PAPER}; selection-background-color: #dce9f7; selection-color: {INK}; }}
QListView, QListWidget, QTableView, QTableWidget {{ background: {PAPER}; border: none; outline: none; }}
QListWidget#papers {{ border: 1px solid {LINE}; border-radius: 8px; padding: 4px; }}
QListWidget#papers::item {{ padding: 4px 8px; border-radius: 6px; }}
QListWidget#papers::item:selected {{ background: #e7f0fa; color: {INK}; }}
QListWidget#checklist::item {{ border-radius: 8px; margin: 1px 0; }}
QListWidget#checklist::item:selected {{ background: #e7f0fa; }}
QListWidget#thumbnails {{ background: {GROUND}; border-right: 1px solid {LINE}; }}
QListWidget#thumbnails::item {{ padding: 3px; border: 2px solid transparent; border-radius: 6px; color: {SOFT}; }}
QListWidget#thumbnails::item:selected {{ border: 2px solid {BLUE}; background: #e7f0fa; }}
QTableWidget {{ gridline-color: {LINE}; selection-background-color: #e7f0fa; selection-color: {INK}; }}
QTableWidget::item {{ padding: 0 8px; }}
QHeaderView::section {{ background: {PAPER}; color: {SOFT}; border: none; border-bottom: 1px solid {LINE}; padding: 8px;
    font-weight: 600; }}
QGraphicsView {{ background: #e6eaee; border: none; }}
QFrame#verdict[verdict="yellow"] {{ background: #fff6e0; border-bottom: 1px solid #efd9a3; }}
QFrame#verdict[verdict="red"] {{ background: #fdecea; border-bottom: 1px solid #f3b7b1; }}
QFrame#message {{ background: #fdecea; border: 1px solid #f3b7b1; border-radius: 8px; }}
QFrame#message[kind="good"] {{ background: #e8f5ee; border-color: #a9d8bf; }}
QFrame#status {{ background: {PAPER}; border-top: 1px solid {LINE}; }}
QPushButton#light {{ border: none; background: transparent; padding: 6px 10px; text-align: left; color: {INK}; }}
QPushButton#light:hover {{ background: #eef2f6; }}
QProgressBar {{ border: none; background: {LINE}; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {BLUE}; border-radius: 3px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle {{ background: #c3ccd6; border-radius: 3px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: #9aa7b4; }}
QScrollBar::add-line, QScrollBar::sub-line {{ background: none; border: none; width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
QToolTip {{ background: {INK}; color: white; border: none; padding: 5px; }}
"""


def dress(application: QApplication) -> None:
    """Load the bundled fonts and give the application its look."""
    for name in ("Arimo-Regular.ttf", "Arimo-Bold.ttf", "Tinos-Regular.ttf"):
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))
    font = QFont("Arimo")
    font.setPixelSize(14)
    application.setStyle("Fusion")
    application.setFont(font)
    application.setStyleSheet(STYLE)
