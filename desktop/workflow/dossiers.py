"""The dossiers of this counter: looked up, listed, and which of them is on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from desktop.model.dossier import Dossier
from desktop.store import dossiers, remembered, waiting
from desktop.store.file import Store
from desktop.store.waiting import Tally
from desktop.workflow.catalogue_desk import CatalogueDesk

_LAST_OPEN = "last_open_dossier"


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """One dossier in a list.

    Attributes:
        dossier: the dossier.
        procedure_name: as in the catalogue it was taken in with.
        tally: how far its papers are.
    """

    dossier: Dossier
    procedure_name: str
    tally: Tally


def remember(tx: Connection, dossier_id: UUID) -> None:
    """Remember that this dossier is the one on the screen."""
    remembered.put(tx, _LAST_OPEN, str(dossier_id))


class Dossiers:
    """Finds dossiers.

    Args:
        store: the open store.
        catalogue: names of procedures.
    """

    def __init__(self, store: Store, catalogue: CatalogueDesk) -> None:
        self._store = store
        self._catalogue = catalogue

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
            tallies = waiting.tallies(tx, [dossier.id for dossier in found])
        return [
            DossierRow(
                dossier=dossier,
                procedure_name=self._catalogue.procedure_of(dossier).name,
                tally=tallies.get(dossier.id, Tally()),
            )
            for dossier in found
        ]

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
