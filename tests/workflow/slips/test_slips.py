"""The slips of a dossier: what each says, what it does to the dossier, and what may not be written."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from PIL import Image

from desktop.app import App
from desktop.document.file.check import check_pdfa
from desktop.model.dossier import Dossier
from desktop.model.edit import SetAside
from desktop.model.slip import Counted, Slip, SlipKind, SlipSaid
from desktop.model.states import DossierState, SyncState
from desktop.page.codes import read_codes
from desktop.report.facts import Scope
from desktop.store import contents, papers, slips
from desktop.store.keeping import purge
from desktop.store.keeping.purge import PurgeReason
from desktop.workflow.errors import DossierAwaits, DossierRefused, DossierStopped
from desktop.workflow.slips.errors import (
    AdditionsAskedBefore,
    AlreadyAtProvince,
    CountImpossible,
    NoNewDay,
    NoSlipReason,
    NoSlipToTakeBack,
    NotAwaited,
    NothingToReturn,
    NotOpen,
    NotUnderWay,
    SlipDeleted,
)
from desktop.workflow.what_next import Next
from tests.workflow.conftest import letter

WHY = SlipSaid(reason="Thiếu chữ ký ở tờ khai.")
A5_MM = (148, 210)


def words_of(app: App, slip: Slip) -> str:
    pdf = pypdfium2.PdfDocument(io.BytesIO(app.slips.file(slip.id)))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def test_a_receipt_says_what_was_received_and_when_it_is_due(app: App, dossier: Dossier, row) -> None:
    app.slips.count(dossier.id, {row(1): Counted(originals=2, copies=1, to_return=1)})
    slip = app.slips.write(dossier.id, SlipKind.RECEIPT)
    words = words_of(app, slip)
    paper = next(one.paper for one in app.slips.look(dossier.id).counts if one.paper.id == row(1))
    assert f"1. {paper.name} 2 1 1" in words
    assert dossier.due
    assert f"Ngày hẹn trả kết quả: {dossier.due:%d/%m/%Y}" in words
    assert "Đây là mã tạm" in words
    assert dossier.party.name in words
    assert dossier.code in words
    assert (slip.number, slip.sha256 != "", app.slips.look(dossier.id).written) == (1, True, (slip,))
    assert check_pdfa(app.slips.file(slip.id)) == []


def test_it_is_an_a5_sheet_whose_qr_is_the_code(app: App, dossier: Dossier) -> None:
    data = app.slips.file(app.slips.write(dossier.id, SlipKind.RECEIPT).id)
    (page,) = pypdfium2.PdfDocument(io.BytesIO(data))
    assert tuple(round(side / 72 * 25.4) for side in page.get_size()) == A5_MM
    drawn = page.render(scale=200 / 72).to_numpy()
    assert dossier.code in {code.text for code in read_codes(drawn, dpi=200, today=app.limits.today())}


def test_what_nobody_counted_is_proposed_as_asked_and_is_on_no_receipt(app: App, dossier: Dossier) -> None:
    desk = app.slips.look(dossier.id)
    asked = app.catalogue.components_of(dossier)
    assert [one.said.originals for one in desk.counts] == [asked[one.paper.code].originals for one in desk.counts]
    assert not any(one.sure for one in desk.counts)
    assert "Bản chính" not in words_of(app, app.slips.write(dossier.id, SlipKind.RECEIPT))


def test_originals_go_back_once_and_stay_gone(app: App, dossier: Dossier, row) -> None:
    said = Counted(originals=1, to_return=1)
    app.slips.count(dossier.id, {row(0): said})
    assert app.slips.look(dossier.id).to_return == 1
    assert app.slips.give_back(dossier.id) == 1
    assert app.slips.look(dossier.id).to_return == 0
    with pytest.raises(NothingToReturn):
        app.slips.give_back(dossier.id)
    app.slips.count(dossier.id, {row(0): said})
    assert app.slips.look(dossier.id).to_return == 0
    assert "đã trả lại ngay" in words_of(app, app.slips.write(dossier.id, SlipKind.RECEIPT))


@pytest.mark.parametrize(
    "said", [Counted(originals=-1), Counted(copies=1000), Counted(originals=1, to_return=2)], ids=str
)
def test_a_count_that_cannot_be_is_refused(app: App, dossier: Dossier, row, said: Counted) -> None:
    with pytest.raises(CountImpossible):
        app.slips.count(dossier.id, {row(0): said})


def test_additions_are_asked_for_once_and_stop_the_term(app: App, dossier: Dossier) -> None:
    slip = app.slips.write(dossier.id, SlipKind.ADDITIONS, WHY)
    assert WHY.reason in words_of(app, slip)
    now = app.dossiers.get(dossier.id)
    assert (now.state, now.due) == (DossierState.AWAITING, None)
    # Nor does the counter's reckoning of missing days give it one.
    app.results.reckon()
    assert app.dossiers.get(dossier.id).due is None
    (line,) = app.board.today().lines
    assert (line.next, line.is_open, app.board.today().unfinished) == (Next.AWAIT_ADDITIONS, False, 0)
    assert app.board.unfinished_of(dossier.party.number) == [now]
    with pytest.raises(DossierAwaits):
        app.intake.close(dossier.id)
    with pytest.raises(AdditionsAskedBefore):
        app.slips.write(dossier.id, SlipKind.ADDITIONS, WHY)
    back = app.slips.came(dossier.id)
    assert (back.state, back.due) == (DossierState.OPEN, dossier.due)
    assert app.slips.look(dossier.id).written[0].answered_at
    with pytest.raises(NotAwaited):
        app.slips.came(dossier.id)
    with pytest.raises(AdditionsAskedBefore):
        app.slips.write(dossier.id, SlipKind.ADDITIONS, WHY)


def test_the_request_names_what_is_missing(app: App, dossier: Dossier, row, put) -> None:
    put(row(0), letter("tờ khai"))
    words = words_of(app, app.slips.write(dossier.id, SlipKind.ADDITIONS, WHY))
    names = [one.paper.name for one in app.slips.look(dossier.id).counts]
    assert names[0] not in words
    assert f"1. {names[1]}" in words


def test_what_was_asked_for_and_never_came_is_stopped_and_that_is_taken_back(app: App, dossier: Dossier, row) -> None:
    app.slips.count(dossier.id, {row(0): Counted(originals=1, to_return=1)})
    app.slips.write(dossier.id, SlipKind.ADDITIONS, WHY)
    slip = app.slips.write(dossier.id, SlipKind.STOP, SlipSaid(reason="Không bổ sung giấy tờ."))
    words = words_of(app, slip)
    for expected in ("PHIẾU DỪNG GIẢI QUYẾT HỒ SƠ", "Mẫu số 05", "Không bổ sung giấy tờ.", dossier.party.name):
        assert expected in words
    assert check_pdfa(app.slips.file(slip.id)) == []
    now = app.dossiers.get(dossier.id)
    assert (now.state, now.due) == (DossierState.STOPPED, None)
    app.results.reckon()
    assert app.dossiers.get(dossier.id).due is None
    (line,) = app.board.today().lines
    assert (line.next, line.is_open, app.board.today().unfinished) == (Next.STOPPED, False, 0)
    for kind in (SlipKind.STOP, SlipKind.REFUSAL, SlipKind.ADDITIONS, SlipKind.APOLOGY, SlipKind.RECEIPT):
        with pytest.raises((NotUnderWay, NotOpen, AdditionsAskedBefore, DossierStopped)):
            app.slips.write(dossier.id, kind, WHY)
    # The originals that were left here still go back.
    assert app.slips.give_back(dossier.id) == 1
    app.slips.take_back(dossier.id)
    assert app.dossiers.get(dossier.id).state is DossierState.AWAITING
    told = [line.sentence for line in app.journal.of_dossier(dossier.id).lines]
    assert f"Dừng giải quyết hồ sơ: phiếu dừng giải quyết số {slip.key}." in told
    assert f"Thu lại phiếu dừng giải quyết số {slip.key}." in told


def test_what_was_stopped_before_the_province_has_it_is_counted_nowhere_and_afterwards_with_its_components(
    app: App, dossier: Dossier, row, put
) -> None:
    today = app.limits.today()
    app.slips.write(dossier.id, SlipKind.STOP, WHY)
    assert app.reports.figures(Scope(first=today, last=today)).days == {}
    app.slips.take_back(dossier.id)
    put(row(0), letter("tờ khai"))
    with app._store.writing() as tx:
        papers.change(tx, row(0), sync=SyncState.QUEUED)
        papers.change(tx, row(0), sync=SyncState.CONFIRMED)
    before = app.reports.figures(Scope(first=today, last=today)).days
    app.slips.write(dossier.id, SlipKind.STOP, WHY)
    assert app.reports.figures(Scope(first=today, last=today)).days == before != {}


def test_a_refusal_ends_it_and_is_counted_nowhere(app: App, dossier: Dossier) -> None:
    slip = app.slips.write(dossier.id, SlipKind.REFUSAL, WHY)
    assert app.dossiers.get(dossier.id).state is DossierState.REFUSED
    assert WHY.reason in words_of(app, slip)
    (line,) = app.board.today().lines
    assert line.next is Next.REFUSED
    today = app.limits.today()
    assert app.reports.figures(Scope(first=today, last=today)).days == {}
    with pytest.raises(DossierRefused):
        app.intake.close(dossier.id)
    with pytest.raises(NotOpen):
        app.slips.write(dossier.id, SlipKind.REFUSAL, WHY)


@pytest.mark.parametrize(("kind", "why"), [(SlipKind.REFUSAL, DossierRefused), (SlipKind.STOP, DossierStopped)])
def test_what_has_ended_takes_nothing_in_on_any_road(
    app: App, dossier: Dossier, row, put, tmp_path: Path, kind: SlipKind, why: type[Exception]
) -> None:
    put(row(0), letter("tờ khai"))
    seen = app.papers.look(row(0))
    app.slips.write(dossier.id, kind, WHY)
    before = app.papers.look(row(0))
    picture = tmp_path / "a.png"
    Image.new("RGB", (1654, 2339), "white").save(picture, dpi=(200, 200))
    roads: dict[str, Callable[[], object]] = {
        "scanned": lambda: app.capture.scan(row(1), lambda page: None, threading.Event()),
        "scanned anew": lambda: app.capture.rescan(seen.pages[0].id, threading.Event()),
        "a pile": lambda: app.piles.scan(row(1), lambda page: None, threading.Event()),
        "a file": lambda: app.importing.bring(row(1), picture.read_bytes(), picture.name),
        "pages": lambda: app.pages.apply(SetAside((seen.pages[0].id,))),
        "confirmed": lambda: app.confirming.confirm(seen),
        "a result": lambda: app.intake.add_result(dossier.id, "KQ"),
        "closed": lambda: app.intake.close(dossier.id),
    }
    for name, road in roads.items():
        with pytest.raises(why):
            road()
        assert app.papers.look(row(0)) == before, name
    app.slips.take_back(dossier.id)
    assert app.importing.bring(row(1), picture.read_bytes(), picture.name).pages == 1


def test_the_last_one_is_taken_back_and_its_number_stays_taken(app: App, dossier: Dossier) -> None:
    app.slips.write(dossier.id, SlipKind.ADDITIONS, WHY)
    app.slips.write(dossier.id, SlipKind.REFUSAL, WHY)
    app.slips.take_back(dossier.id)
    assert app.dossiers.get(dossier.id).state is DossierState.AWAITING
    app.slips.take_back(dossier.id)
    now = app.dossiers.get(dossier.id)
    assert (now.state, now.due) == (DossierState.OPEN, dossier.due)
    with pytest.raises(NoSlipToTakeBack):
        app.slips.take_back(dossier.id)
    # What was taken back was not asked for: it may be asked again, under the next number.
    assert app.slips.write(dossier.id, SlipKind.ADDITIONS, WHY).number == 2
    told = [line.sentence for line in app.journal.of_dossier(dossier.id).lines]
    year = app.limits.today().year
    assert f"Thu lại phiếu từ chối số 1/{year}." in told
    assert f"Yêu cầu bổ sung, dừng tính hạn: phiếu yêu cầu bổ sung số 2/{year}." in told


@pytest.mark.parametrize("kind", [SlipKind.REFUSAL, SlipKind.STOP])
def test_what_was_scanned_of_a_dossier_that_has_ended_goes_after_the_retention_time(
    app: App, dossier: Dossier, row, put, kind: SlipKind
) -> None:
    put(row(0), letter("tờ khai"))
    at = app.slips.write(dossier.id, kind, WHY).at
    with app._store.reading() as tx:
        assert purge.due(tx, at - timedelta(seconds=1)) == []
        assert purge.due(tx, at) == [row(0)]
    app.slips.take_back(dossier.id)
    with app._store.reading() as tx:
        assert purge.due(tx, at) == []


def test_an_apology_gives_a_later_day(app: App, dossier: Dossier) -> None:
    assert dossier.due
    later = dossier.due + timedelta(days=3)
    for day in (None, dossier.due):
        with pytest.raises(NoNewDay):
            app.slips.write(dossier.id, SlipKind.APOLOGY, SlipSaid(reason=WHY.reason, due=day))
    slip = app.slips.write(dossier.id, SlipKind.APOLOGY, SlipSaid(reason=WHY.reason, due=later))
    words = words_of(app, slip)
    assert f"{dossier.due:%d/%m/%Y}" in words
    assert f"{later:%d/%m/%Y}" in words
    assert app.dossiers.get(dossier.id).due == later
    app.slips.take_back(dossier.id)
    assert app.dossiers.get(dossier.id).due == dossier.due


@pytest.mark.parametrize("kind", [SlipKind.ADDITIONS, SlipKind.REFUSAL, SlipKind.APOLOGY, SlipKind.STOP])
def test_these_say_why(app: App, dossier: Dossier, kind: SlipKind) -> None:
    with pytest.raises(NoSlipReason):
        app.slips.write(dossier.id, kind, SlipSaid(reason=" .", due=date(2099, 1, 1)))


def test_what_was_sent_is_not_refused(app: App, dossier: Dossier, row) -> None:
    with app._store.writing() as tx:
        papers.change(tx, row(0), sync=SyncState.QUEUED)
    with pytest.raises(AlreadyAtProvince):
        app.slips.write(dossier.id, SlipKind.REFUSAL, WHY)


def test_a_slip_lives_as_long_as_the_dossiers_papers(app: App, dossier: Dossier, row, put) -> None:
    put(row(0), letter("tờ khai"))
    put(row(1), letter("giấy chứng sinh"))
    slip = app.slips.write(dossier.id, SlipKind.ADDITIONS, WHY)

    def gone(paper_id: UUID) -> bool:
        with app._store.writing() as tx:
            purge.purge(tx, paper_id, app.clock.now(), PurgeReason.BY_HAND)
            return contents.size(tx, slip.sha256) == 0

    assert [gone(row(0)), gone(row(1))] == [False, True]
    with pytest.raises(SlipDeleted):
        app.slips.file(slip.id)
    (left,) = app.slips.look(dossier.id).written
    assert (left.key, left.said.reason) == (slip.key, "")


def test_with_its_owner_everything_goes(app: App, dossier: Dossier, row) -> None:
    app.slips.count(dossier.id, {row(0): Counted(originals=1)})
    slip = app.slips.write(dossier.id, SlipKind.RECEIPT)
    with app._store.writing() as tx:
        purge.erase(tx, dossier.id, app.clock.now(), PurgeReason.DATA_SUBJECT)
        assert slips.of_dossier(tx, dossier.id) == []
        assert slips.counts_of(tx, dossier.id) == {}
        assert contents.size(tx, slip.sha256) == 0


def test_an_office_changes_the_words(app: App, dossier: Dossier) -> None:
    own = app.place.data / "mau-phieu"
    own.mkdir()
    (own / "01-tiep-nhan.toml").write_text(
        'form = ""\nsize = "A4"\ntitle = "Biên nhận"\nsymbol = "BN"\nhead = ["Của {owner}."]\nsigners = []\n', "utf-8"
    )
    words = words_of(app, app.slips.write(dossier.id, SlipKind.RECEIPT))
    assert "BIÊN NHẬN" in words
    assert "Mẫu số" not in words
