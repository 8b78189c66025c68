"""What was filed online comes to the counter by the keyboard: listed, looked at, taken over, completed, sent."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from desktop.model.errors import Refusal
from desktop.model.online import FileCheck
from desktop.model.states import DigitisationState, SigningState, SyncState
from desktop.training.station import PIN
from desktop.ui.page import Where
from tests.ui.conftest import Clerk
from tests.ui.everywhere import page_of
from tests.ui.living import press_through

pytestmark = [pytest.mark.window, pytest.mark.slow]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def to_online(clerk: Clerk) -> Any:
    clerk.press(Qt.Key.Key_O, CTRL | SHIFT)
    page = cast("Any", page_of(clerk.window, Where.ONLINE))
    clerk.until(lambda: page.view.rows.rows and clerk.window.shown is page, "what was filed")
    clerk.until(page.view.rows.hasFocus, "the list")
    return page


def choose(clerk: Clerk, rows: Any, at: int) -> None:
    key = rows.rows[at].key
    for _ in rows.rows:
        if rows.chosen != key:
            clerk.press(Qt.Key.Key_Down)
    assert rows.chosen == key


def looked(clerk: Clerk, page: Any) -> None:
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: page.view.take.isEnabled() and page.view.files.hasFocus(), "the files looked at")


def test_today_says_how_many_wait_and_leads_there(clerk: Clerk) -> None:
    today = page_of(clerk.window, Where.TODAY).view
    clerk.until(lambda: today.filed.isVisible() and "2 hồ sơ đang chờ" in today.filed.words.text(), "how many wait")
    page = to_online(clerk)
    assert [row.next for row in page.view.rows.rows] == ["1 tệp", "3 tệp"]
    assert all(row.by for row in page.view.rows.rows)
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: clerk.window.shown is page_of(clerk.window, Where.TODAY), "back on Hôm nay")


def test_files_are_looked_at_in_words_and_nothing_is_kept(clerk: Clerk) -> None:
    page = to_online(clerk)
    choose(clerk, page.view.rows, 1)
    assert [row.next for row in page.view.files.rows] == ["chưa xem"] * 3
    assert not page.view.take.isEnabled()
    looked(clerk, page)
    assert [row.next for row in page.view.files.rows] == ["không ký số", "không đọc được", "không ký số"]
    assert "đối chiếu với bản giấy" in page.view.told.text()
    clerk.press(Qt.Key.Key_Down)
    clerk.until(lambda: "Yêu cầu xuất trình bản giấy" in page.view.told.text(), "what is wrong with the second")
    assert clerk.window.app.dossiers.latest() == []
    clerk.press(Qt.Key.Key_Escape)


def test_a_dossier_is_taken_over_completed_and_stands_at_the_province(clerk: Clerk) -> None:
    app, window = clerk.window.app, clerk.window
    page = to_online(clerk)
    code = page.view.rows.rows[0].key
    looked(clerk, page)
    assert [row.next for row in page.view.files.rows] == ["chữ ký hợp lệ"]
    assert "Người ký: Ủy ban nhân dân xã Mẫu" in page.view.told.text()
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: window.shown is page_of(window, Where.DOSSIER), "the dossier")
    dossier = app.dossiers.find(code)
    clerk.until(lambda: code in window.view.message.sentence.text(), "that it is here")
    form, card = (row.paper for row in app.checklist.rows(dossier.id))
    assert (form.signing, card.digitisation) == (SigningState.ISSUED, DigitisationState.EMPTY)
    (check,) = app.online.checks(dossier.id)
    assert (check.found, check.officer) == (FileCheck.VALID, "canbo.mau")

    _complete(clerk, card.id)
    clerk.until(lambda: app.papers.get(card.id).sync is SyncState.CONFIRMED, "the province's answer")
    assert app.station
    there = next(one for one in app.station.province.state()["dossiers"] if one["code"] == code)
    ours = {row.paper.code: row.paper.pdf_sha256 for row in app.checklist.rows(dossier.id)}
    assert {one["code"]: one["sha256"] for one in there["papers"]} == ours
    assert app.papers.get(form.id).pdf_sha256 == form.pdf_sha256


def _complete(clerk: Clerk, card_id: UUID) -> None:
    """Scan the card, confirm it, sign and send with one PIN, by their keys."""
    app = clerk.window.app
    page: Any = clerk.window.dossier
    clerk.until(lambda: page._rows and clerk.window.isActiveWindow(), "the dossier's papers")
    clerk.press(Qt.Key.Key_F2)
    clerk.until(lambda: not page.scanning and page.view.confirm.isEnabled(), "the pages of the card")
    press_through(lambda: clerk.press(Qt.Key.Key_Return), page.contents)
    clerk.until(lambda: app.papers.get(card_id).digitisation is DigitisationState.BUILT, "the card's file")
    clerk.until(page.view.sign.isEnabled, "everything confirmed")
    clerk.press(Qt.Key.Key_F9)
    clerk.until(lambda: page.finishing.dialog and page.finishing.dialog.pin.hasFocus(), "the PIN field")
    clerk.type(PIN)
    clerk.until(page.finishing.dialog.view.sign.isEnabled, "a PIN to try")
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: app.papers.get(card_id).signing is SigningState.SIGNED, "the signature")


def test_what_another_took_meanwhile_is_said_and_nothing_is_kept(clerk: Clerk) -> None:
    app = clerk.window.app
    page = to_online(clerk)
    code = page.view.rows.rows[0].key
    looked(clerk, page)
    app.gateway().online.take(code, "canbo.khac", "another counter's key")
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: "canbo.khac đã nhận" in clerk.window.view.message.sentence.text(), "who has it")
    with pytest.raises(Refusal):
        app.dossiers.find(code)
    clerk.press(Qt.Key.Key_Escape)
    clerk.press(Qt.Key.Key_F5)
    clerk.until(lambda: page.view.rows.rows[0].next == "canbo.khac đang nhận", "told in the list")
