"""From the feeder into the store: every page is committed before anyone sees it, and worked on at once."""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from uuid import UUID

from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.model.dossier import Page, PageOrigin, Paper
from desktop.model.errors import QuaySoError
from desktop.model.states import DigitisationState, SigningState
from desktop.page.work import PageResult
from desktop.page.workers import PageWorkers
from desktop.scanner.driver import Device, ScannedSide, ScannerConfig, ScanRequest, Source
from desktop.scanner.errors import ScanCancelled
from desktop.scanner.job import ScanJob, find_devices
from desktop.store import audit, contents, papers
from desktop.store.file import Store
from desktop.workflow.errors import NoScanner, PaperLocked

log = logging.getLogger(__name__)

DEVICE_SEARCH_S = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanProfile:
    """How to scan.

    Attributes:
        device_id: scanner; empty for the first one found.
        source: feeder or flatbed.
        duplex: both sides.
        dpi: dots per inch.
    """

    device_id: str = ""
    source: Source = Source.ADF
    duplex: bool = True
    dpi: int = 200


class Capture:
    """Scans into papers and keeps the page workers busy.

    Args:
        store: where pages go.
        clock: time of the scan.
        counter: this counter's settings.
        workers: the page workers.
        scanners: gives the scanner configuration at the moment of scanning.
        feed: told which paper is wanted before the scanner starts; in training the citizen hands it over.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        counter: Settings,
        workers: PageWorkers,
        scanners: Callable[[], ScannerConfig],
        feed: Callable[[Paper], None] = lambda paper: None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._counter = counter
        self._workers = workers
        self._scanners = scanners
        self._feed = feed
        self._device: Device | None = None
        self._listeners: list[Callable[[UUID], None]] = []
        self._pending: set[UUID] = set()
        self._quiet = threading.Condition()

    def devices(self) -> list[Device]:
        """The scanners that answer now."""
        return find_devices(self._scanners(), timeout_s=DEVICE_SEARCH_S)

    def profile(self) -> ScanProfile:
        """The default profile of this counter."""
        return ScanProfile(dpi=self._counter.scan_dpi)

    def scan(
        self,
        paper_id: UUID,
        on_page: Callable[[Page], None],
        cancelled: threading.Event,
        profile: ScanProfile | None = None,
    ) -> int:
        """Scan everything in the feeder into a paper; blocks until the feeder is empty.

        Each page is committed, then given to `on_page` (in this thread) and to the workers. Trouble in the middle
        loses no page already in.

        Returns:
            How many pages came.

        Raises:
            PaperLocked: the paper is signed.
            NoScanner, and the scanner's own troubles: what went wrong, after keeping what came before.
        """
        with self._store.reading() as tx:
            paper = papers.get(tx, paper_id)
        self._require_unlocked(paper)
        request = self._request(profile or self.profile())
        self._feed(paper)
        job = ScanJob(request, self._scanners())
        came = 0
        for side in _until_cancelled(job, cancelled):
            page = self._keep(paper_id, side, request)
            came += 1
            on_page(page)
            self._work_on(page, side.image)
        return came

    def rescan(self, page_id: UUID, cancelled: threading.Event, profile: ScanProfile | None = None) -> Page | None:
        """Scan one page anew in the place of an old one, which is set aside; None where it was cancelled.

        Raises:
            PaperLocked: the paper is signed.
        """
        with self._store.reading() as tx:
            old = papers.get_page(tx, page_id)
            paper = papers.get(tx, old.paper_id)
        self._require_unlocked(paper)
        request = self._request(profile or ScanProfile(dpi=self._counter.scan_dpi, duplex=False))
        self._feed(paper)
        job = ScanJob(request, self._scanners())
        for side in _until_cancelled(job, cancelled):
            page = self._keep(old.paper_id, side, request, instead_of=old)
            job.cancel()
            self._work_on(page, side.image)
            return page
        return None

    def _request(self, profile: ScanProfile) -> ScanRequest:
        device = self._choose(profile)
        source = profile.source if profile.source in device.sources else device.sources[0]
        return ScanRequest(
            device_id=device.id,
            source=source,
            duplex=profile.duplex and device.duplex and source is Source.ADF,
            dpi=profile.dpi,
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

    @staticmethod
    def _require_unlocked(paper: Paper) -> None:
        if paper.signing is not SigningState.UNSIGNED:
            raise PaperLocked(paper.name)

    def _keep(self, paper_id: UUID, side: ScannedSide, request: ScanRequest, instead_of: Page | None = None) -> Page:
        origin = PageOrigin(
            device=request.device_id,
            driver=request.device_id.partition(":")[0],
            source=str(request.source),
            side=side.side,
            sheet=side.sheet,
            dpi=side.dpi,
            scanned_at=self._clock.now(),
        )
        with self._store.writing() as tx:
            page = papers.add_page(tx, uuid.uuid4(), paper_id, origin, side.image)
            if instead_of:
                papers.place_page(tx, page.id, paper_id, instead_of.position)
                papers.place_page(tx, instead_of.id, paper_id, page.position)
                papers.set_removed(tx, instead_of.id, removed=True)
            papers.change(tx, paper_id, digitisation=DigitisationState.SCANNED, pdf_sha256="")
            audit.append(tx, self._counter.officer, "page scanned", str(page.id), page.raw_sha256[:16])
        return page

    def _work_on(self, page: Page, image: bytes) -> None:
        with self._quiet:
            self._pending.add(page.id)
        future = self._workers.submit(image, page.origin.dpi)
        future.add_done_callback(lambda done: self._worked(page.id, done))

    def _worked(self, page_id: UUID, done: Future[PageResult]) -> None:
        try:
            if done.cancelled():
                return
            result = done.result()
            with self._store.writing() as tx:
                papers.set_facts(tx, page_id, result.facts, result.clean_jpeg, result.thumbnail_jpeg)
        except QuaySoError as trouble:
            # The page stays unread and is taken up again at the next start.
            log.warning("page %s was not worked on: %s %s", page_id, trouble.code, trouble.cause)
        except Exception:
            log.exception("page %s was not worked on", page_id)
        finally:
            with self._quiet:
                self._pending.discard(page_id)
                self._quiet.notify_all()
            for listener in list(self._listeners):
                listener(page_id)

    def on_facts(self, listener: Callable[[UUID], None]) -> None:
        """Be told, from a worker's thread, when the work on a page has ended."""
        self._listeners.append(listener)

    def pending(self) -> int:
        """How many pages are being worked on or wait for it."""
        with self._quiet:
            return len(self._pending)

    def wait_until_quiet(self, timeout_s: float) -> bool:
        """Wait until no page is being worked on; False where the time ran out first."""
        with self._quiet:
            return self._quiet.wait_for(lambda: not self._pending, timeout_s)

    def resume(self) -> int:
        """Take up the pages that a crash left unread; gives how many."""
        with self._store.reading() as tx:
            left = [(page, contents.fetch(tx, page.raw_sha256)) for page in papers.unread_pages(tx)]
        for page, image in left:
            self._work_on(page, image)
        return len(left)


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
