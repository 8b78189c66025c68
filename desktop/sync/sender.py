"""Sends one due step after the other.

Each is begun on the disk before a byte of it leaves, and asked about first whenever its last outcome is unknown.
When the line itself is in doubt, the province is asked a plain question before anything else is tried: a line that
is down costs one question now and then, and no step is blamed for it.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from desktop.machine.clock import Clock
from desktop.model.errors import QuaySoError, Refusal
from desktop.model.outbox import Acknowledged, Outcome, Step, StepKind, canonical_sha256
from desktop.model.states import StepState
from desktop.sync.errors import (
    AlreadyThere,
    Conflict,
    HashDiffers,
    LineDown,
    PayloadChanged,
    ProvinceTrouble,
    StrangeAnswer,
    TokenRefused,
)
from desktop.sync.flags import check_record
from desktop.sync.gateway import ProvinceGateway, RemoteDossier, RemotePaper, Sent, Slice, Source
from desktop.sync.line.pace import Stopped

log = logging.getLogger(__name__)

FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 15 * 60.0
# How often a province that answers, but never well, is asked again: about four days of it being ill itself, about
# two hours of a lock that nobody opens or of answers that make no sense.
PATIENCE_ILL, PATIENCE_STRANGE = 800, 20
_ILL = {408, 425, 429, 500, 502, 503, 504}


class CheckedSource(Source, Protocol):
    """A file of ours that can be checked before it leaves."""

    def check(self) -> None:
        """See that its bytes are still those that were kept."""


class Outbox(Protocol):
    """The outbox as the sender needs it; every method is one committed transaction."""

    def due(self, now: datetime) -> Step | None:
        """The next step to send."""

    def begin(self, step_id: int) -> Step:
        """It is about to be sent."""

    def remember(self, step_id: int, memo: dict[str, Any]) -> None:
        """Where its upload stands."""

    def give_way(self, step_id: int, sent: int) -> None:
        """A slice of so many bytes is through; others may go first."""

    def done(self, step_id: int, outcome: Outcome) -> None:
        """It was answered."""

    def retry(self, step_id: int, at: datetime, error: str, *, trouble: bool = False) -> None:
        """Later."""

    def fail(self, step_id: int, error: str, *, conflict: bool = False) -> None:
        """Until a person decides."""

    def chain(self, dossier_id: UUID) -> Sequence[Step]:
        """The steps of a dossier in order."""

    def file(self, sha256: str) -> CheckedSource:
        """The signed file with this hash."""

    def code(self, dossier_id: UUID) -> str:
        """The dossier's code, official or provisional."""

    def interrupted(self) -> Sequence[Step]:
        """Steps whose outcome is unknown since the program last ended."""


class Sender:
    """Brings the outbox to the province.

    Args:
        outbox: what is to be sent.
        gateway: the way.
        clock: what is due, and when to try again.
        chance: spreads the waits.
        prepare: told of a step before it is begun for the first time; what it sends may still be made better then.
    """

    def __init__(
        self,
        outbox: Outbox,
        gateway: ProvinceGateway,
        clock: Clock,
        chance: random.Random | None = None,
        prepare: Callable[[Step], object] = lambda step: None,
    ) -> None:
        self._outbox = outbox
        self._gateway = gateway
        self._clock = clock
        self._chance = chance or random.Random()  # noqa: S311 - spreads load, keeps no secret
        self._prepare = prepare
        self._in_doubt = False
        self._closed_until: datetime | None = None
        self._closed_times = 0
        self.closed_because: QuaySoError | None = None
        for step in outbox.interrupted():
            outbox.retry(step.id, clock.now(), "interrupted")

    def run_once(self) -> bool:
        """Send the next due step; False where none is due or the line is down."""
        if not self._gate_open():
            return False
        due = self._outbox.due(self._clock.now())
        if due is None:
            return False
        if due.untouched:
            self._prepare(due)
        step = self._outbox.begin(due.id)
        try:
            self._send(step)
        except Stopped:
            self._outbox.retry(step.id, self._clock.now(), "interrupted")
            raise
        except Refusal as refusal:
            self._give_up(step, refusal)
        except QuaySoError as trouble:
            self._put_off(step, trouble)
        except Exception:
            self._outbox.retry(step.id, self._clock.now() + timedelta(seconds=LONGEST_WAIT_S), "bug", trouble=True)
            raise
        return True

    def open_gate(self) -> None:
        """A person says that the line is there again: ask at once."""
        self._closed_until = None

    def gate_opens_at(self) -> datetime | None:
        """When the line is asked again; None while it is thought to be well."""
        return self._closed_until

    def _gate_open(self) -> bool:
        if self._closed_until is not None and self._clock.now() < self._closed_until:
            return False
        if self._in_doubt:
            try:
                self._gateway.check_line()
            except QuaySoError as trouble:
                self._close_gate(trouble)
                return False
        self._in_doubt, self._closed_until, self._closed_times, self.closed_because = False, None, 0, None
        return True

    def _close_gate(self, trouble: QuaySoError, least_s: float = 0.0) -> None:
        self._in_doubt = True
        self._closed_times += 1
        self.closed_because = trouble
        wait = max(least_s, _asked(trouble), self._jitter(self._closed_times))
        self._closed_until = self._clock.now() + timedelta(seconds=wait)
        log.info("the line is asked again in %.0f s: %s %s", wait, trouble.code, trouble.cause)

    def _give_up(self, step: Step, refusal: QuaySoError) -> None:
        log.warning("step %s %s was given up: %s", step.id, step.kind, refusal.code)
        self._outbox.fail(step.id, _words(refusal), conflict=isinstance(refusal, Conflict))

    def _put_off(self, step: Step, trouble: QuaySoError) -> None:
        """Later: the step on its own account, or everything where the line or the whole province is not well."""
        if isinstance(trouble, TokenRefused):
            # Our account, not this step: trying the others would be refused as well, and may lock the account.
            self._close_gate(trouble, least_s=LONGEST_WAIT_S / 3)
            self._outbox.retry(step.id, self._clock.now(), _words(trouble))
            return
        if isinstance(trouble, LineDown):
            self._in_doubt = True
        blames_province = not isinstance(trouble, LineDown)
        if blames_province and step.troubles + 1 >= _patience(trouble):
            self._give_up(step, trouble)
            return
        if isinstance(trouble, ProvinceTrouble) and trouble.retry_after_s:
            self._close_gate(trouble)
        wait = max(_asked(trouble), self._jitter(step.attempts))
        log.info("step %s %s waits %.0f s: %s %s", step.id, step.kind, wait, trouble.code, trouble.cause)
        at = self._clock.now() + timedelta(seconds=wait)
        self._outbox.retry(step.id, at, _words(trouble), trouble=blames_province)

    def _jitter(self, times: int) -> float:
        """Full jitter with a cap, seconds."""
        return self._chance.uniform(0, min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(times, 20)))

    def _send(self, step: Step) -> None:
        if canonical_sha256(step.payload) != step.payload_sha256:
            raise PayloadChanged(cause=f"step {step.id}")
        match step.kind:
            case StepKind.OFFICIAL_CODE:
                code = self._gateway.official_code(step.payload["procedure"], step.key)
                outcome: Outcome | None = Outcome(result={"code": code}, official_code=code)
            case StepKind.FILE:
                outcome = self._file(step)
            case StepKind.RECORD:
                outcome = self._record(step)
            case StepKind.PROGRESS:
                code = self._outbox.code(step.dossier_id)
                self._gateway.progress(step.payload, code, self._clock.now(), step.key)
                outcome = Outcome()
            case StepKind.STATUS:
                outcome = self._status(step)
        if outcome is not None:
            self._outbox.done(step.id, outcome)

    def _file(self, step: Step) -> Outcome | None:
        wanted = step.payload["sha256"]
        have = self._gateway.find_file(wanted) if step.attempts > 1 and not step.result else None
        if have is None:
            file = self._outbox.file(wanted)
            file.check()
            sent = Sent(
                file=file,
                name=step.payload["name"],
                sha256=wanted,
                key=step.key,
                memo=step.result,
                remember=lambda memo: self._outbox.remember(step.id, memo),
            )
            came = self._gateway.upload(sent)
            if isinstance(came, Slice):
                self._outbox.give_way(step.id, came.sent)
                return None
            have = came
        if have.sha256 != wanted:
            raise HashDiffers(cause=f"{have.sha256[:16]} instead of {wanted[:16]}")
        return Outcome(result={"file": have.id})

    def _record(self, step: Step) -> Outcome:
        code = self._outbox.code(step.dossier_id)
        files = self._files(step)
        check_record(step.payload, files)
        changed = self._sent_before(step)
        known = self._known(code, step) if step.attempts > 1 or changed else None
        if known is None:
            try:
                return Outcome(result={"dossier": self._gateway.create(step.payload, code, files, step.key)})
            except AlreadyThere:
                known = self._known(code, step)
        if known is None:
            raise StrangeAnswer(reason="báo đã có hồ sơ nhưng tra không thấy")
        if changed or any(_found(known, paper, files) is None for paper in _with_file(step.payload)):
            return Outcome(result={"dossier": self._gateway.update(step.payload, code, files, step.key)})
        return Outcome(result={"dossier": known.id})

    def _sent_before(self, step: Step) -> bool:
        """Whether an earlier chain brought this dossier's record already, and this one changes it."""
        return any(
            earlier.kind is StepKind.RECORD and earlier.state is StepState.DONE and earlier.position < step.position
            for earlier in self._outbox.chain(step.dossier_id)
        )

    def _known(self, code: str, record: Step) -> RemoteDossier | None:
        """The province's dossier with this code, if it is ours.

        Raises:
            StrangeAnswer: it answers with another dossier.
            Conflict: the dossier there is another person's.
        """
        known = self._gateway.find_dossier(code)
        if known is None:
            return None
        if known.code != code:
            raise StrangeAnswer(reason="trả lời về một hồ sơ khác")
        if known.owner and known.owner != record.payload["owner"]["number"]:
            raise Conflict(code, reason="chủ hồ sơ là người khác")
        return known

    def _files(self, step: Step) -> dict[str, str]:
        """Paper id to file id, from the chain's earlier steps."""
        return {
            str(earlier.paper_id): earlier.result["file"]
            for earlier in self._outbox.chain(step.dossier_id)
            if earlier.kind is StepKind.FILE and earlier.state is StepState.DONE
        }

    def _status(self, step: Step) -> Outcome:
        """Send the state, then see with our own eyes what the province has, and acknowledge that and no more."""
        code = self._outbox.code(step.dossier_id)
        self._gateway.status(step.payload, code, step.key)
        record = next(
            earlier
            for earlier in reversed(self._outbox.chain(step.dossier_id))
            if earlier.kind is StepKind.RECORD and earlier.position < step.position
        )
        known = self._known(code, record)
        if known is None:
            raise StrangeAnswer(reason="tra không thấy hồ sơ vừa gửi")
        files = self._files(step)
        seen = []
        for paper in _with_file(record.payload):
            there = _found(known, paper, files)
            if there is None:
                raise HashDiffers(cause=f"{paper['code']} is not there with our hash")
            seen.append(Acknowledged(paper_id=UUID(paper["paper_id"]), province_id=there.id, sha256=paper["sha256"]))
        return Outcome(result={"dossier": known.id}, papers=tuple(seen))


def _with_file(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [paper for paper in record["papers"] if paper["sha256"]]


def _found(known: RemoteDossier, paper: Mapping[str, Any], files: Mapping[str, str]) -> RemotePaper | None:
    """Our paper among the province's: by hash, or by the file whose hash was proven when it was sent."""
    for there in known.papers:
        same = there.sha256 == paper["sha256"] if there.sha256 else there.file == files.get(paper["paper_id"])
        if there.code == paper["code"] and same:
            return there
    return None


def _patience(trouble: QuaySoError) -> int:
    ill = isinstance(trouble, ProvinceTrouble) and trouble.values.get("status") in _ILL
    return PATIENCE_ILL if ill else PATIENCE_STRANGE


def _asked(trouble: QuaySoError) -> float:
    return trouble.retry_after_s if isinstance(trouble, ProvinceTrouble) else 0.0


def _words(trouble: QuaySoError) -> str:
    return f"{trouble.code}: {trouble.message}"
