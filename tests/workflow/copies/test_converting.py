"""A signed electronic file printed as paper: only a proven one, with the block that says so, found by its code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import zxingcpp
from sqlalchemy import select

from desktop.app import App
from desktop.document.file.check import check_pdfa
from desktop.document.file.metadata import PaperAbout
from desktop.document.file.pdf import PdfPage, build_pdf
from desktop.picture.pdf import Drawing
from desktop.signing.authorities.counter import CounterAuthorities
from desktop.signing.verify import Word, verify_pdf
from desktop.store.tables import audit
from desktop.training import pki
from desktop.workflow.copies.converting import Converting
from desktop.workflow.copies.errors import NoConverted, NotProven
from desktop.workflow.copies.originals import Original
from tests.samples import MORNING
from tests.workflow.conftest import letter
from tests.workflow.copies.test_certifying import AGENCY, OFFICIAL, SAID, sign, text_of


@pytest.fixture
def signed(counter: App, lay: Callable[..., Original]) -> bytes:
    """A file with both signatures, as an issuing system gives it."""
    row = counter.certifying.certify(lay(letter("một")).seen, SAID)
    sign(counter, OFFICIAL)
    sign(counter, AGENCY)
    return counter.papers.file(row.paper_id)


def test_a_proven_file_becomes_pages_with_the_block_and_is_found_by_its_code(counter: App, signed: bytes) -> None:
    desk = counter.converting
    made = desk.convert(signed, "ket-qua.pdf", "Giấy xác nhận")
    assert not [one for one in check_pdfa(made.pdf) if one.startswith("[violation]")]
    text = " ".join(text_of(made.pdf).split())
    for said in (pki.OFFICIAL, pki.AGENCY, made.row.code, counter.settings.officer_name, "+07:00"):
        assert said in text
    assert verify_pdf(made.pdf, counter.signing.trusted()).word is Word.UNSIGNED
    with Drawing(made.pdf, "made") as drawing:
        assert len(drawing) == made.pages
        seen = [zxingcpp.read_barcodes(drawing.sheet(at, 300).picture) for at in range(len(drawing))]
    assert made.row.code in {code.text for page in seen for code in page}
    assert desk.find(made.row.code.lower()) == made.row
    assert desk.rows() == [made.row]
    with pytest.raises(NoConverted):
        desk.find("CD-0000-0000")
    with counter._store.reading() as tx:
        told = tx.execute(select(audit.c.outcome).where(audit.c.what == "paper converted")).scalars().all()
    assert told == [f"{made.row.pages} pages, {made.row.sha256[:16]}"]


def test_what_is_unsigned_changed_or_unproven_is_not_converted(counter: App, signed: bytes) -> None:
    desk = counter.converting
    plain = build_pdf([PdfPage(image=letter("x"), dpi=200)], PaperAbout(title="t", creator="c", created=MORNING))
    at = signed.index(b"/ByteRange")
    broken = signed[: at // 2] + bytes([signed[at // 2] ^ 1]) + signed[at // 2 + 1 :]
    for data in (plain, broken):
        with pytest.raises(NotProven):
            desk.convert(data, "a.pdf")
    nobody = CounterAuthorities(replace(counter.settings, trust_roots=()), counter.clock, None)
    strange = Converting(counter._store, counter.clock, counter.settings, nobody, counter.place.data)
    with pytest.raises(NotProven):
        strange.convert(signed, "a.pdf")
    assert desk.rows() == []
