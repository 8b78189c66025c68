"""A paper that comes back, by keys alone: from Hôm nay to its page, and again to be confirmed."""

from __future__ import annotations

import uuid
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.app import App
from desktop.model.dossier import Dossier, PageOrigin, PaperDetails
from desktop.model.owner import party_from_qr
from desktop.model.states import DigitisationState, SyncState
from desktop.store import papers
from desktop.training.people import person
from desktop.ui.controllers.leaves import Leaf
from desktop.ui.controllers.sending_back import SendingBackDialog
from desktop.ui.controllers.today import TodayPage
from desktop.ui.page import Where
from desktop.workflow.what_next import Next
from tests.samples import MORNING
from tests.ui.conftest import Clerk
from tests.workflow.conftest import letter
from tests.workflow.test_agency_signature import OFFICIAL, confirm, ids, sign

pytestmark = pytest.mark.window

READING_S = 240.0


def put(app: App, paper_id: UUID, words: str, sheet: int) -> None:
    origin = PageOrigin(
        device="test", driver="test", source="adf", side="front", sheet=sheet, dpi=200, scanned_at=MORNING
    )
    with app._store.writing() as tx:
        page = papers.add_page(tx, uuid.uuid4(), paper_id, origin, letter(words))
        papers.change(tx, paper_id, digitisation=DigitisationState.SCANNED, pdf_sha256="")
    app.work.add(page.id)


@pytest.fixture
def sent(clerk: Clerk) -> Dossier:
    """A dossier that the province has, its first paper with two pages."""
    app = clerk.window.app
    dossier = app.intake.start("1.004873", "TH1", party_from_qr(person("citizen 4").qr))
    first, *others = ids(app, dossier)
    for sheet in (1, 2):
        put(app, first, f"trang {sheet}", sheet)
    assert app.work.wait_until_quiet(READING_S)
    said = PaperDetails(permanent=True, no_secret=True)
    app.confirming.confirm(app.papers.look(first), said, keep_red="thử")
    for paper_id in others:
        confirm(app, paper_id)
    app.intake.close(dossier.id)
    sign(app, ids(app, dossier), OFFICIAL)
    app.sending.run_until_idle()
    states = {row.paper.sync for row in app.checklist.rows(dossier.id)}
    assert states == {SyncState.CONFIRMED}
    return dossier


def test_it_is_sent_back_stands_on_today_and_opens_at_its_page(clerk: Clerk, sent: Dossier) -> None:
    window, app = clerk.window, clerk.window.app
    window.show_screen(Where.DOSSIER, sent.id)
    page = window.dossier
    clerk.until(lambda: page.picture.live and page.picture.place and page.picture.place[0] == sent.id, "the dossier")
    shown = page.picture.shown
    assert shown
    assert shown.chosen
    former = shown.chosen.paper
    clerk.press(Qt.Key.Key_Right)
    clerk.until(lambda: page.pages.leaf and page.pages.leaf.at == 1 and page.picture.live, "its second page")
    clerk.press(Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    clerk.until(lambda: isinstance(QApplication.activeModalWidget(), SendingBackDialog), "what is wrong")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SendingBackDialog)
    clerk.until(dialog.view.reason.hasFocus, "the cursor in it")
    assert dialog.view.page.text() == "2"
    clerk.press(Qt.Key.Key_Return)
    clerk.until(dialog.view.trouble.isVisible, "that it must be said")
    clerk.type("mờ")
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: app.redigitising.open_of(sent.id), "that it was sent back")
    (back,) = app.redigitising.open_of(sent.id)
    assert (back.former_id, back.page, back.reason) == (former.id, 2, "mờ")
    clerk.until(lambda: page.picture.live and page.picture.wanted == back.new_id, "the new version")
    clerk.until(window.isActiveWindow, "the window")

    clerk.turn_to(Where.TODAY)
    today = window.page(Where.TODAY)
    assert isinstance(today, TodayPage)
    rows = today.view.rows
    clerk.until(lambda: any("trang 2: mờ" in row.next for row in rows.rows), "its reason and page")
    assert app.board.line_of(sent.id).next is Next.MEND
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: window.shown is page and page.picture.live, "the dossier")
    clerk.until(
        lambda: page.picture.wanted == back.new_id and page.pages.leaf == Leaf(1, back.page_id),
        "the page that is wrong",
    )
    again = page.picture.shown
    assert again
    assert any("Bị trả lại" in one.why.message for one in again.findings)
    assert page.standing.confirmable
