"""Where somebody is on the way through the steps, and what the trials have found so far; asks nobody anything."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum, auto

from desktop.workflow.health import Check
from desktop.workflow.setup.steps import Question, Step, StepName

_ORDER = tuple(StepName)


class Standing(StrEnum):
    """How a step stands."""

    OPEN = auto()
    TRYING = auto()
    FAILING = auto()
    SETTLED = auto()


class Walk:
    """A walk through the steps: one is turned to, and one question of it may stand there.

    Attributes:
        at: the step that is turned to.
        trying: steps whose trial is under way.
        found: what the last trial of a step has found.
    """

    def __init__(self) -> None:
        self.at = _ORDER[0]
        self.trying: set[StepName] = set()
        self.found: dict[StepName, Check] = {}
        self._steps: dict[StepName, Step] = {}
        self._asked: int | None = None
        self._asks_all = False

    # How far the steps are

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, as they were when they were last looked at; none before."""
        return tuple(self._steps.values())

    def take(self, steps: Iterable[Step]) -> None:
        """They were looked at anew."""
        self._steps = {step.plan.name: step for step in steps}

    @property
    def step(self) -> Step | None:
        """The step that is turned to; None while nothing is known."""
        return self._steps.get(self.at)

    def standing(self, step: Step) -> Standing:
        """How a step stands."""
        found = self.found.get(step.plan.name)
        if step.plan.name in self.trying:
            return Standing.TRYING
        if found and not found.ok:
            return Standing.FAILING
        return Standing.SETTLED if step.settled else Standing.OPEN

    def about(self, step: Step) -> str:
        """What was found of a step, or what is missing first; empty where neither is to be said."""
        found = self.found.get(step.plan.name)
        if found:
            return found.sentence
        return step.missing[0] if step.missing else ""

    def missing(self) -> list[tuple[Step, str]]:
        """What is missing in each of the steps that can be tried, in words: of a failed one, what failed."""
        return [
            (step, self.about(step) if self.standing(step) is Standing.FAILING else " ".join(step.missing))
            for step in self.steps
            if step.plan.may_be_tried and (step.missing or self.standing(step) is Standing.FAILING)
        ]

    # Through the steps

    @property
    def number(self) -> int:
        """Which step is turned to, from 1."""
        return _ORDER.index(self.at) + 1

    @property
    def first_open(self) -> StepName:
        """The first step that is not settled; the last one where all are."""
        return next((name for name, step in self._steps.items() if not step.settled), _ORDER[-1])

    def neighbour(self, by: int) -> StepName:
        """The step that lies so many behind the one that is turned to; at the ends, that one itself."""
        return _ORDER[min(max(0, self.number - 1 + by), len(_ORDER) - 1)]

    def turn_to(self, name: StepName, *, asks_all: bool = False) -> None:
        """Turn to a step.

        Args:
            name: which one.
            asks_all: every question of it is asked, not only those that are open.
        """
        self.at, self._asks_all = name, asks_all
        step = self.step
        self._asked = None
        if step:
            self._asked = 0 if asks_all and step.questions else step.open_question

    @property
    def question(self) -> Question | None:
        """The question that stands there; None where none does."""
        return self.step.questions[self._asked] if self.step and self._asked is not None else None

    def next_question(self) -> None:
        """The question is answered: another one stands there, or none."""
        if self.step is None or self._asked is None:
            return
        behind = self._asked + 1 if self._asked + 1 < len(self.step.questions) else None
        self._asked = behind if self._asks_all else self.step.open_question

    @property
    def wants_trial(self) -> bool:
        """Whether the step that is turned to is to be tried now: nothing is asked, and it is not known to work."""
        found = self.found.get(self.at)
        return self.may_try and not (found and found.ok)

    @property
    def may_try(self) -> bool:
        """Whether the step that is turned to can be tried now."""
        return bool(self.step and self.step.plan.may_be_tried and self.question is None and self.at not in self.trying)
