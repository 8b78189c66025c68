"""Everything that waits for one person's signature, from many dossiers: looked at one by one, signed with one PIN."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.settings import Settings
from desktop.model.dossier import Dossier, Paper, PaperKind
from desktop.model.signature import SignatureRole, awaited
from desktop.model.states import DossierState
from desktop.store import dossiers, papers, waiting
from desktop.store.file import Store
from desktop.workflow.allowed import why_not_close
from desktop.workflow.board import MOST_LISTED
from desktop.workflow.checklist import Checklist


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSign:
    """A paper in a batch.

    Attributes:
        paper: the paper.
        code: of its dossier.
        owner: name of its dossier's owner.
    """

    paper: Paper
    code: str
    owner: str


class Batches:
    """Finds what one PIN can sign.

    Args:
        store: the open store.
        settings: of this counter.
        checklist: tells which dossiers are complete.
    """

    def __init__(self, store: Store, settings: Settings, checklist: Checklist) -> None:
        self._store = store
        self._settings = settings
        self._checklist = checklist

    def for_agency(self) -> list[ToSign]:
        """The papers of closed dossiers that wait for the agency's signature alone, oldest dossier first."""
        if not self._settings.agency_signs:
            return []
        with self._store.reading() as tx:
            held = list(papers.officials_alone(tx))[:MOST_LISTED]
            found = [one for one in _in_order(tx, held) if one.state is not DossierState.OPEN]
            own = [(one, papers.of_dossier(tx, one.id)) for one in found]
        # What is open again the official finishes first.
        agency = SignatureRole.AGENCY
        return [
            ToSign(paper=paper, code=one.code, owner=one.party.name)
            for one, mine in own
            for paper in mine
            if awaited(paper, agency_signs=True) is agency
        ]

    def of_results(self) -> list[ToSign]:
        """The papers that wait for the official in dossiers that wait for nothing else, and have a result; by their
        day of reception, oldest first. Who signs the result signs what was added beside it.
        """
        with self._store.reading() as tx:
            ids = waiting.to_sign(tx, MOST_LISTED, for_agency=False)
            own = [(one, papers.of_dossier(tx, one.id)) for one in _in_order(tx, ids)]
        return [
            ToSign(paper=paper, code=one.code, owner=one.party.name)
            for one, mine in own
            if self._has_result(mine) and self._complete(one.id)
            for paper in mine
            if self._waits(paper)
        ]

    def _waits(self, paper: Paper) -> bool:
        return awaited(paper, agency_signs=self._settings.agency_signs) is SignatureRole.OFFICIAL

    def _has_result(self, own: list[Paper]) -> bool:
        return any(paper.kind is PaperKind.RESULT and self._waits(paper) for paper in own)

    def _complete(self, dossier_id: UUID) -> bool:
        return why_not_close(self._checklist.rows(dossier_id)) is None


def _in_order(tx: Connection, dossier_ids: list[UUID]) -> list[Dossier]:
    return dossiers.get_all(tx, dossier_ids)[::-1]
