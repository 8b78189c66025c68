"""Look before you scan, with the keyboard alone: logging in, taking from the e-store, giving back, doing it later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.model.owner import party_from_qr
from desktop.model.states import DigitisationState, SyncState
from desktop.training.people import person

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PASSWORD = "tap-huan"
MARRIAGE = 3

pytestmark = [pytest.mark.window, pytest.mark.slow]


def open_dossier(clerk, citizen: int = 1):
    """A birth is registered; the parents' marriage certificate lies in the national store."""
    window = clerk.window
    dossier = window.app.intake.start("1.001193", "TH1", party_from_qr(person(f"citizen {citizen}").qr))
    window.show_dossier(dossier.id)
    clerk.until(lambda: window.dossier._dossier and window.dossier._dossier.id == dossier.id, "the dossier")
    clerk.until(lambda: not window.dossier.reuse._looking, "the look-up")
    return dossier


def log_in(clerk, password: str = PASSWORD) -> None:
    window = clerk.window
    clerk.press(Qt.Key.Key_I, CTRL)
    clerk.until(lambda: window.account.dialog and window.account.dialog.isVisible(), "the log-in")
    clerk.until(lambda: window.account.dialog.view.password.hasFocus(), "the password field")
    clerk.type(password)
    clerk.press(Qt.Key.Key_Return)


def choose(clerk, at: int) -> None:
    checklist = clerk.window.dossier.view.checklist
    checklist.setCurrentRow(at)
    clerk.until(lambda: checklist.currentRow() == at, "the paper")


def shown(clerk) -> str:
    view = clerk.window.dossier.reuse.view
    return f"{view.found.text()} {view.hint.text()}"


def test_a_paper_is_taken_from_the_store_with_its_file_given_back_and_taken_again(clerk):
    window = clerk.window
    dossier = open_dossier(clerk)
    choose(clerk, MARRIAGE)
    clerk.until(lambda: "Chưa tra cứu được Kho" in shown(clerk), "what is to be done first")
    assert window.dossier.view.scan.objectName() == "primary"
    log_in(clerk, "sai")
    clerk.until(lambda: "không đúng" in window.account.dialog.view.warning.text(), "the refusal")
    assert window.account.dialog.view.password.text() == ""
    clerk.until(lambda: window.account.dialog.view.password.hasFocus(), "another try")
    clerk.type(PASSWORD)
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: not window.account.dialog.isVisible(), "the log-in over")
    clerk.until(lambda: "Nguyễn Thị Mẫu" in window.view.account.text(), "who is logged in")
    clerk.until(lambda: window.dossier.reuse.offering and window.isActiveWindow(), "the offer")
    view = window.dossier.reuse.view
    assert (view.stored["where"].text(), view.stored["validity"].text()) == ("Kho quốc gia", "vô thời hạn")
    assert view.take.objectName() == "primary"
    assert window.dossier.view.scan.objectName() == ""

    paper = window.dossier._rows[MARRIAGE].paper
    clerk.press(Qt.Key.Key_G, CTRL)
    clerk.until(lambda: not view.picture.pixmap().isNull(), "the file's first page")
    assert window.app.papers.get(paper.id).digitisation is DigitisationState.REUSED
    assert window.app.papers.file(paper.id).startswith(b"%PDF")
    assert "đúng mã băm" in shown(clerk)
    clerk.press(Qt.Key.Key_G, CTRL)
    clerk.until(lambda: window.dossier.reuse.offering, "the offer again")
    assert window.app.papers.get(paper.id).digitisation is DigitisationState.EMPTY
    clerk.press(Qt.Key.Key_G, CTRL)
    clerk.until(lambda: window.app.papers.get(paper.id).digitisation is DigitisationState.REUSED, "taken again")
    assert dossier.id == paper.dossier_id


def test_scanned_pages_are_compared_and_stay_with_the_paper(clerk):
    window = clerk.window
    open_dossier(clerk)
    log_in(clerk)
    clerk.until(lambda: window.view.account.text().endswith("Mẫu") and window.isActiveWindow(), "who is logged in")
    choose(clerk, MARRIAGE)
    clerk.until(lambda: window.dossier.reuse.offering, "the offer")
    clerk.press(Qt.Key.Key_F2)
    clerk.until(lambda: not window.dossier.scanning and window.dossier.view.confirm.isEnabled(), "the pages")
    choose(clerk, MARRIAGE)
    paper = window.dossier._rows[MARRIAGE].paper
    pages = window.app.papers.pages(paper.id)
    assert pages
    assert window.dossier.view.middle.currentIndex() == 0
    clerk.press(Qt.Key.Key_G, CTRL)
    clerk.until(lambda: window.dossier.comparing, "the comparison")
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: not window.dossier.comparing, "the pages again")
    clerk.press(Qt.Key.Key_G, CTRL)
    clerk.press(Qt.Key.Key_G, CTRL)
    clerk.until(lambda: window.app.papers.get(paper.id).digitisation is DigitisationState.REUSED, "taken")
    clerk.until(lambda: not window.dossier.reuse._busy and "Đã lấy" in shown(clerk), "what was taken")
    clerk.press(Qt.Key.Key_G, CTRL)
    clerk.until(lambda: window.app.papers.get(paper.id).digitisation is DigitisationState.SCANNED, "given back")
    assert [page.id for page in window.app.papers.pages(paper.id)] == [page.id for page in pages]


def test_what_cannot_be_looked_up_now_is_looked_up_later_by_itself(clerk):
    window = clerk.window
    province = window.app.station.province
    log_in(clerk)
    clerk.until(lambda: window.view.account.text().endswith("Mẫu") and window.isActiveWindow(), "who is logged in")
    province.fault("KhoDuLieu:503:1")
    open_dossier(clerk)
    choose(clerk, MARRIAGE)
    clerk.until(lambda: window.dossier.reuse.offering or "tự tra cứu" in shown(clerk), "not done, and what follows")
    assert window.dossier.view.scan.isEnabled()
    clerk.until(lambda: window.dossier.reuse.offering, "the look-up by itself")


def test_a_session_that_is_over_is_said_in_the_header_and_beside_the_paper(clerk):
    window = clerk.window
    log_in(clerk)
    clerk.until(lambda: window.view.account.text().endswith("Mẫu") and window.isActiveWindow(), "who is logged in")
    account = window.app.gateway().account
    account._refresh, account._until = "", 0.0
    window.lights.look()
    clerk.until(lambda: "hết phiên" in window.view.account.text(), "that it is over")
    open_dossier(clerk, citizen=2)
    clerk.until(lambda: "Phiên đăng nhập của Nguyễn Thị Mẫu" in shown(clerk), "that it is over, beside the paper")
    clerk.press(Qt.Key.Key_I, CTRL)
    clerk.until(
        lambda: window.account.dialog.isVisible() and window.account.dialog.view.password.hasFocus(), "the log-in"
    )
    assert "đã hết" in window.account.dialog.view.about.text()
    clerk.press(Qt.Key.Key_Escape)
    clerk.until(lambda: QApplication.activeModalWidget() is None, "the window again")


def test_an_official_logs_out(clerk):
    window = clerk.window
    log_in(clerk)
    clerk.until(lambda: window.view.account.text().endswith("Mẫu") and window.isActiveWindow(), "who is logged in")
    clerk.press(Qt.Key.Key_I, CTRL)
    clerk.until(lambda: window.account.dialog.view.log_out.isVisible(), "the way out")
    window.account.dialog.view.log_out.click()
    clerk.until(lambda: "chưa đăng nhập" in window.view.account.text(), "nobody")
    assert window.app.reuse.session().official is None


def test_a_dossier_in_which_nothing_is_left_to_sign_is_sent(clerk):
    window = clerk.window
    owner = person("citizen 1").number
    until = (window.app.clock.now() + timedelta(days=100)).date().isoformat()
    facts = {"name": "Tờ khai", "kind": "component", "number": "1", "issuer": "UBND xã Mẫu", "valid_until": until}
    window.app.station.province.store_paper(owner, "province", {**facts, "code": "GT.XN.01"})
    dossier = window.app.intake.start("1.004873", "TH1", party_from_qr(person("citizen 1").qr))
    log_in(clerk)
    clerk.until(lambda: window.view.account.text().endswith("Mẫu") and window.isActiveWindow(), "who is logged in")
    window.show_dossier(dossier.id)
    clerk.until(lambda: window.dossier._rows and window.dossier.reuse.offering, "the offer")
    clerk.press(Qt.Key.Key_G, CTRL)
    clerk.until(lambda: window.dossier.view.sign.isEnabled(), "nothing left to sign")
    assert window.dossier.view.sign.text() == "Gửi"
    clerk.press(Qt.Key.Key_F9)
    clerk.until(lambda: window.view.message.sentence.text().startswith("Không còn gì phải ký"), "the word of it")
    clerk.until(lambda: window.app.station.province.state()["dossiers"], "the province's answer")
    (there,) = window.app.station.province.state()["dossiers"]
    assert [paper["reuse"] for paper in there["record"]["papers"]] == [1]
    assert all(row.paper.sync is SyncState.LOCAL for row in window.dossier._rows)
