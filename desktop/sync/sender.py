"""Sends one due step after the other.

Each is begun on the disk before a byte of it leaves, and asked about first whenever its last outcome is unknown.
When the line itself is in doubt, the province is asked a plain question before anything else is tried: a line that
is down costs one question now and then, and no step is blamed for it.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta

from desktop.machine.clock import Clock, still_waits
from desktop.model.errors import QuaySoError, Refusal
from desktop.model.outbox import LONGEST_ASKED_S, Step
from desktop.store.outbox import Outbox
from desktop.sync.errors import (
    AccessRefused,
    Conflict,
    ForeignAnswer,
    LineDown,
    NotYet,
    ProvinceTrouble,
    TokenRefused,
)
from desktop.sync.gateway import Dossiers, ProvinceLine
from desktop.sync.line.pace import Stopped
from desktop.sync.steps import Steps

log = logging.getLogger(__name__)

FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 15 * 60.0
# How often a step is tried again before a person must decide. With the waits between, that is about four days where the
# province says that it is in trouble; about eight hours where it does not show what it has taken, or where the line
# answers the plain question and never carries this step; about two hours of a lock, or of answers that make no sense.
PATIENCE_ILL, PATIENCE_UNSEEN, PATIENCE_STRANGE = 800, 60, 20
BUG = "bug: Chương trình gặp lỗi khi gửi; giấy tờ còn nguyên, lỗi đã ghi vào nhật ký."
_ILL = {408, 425, 429, 500, 502, 503, 504}


class Sender:
    """Brings the outbox to the province.

    Args:
        outbox: what is to be sent.
        line: to the province; it is asked where it is in doubt.
        dossiers: their way to the province.
        clock: what is due, and when to try again.
        chance: spreads the waits.
        prepare: told of a step before it is begun for the first time; what it sends may still be changed then.
    """

    def __init__(
        self,
        outbox: Outbox,
        line: ProvinceLine,
        dossiers: Dossiers,
        clock: Clock,
        chance: random.Random | None = None,
        prepare: Callable[[Step], object] = lambda step: None,
    ) -> None:
        self._outbox = outbox
        self._line = line
        self._clock = clock
        self._chance = chance or random.Random()  # noqa: S311 - spreads load, keeps no secret
        self._prepare = prepare
        self._steps = Steps(outbox, dossiers, clock.now)
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
            outcome = self._steps.send(step)
            if outcome is not None:
                self._outbox.done(step.id, outcome)
        except Stopped:
            self._outbox.retry(step.id, self._clock.now(), "interrupted")
            raise
        except Refusal as refusal:
            self._give_up(step, refusal)
        except QuaySoError as trouble:
            self._put_off(step, trouble)
        except Exception:
            self._lay_aside(step)
            raise
        return True

    def open_gate(self) -> None:
        """A person says that the line is there again: ask at once."""
        self._closed_until = None

    def gate_opens_at(self) -> datetime | None:
        """When the line is asked again; None while it is thought to be well."""
        return self._closed_until

    def _gate_open(self) -> bool:
        if still_waits(self._clock.now(), self._closed_until, timedelta(seconds=LONGEST_ASKED_S)):
            return False
        if self._in_doubt and not self._line_is_well():
            return False
        self._in_doubt, self._closed_until, self._closed_times, self.closed_because = False, None, 0, None
        return True

    def _line_is_well(self) -> bool:
        """Ask the province a plain question; where it does not answer that either, nothing is sent for a while."""
        try:
            self._line.check_line()
        except QuaySoError as trouble:
            self._close_gate(trouble)
            return False
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

    def _lay_aside(self, step: Step) -> None:
        """After a bug of ours: try the step again later, but not for ever."""
        cost = PATIENCE_ILL // PATIENCE_STRANGE
        if step.troubles + cost >= PATIENCE_ILL:
            self._outbox.fail(step.id, BUG)
        else:
            at = self._clock.now() + timedelta(seconds=LONGEST_WAIT_S)
            self._outbox.retry(step.id, at, BUG, trouble=cost)

    def _put_off(self, step: Step, trouble: QuaySoError) -> None:
        """Try the step again later; all steps wait where the line or the whole province is in trouble."""
        if isinstance(trouble, TokenRefused):
            # Our account, not this step: trying the others would be refused as well, and may lock the account.
            self._close_gate(trouble, least_s=LONGEST_WAIT_S / 3)
        if isinstance(trouble, TokenRefused) and not isinstance(trouble, AccessRefused):
            self._outbox.retry(step.id, self._clock.now(), _words(trouble))
            return
        # Where the line answers the plain question, the trouble is this step's, and it is not tried for ever.
        blamed = not isinstance(trouble, LineDown) or self._line_is_well()
        cost = _cost(trouble) if blamed else 0
        if blamed and step.troubles + cost >= PATIENCE_ILL:
            self._give_up(step, trouble)
            return
        if isinstance(trouble, ProvinceTrouble) and trouble.retry_after_s:
            self._close_gate(trouble)
        wait = max(_asked(trouble), self._jitter(step.attempts))
        log.info("step %s %s waits %.0f s: %s %s", step.id, step.kind, wait, trouble.code, trouble.cause)
        at = self._clock.now() + timedelta(seconds=wait)
        self._outbox.retry(step.id, at, _words(trouble), trouble=cost)

    def _jitter(self, times: int) -> float:
        """Full jitter with a cap, seconds."""
        return self._chance.uniform(0, min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(times, 20)))


def _cost(trouble: QuaySoError) -> int:
    """How many of a step's `PATIENCE_ILL` tries one such trouble counts for; different kinds are counted together."""
    if isinstance(trouble, NotYet) or (isinstance(trouble, LineDown) and not isinstance(trouble, ForeignAnswer)):
        return PATIENCE_ILL // PATIENCE_UNSEEN
    ill = isinstance(trouble, ProvinceTrouble) and trouble.values["status"] in _ILL
    return 1 if ill else PATIENCE_ILL // PATIENCE_STRANGE


def _asked(trouble: QuaySoError) -> float:
    return trouble.retry_after_s if isinstance(trouble, ProvinceTrouble) else 0.0


def _words(trouble: QuaySoError) -> str:
    return f"{trouble.code}: {trouble.message}"
