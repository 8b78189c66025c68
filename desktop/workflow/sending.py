"""The outbox on its way: queued with the last signature, sent in the background, shown to the clerk."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.clock import Clock
from desktop.machine.downtime import Downtime, downtime_now, next_downtime
from desktop.model.errors import QuaySoError
from desktop.model.outbox import Step, StepKind
from desktop.model.states import StepState, SyncState
from desktop.store import audit, dossiers, online, outbox, papers, queue, reuse
from desktop.store.file import Store
from desktop.store.outbox import Outbox
from desktop.sync.chain import plan_chain, record
from desktop.sync.gateway import ProvinceGateway
from desktop.sync.line.pace import Pace
from desktop.sync.sender import Sender
from desktop.workflow.allowed import WITHOUT_FILE, may_be_queued
from desktop.workflow.queued import QueueOverview, QueueRow, row_of
from desktop.workflow.readiness.finding import Stops, nothing_stops

if TYPE_CHECKING:
    from desktop.sync.line.examine import Layer

log = logging.getLogger(__name__)

IDLE_S = 5.0
LIST_LIMIT = 500


def queue_complete(
    tx: Connection, who: str, dossier_id: UUID, *, agency_signs: bool = False, stops: Stops = nothing_stops
) -> bool:
    """Queue a closed dossier whose scanned papers bear every signature they need; False where it is not that far, or
    something stops it.

    A dossier that was queued before is queued anew where it has changed since (a result was handed over, say), and
    only what the province lacks goes again. Called in the transaction that keeps the last signature, so that no crash
    can fall between the two.

    Args:
        tx: writing.
        who: login name for the audit chain.
        dossier_id: the dossier.
        agency_signs: papers here bear the agency's signature too.
        stops: what would make the province send it back for certain.
    """
    dossier = dossiers.get(tx, dossier_id)
    own = papers.of_dossier(tx, dossier_id)
    if not may_be_queued(dossier, own, agency_signs=agency_signs) or stops(tx, dossier_id):
        return False
    scanned = [paper for paper in own if paper.digitisation not in WITHOUT_FILE]
    sent = outbox.sent_files(tx, dossier_id)
    fresh = [paper for paper in scanned if sent.get(paper.id) != paper.pdf_sha256]
    sources = reuse.sources(tx, dossier_id)
    nothing_new = outbox.last_record(tx, dossier_id) == record(dossier, own, sources)
    if nothing_new or not (scanned or sources):
        return False
    outbox.add_chain(tx, dossier_id, plan_chain(dossier, own, fresh, sources, online.at_province(tx, dossier_id)))
    for paper in fresh:
        if paper.sync is not SyncState.CONFIRMED:
            papers.change(tx, paper.id, sync=SyncState.QUEUED)
    audit.append(tx, who, "dossier queued", str(dossier_id), f"{len(fresh)} papers")
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class LineState:
    """Whether the province can be reached now.

    Attributes:
        ok: it answered rightly.
        sentence: what was found.
        advice: what to do where it is not ok.
        layers: how far we came, layer by layer.
    """

    ok: bool
    sentence: str
    advice: str = ""
    layers: tuple[Layer, ...] = ()


_DURING_DOWNTIME = "Không phải làm gì: hồ sơ vẫn nhận, quét và ký như thường, giấy tờ chờ ở đây rồi tự gửi."


class Sending:
    """Sends what is queued, in a thread of its own.

    Args:
        store: the open store.
        clock: for what is due.
        gateway: gives the way to the province, made when first needed.
        who: login name for the audit chain.
        pace: how fast may be sent now.
        extend: given a paper before its first byte leaves, adds to its signatures what the line allows.
        agency_signs: papers here bear the agency's signature too, and none goes without it.
        between_rounds: done on the line whenever nothing is due: look-ups put off, files not fetched yet.
        alongside: done after every round, whether the province answers or not: proofs for what is signed.
        stops: what keeps a dossier out of the queue.
        downtimes: when the province's systems rest (R54): nothing is sent then.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        gateway: Callable[[], ProvinceGateway],
        who: str,
        pace: Pace | None = None,
        extend: Callable[[UUID], object] = lambda paper_id: None,
        *,
        agency_signs: bool = False,
        between_rounds: Sequence[Callable[[], object]] = (),
        alongside: Sequence[Callable[[], object]] = (),
        stops: Stops = nothing_stops,
        downtimes: Sequence[Downtime] = (),
    ) -> None:
        self._store = store
        self._clock = clock
        self._gateway = gateway
        self._who = who
        self._pace = pace or Pace()
        self._extend = extend
        self._agency_signs = agency_signs
        self._sender: Sender | None = None
        self._between_rounds = tuple(between_rounds)
        self._alongside = tuple(alongside)
        self._stops = stops
        self._downtimes = tuple(downtimes)
        self._line_trouble = ""
        self._listeners: list[Callable[[], None]] = []
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None

    def queue(self, dossier_id: UUID) -> bool:
        """Queue a closed and signed dossier; False where it is not that far, something stops it, or it is queued."""
        with self._store.writing() as tx:
            queued = queue_complete(tx, self._who, dossier_id, agency_signs=self._agency_signs, stops=self._stops)
        self._wake.set()
        return queued

    def resume(self) -> int:
        """Queue what waits for no signature any more since a setting has changed; gives how many dossiers.

        Where the agency ceases to sign, nobody signs again whose signature would queue what it was to sign.
        """
        if self._agency_signs:
            return 0
        with self._store.reading() as tx:
            held = papers.officials_alone(tx)
        return sum(self.queue(dossier_id) for dossier_id in held)

    def steps(self, limit: int = LIST_LIMIT) -> list[QueueRow]:
        """What the clerk should see: unfinished steps, oldest dossier first, then the newest finished ones."""
        with self._store.reading() as tx:
            found = queue.list_open(tx, limit)
            found += queue.list_in(tx, StepState.DONE, limit - len(found)) if len(found) < limit else []
        return [row_of(one) for one in found]

    def failed(self, limit: int = LIST_LIMIT) -> list[QueueRow]:
        """Steps that a person must decide about, with the province's own words."""
        with self._store.reading() as tx:
            return [row_of(one) for one in queue.list_in(tx, StepState.FAILED, limit)]

    def step(self, step_id: int) -> QueueRow:
        """One step.

        Raises:
            NotFound: there is none.
        """
        with self._store.reading() as tx:
            return row_of(queue.list_one(tx, step_id))

    def overview(self) -> QueueOverview:
        """The queue in figures."""
        with self._store.reading() as tx:
            counts = queue.counts(tx)
            oldest = queue.oldest_waiting(tx)
            waiting = papers.count_waiting(tx)
        return QueueOverview(steps=counts, papers=waiting, oldest=oldest, line=self._line_trouble)

    @property
    def held_up(self) -> str:
        """Why nothing is sent now, as a sentence; empty where nothing is in the way."""
        return self._line_trouble

    def waiting(self) -> int:
        """How many papers the province has not acknowledged yet, though they were queued."""
        with self._store.reading() as tx:
            return papers.count_waiting(tx)

    def retry(self, step_id: int) -> None:
        """Put a failed, parked or waiting step back in line at once."""
        with self._store.writing() as tx:
            outbox.retry_now(tx, step_id)
            audit.append(tx, self._who, "step retried by hand", str(step_id))
        if self._sender:
            self._sender.open_gate()
        self._wake.set()

    def park(self, step_id: int) -> None:
        """Set a step aside by hand."""
        with self._store.writing() as tx:
            outbox.park(tx, step_id)
            audit.append(tx, self._who, "step parked", str(step_id))

    @property
    def downtime(self) -> Downtime | None:
        """The planned downtime of the province that lasts now."""
        return downtime_now(self._downtimes, self._clock.now())

    @property
    def announced(self) -> str:
        """The sentence about a planned downtime that lasts or comes next; empty where none is known."""
        if now := self.downtime:
            return now.under_way
        ahead = next_downtime(self._downtimes, self._clock.now())
        return ahead.ahead if ahead else ""

    def line(self) -> LineState:
        """Go to the province layer by layer; blocks until it answers or the time is out."""
        if now := self.downtime:
            return LineState(ok=False, sentence=now.under_way, advice=_DURING_DOWNTIME)
        try:
            # Here and not above: it takes a line apart with other tools than those that send.
            from desktop.sync.line.examine import examine

            report = examine(self._gateway().line)
        except QuaySoError as trouble:
            return LineState(ok=False, sentence=trouble.message, advice=trouble.what_to_do)
        sentence = f"{report.sentence} {self.announced}".strip()
        return LineState(ok=report.ok, sentence=sentence, advice=report.advice, layers=report.layers)

    def clock_error_s(self) -> float | None:
        """How far this PC's clock is from the province's, seconds; None where the province has not said (R64).

        Raises:
            LineDown and the line's other troubles.
        """
        line = self._gateway().line
        line.check_line()
        theirs = line.server_time()
        return None if theirs is None else abs((self._clock.now() - theirs).total_seconds())

    def run_until_idle(self) -> int:
        """Send everything that is due now; gives how many steps were tried. For the command line and tests."""
        if self._rests():
            return 0
        sender = self._make_sender()
        tried = 0
        while not self._stop.is_set() and sender.run_once():
            tried += 1
            self._tell()
        self._note_line(sender)
        return tried

    def on_change(self, listener: Callable[[], None]) -> None:
        """Be told, from the sending thread, when a step has moved."""
        self._listeners.append(listener)

    def start(self) -> None:
        """Begin sending in the background."""
        if self._thread is None:
            self._stop.clear()
            self._pace.go()
            self._thread = threading.Thread(target=self._run, name="sending", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop; an upload under way goes on at the next start."""
        self._stop.set()
        self._pace.stop()
        self._wake.set()
        if self._thread:
            self._thread.join(30)
            self._thread = None

    def _make_sender(self) -> Sender:
        if self._sender is None:
            box = Outbox(self._store, self._who)
            gateway = self._gateway()
            self._sender = Sender(box, gateway.line, gateway.dossiers, self._clock, prepare=self._before_first_byte)
        return self._sender

    def _before_first_byte(self, step: Step) -> None:
        if step.kind is not StepKind.FILE or step.paper_id is None:
            return
        try:
            self._extend(step.paper_id)
        except Exception:
            # The paper is signed and whole as it is: proofs that cannot be added never hold it back.
            log.exception("paper %s could not be extended", step.paper_id)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._round()
            except QuaySoError as trouble:
                # Perhaps the disk was full and a step could not be put back: a new sender takes it up as interrupted.
                self._sender = None
                self._line_trouble = trouble.message
                log.info("sending waits: %s %s", trouble.code, trouble.cause)
            except Exception:
                self._sender = None
                log.exception("sending met a bug; it goes on with the next round")
            self._work_alongside()
            self._wake.wait(IDLE_S)
            self._wake.clear()

    def _work_alongside(self) -> None:
        for work in self._alongside:
            try:
                if not self._stop.is_set():
                    work()
            except QuaySoError as trouble:
                log.info("work beside sending waits: %s %s", trouble.code, trouble.cause)
            except Exception:
                log.exception("work beside sending met a bug; sending goes on")

    def _round(self) -> None:
        if self._rests():
            return
        sender = self._make_sender()
        while not self._stop.is_set() and sender.run_once():
            self._tell()
        self._note_line(sender)
        if sender.gate_opens_at() is None:
            for work in self._between_rounds:
                if not self._stop.is_set():
                    work()

    def _rests(self) -> bool:
        """Whether nothing is sent for now, as the province has announced; said where it is."""
        now = self.downtime
        if now:
            self._hold_up(now.under_way)
        return now is not None

    def _note_line(self, sender: Sender) -> None:
        self._hold_up(sender.closed_because.message if sender.closed_because else "")

    def _hold_up(self, trouble: str) -> None:
        before, self._line_trouble = self._line_trouble, trouble
        if before != trouble:
            self._tell()

    def _tell(self) -> None:
        for listener in list(self._listeners):
            listener()
