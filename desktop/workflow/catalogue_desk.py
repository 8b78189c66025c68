"""The catalogue in use: taken from the province or from a file, current at once, old versions kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from desktop.catalogue.national import is_national, read_national
from desktop.catalogue.reader import catalogue_from_data, read_json
from desktop.catalogue.table import RowNote
from desktop.machine.clock import Clock, vietnam_day
from desktop.model.catalogue import Catalogue, Component, Procedure, UnknownCode
from desktop.model.data import as_data
from desktop.model.dossier import Dossier
from desktop.model.errors import UnreadableInput
from desktop.store import audit, catalogues, remembered
from desktop.store.file import Store
from desktop.sync.gateway import CatalogueSource
from desktop.workflow.errors import NoCatalogue, VersionInUse

_WAITING = "catalogues_waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What a file holds.

    Attributes:
        catalogue: what was read.
        notes: row by row, what was taken and what refused; empty for our own JSON, which is right or refused.
        whole: whether it is whole enough to be taken.
        taken: whether it was.
    """

    catalogue: Catalogue
    notes: tuple[RowNote, ...] = ()
    whole: bool
    taken: bool = False


class CatalogueDesk:
    """The catalogue as the clerk's work needs it."""

    def __init__(self, store: Store, clock: Clock, official: str) -> None:
        self._store = store
        self._clock = clock
        self._official = official
        self._parse = lru_cache(maxsize=8)(self._load)

    def _load(self, version: str) -> Catalogue:
        with self._store.reading() as tx:
            data = catalogues.version(tx, version)
        if data is None:
            raise NoCatalogue(cause=version)
        return catalogue_from_data(data, "kho dữ liệu")

    def current_version(self) -> str | None:
        """Name of the version in use; None where none was ever taken. One whose day has come is switched to first."""
        with self._store.reading() as tx:
            now = catalogues.current_version(tx)
            if self._of_today(remembered.get(tx, _WAITING, {}), now) == now:
                return now
        return self._switch()

    def _switch(self) -> str | None:
        """The former version keeps its day: a clock that ran ahead is put right, and it is in use again."""
        with self._store.writing() as tx:
            former = catalogues.current_version(tx)
            days: dict[str, str] = remembered.get(tx, _WAITING, {})
            chosen = self._of_today(days, former)
            if chosen is not None and chosen != former:
                if former is not None:
                    days.setdefault(former, catalogues.valid_from(tx, former).isoformat())
                remembered.put(tx, _WAITING, days)
                catalogues.make_current(tx, chosen)
                audit.append(tx, self._official, "catalogue in force", chosen)
            return chosen

    def _of_today(self, days: dict[str, str], otherwise: str | None) -> str | None:
        """The version whose first day came last; another one where none of them has come yet."""
        come = [(day, name) for name, day in days.items() if day <= self._today().isoformat()]
        return max(come)[1] if come else otherwise

    def _today(self) -> date:
        return vietnam_day(self._clock.now())

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

    def procedure_of(self, dossier: Dossier) -> Procedure:
        """A dossier's procedure, as it was when the dossier was taken in (R1)."""
        return self.version(dossier.catalogue_version).procedure(dossier.procedure)

    def components_of(self, dossier: Dossier) -> dict[str, Component]:
        """What a dossier's procedure asks for in its case, by code."""
        case = self.procedure_of(dossier).case(dossier.case)
        return {component.code: component for component in case.components}

    def validity_of(self, dossier: Dossier, code: str) -> str:
        """The rule for how long a component or result of a dossier is valid; empty where the catalogue has none."""
        try:
            return self.procedure_of(dossier).validity_of(code)
        except (NoCatalogue, UnknownCode):
            return ""

    def take(self, catalogue: Catalogue) -> None:
        """Keep a checked catalogue, whole or not at all; it is in use from its first day on.

        Raises:
            VersionInUse: dossiers were taken in under this name with another content; they keep theirs (R1).
        """
        data = as_data(catalogue)
        with self._store.writing() as tx:
            former = catalogues.version(tx, catalogue.version)
            if former not in (None, data) and catalogues.is_used(tx, catalogue.version):
                raise VersionInUse(catalogue.version)
            today = self._today().isoformat()
            days: dict[str, str] = remembered.get(tx, _WAITING, {})
            waiting = {name: day for name, day in days.items() if name != catalogue.version and day > today}
            if catalogue.valid_from > self._today() and catalogues.current_version(tx) is not None:
                catalogues.remember(tx, catalogue.version, catalogue.valid_from, data, self._clock.now())
                waiting[catalogue.version] = catalogue.valid_from.isoformat()
            else:
                catalogues.keep(tx, catalogue.version, catalogue.valid_from, data, self._clock.now())
            remembered.put(tx, _WAITING, waiting)
            audit.append(tx, self._official, "catalogue taken", catalogue.version)
        self._parse.cache_clear()

    def import_file(
        self, file: Path, *, version: str | None = None, valid_from: str | None = None, check: bool = False
    ) -> Import:
        """Take the catalogue of a file: our JSON, the national package's, or Excel.

        Args:
            file: `.xlsx`, or JSON.
            version: its name, where the file does not say one itself.
            valid_from: its first day, ISO, where the file does not say it; today by default.
            check: look only.

        Raises:
            UnreadableInput: the file is no catalogue, or our JSON with anything wrong in it; the current one stays.
            VersionInUse: see `take`.
        """
        found = self._read(file, version, valid_from)
        if found.whole and not check:
            self.take(found.catalogue)
            return replace(found, taken=True)
        return found

    def _read(self, file: Path, version: str | None, valid_from: str | None) -> Import:
        # Here and not above: every dossier asks for the catalogue, a workbook comes once a year.
        from desktop.catalogue.excel import SUFFIXES, read_excel

        if file.suffix.lower() in SUFFIXES:
            table = read_excel(file)
        else:
            data = read_json(file)
            if not is_national(data):
                return Import(catalogue=catalogue_from_data(data, file.name), whole=True)
            table = read_national(data)
        try:
            first = date.fromisoformat(valid_from) if valid_from else self._today()
        except ValueError:
            raise UnreadableInput(file.name, reason=f"ngày «{valid_from}» không phải dạng 2026-03-12") from None
        read = table.catalogue(version or f"{file.stem[:40]} {self._today().isoformat()}", first)
        return Import(catalogue=self._filled(read), notes=tuple(table.notes), whole=table.whole)

    def _filled(self, read: Catalogue) -> Catalogue:
        """Lists of components often come without results and agencies: those in use stay."""
        if self.current_version() is None:
            return read
        now = self.current()
        results = {procedure.code[:8]: procedure.results for procedure in now.procedures}
        procedures = (
            procedure if procedure.results else replace(procedure, results=results.get(procedure.code[:8], ()))
            for procedure in read.procedures
        )
        return replace(read, procedures=tuple(procedures), agencies=read.agencies or now.agencies)

    def pull(self, source: CatalogueSource) -> Catalogue | None:
        """Take the province's catalogue where it is another than ours; None where ours is the newest."""
        found = source.pull_catalogue(self.current_version())
        if found:
            self.take(found)
        return found
