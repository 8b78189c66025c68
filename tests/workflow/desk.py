"""A counter with a store and a scanner, and nobody who works on the pages: what capture alone does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from desktop.machine.clock import SteppingClock
from desktop.machine.folders import folders
from desktop.machine.settings import Settings
from desktop.model.dossier import Page, Paper, PaperKind
from desktop.model.page import Edits
from desktop.page.result import CardSide, PageResult
from desktop.scanner.driver import ScannerConfig
from desktop.store import contents, dossiers, papers
from desktop.store.file import Store
from desktop.workflow.capture import Capture
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.page_work import PageWork, Workers
from desktop.workflow.pages import PageEdits
from tests.samples import MORNING, MemorySecrets, sample_dossier


class IdleWorkers:
    """Takes every page and never works on it."""

    def submit(self, image: bytes, dpi: int, *, edits: Edits) -> Future[PageResult]:
        nothing: Future[PageResult] = Future()
        nothing.cancel()
        nothing.set_running_or_notify_cancel()
        return nothing

    def submit_card(self, front: CardSide, back: CardSide, *, edits: Edits) -> Future[PageResult]:
        return self.submit(front.image, front.dpi, edits=edits)


@dataclass
class Desk:
    """The counter: a component and a result to scan into."""

    store: Store
    capture: Capture
    work: PageWork
    component: Paper
    result: Paper

    def pages(self, paper_id: UUID) -> list[Page]:
        with self.store.reading() as tx:
            return papers.pages(tx, paper_id)

    def edits(self) -> PageEdits:
        clock = SteppingClock(MORNING)
        return PageEdits(self.store, clock, Settings(), self.work, CatalogueDesk(self.store, clock, "canbo"))

    def image(self, page: Page) -> bytes:
        with self.store.reading() as tx:
            return contents.fetch(tx, page.raw_sha256)


@contextmanager
def desk(
    folder: Path,
    scanners: Callable[[], ScannerConfig],
    settings: Settings | None = None,
    secrets: MemorySecrets | None = None,
    workers: Workers | None = None,
) -> Iterator[Desk]:
    """Open a counter on a folder."""
    store = Store(folders(folder, training=False), secrets if secrets is not None else MemorySecrets(), training=False)
    dossier = sample_dossier()
    both = [
        Paper(id=uuid4(), dossier_id=dossier.id, kind=kind, code=code, name=name, position=at)
        for at, (kind, code, name) in enumerate(
            [(PaperKind.COMPONENT, "GT1", "Tờ khai"), (PaperKind.RESULT, "KQ1", "Giấy khai sinh")]
        )
    ]
    with store.writing() as tx:
        dossiers.add(tx, dossier)
        for paper in both:
            papers.add(tx, paper)
    work = PageWork(store, workers or IdleWorkers())
    capture = Capture(store, SteppingClock(MORNING), settings or Settings(), work, scanners)
    try:
        yield Desk(store, capture, work, *both)
    finally:
        capture.close()
        store.close()
