"""Every key of the window on one sheet, by what the clerk is doing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look.parts import button, label

translate = QCoreApplication.translate

CAPS_PX = 188


@dataclass(frozen=True, slots=True)
class KeyRow:
    """Keys that belong together, as they are written on the keyboard, and what they do."""

    keys: tuple[str, ...]
    words: str


def key_groups() -> tuple[tuple[tuple[str, tuple[KeyRow, ...]], ...], ...]:
    """The sheet's columns: groups of keys under a heading each."""
    return (
        (
            (
                translate("KeysView", "DOSSIER"),
                (
                    KeyRow(("Ctrl+N",), translate("KeysView", "new dossier")),
                    KeyRow(("F2",), translate("KeysView", "scan the paper that is missing next")),
                    KeyRow(("Shift+F2",), translate("KeysView", "scan a pile with separator sheets")),
                    KeyRow(("F3",), translate("KeysView", "scan the page again, in its place")),
                    KeyRow(("Ctrl+O",), translate("KeysView", "take in a file")),
                    KeyRow(("Ctrl+G",), translate("KeysView", "take it from the e-store, or give it back")),
                    KeyRow(("Ctrl+Shift+G",), translate("KeysView", "ask the e-stores anew")),
                    KeyRow(("Enter",), translate("KeysView", "confirm the paper")),
                    KeyRow(("F9",), translate("KeysView", "sign and send")),
                    KeyRow(("Esc",), translate("KeysView", "stop, close, back")),
                ),
            ),
            (
                translate("KeysView", "GO TO"),
                (
                    KeyRow(("Ctrl+1", "Ctrl+2", "Ctrl+3"), translate("KeysView", "intake, outbox, health check")),
                    KeyRow(("Ctrl+K",), translate("KeysView", "find a dossier")),
                    KeyRow(("↑", "↓"), translate("KeysView", "papers")),
                    KeyRow(("←", "→"), translate("KeysView", "pages")),
                ),
            ),
        ),
        (
            (
                translate("KeysView", "PAGE"),
                (
                    KeyRow(("Ctrl+R", "Ctrl+L"), translate("KeysView", "turn right, left")),
                    KeyRow(("Ctrl+T",), translate("KeysView", "crop")),
                    KeyRow(("Ctrl+E",), translate("KeysView", "straighten, or not")),
                    KeyRow(("Ctrl+B",), translate("KeysView", "whiten the paper, or not")),
                    KeyRow(("Alt+↑", "Alt+↓"), translate("KeysView", "one place up, down")),
                    KeyRow(("Del",), translate("KeysView", "set the page aside")),
                    KeyRow(("Ctrl+Z", "Ctrl+Y"), translate("KeysView", "undo, redo")),
                    KeyRow(("Ctrl++", "Ctrl+-", "Ctrl+0"), translate("KeysView", "larger, smaller, by width or whole")),
                    KeyRow(("Ctrl+D",), translate("KeysView", "take the other reading")),
                ),
            ),
            (
                translate("KeysView", "PROGRAM"),
                (
                    KeyRow(("Ctrl+I",), translate("KeysView", "log in at the province, or out")),
                    KeyRow(("F5",), translate("KeysView", "look again, send again")),
                    KeyRow(("F7",), translate("KeysView", "health check: driver of the signing USB")),
                    KeyRow(("F8",), translate("KeysView", "health check: take note of a revoked certificate")),
                    KeyRow(("F1",), translate("KeysView", "this sheet")),
                ),
            ),
        ),
    )


class KeysView(QVBoxLayout):
    """Two columns of groups, and the way out."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(14, 14, 14, 12)
        self.setSpacing(8)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        for groups in key_groups():
            column = QVBoxLayout()
            column.setSpacing(4)
            for heading, rows in groups:
                column.addWidget(label(heading, "section"))
                column.addLayout(self._rows(rows))
                column.addSpacing(8)
            column.addStretch(1)
            columns.addLayout(column, 1)
        self.addLayout(columns, 1)
        foot = QHBoxLayout()
        about = translate("KeysView", "Scan profiles have keys of their own, shown in the menu beside «F2 Scan».")
        foot.addWidget(label(about, "soft"), 1)
        self.leave = button(translate("KeysView", "Close (Esc)"))
        foot.addWidget(self.leave)
        self.addLayout(foot)

    def _rows(self, rows: tuple[KeyRow, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(3)
        grid.setColumnMinimumWidth(0, CAPS_PX)
        grid.setColumnStretch(1, 1)
        for at, row in enumerate(rows):
            grid.addWidget(self._caps(row.keys), at, 0)
            grid.addWidget(label(row.words), at, 1)
        return grid

    def _caps(self, keys: tuple[str, ...]) -> QWidget:
        held = QWidget()
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for key in keys:
            line.addWidget(label(key, "key"))
        line.addStretch(1)
        return held
