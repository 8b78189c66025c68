"""Look before you scan: both stores, by owner and code, in an official's name, cached, put off and done later.

The file is long because all of it needs the same counter and the same two stores.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PIL import Image
from sqlalchemy import select

from desktop.catalogue.reader import read_catalogue_file
from desktop.document.file.incoming import UnsafeFile
from desktop.document.file.metadata import PaperAbout
from desktop.document.file.pdf import PdfPage, build_pdf
from desktop.machine.folders import resources
from desktop.machine.settings import Settings
from desktop.model.dossier import Dossier, PageOrigin, Party
from desktop.model.errors import Trouble, UnreadableInput
from desktop.model.states import DigitisationState, DossierState, SigningState
from desktop.model.stored import Shop, StoredPaper
from desktop.signing.authorities.counter import CounterAuthorities
from desktop.store import contents, dossiers, outbox, papers
from desktop.store import reuse as kept
from desktop.store.errors import Purged
from desktop.store.file import Store
from desktop.store.keeping import purge
from desktop.store.tables import audit as audit_table
from desktop.sync.chain import record
from desktop.sync.errors import OfficialRefused, StoredFileDiffers
from desktop.sync.gateway import ProvinceGateway
from desktop.training.province.accounts import CLIENT, SECRET
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.checklist import Checklist
from desktop.workflow.errors import PaperLocked
from desktop.workflow.importing import Importing
from desktop.workflow.intake import Intake
from desktop.workflow.limits import OWN_FILE, TimeLimits
from desktop.workflow.page_work import PageWork
from desktop.workflow.reuse import Expired, NotReused, Reuse, Session
from desktop.workflow.stored import Asked
from tests.sync.conftest import OWNER, Counter, Province, open_store
from tests.workflow.desk import IdleWorkers

FACTS = {"code": "GT.XN.01", "name": "Giấy xác nhận", "kind": "component", "number": "12/XN", "issuer": "UBND xã Mẫu"}
LATER = {"valid_until": "2027-01-31"}


@dataclass
class Desk:
    counter: Counter
    store: Store
    gateway: ProvinceGateway
    reuse: Reuse
    dossier: Dossier

    @property
    def province(self) -> Province:
        return self.counter.province

    def asked(self) -> int:
        state = self.province.state()["asked"]
        return sum(state.get(self.province.path(name), 0) for name in ("store", "national_store"))

    def row(self, code: str = "GT.XN.01", **how: bool):
        return next(row for row in self.reuse.look_up(self.dossier.id, **how) if row.paper.code == code)


@pytest.fixture
def desk(tmp_path: Path, province: Province) -> Iterator[Desk]:
    store = open_store(tmp_path / "data")
    counter = Counter(store, province)
    catalogue = CatalogueDesk(store, counter.clock, "canbo.mau")
    catalogue.take(read_catalogue_file(resources() / "catalogue" / "sample.json"))
    settings = replace(Settings(), officer="canbo.mau", unit="H99.12")
    checklist, limits = Checklist(store, catalogue, settings), TimeLimits(counter.clock, tmp_path / OWN_FILE)
    intake = Intake(store, counter.clock, catalogue, settings, checklist, limits)
    dossier = intake.start("1.004873", "TH1", Party(number=OWNER, name="Đặng Thị Ngọc Ánh"))
    gateway = province.gateway()
    work = PageWork(store, IdleWorkers())
    judge = Importing(store, counter.clock, settings, work, CounterAuthorities(settings, counter.clock)).judge
    reuse = Reuse(store, counter.clock, lambda: gateway, catalogue, "canbo.mau", judge)
    yield Desk(counter, store, gateway, reuse, dossier)
    store.close()


@pytest.mark.parametrize("family", ["six_step", "relay"], indirect=True)
def test_what_lies_in_the_provinces_store_is_offered_with_its_validity(desk):
    desk.province.books.store_paper(OWNER, "province", {**FACTS, **LATER})
    desk.province.books.store_paper(OWNER, "province", {**FACTS, "valid_until": "2026-03-11"})
    desk.province.books.store_paper(OWNER, "province", FACTS)
    desk.province.books.store_paper("052199000999", "province", {**FACTS, **LATER})
    desk.reuse.log_in("canbo.mau", "tap-huan")
    row = desk.row()
    assert row.asked is Asked.DONE
    assert row.asked_at == desk.counter.clock.now()
    assert [(offer.usable, offer.validity) for offer in row.offers] == [
        (True, "còn hạn đến 31/01/2027"),
        (False, "hết hạn từ 11/03/2026"),
        (False, "không rõ thời hạn"),
    ]
    assert row.offers[0].where == "Kho của tỉnh"


def test_a_result_in_the_national_store_may_stand_in_for_a_component(desk):
    with desk.store.reading():
        pass
    result = {"code": "KQ.G15.000003", "name": "Kết quả", "kind": "result", "number": "3/KQ", "permanent": True}
    desk.province.books.store_paper(OWNER, "national", {**result, "code": "GT.XN.01"})
    desk.reuse.log_in("canbo.mau", "tap-huan")
    offer = desk.row().offers[0]
    assert offer.stored.shop is Shop.NATIONAL
    assert offer.where == "Kho quốc gia"
    assert offer.validity == "vô thời hạn"


def test_without_an_official_nothing_is_asked_and_it_is_done_later(desk):
    desk.province.books.store_paper(OWNER, "national", {**FACTS, **LATER})
    row = desk.row()
    assert row.asked is Asked.NOT_DONE
    assert "đăng nhập" in row.why_not
    assert desk.asked() == 0
    assert desk.reuse.catch_up() == 0
    desk.reuse.log_in("canbo.mau", "tap-huan")
    assert desk.reuse.catch_up() > 0
    assert desk.reuse.catch_up() == 0
    asked = desk.asked()
    assert desk.row().offers[0].usable
    assert desk.asked() == asked


def test_without_a_line_it_says_not_done_and_keeps_what_was_known(desk):
    desk.province.books.store_paper(OWNER, "national", {**FACTS, **LATER})
    desk.reuse.log_in("canbo.mau", "tap-huan")
    assert desk.row().asked is Asked.DONE
    desk.counter.clock.forward(timedelta(hours=13))
    for _ in range(6):
        desk.province.fault("*:503:9")
    row = desk.row()
    assert row.why_not
    assert row.asked is Asked.DONE
    assert row.asked_at == desk.counter.clock.now() - timedelta(hours=13)
    assert row.offers
    desk.province.faults.clear()
    assert desk.row().asked_at == desk.counter.clock.now()


def test_what_was_asked_this_morning_is_not_asked_again_unless_told_to(desk):
    desk.reuse.log_in("canbo.mau", "tap-huan")
    desk.row()
    asked = desk.asked()
    desk.row()
    assert desk.asked() == asked
    desk.row(anew=True)
    assert desk.asked() > asked


@pytest.mark.parametrize("days", [-1, 365])
def test_what_was_asked_under_a_wrong_clock_is_asked_again_under_the_right_one(desk, days):
    clock = desk.counter.clock
    clock.forward(timedelta(days=days))
    desk.reuse.log_in("canbo.mau", "tap-huan")
    desk.row()
    asked = desk.asked()
    clock.forward(timedelta(days=-days))
    assert desk.row().asked_at == clock.now()
    assert desk.asked() > asked


def test_taking_a_stored_paper_sets_its_state_and_keeps_its_source(desk):
    stored = StoredPaper(id="KHO-1", code="GT.XN.01", name="Giấy xác nhận", valid_until=date(2027, 1, 1))
    paper = desk.row().paper
    assert desk.reuse.take(paper.id, stored).digitisation is DigitisationState.REUSED
    with desk.store.reading() as tx:
        assert kept.sources(tx, desk.dossier.id)[paper.id].id == "KHO-1"
    assert desk.reuse.give_back(paper.id).digitisation is DigitisationState.EMPTY
    with desk.store.reading() as tx:
        assert kept.sources(tx, desk.dossier.id) == {}


@pytest.mark.parametrize("until", [None, date(2026, 3, 11)])
def test_an_expired_paper_or_one_of_unknown_validity_cannot_be_taken(desk, until):
    paper = desk.row().paper
    with pytest.raises(Expired):
        desk.reuse.take(paper.id, StoredPaper(id="KHO-1", code="GT.XN.01", name="x", valid_until=until))
    with desk.store.reading() as tx:
        assert kept.sources(tx, desk.dossier.id) == {}


def pdf(pages: int = 2) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(out, "JPEG")
    about = PaperAbout(title="Giấy xác nhận", creator="UBND xã Mẫu", created=datetime(2026, 3, 1, tzinfo=UTC))
    return build_pdf([PdfPage(image=out.getvalue(), dpi=200)] * pages, about)


def in_store(desk: Desk, shop: str, file: bytes) -> UUID:
    """A valid paper with this file in a store, taken in place of the dossier's own."""
    desk.province.books.store_paper(OWNER, shop, {**FACTS, **LATER, "issued": "2025-01-31"}, file)
    desk.reuse.log_in("canbo.mau", "tap-huan")
    row = desk.row(anew=True)
    assert row.best
    desk.reuse.take(row.paper.id, row.best.stored)
    return row.paper.id


def kept_file(desk: Desk, paper_id: UUID) -> bytes:
    with desk.store.reading() as tx:
        sha256 = papers.get(tx, paper_id).pdf_sha256
        return contents.fetch(tx, sha256) if sha256 else b""


def test_what_is_asked_for_and_what_is_there_stand_side_by_side(desk):
    desk.province.books.store_paper(OWNER, "national", {**FACTS, **LATER, "issued": "2025-01-31"})
    desk.reuse.log_in("canbo.mau", "tap-huan")
    row = desk.row()
    assert row.component.code == row.paper.code == "GT.XN.01"
    stored = row.best.stored
    assert (stored.name, stored.number, stored.issuer) == ("Giấy xác nhận", "12/XN", "UBND xã Mẫu")
    assert stored.issued == date(2025, 1, 31)
    assert desk.reuse.known(desk.dossier.id)[0] == row


def test_what_is_known_is_there_without_asking_anybody(desk):
    asked = desk.asked()
    rows = desk.reuse.known(desk.dossier.id)
    assert {row.asked for row in rows} == {Asked.NOT_DONE}
    assert desk.asked() == asked
    desk.province.kill()
    assert len(desk.reuse.known(desk.dossier.id)) == len(rows)
    desk.province.start_again()


def test_the_file_of_a_national_paper_is_kept_with_its_origin_and_never_sent_as_ours(desk):
    file = pdf()
    paper_id = in_store(desk, "national", file)
    desk.reuse.fetch(paper_id)
    assert kept_file(desk, paper_id) == file
    standing = desk.reuse.known(desk.dossier.id)[0].standing
    assert (standing.pages, standing.proven, standing.signature, standing.trouble) == (2, True, "", "")
    assert standing.offer.stored.shop is Shop.NATIONAL
    with desk.store.reading() as tx:
        own = papers.of_dossier(tx, desk.dossier.id)
        sent = record(desk.dossier, own, kept.sources(tx, desk.dossier.id))
    (paper,) = sent.papers
    assert (paper.sha256, paper.digitised, sent.digitised) == ("", False, False)
    assert (paper.reuse, paper.from_national) == ("result", True)


@pytest.mark.parametrize("family", ["six_step", "relay"], indirect=True)
def test_the_file_of_a_paper_in_the_provinces_store_is_kept_too(desk):
    file = pdf(1)
    paper_id = in_store(desk, "province", file)
    desk.reuse.fetch(paper_id)
    assert kept_file(desk, paper_id) == file


def test_a_store_that_lies_about_a_files_hash_is_not_believed(desk):
    desk.province.fault(f"{desk.province.path('national_store')}:lying-hash:1")
    paper_id = in_store(desk, "national", pdf())
    with pytest.raises(StoredFileDiffers):
        desk.reuse.fetch(paper_id)
    assert kept_file(desk, paper_id) == b""
    assert "mã băm" in desk.reuse.known(desk.dossier.id)[0].standing.trouble
    asked = desk.province.state()["asked"]
    assert desk.reuse.catch_up() == 0
    assert desk.province.state()["asked"] == asked


@pytest.mark.parametrize("file", [b"%PDF-1.7 and nothing", b"GIF89a", b"<html>Dang nhap</html>"])
def test_what_is_no_paper_is_refused_and_not_kept(desk, file):
    paper_id = in_store(desk, "national", file)
    with pytest.raises((UnsafeFile, UnreadableInput)):
        desk.reuse.fetch(paper_id)
    assert kept_file(desk, paper_id) == b""


@pytest.mark.parametrize("shop", ["province", "national"])
def test_a_file_past_the_bounds_is_refused(desk, shop, monkeypatch):
    if (shop, desk.province.family) == ("province", "igate"):
        pytest.skip("this family has no store of its own")
    monkeypatch.setattr("desktop.sync.stores.FILE_LIMIT", 500)
    paper_id = in_store(desk, shop, pdf())
    with pytest.raises(StoredFileDiffers) as refused:
        desk.reuse.fetch(paper_id)
    assert "lớn hơn" in refused.value.message
    assert kept_file(desk, paper_id) == b""


@pytest.mark.parametrize("trouble", ["503", "portal", "cut", "junk", "lose-answer"])
def test_a_file_that_does_not_come_now_comes_later_by_itself(desk, trouble):
    paper_id = in_store(desk, "national", pdf())
    desk.province.fault(f"{desk.province.path('national_file')}:{trouble}:1")
    with pytest.raises(Trouble):
        desk.reuse.fetch(paper_id)
    assert kept_file(desk, paper_id) == b""
    told: list[int] = []
    desk.reuse.on_change(lambda: told.append(1))
    assert desk.reuse.catch_up() > 0
    assert kept_file(desk, paper_id) == pdf()
    assert told == [1]
    assert desk.reuse.catch_up() == 0


def test_stores_that_cannot_be_asked_are_asked_more_and_more_rarely(desk):
    paper_id = in_store(desk, "national", pdf())
    place = desk.province.path("national_file")
    desk.province.fault(f"{place}:503:9999")
    clock, tried = desk.counter.clock, 0
    for _ in range(2 * 3600):
        with suppress(Trouble):
            desk.reuse.catch_up()
        clock.forward(timedelta(seconds=1))
    tried = desk.province.state()["asked"][place]
    assert 8 <= tried < 60
    clock.forward(timedelta(days=-365))
    with suppress(Trouble):
        desk.reuse.catch_up()
    assert desk.province.state()["asked"][place] == tried + 1
    desk.province.faults.clear()
    desk.reuse.log_in("canbo.mau", "tap-huan")
    assert desk.reuse.catch_up() == 1
    assert kept_file(desk, paper_id) == pdf()


def test_a_paper_given_back_while_its_file_is_on_the_way_keeps_none(desk, monkeypatch):
    paper_id = in_store(desk, "national", pdf())
    fetch = desk.gateway.stores.fetch_file

    def given_back_meanwhile(stored, official):
        data = fetch(stored, official)
        desk.reuse.give_back(paper_id)
        return data

    monkeypatch.setattr(desk.gateway.stores, "fetch_file", given_back_meanwhile)
    desk.reuse.fetch(paper_id)
    assert kept_file(desk, paper_id) == b""
    with pytest.raises(NotReused):
        desk.reuse.fetch(paper_id)


def test_scanned_pages_and_a_stored_paper_are_both_kept_and_the_clerk_decides(desk):
    paper_id = in_store(desk, "national", pdf())
    desk.reuse.give_back(paper_id)
    origin = PageOrigin(
        device="x", driver="file", source="file", side="front", sheet=1, dpi=200, scanned_at=desk.counter.clock.now()
    )
    with desk.store.writing() as tx:
        page = papers.add_page(tx, uuid4(), paper_id, origin, b"a page")
        for state in (DigitisationState.SCANNED, DigitisationState.CONFIRMED):
            papers.change(tx, paper_id, digitisation=state)
        papers.change(tx, paper_id, digitisation=DigitisationState.BUILT, pdf_sha256=contents.keep(tx, b"ours"))
    stored = desk.row().best.stored
    taken = desk.reuse.take(paper_id, stored)
    assert (taken.digitisation, taken.pdf_sha256) == (DigitisationState.REUSED, "")
    assert desk.row().offers
    back = desk.reuse.give_back(paper_id)
    assert back.digitisation is DigitisationState.SCANNED
    with desk.store.reading() as tx:
        assert [one.id for one in papers.pages(tx, paper_id)] == [page.id]


def test_what_is_scanned_after_all_is_not_sent_as_reused(desk):
    paper_id = in_store(desk, "national", pdf())
    with desk.store.writing() as tx:
        papers.change(tx, paper_id, digitisation=DigitisationState.SCANNED, pdf_sha256="")
        assert kept.sources(tx, desk.dossier.id) == {}
        assert kept.without_file(tx, 10) == []


def test_a_signed_paper_stays_what_it_is(desk):
    paper = desk.row().paper
    with desk.store.writing() as tx:
        papers.change(tx, paper.id, signing=SigningState.SIGNED)
    with pytest.raises(PaperLocked):
        desk.reuse.take(paper.id, StoredPaper(id="KHO-1", code="GT.XN.01", name="x", permanent=True))


def test_a_dossier_of_reused_papers_alone_is_sent_and_its_copy_goes_after_its_time(desk):
    paper_id = in_store(desk, "national", pdf())
    desk.reuse.fetch(paper_id)
    now = desk.counter.clock.now()
    with desk.store.writing() as tx:
        assert purge.unsent(tx, [desk.dossier.id]) == [desk.dossier.code]
        assert purge.due(tx, now) == []
        dossiers.set_state(tx, desk.dossier.id, DossierState.CLOSED)
    assert desk.counter.queue_again(desk.dossier)
    with desk.store.reading() as tx:
        assert outbox.all_done(tx, [desk.dossier.id]) == set()
    desk.counter.send_all()
    with desk.store.reading() as tx:
        assert outbox.all_done(tx, [desk.dossier.id]) == {desk.dossier.id}
    (there,) = desk.province.state()["dossiers"]
    assert there["papers"] == []
    assert there["record"]["papers"][0]["reuse"] == 2
    with desk.store.writing() as tx:
        assert purge.unsent(tx, [desk.dossier.id]) == []
        standing = kept.standing(tx, paper_id)
        assert standing is not None
        assert purge.due(tx, standing.taken_at - timedelta(seconds=1)) == []
        assert purge.due(tx, standing.taken_at) == [paper_id]
        purge.purge(tx, paper_id, now, purge.PurgeReason.RETENTION)
        assert purge.due(tx, now) == []
    with desk.store.reading() as tx, pytest.raises(Purged):
        contents.fetch(tx, papers.get(tx, paper_id).pdf_sha256)
    assert desk.reuse.catch_up() == 0


def test_a_session_that_is_over_says_so_and_nothing_is_asked_in_its_name(desk):
    desk.reuse.log_in("canbo.mau", "tap-huan")
    assert desk.reuse.session().official.name == "Nguyễn Thị Mẫu"
    asked = desk.asked()
    account = desk.gateway.account
    account._until = 0.0
    desk.province.fault(f"{desk.province.path('token')}:expired:1")
    row = desk.row(anew=True)
    assert "Phiên đăng nhập" in row.why_not
    assert desk.asked() == asked
    session = desk.reuse.session()
    assert (session.official, session.ended.name) == (None, "Nguyễn Thị Mẫu")
    assert "Phiên đăng nhập" in desk.row().why_not
    desk.gateway.dossiers.official_code("1.004873", "k")
    desk.reuse.log_in("canbo.mau", "tap-huan")
    assert desk.reuse.session().ended is None
    assert desk.row().asked is Asked.DONE


@pytest.mark.parametrize("way", ["nothing to renew it with", "that is too old itself"])
def test_a_session_that_cannot_be_renewed_ends_with_its_token(desk, way):
    desk.reuse.log_in("canbo.mau", "tap-huan")
    account = desk.gateway.account
    if way == "nothing to renew it with":
        account._refresh = ""
    else:
        account._refresh_until = 0.0
    assert desk.reuse.session().official
    account._until = 0.0
    assert desk.reuse.session().official is None
    assert desk.reuse.session().ended
    desk.reuse.log_out()
    assert desk.reuse.session() == Session()


def test_a_wrong_password_is_said_in_words_and_no_password_is_kept_or_logged(desk, caplog):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(OfficialRefused) as refused:
        desk.reuse.log_in("canbo.mau", "mat-khau-sai")
    assert "mật khẩu không đúng" in refused.value.message
    desk.reuse.log_in("canbo.mau", "tap-huan")
    desk.province.fault("*:503:1")
    with pytest.raises(Trouble) as trouble:
        desk.reuse.log_in("canbo.mau", "tap-huan")
    with desk.store.reading() as tx:
        audited = str(tx.execute(select(audit_table)).all())
    seen = [
        caplog.text,
        audited,
        str(trouble.value.cause),
        str(refused.value.cause),
        repr(vars(desk.gateway.account)),
    ]
    for text in seen:
        assert "mat-khau-sai" not in text
        assert "tap-huan" not in text.replace(CLIENT, "").replace(SECRET, "")
