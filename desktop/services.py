"""Every service of a counter, made once, when it is first asked for; window, command line and tests share them.

What a service brings along is loaded with it: a command that lists the queue waits for no signing and no pictures.
The file is long because it names every service; it does nothing else.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.machine.clock import Clock
from desktop.machine.folders import Folders
from desktop.machine.provision import Provision
from desktop.machine.secrets import SecretStore
from desktop.machine.settings import CLIENT_SECRET, Settings
from desktop.machine.settings_file import FILE_NAME
from desktop.store.file import Store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy import Connection

    from desktop.machine.onward import OnwardClock
    from desktop.machine.sticks import Stick
    from desktop.model.dossier import Paper
    from desktop.model.official import Acting
    from desktop.page.workers import PageWorkers
    from desktop.report.reports import Reports
    from desktop.scanner.driver import ScannedSide, ScannerConfig
    from desktop.signing.tokens.client import Tokens
    from desktop.sync.gateway import ProvinceGateway
    from desktop.sync.line.pace import Pace
    from desktop.sync.profile import Profile
    from desktop.training.station import TrainingStation
    from desktop.workflow.backlog.books import Books
    from desktop.workflow.backlog.confirming import BookConfirming
    from desktop.workflow.backlog.looking import Looking
    from desktop.workflow.backlog.progress import BacklogProgress
    from desktop.workflow.backlog.sharing import Sharing
    from desktop.workflow.batch import Batches
    from desktop.workflow.board import Board
    from desktop.workflow.capture import Capture
    from desktop.workflow.catalogue_desk import CatalogueDesk
    from desktop.workflow.checklist import Checklist
    from desktop.workflow.confirm import Confirming
    from desktop.workflow.copies.certifying import Certifying
    from desktop.workflow.copies.converting import Converting
    from desktop.workflow.copies.originals import Originals
    from desktop.workflow.copies.register import CopyRegister
    from desktop.workflow.declarations.declarations import Declarations
    from desktop.workflow.declarations.template import Templates
    from desktop.workflow.delivery import Delivery
    from desktop.workflow.dossiers import Dossiers
    from desktop.workflow.export import Exporting
    from desktop.workflow.extending import Extending
    from desktop.workflow.for_citizen import CitizenSide
    from desktop.workflow.found import Finder
    from desktop.workflow.health import Health
    from desktop.workflow.importing import Importing
    from desktop.workflow.intake import Intake
    from desktop.workflow.issuing import Issuing
    from desktop.workflow.journal.journal import Journal
    from desktop.workflow.keeping.duties import Keeping
    from desktop.workflow.keeping.extracts import Extracts
    from desktop.workflow.keeping.incident import Incidents
    from desktop.workflow.keeping.packages import Packages
    from desktop.workflow.keeping.subject import Subjects
    from desktop.workflow.limits import TimeLimits
    from desktop.workflow.officials.desk import Officials
    from desktop.workflow.officials.door import Door
    from desktop.workflow.officials.shifts import Shifts
    from desktop.workflow.online.online import Online
    from desktop.workflow.opening import Opening
    from desktop.workflow.own_settings import OwnSettings
    from desktop.workflow.owners import Owners
    from desktop.workflow.page_work import PageWork
    from desktop.workflow.pages import PageEdits
    from desktop.workflow.paper_files import PaperFiles
    from desktop.workflow.papers import Papers
    from desktop.workflow.pictures import Pictures
    from desktop.workflow.pile import Piles
    from desktop.workflow.plan import Plans
    from desktop.workflow.readiness.check import Readiness
    from desktop.workflow.readiness.finding import Finding
    from desktop.workflow.reading import PaperReader
    from desktop.workflow.redigitising import Redigitising
    from desktop.workflow.repeats import Repeats
    from desktop.workflow.results import Results
    from desktop.workflow.reuse import Reuse
    from desktop.workflow.sending import Sending
    from desktop.workflow.signing import Signing
    from desktop.workflow.slips.register import DossierRegister
    from desktop.workflow.slips.slips import Slips
    from desktop.workflow.token_modules import TokenModules, TokensInUse


class Services:
    """What a counter works with.

    Threads share it: `cached_property` (Python 3.11) holds a lock while it makes a service, so that there is
    one of each.

    Args:
        place: its folders.
        settings: of this counter.
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
        self._store = store
        self.clock = clock
        self.station = station
        self._secrets = secrets
        self._province = province

    @property
    def acting(self) -> Acting | None:
        """Who acts here; None where nobody logs in at this counter: it has one official, who may do everything."""
        return self._store.acting

    @cached_property
    def _onward(self) -> OnwardClock:
        from desktop.machine.onward import OnwardClock
        from desktop.store import officials

        with self._store.reading() as tx:
            return OnwardClock(self.clock, officials.seen(tx))

    @cached_property
    def officials(self) -> Officials:
        """Who works at this counter."""
        from desktop.workflow.officials.desk import Officials

        return Officials(self._store, self._onward, self.settings.officer)

    @cached_property
    def door(self) -> Door:
        """Their log-in."""
        from desktop.signing.authorities.counter import CounterAuthorities
        from desktop.workflow.officials.door import Door

        trusted = CounterAuthorities(self.settings, self.clock, None)
        return Door(self._store, self._onward, self.settings, self.tokens, lambda: trusted.trusted)

    @cached_property
    def shifts(self) -> Shifts:
        """Unfinished dossiers handed from one official to another."""
        from desktop.workflow.officials.shifts import Shifts

        return Shifts(self._store, self._onward, self.settings, self.board)

    @cached_property
    def workers(self) -> PageWorkers:
        """The processes that work on pages."""
        from desktop.document.papers.fields import worth_reading_twice
        from desktop.page.workers import PageWorkers

        return PageWorkers(worth=worth_reading_twice)

    @cached_property
    def catalogue(self) -> CatalogueDesk:
        """Procedures, components, results: what is in force."""
        from desktop.workflow.catalogue_desk import CatalogueDesk

        return CatalogueDesk(self._store, self.clock, self.settings.officer)

    @cached_property
    def work(self) -> PageWork:
        """Committed pages on their way through the workers."""
        from desktop.workflow.page_work import PageWork

        return PageWork(self._store, self.workers)

    @cached_property
    def pages(self) -> PageEdits:
        """What a clerk does to pages."""
        from desktop.workflow.pages import PageEdits

        return PageEdits(self._store, self.clock, self.settings, self.work, self.catalogue)

    @cached_property
    def intake(self) -> Intake:
        """Dossiers opened and closed."""
        from desktop.workflow.intake import Intake

        return Intake(self._store, self.clock, self.catalogue, self.settings, self.checklist, self.limits)

    @cached_property
    def dossiers(self) -> Dossiers:
        """Dossiers looked up and listed."""
        from desktop.workflow.dossiers import Dossiers

        return Dossiers(self._store, self.catalogue)

    @cached_property
    def checklist(self) -> Checklist:
        """What each dossier needs, and how far it is."""
        from desktop.workflow.checklist import Checklist

        return Checklist(self._store, self.catalogue, self.settings)

    @cached_property
    def papers(self) -> Papers:
        """Papers as they lie in the store."""
        from desktop.workflow.papers import Papers

        return Papers(self._store, self._repeats)

    @cached_property
    def _repeats(self) -> Repeats:
        from desktop.workflow.repeats import Repeats

        return Repeats()

    @cached_property
    def pictures(self) -> Pictures:
        """Pictures of their pages."""
        from desktop.workflow.pictures import Pictures

        return Pictures(self._store)

    @cached_property
    def reading(self) -> PaperReader:
        """What their pages say."""
        from desktop.workflow.reading import PaperReader

        return PaperReader(self._store, self.clock, self.catalogue, lambda *box: self.workers.submit_box(*box))

    @cached_property
    def board(self) -> Board:
        """The lists of dossiers, with what is to be done next."""
        from desktop.workflow.board import Board

        return Board(self._store, self.clock, self.catalogue, self.settings, self.limits)

    @cached_property
    def finder(self) -> Finder:
        """Everything that is kept of a person or a number."""
        from desktop.workflow.found import Finder

        return Finder(self._store, self.clock, self.settings, self.catalogue, self.board, self.reuse)

    @cached_property
    def citizen_side(self) -> CitizenSide:
        """What a citizen sees on her own screen."""
        from desktop.workflow.for_citizen import CitizenSide

        return CitizenSide(self._store, self.catalogue, lambda paper_id: self.declarations.pictures(paper_id))

    @cached_property
    def journal(self) -> Journal:
        """What was done to a dossier or a paper, in plain words."""
        from desktop.workflow.journal.journal import Journal

        return Journal(self._store, self.settings)

    @cached_property
    def owners(self) -> Owners:
        """Whom a dossier is opened for."""
        from desktop.workflow.owners import Owners

        return Owners(
            self._store,
            self.clock,
            lambda image, dpi: self.workers.submit(image, dpi).result(),
            self._scan_card,
            self.station.citizen_party if self.station else None,
        )

    def _scan_card(self, cancelled: threading.Event) -> ScannedSide | None:
        """Scan what lies on the glass; in training somebody lays a card there, unless the feeder is full."""
        if self.station and not self.station.scanner.left():
            party = self.owners.sample()
            self.station.lay_card(party.number if party else "")
        return self.capture.glance(cancelled)

    @cached_property
    def limits(self) -> TimeLimits:
        """When dossiers are due."""
        from desktop.workflow.limits import OWN_FILE, TimeLimits

        return TimeLimits(self.clock, self.place.data / OWN_FILE)

    @cached_property
    def opening(self) -> Opening:
        """What has to be known before a dossier is opened."""
        from desktop.workflow.opening import Opening

        return Opening(self._store, self.settings, self.catalogue, self.limits, self.reuse)

    @cached_property
    def confirming(self) -> Confirming:
        """Papers that the clerk has looked at become files."""
        from desktop.workflow.confirm import Confirming

        return Confirming(self._store, self.clock, self.settings, self.catalogue, self._whole_numbers)

    @cached_property
    def capture(self) -> Capture:
        """Scanning into a dossier."""
        from desktop.workflow.capture import Capture

        return Capture(
            self._store,
            self.clock,
            self.settings,
            self.work,
            self.scanner_config,
            feed=self._feed,
            while_scanning=lambda: self._pace.scanning(),
        )

    @cached_property
    def piles(self) -> Piles:
        """Piles that separator sheets take apart."""
        from desktop.workflow.pile import Piles

        return Piles(self._store, self.clock, self.settings, self.capture, self.work, self.pages, self.catalogue)

    @cached_property
    def books(self) -> Books:
        """Register books of old results."""
        from desktop.workflow.backlog.books import Books

        return Books(self._store, self.clock, self.settings, self.catalogue, self.piles)

    @cached_property
    def looking(self) -> Looking:
        """What is doubted of their papers."""
        from desktop.workflow.backlog.looking import Looking

        return Looking(self._store, self.clock, self.settings, self.reading)

    @cached_property
    def book_confirming(self) -> BookConfirming:
        """Their papers become results of their owners."""
        from desktop.workflow.backlog.confirming import BookConfirming

        return BookConfirming(self._store, self.clock, self.settings, self.catalogue, self.looking, self.confirming)

    @cached_property
    def sharing(self) -> Sharing:
        """Their papers at other PCs."""
        from desktop.workflow.backlog.sharing import Sharing

        return Sharing(self._store, self.clock, self.settings, self.packages.signer(), self.books)

    @cached_property
    def backlog(self) -> BacklogProgress:
        """How far the backlog is."""
        from desktop.workflow.backlog.progress import OWN_FILE, BacklogProgress

        return BacklogProgress(self._store, self.clock, lambda: self.limits.days, self.place.data / OWN_FILE)

    @cached_property
    def signing(self) -> Signing:
        """Papers signed in a batch."""
        from desktop.signing.authorities.counter import ANSWERS_FOLDER
        from desktop.workflow.signing import Signing

        answers = self.place.data / ANSWERS_FOLDER
        return Signing(self._store, self.clock, self.settings, self.tokens, answers, self._stops)

    @cached_property
    def readiness(self) -> Readiness:
        """What would make the province send a dossier back."""
        from desktop.workflow.readiness.check import Readiness

        return Readiness(
            self._store,
            self.clock,
            self.settings,
            self.catalogue,
            self.checklist,
            self.reading,
            lambda: self.signing.trusted(),
            self._most_file_bytes,
            self._repeats,
        )

    def _stops(self, tx: Connection, dossier_id: UUID) -> Sequence[Finding]:
        return self.readiness.stops(tx, dossier_id)

    def _most_file_bytes(self) -> int | None:
        return self._profile.most_file_bytes if self._profile else None

    def _whole_numbers(self) -> bool:
        return self._profile is not None and self._profile.whole_owner_number

    def _notice_states(self) -> frozenset[str]:
        return self._profile.notice_states if self._profile else frozenset()

    @cached_property
    def _profile(self) -> Profile | None:
        """The province's profile; None where it is wrong: whoever sends is told, what is done here goes on."""
        from desktop.sync.errors import BadProfile
        from desktop.sync.profile import read_profile

        try:
            return read_profile(self.settings.province_profile)
        except BadProfile:
            return None

    @cached_property
    def modules(self) -> TokenModules:
        """Which vendor's module serves the tokens."""
        from desktop.model.official import Right
        from desktop.workflow.token_modules import TokenModules

        return TokenModules(
            self.place.data / FILE_NAME,
            self._province,
            Path(self.settings.token_module),
            lambda _: self.tokens.serve_anew(),
            training=self.training,
            require=lambda: self._store.require(Right.SETTINGS),
        )

    @cached_property
    def own_settings(self) -> OwnSettings:
        """What is set at the counter itself, in the window."""
        from desktop.workflow.own_settings import OwnSettings

        return OwnSettings(self.place.data / FILE_NAME, self._province, self._use)

    def _use(self, name: str, value: str) -> None:
        changed: dict[str, Any] = {name: value}
        self.settings = replace(self.settings, **changed)

    @cached_property
    def extending(self) -> Extending:
        """Validation data and later timestamps."""
        from desktop.workflow.extending import Extending

        return Extending(self._store, self.clock, self.settings, self.signing.authorities)

    @cached_property
    def importing(self) -> Importing:
        """Files that citizens bring."""
        from desktop.workflow.importing import Importing

        return Importing(self._store, self.clock, self.settings, self.work, self.signing.authorities)

    @cached_property
    def _pace(self) -> Pace:
        from desktop.sync.line.pace import Pace, read_caps

        return Pace(read_caps(self.settings.province_bandwidth), self.clock)

    @cached_property
    def sending(self) -> Sending:
        """The outbox on its way to the province."""
        from desktop.workflow.sending import Sending

        return Sending(
            self._store,
            self.clock,
            self.gateway,
            self.settings.officer,
            self._pace,
            lambda paper: self.extending.extend(paper),
            agency_signs=self.settings.agency_signs,
            between_rounds=[lambda: self.reuse.catch_up(), lambda: self.online.glance()],
            alongside=[lambda: self.extending.extend_all()],
            stops=self._stops,
            downtimes=self.settings.province_downtime,
        )

    @cached_property
    def delivery(self) -> Delivery:
        """Results handed to the citizen."""
        from desktop.workflow.delivery import Delivery

        return Delivery(self._store, self.clock, self.settings, self._stops)

    @cached_property
    def redigitising(self) -> Redigitising:
        """What is sent back to be digitised anew."""
        from desktop.workflow.redigitising import Redigitising

        return Redigitising(self._store, self.clock, self.settings)

    @cached_property
    def slips(self) -> Slips:
        """The forms of a dossier: receipt, additions, refusal, apology, stop, control."""
        from desktop.workflow.slips.notices import Notices
        from desktop.workflow.slips.slips import Slips

        notices = Notices(self._notice_states)
        return Slips(self._store, self.clock, self.settings, self.catalogue, self.limits, self._own_forms, notices)

    @cached_property
    def declarations(self) -> Declarations:
        """Declarations that applicants sign, filled with what is known."""
        from desktop.workflow.declarations.declarations import Declarations

        templates = self.declaration_templates
        return Declarations(self._store, self.clock, self.settings, self.catalogue, self.reading, templates)

    @cached_property
    def declaration_templates(self) -> Templates:
        """What they are filled into: which components are declarations."""
        from desktop.workflow.declarations.template import OWN_TEMPLATES, Templates

        return Templates(self.place.data / OWN_TEMPLATES)

    @cached_property
    def register(self) -> DossierRegister:
        """The register of dossiers, by days of reception."""
        from desktop.workflow.slips.register import DossierRegister

        return DossierRegister(self._store, self.clock, self.settings, self.catalogue, self._own_forms)

    @cached_property
    def _own_forms(self) -> Path:
        """The forms that the office changed, in place of those that come with the program."""
        from desktop.workflow.slips.template import OWN_TEMPLATES

        return self.place.data / OWN_TEMPLATES

    @cached_property
    def files(self) -> PaperFiles:
        """Papers' files as they really are, and what their signatures are worth."""
        from desktop.workflow.paper_files import PaperFiles

        return PaperFiles(self._store, self.clock, self.signing.authorities)

    def sticks(self) -> list[Stick]:
        """The USB sticks that are plugged in."""
        from desktop.machine.sticks import sticks

        return self.station.sticks() if self.station else sticks()

    @cached_property
    def results(self) -> Results:
        """Results by their day of return."""
        from desktop.workflow.results import Results

        return Results(self._store, self.catalogue, self.settings, self.limits)

    @cached_property
    def batches(self) -> Batches:
        """What one PIN can sign, of many dossiers."""
        from desktop.workflow.batch import Batches

        return Batches(self._store, self.settings, self.checklist)

    @cached_property
    def issuing(self) -> Issuing:
        """Electronic results: those of the issuing software, and those made here."""
        from desktop.workflow.issuing import OWN_TEMPLATES, Issuing

        return Issuing(
            self._store,
            self.clock,
            self.settings,
            self.catalogue,
            self.intake,
            self.signing.authorities,
            self.place.data / OWN_TEMPLATES,
            self._whole_numbers,
            self._stops,
        )

    @cached_property
    def certifying(self) -> Certifying:
        """Originals become certified copies."""
        from desktop.workflow.copies.certifying import Certifying

        return Certifying(self._store, self.clock, self.settings, self._words_of_copies)

    @property
    def _words_of_copies(self) -> Path:
        """Where this office keeps its own words of certification."""
        from desktop.workflow.copies.template import OWN_TEMPLATES

        return self.place.data / OWN_TEMPLATES

    @cached_property
    def originals(self) -> Originals:
        """Originals that are to be certified."""
        from desktop.workflow.copies.originals import Originals

        return Originals(self._store, self.clock, self.settings, self.catalogue, self._words_of_copies)

    @cached_property
    def copies(self) -> CopyRegister:
        """The register of certified copies."""
        from desktop.workflow.copies.register import CopyRegister

        return CopyRegister(self._store, self.clock, self.settings)

    @cached_property
    def converting(self) -> Converting:
        """Signed files printed as paper."""
        from desktop.workflow.copies.converting import Converting

        words = self._words_of_copies
        return Converting(self._store, self.clock, self.settings, self.signing.authorities, words)

    @cached_property
    def exporting(self) -> Exporting:
        """Signed papers taken along as files."""
        from desktop.workflow.export import Exporting

        return Exporting(self._store, self.settings, self.clock)

    @cached_property
    def reuse(self) -> Reuse:
        """What the province has of the citizen already."""
        from desktop.workflow.reuse import Reuse

        official = self.settings.officer
        return Reuse(self._store, self.clock, self.gateway, self.catalogue, official, self.importing.judge)

    @cached_property
    def online(self) -> Online:
        """Dossiers that were filed on the portal."""
        from desktop.workflow.online.online import Online

        return Online(
            self._store,
            self.clock,
            self.settings,
            self.gateway,
            self.catalogue,
            self.intake,
            self.importing,
            self.limits,
            self._whole_numbers,
        )

    @cached_property
    def keeping(self) -> Keeping:
        """The store's duties of the day."""
        from desktop.workflow.keeping.duties import Keeping

        return Keeping(self._store, self.clock, self.settings, lambda: self.sending.clock_error_s())

    @cached_property
    def subjects(self) -> Subjects:
        """The rights of whom the data is about."""
        from desktop.workflow.keeping.subject import Subjects

        return Subjects(self._store, self.clock, self.settings)

    @cached_property
    def packages(self) -> Packages:
        """A stick instead of the line."""
        from desktop.workflow.keeping.packages import Packages

        return Packages(self._store, self.clock, self.settings, self._secrets)

    @cached_property
    def incidents(self) -> Incidents:
        """What is asked for after an incident."""
        from desktop.workflow.keeping.incident import Incidents

        return Incidents(self._store, self.clock, self.settings, self.keeping, self.packages)

    @cached_property
    def reports(self) -> Reports:
        """What was done here, counted."""
        from desktop.report.reports import Reports

        return Reports(self._store)

    @cached_property
    def plans(self) -> Plans:
        """This counter against the plans."""
        from desktop.workflow.plan import Plans

        return Plans(self._store, self.clock, self.settings, self.reports, self.backlog)

    @cached_property
    def extracts(self) -> Extracts:
        """Figures for the province, and of many counters."""
        from desktop.workflow.keeping.extracts import Extracts

        return Extracts(self._store, self.clock, self.settings, self.reports, self.packages)

    @cached_property
    def health(self) -> Health:
        """How every part is."""
        from desktop.workflow.health import Health

        return Health(
            self.capture,
            self.signing,
            self.sending,
            self.place,
            self._secrets,
            self.keeping,
            self.extending,
            self.clock,
        )

    def _is_made(self, service: str) -> bool:
        return service in self.__dict__

    @property
    def training(self) -> bool:
        """Whether this is training mode."""
        return self.station is not None

    def _feed(self, paper: Paper) -> None:
        """See that there is room; in training the citizen hands over what is asked for, unless the feeder is full."""
        self.keeping.require_room()
        if not self.station or self.station.scanner.left():
            return
        book = self.books.of_dossier(paper.dossier_id)
        if book:
            self.station.hand_over_book(book, self.books.printed(book))
        else:
            self.station.hand_over(self.dossiers.get(paper.dossier_id), paper, duplex=True)

    def scanner_config(self) -> ScannerConfig:
        """Which scanners to look for."""
        if self.station:
            return self.station.scanner_config()
        from desktop.scanner.config import configured

        return configured(self.settings)

    @cached_property
    def tokens(self) -> TokensInUse:
        """The tokens; their host processes are started when first needed."""
        from desktop.workflow.token_modules import TokensInUse

        return TokensInUse(self._serve_tokens)

    def _serve_tokens(self) -> Tokens:
        from desktop.signing.tokens.shelf import open_tokens

        return self.station.token_host() if self.station else open_tokens(self.modules.chosen)

    def gateway(self) -> ProvinceGateway:
        """The way to the province, made when first needed.

        Raises:
            NoProvince: none is set up for this counter.
        """
        return self._gateway

    @cached_property
    def _gateway(self) -> ProvinceGateway:
        if self.station:
            return self.station.gateway()
        from desktop.sync.doors import open_gateway
        from desktop.sync.line.proxies import proxies_for
        from desktop.workflow.errors import NoProvince

        address, secret = self.settings.province_address, self._secrets.get(CLIENT_SECRET)
        if not address or secret is None:
            raise NoProvince()
        return open_gateway(
            self.settings.province_profile,
            address,
            self.settings.province_client,
            secret,
            proxies=proxies_for(address, self.settings.province_proxy),
            pace=self._pace,
        )
