"""Declarations filled from a dossier: from whom, from which papers, and what is left to be written by hand."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from sqlalchemy import update

from desktop.app import App, open_app
from desktop.document.papers.field import Field, FieldState
from desktop.machine.pdfium import PDFIUM
from desktop.model.dossier import Dossier, NumberKind, PaperDetails, Party, PartyKind
from desktop.model.owner import party_from_qr
from desktop.model.states import DigitisationState, DossierState, SigningState
from desktop.store import audit, dossiers, papers
from desktop.store.tables import party as party_table
from desktop.training.people import person
from desktop.workflow.declarations.declarations import PRINTED, Declaration
from desktop.workflow.declarations.errors import NoDeclaration
from desktop.workflow.errors import DossierRefused, PaperLocked

LAND, FORM, CERTIFICATE = "1.011616", "GT.DD.01", "GT.DD.02"


@pytest.fixture
def dossier(app: App) -> Dossier:
    return app.intake.start(LAND, "TH1", party_from_qr(person(1).qr))


@pytest.fixture
def certificate(app: App, dossier: Dossier) -> Callable[..., UUID]:
    """Take the certificate in with what is recorded of it; confirm it or not."""

    def take_in(*, confirmed: bool = True) -> UUID:
        paper = app.checklist.paper(dossier.id, CERTIFICATE)
        details = PaperDetails(number="CĐ 123456", issued=date(2019, 5, 4), issuer="Sở Tài nguyên và Môi trường")
        with app._store.writing() as tx:
            papers.change(tx, paper.id, digitisation=DigitisationState.SCANNED, details=details)
            if confirmed:
                papers.change(tx, paper.id, digitisation=DigitisationState.CONFIRMED)
        return paper.id

    return take_in


def only(app: App, dossier: Dossier) -> Declaration:
    (one,) = app.declarations.look(dossier.id).declarations
    return one


def values(app: App, dossier: Dossier) -> dict[str, str]:
    return {place.words: place.value for place in only(app, dossier).filled}


def words(data: bytes) -> str:
    with PDFIUM:
        pdf = pypdfium2.PdfDocument(data)
        text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
        pdf.close()
    return " ".join(text.split())


def test_the_owners_card_fills_it_and_the_rest_is_left_to_her(app: App, dossier: Dossier) -> None:
    owner, own = dossier.party, values(app, dossier)
    assert own["Họ và tên:"] == owner.name
    assert own["Ngày sinh:"] == f"{owner.born:%d/%m/%Y}"
    assert own["Số định danh cá nhân hoặc số giấy tờ:"] == owner.number
    assert own["Ngày cấp:"] == f"{owner.card_issued:%d/%m/%Y}"
    assert own["Địa chỉ:"] == owner.address
    assert "Giấy chứng nhận số:" not in own
    assert "Điện thoại:" not in own
    one = only(app, dossier)
    assert one.by_hand > 5
    assert one.from_papers == ()
    drawn = app.declarations.draw(one.paper.id)
    assert owner.name in words(drawn.data)
    assert owner.number in words(drawn.data)


def test_an_organisation_and_who_hands_it_in_fill_their_own_parts(app: App) -> None:
    owner = Party(
        kind=PartyKind.ENTERPRISE,
        number="0101234567",
        number_kind=NumberKind.TAX,
        name="Công ty TNHH Bịa Đặt",
        address="Số 1 đường Mẫu",
        represented_by="Trần Văn Bịa",
    )
    submitter = party_from_qr(person(7).qr)
    new = app.intake.start(LAND, "TH1", owner, submitter=submitter, authority="Giấy giới thiệu số 5 ngày 02/03/2026")
    own = values(app, new)
    assert own["Tên tổ chức:"] == owner.name
    assert own["Người đại diện:"] == owner.represented_by
    assert own["Họ và tên:"] == submitter.name
    assert own["Theo văn bản ủy quyền:"] == "Giấy giới thiệu số 5 ngày 02/03/2026"
    assert "Ngày sinh:" not in own


def test_only_confirmed_papers_fill_something_in(
    app: App, dossier: Dossier, certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = {
        "land_plot": Field(value="123", confidence=0.9, box=None, page=0, valid=True, state=FieldState.GREEN),
        "map_sheet": Field(value="45", confidence=0.9, box=None, page=0, valid=True, state=FieldState.SINGLE),
        "land_area": Field(value="120,5 m", confidence=0.9, box=None, page=0, valid=False, state=FieldState.GREEN),
    }
    monkeypatch.setattr(type(app.reading), "fields", lambda _self, _seen: read)
    certificate(confirmed=False)
    assert "Giấy chứng nhận số:" not in values(app, dossier)
    with app._store.writing() as tx:
        papers.change(tx, app.checklist.paper(dossier.id, CERTIFICATE).id, digitisation=DigitisationState.CONFIRMED)
    own = values(app, dossier)
    assert own["Giấy chứng nhận số:"] == "CĐ 123456"
    assert own["Cơ quan cấp:"] == "Sở Tài nguyên và Môi trường"
    assert own["Thửa đất số:"] == "123"
    assert "Tờ bản đồ số:" not in own, "one reader alone is not enough"
    assert "Diện tích:" not in own
    assert only(app, dossier).from_papers == ("Giấy chứng nhận quyền sử dụng đất",)


def test_of_a_print_nothing_is_kept_but_when_by_whom_and_the_hash(app: App, dossier: Dossier) -> None:
    one = only(app, dossier)
    assert one.printed is None
    drawn = app.declarations.draw(one.paper.id)
    app.declarations.note_print(drawn)
    with app._store.reading() as tx:
        (row,) = [entry for entry in audit.of_items(tx, [str(one.paper.id)]) if entry.what == PRINTED]
    assert (row.who, row.outcome) == (app.settings.officer, drawn.sha256[:16])
    printed = only(app, dossier).printed
    assert printed is not None
    assert (printed.at, printed.who, printed.outdated) == (row.at, row.who, False)


def test_a_print_is_out_of_date_once_the_owner_is_another(app: App, dossier: Dossier) -> None:
    app.declarations.note_print(app.declarations.draw(only(app, dossier).paper.id))
    with app._store.writing() as tx:
        tx.execute(
            update(party_table).where(party_table.c.number == dossier.party.number).values(name="Đặng Thị Ngọc Ánh")
        )
        assert dossiers.get(tx, dossier.id).party.name == "Đặng Thị Ngọc Ánh"
    printed = only(app, dossier).printed
    assert printed
    assert printed.outdated
    app.declarations.note_print(app.declarations.draw(only(app, dossier).paper.id))
    again = only(app, dossier).printed
    assert again
    assert not again.outdated


def test_two_dossiers_of_one_owner_have_different_hashes(app: App, dossier: Dossier) -> None:
    other = app.intake.start(LAND, "TH1", party_from_qr(person(1).qr))
    one, two = (app.declarations.draw(only(app, each).paper.id) for each in (dossier, other))
    assert one.sha256 != two.sha256, "nobody is known by a hash"


def test_no_print_for_what_is_signed_or_refused(app: App, dossier: Dossier) -> None:
    drawn = app.declarations.draw(only(app, dossier).paper.id)
    with app._store.writing() as tx:
        dossiers.set_state(tx, dossier.id, DossierState.REFUSED)
    with pytest.raises(DossierRefused):
        app.declarations.note_print(drawn)
    with app._store.writing() as tx:
        dossiers.set_state(tx, dossier.id, DossierState.OPEN)
        for state in (DigitisationState.SCANNED, DigitisationState.CONFIRMED, DigitisationState.BUILT):
            papers.change(tx, drawn.paper.id, digitisation=state)
        papers.change(tx, drawn.paper.id, signing=SigningState.SIGNED)
    with pytest.raises(PaperLocked):
        app.declarations.note_print(drawn)


def test_where_no_template_is_for_it_the_clerk_is_told(app: App) -> None:
    other = app.intake.start("2.000815", "TH1", party_from_qr(person(1).qr))
    with pytest.raises(NoDeclaration, match=other.code):
        app.declarations.look(other.id)
    with pytest.raises(NoDeclaration, match="chứng thực"):
        app.declarations.draw(app.checklist.rows(other.id)[0].paper.id)


def test_her_own_screen_shows_it_as_it_will_be_printed_and_nothing_of_other_dossiers(
    app: App, dossier: Dossier
) -> None:
    other = app.intake.start(LAND, "TH1", party_from_qr(person(2).qr))
    paper = only(app, dossier).paper
    shown = app.citizen_side.look_at_declaration(dossier.id, paper.id)
    assert (shown.to_sign, shown.paper, shown.name) == (True, paper.name, dossier.party.name)
    assert shown.large == shown.small[0]
    assert shown.large.startswith(b"\xff\xd8")
    crossed = app.citizen_side.look_at_declaration(dossier.id, only(app, other).paper.id)
    assert (crossed.to_sign, crossed.large) == (False, b"")
    assert replace(crossed, papers=shown.papers).name == dossier.party.name


_PRINT_AND_DIE = """
import os, signal, sys
from pathlib import Path
from uuid import UUID
from desktop.app import open_app
app = open_app(Path(sys.argv[1]), training=True)
drawn = app.declarations.draw(UUID(sys.argv[2]))
app.declarations.note_print(drawn)
Path(sys.argv[3]).write_bytes(drawn.data)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
def test_a_kill_between_print_and_scan_loses_nothing(training_data: Path, tmp_path: Path) -> None:
    with open_app(training_data, training=True) as app:
        dossier = app.intake.start(LAND, "TH1", party_from_qr(person(1).qr))
        paper = only(app, dossier).paper
    file = tmp_path / "printed.pdf"
    words = [sys.executable, "-c", _PRINT_AND_DIE, str(training_data), str(paper.id), str(file)]
    assert subprocess.run(words, check=False, timeout=300).returncode == -9
    with open_app(training_data, training=True) as app:
        printed = only(app, dossier).printed
        assert printed
        assert not printed.outdated
        assert app.declarations.draw(paper.id).sha256[:16] in {line.outcome for line in _rows(app, paper.id)}
    assert file.read_bytes().startswith(b"%PDF")


def _rows(app: App, paper_id: UUID) -> list[audit.Entry]:
    with app._store.reading() as tx:
        return audit.of_items(tx, [str(paper_id)])
