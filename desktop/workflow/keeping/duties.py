"""What a counter must do for its store every day, by itself: check, back up, delete what the province has.

All of it may be asked for by hand as well. Nothing here needs the clerk, and nothing is deleted without the
province's confirmation and the retention time, counted by a clock that the province agrees with.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from desktop.machine.clock import Clock, vietnam_day
from desktop.machine.disk import free_bytes
from desktop.machine.settings import Settings
from desktop.model.errors import QuaySoError, Trouble
from desktop.model.official import Right
from desktop.store import audit, copies, dossiers, papers, remembered
from desktop.store.errors import DiskFull, ReadOnlyDisk
from desktop.store.file import Store
from desktop.store.keeping import purge
from desktop.store.keeping.anchor import note_end
from desktop.store.keeping.backup import KEEP, BackupFacts, audit_anchor, back_up, daily_backups, daily_name, rotate
from desktop.store.keeping.integrity import IntegrityReport, full_check, quick_check
from desktop.store.keeping.reserve import RESERVE_BYTES, hold_reserve, use_reserve
from desktop.store.schema import forget_copies
from desktop.workflow.keeping.errors import ClockDoubtful, DiskShort, StillUnsent

log = logging.getLogger(__name__)

SCAN_ROOM_BYTES = 300 * 1024**2
"""A full feeder of colour pages, processed, signed and queued, with room for the write-ahead log."""
CLOCK_LIMIT_S = 600.0
FULL_CHECK_DAYS = 7
_FIRST_LOOK_S, _ROUND_S = 60.0, 3600.0
_LAST_BACKUP, _LAST_QUICK, _LAST_FULL = "last_backup", "last_quick_check", "last_full_check"

Proof = Callable[[], None]
"""Asks again who is there; raises a refusal where it is nobody who may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeOutcome:
    """What a purge did.

    Attributes:
        papers: how many papers' content was deleted.
        size: bytes of content.
    """

    papers: int
    size: int


class Keeping:
    """The keeper of this counter's store.

    Args:
        store: the open store.
        clock: the time.
        settings: retention days, second backup folder, login name of the official.
        clock_error: seconds between this PC's clock and the province's; None where it has not said; raises where
            there is no line.
    """

    def __init__(self, store: Store, clock: Clock, settings: Settings, clock_error: Callable[[], float | None]) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._clock_error = clock_error
        self._stop = threading.Event()
        self._working = threading.Lock()
        self._thread: threading.Thread | None = None

    # Backups

    def back_up(self, target: Path | None = None, *, replace: bool = False) -> BackupFacts:
        """Make a proven backup: the day's own (and its copy in the second folder), or one in a given place.

        Args:
            target: the given place.
            replace: whether a file that stands there may be replaced; the day's own backup always is, by its next.

        Raises:
            AlreadyThere, NoPlaceForFile, CannotWrite: it may not go there.
            DiskShort, DiskFull, ReadOnlyDisk, RecoveryKeyMissing, DamagedStore, StoreTrouble: why there is none.
        """
        place = self._store.folders
        if target is None:
            self.require_room(place.store.stat().st_size * 6 // 5)
        recovery = self._store.keys.recovery_key()
        today = self._today()
        with self._working:
            if target is not None:
                return self._backed_up(back_up(self._store, target, recovery, self._stop, replace=replace))
            own = place.backups / daily_name(today)
            facts = back_up(self._store, own, recovery, self._stop, replace=True)
            rotate(place.backups, today)
            forget_copies(place.store, self._clock.now() - timedelta(days=KEEP))
            if self._settings.backup_folder:
                second = Path(self._settings.backup_folder)
                back_up(self._store, second / daily_name(today), recovery, self._stop, replace=True)
                rotate(second, today)
            with suppress(DiskFull, ReadOnlyDisk), self._store.writing() as tx:
                remembered.put(tx, _LAST_BACKUP, today.isoformat())
            return self._backed_up(facts)

    def _backed_up(self, facts: BackupFacts) -> BackupFacts:
        # A copy that is whole and elsewhere counts also where this disk takes no note of it.
        with suppress(DiskFull, ReadOnlyDisk), self._store.writing() as tx:
            audit.append(tx, self._settings.officer, "backup made", facts.file.name, f"row {facts.audit_number}")
        note_end(self._store)
        return facts

    def backups(self) -> list[Path]:
        """The daily backups there are, newest first."""
        return daily_backups(self._store.folders.backups, self._today())

    def last_backup(self) -> date | None:
        """Day of the last daily backup; None where there never was one."""
        return self._day(_LAST_BACKUP)

    def recovery_sheet(self, *, new: bool = False) -> bytes:
        """The printable sheet with the recovery key, PDF; `new` ends the sheets printed so far.

        Raises:
            RecoveryKeyMissing: the keyring no longer has it; only a new sheet is possible.
        """
        # Here and not above: the duties are there at every start, the sheet is drawn once.
        from desktop.document.printing.recovery_sheet import recovery_sheet

        keys = self._store.keys
        # The row first: a disk that is full must not end the sheets printed so far without another one.
        with self._store.writing() as tx:
            audit.append(tx, self._settings.officer, "recovery sheet printed", "", "new key" if new else "")
        recovery = keys.new_recovery_key() if new else keys.recovery_key()
        return recovery_sheet(recovery, self._settings.unit_name, self._clock.now())

    # Checks

    def check(self, *, full: bool = False) -> IntegrityReport:
        """Look whether the store is whole; what is found goes into the log and the audit chain."""
        report = full_check(self._store, self._stop) if full else quick_check(self._store)
        today = self._today().isoformat()
        kind = "full" if full else "quick"
        if not report.whole:
            log.error("the store is damaged (%s check): %s", kind, "; ".join(report.damage[:3]))
        with suppress(Trouble), self._store.writing() as tx:
            outcome = "whole" if report.whole else f"{len(report.damage) + len(report.contents)} findings"
            audit.append(tx, self._settings.officer, f"{kind} check", "", outcome)
            remembered.put(tx, _LAST_FULL if full else _LAST_QUICK, today)
        return report

    def audit_broken(self) -> int | None:
        """First audit row that was changed, moved or removed, a cut tail included; None where the chain is whole.

        What was noted in the keyring and in the newest backup must still be there; of a backup that was made before
        the store was restored, what the restored one holds.
        """
        anchors = [self._store.keys.anchor()]
        restores = self.restores()
        with suppress(QuaySoError):
            recovery = self._store.keys.recovery_key()
            anchors += [audit_anchor(file, recovery, restores) for file in self.backups()[:1]]
        with self._store.reading() as tx:
            found = [audit.first_broken(tx, anchor) for anchor in anchors]
        return min((row for row in found if row is not None), default=None)

    def audit_rows(self) -> int:
        """How many rows the audit chain has."""
        with self._store.reading() as tx:
            return audit.count(tx)

    def restores(self) -> list[audit.Restored]:
        """Every time this store was restored from a backup, oldest first."""
        with self._store.reading() as tx:
            return audit.restores(tx)

    # Deleting

    def purge_due(self) -> PurgeOutcome:
        """Delete the content of papers that the province confirmed longer ago than the retention time (R66), and of
        certified copies that are older.

        Raises:
            ClockDoubtful: this PC's clock is wrong; nothing was deleted.
            LineDown and the line's other troubles: the clock could not be compared; nothing was deleted.
        """
        now = self._clock.now()
        latest = now + timedelta(seconds=CLOCK_LIMIT_S)
        before = now - timedelta(days=self._settings.retention_days)
        with self._store.reading() as tx:
            waiting, certified = purge.due(tx, before), copies.done_before(tx, before)
            ahead = purge.ahead(tx, latest)
        if not waiting and not certified and not ahead:
            return PurgeOutcome(papers=0, size=0)
        self._require_true_clock()
        if ahead:
            with self._store.writing() as tx:
                purge.count_anew(tx, latest)
        size = 0
        with self._room_to_delete():
            for paper_id in waiting:
                # One transaction each: the clerk's own never wait for long.
                with self._store.writing() as tx:
                    size += purge.purge(tx, paper_id, self._clock.now(), purge.PurgeReason.RETENTION)
                    audit.append(tx, self._settings.officer, "purged", str(paper_id), "retention")
                self._fold_where_short()
            for dossier_id in certified:
                # Its row in the register of copies stays.
                with self._store.writing() as tx:
                    size += purge.erase(tx, dossier_id, self._clock.now(), purge.PurgeReason.RETENTION)
                    audit.append(tx, self._settings.officer, "copy purged", str(dossier_id), "retention")
                self._fold_where_short()
        return PurgeOutcome(papers=len(waiting) + len(certified), size=size)

    def purge_dossier(self, code: str, proof: Proof) -> PurgeOutcome:
        """Delete a dossier's content before its time, by hand.

        Raises:
            NotLoggedIn, NotYourRole: only an administrator may (R65).
            NotFound: no such dossier.
            StillUnsent: the province has not confirmed all of it.
            NotReauthenticated, and what `proof` raises: nobody showed who is there.
        """
        self._store.require(Right.KEEP)
        with self._store.reading() as tx:
            dossier = dossiers.find(tx, code)
            unsent = purge.unsent(tx, [dossier.id])
            own = [one for one in papers.of_dossier(tx, dossier.id) if one.pdf_sha256]
            buried = {one.paper_id for one in purge.tombstones(tx)}
        if unsent:
            raise StillUnsent(", ".join(unsent))
        proof()
        size = 0
        with self._room_to_delete(), self._store.writing() as tx:
            gone = [one for one in own if one.id not in buried]
            for one in gone:
                size += purge.purge(tx, one.id, self._clock.now(), purge.PurgeReason.BY_HAND)
            audit.append(tx, self._settings.officer, "purged", str(dossier.id), f"by hand, {len(gone)} papers")
        return PurgeOutcome(papers=len(gone), size=size)

    @contextmanager
    def _room_to_delete(self) -> Iterator[None]:
        """On a full disk the room held back is used; held back again where there is some afterwards."""
        used = use_reserve(self._store.folders)
        try:
            yield
            self._fold_where_short()
        finally:
            if used:
                hold_reserve(self._store.folders)

    def _fold_where_short(self) -> None:
        """The write-ahead log takes room until it is folded into the store; the next deletion needs that room."""
        if free_bytes(self._store.folders.data) < RESERVE_BYTES:
            self._store.fold_log()

    def _require_true_clock(self) -> None:
        error = self._clock_error()
        if error is None or error > CLOCK_LIMIT_S:
            raise ClockDoubtful(minutes="?" if error is None else round(error / 60))

    # Room

    def require_room(self, need: int = SCAN_ROOM_BYTES) -> None:
        """Refuse to begin what a full disk would break off.

        Args:
            need: bytes.

        Raises:
            DiskShort: says how much there is and how much it takes.
        """
        free = free_bytes(self._store.folders.data)
        if free < need:
            raise DiskShort(free_mb=free // 1024**2, need_mb=-(-need // 1024**2))

    # Every day

    def start(self) -> None:
        """Begin doing the day's duties in the background, some time after the start."""
        if self._thread is None:
            self._stop.clear()
            self._thread = threading.Thread(target=self._run, name="keeping", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End them, and note where the audit chain ends."""
        self._stop.set()
        if self._thread:
            self._thread.join()
            self._thread = None
        note_end(self._store)

    def do_duties(self) -> None:
        """What is due today: check, back up, purge; a trouble in one does not keep the others."""
        today = self._today()
        duties: list[tuple[bool, Callable[[], object]]] = [
            (self._day(_LAST_QUICK) != today, self.check),
            (self._overdue(_LAST_FULL, today, FULL_CHECK_DAYS), lambda: self.check(full=True)),
            (self._day(_LAST_BACKUP) != today, self.back_up),
            (True, self.purge_due),
            (True, lambda: hold_reserve(self._store.folders)),
        ]
        for is_due, duty in duties:
            if is_due and not self._stop.is_set():
                try:
                    duty()
                except QuaySoError as trouble:
                    log.info("a duty waits: %s %s", trouble.code, trouble.cause)

    def _run(self) -> None:
        wait = _FIRST_LOOK_S
        while not self._stop.wait(wait):
            try:
                self.do_duties()
            except Exception:
                log.exception("the daily duties met a bug; they go on with the next round")
            wait = _ROUND_S

    def _overdue(self, name: str, today: date, days: int) -> bool:
        """Also where the last time lies in the future: the clock was wrong then, or is now."""
        last = self._day(name)
        return last is None or not 0 <= (today - last).days < days

    def _day(self, name: str) -> date | None:
        with self._store.reading() as tx:
            value = remembered.get(tx, name)
        return date.fromisoformat(value) if value else None

    def _today(self) -> date:
        return vietnam_day(self._clock.now())
