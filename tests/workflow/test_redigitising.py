"""What is sent back is digitised anew: the old version stays whole, the new one goes to the province in its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.app import App, open_app
from desktop.model.dossier import Dossier
from desktop.model.owner import party_from_qr
from desktop.model.states import DigitisationState, DossierState, SigningState, SyncState
from desktop.store import contents, dossiers, papers, sent_back
from desktop.store.keeping import purge
from desktop.store.keeping.purge import PurgeReason
from desktop.training.people import person
from desktop.workflow.errors import NoPageOfPaper, NoSendBackReason, NothingToSendBack, NotSentYet
from desktop.workflow.what_next import Next
from tests.workflow.conftest import letter
from tests.workflow.test_agency_signature import OFFICIAL, confirm, ids, sign
from tests.workflow.test_delivery import at_province

WHY = "mờ, mất góc"


@pytest.fixture
def counter(training_data: Path) -> Iterator[App]:
    with open_app(training_data, training=True) as app:
        yield app


@pytest.fixture
def sent(counter: App, put) -> Dossier:
    """A dossier that the province has, with two pages in each paper."""
    app = counter
    dossier = app.intake.start("1.004873", "TH1", party_from_qr(person("citizen 4").qr))
    for paper_id in ids(app, dossier):
        put(paper_id, letter(f"một {paper_id}"), letter(f"hai {paper_id}"))
        confirm(app, paper_id)
    app.intake.close(dossier.id)
    sign(app, ids(app, dossier), OFFICIAL)
    app.sending.run_until_idle()
    return app.dossiers.get(dossier.id)


@pytest.fixture
def app(counter: App) -> App:
    """As `put` asks for it."""
    return counter


def test_it_stands_on_today_with_reason_and_page_and_goes_again_as_a_new_version(counter: App, sent: Dossier) -> None:
    app = counter
    first, second = ids(app, sent)
    with app._store.reading() as tx:
        before, other = papers.get(tx, first), papers.get(tx, second)
    new = app.redigitising.send_back(first, WHY, 2)
    assert ids(app, sent) == [new.id, second]
    today = app.board.today()
    (line,) = today.lines
    assert (line.next, line.why, today.refused) == (Next.MEND, f"«{before.name}», trang 2: {WHY}", 1)
    assert app.dossiers.get(sent.id).state is DossierState.OPEN
    (open_one,) = app.redigitising.open_of(sent.id)
    pages = app.papers.look(new.id).pages
    assert (open_one.page, open_one.page_id, len(pages)) == (2, pages[1].id, 2)

    confirm(app, new.id)
    app.intake.close(sent.id)
    sign(app, [new.id], OFFICIAL)
    app.sending.run_until_idle()
    with app._store.reading() as tx:
        now, old = papers.get(tx, new.id), papers.get(tx, first)
        kept = contents.fetch(tx, before.pdf_sha256)
    assert now.sync is SyncState.CONFIRMED
    assert now.pdf_sha256 != before.pdf_sha256
    assert {one["sha256"] for one in at_province(app, sent)["papers"]} == {now.pdf_sha256, other.pdf_sha256}
    # The version before is as it was, file and all.
    assert (old.signing, old.sync, old.pdf_sha256) == (before.signing, before.sync, before.pdf_sha256)
    assert kept[:5] == b"%PDF-"
    assert app.redigitising.open_of(sent.id) == []
    assert [one.former_id for one in app.redigitising.versions(new.id)] == [first]
    assert app.board.line_of(sent.id).next is Next.NOTHING
    told = [line.sentence for line in app.journal.of_dossier(sent.id).lines]
    assert any("bị trả lại" in one and "trang 2" in one for one in told)
    assert sum(one == f"Ký số «{before.name}» với tư cách cán bộ." for one in told) == 2


def test_again_and_again(counter: App, sent: Dossier) -> None:
    app, paper_id = counter, ids(counter, sent)[0]
    made = [paper_id]
    for _ in range(2):
        made.append(app.redigitising.send_back(made[-1], WHY).id)
        confirm(app, made[-1])
        app.intake.close(sent.id)
        sign(app, [made[-1]], OFFICIAL)
        app.sending.run_until_idle()
    assert [one.former_id for one in app.redigitising.versions(made[-1])] == [made[1], made[0]]
    assert app.board.today().refused == 0


def test_the_old_version_is_in_no_list_and_goes_with_its_owner(counter: App, sent: Dossier) -> None:
    app, paper_id = counter, ids(counter, sent)[0]
    app.redigitising.send_back(paper_id, WHY)
    assert [one.dossier_id for one in app.board.find(sent.party.number)] == [sent.id]
    with app._store.writing() as tx:
        own = dossiers.of_owner(tx, sent.party.number)
        assert {one.state for one in own} == {DossierState.OPEN, DossierState.FORMER}
        for one in own:
            purge.erase(tx, one.id, app.clock.now(), PurgeReason.DATA_SUBJECT)
        assert dossiers.of_owner(tx, sent.party.number) == []
        assert sent_back.formers(tx, [paper_id]) == []


def test_what_was_refused_by_the_province_is_mended_too(counter: App, sent: Dossier) -> None:
    app, paper_id = counter, ids(counter, sent)[0]
    with app._store.writing() as tx:
        tx.exec_driver_sql("UPDATE paper SET sync = 'failed' WHERE id = ?", (paper_id.hex,))
    assert app.board.today().refused == 1
    new = app.redigitising.send_back(paper_id, WHY)
    assert (new.digitisation, new.signing) == (DigitisationState.SCANNED, SigningState.UNSIGNED)
    assert app.board.today().refused == 1
    confirm(app, new.id)
    app.intake.close(sent.id)
    sign(app, [new.id], OFFICIAL)
    assert app.board.today().refused == 0


def test_what_cannot_be_sent_back(counter: App, sent: Dossier) -> None:
    app, paper_id = counter, ids(counter, sent)[0]
    with pytest.raises(NoSendBackReason):
        app.redigitising.send_back(paper_id, " . ")
    with pytest.raises(NoPageOfPaper):
        app.redigitising.send_back(paper_id, WHY, 3)
    new = app.redigitising.send_back(paper_id, WHY)
    for gone in (paper_id, new.id):
        with pytest.raises(NothingToSendBack):
            app.redigitising.send_back(gone, WHY)
    confirm(app, new.id)
    app.intake.close(sent.id)
    sign(app, [new.id], OFFICIAL)
    with pytest.raises(NotSentYet):
        app.redigitising.send_back(new.id, WHY)


def test_pages_that_were_deleted_are_scanned_anew(counter: App, sent: Dossier) -> None:
    app, paper_id = counter, ids(counter, sent)[0]
    with app._store.writing() as tx:
        purge.purge(tx, paper_id, app.clock.now(), PurgeReason.RETENTION)
    new = app.redigitising.send_back(paper_id, WHY, 2)
    assert new.digitisation is DigitisationState.EMPTY
    assert app.redigitising.open_of(sent.id)[0].page_id is None


def test_a_version_that_the_province_refused_goes_after_the_one_it_took(counter: App, sent: Dossier) -> None:
    app, paper_id = counter, ids(counter, sent)[0]
    versions = [paper_id]
    for _ in range(2):
        with app._store.writing() as tx:
            tx.exec_driver_sql("UPDATE paper SET sync = 'failed' WHERE id = ?", (versions[-1].hex,))
        versions.append(app.redigitising.send_back(versions[-1], WHY).id)
        confirm(app, versions[-1])
        app.intake.close(sent.id)
        sign(app, [versions[-1]], OFFICIAL)
    later = app.clock.now() + timedelta(days=1)
    with app._store.reading() as tx:
        holders = [papers.get(tx, one).dossier_id for one in versions[:-1]]
        assert not set(versions) & set(purge.due(tx, later))
        assert len(purge.unsent(tx, [*holders, sent.id])) == 3
    app.sending.run_until_idle()
    with app._store.reading() as tx:
        assert set(versions) <= set(purge.due(tx, later))
        assert purge.unsent(tx, [*holders, sent.id]) == []
