"""The check itself: gathers what the store knows of a dossier, and asks every check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from cryptography import x509
from sqlalchemy import Connection

from desktop.machine.clock import VIETNAM, Clock
from desktop.machine.settings import Settings
from desktop.model.catalogue import Catalogue
from desktop.model.dossier import Dossier, Page, Paper
from desktop.model.signature import EvidenceKind, SignatureRole
from desktop.model.states import DigitisationState
from desktop.signing.der import certificate_of
from desktop.signing.tokens.client import sha256_of
from desktop.store import contents, dossiers, papers, reuse
from desktop.store import signatures as made
from desktop.store.file import Store
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.checklist import Checklist
from desktop.workflow.errors import NoCatalogue
from desktop.workflow.identities import SigningIdentity
from desktop.workflow.readiness.facts import DossierFacts, PaperFacts, Signed
from desktop.workflow.readiness.files import Files, sizes
from desktop.workflow.readiness.finding import Finding, Stage
from desktop.workflow.readiness.pages import pages
from desktop.workflow.readiness.persons import persons
from desktop.workflow.readiness.progress import progress
from desktop.workflow.readiness.recorded import doubtful, recorded
from desktop.workflow.readiness.signatures import keys, signatures
from desktop.workflow.reading import PaperReader
from desktop.workflow.repeats import Repeats
from desktop.workflow.seen import SeenPaper

_DONE = {DigitisationState.BUILT, DigitisationState.REUSED}


class Readiness:
    """Checks dossiers before they leave.

    Args:
        store: the open store.
        clock: the time.
        settings: whose certificates sign here, and whether the agency signs.
        catalogue: what the procedures ask for and give.
        checklist: what is still missing.
        reading: what the pages say.
        trusted: gives the roots and intermediates of this counter.
        most_bytes: gives the largest file that the province takes; None where it does not say.
        repeats: which pages repeat others.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        catalogue: CatalogueDesk,
        checklist: Checklist,
        reading: PaperReader,
        trusted: Callable[[], Sequence[x509.Certificate]],
        most_bytes: Callable[[], int | None],
        repeats: Repeats,
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._catalogue = catalogue
        self._checklist = checklist
        self._reading = reading
        self._trusted = trusted
        self._most_bytes = most_bytes
        self._files = Files(self._fetch)
        self._repeats = repeats

    def check(self, dossier_id: UUID, stage: Stage = Stage.SENDING) -> tuple[Finding, ...]:
        """All that would make the province send papers of a dossier back, what stops first; blocks for some tenths.

        What was queued before is not looked at again.

        Args:
            dossier_id: which dossier.
            stage: what the check comes before: signatures are missed before sending only.

        Raises:
            NotFound: there is no such dossier.
        """
        rows = self._checklist.rows(dossier_id)
        with self._store.reading() as tx:
            facts = replace(self._facts(tx, dossier_id, seen=True), rows=rows)
        # What is still to be confirmed is looked at by the clerk then.
        done = replace(facts, papers=tuple(one for one in facts.papers if one.paper.digitisation in _DONE))
        found = [
            *progress(facts, stage),
            *_stopping(facts),
            *self._files.check(done),
            *pages(done, self._repeats),
            *persons(done),
            *doubtful(done),
        ]
        return tuple(sorted(found, key=lambda one: not one.stops))

    def keys(self, identities: Sequence[SigningIdentity], role: SignatureRole) -> tuple[Finding, ...]:
        """Why none of the certificates that are there may sign in this role; nothing where one may."""
        return tuple(keys(identities, role))

    def stops(self, tx: Connection, dossier_id: UUID) -> tuple[Finding, ...]:
        """What stops a dossier beside its unfinished papers, as it is in a transaction: asked before each signature and
        before queueing, so nothing is asked of pages or files.
        """
        return tuple(_stopping(self._facts(tx, dossier_id)))

    def _facts(self, tx: Connection, dossier_id: UUID, *, seen: bool = False) -> DossierFacts:
        dossier = dossiers.get(tx, dossier_id)
        own = (self._paper(tx, paper, seen=seen) for paper in papers.of_dossier(tx, dossier_id))
        now = self._clock.now()
        return DossierFacts(
            dossier=dossier,
            catalogue=self._catalogue_of(dossier),
            papers=tuple(one for one in own if one.leaves),
            sources=reuse.sources(tx, dossier_id),
            settings=self._settings,
            trusted=self._trusted(),
            now=now,
            today=now.astimezone(VIETNAM).date(),
            most_bytes=self._most_bytes(),
        )

    def _catalogue_of(self, dossier: Dossier) -> Catalogue | None:
        try:
            return self._catalogue.version(dossier.catalogue_version)
        except NoCatalogue:
            return None

    def _paper(self, tx: Connection, paper: Paper, *, seen: bool) -> PaperFacts:
        facts = PaperFacts(
            paper=paper,
            size=contents.size(tx, paper.sent_sha256),
            signatures=tuple(_signed(tx, one) for one in made.of_paper(tx, paper.id)),
            scanned=papers.has_pages(tx, paper.id),
        )
        return self._with_pages(facts, papers.pages(tx, paper.id)) if seen and facts.leaves else facts

    def _with_pages(self, facts: PaperFacts, own: Sequence[Page]) -> PaperFacts:
        if not own or any(page.facts is None for page in own):
            return replace(facts, pages=tuple(own))
        read = self._reading.read(SeenPaper(facts.paper, tuple(own)))
        return replace(facts, pages=tuple(own), values=read.fields, other=read.other)

    def _fetch(self, sha256: str) -> bytes:
        with self._store.reading() as tx:
            return contents.fetch(tx, sha256)


def _stopping(facts: DossierFacts) -> Iterator[Finding]:
    for check in (recorded, signatures, sizes):
        yield from check(facts)


def _signed(tx: Connection, one: made.Signature) -> Signed:
    """A signature with its certificate among the evidence that is kept of it (R41)."""
    kept = (
        certificate_of(proof.data) for proof in made.evidence_of(tx, one.id) if proof.kind is EvidenceKind.CERTIFICATE
    )
    return Signed(one, next((c for c in kept if c and sha256_of(c) == one.certificate_sha256), None))
