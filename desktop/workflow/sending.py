"""The outbox on its way: queued with the last signature, sent in the background, shown to the clerk."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.clock import Clock
from desktop.model.dossier import Dossier, Paper
from desktop.model.errors import QuaySoError
from desktop.model.outbox import Step, StepKind
from desktop.model.states import DigitisationState, DossierState, SigningState, StepState, SyncState
from desktop.store import audit, dossiers, outbox, papers
from desktop.store.file import Store
from desktop.store.outbox import StoreOutbox
from desktop.sync.chain import plan_chain
from desktop.sync.gateway import ProvinceGateway
from desktop.sync.sender import Sender

log = logging.getLogger(__name__)

IDLE_S = 5.0


def queue_complete(tx: Connection, who: str, dossier_id: UUID) -> bool:
    """Queue a closed dossier whose scanned papers are all signed; False where it is not that far.

    Called in the transaction that keeps the last signature, so that no crash can fall between the two.
    """
    dossier = dossiers.get(tx, dossier_id)
    own = papers.of_dossier(tx, dossier_id)
    scanned = [paper for paper in own if paper.digitisation not in _WITHOUT_FILE]
    if dossier.state is not DossierState.CLOSED or any(paper.signing is SigningState.UNSIGNED for paper in scanned):
        return False
    fresh = [paper for paper in scanned if paper.sync is SyncState.LOCAL]
    if not fresh:
        return False
    outbox.add_chain(tx, dossier_id, plan_chain(dossier, own, fresh))
    for paper in fresh:
        papers.change(tx, paper.id, sync=SyncState.QUEUED)
    audit.append(tx, who, "dossier queued", str(dossier_id), f"{len(fresh)} papers")
    return True


_WITHOUT_FILE = {DigitisationState.EMPTY, DigitisationState.REUSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One step of the outbox, as the clerk sees it.

    Attributes:
        step: the step.
        dossier_code: whose it is.
        name: what it does, in words.
        queued_since: when the dossier was received.
    """

    step: Step
    dossier_code: str
    name: str
    queued_since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LineState:
    """Whether the province can be reached now.

    Attributes:
        ok: it answered rightly.
        sentence: what was found.
        advice: what to do where it is not ok.
    """

    ok: bool
    sentence: str
    advice: str = ""


STEP_NAMES = {
    StepKind.OFFICIAL_CODE: "Xin mã hồ sơ",
    StepKind.FILE: "Gửi tệp",
    StepKind.RECORD: "Gửi hồ sơ",
    StepKind.PROGRESS: "Cập nhật tiến trình",
    StepKind.STATUS: "Cập nhật trạng thái",
}


class Sending:
    """Sends what is queued, in a thread of its own.

    Args:
        store: the open store.
        clock: for what is due.
        gateway: gives the way to the province, made when first needed.
        who: login name for the audit chain.
    """

    def __init__(self, store: Store, clock: Clock, gateway: Callable[[], ProvinceGateway], who: str) -> None:
        self._store = store
        self._clock = clock
        self._gateway = gateway
        self._who = who
        self._listeners: list[Callable[[], None]] = []
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None

    def queue(self, dossier_id: UUID) -> bool:
        """Queue a closed and signed dossier; False where it is not that far, or already queued."""
        with self._store.writing() as tx:
            queued = queue_complete(tx, self._who, dossier_id)
        self._wake.set()
        return queued

    def steps(self) -> list[QueueRow]:
        """All steps, oldest dossier first."""
        with self._store.reading() as tx:
            found = outbox.steps(tx)
            owners: dict[UUID, Dossier] = {s.dossier_id: dossiers.get(tx, s.dossier_id) for s in found}
            names: dict[UUID, Paper] = {s.paper_id: papers.get(tx, s.paper_id) for s in found if s.paper_id}
        rows = [
            QueueRow(
                step=step,
                dossier_code=owners[step.dossier_id].code,
                name=STEP_NAMES[step.kind] + (f": {names[step.paper_id].name}" if step.paper_id else ""),
                queued_since=owners[step.dossier_id].received_at,
            )
            for step in found
        ]
        return sorted(rows, key=lambda row: (row.queued_since, row.step.position))

    def waiting(self) -> int:
        """How many papers the province has not acknowledged yet, though they were queued."""
        with self._store.reading() as tx:
            return papers.count_waiting(tx)

    def retry(self, step_id: int) -> None:
        """Put a failed, parked or waiting step back in line at once."""
        with self._store.writing() as tx:
            outbox.retry_now(tx, step_id)
            audit.append(tx, self._who, "step retried by hand", str(step_id))
        self._wake.set()

    def park(self, step_id: int) -> None:
        """Set a step aside by hand."""
        with self._store.writing() as tx:
            outbox.park(tx, step_id)
            audit.append(tx, self._who, "step parked", str(step_id))

    def line(self) -> LineState:
        """Ask the province; blocks until it answers or the time is out."""
        try:
            self._gateway().check_line()
        except QuaySoError as trouble:
            return LineState(ok=False, sentence=trouble.message, advice=trouble.what_to_do)
        return LineState(ok=True, sentence="Đường truyền tới hệ thống của tỉnh hoạt động tốt.")

    def clock_error_s(self) -> float | None:
        """How far this PC's clock is from the province's, seconds; None where the province has not said (R64).

        Raises:
            LineDown and the line's other troubles.
        """
        gateway = self._gateway()
        gateway.check_line()
        theirs = gateway.server_time()
        return None if theirs is None else abs((self._clock.now() - theirs).total_seconds())

    def run_until_idle(self) -> int:
        """Send everything that is due now; gives how many steps were tried. For the command line and tests."""
        sender = Sender(StoreOutbox(self._store, self._who), self._gateway(), self._clock)
        tried = 0
        while not self._stop.is_set() and sender.run_once():
            tried += 1
            self._tell()
        return tried

    def on_change(self, listener: Callable[[], None]) -> None:
        """Be told, from the sending thread, when a step has moved."""
        self._listeners.append(listener)

    def start(self) -> None:
        """Begin sending in the background."""
        if self._thread is None:
            self._stop.clear()
            self._thread = threading.Thread(target=self._run, name="sending", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop after the step under way."""
        self._stop.set()
        self._wake.set()
        if self._thread:
            self._thread.join(30)
            self._thread = None

    def _run(self) -> None:
        sender: Sender | None = None
        while not self._stop.is_set():
            try:
                sender = sender or Sender(StoreOutbox(self._store, self._who), self._gateway(), self._clock)
                while not self._stop.is_set() and sender.run_once():
                    self._tell()
            except QuaySoError as trouble:
                log.info("sending waits: %s %s", trouble.code, trouble.cause)
            except Exception:
                log.exception("sending met a bug; it goes on with the next round")
            self._wake.wait(IDLE_S)
            self._wake.clear()

    def _tell(self) -> None:
        for listener in list(self._listeners):
            listener()


def states_of(step: Step) -> str:
    """A step's state in words."""
    return {
        StepState.WAITING: "chờ gửi",
        StepState.SENDING: "đang gửi",
        StepState.DONE: "xong",
        StepState.FAILED: "lỗi, cần xem lại",
        StepState.PARKED: "tạm dừng",
    }[step.state]
