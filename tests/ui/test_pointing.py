"""Pointing at the page with a real mouse: what stands there goes into the field under the cursor."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView

from desktop.model.owner import party_from_qr
from desktop.model.states import SigningState
from desktop.page.work import process_page
from desktop.store import papers
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.wear import wear
from desktop.training.people import person
from desktop.ui.acts.table import Act
from desktop.workflow.reading import PaperRead
from tests.ui.desk import put

LEFT = Qt.MouseButton.LeftButton

pytestmark = pytest.mark.window


@pytest.fixture(scope="module")
def letter():
    """A page of three lines, as it came and as it was read."""
    page = DrawnPage("letter")
    for text in ("Số: 45/UBND-VP", "Hà Nội, ngày 12 tháng 3 năm 2026", "Nguyễn Văn An"):
        page.row(text, 14)
        page.y += 20
    image = wear(page, "letter", skew=0.0).jpeg()
    return image, process_page(image, 200)


class Mouse:
    """A clerk's hand at the page of a dossier's first paper."""

    def __init__(self, clerk, letter) -> None:
        self.clerk = clerk
        self.dossier = clerk.window.dossier
        self.page_view = self.dossier.pages.page_view
        self.fields = self.dossier.contents.view.fields
        self.lines = letter[1].facts.reading.lines

    def cursor_in(self, name: str) -> None:
        self.fields[name].setFocus()

    def spot(self, x: float, y: float) -> QPoint:
        return self.page_view.mapFromScene(QPointF(x, y))

    def box(self, line: int) -> tuple[int, int, int, int]:
        box = self.lines[line].box
        self.page_view.ensureVisible(QRectF(*box))
        return box

    def click(self, line: int) -> None:
        x, y, width, height = self.box(line)
        QTest.mouseClick(self.page_view.viewport(), LEFT, pos=self.spot(x + width / 2, y + height / 2))

    def frame(self, line: int) -> None:
        x, y, width, height = self.box(line)
        begin, end = self.spot(x - 12, y - 12), self.spot(x + width + 12, y + height + 12)
        QTest.mousePress(self.page_view.viewport(), LEFT, pos=begin)
        QTest.mouseMove(self.page_view.viewport(), end)
        QTest.mouseRelease(self.page_view.viewport(), LEFT, pos=end)

    def told(self) -> str:
        return self.dossier.view.doing.text()


@pytest.fixture
def open_letter(counter, letter, monkeypatch):
    """Opens a dossier whose first two papers have a page each; the readers propose nothing."""
    window, app = counter.window, counter.window.app
    monkeypatch.setattr(app.reading, "read", lambda seen: PaperRead({}, None))

    def open_new(*, read: bool = True, of=letter, **states: object) -> Mouse:
        image, result = of
        if not read:
            result = replace(result, facts=replace(result.facts, reading=replace(result.facts.reading, lines=())))
        dossier = app.intake.start("1.001193", "TH1", party_from_qr(person("citizen 4").qr))
        for row in app.checklist.rows(dossier.id)[:2]:
            put(app, row.paper.id, 0, [(image, result)])
            if states:
                with app._store.writing() as tx:
                    papers.change(tx, row.paper.id, **states)
        window.show_dossier(dossier.id)
        counter.until(lambda: window.dossier._dossier and window.dossier._dossier.id == dossier.id, "the dossier")
        counter.until(lambda: window.dossier.picture.live and window.dossier.pages.page, "its page")
        window.dossier.view.checklist.setFocus()
        return Mouse(counter, letter)

    return open_new


def texts(mouse: Mouse) -> dict[str, str]:
    """What stands in the fields; where a paper is valid stands there from the beginning."""
    return {name: field.text() for name, field in mouse.fields.items() if field.text() and name != "area"}


def test_a_click_takes_the_line_into_the_field_as_if_it_was_typed(open_letter):
    mouse = open_letter()
    for name, line in (("number", 0), ("issued", 1), ("signer", 2)):
        mouse.cursor_in(name)
        mouse.click(line)
        assert mouse.fields[name].hasFocus()
    assert texts(mouse) == {"number": "45/UBND-VP", "issued": "12/03/2026", "signer": "Nguyễn Văn An"}
    paper = mouse.dossier._chosen.paper
    assert mouse.dossier.contents.unsaved(paper.id)
    assert not mouse.fields["number"].property("told"), "it is the clerk's own doing"
    assert not mouse.clerk.window.app.papers.get(paper.id).details.number, "nothing is recorded before it is confirmed"


def test_a_frame_around_words_that_were_surely_read_takes_them_at_once(open_letter, monkeypatch):
    mouse = open_letter()
    monkeypatch.setattr(mouse.clerk.window.app.reading, "_read_box", lambda *_: pytest.fail("nothing is read anew"))
    mouse.cursor_in("issued")
    mouse.frame(1)
    assert texts(mouse) == {"issued": "12/03/2026"}


@pytest.mark.slow
def test_what_was_not_read_in_a_frame_is_read_in_the_background(open_letter):
    mouse = open_letter(read=False)
    mouse.cursor_in("issued")
    mouse.frame(1)
    assert texts(mouse) == {}
    assert mouse.dossier.pointing.reading
    assert mouse.told()
    mouse.clerk.until(lambda: not mouse.dossier.pointing.reading, "the readers' answer")
    assert texts(mouse) == {"issued": "12/03/2026"}
    assert mouse.told() == ""


def test_without_a_field_the_mouse_pans_and_takes_nothing(open_letter):
    mouse = open_letter()
    view = mouse.page_view
    assert view.dragMode() is QGraphicsView.DragMode.ScrollHandDrag
    assert view.viewport().cursor().shape() is Qt.CursorShape.OpenHandCursor
    mouse.click(0)
    mouse.frame(1)
    assert texts(mouse) == {}
    mouse.cursor_in("number")
    assert view.viewport().cursor().shape() is Qt.CursorShape.CrossCursor
    mouse.dossier.view.checklist.setFocus()
    assert view.viewport().cursor().shape() is Qt.CursorShape.OpenHandCursor


def test_what_cannot_be_the_value_leaves_the_field_and_is_told(open_letter):
    mouse = open_letter()
    mouse.cursor_in("issued")
    mouse.clerk.type("1/5/2024")
    mouse.click(2)
    assert texts(mouse) == {"issued": "1/5/2024"}
    assert mouse.fields["issued"].accessibleName() in mouse.told()


def test_what_the_other_reader_has_there_is_one_key_away_and_stays_so(open_letter, letter):
    image, result = letter
    facts = result.facts
    *others, name = facts.reading.lines
    words = tuple(replace(word, rival="Ân" if word.text == "An" else word.text) for word in name.words)
    reading = replace(facts.reading, lines=(*others, replace(name, words=words)))
    mouse = open_letter(of=(image, replace(result, facts=replace(facts, reading=reading))))
    mouse.cursor_in("signer")
    mouse.click(2)
    assert texts(mouse) == {"signer": "Nguyễn Văn An"}
    other = mouse.dossier.contents.view.other
    assert "Nguyễn Văn Ân" in other.text()
    assert mouse.page_view._pointed, "its place is framed on the page"
    mouse.clerk.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert texts(mouse) == {"signer": "Nguyễn Văn Ân"}
    mouse.dossier.refresh()
    mouse.clerk.until(lambda: mouse.dossier.picture.live, "a look at the same paper")
    assert texts(mouse) == {"signer": "Nguyễn Văn Ân"}
    assert "Nguyễn Văn An»" in other.text()


@pytest.fixture
def slow_readers(counter, monkeypatch):
    """Readers that answer when the test lets them, with what they really read; counts their answers."""
    reading = counter.window.app.reading
    gate, answered, read = threading.Event(), [], reading.read_within

    def wait(*asked):
        gate.wait(60)
        found = read(*asked)
        answered.append(found)
        return found

    monkeypatch.setattr(reading, "read_within", wait)
    yield gate, answered
    gate.set()


def let_answer(mouse: Mouse, slow_readers, count: int) -> None:
    from PySide6.QtCore import QThreadPool

    gate, answered = slow_readers
    gate.set()
    mouse.clerk.until(lambda: len(answered) == count and not QThreadPool.globalInstance().activeThreadCount(), "it all")
    QApplication.processEvents()
    assert all(answered), "the readers did find a value"


@pytest.mark.slow
def test_an_answer_that_comes_when_another_paper_is_shown_goes_nowhere(open_letter, slow_readers):
    mouse = open_letter(read=False)
    first = mouse.dossier._chosen.paper.id
    mouse.cursor_in("issued")
    mouse.frame(1)
    mouse.dossier.next_paper(1)
    mouse.clerk.until(lambda: mouse.dossier._chosen.paper.id != first and mouse.dossier.picture.live, "the other paper")
    mouse.cursor_in("issued")
    let_answer(mouse, slow_readers, 1)
    assert texts(mouse) == {}
    assert not mouse.dossier.contents.unsaved(first)
    assert not mouse.dossier.pointing.reading


@pytest.mark.slow
def test_escape_another_frame_and_typing_drop_the_old_answer(open_letter, slow_readers):
    mouse = open_letter(read=False)
    mouse.cursor_in("issued")
    mouse.frame(1)
    mouse.clerk.press(Qt.Key.Key_Escape)
    assert mouse.clerk.window.shown is mouse.dossier
    assert not mouse.dossier.pointing.reading
    mouse.cursor_in("number")
    mouse.frame(0)
    mouse.cursor_in("signer")
    mouse.frame(2)
    mouse.clerk.type("Lê B")
    let_answer(mouse, slow_readers, 3)
    assert texts(mouse) == {"signer": "Lê B"}


def test_a_signed_paper_takes_nothing(open_letter):
    mouse = open_letter(signing=SigningState.SIGNED)
    mouse.cursor_in("number")
    mouse.click(0)
    mouse.frame(0)
    assert texts(mouse) == {}
    assert mouse.page_view.dragMode() is QGraphicsView.DragMode.ScrollHandDrag


def test_while_it_is_cropped_the_mouse_is_the_frame_s(open_letter):
    mouse = open_letter()
    mouse.cursor_in("number")
    mouse.clerk.until(mouse.dossier.pages.menu.action(Act.CROP).isEnabled, "something to crop")
    mouse.dossier.pages.crop.begin()
    mouse.clerk.until(lambda: mouse.dossier.pages.cropping, "the frame")
    assert mouse.page_view.dragMode() is QGraphicsView.DragMode.ScrollHandDrag
    mouse.click(0)
    assert texts(mouse) == {}
    mouse.dossier.pages.end_crop(cut=False)
    mouse.clerk.until(lambda: mouse.dossier.pages.page, "the page again")
    mouse.cursor_in("number")
    mouse.click(0)
    assert texts(mouse) == {"number": "45/UBND-VP"}
