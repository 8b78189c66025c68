"""What would be sent back stands on the dossier before it is signed; Enter leads to it, and what stops is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.model.states import SigningState
from desktop.ui.acts.table import Act
from desktop.ui.controllers.dossier import DossierPage
from desktop.ui.page import Where
from tests.ui.conftest import Clerk
from tests.workflow.readiness.desk import Desk, numbered

pytestmark = pytest.mark.window


@pytest.fixture
def desk(training_app) -> Desk:
    """Three papers that are confirmed; of the third page 2 of 3 is missing."""
    desk = Desk(training_app)
    desk.put(desk.form, numbered("Tờ khai"))
    desk.put(desk.decision, numbered("Trang 1/3"), numbered("Trang 3/3"))
    for paper in (desk.form, desk.card, desk.decision):
        desk.built(paper)
    return desk


def opened(clerk: Clerk, desk: Desk, *codes: str) -> DossierPage:
    clerk.window.show_screen(Where.DOSSIER, desk.dossier.id)
    page = clerk.window.dossier
    shows(clerk, *codes)
    return page


def shows(clerk: Clerk, *codes: str) -> None:
    """Wait for exactly these findings on the screen."""
    page = clerk.window.dossier

    def told() -> bool:
        shown = page.picture.shown
        same = shown is not None and [one.why.code for one in shown.findings] == list(codes)
        rows = page.readiness.view.rows
        return same and page.readiness.isVisible() is bool(codes) and rows.count() == len(codes)

    clerk.until(told, f"the findings {codes}")


def test_enter_leads_to_the_page_that_a_finding_is_about(clerk: Clerk, desk: Desk) -> None:
    page = opened(clerk, desk, "pages_missing")
    rows = page.readiness.view.rows
    clerk.until(rows.hasFocus, "the keys in the list")
    assert rows.currentRow() == 0
    assert "thiếu trang 2" in rows.item(0).text()
    assert "F2" in page.readiness.view.key.text()
    assert page.view.sign.isEnabled()
    clerk.press(Qt.Key.Key_Return)
    last = desk.app.papers.pages(desk.decision.id)[-1]
    clerk.until(lambda: page.picture.wanted == desk.decision.id and page.picture.live, "the paper")
    clerk.until(lambda: page.pages.page is not None and page.pages.page.id == last.id, "the page")


def test_what_stops_is_not_signed_until_it_is_mended(clerk: Clerk, desk: Desk) -> None:
    desk.built(desk.form, number="1?/TK")
    page = opened(clerk, desk, "value_impossible", "pages_missing")
    rows = page.readiness.view.rows
    clerk.until(rows.hasFocus, "the keys in the list")
    assert not page.view.sign.isEnabled()
    assert page.offers.each[Act.SIGN].why_not == rows.item(0).text()
    clerk.press(Qt.Key.Key_F9)
    assert page.finishing.dialog is None
    clerk.press(Qt.Key.Key_Down)
    assert rows.currentRow() == 1
    clerk.press(Qt.Key.Key_Up)
    clerk.press(Qt.Key.Key_Return)
    number = page.contents.view.fields["number"]
    clerk.until(number.hasFocus, "the cursor in the field")
    assert page.picture.wanted == desk.form.id
    desk.built(desk.form, number="12/TK")
    page.refresh()
    shows(clerk, "pages_missing")
    clerk.until(page.view.sign.isEnabled, "signing")
    assert desk.app.papers.get(desk.form.id).signing is SigningState.UNSIGNED


def test_with_nothing_found_the_list_takes_no_room(clerk: Clerk, desk: Desk) -> None:
    desk.put(desk.decision, numbered("Trang 2/3"))
    desk.instead(desk.decision, *(numbered(f"Trang {at}/3") for at in (1, 2, 3)))
    page = opened(clerk, desk)
    assert not page.readiness.isVisible()
    clerk.until(page.view.sign.isEnabled, "signing")
