"""A dossier of training papers, really looked at and read, with which nothing is wrong; and ways to spoil it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from desktop.app import App
from desktop.document.file.pdf import PaperAbout, PdfPage, build_pdf
from desktop.document.papers.fields import worth_reading_twice
from desktop.model.dossier import Dossier, PageOrigin, Paper, PaperDetails, PaperKind, Party
from desktop.model.owner import party_from_qr
from desktop.model.page import PageFacts
from desktop.model.states import DigitisationState
from desktop.page.result import PageResult
from desktop.page.work import process_page
from desktop.store import contents, papers
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import wear
from desktop.training.people import Person, person
from desktop.workflow.readiness.finding import Finding, Stage
from tests.samples import MORNING
from tests.workflow.conftest import letter

PROCEDURE, CASE = "1.004873", "TH2"
FORM, CARD, DECISION = "GT.XN.01", "GT.CC.01", "GT.QD.01"
ME, OTHER = person("citizen 4"), person("citizen 5")


@dataclass(frozen=True)
class Sheet:
    """A page as it was scanned, with what was found out about it."""

    image: bytes
    result: PageResult

    @property
    def facts(self) -> PageFacts:
        return self.result.facts


def looked_at(page: DrawnPage, seed: str) -> Sheet:
    """A page after the scanner and the workers."""
    image = wear(page, seed, skew=0.3).jpeg()
    return Sheet(image, process_page(image, 200, worth=worth_reading_twice))


@cache
def sheets(kind: str, who: Person, seed: str = "1", *, scan: str = "") -> tuple[Sheet, ...]:
    """The pages of a training paper; made once. `scan` is another scan of the same sheets."""
    drawn = draw(PaperSpec(kind=kind), seed, who)
    return tuple(looked_at(page, f"{kind} {seed} {at} {scan}") for at, page in enumerate(drawn))


@cache
def numbered(foot: str, words: str = "Nội dung") -> Sheet:
    """A small page with some text and a line at its foot, as `Trang 2/3`."""
    page = DrawnPage(f"{foot} {words}", 200, (105, 148))
    page.y = 20
    for at in range(5):
        page.row(f"{words} {foot}, dòng số {at}", x=12)
    page.text(foot, 52, 138, 12, align="middle")
    return looked_at(page, f"{foot} {words}")


@cache
def secret() -> Sheet:
    """A small page with a mark of secrecy above its text."""
    page = DrawnPage("secret", 200, (105, 148))
    page.text("TỐI MẬT", 20, 14, 16, "b")
    page.y = 30
    for at in range(5):
        page.row(f"Nội dung, dòng số {at}", x=12)
    return looked_at(page, "secret")


@cache
def blank() -> Sheet:
    return looked_at(DrawnPage("blank", 200, (105, 148)), "blank")


@cache
def file() -> bytes:
    """A built file; what its pages show does not matter here."""
    return build_pdf([PdfPage(image=letter("Tệp"), dpi=200)], PaperAbout(title="t", creator="c", created=MORNING))


class Desk:
    """A counter with one dossier of three papers: a form, a card, and a decision of three numbered pages."""

    def __init__(self, app: App, party: Party | None = None) -> None:
        self.app = app
        self.dossier = app.intake.start(PROCEDURE, CASE, party or party_from_qr(ME.qr))
        self.form, self.card, self.decision = (row.paper for row in app.checklist.rows(self.dossier.id))
        self._count = iter(range(1, 1000))

    def fill(self) -> Desk:
        """Put in the papers as they should be."""
        self.put(self.form, *sheets("to-khai-xac-nhan", ME))
        self.put(self.card, *sheets("cccd", ME))
        self.put(self.decision, *(numbered(f"Trang {at}/3") for at in (1, 2, 3)))
        for paper in (self.form, self.card, self.decision):
            self.built(paper)
        return self

    def put(self, paper: Paper, *pages: Sheet, facts: PageFacts | None = None, read: bool = True) -> None:
        """Pages come into a paper; looked at, unless they are still to be."""
        for sheet in pages:
            at = next(self._count)
            origin = PageOrigin(
                device="test", driver="test", source="adf", side="front", sheet=at, dpi=200, scanned_at=MORNING
            )
            with self.app._store.writing() as tx:
                page = papers.add_page(tx, uuid.uuid4(), paper.id, origin, sheet.image)
                papers.change(tx, paper.id, digitisation=DigitisationState.SCANNED, pdf_sha256="")
                if read:
                    result = sheet.result
                    found = facts or result.facts
                    papers.set_facts(tx, page.id, found, result.clean_jpeg, result.thumbnail_jpeg)

    def take_out(self, paper: Paper, at: int | None = None) -> None:
        """Set aside a page of a paper, or all of them."""
        own = self.app.papers.pages(paper.id)
        with self.app._store.writing() as tx:
            for page in own if at is None else [own[at]]:
                papers.set_removed(tx, page.id, removed=True)

    def instead(self, paper: Paper, *pages: Sheet, facts: PageFacts | None = None) -> None:
        """Other pages lie in a confirmed paper."""
        self.take_out(paper)
        self.put(paper, *pages, facts=facts)
        self.built(paper)

    def built(self, paper: Paper, pdf: bytes | None = None, **details: Any) -> None:
        """The paper is confirmed, and its file is there."""
        said = PaperDetails(**{"number": "không số", "issued": date(2026, 1, 5), "permanent": True, **details})
        with self.app._store.writing() as tx:
            sha256 = contents.keep(tx, pdf or file())
            if papers.get(tx, paper.id).digitisation is DigitisationState.EMPTY:
                papers.change(tx, paper.id, digitisation=DigitisationState.SCANNED)
            if papers.get(tx, paper.id).digitisation is not DigitisationState.BUILT:
                papers.change(tx, paper.id, digitisation=DigitisationState.CONFIRMED)
            papers.change(tx, paper.id, digitisation=DigitisationState.BUILT, pdf_sha256=sha256, details=said)

    def emptied(self, paper: Paper) -> None:
        """Nobody has scanned the paper."""
        self.take_out(paper)
        with self.app._store.writing() as tx:
            papers.change(tx, paper.id, digitisation=DigitisationState.SCANNED, pdf_sha256="")
            papers.change(tx, paper.id, digitisation=DigitisationState.EMPTY)

    def paper(self, code: str, kind: PaperKind) -> Paper:
        """One more paper of the dossier."""
        new = Paper(id=uuid.uuid4(), dossier_id=self.dossier.id, kind=kind, code=code, name="Giấy khác", position=9)
        with self.app._store.writing() as tx:
            papers.add(tx, new)
        return new

    def found(self, stage: Stage = Stage.SIGNING) -> tuple[Finding, ...]:
        return self.app.readiness.check(self.dossier.id, stage)

    def codes(self, stage: Stage = Stage.SIGNING) -> list[str]:
        return sorted({one.why.code for one in self.found(stage)})

    def again(self) -> Dossier:
        return self.app.dossiers.get(self.dossier.id)


def like(who: Person, **changes: Any) -> Person:
    """Somebody of whom one thing is told differently."""
    return replace(who, **changes)


def moment(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 3, tzinfo=UTC)


def of_paper(found: Sequence[Finding], paper_id: UUID) -> list[Finding]:
    return [one for one in found if one.at.paper_id == paper_id]
