"""A counter opened, for whoever is here, and closed; what it works with is made by `Services`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from desktop.machine.clock import Clock, SystemClock
from desktop.machine.folders import Folders, folders
from desktop.machine.log import start_log
from desktop.machine.secrets import SecretStore, secrets_of
from desktop.machine.settings import Settings
from desktop.machine.settings_file import FILE_NAME, counter_settings, load_settings
from desktop.services import Services
from desktop.store.errors import DiskFull, ReadOnlyDisk
from desktop.store.file import Store
from desktop.store.folder import mark_folder
from desktop.store.keeping.anchor import note_end
from desktop.store.officials import acting_at_first

if TYPE_CHECKING:
    from desktop.model.official import Official
    from desktop.training.station import TrainingStation
    from desktop.workflow.setup.first_run import FirstRun

log = logging.getLogger(__name__)


class App(Services):
    """One running Quầy Số."""

    _official: Official | None = None

    @property
    def official(self) -> Official | None:
        """Who has come in; None where nobody has, or nobody logs in here."""
        return self._official

    def come_in(self, official: Official) -> None:
        """From now on this official works here, whom the door has let in: name, roles and certificates are theirs.

        Before any service is made that goes by them.
        """
        self._official = official
        self.settings = self._for_official(self.settings)
        self.door.acts(official)
        # It is there already where training has just begun.
        self.__dict__.pop("catalogue", None)

    def _for_official(self, settings: Settings) -> Settings:
        from desktop.workflow.officials.door import as_person

        return as_person(settings, self._official) if self._official else settings

    @cached_property
    def first_run(self) -> FirstRun:
        """What a new counter needs before it can work."""
        from desktop.workflow.setup.first_run import FirstRun

        return FirstRun(
            self.place,
            self._province,
            self._store,
            self._secrets,
            self.clock,
            self._settings_now,
            self._as_set_now,
            self.station,
        )

    def _settings_now(self) -> Settings:
        """The settings as they stand in the file now; this counter itself works with those it was opened with."""
        given = load_settings(self.place.data / FILE_NAME, self._province)
        return self._for_official(self.station.settings(given) if self.station else given)

    @contextmanager
    def _as_set_now(self) -> Iterator[App]:
        """The same counter with the settings as they stand in the file now, to try what was answered a moment ago."""
        made = App(
            self.place, self._settings_now(), self._store, self._secrets, self.clock, self.station, self._province
        )
        # Two hosts of one token would be in each other's way.
        made.tokens, made.work = self.tokens, self.work
        try:
            yield made
        finally:
            if made._is_made("capture"):
                made.capture.close()

    def resume(self) -> None:
        """Take up what a crash, a power cut or a closed window left: unread pages, unbuilt papers, unsent steps.

        Where nothing can be written, nothing is taken up.
        """
        if self._store.read_only:
            return
        self.work.resume()
        self.piles.resume()
        self.confirming.resume()
        self.results.reckon()
        self.sending.resume()
        self.keeping.start()

    def close(self) -> None:
        """End every child and close the store; nothing committed is lost by not calling it."""
        if self._is_made("sending"):
            self.sending.stop()
        if self._is_made("capture"):
            self.capture.close()
        if self._is_made("keeping"):
            self.keeping.stop()
        if self._is_made("workers"):
            self.workers.close()
        if self._is_made("tokens"):
            self.tokens.close()
        if self.station:
            self.station.close()
        note_end(self._store)
        self._store.close()

    def __enter__(self) -> App:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _open_store(place: Folders, secrets: SecretStore, *, training: bool) -> Store:
    """The store; where the disk takes nothing, for reading at least."""
    try:
        return Store(place, secrets, training=training)
    except (DiskFull, ReadOnlyDisk) as trouble:
        if not place.store.exists():
            raise
        log.info("open for reading only: %s %s", trouble.code, trouble.cause)
        return Store(place, secrets, training=training, why_not=trouble)


def _station(place: Folders) -> TrainingStation:
    from desktop.training.station import TrainingStation

    return TrainingStation(place)


def open_app(data: Path | None = None, *, training: bool = False, clock: Clock | None = None) -> App:
    """Open Quầy Số on a data folder.

    Args:
        data: the folder; None for the user's own.
        training: work with invented people, a virtual scanner, a software token and a sandbox province.
        clock: the time; the PC's own by default.

    Raises:
        AlreadyRunning, KeyMissing, WrongKey, NewerSchema, MixedData, NoKeyring, BadSettings, NotSigned, BadProvision:
            why it cannot open.
    """
    place = folders(data, training=training)
    mark_folder(place, training=training)
    start_log(place)
    secrets = secrets_of(place, training=training)
    settings, province = counter_settings(place.data, training=training)
    store = _open_store(place, secrets, training=training)
    try:
        with store.reading() as tx:
            store.acting = acting_at_first(tx)
        station = _station(place) if training else None
        if station:
            settings = station.settings(settings)
        app = App(place, settings, store, secrets, clock or SystemClock(), station, province)
        if station and app.catalogue.current_version() is None:
            app.catalogue.take(station.catalogue())
        return app
    except BaseException:
        store.close()
        raise
