"""A citizen's file in the store: pages that are read like scanned ones, or a signed file byte for byte."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image
from sqlalchemy import update

from desktop.app import App, open_app
from desktop.document.file.incoming import UnsafeFile
from desktop.document.file.metadata import PaperAbout
from desktop.document.file.pdf import PdfPage, build_pdf
from desktop.document.papers.field import FieldState
from desktop.model.dossier import Paper
from desktop.model.errors import UnreadableInput, WorkStopped
from desktop.model.owner import party_from_qr
from desktop.model.states import DigitisationState
from desktop.page.image import decode, excerpt
from desktop.signing.tokens.client import open_key
from desktop.store import contents, papers, titles
from desktop.store.tables import page


@pytest.fixture
def app(training_data: Path) -> Iterator[App]:
    with open_app(training_data, training=True) as opened:
        yield opened


@pytest.fixture
def paper(app: App) -> Paper:
    assert app.station
    dossier = app.intake.start("1.011616", "TH1", party_from_qr(app.station.citizen(1).qr))
    return app.checklist.rows(dossier.id)[0].paper


def plain(pages: int = 2) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(out, "JPEG")
    about = PaperAbout(title="Đơn", creator="UBND xã Mẫu", created=datetime(2026, 11, 24, tzinfo=UTC))
    return build_pdf([PdfPage(image=out.getvalue(), dpi=200)] * pages, about)


def filled_form() -> bytes:
    from desktop.training.papers.pile import PaperSpec, draw
    from desktop.training.papers.wear import wear

    return wear(draw(PaperSpec(kind="to-khai-khai-sinh"), 5)[0], 5).jpeg()


def test_a_plain_file_becomes_pages_of_the_paper(app: App, paper: Paper) -> None:
    brought = app.importing.bring(paper.id, plain(), "don.pdf")
    assert (brought.pages, brought.verdict) == (2, None)
    assert app.capture.wait_until_quiet(120)
    pages = app.papers.pages(paper.id)
    assert [page.origin.driver for page in pages] == ["file", "file"]
    assert all(page.facts for page in pages)
    assert app.papers.get(paper.id).digitisation is DigitisationState.SCANNED


def test_a_file_that_is_stopped_on_its_way_in_leaves_nothing(app: App, paper: Paper) -> None:
    told: list[tuple[int, int]] = []

    def step(done: int, of: int) -> None:
        told.append((done, of))
        if done:
            raise WorkStopped

    with pytest.raises(WorkStopped):
        app.importing.bring(paper.id, plain(3), "don.pdf", step=step)
    assert told == [(0, 3), (1, 3)]
    assert app.papers.pages(paper.id) == []
    assert app.papers.get(paper.id).digitisation is DigitisationState.EMPTY


def test_a_refused_file_touches_nothing(app: App, paper: Paper) -> None:
    for data in (b"", b"%PDF-1.7 nothing", b"\xff\xd8\xff"):
        with pytest.raises((UnsafeFile, UnreadableInput), match="la"):
            app.importing.bring(paper.id, data, "la")
    assert app.papers.pages(paper.id) == []
    assert app.papers.get(paper.id).digitisation is DigitisationState.EMPTY


def test_a_signed_file_is_verified_and_kept_byte_for_byte(app: App, paper: Paper) -> None:
    from desktop.signing.pades import SignatureRequest, sign_pdf
    from desktop.training.station import PIN

    identity = next(one for one in app.signing.identities() if one.fit)
    how = SignatureRequest(role="official", signed_at=datetime.now(UTC), trusted=app.signing.trusted())
    with open_key(app.tokens(), identity.token_serial, identity.certificate_sha256, bytearray(PIN.encode())) as session:
        signed = sign_pdf(plain(1), session, how).pdf
    brought = app.importing.bring(paper.id, signed, "da-ky.pdf")
    assert brought.verdict and str(brought.verdict.word) == "valid"
    kept = app.papers.get(paper.id)
    assert kept.digitisation is DigitisationState.BUILT
    with app._store.reading() as tx:
        assert contents.fetch(tx, kept.pdf_sha256) == signed
    small, large = app.pictures.kept_whole(kept), app.pictures.leaf(kept, 0)
    assert len(small) == 1
    assert max(decode(small[0])[0].shape[:2]) < 400 < max(decode(large)[0].shape[:2])
    row = next(one for one in app.checklist.rows(kept.dossier_id) if one.paper.id == paper.id)
    assert (row.pages, row.size) == (0, len(signed))
    with pytest.raises(UnreadableInput, match="trang 2"):
        app.pictures.leaf(kept, 1)


def test_a_paper_with_pages_of_its_own_is_not_kept_whole(app: App, paper: Paper) -> None:
    app.importing.bring(paper.id, plain(), "don.pdf")
    assert app.pictures.kept_whole(app.papers.get(paper.id)) == []


def test_what_was_brought_is_suggested_read_and_shown(app: App, paper: Paper) -> None:
    app.importing.bring(paper.id, filled_form(), "to-khai.jpg")
    assert app.capture.wait_until_quiet(120)
    seen = app.papers.look(paper.id)
    assert app.reading.suggest(seen)[0].code == "GT.KS.01"
    fields = app.reading.read(seen).fields
    assert fields["owner_id"].state is FieldState.GREEN
    shown = app.pictures.of_field(paper.id, fields["owner_id"])
    assert shown and shown[:2] == b"\xff\xd8"
    for _ in range(2):
        app.confirming.confirm(app.papers.look(paper.id))
    with app._store.reading() as tx:
        assert titles.known(tx) == {}, "confirmed again without a change is no second confirmation"


def test_a_values_place_is_on_its_own_page_where_one_before_it_was_not_looked_at_yet(app: App, paper: Paper) -> None:
    image = filled_form()
    app.importing.bring(paper.id, image, "to-khai.jpg")
    assert app.capture.wait_until_quiet(120)
    (read,) = app.papers.pages(paper.id)
    with app._store.writing() as tx:
        new = papers.add_page(tx, uuid4(), paper.id, read.origin, image)
        tx.execute(update(page).where(page.c.id == read.id).values(position=new.position + 1))
    seen = app.papers.look(paper.id)
    assert [(one.id, one.facts is None) for one in seen.pages] == [(new.id, True), (read.id, False)]
    field = app.reading.read(seen).fields["owner_id"]
    assert field.page == 1
    assert field.box
    assert app.pictures.of_field(paper.id, field) == excerpt(app.pictures.of_page(read.id), field.box)
