"""Results returned to the citizen: until then they are hidden at the province (R46, R52)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.machine.settings import Settings
from desktop.model.dossier import Dossier, Paper, PaperKind
from desktop.model.states import DeliveryState, DigitisationState, DossierState
from desktop.store import audit, dossiers, papers
from desktop.store.file import Store
from desktop.workflow.allowed import is_finished, require, why_not_hand_over
from desktop.workflow.errors import AlreadyDelivered, NoResult
from desktop.workflow.readiness.finding import Stops, nothing_stops
from desktop.workflow.sending import queue_complete


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
        settings: of this counter.
    """

    def __init__(self, store: Store, settings: Settings, stops: Stops = nothing_stops) -> None:
        self._store = store
        self._settings = settings
        self._stops = stops

    def waiting(self, dossier_id: UUID) -> list[Paper]:
        """The dossier's finished results that are still hidden."""
        signs = self._settings.agency_signs
        with self._store.reading() as tx:
            return [
                paper for paper in _hidden(papers.of_dossier(tx, dossier_id)) if is_finished(paper, agency_signs=signs)
            ]

    def deliver(self, dossier_id: UUID, paper_ids: Collection[UUID] = ()) -> Delivered:
        """The citizen has received results: they are hidden no more, and the province is told.

        Each stands in the journal with who handed it over. All of it is one transaction: what the province is to be
        told is queued with it, and goes out when the line allows.

        Args:
            dossier_id: whose results.
            paper_ids: which of them; all that are scanned where none is named.

        Raises:
            NoResult: there is none, or one that was named is no result of this dossier.
            AlreadyDelivered: all of them were handed over before.
            DossierOpen: the dossier is not closed.
            ResultUnfinished: one is not scanned, or waits for a signature.
        """
        with self._store.writing() as tx:
            dossier = dossiers.get(tx, dossier_id)
            chosen = _chosen(dossier, papers.of_dossier(tx, dossier_id), paper_ids)
            require(why_not_hand_over(dossier, chosen, agency_signs=self._settings.agency_signs))
            for paper in chosen:
                papers.change(tx, paper.id, delivery=DeliveryState.DELIVERED)
                audit.append(tx, self._settings.officer, "result delivered", str(paper.id), paper.pdf_sha256[:16])
            if not _hidden(papers.of_dossier(tx, dossier_id)):
                dossiers.set_state(tx, dossier_id, DossierState.RETURNED)
                audit.append(tx, self._settings.officer, "dossier returned", str(dossier_id))
            agency_signs = self._settings.agency_signs
            queued = queue_complete(
                tx, self._settings.officer, dossier_id, agency_signs=agency_signs, stops=self._stops
            )
            return Delivered(
                dossier=dossiers.get(tx, dossier_id),
                papers=tuple(papers.get(tx, paper.id) for paper in chosen),
                queued=queued,
            )


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
