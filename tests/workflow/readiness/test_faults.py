"""Faults seeded one by one into a dossier with which nothing is wrong: each is found, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from desktop.app import App, open_app
from desktop.machine.clock import VIETNAM
from desktop.model.declaration import DeclarationCode
from desktop.model.dossier import NumberKind, PaperKind, Party
from desktop.model.owner import party_from_qr
from desktop.model.page import CodeKind, PageCode, PageVerdict
from desktop.model.states import DigitisationState, SyncState
from desktop.model.stored import StoredPaper
from desktop.store import papers, reuse
from desktop.store.tables import content
from desktop.store.tables import dossier as dossier_table
from desktop.ui.acts.table import Act
from desktop.workflow.pile import UNSORTED_CODE
from desktop.workflow.readiness.finding import Grade, Stage
from tests.samples import MORNING
from tests.signing.corpus import altered, simple
from tests.workflow.readiness.desk import FORM, ME, OTHER, Desk, Sheet, blank, file, like, numbered, secret, sheets

ANNEX = "Phụ lục kèm theo"


@pytest.fixture
def app(training_data: Path) -> Iterator[App]:
    with open_app(training_data, training=True) as app:
        yield app


@pytest.fixture
def desk(app: App) -> Desk:
    return Desk(app).fill()


Seed = Callable[[Desk], object]
FAULTS: dict[str, tuple[Seed, set[str]]] = {}


def fault(name: str, *codes: str) -> Callable[[Seed], Seed]:
    """A way to spoil the dossier, and what is found then."""

    def keep(seed: Seed) -> Seed:
        FAULTS[name] = seed, set(codes)
        return seed

    return keep


def form(**changes: Any) -> tuple[Sheet, ...]:
    return sheets("to-khai-xac-nhan", like(ME, **changes))


@fault("a component that must be digitised is missing", "components_missing")
def _missing(desk: Desk) -> None:
    desk.emptied(desk.form)


@fault("a paper lies there that nobody has confirmed", "not_confirmed")
def _unconfirmed(desk: Desk) -> None:
    with desk.app._store.writing() as tx:
        papers.change(tx, desk.form.id, digitisation=DigitisationState.SCANNED, pdf_sha256="")


@fault("a page is still being read", "not_read_yet")
def _unread(desk: Desk) -> None:
    desk.put(desk.decision, numbered("Phụ lục"), read=False)


@fault("a page is unfit", "page_unfit")
def _unfit(desk: Desk) -> None:
    (sheet,) = form()
    desk.take_out(desk.form)
    desk.put(desk.form, sheet, facts=replace(sheet.facts, verdict=PageVerdict.RED, reasons=("ảnh bị mờ",)))


@fault("an unfit page was kept", "kept_unfit")
def _kept(desk: Desk) -> None:
    (sheet,) = form()
    desk.instead(desk.form, sheet, facts=replace(sheet.facts, verdict=PageVerdict.RED, reasons=("ảnh bị mờ",)))


@fault("pages belong to no paper", "still_unsorted")
def _unsorted(desk: Desk) -> None:
    desk.put(desk.paper(UNSORTED_CODE, PaperKind.UNSORTED), numbered(ANNEX))


@fault("a page has text that nobody can read", "page_unreadable")
def _unreadable(desk: Desk) -> None:
    (sheet,) = form()
    reading = sheet.facts.reading
    assert reading
    desk.instead(desk.form, sheet, facts=replace(sheet.facts, reading=replace(reading, lines=())))


@fault("a paper is nothing but a blank page", "only_blank")
def _blank(desk: Desk) -> None:
    desk.instead(desk.form, blank())


@fault("page 2 of 3 is missing", "pages_missing")
def _page_missing(desk: Desk) -> None:
    desk.take_out(desk.decision, 1)


@fault("two pages are page 2", "page_number_twice")
def _number_twice(desk: Desk) -> None:
    desk.put(desk.decision, numbered("Trang 3/3", "Bản khác"))
    desk.built(desk.decision)


@fault("the pages lie in another order", "pages_out_of_order")
def _order(desk: Desk) -> None:
    desk.instead(desk.decision, *(numbered(f"Trang {at}/3") for at in (1, 3, 2)))


@fault("a sheet was scanned twice", "page_twice")
def _twice(desk: Desk) -> None:
    desk.put(desk.form, *sheets("to-khai-xac-nhan", ME, scan="again"))
    desk.built(desk.form)


@fault("a sheet lies in two papers", "page_twice")
def _in_two(desk: Desk) -> None:
    for paper in (desk.form, desk.decision):
        desk.put(paper, numbered(ANNEX))
        desk.built(paper)


@fault("a separator sheet lies among the pages", "separator_left")
def _separator(desk: Desk) -> None:
    sheet = numbered(ANNEX)
    code = PageCode(format="QRCode", text="x", kind=CodeKind.SEPARATOR, fields={"code": FORM}, box=(0, 0, 9, 9))
    desk.put(desk.form, sheet, facts=replace(sheet.facts, codes=(code,)))
    desk.built(desk.form)


@fault("a page bears another dossier's code", "other_dossier")
def _other_dossier(desk: Desk) -> None:
    sheet, code = numbered(ANNEX), "000.00.12.H99-260312-0007"
    found = PageCode(format="QRCode", text=code, kind=CodeKind.DOSSIER, fields={"code": code}, box=(0, 0, 9, 9))
    desk.put(desk.form, sheet, facts=replace(sheet.facts, codes=(found,)))
    desk.built(desk.form)


def _declared(desk: Desk, dossier: str) -> None:
    """A page of the form that was printed here for a dossier."""
    sheet, said = numbered(ANNEX), DeclarationCode(dossier, desk.form.code)
    fields = {"dossier": said.dossier, "code": said.component}
    code = PageCode(format="QRCode", text=said.text, kind=CodeKind.DECLARATION, fields=fields, box=(0, 0, 9, 9))
    desk.put(desk.form, sheet, facts=replace(sheet.facts, codes=(code,)))
    desk.built(desk.form)


@fault("a page is another dossier's declaration", "other_dossier")
def _other_declaration(desk: Desk) -> None:
    _declared(desk, "TAM-KHAC-0001")


@fault("a page is the dossier's own declaration")
def _own_declaration(desk: Desk) -> None:
    _declared(desk, desk.dossier.code)


@fault("a page is marked as secret", "marked_secret")
def _secret(desk: Desk) -> None:
    desk.put(desk.form, secret())
    desk.built(desk.form)


@fault("only the front of the card is there", "other_side_missing")
def _one_side(desk: Desk) -> None:
    desk.take_out(desk.card, 1)


@fault("the card is somebody else's", "wrong_owner")
def _others_card(desk: Desk) -> None:
    desk.instead(desk.card, *sheets("cccd", OTHER))


@fault("the form is somebody else's", "wrong_owner")
def _others_form(desk: Desk) -> None:
    desk.instead(desk.form, *sheets("to-khai-xac-nhan", OTHER))


@fault("another kind of paper lies in the form's place", "other_kind")
def _kind(desk: Desk) -> None:
    desk.instead(desk.form, *sheets("ket-hon", ME))


@fault("a paper has a code that the procedure does not ask for", "unknown_code")
def _code(desk: Desk) -> None:
    paper = desk.paper("GT.LA.01", PaperKind.COMPONENT)
    desk.put(paper, numbered(ANNEX))
    desk.built(paper)


@fault("a result has a code that the procedure does not give", "unknown_code")
def _result_code(desk: Desk) -> None:
    paper = desk.paper("KQ.LA.01", PaperKind.RESULT)
    desk.put(paper, numbered(ANNEX))
    desk.built(paper)


@fault("the form has another name for the same number", "contradicting")
def _name(desk: Desk) -> None:
    desk.instead(desk.form, *form(name="Phan Thị Mỹ Yến"))


@fault("the form has another birth date", "contradicting")
def _born(desk: Desk) -> None:
    month = ME.born.month % 12 + 1
    desk.instead(desk.form, *form(born=date(ME.born.year, month, 15)))


@fault("the form has another number for the same person", "contradicting")
def _number(desk: Desk) -> None:
    desk.instead(desk.form, *form(number=f"{ME.number[:6]}{(int(ME.number[6:]) + 111111) % 1000000:06}"))


@fault("number and birth date of the form do not go together", "value_doubted")
def _doubted(desk: Desk) -> None:
    desk.instead(desk.form, *form(born=date(ME.born.year - 7, 4, 15)))


@fault("a paper is dated after the dossier was taken in", "issued_after_receipt")
def _late(desk: Desk) -> None:
    now = desk.app.clock.now()
    with desk.app._store.writing() as tx:
        tx.execute(update(dossier_table).values(received_at=now - timedelta(days=9)))
    desk.built(desk.form, issued=(now - timedelta(days=2)).astimezone(VIETNAM).date())


@fault("a paper is dated in the future", "value_impossible")
def _future(desk: Desk) -> None:
    desk.built(desk.form, issued=(desk.app.clock.now() + timedelta(days=3)).date())


@fault("a number has a place that was not read", "value_impossible")
def _half_number(desk: Desk) -> None:
    desk.built(desk.decision, number="1?/QĐ-UBND")


@fault("a paper ends before it began", "value_impossible")
def _ends_early(desk: Desk) -> None:
    desk.built(desk.decision, permanent=False, issued=date(2026, 1, 5), valid_until=date(2025, 1, 5))


@fault("a paper is not valid any more", "paper_expired")
def _expired(desk: Desk) -> None:
    desk.built(desk.decision, permanent=False, issued=date(2024, 1, 5), valid_until=date(2024, 7, 5))


@fault("what stands in for a paper was not valid any more", "flags_differ")
def _expired_source(desk: Desk) -> None:
    source = StoredPaper(id="K1", code="KQ.G15.000003", name="Giấy", kind="result", valid_until=date(2020, 1, 1))
    with desk.app._store.writing() as tx:
        papers.set_removed(tx, papers.pages(tx, desk.card.id)[0].id, removed=True)
        papers.set_removed(tx, papers.pages(tx, desk.card.id)[0].id, removed=True)
        papers.change(tx, desk.card.id, digitisation=DigitisationState.SCANNED, pdf_sha256="")
        papers.change(tx, desk.card.id, digitisation=DigitisationState.EMPTY)
        papers.change(tx, desk.card.id, digitisation=DigitisationState.REUSED)
        reuse.take(tx, desk.card.id, source, "canbo", MORNING)


@fault("a citizen's signed file is no PDF/A", "not_archivable")
def _brought(desk: Desk) -> None:
    desk.take_out(desk.decision)
    desk.built(desk.decision, simple())


@fault("a citizen's signed file was changed", "not_archivable", "signature_broken")
def _changed(desk: Desk) -> None:
    desk.take_out(desk.decision)
    desk.built(desk.decision, altered(simple()))


@fault("a file is damaged in the store", "damaged_content")
def _damaged(desk: Desk) -> None:
    desk.built(desk.form, file() + b"%")
    sha256 = desk.app.papers.get(desk.form.id).pdf_sha256
    with desk.app._store.writing() as tx:
        tx.execute(update(content).where(content.c.sha256 == sha256).values(bytes=b"nothing"))


@pytest.mark.slow
def test_a_good_dossier_has_no_finding(desk: Desk) -> None:
    assert [one.why.message for one in desk.found()] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", FAULTS)
def test_a_seeded_fault_is_found_and_nothing_else(desk: Desk, name: str) -> None:
    seed, codes = FAULTS[name]
    seed(desk)
    found = desk.found()
    assert {one.why.code for one in found} == codes, [one.why.message for one in found]
    for one in found:
        assert one.mends in {act.value for act in Act}
        assert one.why.message.endswith(".")
        assert ME.name not in one.why.message
        assert ME.number not in one.why.message


@pytest.mark.slow
def test_an_owner_whose_number_does_not_fit_the_birth_date_is_doubted(app: App) -> None:
    me = party_from_qr(ME.qr)
    desk = Desk(app, replace(me, born=date(ME.born.year - 1, 5, 5))).fill()
    assert "owner_doubted" in desk.codes()


@pytest.mark.slow
def test_an_owner_without_a_real_number_stops(app: App) -> None:
    desk = Desk(app, Party(number="000000001", number_kind=NumberKind.OLD_CARD, name=ME.name)).fill()
    (found,) = desk.found()
    assert (found.why.code, found.grade) == ("flags_differ", Grade.STOPS)


@pytest.mark.slow
def test_what_stops_comes_first_and_what_is_queued_already_is_not_looked_at(desk: Desk) -> None:
    _page_missing(desk)
    _half_number(desk)
    assert [one.why.code for one in desk.found()] == ["value_impossible", "pages_missing"]
    with desk.app._store.writing() as tx:
        papers.change(tx, desk.decision.id, sync=SyncState.QUEUED)
    assert desk.found() == ()


@pytest.mark.slow
def test_every_finding_says_where(desk: Desk) -> None:
    _page_missing(desk)
    (found,) = desk.found()
    pages = desk.app.papers.pages(desk.decision.id)
    assert (found.at.paper_id, found.at.page_id) == (desk.decision.id, pages[-1].id)
    _expired(desk)
    expired = next(one for one in desk.found() if one.why.code == "paper_expired")
    assert (expired.at.paper_id, expired.at.field) == (desk.decision.id, "valid_until")


@pytest.mark.slow
def test_signatures_are_missed_before_sending_only(desk: Desk) -> None:
    assert desk.codes(Stage.SIGNING) == []
    found = desk.found(Stage.SENDING)
    assert {one.why.code for one in found} == {"signature_missing"}
    assert [one.at.paper_id for one in found] == [desk.form.id, desk.card.id, desk.decision.id]
