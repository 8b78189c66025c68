"""Electronic results: the issuing software's signed file, kept byte for byte, and originals made here."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import select

from desktop.app import App, open_app
from desktop.document.file.check import check_pdfa
from desktop.document.file.pdf import PaperAbout, PdfPage, build_pdf
from desktop.machine.settings_file import FILE_NAME
from desktop.model.catalogue import UnknownCode
from desktop.model.dossier import Dossier, PaperDetails
from desktop.model.errors import UnreadableInput
from desktop.model.states import DeliveryState, DigitisationState, DossierState, SigningState, SyncState
from desktop.signing import pades
from desktop.signing.verify import Word, verify_pdf
from desktop.store.tables import audit
from desktop.training import pki
from desktop.workflow.errors import IssuedBroken, IssuedUnproven, IssuedUnsigned, PaperLocked, WhichResult
from desktop.workflow.issuing import OWN_TEMPLATES
from desktop.workflow.what_next import Next
from tests.samples import MORNING
from tests.workflow.conftest import letter
from tests.workflow.test_agency_signature import AGENCY, OFFICIAL, confirmed, ids, sign
from tests.workflow.test_delivery import at_province, hidden

WORDS = PaperDetails(number="12/GXN", signer="Lê Thị Chủ Tịch", issuer="Uỷ ban nhân dân xã Mẫu", permanent=True)


@pytest.fixture
def counter(training_data: Path, request: pytest.FixtureRequest) -> Iterator[App]:
    training_data.mkdir(exist_ok=True)
    (training_data / FILE_NAME).write_text(getattr(request, "param", ""), "utf-8")
    with open_app(training_data, training=True) as app:
        yield app


@pytest.fixture
def sent(counter: App) -> Dossier:
    """A dossier that the province has, without its result."""
    dossier = confirmed(counter)
    sign(counter, ids(counter, dossier), OFFICIAL)
    counter.sending.run_until_idle()
    return counter.dossiers.get(dossier.id)


@pytest.fixture
def issued(counter: App, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A result as the issuing software of an agency gives it: signed by a person, then by the agency.

    Its fields have names of their own.
    """
    monkeypatch.setattr(pades, "FIELDS", {OFFICIAL: "NguoiKy", AGENCY: "CoQuan"})
    other = confirmed(counter, closed=False)
    made = counter.issuing.place(other.id)
    counter.issuing.make(made.id, WORDS)
    for role in (OFFICIAL, AGENCY):
        sign(counter, [made.id], role)
    monkeypatch.undo()
    return counter.papers.file(made.id)


@pytest.mark.parametrize("counter", ['copy_form = ""\nofficer_roles = ["van_thu"]\n'], indirect=True)
def test_a_signed_result_is_kept_byte_for_byte_and_reaches_the_e_store_when_it_is_handed_over(
    counter: App, sent: Dossier, issued: bytes
) -> None:
    found = counter.issuing.judge(issued, "ket-qua.pdf")
    assert [one.signer for one in found.verdict.signatures] == [pki.OFFICIAL, pki.AGENCY]
    assert (found.details.signer, found.details.issuer) == (pki.OFFICIAL, pki.AGENCY)
    assert found.details.issued == counter.limits.today()
    paper = counter.issuing.place(sent.id)
    assert counter.issuing.place(sent.id).id == paper.id
    kept = counter.issuing.take(paper.id, issued, "ket-qua.pdf", WORDS, unproven=True)
    assert (kept.digitisation, kept.signing) == (DigitisationState.BUILT, SigningState.ISSUED)
    # The other dossier of the same owner has the first one.
    assert kept.item_code == f"{sent.party.number[-4:]}.{paper.code}.12/GXN.02"
    assert counter.papers.file(paper.id) == issued
    assert counter.dossiers.get(sent.id).state is DossierState.CLOSED
    assert paper.id not in {one.id for role in (OFFICIAL, AGENCY) for one in counter.signing.ready(role=role)}
    with pytest.raises(PaperLocked):
        counter.issuing.take(paper.id, issued, "ket-qua.pdf", unproven=True)
    counter.sending.run_until_idle()
    assert counter.papers.get(paper.id).sync is SyncState.CONFIRMED
    assert counter.papers.file(paper.id) == issued
    assert hidden(counter, sent)[paper.code] is True
    counter.delivery.deliver(sent.id)
    counter.sending.run_until_idle()
    assert hidden(counter, sent)[paper.code] is False
    facts = {one["code"]: one for one in at_province(counter, sent)["papers"]}[paper.code]
    assert facts["sha256"] == kept.pdf_sha256


@pytest.mark.parametrize("counter", ['sign_issued = true\nofficer_roles = ["van_thu"]\n'], indirect=True)
def test_where_the_rules_want_our_signature_it_is_an_appended_revision(
    counter: App, sent: Dossier, issued: bytes
) -> None:
    paper = counter.issuing.place(sent.id)
    kept = counter.issuing.take(paper.id, issued, "ket-qua.pdf", unproven=True)
    assert kept.signing is SigningState.UNSIGNED
    assert counter.results.look(sent.id).next is Next.SIGN
    sign(counter, [paper.id], OFFICIAL)
    ours = counter.papers.file(paper.id)
    assert ours.startswith(issued) and len(ours) > len(issued)
    verdict = verify_pdf(ours, counter.signing.trusted())
    assert len(verdict.signatures) == 3
    assert verdict.word is not Word.INVALID


@pytest.mark.parametrize("counter", ['officer_roles = ["van_thu"]\n'], indirect=True)
def test_what_is_unsigned_broken_or_unproven_is_told_and_nothing_is_kept(
    counter: App, sent: Dossier, issued: bytes
) -> None:
    plain = build_pdf([PdfPage(image=letter("x"), dpi=200)], PaperAbout(title="t", creator="c", created=MORNING))
    at = issued.index(b"/ByteRange")
    broken = issued[: at // 2] + bytes([issued[at // 2] ^ 1]) + issued[at // 2 + 1 :]
    paper = counter.issuing.place(sent.id)
    with pytest.raises(IssuedUnsigned, match="chưa được ký số"):
        counter.issuing.take(paper.id, plain, "a.pdf")
    with pytest.raises((IssuedBroken, UnreadableInput)):
        counter.issuing.take(paper.id, broken, "a.pdf", unproven=True)
    with pytest.raises(UnreadableInput):
        counter.issuing.take(paper.id, b"no file of any kind", "a.pdf")
    if counter.issuing.judge(issued, "a.pdf").verdict.word is not Word.VALID:
        with pytest.raises(IssuedUnproven):
            counter.issuing.take(paper.id, issued, "a.pdf")
    assert counter.papers.get(paper.id).digitisation is DigitisationState.EMPTY
    with counter._store.reading() as tx:
        said = tx.execute(select(audit.c.what).where(audit.c.item == str(paper.id))).scalars().all()
    assert not [one for one in said if one.startswith("issued file")]


@pytest.mark.parametrize("counter", ['agency_signs = true\nofficer_roles = ["van_thu"]\n'], indirect=True)
def test_an_original_is_made_of_its_type_signed_by_the_official_then_the_agency(counter: App) -> None:
    dossier = confirmed(counter, closed=False)
    made = counter.issuing.make(counter.issuing.place(dossier.id).id, WORDS, "Hiện tại chưa đăng ký kết hôn với ai.")
    assert made.delivery is DeliveryState.HIDDEN
    assert made.item_code == f"{dossier.party.number[-4:]}.{made.code}.12/GXN.01"
    pdf = counter.papers.file(made.id)
    assert not [one for one in check_pdfa(pdf) if one.startswith("[violation]")]
    text = _text(pdf)
    for said in (
        dossier.party.name,
        dossier.party.number,
        "12/GXN",
        "Hiện tại chưa đăng ký kết hôn",
        "Lê Thị Chủ Tịch",
    ):
        assert said in text
    assert "{" not in text
    counter.intake.close(dossier.id)
    sign(counter, ids(counter, dossier), OFFICIAL)
    sign(counter, ids(counter, dossier), AGENCY)
    verdict = verify_pdf(counter.papers.file(made.id), counter.signing.trusted())
    assert [one.signer for one in verdict.signatures] == [pki.OFFICIAL, pki.AGENCY]
    assert counter.results.look(dossier.id).next is Next.HAND_OVER


def test_an_office_has_templates_of_its_own_and_what_is_empty_is_left_out(counter: App) -> None:
    own = counter.place.data / OWN_TEMPLATES
    own.mkdir()
    dossier = confirmed(counter, closed=False)
    paper = counter.issuing.place(dossier.id)
    template = own / f"{paper.code}.toml"
    template.write_text('title = "GIẤY RIÊNG"\nparagraphs = ["Cho {owner}.", "Thêm {words}."]\n', "utf-8")
    counter.issuing.make(paper.id, WORDS)
    text = _text(counter.papers.file(paper.id))
    assert "GIẤY RIÊNG" in text and f"Cho {dossier.party.name}." in text and "Thêm" not in text
    template.write_text("title = 5\n", "utf-8")
    with pytest.raises(UnreadableInput):
        counter.issuing.make(paper.id, WORDS)


def test_which_result_is_asked_where_the_procedure_does_not_tell(counter: App, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = confirmed(counter, closed=False)
    given = counter.catalogue.procedure_of(dossier)
    with pytest.raises(UnknownCode):
        counter.issuing.place(dossier.id, "KQ.NONE")
    with monkeypatch.context() as change:
        change.setattr(counter.catalogue, "procedure_of", lambda _: replace(given, results=given.results * 2))
        with pytest.raises(WhichResult, match="nhiều loại kết quả"):
            counter.issuing.place(dossier.id)


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
