"""What is looked for among the dossiers: found, not found, and opened only once the list answers the question."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.model.owner import party_from_qr
from desktop.training.people import person
from desktop.ui.page import Where

CTRL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.window


@pytest.fixture
def clerk(counter):
    return counter


def open_for(clerk, *numbers: int):
    start = clerk.window.app.intake.start
    return [start("1.004873", "TH1", party_from_qr(person(f"citizen {number}").qr)) for number in numbers]


def test_a_search_without_a_hit_says_so_and_esc_shows_all_again(clerk):
    window = clerk.window
    find = window.page(Where.FIND).view
    open_for(clerk, 4)
    count = len(window.app.board.find(""))
    for words in ("khong co ai", "***"):
        clerk.press(Qt.Key.Key_K, CTRL)
        clerk.type(words)
        clerk.until(lambda words=words: find.empty.isVisible() and words in find.empty.text(), "the answer")
        assert window.view.search.text() == words, "the letters go on into the search"
        clerk.press(Qt.Key.Key_Escape)
        assert window.view.search.text() == ""
        clerk.until(lambda: len(find.rows.rows) == count and find.rows.isVisible(), "all of them")


def test_enter_opens_nothing_while_the_list_answers_another_question(clerk):
    window = clerk.window
    find = window.page(Where.FIND)
    open_for(clerk, 7, 8)
    count = len(window.app.board.find(""))
    window.show_screen(Where.FIND)
    clerk.until(lambda: len(find.view.rows.rows) == count, "the list")
    clerk.press(Qt.Key.Key_K, CTRL)
    clerk.type(person("citizen 7").number)
    clerk.press(Qt.Key.Key_Return)
    clerk.press(Qt.Key.Key_Return)
    assert window.shown is find
    clerk.until(lambda: len(find.view.rows.rows) == 1, "who was looked for")
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: window.shown is window.dossier and window.dossier._dossier, "the dossier")
    assert window.dossier._dossier.party.number == person("citizen 7").number
