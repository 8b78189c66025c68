"""A paper's file as it really is: drawn, and judged as `quayso verify` judges it, each signature with its role."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from desktop.app import App, open_app
from desktop.document.file.mark import ConversionMark
from desktop.document.file.pdf import PaperAbout, PdfPage, build_pdf
from desktop.machine.settings_file import FILE_NAME
from desktop.model.states import DigitisationState
from desktop.signing.verify import Word, verify_pdf
from desktop.store import contents, papers
from desktop.store.errors import DamagedContent, NotFound
from desktop.store.tables import content
from desktop.training import pki
from tests.samples import MORNING
from tests.workflow.conftest import letter
from tests.workflow.test_agency_signature import AGENCY, OFFICIAL, confirmed, ids, sign

MARK = ConversionMark(converted_at=MORNING, converter="Nguyễn Thị Mẫu", agency="UBND xã Mẫu")


@pytest.fixture
def counter(training_data: Path) -> Iterator[App]:
    training_data.mkdir()
    (training_data / FILE_NAME).write_text("agency_signs = true\n", "utf-8")
    with open_app(training_data, training=True) as app:
        yield app


def test_each_signature_is_told_with_its_role_and_the_verdict_is_that_of_verify(counter: App) -> None:
    dossier = confirmed(counter)
    first = ids(counter, dossier)[0]
    for role in (OFFICIAL, AGENCY):
        sign(counter, [first], role)
    file = counter.files.open(first)
    assert (file.data, file.dossier, file.pages) == (counter.papers.file(first), dossier.code, 1)
    judged = counter.files.judge(file)
    assert [(one.verdict.signer, one.role) for one in judged.signatures] == [
        (pki.OFFICIAL, OFFICIAL),
        (pki.AGENCY, AGENCY),
    ]
    assert judged.verdict.word is Word.VALID
    again = verify_pdf(file.data, counter.signing.trusted(), at=counter.clock.now(), desk=None)
    assert [one.verdict.word for one in judged.signatures] == [one.word for one in again.signatures]


def test_a_signature_that_a_file_came_with_has_no_role_here(counter: App) -> None:
    dossier = confirmed(counter)
    first, second = ids(counter, dossier)
    sign(counter, [first], OFFICIAL)
    with counter._store.writing() as tx:
        papers.change(tx, second, pdf_sha256=counter.papers.get(first).pdf_sha256)
    judged = counter.files.judge(counter.files.open(second))
    assert [(one.verdict.signer, one.role) for one in judged.signatures] == [(pki.OFFICIAL, None)]


def test_an_unsigned_file_is_shown_and_said_to_be_unsigned(counter: App) -> None:
    first = ids(counter, confirmed(counter))[0]
    judged = counter.files.judge(counter.files.open(first))
    assert (judged.verdict.word, judged.signatures) == (Word.UNSIGNED, ())


def test_the_conversion_mark_is_told_as_the_file_has_it(counter: App) -> None:
    dossier = confirmed(counter)
    first, plain = ids(counter, dossier)
    about = PaperAbout(title="t", creator="c", created=MORNING)
    pdf = build_pdf([PdfPage(image=letter("Giấy"), dpi=200)], about, MARK)
    with counter._store.writing() as tx:
        papers.change(tx, first, pdf_sha256=contents.keep(tx, pdf))
    sign(counter, [first], OFFICIAL)
    assert counter.files.open(first).conversion == MARK.sentence
    assert counter.files.open(plain).conversion == ""


def test_pages_are_drawn_in_true_size_at_any_density(counter: App) -> None:
    first = ids(counter, confirmed(counter))[0]
    file = counter.files.open(first)
    # A6, as `letter` draws it.
    for dpi in (75, 300):
        size = counter.files.draw(file, 0, dpi).picture.size
        assert size == pytest.approx((105 / 25.4 * dpi, 148 / 25.4 * dpi), abs=2)


@pytest.mark.parametrize("most_px", [1, 20_000, 10_000_000])
def test_a_page_in_strips_is_the_page_px_for_px(counter: App, most_px: int) -> None:
    first = ids(counter, confirmed(counter))[0]
    file = counter.files.open(first)
    whole = counter.files.draw(file, 0, 60).picture
    (page,) = [list(strips) for strips in counter.files.strips(file, range(1), 60, most_px)]
    assert {strip.whole for strip in page} == {whole.size}
    assert max(strip.picture.height for strip in page) == min(whole.height, max(1, most_px // whole.width))
    again = Image.new("RGB", whole.size)
    for strip in page:
        again.paste(strip.picture, (0, strip.top))
    assert [strip.top for strip in page] == [0, *(strip.foot for strip in page[:-1])]
    # Where it is cut anew, a px may be mixed a little otherwise.
    difference = ImageChops.difference(again, whole).convert("L")
    assert sum(difference.histogram()[32:]) <= whole.width * whole.height // 1000


def test_what_was_changed_in_the_store_is_not_shown(counter: App) -> None:
    first = ids(counter, confirmed(counter))[0]
    with counter._store.writing() as tx:
        sha256 = papers.get(tx, first).pdf_sha256
        tx.execute(content.update().where(content.c.sha256 == sha256).values(bytes=b"%PDF other"))
    with pytest.raises(DamagedContent):
        counter.files.open(first)
    with counter._store.writing() as tx:
        papers.change(tx, first, digitisation=DigitisationState.SCANNED, pdf_sha256="")
    with pytest.raises(NotFound):
        counter.files.open(first)
