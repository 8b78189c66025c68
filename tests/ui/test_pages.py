from __future__ import annotations

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from desktop.document.papers.field import Field, FieldState
from desktop.model.dossier import Page, PageOrigin, Paper, PaperKind
from desktop.model.owner import party_from_qr
from desktop.model.states import DigitisationState
from desktop.training.people import person
from desktop.ui.acts.table import Act
from desktop.ui.controllers.contents import ContentsPanel
from desktop.workflow.reading import PaperRead
from desktop.workflow.seen import SeenPaper
from tests.samples import MORNING
from tests.ui.living import press_through

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def scanned(clerk):
    """A dossier whose first paper has been scanned and read."""
    window = clerk.window
    dossier = window.app.intake.start("1.004873", "TH1", party_from_qr(person("citizen 4").qr))
    window.show_dossier(dossier.id)
    clerk.until(lambda: window.dossier._rows, "the dossier")
    clerk.press(Qt.Key.Key_F2)
    clerk.until(lambda: not window.dossier.scanning and window.dossier.view.confirm.isEnabled(), "the pages")
    clerk.until(lambda: window.dossier.pages.settled, "the page's small picture")
    return clerk


def first_pages(clerk):
    window = clerk.window
    return window.app.papers.pages(window.dossier._rows[0].paper.id)


@pytest.mark.slow
@pytest.mark.window
def test_a_page_is_turned_cropped_and_all_of_it_undone_with_the_keyboard(scanned):
    window = scanned.window
    pages = window.dossier.pages
    before = first_pages(scanned)[0]
    size = (before.facts.clean_width, before.facts.clean_height)

    scanned.press(Qt.Key.Key_R, CTRL)
    scanned.until(lambda: (first_pages(scanned)[0].facts or before.facts).clean_width == size[1], "the page turned")
    scanned.until(lambda: pages.page.facts and pages.page.facts.clean_width == size[1], "it on the screen")

    scanned.until(pages.menu.action(Act.CROP).isEnabled, "something to crop")
    scanned.press(Qt.Key.Key_T, CTRL)
    scanned.until(lambda: pages.cropping, "the frame")
    for _ in range(5):
        scanned.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    scanned.press(Qt.Key.Key_Return)
    scanned.until(
        lambda: (facts := first_pages(scanned)[0].facts) and facts.clean_width < size[1] - 150, "the page cropped"
    )
    scanned.until(lambda: "cắt" in pages.menu.action(Act.UNDO).text(), "what would be undone")

    scanned.press(Qt.Key.Key_Z, CTRL)
    scanned.until(lambda: "xoay" in pages.menu.action(Act.UNDO).text(), "the crop undone")
    scanned.press(Qt.Key.Key_Z, CTRL)
    scanned.until(lambda: (facts := first_pages(scanned)[0].facts) and facts.clean_width == size[0], "all undone")
    assert first_pages(scanned)[0].edits == before.edits
    scanned.until(pages.menu.action(Act.REDO).isEnabled, "something to do again")


@pytest.mark.slow
@pytest.mark.window
def test_leaving_the_frame_changes_nothing(scanned):
    window = scanned.window
    scanned.until(window.dossier.pages.menu.action(Act.CROP).isEnabled, "something to crop")
    scanned.press(Qt.Key.Key_T, CTRL)
    scanned.until(lambda: window.dossier.pages.cropping, "the frame")
    scanned.press(Qt.Key.Key_Right)
    scanned.press(Qt.Key.Key_Escape)
    assert not window.dossier.pages.cropping
    assert window.view.pages.currentWidget() is window.dossier
    assert not window.app.pages.labels(window.dossier._dossier.id).undo


@pytest.mark.slow
@pytest.mark.window
def test_a_page_goes_to_another_paper_and_comes_back(scanned):
    window = scanned.window
    first, second = (row.paper for row in window.dossier._rows[:2])
    page = window.dossier.pages.page
    (action,) = (one for one in window.dossier.pages.menu.menus[Act.MOVE].actions() if one.text() == second.name)
    action.trigger()
    papers = window.app.papers
    scanned.until(lambda: [one.id for one in papers.pages(second.id)] == [page.id], "the page in the other paper")
    scanned.until(lambda: "chuyển" in window.dossier.pages.menu.action(Act.UNDO).text(), "what would be undone")
    scanned.press(Qt.Key.Key_Z, CTRL)
    scanned.until(lambda: papers.pages(first.id)[0].id == page.id, "the page back")


@pytest.mark.slow
@pytest.mark.window
def test_sheets_that_do_not_agree_with_those_counted_hold_the_first_confirmation(scanned):
    window = scanned.window
    paper = window.dossier._rows[0].paper
    papers = window.app.papers
    window.dossier.contents.view.sheets.setFocus()
    scanned.type("7")
    scanned.until(lambda: window.dossier.contents.view.sheets_found.text().startswith("Thiếu 6 tờ"), "the count")
    press_through(lambda: scanned.press(Qt.Key.Key_Return), window.dossier.contents)
    scanned.until(window.view.message.isVisible, "the doubt")
    assert papers.get(paper.id).digitisation == "scanned"
    scanned.press(Qt.Key.Key_Return)
    scanned.until(lambda: papers.get(paper.id).digitisation == "built", "the file")


def paper_with_a_page(kind: PaperKind, **states) -> SeenPaper:
    """A paper that is looked at, with one page that the readers have nothing of."""
    paper = Paper(id=uuid4(), dossier_id=uuid4(), kind=kind, code="GT1", name="Tờ khai", position=0, **states)
    origin = PageOrigin(device="t", driver="t", source="adf", side="front", sheet=1, dpi=200, scanned_at=MORNING)
    return SeenPaper(paper, (Page(id=uuid4(), paper_id=paper.id, position=0, origin=origin, raw_sha256=""),))


def read_as(**fields: Field) -> PaperRead:
    return PaperRead(fields, None)


def field(value: str, state: FieldState = FieldState.SINGLE, other: str = "") -> Field:
    return Field(value=value, confidence=0.7, box=None, page=0, valid=True, state=state, other=other)


SCANNED = {"digitisation": DigitisationState.SCANNED}


@pytest.fixture
def panel(application, training_app):
    panel = ContentsPanel(training_app)
    panel.set_dead(dead=False)
    return panel


@pytest.mark.window
def test_what_two_readers_say_differently_is_one_key_away(panel):
    seen = paper_with_a_page(PaperKind.COMPONENT, **SCANNED)
    number = field("45/2026", FieldState.ASKED, other="46/2026")
    read = read_as(number=number, issued=field("2026-03-12", FieldState.GREEN))
    panel.show_paper(seen, read)
    fields = panel.view.fields
    assert (fields["number"].property("told"), fields["issued"].property("told")) == ("asked", "green")
    assert fields["issued"].text() == "12/03/2026"
    assert fields["tax_number"].isHidden(), "a paper without a tax number has no row for one"
    panel._show_place("number")
    assert "46/2026" in panel.view.other.text()
    panel.take_other()
    assert fields["number"].text() == "46/2026"
    assert "45/2026" in panel.view.other.text()
    panel.show_paper(seen, read)
    assert fields["number"].text() == "46/2026", "a look at the same paper takes nothing back"
    panel._show_place("number")
    panel.take_other()
    assert fields["number"].text() == "45/2026"


@pytest.mark.window
def test_a_tax_number_has_a_row_where_the_paper_has_one(panel):
    found = field("0100233488", FieldState.ASKED, other="0100233583")
    panel.show_paper(paper_with_a_page(PaperKind.RESULT, **SCANNED), read_as(tax_number=found))
    row = panel.view.fields["tax_number"]
    assert not row.isHidden()
    assert (row.text(), row.property("told")) == ("0100233488", "asked")
    assert panel.entered().details.tax_number == "0100233488"
    panel._show_place("tax_number")
    panel.take_other()
    assert panel.entered().details.tax_number == "0100233583"
