"""Tra cứu: everything that is kept here of a person or a number, and what the e-stores are known to have of her.

Words are looked for in codes, names and numbers (`store/search.py`), which finds dossiers. Of these, papers are listed
that the words are about: all of them where the words say whose dossier it is, else those that say the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.clock import Clock, vietnam_day
from desktop.machine.settings import Settings
from desktop.model.dossier import Dossier, Paper, PaperKind
from desktop.model.signature import SignatureRole, awaited
from desktop.model.states import DeliveryState, DigitisationState, SyncState
from desktop.store import dossiers, papers, reuse, search
from desktop.store.file import Store
from desktop.workflow.board import MOST_LISTED, Board, DossierLine
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.reuse import Reuse, codes_of
from desktop.workflow.stored import StoredOffer, asked_at_of, offers_of
from desktop.workflow.what_next import Next

MOST_PAPERS = 100
"""Papers, and results, that are listed. Where there are more, the list says so."""
_FIRST = 30
"""Dossiers whose papers are read first: most lists are full then. Twice as many are read next, and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPaper:
    """A paper in a list: whose, what, how far.

    Attributes:
        paper: the paper.
        code: its dossier's code, official or provisional.
        owner: name of the dossier's owner.
        next: what is to be done with it.
    """

    paper: Paper
    code: str
    owner: str
    next: Next


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found, each list newest first.

    Attributes:
        dossiers: that have every word.
        papers: handed in with these, and here.
        results: given in these, and here.
        person: number of the one owner that all of them are of; empty where they are several's, or nobody's.
        stored: what the e-stores are known to have of that owner's papers; usable ones first.
        asked_at: since when all of that is known, UTC; None where they were not asked.
    """

    dossiers: tuple[DossierLine, ...] = ()
    papers: tuple[FoundPaper, ...] = ()
    results: tuple[FoundPaper, ...] = ()
    person: str = ""
    stored: tuple[StoredOffer, ...] = ()
    asked_at: datetime | None = None


def next_of_paper(paper: Paper, *, agency_signs: bool, keeps_seal: bool) -> Next:
    """What is to be done next with one paper that is here.

    Args:
        paper: the paper.
        agency_signs: papers here bear the agency's signature too.
        keeps_seal: it is given at this counter.
    """
    if paper.sync in {SyncState.FAILED, SyncState.CONFLICT}:
        return Next.MEND
    if paper.digitisation in {DigitisationState.SCANNED, DigitisationState.CONFIRMED}:
        return Next.CONFIRM
    match awaited(paper, agency_signs=agency_signs):
        case SignatureRole.OFFICIAL:
            return Next.SIGN
        case SignatureRole.AGENCY:
            return Next.SIGN_FOR_AGENCY if keeps_seal else Next.AWAIT_AGENCY
    if paper.delivery is DeliveryState.HIDDEN:
        return Next.HAND_OVER
    if paper.sync is SyncState.LOCAL and paper.digitisation is not DigitisationState.REUSED:
        return Next.SEND
    arrived = paper.sync is SyncState.CONFIRMED or paper.digitisation is DigitisationState.REUSED
    return Next.NOTHING if arrived else Next.AWAIT_PROVINCE


class Finder:
    """Finds what is kept of somebody or something.

    Args:
        store: the open store.
        clock: the time.
        settings: of this counter.
        catalogue: what procedures ask for.
        board: how far dossiers are.
        reuse: asks the e-stores.
    """

    def __init__(
        self, store: Store, clock: Clock, settings: Settings, catalogue: CatalogueDesk, board: Board, reuse: Reuse
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._catalogue = catalogue
        self._board = board
        self._reuse = reuse

    def find(self, words: str) -> Found:
        """Look for words, whole or their beginnings, in any order, marks and case put aside. Asks nobody outside.

        Args:
            words: of names; a number or its last four to six digits; codes. Empty for all that came last.
        """
        asked = search.asked_words(words)
        with self._store.reading() as tx:
            own = dossiers.latest(tx, words=words, limit=MOST_LISTED)
            lines = self._board.lines(tx, own)
            brought = self._newest(tx, own, PaperKind.COMPONENT, asked)
            given = self._newest(tx, own, PaperKind.RESULT, asked)
        exact = {one.paper.id for one in (*brought, *given) if _is_called(one.paper, words)}
        person = _one_owner(own)
        known = self._known(person)
        return Found(
            dossiers=tuple(lines),
            papers=_only(exact, brought),
            results=_only(exact, given),
            person=person,
            stored=offers_of(known, vietnam_day(self._clock.now())),
            asked_at=asked_at_of(known),
        )

    def ask_stores(self, number: str) -> None:
        """Ask the e-stores for all papers of the kinds that an owner's dossiers here have; blocks on the line.

        Args:
            number: the owner's.

        Raises:
            NotLoggedIn, LoginOver: nobody to ask for it (R16).
            NoProvince, and the line's troubles.
        """
        with self._store.reading() as tx:
            own = dossiers.of_owner(tx, number)
            by_dossier = papers.of_dossiers(tx, [one.id for one in own])
        wanted: dict[str, dict[str, None]] = {}
        # A code is asked for once, for the procedure that it was needed for last.
        known: set[str] = set()
        for dossier in reversed(own):
            codes = self._codes(dossier, by_dossier.get(dossier.id, []))
            wanted.setdefault(dossier.procedure, {}).update(dict.fromkeys(one for one in codes if one not in known))
            known.update(codes)
        for procedure, codes_wanted in wanted.items():
            if codes_wanted:
                self._reuse.ask(number, procedure, list(codes_wanted))

    def _codes(self, dossier: Dossier, own: Sequence[Paper]) -> list[str]:
        asked = self._catalogue.components_of(dossier)
        named = (paper for paper in own if paper.kind is not PaperKind.UNSORTED)
        return [code for paper in named for code in codes_of(paper, asked.get(paper.code))]

    def _newest(
        self, tx: Connection, own: Sequence[Dossier], kind: PaperKind, asked: Sequence[str]
    ) -> tuple[FoundPaper, ...]:
        """The papers of a kind that some words are about, of the newest dossiers first, as many as are listed."""
        found: list[FoundPaper] = []
        at, many = 0, _FIRST
        while at < len(own) and len(found) < MOST_PAPERS:
            part = own[at : at + many]
            here = papers.of_dossiers(tx, [dossier.id for dossier in part], kind, here=True)
            for dossier in part:
                if dossier.id in here:
                    found += self._papers(dossier, here[dossier.id], asked)
            at, many = at + many, many * 2
        return tuple(found[:MOST_PAPERS])

    def _papers(self, dossier: Dossier, own: Sequence[Paper], asked: Sequence[str]) -> list[FoundPaper]:
        """Those of a dossier's papers that some words are about."""
        party = dossier.party
        left = search.unsaid(asked, [dossier.code, dossier.provisional_code, party.number, party.name], party.number)
        agency_signs, keeps_seal = self._settings.agency_signs, self._settings.keeps_seal
        return [
            FoundPaper(
                paper=paper,
                code=dossier.code,
                owner=party.name,
                next=next_of_paper(paper, agency_signs=agency_signs, keeps_seal=keeps_seal),
            )
            for paper in own
            if not left or not search.unsaid(left, [paper.name, paper.details.number, paper.item_code])
        ]

    def _known(self, person: str) -> list[reuse.Lookup]:
        if not person:
            return []
        with self._store.reading() as tx:
            return reuse.of_owner(tx, person)


def _is_called(paper: Paper, words: str) -> bool:
    """Whether some words are a paper's item code or its own number, whole."""
    asked = words.strip().casefold()
    return bool(asked) and asked in {paper.item_code.casefold(), paper.details.number.casefold()}


def _only(exact: Collection[UUID], found: tuple[FoundPaper, ...]) -> tuple[FoundPaper, ...]:
    """Those that are called so, where some are: codes of a dossier's papers differ by a word or two."""
    return tuple(one for one in found if one.paper.id in exact) if exact else found


def _one_owner(own: Sequence[Dossier]) -> str:
    numbers = {dossier.party.number for dossier in own}
    return numbers.pop() if len(numbers) == 1 else ""
