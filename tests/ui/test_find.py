"""What is looked for among the dossiers: found, not found, and opened only once the list answers the question."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.model.owner import party_from_qr
from desktop.training.people import person
from desktop.ui.acts.table import Act
from desktop.ui.below import below
from desktop.ui.page import Where
from tests.workflow.test_delivery import with_results

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

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


@pytest.fixture
def found(clerk):
    """A dossier that the province has, with two papers and a result, looked for by its owner's number."""
    window = clerk.window
    dossier, result = with_results(window.app)
    find = window.page(Where.FIND)
    clerk.press(Qt.Key.Key_K, CTRL)
    clerk.type(dossier.code)
    clerk.until(
        lambda: find._shown == dossier.code and [row.key for row in find.view.rows.rows] == [dossier.id],
        "the dossier",
    )
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: find.view.rows.hasFocus(), "the list has the keys")
    return find, dossier, result


def keys(find) -> list[object]:
    return [row.key for row in find.view.rows.rows]


def heads(find) -> list[str]:
    return [made.text() for made in find.groups.tabs.values()]


def test_arrows_lead_through_what_was_found_group_by_group(clerk, found):
    find, dossier, result = found
    papers = [row.paper.id for row in clerk.window.app.checklist.rows(dossier.id) if row.paper.id != result.id]
    clerk.until(lambda: heads(find) == ["Hồ sơ · 1", "Giấy tờ · 2", "Kết quả · 1", "Kho · 0"], "how much there is")
    clerk.press(Qt.Key.Key_Right)
    clerk.until(lambda: keys(find) == papers, "the papers")
    assert {row.lead for row in find.view.rows.rows} == {dossier.code}
    clerk.press(Qt.Key.Key_Right)
    clerk.until(lambda: keys(find) == [result.id], "the result")
    clerk.press(Qt.Key.Key_Right)
    clerk.until(find.view.empty.isVisible, "nothing of the e-stores")
    clerk.press(Qt.Key.Key_Right)
    assert find.groups.tabs[find._group].isChecked()
    for _ in range(4):
        clerk.press(Qt.Key.Key_Left)
    clerk.until(lambda: keys(find) == [dossier.id], "the dossier again")


def test_enter_on_a_paper_opens_its_dossier_at_that_paper(clerk, found):
    find, dossier, result = found
    window = clerk.window
    for _ in range(2):
        clerk.press(Qt.Key.Key_Right)
    clerk.until(lambda: keys(find) == [result.id], "the result")
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: window.shown is window.dossier and window.dossier._chosen, "the dossier")
    clerk.until(lambda: window.dossier._chosen.paper.id == result.id, "the paper")
    assert window.dossier._dossier.id == dossier.id
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: window.shown is find and keys(find) == [result.id], "the list as it was")


def test_f12_shows_the_marked_papers_file_and_esc_leads_back_to_the_list(clerk, found):
    find, _, result = found
    window, paper = clerk.window, clerk.window.page(Where.PAPER)
    for _ in range(2):
        clerk.press(Qt.Key.Key_Right)
    clerk.until(lambda: keys(find) == [result.id], "the result")
    clerk.press(Qt.Key.Key_F12)
    clerk.until(lambda: paper.judged is not None and paper.file is not None, "the file, verified")
    assert paper.file.paper.id == result.id
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: window.shown is find and keys(find) == [result.id], "the list as it was")


def test_the_journal_of_a_marked_row_tells_what_was_done_newest_last(clerk, found):
    find, dossier, result = found
    window, journal = clerk.window, clerk.window.page(Where.JOURNAL)

    def told() -> list[str]:
        return [row.name for row in journal.rows.rows]

    clerk.press(Qt.Key.Key_J, CTRL | SHIFT)
    clerk.until(lambda: told() and told()[0] == "Mở hồ sơ.", "the dossier's journal")
    assert told() == [line.sentence for line in window.app.journal.of_dossier(dossier.id).lines]
    assert journal.rows.currentIndex().row() == len(told()) - 1
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: window.shown is find and keys(find) == [dossier.id], "the list as it was")
    for _ in range(2):
        clerk.press(Qt.Key.Key_Right)
    clerk.until(lambda: keys(find) == [result.id], "the result")
    clerk.press(Qt.Key.Key_J, CTRL | SHIFT)
    own = [line.sentence for line in window.app.journal.of_paper(result.id).lines]
    clerk.until(lambda: window.shown is journal and told() == own, "the paper's journal")
    assert result.name in journal.about.text()


def test_the_journal_speaks_english_too(clerk, found):
    _, dossier, _ = found
    for line in clerk.window.app.journal.of_dossier(dossier.id).lines:
        assert below().english(line.sentence) != line.sentence
    assert below().english("Quét 3 trang của «Tờ khai».") == "Pages of «Tờ khai» scanned: 3."


def test_the_stores_are_not_asked_by_who_is_not_logged_in_and_their_answer_is_listed(clerk):
    window = clerk.window
    app, find = window.app, window.page(Where.FIND)
    dossier, _ = with_results(app)
    window.show_screen(Where.FIND, dossier.party.number)
    clerk.until(lambda: find._found.person == dossier.party.number, "one person")
    clerk.press(Qt.Key.Key_G, CTRL | SHIFT)
    clerk.until(window.view.message.isVisible, "that nobody is logged in")
    assert app.finder.find(dossier.party.number).asked_at is None
    clerk.press(Qt.Key.Key_Escape)
    app.reuse.log_in("canbo.mau", "tap-huan")
    try:
        clerk.press(Qt.Key.Key_G, CTRL | SHIFT)
        clerk.until(lambda: find._found.stored and len(keys(find)) == len(find._found.stored), "what they have")
        assert {row.lead for row in find.view.rows.rows} <= {"Kho của tỉnh", "Kho quốc gia"}
        assert not find.groups.buttons[Act.CONFIRM].isEnabled()
        clerk.press(Qt.Key.Key_Return)
        assert window.shown is find
    finally:
        app.reuse.log_out()
