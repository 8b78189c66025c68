"""Intake: choose procedure and case, know the citizen, go down the checklist, confirm, close."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from desktop.document.fields import Field, read_fields
from desktop.machine.clock import VIETNAM, Clock
from desktop.machine.settings import Settings
from desktop.model.catalogue import Component
from desktop.model.codes import provisional_code
from desktop.model.dossier import Dossier, Page, Paper, PaperDetails, PaperKind, Party
from desktop.model.identity import citizen_card
from desktop.model.page import Verdict
from desktop.model.states import DeliveryState, DigitisationState, DossierState, SigningState, SyncState
from desktop.store import audit, contents, dossiers, papers, settings
from desktop.store.file import Store
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.errors import ComponentsMissing, NotConfirmed, PaperLocked, SecretProcedure

_LAST_OPEN = "last_open_dossier"
_WORST = (Verdict.RED, Verdict.YELLOW, Verdict.GREEN)


def party_from_qr(text: str) -> Party:
    """The owner, as the QR of the citizen card says (R9).

    Raises:
        BadIdentity: the text is no citizen card's.
    """
    card = citizen_card(text)
    return Party(
        number=card.number,
        name=card.name,
        born=card.born,
        sex=card.sex,
        address=card.address,
        card_issued=card.issued,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistRow:
    """One row of a dossier's checklist.

    Attributes:
        paper: the paper, with its states.
        component: what the catalogue asks; None for a result.
        pages: how many pages it has.
        unread: how many of them are still being cleaned and read.
        verdict: the worst of its pages; None where none is judged yet.
    """

    paper: Paper
    component: Component | None
    pages: int
    unread: int
    verdict: Verdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """One dossier in a list.

    Attributes:
        dossier: the dossier.
        procedure_name: as in the catalogue it was taken in with.
        papers: how many papers it has.
        digitised: how many of them are scanned or reused.
        confirmed: how many of them the province has acknowledged.
    """

    dossier: Dossier
    procedure_name: str
    papers: int
    digitised: int
    confirmed: int


class Intake:
    """Everything the clerk does with one dossier before signing."""

    def __init__(self, store: Store, clock: Clock, catalogue: CatalogueDesk, counter: Settings) -> None:
        self._store = store
        self._clock = clock
        self._catalogue = catalogue
        self._counter = counter

    def start(self, procedure: str, case: str, party: Party, *, consent: bool = True) -> Dossier:
        """Open a dossier with an empty paper for every component of the case.

        Raises:
            UnknownCode: no such procedure or case in the current catalogue.
            SecretProcedure: its papers must not be scanned (R21).
        """
        catalogue = self._catalogue.current()
        known = catalogue.procedure(procedure)
        chosen = known.case(case)
        if known.secret:
            raise SecretProcedure(known.code)
        dossier_id = uuid.uuid4()
        code = provisional_code(dossier_id)
        new = Dossier(
            id=dossier_id,
            code=code,
            provisional_code=code,
            procedure=known.code,
            case=chosen.code,
            catalogue_version=catalogue.version,
            party=party,
            receiving_unit=self._counter.unit,
            competent_unit=self._counter.competent_unit or self._counter.unit,
            received_at=self._clock.now(),
            consent=consent,
            officer=self._counter.officer,
        )
        with self._store.writing() as tx:
            dossiers.add(tx, new)
            for component in chosen.components:
                self._add_paper(tx, dossier_id, PaperKind.COMPONENT, component.code, component.name)
            settings.put(tx, _LAST_OPEN, str(dossier_id))
            audit.append(tx, self._counter.officer, "dossier opened", str(dossier_id), known.code)
        return new

    def add_result(self, dossier_id: UUID, code: str) -> Paper:
        """Add a result that the procedure gives; hidden until it is returned (R52).

        Raises:
            UnknownCode: the procedure gives no such result.
        """
        dossier = self.dossier(dossier_id)
        procedure = self._catalogue.version(dossier.catalogue_version).procedure(dossier.procedure)
        with self._store.writing() as tx:
            if dossier.state is DossierState.CLOSED:
                dossiers.set_state(tx, dossier_id, DossierState.OPEN)
            return self._add_paper(tx, dossier_id, PaperKind.RESULT, code, procedure.paper_name(code))

    def _add_paper(self, tx: Connection, dossier_id: UUID, kind: PaperKind, code: str, name: str) -> Paper:
        hidden = DeliveryState.HIDDEN if kind is PaperKind.RESULT else DeliveryState.NOT_APPLICABLE
        new = Paper(
            id=uuid.uuid4(),
            dossier_id=dossier_id,
            kind=kind,
            code=code,
            name=name,
            position=len(papers.of_dossier(tx, dossier_id)),
            delivery=hidden,
        )
        papers.add(tx, new)
        return new

    def dossier(self, dossier_id: UUID) -> Dossier:
        """The dossier with this id.

        Raises:
            NotFound: there is none.
        """
        with self._store.reading() as tx:
            return dossiers.get(tx, dossier_id)

    def find(self, code: str) -> Dossier:
        """The dossier with this official or provisional code.

        Raises:
            NotFound: there is none.
        """
        with self._store.reading() as tx:
            return dossiers.find(tx, code)

    def dossiers(self, words: str = "") -> list[DossierRow]:
        """Dossiers, newest first; `words` looks in codes, names and numbers."""
        with self._store.reading() as tx:
            found = dossiers.latest(tx, words=words)
            rows = [(dossier, papers.of_dossier(tx, dossier.id)) for dossier in found]
        return [
            DossierRow(
                dossier=dossier,
                procedure_name=self._catalogue.version(dossier.catalogue_version).procedure(dossier.procedure).name,
                papers=len(own),
                digitised=sum(paper.digitisation is not DigitisationState.EMPTY for paper in own),
                confirmed=sum(paper.sync is SyncState.CONFIRMED for paper in own),
            )
            for dossier, own in rows
        ]

    def open(self, dossier_id: UUID) -> Dossier:
        """Turn to a dossier, and remember that it is the one on the screen."""
        with self._store.writing() as tx:
            settings.put(tx, _LAST_OPEN, str(dossier_id))
            return dossiers.get(tx, dossier_id)

    def last_open(self) -> Dossier | None:
        """The dossier that was on the screen when the program last ended."""
        with self._store.reading() as tx:
            name = settings.get(tx, _LAST_OPEN)
            return dossiers.get(tx, UUID(name)) if name else None

    def checklist(self, dossier_id: UUID) -> list[ChecklistRow]:
        """The dossier's papers, each with what the catalogue asks of it and how far it is."""
        with self._store.reading() as tx:
            dossier = dossiers.get(tx, dossier_id)
            own = [(paper, papers.pages(tx, paper.id)) for paper in papers.of_dossier(tx, dossier_id)]
        asked = self._asked(dossier)
        return [_row(paper, pages, asked.get(paper.code)) for paper, pages in own]

    def _asked(self, dossier: Dossier) -> dict[str, Component]:
        procedure = self._catalogue.version(dossier.catalogue_version).procedure(dossier.procedure)
        return {component.code: component for component in procedure.case(dossier.case).components}

    def next_missing(self, dossier_id: UUID) -> Paper | None:
        """The first paper of the checklist that has no pages yet."""
        for row in self.checklist(dossier_id):
            if row.paper.digitisation is DigitisationState.EMPTY:
                return row.paper
        return None

    def paper(self, paper_id: UUID) -> Paper:
        """The paper with this id.

        Raises:
            NotFound: there is none.
        """
        with self._store.reading() as tx:
            return papers.get(tx, paper_id)

    def pages(self, paper_id: UUID, *, removed: bool = False) -> list[Page]:
        """The paper's pages in order."""
        with self._store.reading() as tx:
            return papers.pages(tx, paper_id, removed=removed)

    def page_image(self, page_id: UUID) -> bytes:
        """The page's picture: cleaned where it already is, else as scanned (JPEG)."""
        with self._store.reading() as tx:
            page = papers.get_page(tx, page_id)
            return contents.fetch(tx, page.clean_sha256 or page.raw_sha256)

    def thumbnail(self, page_id: UUID) -> bytes | None:
        """The page's small picture (JPEG), None until it is cleaned."""
        with self._store.reading() as tx:
            return papers.thumbnail(tx, page_id)

    def proposals(self, paper_id: UUID) -> dict[str, Field]:
        """What the pages themselves say of the paper: number, date, issuer…; proposals until the clerk confirms."""
        with self._store.reading() as tx:
            paper = papers.get(tx, paper_id)
            facts = [page.facts for page in papers.pages(tx, paper_id) if page.facts]
        readings, codes = [one.reading for one in facts], [one.codes for one in facts]
        return read_fields(readings, codes, paper.name, today=self._clock.now().astimezone(VIETNAM).date())

    def set_details(self, paper_id: UUID, details: PaperDetails) -> Paper:
        """Record what the clerk has confirmed of a paper.

        Raises:
            PaperLocked: it is signed.
        """
        with self._store.writing() as tx:
            _require_unlocked(papers.get(tx, paper_id))
            return papers.change(tx, paper_id, details=details)

    def remove_page(self, page_id: UUID) -> None:
        """Set a page aside; `restore_page` brings it back.

        Raises:
            PaperLocked: its paper is signed.
        """
        self._set_removed(page_id, removed=True)

    def restore_page(self, page_id: UUID) -> None:
        """Bring a page back to its place."""
        self._set_removed(page_id, removed=False)

    def _set_removed(self, page_id: UUID, *, removed: bool) -> None:
        with self._store.writing() as tx:
            page = papers.get_page(tx, page_id)
            paper = papers.get(tx, page.paper_id)
            _require_unlocked(paper)
            papers.set_removed(tx, page_id, removed=removed)
            self.reopen(tx, paper)
            audit.append(tx, self._counter.officer, "page set aside" if removed else "page brought back", str(page_id))

    @staticmethod
    def reopen(tx: Connection, paper: Paper) -> None:
        """After its pages changed, a paper must be confirmed anew."""
        if papers.pages(tx, paper.id):
            papers.change(tx, paper.id, digitisation=DigitisationState.SCANNED, pdf_sha256="")
        elif paper.digitisation is not DigitisationState.EMPTY:
            papers.change(tx, paper.id, digitisation=DigitisationState.SCANNED, pdf_sha256="")
            papers.change(tx, paper.id, digitisation=DigitisationState.EMPTY)

    def close(self, dossier_id: UUID) -> Dossier:
        """Declare the dossier complete: every paper that must be digitised is, and is confirmed (R4).

        Raises:
            ComponentsMissing: a must-digitise component has no paper.
            NotConfirmed: a paper was scanned but nobody confirmed it.
        """
        missing = []
        for row in self.checklist(dossier_id):
            if row.paper.digitisation in {DigitisationState.SCANNED, DigitisationState.CONFIRMED}:
                raise NotConfirmed(row.paper.name)
            if row.paper.digitisation is DigitisationState.EMPTY and row.component and row.component.must_digitise:
                missing.append(row.paper.name)
        if missing:
            raise ComponentsMissing("; ".join(missing))
        with self._store.writing() as tx:
            audit.append(tx, self._counter.officer, "dossier closed", str(dossier_id))
            return dossiers.set_state(tx, dossier_id, DossierState.CLOSED)


def _require_unlocked(paper: Paper) -> None:
    if paper.signing is not SigningState.UNSIGNED:
        raise PaperLocked(paper.name)


def _row(paper: Paper, pages: Sequence[Page], component: Component | None) -> ChecklistRow:
    verdicts = {page.facts.verdict for page in pages if page.facts}
    return ChecklistRow(
        paper=paper,
        component=component,
        pages=len(pages),
        unread=sum(page.facts is None for page in pages),
        verdict=next((verdict for verdict in _WORST if verdict in verdicts), None),
    )
