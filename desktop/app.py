"""Builds every service once; the window, the command line and the tests share what this makes."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType

from desktop.machine.clock import Clock, SystemClock
from desktop.machine.folders import Folders, folders
from desktop.machine.log import start_log
from desktop.machine.secrets import KeyringSecrets, SecretStore, TrainingSecrets
from desktop.machine.settings import CLIENT_SECRET, FILE_NAME, Settings, load_settings
from desktop.model.dossier import Paper
from desktop.page.workers import PageWorkers
from desktop.scanner.driver import ScannerConfig
from desktop.signing.tokens import TokenHost
from desktop.store.file import Store, mark_folder
from desktop.sync.gateway import ProvinceGateway
from desktop.sync.six_step import open_gateway
from desktop.training.station import TrainingStation
from desktop.workflow.capture import Capture
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.confirm import Confirming
from desktop.workflow.errors import NoProvince
from desktop.workflow.health import Health
from desktop.workflow.intake import Intake
from desktop.workflow.sending import Sending
from desktop.workflow.signing import Signing


class App:
    """One running Quầy Số.

    Args:
        place: its folders.
        settings: this counter.
        store: the open store.
        secrets: where short secrets are.
        clock: the time.
        station: the training station, in training mode only.
    """

    def __init__(
        self,
        place: Folders,
        settings: Settings,
        store: Store,
        secrets: SecretStore,
        clock: Clock,
        station: TrainingStation | None,
    ) -> None:
        self.place = place
        self.settings = settings
        self.store = store
        self.clock = clock
        self.station = station
        self._secrets = secrets
        self._making = threading.Lock()
        self._tokens: TokenHost | None = None
        self._gateway: ProvinceGateway | None = None
        self.workers = PageWorkers()
        self.catalogue = CatalogueDesk(store, clock, settings.officer)
        self.intake = Intake(store, clock, self.catalogue, settings)
        self.confirming = Confirming(store, clock, settings)
        self.capture = Capture(store, clock, settings, self.workers, self.scanner_config, self._feed)
        self.signing = Signing(store, clock, settings, self.tokens)
        self.sending = Sending(store, clock, self.gateway, settings.officer)
        self.health = Health(self.capture, self.signing, self.sending, store, place, secrets)

    @property
    def training(self) -> bool:
        """Whether this is training mode."""
        return self.station is not None

    def _feed(self, paper: Paper) -> None:
        """In training the citizen hands over what is asked for, unless the feeder holds something already."""
        if self.station and not self.station.scanner.left():
            self.station.hand_over(self.intake.dossier(paper.dossier_id), paper, duplex=True)

    def scanner_config(self) -> ScannerConfig:
        """Which scanners to look for."""
        if self.station:
            return self.station.scanner_config()
        return ScannerConfig(
            escl_addresses=self.settings.escl_scanners,
            sane=self.settings.sane,
            discovery=self.settings.discover_scanners,
        )

    def tokens(self) -> TokenHost:
        """The token host, started when first needed."""
        with self._making:
            if self._tokens is None:
                self._tokens = (
                    self.station.token_host() if self.station else TokenHost(module=Path(self.settings.token_module))
                )
            return self._tokens

    def gateway(self) -> ProvinceGateway:
        """The way to the province, made when first needed.

        Raises:
            NoProvince: none is set up for this counter.
        """
        with self._making:
            if self._gateway is None:
                if self.station:
                    self._gateway = self.station.gateway()
                else:
                    secret = self._secrets.get(CLIENT_SECRET)
                    if not self.settings.province_address or secret is None:
                        raise NoProvince()
                    self._gateway = open_gateway(
                        self.settings.province_profile,
                        self.settings.province_address,
                        self.settings.province_client,
                        secret,
                    )
            return self._gateway

    def resume(self) -> None:
        """Take up what a crash, a power cut or a closed window left: unread pages, unbuilt papers, unsent steps."""
        self.capture.resume()
        self.confirming.resume()

    def close(self) -> None:
        """End every child and close the store; nothing committed is lost by not calling it."""
        self.sending.stop()
        self.workers.close()
        if self._tokens:
            self._tokens.close()
        if self.station:
            self.station.close()
        self.store.close()

    def __enter__(self) -> App:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_app(data: Path | None = None, *, training: bool = False, clock: Clock | None = None) -> App:
    """Open Quầy Số on a data folder.

    Args:
        data: the folder; None for the user's own.
        training: work with invented people, a virtual scanner, a software token and a sandbox province.
        clock: the time; the PC's own by default.

    Raises:
        AlreadyRunning, KeyMissing, WrongKey, NewerSchema, MixedData, NoKeyring, BadSettings: why it cannot open.
    """
    place = folders(data, training=training)
    mark_folder(place, training=training)
    start_log(place)
    secrets: SecretStore = TrainingSecrets(place) if training else KeyringSecrets()
    settings = load_settings(place.data / FILE_NAME)
    store = Store(place, secrets, training=training)
    try:
        station = TrainingStation(place) if training else None
        if station:
            settings = station.settings(settings)
        app = App(place, settings, store, secrets, clock or SystemClock(), station)
        if station and app.catalogue.current_version() is None:
            app.catalogue.take(station.catalogue())
        return app
    except BaseException:
        store.close()
        raise
