"""Hàng đợi: one row a dossier, what is wrong in the province's own words, and two buttons for the marked one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from desktop.app import App
from desktop.model.dossier import Dossier
from desktop.model.outbox import Outcome, Planned
from desktop.model.owner import party_from_qr
from desktop.model.record import CodeRequest, DossierStatus
from desktop.model.states import StepState
from desktop.store import outbox
from desktop.store.outbox import Outbox
from desktop.training.people import person
from desktop.ui.controllers.lists import QueuePage
from desktop.ui.look.rows import Tone
from desktop.ui.page import Where

REFUSED = "Mục GT-01: thiếu số giấy tờ của người yêu cầu"

pytestmark = pytest.mark.window


@pytest.fixture
def page(application, training_app: App) -> Iterator[QueuePage]:
    page = QueuePage(training_app)
    page.resize(1180, 600)
    page.show()
    yield page
    page.close()


@pytest.fixture
def queue(training_app: App) -> Callable[[str], tuple[Dossier, list[int]]]:
    """Queue a dossier of some citizen: its code, then its status."""

    def queue(citizen: str) -> tuple[Dossier, list[int]]:
        dossier = training_app.intake.start("1.004873", "TH1", party_from_qr(person(citizen).qr))
        steps = [Planned(CodeRequest(procedure=dossier.procedure)), Planned(DossierStatus(state="received"))]
        with training_app._store.writing() as tx:
            outbox.add_chain(tx, dossier.id, steps)
            return dossier, [step.id for step in outbox.steps(tx, dossier_id=dossier.id)]

    return queue


def said(page: QueuePage) -> list[tuple[object, str, Tone]]:
    """Whose the rows are, and what is next."""
    return [(row.key, row.next, row.tone) for row in page.view.rows.rows]


def test_an_empty_outbox_says_so(page: QueuePage, until) -> None:
    page.enter()
    until(page.view.empty.isVisible)
    assert "tự gửi về tỉnh" in page.view.empty.text()
    assert not page.view.retry.isEnabled()


def test_trouble_stands_first_and_is_sent_again_or_set_aside(page: QueuePage, queue, training_app: App, until) -> None:
    box = Outbox(training_app._store)
    going, (code, _) = queue("outbox 1")
    refused, (asked, status) = queue("outbox 2")
    box.done(box.begin(asked).id, Outcome())
    box.fail(box.begin(status).id, f"refused: {REFUSED}")
    page.enter()
    waits = "chờ gửi · Xin mã hồ sơ"
    until(lambda: said(page) == [(refused.id, REFUSED, Tone.BAD), (going.id, waits, Tone.SOFT)])
    first = page.view.rows.rows[0]
    assert (first.name, first.done, first.of) == (refused.party.name, 1, 2)
    assert page.view.told.text() == f"Cập nhật trạng thái · lỗi, cần xem lại · số lần: 1 · refused: {REFUSED}"
    page.view.park.click()
    until(lambda: said(page)[0] == (refused.id, "tạm dừng", Tone.ASK))
    assert not page.view.park.isEnabled()
    page.retry()
    until(lambda: said(page)[1:] == [(refused.id, "chờ gửi · Cập nhật trạng thái", Tone.SOFT)])
    assert training_app.sending.step(status).step.state is StepState.WAITING
    assert page.view.rows.chosen == refused.id, "the mark stays on its dossier, wherever that moves"
    box.done(box.begin(code).id, Outcome())
    page.refresh()
    until(lambda: said(page)[0] == (going.id, "chờ gửi · Cập nhật trạng thái", Tone.SOFT))
    assert page.view.rows.chosen == refused.id


def test_the_province_in_trouble_is_told_and_a_line_that_is_down_is_not(
    page: QueuePage, queue, training_app: App, until
) -> None:
    box, later = Outbox(training_app._store), training_app.clock.now() + timedelta(hours=1)
    ill, (asked, _) = queue("outbox 4")
    cut, (code, _) = queue("outbox 5")
    box.retry(box.begin(asked).id, later, "province_ill: Hệ thống của tỉnh đang lỗi.", trouble=1)
    box.retry(box.begin(code).id, later, "line_down: Không có đường truyền.")
    page.enter()
    known = {(ill.id, "Hệ thống của tỉnh đang lỗi.", Tone.ASK), (cut.id, "chờ gửi · Xin mã hồ sơ", Tone.SOFT)}
    until(lambda: set(said(page)) == known)


def test_what_has_arrived_has_no_step_to_act_on_and_is_opened(page: QueuePage, queue, training_app: App, until) -> None:
    box = Outbox(training_app._store)
    sent, steps = queue("outbox 3")
    for step in steps:
        box.done(box.begin(step).id, Outcome())
    page.enter()
    until(lambda: said(page) == [(sent.id, "đã gửi xong", Tone.GOOD)])
    assert page.view.told.text() == ""
    assert not page.view.retry.isEnabled()
    page.retry()
    assert training_app.sending.step(steps[0]).step.state is StepState.DONE
    went: list[tuple[str, object]] = []
    page.went.connect(lambda where, what: went.append((where, what)))
    page.view.rows.opened.emit(page.view.rows.chosen)
    assert went == [(Where.DOSSIER, sent.id)]


def test_more_dossiers_than_are_listed_are_told(page: QueuePage, queue, until, monkeypatch) -> None:
    monkeypatch.setattr("desktop.workflow.board.MOST_STEPS", 2)
    for number in range(6, 9):
        queue(f"outbox {number}")
    page.enter()
    until(lambda: page.view.more.isVisible() and len(said(page)) == 1)
    assert page.view.more.text() == "Còn 2 hồ sơ nữa đang chờ gửi, xếp sau các hồ sơ này."
    assert page.view.about.text().startswith("3 ")
    monkeypatch.undo()
    page.refresh()
    until(lambda: len(said(page)) == 3 and not page.view.more.isVisible())
