"""A list for reading: who, what, how far (a bar), what next (in colour). What has changed is painted anew, no more.

The marked row, the place on the screen and the keyboard stay where they are when news comes in.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.look.tokens import ROW_PX, SMALL_PX, colours

_AIR_PX, _GAP_PX, _BAR_PX, _BAR_HEIGHT_PX = 16, 16, 70, 6
_LEAD_PX, _COUNT_PX = 176, 34
_NEXT_PX, _TOLD_PX = 190, 300
"""Room for what is to be done next; and for somebody's own words."""
_MANY_PX, _SHORT_PX = 76, 130
"""Room for counts of thousands; and for a word or two."""
_NARROW_PX = 860
_MARK_PX = 3

_Index = QModelIndex | QPersistentModelIndex


class Tone(StrEnum):
    """What a row's last words mean, by the token of their colour."""

    SOFT = "soft"
    ACT = "act"
    GOOD = "good"
    ASK = "ask"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the list.

    Attributes:
        key: by which it is known again.
        lead: what it is called, at the left.
        name: who.
        about: what; left out where there is no room.
        done, of: how far; of nothing, where that says nothing.
        next: what is to be done.
        tone: what that means.
        by: by when something of it is to be done, behind that; empty where nothing is.
        late: that is over.
    """

    key: Hashable
    lead: str
    name: str
    about: str
    done: int
    of: int
    next: str
    tone: Tone
    by: str = ""
    late: bool = False

    @property
    def words(self) -> str:
        """All of it in one line, as a screen reader says it."""
        far = f"{self.done}/{self.of}" if self.of else ""
        return " · ".join(part for part in (self.lead, self.name, self.about, far, self.next, self.by) if part)


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.rows[index.row()].words
        return None

    def turn_into(self, wanted: Sequence[Row]) -> None:
        """Become these rows by the fewest changes: what stays is not touched."""
        self._keep(frozenset(row.key for row in wanted))
        known = frozenset(row.key for row in self.rows)
        at = 0
        for stays, beside in groupby(wanted, lambda row: row.key in known):
            rows = list(beside)
            if not stays:
                # At one go: each change makes the list on the screen look at all of it.
                self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
                self.rows[at:at] = rows
                self.endInsertRows()
            for place, row in enumerate(rows if stays else (), at):
                self._put(place, row)
            at += len(rows)

    def _keep(self, keys: Collection[Hashable]) -> None:
        """Keep the rows with these keys alone."""
        end = len(self.rows)
        for stays, beside in groupby(reversed(self.rows), lambda row: row.key in keys):
            begin = end - len(list(beside))
            if not stays:
                self.beginRemoveRows(QModelIndex(), begin, end - 1)
                del self.rows[begin:end]
                self.endRemoveRows()
            end = begin

    def _put(self, at: int, row: Row) -> None:
        """Have a row that is here already in its place, as it stands now."""
        there = next(n for n in range(at, len(self.rows)) if self.rows[n].key == row.key)
        if there != at:
            self.beginMoveRows(QModelIndex(), there, there, QModelIndex(), at)
            self.rows.insert(at, self.rows.pop(there))
            self.endMoveRows()
        if self.rows[at] != row:
            self.rows[at] = row
            self.dataChanged.emit(self.index(at), self.index(at))


class _Painter(QStyledItemDelegate):
    def __init__(self, parent: QListView, next_px: int, count_px: int) -> None:
        super().__init__(parent)
        self._next_px, self._count_px = next_px, count_px

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, _Rows)
        place = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        _draw_ground(painter, place, chosen=chosen, over=bool(state & QStyle.StateFlag.State_MouseOver))
        _draw_row(painter, place, model.rows[index.row()], QFont(option.font), self._next_px, self._count_px)
        painter.restore()


def _draw_ground(painter: QPainter, place: QRectF, *, chosen: bool, over: bool) -> None:
    worn = colours()
    if chosen or over:
        painter.fillRect(place, QColor(worn.chosen if chosen else worn.over))
    if chosen:
        painter.fillRect(QRectF(place.left(), place.top(), _MARK_PX, place.height()), QColor(worn.act))
    painter.fillRect(QRectF(place.left(), place.bottom() - 1, place.width(), 1), QColor(worn.line))


def _draw_row(painter: QPainter, place: QRectF, row: Row, font: QFont, next_px: int, count_px: int) -> None:
    worn = colours()
    tone = getattr(worn, row.tone)
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    left, right = place.left() + _AIR_PX, place.right() - _AIR_PX

    def words(text: str, at: float, width: float, ink: str, face: QFont) -> None:
        painter.setFont(face)
        painter.setPen(QColor(ink))
        fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))
        where = QRectF(at, place.top(), width, place.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitted)

    next_at = right - next_px
    words(row.next, next_at, next_px, tone, font)
    if row.by:
        used = QFontMetricsF(font).horizontalAdvance(row.next) + _GAP_PX
        words(row.by, next_at + used, next_px - used, worn.bad if row.late else worn.soft, font)
    bar_at = next_at - (_GAP_PX + count_px + _BAR_PX if row.of else 0)
    words(row.lead, left, min(_LEAD_PX, bar_at - _GAP_PX - left), worn.ink, bold)
    if row.of:
        _draw_bar(painter, QRectF(bar_at, place.center().y() - _BAR_HEIGHT_PX / 2, _BAR_PX, _BAR_HEIGHT_PX), row, tone)
        small = QFont(font)
        small.setPixelSize(SMALL_PX)
        words(f"{row.done}/{row.of}", bar_at + _BAR_PX + _GAP_PX / 2, count_px, worn.soft, small)
    name_at = left + _LEAD_PX + _GAP_PX
    room = bar_at - _GAP_PX - name_at
    name = room * 0.42 if row.about and place.width() >= _NARROW_PX else room
    words(row.name, name_at, name, worn.ink, font)
    if name < room:
        words(row.about, name_at + name + _GAP_PX, room - name - _GAP_PX, worn.soft, font)


def _draw_bar(painter: QPainter, place: QRectF, row: Row, tone: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    round_ = place.height() / 2
    painter.setBrush(QColor(colours().line))
    painter.drawRoundedRect(place, round_, round_)
    if row.done and row.of:
        painter.setBrush(QColor(tone))
        done = max(place.height(), place.width() * min(1.0, row.done / row.of))
        painter.drawRoundedRect(QRectF(place.left(), place.top(), done, place.height()), round_, round_)


class RowList(QListView):
    """The list; Enter or a double click opens a row.

    Args:
        name: for a screen reader.
        told_whole: what is next are somebody's own words, which want room.
        of_figures: a row may count thousands, and what is next is short.
    """

    opened = Signal(object)
    """The key of the row that is opened."""

    def __init__(self, name: str, *, told_whole: bool = False, of_figures: bool = False) -> None:
        super().__init__()
        self._rows = _Rows()
        self._to_mark: Hashable | None = None
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self.setModel(self._rows)
        next_px = _TOLD_PX if told_whole else _SHORT_PX if of_figures else _NEXT_PX
        count_px = _MANY_PX if of_figures else _COUNT_PX
        self.setItemDelegate(_Painter(self, next_px, count_px))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def rows(self) -> Sequence[Row]:
        """What is listed."""
        return tuple(self._rows.rows)

    @property
    def chosen(self) -> Hashable | None:
        """The key of the marked row; None where none is."""
        at = self.currentIndex().row()
        return self._rows.rows[at].key if 0 <= at < len(self._rows.rows) else None

    @property
    def meant(self) -> Hashable | None:
        """The key of the marked row, or of that which is to be marked as soon as rows are listed."""
        return self.chosen if self._to_mark is None else self._to_mark

    def mark(self, key: Hashable | None) -> None:
        """Mark a row as soon as rows are listed; where it is none of them, the first is."""
        self._to_mark = key

    def show_rows(self, rows: Sequence[Row]) -> None:
        """List these; the marked row stays marked, and where it is gone the one in its place is."""
        at = self.currentIndex().row()
        before = self.chosen
        self._rows.turn_into(rows)
        if rows and self._to_mark is not None:
            at = next((n for n, row in enumerate(rows) if row.key == self._to_mark), at)
            self._to_mark = None
            self.choose(max(at, 0))
            return
        if (rows and self.chosen != before) or self.chosen is None:
            self.choose(min(max(at, 0), len(rows) - 1))

    def choose(self, at: int) -> None:
        """Mark a row, from 0."""
        if 0 <= at < len(self._rows.rows):
            self.setCurrentIndex(self._rows.index(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; arrows mark; letters are not for a list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens."""
        super().mouseDoubleClickEvent(event)
        self._open()

    def _open(self) -> None:
        if self.chosen is not None:
            self.opened.emit(self.chosen)
