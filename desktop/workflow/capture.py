"""From the feeder into the store: every page is committed before anyone sees it, and worked on at once."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from typing import Any
from uuid import UUID

from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.model.dossier import Page, PageOrigin, Paper
from desktop.model.edit import Replace
from desktop.model.official import Right
from desktop.model.scanning import ScanProfile
from desktop.model.states import DigitisationState
from desktop.scanner.driver import Device, Progress, ScannedSide, ScannerConfig, ScanRequest, Source
from desktop.scanner.errors import DeviceGone, ScanCancelled
from desktop.scanner.job import ScanJob, SpareHost, find_devices, report_devices
from desktop.store import audit, papers
from desktop.store.file import Store
from desktop.workflow.errors import NoScanner
from desktop.workflow.filling import paper_to_fill
from desktop.workflow.page_work import PageWork
from desktop.workflow.pages import put_in_place
from desktop.workflow.profiles import ScanProfiles, require_fit
from desktop.workflow.sheets import SheetCount, count_sheets

DEVICE_SEARCH_S = 20.0
SMALL_TYPE_DPI = 300
"""A card's QR has a module in a quarter of a millimetre: three px at this density, two at 200."""


class Capture:
    """Scans into papers and keeps the page workers busy.

    Args:
        store: where pages go.
        clock: time of the scan.
        settings: of this counter.
        work: works on what has come.
        scanners: gives the scanner configuration at the moment of scanning.
        feed: told which paper is wanted before the scanner starts; in training the citizen hands it over.
        while_scanning: entered while the scanner works: sending leaves a thin line alone then.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        work: PageWork,
        scanners: Callable[[], ScannerConfig],
        feed: Callable[[Paper], None] = lambda paper: None,
        while_scanning: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._work = work
        self._scanners = scanners
        self._feed = feed
        self._while_scanning = while_scanning
        self._device: Device | None = None
        self._spare = SpareHost()
        self._warm = False
        self.profiles = ScanProfiles(store, settings)

    def devices(self) -> list[Device]:
        """The scanners that answer now."""
        return find_devices(self._scanners(), timeout_s=DEVICE_SEARCH_S)

    def report(self) -> list[dict[str, Any]]:
        """What each scanner offers, for the help desk: without serial numbers, addresses and names."""
        return report_devices(self._scanners(), timeout_s=DEVICE_SEARCH_S)

    def profile(self) -> ScanProfile:
        """How this counter scans where nothing else is said."""
        return ScanProfile(dpi=self._settings.scan_dpi)

    def scan(
        self,
        paper_id: UUID,
        on_page: Callable[[Page], None],
        cancelled: threading.Event,
        profile: ScanProfile | None = None,
        on_progress: Callable[[Progress], None] = lambda progress: None,
    ) -> int:
        """Scan everything in the feeder into a paper; blocks until the feeder is empty.

        Each page is committed, then given to `on_page` (in this thread) and to the workers. Trouble in the middle
        loses no page already in.

        Args:
            paper_id: where the pages go.
            on_page: told of each page.
            cancelled: set it to stop within a second.
            profile: how to scan; None for what this component was last scanned with.
            on_progress: told, in this thread, how far the page under way has come.

        Returns:
            How many pages came.

        Raises:
            PaperLocked: the paper is signed.
            DossierRefused: its dossier was not taken in.
            NotInColour: a result would lose its colours.
            DiskFull: no room for another page.
            NoScanner, and the scanner's own troubles: what went wrong, after keeping what came before.
        """
        # Before anything moves in the feeder.
        self._store.require(Right.SCAN)
        with self._store.reading() as tx:
            paper = paper_to_fill(tx, paper_id)
        profile = profile or self.profiles.for_component(paper.code)
        require_fit(profile, paper)
        request = self._request(profile)
        self._feed(paper)
        came = 0
        pile = str(uuid.uuid4())
        with self._scanning(request, on_progress) as job:
            for side in _until_cancelled(job, cancelled):
                page = self._keep(paper_id, side, request, pile)
                came += 1
                on_page(page)
                self._work.add(page.id)
        return came

    def rescan(self, page_id: UUID, cancelled: threading.Event, profile: ScanProfile | None = None) -> Page | None:
        """Scan one page anew in the place of an old one, which is set aside; None where it was cancelled.

        Raises:
            PaperLocked, DossierRefused: as `scan`.
        """
        self._store.require(Right.SCAN)
        with self._store.reading() as tx:
            old = papers.get_page(tx, page_id)
            paper = paper_to_fill(tx, old.paper_id)
        profile = profile or replace(self.profiles.for_component(paper.code), duplex=False)
        require_fit(profile, paper)
        request = replace(self._request(profile), limit=1)
        self._feed(paper)
        with self._scanning(request) as job:
            for side in _until_cancelled(job, cancelled):
                page = self._keep(old.paper_id, side, request, old.origin.job, instead_of=old)
                job.enough()
                self._work.add(page.id)
                return page
        return None

    def glance(self, cancelled: threading.Event) -> ScannedSide | None:
        """Scan one side for what it says alone: nothing of it is kept. None where it was cancelled.

        Taken is what lies on the glass, where the scanner has one.

        Raises:
            NoScanner, and the scanner's own troubles.
        """
        dpi = max(SMALL_TYPE_DPI, self._settings.scan_dpi)
        request = self._request(replace(self.profile(), source=Source.FLATBED, duplex=False, dpi=dpi))
        with self._scanning(replace(request, limit=1)) as job:
            for side in _until_cancelled(job, cancelled):
                job.enough()
                return side
        return None

    @contextmanager
    def _scanning(
        self, request: ScanRequest, on_progress: Callable[[Progress], None] = lambda progress: None
    ) -> Iterator[ScanJob]:
        """A job in the spare host; the next spare one is made ready when it is over."""
        try:
            with self._while_scanning():
                yield ScanJob(request, self._scanners(), host=self._spare.take, on_progress=on_progress)
        except DeviceGone:
            # It may come back under another name, or another one may be meant.
            self._device = None
            raise
        finally:
            if self._warm:
                self._spare.warm_up()

    def _request(self, profile: ScanProfile) -> ScanRequest:
        device = self._choose(profile)
        source = profile.source if profile.source in device.sources else device.sources[0]
        return ScanRequest(
            device_id=device.id,
            source=source,
            duplex=profile.duplex and device.duplex and source is Source.ADF,
            dpi=profile.dpi,
            colour=profile.colour,
            size=profile.size,
        )

    def _choose(self, profile: ScanProfile) -> Device:
        known = self._device
        if known and profile.device_id in {"", known.id}:
            return known
        for device in self.devices():
            if profile.device_id in {"", device.id}:
                self._device = device
                return device
        raise NoScanner(profile.device_id)

    def _keep(
        self, paper_id: UUID, side: ScannedSide, request: ScanRequest, pile: str, instead_of: Page | None = None
    ) -> Page:
        # A page scanned anew is still that side of that sheet.
        place = instead_of.origin if instead_of else None
        origin = PageOrigin(
            device=request.device_id,
            driver=request.device_id.partition(":")[0],
            source=str(request.source),
            side=place.side if place else side.side,
            sheet=place.sheet if place else side.sheet,
            dpi=side.dpi,
            scanned_at=self._clock.now(),
            job=pile,
            duplex=place.duplex if place else request.duplex,
        )
        with self._store.writing() as tx:
            page = papers.add_page(tx, uuid.uuid4(), paper_id, origin, side.image)
            if instead_of:
                papers.set_removed(tx, page.id, removed=True)
                put_in_place(tx, Replace(instead_of.id, page.id), self._clock.now(), self._settings.officer)
            papers.change(tx, paper_id, digitisation=DigitisationState.SCANNED, pdf_sha256="")
            audit.append(tx, self._settings.officer, "page scanned", str(page.id), page.raw_sha256[:16])
        return page

    def check_sheets(self, paper_id: UUID, typed: int) -> SheetCount:
        """Compare the sheets that the clerk has counted with those that came, and put it on record."""
        with self._store.reading() as tx:
            found = count_sheets(papers.pages(tx, paper_id), typed)
        with self._store.writing() as tx:
            outcome = f"{found.verdict} {found.typed}/{found.sheets}"
            audit.append(tx, self._settings.officer, "sheets counted", str(paper_id), outcome)
        return found

    def on_facts(self, listener: Callable[[UUID], None]) -> None:
        """Be told, from a worker's thread, when the work on a page has ended."""
        self._work.on_facts(listener)

    def pending(self) -> int:
        """How many pages are being worked on or wait for it."""
        return self._work.pending()

    def wait_until_quiet(self, timeout_s: float) -> bool:
        """Wait until no page is being worked on; False where the time ran out first."""
        return self._work.wait_until_quiet(timeout_s)

    def warm_up(self) -> None:
        """Keep a scanner host ready from now on, so that the next scan starts at once."""
        self._warm = True
        self._spare.warm_up()

    def close(self) -> None:
        """End the spare scanner host."""
        self._warm = False
        self._spare.close()


def _until_cancelled(job: ScanJob, cancelled: threading.Event) -> Iterator[ScannedSide]:
    """The sides of a job until its end or until somebody cancels; a thread watches for the latter."""
    over = threading.Event()

    def watch() -> None:
        while not over.is_set():
            if cancelled.wait(0.1):
                job.cancel()
                return

    watcher = threading.Thread(target=watch, name="scan cancel", daemon=True)
    watcher.start()
    try:
        yield from job
    except ScanCancelled:
        if not cancelled.is_set():
            raise
    finally:
        over.set()
        job.cancel()
        watcher.join()
