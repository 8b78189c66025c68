"""Results handed over: until then they are hidden at the province (R46, R52), and from then on in the owner's e-store.

How, when, by whom and to whom is kept. A hand-over can be taken back as long as the province was told nothing of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.model.dossier import Dossier, Paper, PaperKind
from desktop.model.handing import IN_PERSON, HandedOver, Handing
from desktop.model.owner import full_name
from desktop.model.states import DeliveryState, DigitisationState, DossierState
from desktop.store import audit, dossiers, handing, papers, untold
from desktop.store.file import Store
from desktop.workflow.allowed import is_finished, require, why_not_hand_over
from desktop.workflow.errors import AlreadyDelivered, NoResult, NothingToTakeBack, ProvinceKnows
from desktop.workflow.readiness.finding import Stops, nothing_stops
from desktop.workflow.sending import queue_complete

UNDO_S = 30
"""So long the window lets the province wait, for a clerk to take a hand-over back; seconds. Chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What was handed over.

    Attributes:
        dossier: returned where no finished result of it is hidden any more.
        papers: the results that were handed over now.
        queued: the province is told; False where it waits for another paper's signature, and is told with that.
    """

    dossier: Dossier
    papers: tuple[Paper, ...]
    queued: bool


class Delivery:
    """Hands results over to the citizen.

    Args:
        store: the open store.
        clock: when.
        settings: of this counter.
        stops: what keeps a dossier from being sent.
    """

    def __init__(self, store: Store, clock: Clock, settings: Settings, stops: Stops = nothing_stops) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._stops = stops

    def waiting(self, dossier_id: UUID) -> list[Paper]:
        """The dossier's finished results that are still hidden."""
        signs = self._settings.agency_signs
        with self._store.reading() as tx:
            return [
                paper for paper in _hidden(papers.of_dossier(tx, dossier_id)) if is_finished(paper, agency_signs=signs)
            ]

    def deliver(
        self,
        dossier_id: UUID,
        paper_ids: Collection[UUID] = (),
        how: Handing = IN_PERSON,
        *,
        undo_s: float = 0,
    ) -> Delivered:
        """The citizen has received results: they are hidden no more, and the province is told.

        Each stands in the journal with who handed it over and by which way. All of it is one transaction: what the
        province is to be told is queued with it, and goes out when the line allows.

        Args:
            dossier_id: whose results.
            paper_ids: which of them; all that are scanned where none is named.
            how: by which way, and to whom.
            undo_s: seconds for which the province is not told, so that it can be taken back.

        Raises:
            NotUnderstood: who took it has no name.
            NoResult: there is none, or one that was named is no result of this dossier.
            AlreadyDelivered: all of them were handed over before.
            DossierOpen: the dossier is not closed.
            ResultUnfinished: one is not scanned, or waits for a signature.
        """
        taken_by = full_name(how.taken_by, subject="Người nhận thay") if how.taken_by.strip() else ""
        how = replace(how, taken_by=taken_by)
        with self._store.writing() as tx:
            dossier = dossiers.get(tx, dossier_id)
            chosen = _chosen(dossier, papers.of_dossier(tx, dossier_id), paper_ids)
            require(why_not_hand_over(dossier, chosen, agency_signs=self._settings.agency_signs))
            for paper in chosen:
                self._hand_over(tx, paper, how)
            if not _hidden(papers.of_dossier(tx, dossier_id)):
                dossiers.set_state(tx, dossier_id, DossierState.RETURNED)
                audit.append(tx, self._settings.officer, "dossier returned", str(dossier_id))
            queued = self._queue(tx, dossier_id)
            if undo_s:
                untold.hold(tx, dossier_id, self._clock.now() + timedelta(seconds=undo_s))
            return Delivered(
                dossier=dossiers.get(tx, dossier_id),
                papers=tuple(papers.get(tx, paper.id) for paper in chosen),
                queued=queued,
            )

    def take_back(self, dossier_id: UUID) -> list[Paper]:
        """The last hand-over of a dossier was none: its results are hidden again. Gives these.

        Raises:
            NothingToTakeBack: nothing of it was handed over.
            ProvinceKnows: the province was told, or may have been.
        """
        with self._store.writing() as tx:
            dossier = dossiers.get(tx, dossier_id)
            done = handing.of_dossiers(tx, [dossier_id]).get(dossier_id, [])
            last = [one.paper_id for one in done if one.at == done[0].at]
            if not last:
                raise NothingToTakeBack(dossier.code)
            if any(untold.may_know_of(tx, dossier_id, paper_id) for paper_id in last):
                raise ProvinceKnows(dossier.code)
            for paper_id in last:
                papers.change(tx, paper_id, delivery=DeliveryState.HIDDEN)
                audit.append(tx, self._settings.officer, "result taken back", str(paper_id))
            handing.forget(tx, last)
            if dossier.state is DossierState.RETURNED:
                dossiers.set_state(tx, dossier_id, DossierState.CLOSED)
            untold.withdraw(tx, dossier_id)
            self._queue(tx, dossier_id)
            return [papers.get(tx, paper_id) for paper_id in last]

    def _hand_over(self, tx: Connection, paper: Paper, how: Handing) -> None:
        papers.change(tx, paper.id, delivery=DeliveryState.DELIVERED)
        done = HandedOver(paper_id=paper.id, at=self._clock.now(), officer=self._settings.officer, handing=how)
        handing.add(tx, done)
        # Who took it is told where it is kept: a journal has nobody's name in it but the officials'.
        words = f"{how.way}{', for the owner' if how.taken_by else ''}, {paper.pdf_sha256[:16]}"
        audit.append(tx, self._settings.officer, "result delivered", str(paper.id), words)

    def _queue(self, tx: Connection, dossier_id: UUID) -> bool:
        agency_signs, officer = self._settings.agency_signs, self._settings.officer
        return queue_complete(tx, officer, dossier_id, agency_signs=agency_signs, stops=self._stops)


def _chosen(dossier: Dossier, own: Sequence[Paper], paper_ids: Collection[UUID]) -> list[Paper]:
    """The hidden ones among the results that were named, or among all that are scanned."""
    results = [paper for paper in own if paper.kind is PaperKind.RESULT]
    if paper_ids:
        named = [paper for paper in results if paper.id in paper_ids]
        if len(named) != len(set(paper_ids)):
            raise NoResult(dossier.code)
    else:
        named = [paper for paper in results if paper.digitisation is not DigitisationState.EMPTY]
    if not named:
        raise NoResult(dossier.code)
    hidden = [paper for paper in named if paper.delivery is DeliveryState.HIDDEN]
    if not hidden:
        raise AlreadyDelivered(dossier.code)
    return hidden


def _hidden(own: Sequence[Paper]) -> list[Paper]:
    """The scanned ones that are still hidden; a result that was never scanned delays nothing."""
    scanned = [paper for paper in own if paper.digitisation is not DigitisationState.EMPTY]
    return [paper for paper in scanned if paper.delivery is DeliveryState.HIDDEN]
