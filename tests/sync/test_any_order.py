"""Random faults, crashes and clerks: whatever happens, in whatever order, each paper arrives exactly once."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from desktop.model.dossier import Dossier
from desktop.model.outbox import canonical_sha256
from desktop.model.states import StepState
from desktop.store import outbox, papers
from desktop.store.tables import step as step_table
from desktop.sync.families import family_names
from desktop.training.province.strange.nonsense import NONSENSE
from tests.faults.test_strange_provinces import SAME
from tests.sync.conftest import Counter, SecureProvince, exactly_once, open_store

# A lying hash, another dossier's id or code are not here: they must never end well, and have tests of their own.
# Nor is what takes seconds to be given up on.
TROUBLES = [
    *SAME, "unseen", "halves", "nulls", "wrong-types", "no-hash", *NONSENSE, "no-tus", "html=403", "html=404",
    "html=405", "html=413", "html=502", "inner=401", "inner-text=404", "inner=409", "inner-text=500", "done=202",
    "done=204", "done=409", "done=500", "401", "404", "405", "409", "413",
    "cut", "cut=1", "cut=3000", "lose-answer", "portal", "redirect", "expired", "skew=7200", "closed",
    "changed", "408", "423", "425", "429=30", "429", "500", "502", "503=60", "504", "tls-wrong-host", "tls-expired",
    "tls-early", "tls-untrusted", "tls-self-signed", "tls-old", "tls-plain", "tls-cut",
]  # fmt: skip


class AnyOrder(RuleBasedStateMachine):
    """A counter, its clerk, its line and its province."""

    family: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="quayso-any-"))
        self.province = SecureProvince(self.folder / "province", self.family)
        self.counter = Counter(open_store(self.folder / "data"), self.province)
        self.dossiers: list[Dossier] = []
        self.keys: dict[str, str] = {}

    @initialize()
    def begin(self) -> None:
        self.sender = self.counter.sender()

    @rule(
        codes=st.sampled_from([("GT.XN.01",), ("GT.XN.01", "GT.CC.01")]), result=st.sampled_from(["", "KQ.G15.000003"])
    )
    def clerk_queues(self, codes: tuple[str, ...], result: str) -> None:
        if len(self.dossiers) < 4:
            self.dossiers.append(self.counter.queue(codes=codes, result=result, size=5000))

    @rule(steps=st.integers(1, 6))
    def some_is_sent(self, steps: int) -> None:
        for _ in range(steps):
            self.sender.run_once()

    @rule(kind=st.sampled_from(TROUBLES), times=st.integers(1, 3))
    def trouble_comes(self, kind: str, times: int) -> None:
        self.province.fault(f"*:{kind}:{times}")

    @rule()
    def pc_falls_while_sending(self) -> None:
        due = self.sender._outbox.due(self.counter.clock.now())
        if due:
            self.sender._outbox.begin(due.id)
        self.sender = self.counter.sender()

    @rule()
    def province_falls_and_stands_up(self) -> None:
        self.province.kill()
        self.sender.run_once()
        self.province.start_again()
        self.sender = self.counter.sender()

    @rule(minutes=st.sampled_from([0, 1, 20, 600, -1500]))
    def time_goes_on(self, minutes: int) -> None:
        self.counter.clock.forward(timedelta(minutes=minutes))

    @rule(which=st.integers(0, 30), act=st.sampled_from([outbox.retry_now, outbox.park]))
    def clerk_retries_or_parks(self, which: int, act: object) -> None:
        movable = {
            outbox.retry_now: {StepState.FAILED, StepState.PARKED, StepState.WAITING},
            outbox.park: {StepState.WAITING, StepState.FAILED},
        }[act]  # type: ignore[index]
        steps = [step for step in self.counter.steps() if step.state in movable]
        if steps:
            with self.counter.store.writing() as tx:
                act(tx, steps[which % len(steps)].id)  # type: ignore[operator]

    @rule(which=st.integers(0, 3), word=st.integers(0, 99))
    def clerk_changes_a_paper_and_queues_again(self, which: int, word: int) -> None:
        if self.dossiers:
            dossier = self.dossiers[which % len(self.dossiers)]
            with self.counter.store.writing() as tx:
                papers.change(tx, self.counter.papers(dossier)[0].id, item_code=f"X.{word}")
            self.counter.queue_again(dossier)

    @invariant()
    def the_outbox_holds_what_it_says(self) -> None:
        """The invariants on top of `desktop/store/outbox.py`, at every moment."""
        with self.counter.store.reading() as tx:
            rows = tx.execute(select(step_table).order_by(step_table.c.position)).mappings().all()
            steps = outbox.steps(tx)
        assert all(canonical_sha256(step.payload) == step.payload_sha256 for step in steps)
        for dossier in self.dossiers:
            own = [row for row in rows if row["dossier_id"] == dossier.id]
            unfinished = [row for row in own if row["state"] not in {StepState.DONE, StepState.REPLACED}]
            assert [row["ready"] for row in unfinished] == [place == 0 for place in range(len(unfinished))]
            tried = [row for row in own if row["key"] in self.keys]
            assert all(self.keys[row["key"]] == row["payload_sha256"] for row in tried)
            self.keys |= {row["key"]: row["payload_sha256"] for row in own if row["attempts"] or row["result"]}

    def teardown(self) -> None:
        try:
            self.province.faults.clear()
            self.sender = self.counter.sender()
            for _ in range(5):
                with self.counter.store.writing() as tx:
                    for step in outbox.steps(tx):
                        if step.state in {StepState.FAILED, StepState.PARKED}:
                            outbox.retry_now(tx, step.id)
                self.counter.clock.forward(timedelta(days=2))
                self.counter.send_all(self.sender)
            exactly_once(self.counter, *self.dossiers, changed=True)
        finally:
            self.counter.store.close()
            self.province.close()
            shutil.rmtree(self.folder)


@pytest.mark.slow
@pytest.mark.faults
@pytest.mark.timeout(600)
@pytest.mark.parametrize("family", family_names())
def test_whatever_happens_each_paper_arrives_once(family: str, expect_log) -> None:
    expect_log("given up")
    here: Any = type("AnyOrderHere", (AnyOrder,), {"family": family})
    case = here.TestCase
    case.settings = settings(
        max_examples=12,
        stateful_step_count=14,
        suppress_health_check=list(HealthCheck),
        database=None,
        print_blob=True,
    )
    case().runTest()
