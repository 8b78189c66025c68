"""The agency's signature after the official's: what waits for it, who makes it, and that nothing leaves without it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from desktop.app import App, open_app
from desktop.document.file.pdf import PaperAbout, PdfPage, build_pdf
from desktop.machine.settings_file import FILE_NAME
from desktop.model.dossier import Dossier
from desktop.model.outbox import StepKind
from desktop.model.owner import party_from_qr
from desktop.model.signature import SignatureRole
from desktop.model.states import DigitisationState, SigningState, SyncState
from desktop.model.stored import StoredPaper
from desktop.signing.verify import Word, verify_pdf
from desktop.store import contents, outbox, papers, reuse
from desktop.training import pki
from desktop.training.people import person
from desktop.training.station import PIN
from desktop.workflow.errors import NotSealKeeper
from desktop.workflow.identities import SigningIdentity
from desktop.workflow.signing import SignOutcome
from tests import forked
from tests.faults.test_kill import kill_tree
from tests.samples import MORNING
from tests.workflow.conftest import letter

OFFICIAL, AGENCY = SignatureRole.OFFICIAL, SignatureRole.AGENCY


@pytest.fixture
def opened(training_data: Path) -> Callable[[str], App]:
    """The training counter, with these lines in its own settings."""

    def opened(settings: str = "agency_signs = true\n") -> App:
        training_data.mkdir(exist_ok=True)
        (training_data / FILE_NAME).write_text(settings, "utf-8")
        return open_app(training_data, training=True)

    return opened


def confirmed(app: App, *, closed: bool = True) -> Dossier:
    """A dossier of two papers, both of them confirmed."""
    dossier = app.intake.start("1.004873", "TH1", party_from_qr(person("citizen 4").qr))
    for row in app.checklist.rows(dossier.id):
        confirm(app, row.paper.id)
    return app.intake.close(dossier.id) if closed else dossier


def confirm(app: App, paper_id: UUID) -> None:
    about = PaperAbout(title="t", creator="c", created=MORNING)
    pdf = build_pdf([PdfPage(image=letter(str(paper_id)), dpi=200)], about)
    with app._store.writing() as tx:
        for state in (DigitisationState.SCANNED, DigitisationState.CONFIRMED):
            papers.change(tx, paper_id, digitisation=state)
        papers.change(tx, paper_id, digitisation=DigitisationState.BUILT, pdf_sha256=contents.keep(tx, pdf))


def ids(app: App, dossier: Dossier) -> list[UUID]:
    return [row.paper.id for row in app.checklist.rows(dossier.id)]


def who(app: App, role: SignatureRole) -> SigningIdentity:
    return next(one for one in app.signing.identities(role) if one.fit)


def sign(app: App, paper_ids: list[UUID], role: SignatureRole) -> list[SignOutcome]:
    outcomes = app.signing.sign(paper_ids, who(app, role), bytearray(PIN.encode()))
    assert all(one.ok for one in outcomes)
    return outcomes


def awaited(app: App, dossier: Dossier) -> list[SignatureRole | None]:
    return [row.awaited for row in app.checklist.rows(dossier.id)]


def files_queued(app: App, dossier: Dossier) -> list[UUID | None]:
    with app._store.reading() as tx:
        return [one.paper_id for one in outbox.steps(tx, dossier_id=dossier.id) if one.kind is StepKind.FILE]


def test_without_the_setting_the_officials_signature_is_all(opened: Callable[..., App]) -> None:
    with opened("") as app:
        dossier = confirmed(app)
        assert awaited(app, dossier) == [OFFICIAL, OFFICIAL]
        sign(app, ids(app, dossier), OFFICIAL)
        assert files_queued(app, dossier) == ids(app, dossier)
        assert awaited(app, dossier) == [None, None]
        assert app.board.for_agency() == []


def test_with_it_nothing_is_queued_before_the_agency_has_signed_every_paper(opened: Callable[..., App]) -> None:
    with opened() as app:
        dossier = confirmed(app)
        first, second = ids(app, dossier)
        sign(app, [first], OFFICIAL)
        assert awaited(app, dossier) == [AGENCY, OFFICIAL]
        sign(app, [second], OFFICIAL)
        assert awaited(app, dossier) == [AGENCY, AGENCY]
        assert not app.sending.queue(dossier.id)
        assert app.sending.waiting() == 0
        (line,) = app.board.for_agency()
        assert (line.dossier_id, line.count, app.board.count_for_agency()) == (dossier.id, 2, 1)
        sign(app, [first], AGENCY)
        assert files_queued(app, dossier) == []
        assert app.board.for_agency()[0].count == 1
        sign(app, [second], AGENCY)
        assert files_queued(app, dossier) == [first, second]
        assert awaited(app, dossier) == [None, None]
        assert app.board.count_for_agency() == 0
        assert not app.sending.queue(dossier.id)


def test_dossiers_that_wait_are_listed_oldest_first(opened: Callable[..., App]) -> None:
    with opened() as app:
        made = [confirmed(app) for _ in range(2)]
        for dossier in reversed(made):
            sign(app, ids(app, dossier), OFFICIAL)
        assert [line.dossier_id for line in app.board.for_agency()] == [dossier.id for dossier in made]


def test_a_paper_that_is_reused_or_not_there_holds_nothing_back(opened: Callable[..., App]) -> None:
    with opened() as app:
        dossier = app.intake.start("1.004873", "TH1", party_from_qr(person("citizen 4").qr))
        scanned, reused = ids(app, dossier)
        confirm(app, scanned)
        with app._store.writing() as tx:
            papers.change(tx, reused, digitisation=DigitisationState.REUSED)
            reuse.take(tx, reused, StoredPaper(id="KHO-1", code="GT.CC.01", name="Thẻ", permanent=True), "mau", MORNING)
        app.intake.add_result(dossier.id, app.catalogue.current().procedure("1.004873").results[0].code)
        app.intake.close(dossier.id)
        sign(app, [scanned], OFFICIAL)
        assert awaited(app, dossier) == [AGENCY, None, None]
        sign(app, [scanned], AGENCY)
        assert files_queued(app, dossier) == [scanned]


def test_a_copy_that_the_agency_signed_alone_is_complete(opened: Callable[..., App]) -> None:
    with opened('agency_signs = true\ncopy_form = "SAO Y"\n') as app:
        dossier = confirmed(app)
        first, second = ids(app, dossier)
        sign(app, [first], AGENCY)
        assert awaited(app, dossier) == [None, OFFICIAL]
        sign(app, [second], OFFICIAL)
        assert files_queued(app, dossier) == []
        sign(app, [second], AGENCY)
        assert files_queued(app, dossier) == [first, second]


def test_nobody_but_the_seal_keeper_makes_it(opened: Callable[..., App]) -> None:
    with opened() as app:
        dossier = confirmed(app)
        keeper = who(app, AGENCY)
    with opened('agency_signs = true\nofficer_roles = ["tiep_nhan"]\n') as app:
        sign(app, ids(app, dossier), OFFICIAL)
        assert not any(one.fit for one in app.signing.identities(AGENCY))
        with pytest.raises(NotSealKeeper):
            app.signing.sign(ids(app, dossier), keeper, bytearray(PIN.encode()))
        assert awaited(app, dossier) == [AGENCY, AGENCY]
        assert files_queued(app, dossier) == []


def test_what_was_queued_before_the_setting_was_made_goes_as_it_is(opened: Callable[..., App]) -> None:
    with opened("") as app:
        dossier = confirmed(app)
        sign(app, ids(app, dossier), OFFICIAL)
    with opened() as app:
        assert awaited(app, dossier) == [None, None]
        assert app.board.count_for_agency() == 0
        app.sending.run_until_idle()
        assert {app.papers.get(one).sync for one in ids(app, dossier)} == {SyncState.CONFIRMED}
        assert app.signing.ready(role=AGENCY) == []


def test_what_waited_goes_where_the_agency_ceases_to_sign(opened: Callable[..., App]) -> None:
    with opened() as app:
        dossier, half = confirmed(app), confirmed(app)
        sign(app, ids(app, dossier), OFFICIAL)
        sign(app, ids(app, half)[:1], OFFICIAL)
        assert app.sending.resume() == 0
    with opened("") as app:
        app.resume()
        assert files_queued(app, dossier) == ids(app, dossier)
        assert files_queued(app, half) == []
        assert app.sending.resume() == 0


def test_other_programs_see_the_officials_signature_first_and_both_valid(
    opened: Callable[..., App], tmp_path: Path
) -> None:
    if not shutil.which("pdfsig"):
        pytest.skip("pdfsig is not installed")
    with opened() as app:
        dossier = confirmed(app)
        paper_id = ids(app, dossier)[0]
        sign(app, [paper_id], OFFICIAL)
        sign(app, [paper_id], AGENCY)
        with app._store.reading() as tx:
            pdf = contents.fetch(tx, papers.get(tx, paper_id).pdf_sha256)
        assert [one.signer for one in verify_pdf(pdf, app.signing.trusted()).signatures] == [pki.OFFICIAL, pki.AGENCY]
        assert verify_pdf(pdf, app.signing.trusted()).word is not Word.INVALID
    file = tmp_path / "signed.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature Validation: Signature is Valid.") == 2
    names = [line.split(":", 1)[1].strip() for line in said.splitlines() if "Signer Certificate Common Name" in line]
    assert names == [pki.OFFICIAL, pki.AGENCY]
    assert said.count("Total document signed") == 1
    assert said.rindex("Total document signed") > said.rindex("Signature #2")


@pytest.mark.slow
@pytest.mark.faults
@pytest.mark.parametrize("word", ["official 1", "official over", "agency 0", "agency 1"])
def test_killed_between_the_two_signatures_it_waits_and_is_queued_once(
    opened: Callable[..., App], training_data: Path, word: str
) -> None:
    with opened() as app:
        dossier = confirmed(app)
    run_until(training_data, word)
    with open_app(training_data, training=True) as app:
        app.resume()
        first, second = ids(app, dossier)
        signing = [app.papers.get(one).signing for one in (first, second)]
        # The paper that was told of just before may or may not have got its signature; the one before it has.
        assert signing[0] in {
            "official 1": {SigningState.SIGNED},
            "agency 1": {SigningState.AGENCY_SIGNED},
        }.get(word, {SigningState.SIGNED, SigningState.AGENCY_SIGNED})
        whole = signing == [SigningState.AGENCY_SIGNED] * 2
        assert files_queued(app, dossier) == ([first, second] if whole else [])
        for role in SignatureRole:
            sign(app, [paper.id for paper in app.signing.ready(dossier.id, role)], role)
        assert not app.sending.queue(dossier.id)
        assert files_queued(app, dossier) == [first, second]
        app.sending.run_until_idle()
        rows = app.checklist.rows(dossier.id)
        assert {row.paper.sync for row in rows} == {SyncState.CONFIRMED}
        assert app.station
        (there,) = app.station.province.state()["dossiers"]
        assert sorted(paper["sha256"] for paper in there["papers"]) == sorted(row.paper.pdf_sha256 for row in rows)


def run_until(data: Path, word: str) -> None:
    """Let both signatures be made until a word is said, and cut the power."""
    job = forked.job("agency_job", str(data))
    assert job.stdout
    assert any(line.strip() == word for line in job.stdout), f"it never said {word}"
    kill_tree(job.pid)
    job.communicate(timeout=30)
