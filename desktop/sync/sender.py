"""Sends one due step after the other.

Each is begun on the disk before a byte of it leaves, and asked about first whenever its last outcome is unknown.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from desktop.machine.clock import Clock
from desktop.model.errors import QuaySoError, Refusal
from desktop.model.outbox import Step, StepKind
from desktop.model.states import StepState
from desktop.sync.errors import AlreadyThere, HashDiffers, ProvinceTrouble, StrangeAnswer
from desktop.sync.gateway import ProvinceGateway, RemoteDossier

log = logging.getLogger(__name__)

FIRST_WAIT_S = 2.0
LONGEST_WAIT_S = 15 * 60.0


class Outbox(Protocol):
    """The outbox as the sender needs it; every method is one committed transaction."""

    def due(self, now: datetime) -> Step | None:
        """The next step to send."""

    def begin(self, step_id: int) -> Step:
        """It is about to be sent."""

    def done(self, step_id: int, result: dict[str, Any]) -> None:
        """It was answered."""

    def retry(self, step_id: int, at: datetime, error: str) -> None:
        """Later."""

    def fail(self, step_id: int, error: str) -> None:
        """Until a person decides."""

    def chain(self, dossier_id: UUID) -> Sequence[Step]:
        """The steps of a dossier in order."""

    def file(self, paper_id: UUID) -> bytes:
        """The signed file of a paper."""

    def code(self, dossier_id: UUID) -> str:
        """The dossier's code, official or provisional."""

    def interrupted(self) -> Sequence[Step]:
        """Steps whose outcome is unknown since the program last ended."""

    def acknowledge(self, paper_id: UUID, province_id: str, sha256: str) -> None:
        """The province has this paper, with this identifier and this hash."""

    def adopt_code(self, dossier_id: UUID, official: str) -> None:
        """The province has numbered the dossier."""


class Sender:
    """Brings the outbox to the province.

    Args:
        outbox: what is to be sent.
        gateway: the way.
        clock: what is due, and when to try again.
        chance: spreads the waits.
    """

    def __init__(
        self, outbox: Outbox, gateway: ProvinceGateway, clock: Clock, chance: random.Random | None = None
    ) -> None:
        self._outbox = outbox
        self._gateway = gateway
        self._clock = clock
        self._chance = chance or random.Random()  # noqa: S311 - spreads load, keeps no secret
        for step in outbox.interrupted():
            outbox.retry(step.id, clock.now(), "interrupted")

    def run_once(self) -> bool:
        """Send the next due step; False where none is due."""
        due = self._outbox.due(self._clock.now())
        if due is None:
            return False
        step = self._outbox.begin(due.id)
        try:
            self._outbox.done(step.id, self._send(step))
        except Refusal as refusal:
            log.warning("step %s %s was given up: %s", step.id, step.kind, refusal.code)
            self._outbox.fail(step.id, f"{refusal.code}: {refusal.message}")
        except QuaySoError as trouble:
            wait = self._wait(step, trouble)
            log.info("step %s %s waits %.0f s: %s %s", step.id, step.kind, wait, trouble.code, trouble.cause)
            at = self._clock.now() + timedelta(seconds=wait)
            self._outbox.retry(step.id, at, f"{trouble.code}: {trouble.message}")
        except BaseException:
            self._outbox.retry(step.id, self._clock.now() + timedelta(seconds=LONGEST_WAIT_S), "bug")
            raise
        return True

    def run_until_idle(self, stop: threading.Event) -> int:
        """Send until nothing is due now; gives how many steps were tried."""
        tried = 0
        while not stop.is_set() and self.run_once():
            tried += 1
        return tried

    def _wait(self, step: Step, trouble: QuaySoError) -> float:
        """Full jitter with a cap, but never sooner than the province asks."""
        longest = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(step.attempts, 20))
        asked = trouble.retry_after_s if isinstance(trouble, ProvinceTrouble) else 0.0
        return max(asked, self._chance.uniform(0, longest))

    def _send(self, step: Step) -> dict[str, Any]:
        match step.kind:
            case StepKind.OFFICIAL_CODE:
                return self._number(step)
            case StepKind.FILE:
                return self._file(step)
            case StepKind.RECORD:
                return self._record(step)
            case StepKind.PROGRESS:
                code = self._outbox.code(step.dossier_id)
                self._gateway.progress(step.payload, code, self._clock.now(), step.key)
                return {}
            case StepKind.STATUS:
                return self._status(step)

    def _number(self, step: Step) -> dict[str, Any]:
        code = self._gateway.official_code(step.payload["procedure"], step.key)
        self._outbox.adopt_code(step.dossier_id, code)
        return {"code": code}

    def _file(self, step: Step) -> dict[str, Any]:
        assert step.paper_id
        wanted = step.payload["sha256"]
        have = self._gateway.find_file(wanted) if step.attempts > 1 else None
        if have is None:
            data = self._outbox.file(step.paper_id)
            have = self._gateway.upload(data, step.payload["name"], wanted, step.key)
        if have.sha256 != wanted:
            raise HashDiffers(cause=f"{have.sha256[:16]} instead of {wanted[:16]}")
        return {"file": have.id}

    def _record(self, step: Step) -> dict[str, Any]:
        code = self._outbox.code(step.dossier_id)
        files = self._files(step)
        known = self._gateway.find_dossier(code) if step.attempts > 1 else None
        if known is None:
            try:
                return {"dossier": self._gateway.create(step.payload, code, files, step.key)}
            except AlreadyThere:
                known = self._gateway.find_dossier(code)
        if known is None:
            raise StrangeAnswer(reason="báo đã có hồ sơ nhưng tra không thấy")
        if _lacking(known, step):
            return {"dossier": self._gateway.update(step.payload, code, files, step.key)}
        return {"dossier": known.id}

    def _files(self, step: Step) -> dict[str, str]:
        """Paper id to file id, from the chain's earlier steps."""
        return {
            str(earlier.paper_id): earlier.result["file"]
            for earlier in self._outbox.chain(step.dossier_id)
            if earlier.kind is StepKind.FILE and earlier.state is StepState.DONE
        }

    def _status(self, step: Step) -> dict[str, Any]:
        """Send the state, then see with our own eyes what the province has, and acknowledge that and no more."""
        code = self._outbox.code(step.dossier_id)
        self._gateway.status(step.payload, code, step.key)
        known = self._gateway.find_dossier(code)
        if known is None:
            raise StrangeAnswer(reason="tra không thấy hồ sơ vừa gửi")
        at_province = {(paper.code, paper.sha256): paper.id for paper in known.papers}
        record = next(
            earlier
            for earlier in reversed(self._outbox.chain(step.dossier_id))
            if earlier.kind is StepKind.RECORD and earlier.position < step.position
        )
        for paper in record.payload["papers"]:
            if not paper["sha256"]:
                continue
            province_id = at_province.get((paper["code"], paper["sha256"]))
            if province_id is None:
                raise HashDiffers(cause=f"{paper['code']} is not there with our hash")
            self._outbox.acknowledge(UUID(paper["paper_id"]), province_id, paper["sha256"])
        return {"dossier": known.id}


def _lacking(known: RemoteDossier, step: Step) -> bool:
    """Whether the province's dossier lacks a paper of this record."""
    there = {(paper.code, paper.sha256) for paper in known.papers}
    return any(paper["sha256"] and (paper["code"], paper["sha256"]) not in there for paper in step.payload["papers"])
