"""The register of dossiers: each that was received in the period, once, with what became of it."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pypdfium2
import pytest
from sqlalchemy import select

from desktop.app import App
from desktop.document.file.check import check_pdfa
from desktop.model.dossier import Dossier
from desktop.model.handing import Handing, Way
from desktop.model.owner import party_from_qr
from desktop.model.slip import SlipKind, SlipSaid
from desktop.store import dossiers
from desktop.store.tables import audit
from desktop.training.people import person
from desktop.workflow.slips import register
from desktop.workflow.slips.errors import RegisterEmpty, RegisterTooLong
from desktop.workflow.slips.template import OWN_TEMPLATES, REGISTER_FILE
from tests.workflow.test_delivery import with_results

WHY = SlipSaid(reason="Thiếu chữ ký ở tờ khai.")
A4_MM = (297, 210)


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def drawn(app: App) -> bytes:
    today = app.limits.today()
    return app.register.draw(today, today)


def test_each_dossier_has_a_row_and_what_is_not_as_usual_is_noted(app: App, dossier: Dossier) -> None:
    refused = app.intake.start("1.001193", "TH1", party_from_qr(person(2).qr))
    slip = app.slips.write(refused.id, SlipKind.REFUSAL, WHY)
    words = words_of(pdf := drawn(app))
    for one in (dossier, refused):
        # A code goes on in the next row of its cell where it is wide; the hyphen there is none for who reads the text.
        assert _letters(words).count(_letters(one.code)) == 1
        assert one.party.name in words
    assert "Số hồ sơ: 2." in words
    assert f"từ chối, phiếu {slip.key}" in words
    assert dossier.party.number not in words
    assert dossier.due
    assert f"{dossier.due:%d/%m/%Y}" in words
    assert check_pdfa(pdf) == []
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    sizes = {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in pages}
    assert sizes == {A4_MM}


def test_a_result_that_was_handed_out_has_its_day_its_way_and_who_took_it(app: App) -> None:
    done, _ = with_results(app)
    app.delivery.deliver(done.id, how=Handing(way=Way.POST, taken_by="Trần Văn Nhận"))
    words = words_of(drawn(app))
    assert "qua bưu chính" in words
    assert "Trần Văn Nhận" in words


def test_the_office_has_columns_of_its_own(app: App, dossier: Dossier) -> None:
    own = app.place.data / OWN_TEMPLATES
    own.mkdir()
    text = 'title = "Sổ riêng"\nsigner = "Tổ trưởng"\n[[column]]\nhead = "Ai"\nwords = "Ông (bà) {owner}"\nwidth = 1\n'
    (own / REGISTER_FILE).write_text(text, "utf-8")
    words = words_of(drawn(app))
    assert f"Ông (bà) {dossier.party.name}" in words
    assert "SỔ RIÊNG" in words
    assert "TỔ TRƯỞNG" in words


def test_only_days_of_the_period_count_and_nothing_is_no_register(app: App, dossier: Dossier) -> None:
    today = app.limits.today()
    with pytest.raises(RegisterEmpty):
        app.register.draw(today + timedelta(days=1), today + timedelta(days=9))
    with app._store.reading() as tx:
        assert [one.id for one in dossiers.received(tx, today, today, 9)] == [dossier.id]
        assert dossiers.received(tx, date(2020, 1, 1), today - timedelta(days=1), 9) == []
        row = tx.execute(select(audit.c.what).where(audit.c.what == "register printed")).first()
    assert row is None
    drawn(app)
    with app._store.reading() as tx:
        told = tx.execute(select(audit.c.outcome).where(audit.c.what == "register printed")).scalars().all()
    assert told == [f"{today.isoformat()} to {today.isoformat()}, 1 dossiers"]


def test_more_than_one_file_holds_is_refused(app: App, dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    app.intake.start("1.001193", "TH1", party_from_qr(person(2).qr))
    monkeypatch.setattr(register, "MOST_ROWS", 1)
    with pytest.raises(RegisterTooLong):
        drawn(app)
