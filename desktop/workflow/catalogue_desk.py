"""The catalogue in use: taken from the province or from a file, current at once, old versions kept."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Protocol

from desktop.catalogue.reader import catalogue_as_data, catalogue_from_data, read_catalogue_file
from desktop.machine.clock import Clock
from desktop.model.catalogue import Catalogue, Procedure
from desktop.store import audit, catalogues
from desktop.store.file import Store
from desktop.workflow.errors import NoCatalogue


class CatalogueSource(Protocol):
    """Where a newer catalogue comes from: the province's gateway."""

    def pull_catalogue(self, known_version: str | None) -> Catalogue | None:
        """The catalogue where the province has another version than the known one."""


class CatalogueDesk:
    """The catalogue as the clerk's work needs it."""

    def __init__(self, store: Store, clock: Clock, officer: str) -> None:
        self._store = store
        self._clock = clock
        self._officer = officer
        self._parse = lru_cache(maxsize=8)(self._load)

    def _load(self, version: str) -> Catalogue:
        with self._store.reading() as tx:
            data = catalogues.version(tx, version)
        if data is None:
            raise NoCatalogue(cause=version)
        return catalogue_from_data(data, "kho dữ liệu")

    def current_version(self) -> str | None:
        """Name of the version in use; None where none was ever taken."""
        with self._store.reading() as tx:
            return catalogues.current_version(tx)

    def current(self) -> Catalogue:
        """The version in use.

        Raises:
            NoCatalogue: none was ever taken.
        """
        version = self.current_version()
        if version is None:
            raise NoCatalogue()
        return self._parse(version)

    def version(self, name: str) -> Catalogue:
        """The version that an old dossier was taken in with (R1)."""
        return self._parse(name)

    def procedure(self, code: str) -> Procedure:
        """A procedure of the current version.

        Raises:
            UnknownCode: no such procedure.
        """
        return self.current().procedure(code)

    def take(self, catalogue: Catalogue) -> None:
        """Make a checked catalogue the current one."""
        with self._store.writing() as tx:
            catalogues.keep(
                tx, catalogue.version, catalogue.valid_from, catalogue_as_data(catalogue), self._clock.now()
            )
            audit.append(tx, self._officer, "catalogue taken", catalogue.version)
        self._parse.cache_clear()

    def import_file(self, file: Path) -> Catalogue:
        """Take the catalogue of a file.

        Raises:
            UnreadableInput: the file is no catalogue; the current one stays.
        """
        catalogue = read_catalogue_file(file)
        self.take(catalogue)
        return catalogue

    def pull(self, source: CatalogueSource) -> Catalogue | None:
        """Take the province's catalogue where it is another than ours; None where ours is the newest."""
        found = source.pull_catalogue(self.current_version())
        if found:
            self.take(found)
        return found
