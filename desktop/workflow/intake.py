"""Intake: choose procedure and case, know the citizen, go down the checklist, confirm, close.

What draws and compares pictures is loaded where one is asked for: most questions here are how dossiers stand.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from desktop.document.papers.field import Field
from desktop.document.papers.fields import read_fields
from desktop.document.papers.issuers import with_known_issuer
from desktop.document.papers.kind import other_kind
from desktop.document.papers.suggest import Suggestion, suggest
from desktop.machine.clock import VIETNAM, Clock
from desktop.machine.settings import Settings
from desktop.model.catalogue import Component
from desktop.model.codes import provisional_code
from desktop.model.dossier import Dossier, Page, Paper, PaperDetails, PaperKind, Party
from desktop.model.edit import BringBack, SetAside
from desktop.model.owner import party_from_qr as party_from_qr
from desktop.model.page import PageFacts, Verdict
from desktop.model.signature import SignatureRole, awaited
from desktop.model.states import DeliveryState, DigitisationState, DossierState, SigningState
from desktop.store import audit, contents, dossiers, outbox, papers, settings, titles
from desktop.store.file import Store
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.errors import ComponentsMissing, NotConfirmed, PaperLocked, SecretProcedure
from desktop.workflow.pages import PageEdits
from desktop.workflow.seen import SeenPaper, look_at

_LAST_OPEN = "last_open_dossier"
_MOST_SHOWN = 100
"""Pages of a file kept as it came that are listed to look at."""
_MOST_LISTED = 200
_WORST = (Verdict.RED, Verdict.YELLOW, Verdict.GREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistRow:
    """One row of a dossier's checklist.

    Attributes:
        paper: the paper, with its states.
        component: what the catalogue asks; None for a result.
        pages: how many pages it has.
        unread: how many of them are still being cleaned and read.
        verdict: the worst of its pages; None where none is judged yet.
        size: bytes of its file, which the line will carry; 0 before it is built.
        awaited: whose signature it waits for; None where nobody's.
    """

    paper: Paper
    component: Component | None
    pages: int
    unread: int
    verdict: Verdict | None
    size: int = 0
    awaited: SignatureRole | None = None

    @property
    def unconfirmed(self) -> bool:
        """Whether it has pages that nobody has confirmed to the end."""
        return self.paper.digitisation in {DigitisationState.SCANNED, DigitisationState.CONFIRMED}

    @property
    def missing(self) -> bool:
        """Whether it must be digitised and is not there yet (R4)."""
        empty = self.paper.digitisation is DigitisationState.EMPTY
        return bool(empty and self.component and self.component.must_digitise)


@dataclass(frozen=True, slots=True)
class PaperRead:
    """What the readers make of a paper; proposals until the clerk confirms.

    Attributes:
        fields: number, date, issuer….
        other: the kind of paper that its pages are, where that is clearly another than its row asks for.
    """

    fields: dict[str, Field]
    other: Suggestion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """One dossier in a list.

    Attributes:
        dossier: the dossier.
        procedure_name: as in the catalogue it was taken in with.
        papers: how many papers it has.
        digitised: how many of them are scanned or reused.
        confirmed: how many of them the province has acknowledged.
        reused: how many of them come from an e-store; of these nothing is sent that could be acknowledged.
        sent: all that was queued of it has arrived.
        for_agency: how many of them wait for the agency's signature.
    """

    dossier: Dossier
    procedure_name: str
    papers: int
    digitised: int
    confirmed: int
    reused: int
    sent: bool
    for_agency: int = 0


class Intake:
    """Everything the clerk does with one dossier before signing."""

    def __init__(
        self, store: Store, clock: Clock, catalogue: CatalogueDesk, counter: Settings, pages: PageEdits
    ) -> None:
        self._store = store
        self._clock = clock
        self._catalogue = catalogue
        self._counter = counter
        self._pages = pages

    def start(
        self,
        procedure: str,
        case: str,
        party: Party,
        *,
        consent: bool | None = None,
        submitter: Party | None = None,
        authority: str = "",
    ) -> Dossier:
        """Open a dossier with an empty paper for every component of the case.

        Args:
            procedure: its code.
            case: its code.
            party: the owner.
            consent: what the owner answered about the e-store (R20); None where nobody asked.
            submitter: who hands it in for the owner; None where the owner came.
            authority: the paper by which the submitter may.

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
            submitter=submitter,
            authority=authority,
        )
        with self._store.writing() as tx:
            dossiers.add(tx, new)
            for component in chosen.components:
                self._add_paper(tx, dossier_id, PaperKind.COMPONENT, component.code, component.name)
            settings.put(tx, _LAST_OPEN, str(dossier_id))
            audit.append(tx, self._counter.officer, "dossier opened", str(dossier_id), known.code)
            if consent is not None:
                self._note_consent(tx, dossier_id, given=consent)
        return new

    def record_consent(self, dossier_id: UUID, *, given: bool) -> Dossier:
        """Record what the owner answered: whether the papers may go to the e-store (R20).

        Raises:
            NotFound: there is no such dossier.
        """
        with self._store.writing() as tx:
            self._note_consent(tx, dossier_id, given=given)
            return dossiers.set_consent(tx, dossier_id, given=given)

    def _note_consent(self, tx: Connection, dossier_id: UUID, *, given: bool) -> None:
        audit.append(tx, self._counter.officer, "consent asked", str(dossier_id), "given" if given else "refused")

    def add_result(self, dossier_id: UUID, code: str) -> Paper:
        """Add a result that the procedure gives; hidden until it is returned (R52).

        Raises:
            UnknownCode: the procedure gives no such result.
        """
        dossier = self.dossier(dossier_id)
        procedure = self._catalogue.version(dossier.catalogue_version).procedure(dossier.procedure)
        with self._store.writing() as tx:
            if dossier.state is not DossierState.OPEN:
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
        return self._rows(found)

    def for_agency(self) -> list[DossierRow]:
        """Dossiers with papers that wait for the agency's signature, oldest first."""
        with self._store.reading() as tx:
            found = [dossiers.get(tx, dossier_id) for dossier_id in list(self._held(tx))[:_MOST_LISTED]]
        return self._rows(found)

    def count_for_agency(self) -> int:
        """How many dossiers have papers that wait for the agency's signature."""
        with self._store.reading() as tx:
            return len(self._held(tx))

    def _held(self, tx: Connection) -> dict[UUID, int]:
        return papers.officials_alone(tx) if self._counter.agency_signs else {}

    def _rows(self, found: Sequence[Dossier]) -> list[DossierRow]:
        with self._store.reading() as tx:
            how_far = papers.progress(tx, [dossier.id for dossier in found])
            sent = outbox.all_done(tx, [dossier.id for dossier in found])
            held = self._held(tx)
        return [
            DossierRow(
                dossier=dossier,
                procedure_name=self._catalogue.version(dossier.catalogue_version).procedure(dossier.procedure).name,
                papers=own.papers,
                digitised=own.digitised,
                confirmed=own.confirmed,
                reused=own.reused,
                sent=dossier.id in sent,
                for_agency=held.get(dossier.id, 0),
            )
            for dossier in found
            for own in (how_far.get(dossier.id, papers.Progress()),)
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
            own = [
                (paper, papers.pages(tx, paper.id), contents.size(tx, paper.pdf_sha256))
                for paper in papers.of_dossier(tx, dossier_id)
            ]
        # The place of what is not sorted yet is there to be seen only while something lies in it.
        own = [one for one in own if one[1] or one[0].kind is not PaperKind.UNSORTED]
        asked = self._asked(dossier)
        return [self._row(paper, pages, asked.get(paper.code), size) for paper, pages, size in own]

    def _row(self, paper: Paper, pages: Sequence[Page], component: Component | None, size: int) -> ChecklistRow:
        verdicts = {page.facts.verdict for page in pages if page.facts}
        return ChecklistRow(
            paper=paper,
            component=component,
            pages=len(pages),
            unread=sum(page.facts is None for page in pages),
            verdict=next((verdict for verdict in _WORST if verdict in verdicts), None),
            size=size,
            awaited=awaited(paper, agency_signs=self._counter.agency_signs),
        )

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

    def kept_whole(self, paper: Paper) -> list[bytes]:
        """Small pictures (JPEG) of a file that was kept as it came; none of a paper that has pages of its own."""
        if not paper.pdf_sha256 or self.pages(paper.id):
            return []
        from desktop.page.leaves import small_leaves

        return small_leaves(self._file(paper), _MOST_SHOWN)

    def leaf(self, paper: Paper, at: int) -> bytes:
        """Page `at` (from 0) of a file that was kept as it came, to look at (JPEG)."""
        from desktop.page.leaves import leaf

        return leaf(self._file(paper), at)

    def _file(self, paper: Paper) -> bytes:
        with self._store.reading() as tx:
            return contents.fetch(tx, paper.pdf_sha256)

    def duplicates(self, dossier_id: UUID) -> dict[UUID, UUID]:
        """Pages that seem to be scanned twice, each with the one it repeats; a warning, nothing is set aside."""
        from desktop.document.papers.duplicates import duplicates

        return duplicates(self._facts(dossier_id))

    def from_dirty_glass(self, dossier_id: UUID) -> set[UUID]:
        """Pages with a streak in the same place as on another one: the scanner's glass wants wiping."""
        from desktop.page.flaws.glass import from_dirty_glass

        return from_dirty_glass([(page_id, facts.look) for page_id, facts in self._facts(dossier_id)])

    def _facts(self, dossier_id: UUID) -> list[tuple[UUID, PageFacts]]:
        with self._store.reading() as tx:
            return [
                (page.id, page.facts)
                for paper in papers.of_dossier(tx, dossier_id)
                for page in papers.pages(tx, paper.id)
                if page.facts
            ]

    def proposals(self, paper_id: UUID) -> dict[str, Field]:
        """What the pages themselves say of the paper: number, date, issuer…; proposals until the clerk confirms."""
        return self.read(self._seen(paper_id)).fields

    def suggestions(self, paper_id: UUID) -> tuple[Suggestion, ...]:
        """Which paper of the checklist, or of the whole catalogue, its pages are; what clerks confirmed here counts."""
        return self._suggested(self._seen(paper_id))

    def read(self, seen: SeenPaper) -> PaperRead:
        """What the pages of a paper say, as it was seen."""
        facts = [page.facts for page in seen.pages if page.facts]
        today = self._clock.now().astimezone(VIETNAM).date()
        found = read_fields([one.reading for one in facts], [one.codes for one in facts], seen.paper.name, today=today)
        known = with_known_issuer(found, self._catalogue.current())
        sorted_in = seen.paper.kind is not PaperKind.UNSORTED
        other = other_kind(seen.paper.code, seen.paper.name, self._suggested(seen)) if sorted_in else None
        return PaperRead(known, other)

    def _seen(self, paper_id: UUID) -> SeenPaper:
        with self._store.reading() as tx:
            return look_at(tx, paper_id)

    def _suggested(self, seen: SeenPaper) -> tuple[Suggestion, ...]:
        with self._store.reading() as tx:
            dossier = dossiers.get(tx, seen.paper.dossier_id)
            known = titles.known(tx)
        facts = [page.facts for page in seen.pages if page.facts]
        catalogue = self._catalogue.version(dossier.catalogue_version)
        checklist = [(component.code, component.name) for component in self._asked(dossier).values()]
        everything = [
            *((one.code, one.name) for each in catalogue.procedures for case in each.cases for one in case.components),
            *((one.code, one.name) for each in catalogue.procedures for one in each.results),
        ]
        readings, codes = [one.reading for one in facts], [one.codes for one in facts]
        return suggest(readings, codes, checklist, everything, known)

    def field_picture(self, paper_id: UUID, field: Field) -> bytes | None:
        """The part of a page that a value was read from (JPEG), with some room; None where that is not known."""
        pages = [page for page in self.pages(paper_id) if page.facts]
        if field.box is None or not 0 <= field.page < len(pages):
            return None
        from desktop.page.image import decode, encode_jpeg

        pixels, dpi = decode(self.page_image(pages[field.page].id))
        x, y, w, h = field.box
        room = max(6, h // 2)
        part = pixels[max(0, y - room) : y + h + room, max(0, x - room) : x + w + room]
        return encode_jpeg(part, dpi) if part.size else None

    def set_details(self, paper_id: UUID, details: PaperDetails) -> Paper:
        """Record what the clerk has confirmed of a paper.

        Raises:
            PaperLocked: it is signed.
        """
        with self._store.writing() as tx:
            _require_unlocked(papers.get(tx, paper_id))
            return papers.change(tx, paper_id, details=details)

    def remove_page(self, page_id: UUID) -> None:
        """Set a page aside; it can be undone, or brought back by `restore_page`.

        Raises:
            PaperLocked: its paper is signed.
        """
        self._pages.apply(SetAside((page_id,)))

    def restore_page(self, page_id: UUID) -> None:
        """Bring a page back to its place.

        Raises:
            PaperLocked: its paper is signed.
        """
        self._pages.apply(BringBack((page_id,)))

    def close(self, dossier_id: UUID) -> Dossier:
        """Declare the dossier complete: every paper that must be digitised is, and is confirmed (R4).

        Raises:
            ComponentsMissing: a must-digitise component has no paper.
            NotConfirmed: a paper was scanned but nobody confirmed it.
        """
        rows = self.checklist(dossier_id)
        unconfirmed = [row.paper.name for row in rows if row.unconfirmed]
        if unconfirmed:
            raise NotConfirmed("; ".join(unconfirmed))
        missing = [row.paper.name for row in rows if row.missing]
        if missing:
            raise ComponentsMissing("; ".join(missing))
        with self._store.writing() as tx:
            audit.append(tx, self._counter.officer, "dossier closed", str(dossier_id))
            return dossiers.set_state(tx, dossier_id, DossierState.CLOSED)


def _require_unlocked(paper: Paper) -> None:
    if paper.signing is not SigningState.UNSIGNED:
        raise PaperLocked(paper.name)
