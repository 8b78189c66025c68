"""What slips say reaches the applicant through the province: its words, the dossier's state, and no paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from desktop.app import App
from desktop.model.dossier import Dossier
from desktop.model.outbox import StepKind
from desktop.model.owner import party_from_qr
from desktop.model.slip import SlipKind, SlipSaid
from desktop.model.states import DigitisationState, DossierState, StepState, SyncState
from desktop.store import contents, dossiers, outbox, papers
from desktop.store.keeping import purge
from desktop.training.people import person
from desktop.workflow.errors import DossierStopped, NoResult
from desktop.workflow.slips.errors import StillLeaving
from tests.workflow.conftest import letter
from tests.workflow.test_agency_signature import OFFICIAL, confirm, ids, sign
from tests.workflow.test_delivery import with_results

WHY = SlipSaid(reason="Thiếu chữ ký ở tờ khai.")
WITHDRAWN = SlipSaid(reason="Người nộp xin rút hồ sơ.")
NOTICE = (StepKind.PROGRESS, StepKind.STATUS)
RECEIVED, REFUSED, ADDITIONS, STOPPED = 2, 3, 5, 8
"""The words of the six-step family, which training speaks."""


@pytest.fixture
def dossier(app: App) -> Dossier:
    return app.intake.start("1.004873", "TH1", party_from_qr(person("citizen 4").qr))


def at_province(app: App, dossier: Dossier) -> dict[str, Any]:
    assert app.station
    code = app.dossiers.get(dossier.id).code
    found: dict[str, Any] = next(one for one in app.station.province.state()["dossiers"] if one["code"] == code)
    return found


def told(app: App, dossier: Dossier) -> list[str]:
    return [one["NoiDungXuLy"] for one in at_province(app, dossier)["history"]]


def waiting(app: App, dossier: Dossier) -> list[StepKind]:
    with app._store.reading() as tx:
        return [one.kind for one in outbox.steps(tx, dossier_id=dossier.id) if one.state is StepState.WAITING]


def test_the_applicant_is_told_of_a_request_and_the_papers_come_after_it(app: App, dossier: Dossier, put) -> None:
    slip = app.slips.write(dossier.id, SlipKind.ADDITIONS, WHY)
    app.sending.run_until_idle()
    known = at_province(app, dossier)
    assert (known["status"], known["papers"]) == (ADDITIONS, [])
    assert told(app, dossier) == [f"Yêu cầu bổ sung, hoàn thiện hồ sơ (phiếu số {slip.key}): {WHY.reason}"]
    assert app.dossiers.get(dossier.id).code != dossier.provisional_code

    app.slips.came(dossier.id)
    app.sending.run_until_idle()
    assert at_province(app, dossier)["status"] == RECEIVED
    assert told(app, dossier)[-1].startswith("Đã nhận giấy tờ bổ sung; hẹn trả kết quả ngày ")

    for paper_id in ids(app, dossier):
        put(paper_id, letter(f"một {paper_id}"))
        confirm(app, paper_id)
    app.intake.close(dossier.id)
    sign(app, ids(app, dossier), OFFICIAL)
    app.sending.run_until_idle()
    assert {row.paper.sync for row in app.checklist.rows(dossier.id)} == {SyncState.CONFIRMED}
    assert len(at_province(app, dossier)["papers"]) == 2
    assert len(told(app, dossier)) == 3


def test_a_refusal_is_told_and_taking_it_back_too(app: App, dossier: Dossier) -> None:
    slip = app.slips.write(dossier.id, SlipKind.REFUSAL, WHY)
    app.sending.run_until_idle()
    assert at_province(app, dossier)["status"] == REFUSED
    app.slips.take_back(dossier.id)
    app.sending.run_until_idle()
    assert at_province(app, dossier)["status"] == RECEIVED
    assert told(app, dossier)[-1] == f"Thu lại phiếu từ chối số {slip.key}"


def test_that_what_was_sent_is_stopped_is_told_and_so_is_that_it_goes_on(app: App, dossier: Dossier, put) -> None:
    for paper_id in ids(app, dossier):
        put(paper_id, letter(f"một {paper_id}"))
        confirm(app, paper_id)
    app.intake.close(dossier.id)
    sign(app, ids(app, dossier), OFFICIAL)
    with pytest.raises(StillLeaving):
        app.slips.write(dossier.id, SlipKind.STOP, WITHDRAWN)
    app.sending.run_until_idle()
    slip = app.slips.write(dossier.id, SlipKind.STOP, WITHDRAWN)
    assert slip.kind in app.slips.look(dossier.id).tells
    app.sending.run_until_idle()
    assert (at_province(app, dossier)["status"], len(at_province(app, dossier)["papers"])) == (STOPPED, 2)
    assert told(app, dossier)[-1] == f"Dừng giải quyết hồ sơ (phiếu số {slip.key}): {WITHDRAWN.reason}"
    for nothing_more in (lambda: app.intake.add_result(dossier.id, "KQ"), lambda: app.delivery.deliver(dossier.id)):
        with pytest.raises((DossierStopped, NoResult)):
            nothing_more()
    app.slips.take_back(dossier.id)
    assert app.dossiers.get(dossier.id).state is DossierState.CLOSED
    app.sending.run_until_idle()
    assert at_province(app, dossier)["status"] == RECEIVED
    assert told(app, dossier)[-1] == f"Thu lại phiếu dừng giải quyết số {slip.key}"


def test_a_province_without_a_word_for_stopping_is_told_of_the_others_alone(
    app: App, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.slips._notices, "_states", lambda: {"received", "additions", "refused"})
    assert SlipKind.STOP not in app.slips.look(dossier.id).tells
    app.slips.write(dossier.id, SlipKind.STOP, WITHDRAWN)
    app.slips.take_back(dossier.id)
    assert waiting(app, dossier) == []
    app.slips.write(dossier.id, SlipKind.ADDITIONS, WHY)
    assert waiting(app, dossier) == [StepKind.OFFICIAL_CODE, StepKind.RECORD, *NOTICE]


def test_a_slip_taken_back_before_the_line_was_up_is_told_to_nobody(app: App, dossier: Dossier) -> None:
    app.slips.write(dossier.id, SlipKind.ADDITIONS, WHY)
    asked = waiting(app, dossier)
    assert asked == [StepKind.OFFICIAL_CODE, StepKind.RECORD, *NOTICE]
    app.slips.write(dossier.id, SlipKind.REFUSAL, WHY)
    assert waiting(app, dossier) == [*asked, *NOTICE]
    app.slips.take_back(dossier.id)
    assert waiting(app, dossier) == asked
    app.slips.take_back(dossier.id)
    assert waiting(app, dossier) == []
    app.sending.run_until_idle()
    assert app.station
    assert app.station.province.state()["dossiers"] == []


def test_a_later_day_is_told_behind_papers_that_still_wait(app: App, dossier: Dossier, put) -> None:
    for paper_id in ids(app, dossier):
        put(paper_id, letter(f"một {paper_id}"))
        confirm(app, paper_id)
    app.intake.close(dossier.id)
    sign(app, ids(app, dossier), OFFICIAL)
    assert dossier.due
    later = dossier.due + timedelta(days=3)
    before = waiting(app, dossier)
    app.slips.write(dossier.id, SlipKind.APOLOGY, SlipSaid(reason=WHY.reason, due=later))
    assert waiting(app, dossier) == [*before, *NOTICE]
    app.slips.take_back(dossier.id)
    assert waiting(app, dossier) == before
    slip = app.slips.write(dossier.id, SlipKind.APOLOGY, SlipSaid(reason=WHY.reason, due=later))
    app.sending.run_until_idle()
    assert {row.paper.sync for row in app.checklist.rows(dossier.id)} == {SyncState.CONFIRMED}
    assert at_province(app, dossier)["status"] == RECEIVED
    words = f"Xin lỗi và hẹn lại ngày trả kết quả {later:%d/%m/%Y} (phiếu số {slip.key}): {WHY.reason}"
    assert told(app, dossier)[-1] == words


def finish(app: App, dossier: Dossier, put) -> None:
    """Scan, confirm and sign all of it; it is queued then."""
    for paper_id in ids(app, dossier):
        put(paper_id, letter(f"một {paper_id}"))
        confirm(app, paper_id)
    app.intake.close(dossier.id)
    sign(app, ids(app, dossier), OFFICIAL)


def test_that_it_is_taken_in_is_told_exactly_once_though_the_papers_come_before_the_line(
    app: App, dossier: Dossier, put
) -> None:
    assert SlipKind.RECEIPT in app.slips.look(dossier.id).tells
    slip = app.slips.write(dossier.id, SlipKind.RECEIPT)
    app.slips.write(dossier.id, SlipKind.RECEIPT)
    assert SlipKind.RECEIPT not in app.slips.look(dossier.id).tells
    assert waiting(app, dossier) == [StepKind.OFFICIAL_CODE, StepKind.RECORD, *NOTICE]
    with app._store.reading() as tx:
        (key,) = (one.key for one in outbox.steps(tx, dossier_id=dossier.id) if one.kind is StepKind.PROGRESS)
    finish(app, dossier, put)
    files = [StepKind.FILE] * 2
    queued = [StepKind.OFFICIAL_CODE, *files, StepKind.RECORD, StepKind.PROGRESS, *NOTICE]
    assert waiting(app, dossier) == queued
    with app._store.reading() as tx:
        steps = {one.key: one for one in outbox.steps(tx, dossier_id=dossier.id)}
    assert steps[key].state is StepState.WAITING
    app.sending.run_until_idle()
    assert dossier.due
    words = f"Hồ sơ được tiếp nhận chính thức (giấy tiếp nhận và hẹn trả số {slip.key})"
    assert told(app, dossier)[0] == f"{words}; hẹn trả kết quả ngày {dossier.due:%d/%m/%Y}"
    assert len(told(app, dossier)) == 2
    assert at_province(app, dossier)["status"] == RECEIVED
    app.slips.write(dossier.id, SlipKind.RECEIPT)
    app.sending.run_until_idle()
    assert len(told(app, dossier)) == 2


@pytest.mark.parametrize("sent", [True, False])
def test_it_is_told_though_a_hand_over_is_taken_back_before_the_line(app: App, *, sent: bool) -> None:
    with_result, _ = with_results(app, sent=sent)
    slip = app.slips.write(with_result.id, SlipKind.RECEIPT)
    app.delivery.deliver(with_result.id, undo_s=60)
    app.delivery.take_back(with_result.id)
    app.sending.run_until_idle()
    assert [f"số {slip.key})" in words for words in told(app, with_result)] == (
        [False, True] if sent else [True, False]
    )


def test_that_it_is_taken_in_is_told_alone_where_the_line_is_up(app: App, dossier: Dossier) -> None:
    app.slips.write(dossier.id, SlipKind.RECEIPT)
    assert [line.dossier_id for line in app.board.without_reply()] == []
    app.sending.run_until_idle()
    known = at_province(app, dossier)
    assert (known["status"], known["papers"], len(told(app, dossier))) == (RECEIVED, [], 1)


def test_while_additions_are_awaited_nobody_is_told_that_it_is_taken_in_and_later_once(
    app: App, dossier: Dossier
) -> None:
    app.slips.write(dossier.id, SlipKind.ADDITIONS, WHY)
    app.slips.write(dossier.id, SlipKind.RECEIPT)
    app.sending.run_until_idle()
    assert [words.split(",")[0] for words in told(app, dossier)] == ["Yêu cầu bổ sung"]
    app.slips.came(dossier.id)
    app.slips.write(dossier.id, SlipKind.RECEIPT)
    app.sending.run_until_idle()
    assert [words.partition(" (")[0].partition(";")[0] for words in told(app, dossier)[1:]] == [
        "Đã nhận giấy tờ bổ sung",
        "Hồ sơ được tiếp nhận chính thức",
    ]


def test_a_control_slip_is_told_to_nobody_and_so_is_any_slip_where_the_province_has_no_words(
    app: App, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.slips.write(dossier.id, SlipKind.CONTROL)
    assert waiting(app, dossier) == []
    monkeypatch.setattr(app.slips._notices, "_states", frozenset)
    assert not app.slips.look(dossier.id).tells
    app.slips.write(dossier.id, SlipKind.RECEIPT)
    app.slips.write(dossier.id, SlipKind.ADDITIONS, WHY)
    app.slips.came(dossier.id)
    assert waiting(app, dossier) == []


def test_what_was_told_without_papers_is_not_taken_for_the_papers(app: App, dossier: Dossier) -> None:
    """A stored paper's copy goes only when the province has the record that names it."""
    app.slips.write(dossier.id, SlipKind.ADDITIONS, WHY)
    app.sending.run_until_idle()
    app.slips.came(dossier.id)
    app.sending.run_until_idle()
    paper_id = ids(app, dossier)[0]
    with app._store.writing() as tx:
        sha256 = contents.keep(tx, b"%PDF-1.7\na stored paper")
        papers.change(tx, paper_id, digitisation=DigitisationState.REUSED, pdf_sha256=sha256)
        assert purge.unsent(tx, [dossier.id]) == [dossiers.get(tx, dossier.id).code]
