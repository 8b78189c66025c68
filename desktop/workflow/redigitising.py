"""Digitising anew what the province or the processing official sends back (regulations.md §1.2, B1).

A signed paper never changes (R38). The version so far is set aside, whole, in a dossier that is nobody's; another
paper takes its place with its pages, is mended, confirmed, signed, and sent as a new version.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from uuid import UUID

from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.model.codes import provisional_code
from desktop.model.dossier import Dossier, Paper, PaperKind
from desktop.model.errors import Refusal
from desktop.model.sent_back import LONGEST_REASON, SentBack
from desktop.model.states import DeliveryState, DigitisationState, DossierState, SigningState, SyncState
from desktop.store import audit, dossiers, papers, sent_back
from desktop.store.file import Store
from desktop.workflow.allowed import require
from desktop.workflow.errors import NoPageOfPaper, NoSendBackReason, NothingToSendBack, NotSentYet
from desktop.workflow.readiness.errors import WasSentBack
from desktop.workflow.readiness.finding import Finding, Place

_THERE = frozenset({SyncState.CONFIRMED, SyncState.FAILED, SyncState.CONFLICT})
"""The province has answered: it has the paper, or does not take it."""
_GOES_ON = frozenset({DossierState.OPEN, DossierState.CLOSED})


def why_not_send_back(dossier: Dossier, paper: Paper) -> Refusal | None:
    """Why a paper is not digitised anew.

    Args:
        dossier: its dossier.
        paper: the paper.
    """
    came = paper.signing is SigningState.ISSUED and paper.kind is PaperKind.COMPONENT
    signed = paper.signing not in {SigningState.UNSIGNED, SigningState.ISSUED} or came
    if not signed or paper.digitisation is not DigitisationState.BUILT or paper.delivery is DeliveryState.DELIVERED:
        return NothingToSendBack(paper.name)
    if dossier.state not in _GOES_ON:
        return NothingToSendBack(paper.name)
    # What came in online is at the province from the first; it is looked at here, and may be the wrong paper.
    return None if paper.sync in _THERE or (came and paper.sync is SyncState.LOCAL) else NotSentYet(paper.name)


class Redigitising:
    """Opens sent-back papers again.

    Args:
        store: the open store.
        clock: when.
        settings: who notes it.
    """

    def __init__(self, store: Store, clock: Clock, settings: Settings) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings

    def send_back(self, paper_id: UUID, reason: str, page: int = 0) -> Paper:
        """A paper is to be digitised anew; gives the one that takes its place, with its pages, to be confirmed again.

        Args:
            paper_id: the paper, signed, which the province has or does not take; or one that came in online.
            reason: what is wrong with it; kept, and shown on Hôm nay.
            page: which of its pages is, from 1; 0 for the paper as a whole.

        Raises:
            NoSendBackReason: it is not said what is wrong.
            NothingToSendBack: it is not signed here, was handed over, or its dossier is done or stands still.
            NotSentYet: it is here still, or on its way.
            NoPageOfPaper: it has no such page.
        """
        said = " ".join(reason.split())[:LONGEST_REASON]
        if not any(letter.isalnum() for letter in said):
            raise NoSendBackReason()
        with self._store.writing() as tx:
            former = papers.get(tx, paper_id)
            dossier = dossiers.get(tx, former.dossier_id)
            require(why_not_send_back(dossier, former))
            pages = papers.pages(tx, paper_id)
            if page < 0 or (pages and page > len(pages)):
                raise NoPageOfPaper(former.name, number=page)
            holder, new = _holder(dossier), _anew(former)
            dossiers.add(tx, holder)
            papers.add(tx, new)
            moved = sent_back.set_aside(tx, paper_id, holder.id, new.id)
            if moved:
                papers.change(tx, new.id, digitisation=DigitisationState.SCANNED)
            note = SentBack(
                new_id=new.id,
                former_id=paper_id,
                at=self._clock.now(),
                officer=self._settings.officer,
                page=page,
                page_id=pages[page - 1].id if page and pages else None,
                reason=said,
            )
            sent_back.add(tx, note)
            if dossier.state is DossierState.CLOSED:
                dossiers.set_state(tx, dossier.id, DossierState.OPEN)
            words = f"page {page}, {former.pdf_sha256[:16]}" if page else f"whole, {former.pdf_sha256[:16]}"
            audit.append(tx, self._settings.officer, "paper sent back", str(new.id), words)
            return papers.get(tx, new.id)

    def open_of(self, dossier_id: UUID) -> list[SentBack]:
        """What was sent back of a dossier and is not signed anew."""
        with self._store.reading() as tx:
            return sent_back.open_of(tx, [dossier_id]).get(dossier_id, [])

    def findings(self, dossier_id: UUID) -> list[Finding]:
        """The same as what a clerk is to look at, each at its page."""
        return [WasSentBack(one.words).at(Place(one.new_id, one.page_id)) for one in self.open_of(dossier_id)]

    def versions(self, paper_id: UUID) -> list[SentBack]:
        """Why each version of a paper gave way to the next, the last one first."""
        with self._store.reading() as tx:
            return sent_back.formers(tx, [paper_id])


def _holder(dossier: Dossier) -> Dossier:
    """The dossier that is nobody's, in which a former version lies: of the same owner, whose rights so reach it."""
    holder_id = uuid.uuid4()
    code = provisional_code(holder_id)
    return replace(dossier, id=holder_id, code=code, provisional_code=code, state=DossierState.FORMER, due=None)


def _anew(former: Paper) -> Paper:
    """The paper that takes a version's place: what it is and says, and nothing of how far that one was."""
    return replace(
        former,
        id=uuid.uuid4(),
        digitisation=DigitisationState.EMPTY,
        signing=SigningState.UNSIGNED,
        sync=SyncState.LOCAL,
        pdf_sha256="",
        province_id="",
        item_code="",
    )
