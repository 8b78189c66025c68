"""Log-ins in any order under a clock that jumps back, across starts: no wait is shortened, no life lengthened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.machine.onward import OnwardClock
from desktop.model.attempts import FREE, Attempts

START = datetime(2026, 3, 12, tzinfo=UTC)


class TwoClocks:
    """The PC's clock, which anybody may set back, and how long it has truly been."""

    def __init__(self) -> None:
        self.shown, self.true_s = START, 0.0

    def now(self) -> datetime:
        return self.shown

    def ticks(self) -> float:
        return self.true_s


class LogIns(RuleBasedStateMachine):
    """What the door does with failures and time, without its hashes."""

    def __init__(self) -> None:
        super().__init__()
        self.pc = TwoClocks()
        self.onward = OnwardClock(self.pc, None, self.pc.ticks)
        self.attempts = Attempts()
        self.kept = self.onward.now()
        self.failed_at: list[float] = []
        self.proven_at, self.proven_true = self.kept, 0.0
        self.told = self.kept
        self.off_s = 0.0

    def _now(self) -> datetime:
        self.told = max(self.told, self.kept)
        now = self.onward.now()
        assert now >= self.told
        self.told = now
        return now

    @rule(seconds=st.floats(0, 7200))
    def time_goes(self, seconds: float) -> None:
        self.pc.true_s += seconds
        self.pc.shown += timedelta(seconds=seconds)

    @rule(seconds=st.floats(0, 90_000_000))
    def the_clock_is_set_back(self, seconds: float) -> None:
        self.pc.shown -= timedelta(seconds=seconds)

    @rule(seconds=st.floats(0, 7200))
    def the_program_is_started_anew(self, seconds: float) -> None:
        """What was seen last is kept; how long it was closed is known to the PC's clock alone."""
        self.kept = self._now()
        self.pc.true_s += seconds
        self.pc.shown += timedelta(seconds=seconds)
        self.off_s += seconds
        self.onward = OnwardClock(self.pc, self.kept, self.pc.ticks)

    @rule()
    def a_guess(self) -> None:
        now = self._now()
        if self.attempts.left(now):
            return
        if len(self.failed_at) >= FREE:
            # Truly so long ago, whatever the clock has shown.
            wait = Attempts(len(self.failed_at), START).left(START).total_seconds()
            assert self.pc.true_s - self.failed_at[-1] >= wait - 0.001
        self.attempts = self.attempts.failed(now)
        self.failed_at.append(self.pc.true_s)

    @precondition(lambda self: not self.attempts.left(self._now()))
    @rule()
    def the_right_password(self) -> None:
        self.attempts, self.failed_at = Attempts(), []

    @invariant()
    def a_life_is_never_longer_than_the_time_that_has_run(self) -> None:
        """Only what ran while the program was closed and the clock stood back is not counted."""
        lived = (self._now() - self.proven_at).total_seconds()
        assert self.pc.true_s - self.off_s - 0.001 <= lived <= self.pc.true_s + 0.001


TestLogIns = LogIns.TestCase
TestLogIns.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
