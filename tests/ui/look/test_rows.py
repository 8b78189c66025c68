"""A list for reading: news changes the row that it is about; mark, place and the others stay."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.ui.look.rows import Row, RowList, Tone, _Rows

pytestmark = pytest.mark.window


def row(number: int, **changes) -> Row:
    usual = Row(
        key=number, lead=f"TAM-{number}", name="Ngô Ngọc Yến", about="Khai sinh", done=1, of=4, next="ký", tone=Tone.ACT
    )
    return replace(usual, **changes)


@pytest.fixture
def rows(qtbot) -> RowList:
    made = RowList("Hồ sơ")
    qtbot.addWidget(made)
    made.resize(900, 200)
    made.show()
    return made


def test_news_paints_one_row_and_moves_nothing(rows: RowList) -> None:
    rows.show_rows([row(number) for number in range(50)])
    rows.choose(20)
    rows.scrollTo(rows.currentIndex())
    place = rows.verticalScrollBar().value()
    changed: list[object] = []
    model = rows.model()
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.modelReset.connect(lambda: changed.append("reset"))
    model.rowsRemoved.connect(lambda *_: changed.append("removed"))
    news = [row(number) if number != 3 else row(3, next="tỉnh đã nhận", tone=Tone.GOOD) for number in range(50)]
    rows.show_rows(news)
    assert changed == [(3, 3)]
    assert rows.chosen == 20
    assert rows.verticalScrollBar().value() == place
    changed.clear()
    rows.show_rows(news)
    assert changed == []


def test_the_marked_row_stays_marked_where_others_come_and_go(rows: RowList) -> None:
    def chosen() -> object:
        return rows.chosen

    rows.show_rows([row(1), row(2), row(3)])
    assert chosen() == 1, "the first row, where none was marked"
    rows.choose(1)
    rows.show_rows([row(9), row(1), row(2), row(3)])
    assert chosen() == 2
    rows.show_rows([row(3), row(2)])
    assert chosen() == 2
    rows.show_rows([row(3), row(4)])
    assert chosen() == 4, "the one in the place of what is gone"
    rows.show_rows([])
    assert chosen() is None


def test_a_row_that_is_to_be_marked_is_meant_before_it_is_listed(rows: RowList) -> None:
    rows.mark(2)
    assert (rows.chosen, rows.meant) == (None, 2)
    rows.show_rows([row(1), row(2)])
    assert (rows.chosen, rows.meant) == (2, 2)
    rows.choose(0)
    assert rows.meant == 1


@given(st.lists(st.integers(0, 9), unique=True), st.lists(st.integers(0, 9), unique=True))
def test_any_list_becomes_any_other(before: list[int], after: list[int]) -> None:
    model = _Rows()
    model.turn_into([row(number) for number in before])
    wanted = [row(number, done=number % 3) for number in after]
    model.turn_into(wanted)
    assert model.rows == wanted


def test_enter_opens_and_letters_do_nothing(rows: RowList) -> None:
    opened: list[int] = []
    rows.opened.connect(opened.append)
    rows.show_rows([row(1), row(2, lead="X")])
    QTest.keyClick(rows, Qt.Key.Key_X)
    assert rows.chosen == 1
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert opened == [2]


def test_a_screen_reader_has_all_of_a_row(rows: RowList) -> None:
    rows.show_rows([row(1)])
    said = rows.model().data(rows.model().index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "TAM-1 · Ngô Ngọc Yến · Khai sinh · 1/4 · ký"
    assert not rows.grab().isNull()
