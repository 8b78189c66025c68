"""Builds every service once; the window, the command line and the tests share what this makes."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from types import TracebackType

from desktop.document.papers.fields import worth_reading_twice
from desktop.machine.clock import Clock, SystemClock
from desktop.machine.folders import Folders, folders
from desktop.machine.log import start_log
from desktop.machine.provision import Provision, read_provision
from desktop.machine.secrets import KeyringSecrets, SecretStore, TrainingSecrets
from desktop.machine.settings import CLIENT_SECRET, FILE_NAME, Settings, load_settings
from desktop.model.dossier import Paper
from desktop.page.workers import PageWorkers
from desktop.scanner.config import configured
from desktop.scanner.driver import ScannerConfig
from desktop.signing.authorities.counter import ANSWERS_FOLDER
from desktop.signing.tokens.client import Tokens
from desktop.signing.tokens.shelf import open_tokens
from desktop.store.errors import DiskFull, ReadOnlyDisk
from desktop.store.file import Store, mark_folder
from desktop.sync.doors import open_gateway
from desktop.sync.gateway import ProvinceGateway
from desktop.sync.line.pace import Pace, read_caps
from desktop.sync.line.proxies import proxies_for
from desktop.training.station import TrainingStation
from desktop.workflow.capture import Capture
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.confirm import Confirming
from desktop.workflow.delivery import Delivery
from desktop.workflow.errors import NoProvince
from desktop.workflow.extending import Extending
from desktop.workflow.health import Health
from desktop.workflow.importing import Importing
from desktop.workflow.intake import Intake
from desktop.workflow.keeping.duties import Keeping, Proof
from desktop.workflow.keeping.errors import NotReauthenticated
from desktop.workflow.keeping.packages import Packages
from desktop.workflow.keeping.subject import Subjects
from desktop.workflow.page_work import PageWork
from desktop.workflow.pages import PageEdits
from desktop.workflow.pile import Piles
from desktop.workflow.reuse import Reuse
from desktop.workflow.sending import Sending
from desktop.workflow.signing import Signing
from desktop.workflow.token_modules import TokenModules

log = logging.getLogger(__name__)


class App:
    """One running Quầy Số.

    Args:
        place: its folders.
        settings: this counter.
        store: the open store.
        secrets: where short secrets are.
        clock: the time.
        station: the training station, in training mode only.
        province: what the province says and locks.
    """

    def __init__(
        self,
        place: Folders,
        settings: Settings,
        store: Store,
        secrets: SecretStore,
        clock: Clock,
        station: TrainingStation | None,
        province: Provision,
    ) -> None:
        self.place = place
        self.settings = settings
        self.store = store
        self.clock = clock
        self.station = station
        self._secrets = secrets
        self._making = threading.Lock()
        self._tokens: Tokens | None = None
        self._gateway: ProvinceGateway | None = None
        self.workers = PageWorkers(worth=worth_reading_twice)
        self.catalogue = CatalogueDesk(store, clock, settings.officer)
        self.work = PageWork(store, self.workers)
        self.pages = PageEdits(store, clock, settings, self.work, self.catalogue)
        self.intake = Intake(store, clock, self.catalogue, settings, self.pages)
        self.confirming = Confirming(store, clock, settings)
        self.capture = Capture(store, clock, settings, self.work, self.scanner_config, self._feed)
        self.piles = Piles(store, clock, settings, self.capture, self.work, self.pages, self.catalogue)
        self.signing = Signing(store, clock, settings, self.tokens, place.data / ANSWERS_FOLDER)
        module = Path(settings.token_module)
        training = station is not None
        self.modules = TokenModules(place.data / FILE_NAME, province, module, self._use_module, training=training)
        self.extending = Extending(store, clock, settings, self.signing.authorities)
        self.importing = Importing(store, clock, settings, self.work, self.signing.authorities)
        self._pace = Pace(read_caps(settings.province_bandwidth), clock)
        self.sending = Sending(
            store,
            clock,
            self.gateway,
            settings.officer,
            self._pace,
            self.extending.extend,
            agency_signs=settings.agency_signs,
        )
        self.delivery = Delivery(store, settings)
        self.sending.alongside(self.extending.extend_all)
        self.reuse = Reuse(store, clock, self.gateway, self.catalogue, settings.officer, self.importing.judge)
        self.sending.between_rounds(self.reuse.catch_up)
        self.capture.while_scanning = self.sending.while_scanning
        self.keeping = Keeping(store, clock, settings, self.sending.clock_error_s)
        self.subjects = Subjects(store, clock, settings)
        self.packages = Packages(store, clock, settings, secrets)
        self.health = Health(
            self.capture, self.signing, self.sending, store, place, secrets, self.keeping, self.extending
        )

    @property
    def training(self) -> bool:
        """Whether this is training mode."""
        return self.station is not None

    def _feed(self, paper: Paper) -> None:
        """See that there is room; in training the citizen hands over what is asked for, unless the feeder is full."""
        self.keeping.require_room()
        if self.station and not self.station.scanner.left():
            self.station.hand_over(self.intake.dossier(paper.dossier_id), paper, duplex=True)

    def scanner_config(self) -> ScannerConfig:
        """Which scanners to look for."""
        if self.station:
            return self.station.scanner_config()
        return configured(self.settings)

    def tokens(self) -> Tokens:
        """The tokens; their host processes are started when first needed."""
        with self._making:
            if self._tokens is None:
                self._tokens = self.station.token_host() if self.station else open_tokens(self.modules.chosen)
            return self._tokens

    def _use_module(self, _: Path) -> None:
        """Let the tokens be served by the module just chosen; a batch under way ends, and its PIN is forgotten."""
        with self._making:
            old, self._tokens = self._tokens, None
        if old:
            old.close()
        self.signing.watch_anew()

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
                        proxies=proxies_for(self.settings.province_address, self.settings.province_proxy),
                        pace=self._pace,
                    )
            return self._gateway

    def resume(self) -> None:
        """Take up what a crash, a power cut or a closed window left: unread pages, unbuilt papers, unsent steps.

        Where nothing can be written, nothing is taken up.
        """
        if self.store.read_only:
            return
        self.work.resume()
        self.piles.resume()
        self.confirming.resume()
        self.sending.resume()
        self.keeping.start()

    def token_proof(self, serial: str, pin: bytearray) -> Proof:
        """Proof of who is there: the PIN of a certificate that is fit for signing. One attempt; the PIN is wiped."""

        def prove() -> None:
            for identity in self.signing.identities():
                if identity.fit and identity.token_serial == serial:
                    self.tokens().open(serial, identity.certificate_sha256, pin).close()
                    return
            raise NotReauthenticated()

        return prove

    def close(self) -> None:
        """End every child and close the store; nothing committed is lost by not calling it."""
        self.sending.stop()
        self.capture.close()
        self.keeping.stop()
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


def _open_store(place: Folders, secrets: SecretStore, *, training: bool) -> Store:
    """The store; where the disk takes nothing, for reading at least."""
    try:
        return Store(place, secrets, training=training)
    except (DiskFull, ReadOnlyDisk) as trouble:
        if not place.store.exists():
            raise
        log.info("open for reading only: %s %s", trouble.code, trouble.cause)
        return Store(place, secrets, training=training, why_not=trouble)


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
    secrets: SecretStore = TrainingSecrets(place) if training else KeyringSecrets()
    province = Provision() if training else read_provision()
    settings = load_settings(place.data / FILE_NAME, province)
    store = _open_store(place, secrets, training=training)
    try:
        station = TrainingStation(place) if training else None
        if station:
            settings = station.settings(settings)
        app = App(place, settings, store, secrets, clock or SystemClock(), station, province)
        if station and app.catalogue.current_version() is None:
            app.catalogue.take(station.catalogue())
        return app
    except BaseException:
        store.close()
        raise
