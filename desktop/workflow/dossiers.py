"""The dossiers of this counter: looked up, listed, and which of them is on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.settings import Settings
from desktop.model.dossier import Dossier
from desktop.store import dossiers, outbox, papers, remembered
from desktop.store.file import Store
from desktop.workflow.catalogue_desk import CatalogueDesk

_LAST_OPEN = "last_open_dossier"


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


def remember(tx: Connection, dossier_id: UUID) -> None:
    """Remember that this dossier is the one on the screen."""
    remembered.put(tx, _LAST_OPEN, str(dossier_id))


class Dossiers:
    """Finds dossiers.

    Args:
        store: the open store.
        catalogue: names of procedures.
        settings: they say whether the agency signs here.
    """

    def __init__(self, store: Store, catalogue: CatalogueDesk, settings: Settings) -> None:
        self._store = store
        self._catalogue = catalogue
        self._settings = settings

    def get(self, dossier_id: UUID) -> Dossier:
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

    def latest(self, words: str = "") -> list[DossierRow]:
        """Dossiers, newest first; `words` looks in codes, names and numbers."""
        with self._store.reading() as tx:
            found = dossiers.latest(tx, words=words)
        return self._rows(found)

    def turn_to(self, dossier_id: UUID) -> Dossier:
        """Turn to a dossier, and remember that it is the one on the screen."""
        with self._store.writing() as tx:
            remember(tx, dossier_id)
            return dossiers.get(tx, dossier_id)

    def last_open(self) -> Dossier | None:
        """The dossier that was on the screen when the program last ended."""
        with self._store.reading() as tx:
            name = remembered.get(tx, _LAST_OPEN)
            return dossiers.get(tx, UUID(name)) if name else None

    def _rows(self, found: Sequence[Dossier]) -> list[DossierRow]:
        with self._store.reading() as tx:
            how_far = papers.progress(tx, [dossier.id for dossier in found])
            sent = outbox.all_done(tx, [dossier.id for dossier in found])
            held = papers.officials_alone(tx) if self._settings.agency_signs else {}
        return [
            DossierRow(
                dossier=dossier,
                procedure_name=self._catalogue.procedure_of(dossier).name,
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
