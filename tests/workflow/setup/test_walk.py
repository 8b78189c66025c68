"""The way through the steps: which question stands, what is tried, what is still missing."""

from __future__ import annotations

import pytest

from desktop.machine.settings_file import SetBy
from desktop.workflow.health import Check
from desktop.workflow.setup.steps import PLANS, StepName, steps_of
from desktop.workflow.setup.walk import Standing, Walk
from tests.workflow.setup.test_steps import everything, known

TRIED = [plan.name for plan in PLANS if plan.may_be_tried]


def walk(found=None) -> Walk:
    made = Walk()
    made.take(steps_of(found or known()))
    return made


def stands(made: Walk) -> tuple[Standing, bool]:
    """How the step stands that is turned to, and whether it is to be tried."""
    assert made.step
    return made.standing(made.step), made.wants_trial


def asked(made: Walk) -> str:
    return made.question.ask.name if made.question else ""


def test_a_new_counter_begins_at_the_first_step_and_a_settled_one_at_the_last() -> None:
    assert walk().first_open is StepName.SCANNER
    assert walk(everything(SetBy.COUNTER)).first_open is StepName.PRACTICE


@pytest.mark.parametrize(
    ("name", "first"),
    [
        (StepName.SCANNER, ""),
        (StepName.TOKEN, "trust_roots"),
        (StepName.PROVINCE, "province_address"),
        (StepName.COUNTER, "unit"),
        (StepName.PRACTICE, ""),
    ],
)
def test_a_step_begins_with_its_first_open_question(name: StepName, first: str) -> None:
    made = walk()
    made.turn_to(name)
    assert asked(made) == first
    assert made.wants_trial == (name is StepName.SCANNER)


@pytest.mark.parametrize("name", TRIED)
def test_a_step_without_open_questions_is_tried_until_it_works(name: StepName) -> None:
    made = walk(everything(SetBy.COUNTER))
    made.turn_to(name)
    assert not made.question
    assert stands(made) == (Standing.SETTLED, True)
    made.trying.add(name)
    assert stands(made) == (Standing.TRYING, False)
    made.trying.clear()
    made.found[name] = Check(name=name, ok=False, sentence="Không được.")
    assert stands(made) == (Standing.FAILING, True)
    made.found[name] = Check(name=name, ok=True, sentence="Được.")
    assert stands(made) == (Standing.SETTLED, False)
    # Whoever wants to may try it once more.
    assert made.may_try


def test_answered_anew_every_question_of_a_step_stands_there_once() -> None:
    made = walk(everything(SetBy.COUNTER))
    made.turn_to(StepName.COUNTER, asks_all=True)
    seen = []
    while made.question:
        seen.append(asked(made))
        made.next_question()
    assert seen == ["unit", "unit_name", "officer_name", "officer"]


def test_what_was_answered_before_is_passed_over() -> None:
    made = walk(known({"province_address": SetBy.COUNTER, "province_client": SetBy.COUNTER}))
    made.turn_to(StepName.PROVINCE)
    assert asked(made) == "province_profile"


def test_at_the_ends_there_is_no_further_step() -> None:
    made = walk()
    assert made.neighbour(-1) is StepName.SCANNER
    made.turn_to(StepName.PRACTICE)
    assert (made.neighbour(-1), made.neighbour(1)) == (StepName.COUNTER, StepName.PRACTICE)


def test_what_is_missing_names_its_step_and_a_failure_says_what_failed() -> None:
    made = walk(known({"trust_roots": SetBy.COUNTER}))
    made.found[StepName.TOKEN] = Check(name="x", ok=False, sentence="Không thấy chứng thư số nào.")
    missing = [(step.plan.name, sentence) for step, sentence in made.missing()]
    assert missing[:2] == [
        (StepName.SCANNER, "Chưa có máy quét nào trả lời."),
        (StepName.TOKEN, "Không thấy chứng thư số nào."),
    ]
    assert StepName.PRACTICE not in {name for name, _ in missing}
    assert not walk(everything(SetBy.COUNTER)).missing()


def test_while_nothing_is_known_nothing_is_asked_or_tried() -> None:
    made = Walk()
    made.turn_to(StepName.TOKEN)
    assert (made.step, made.question, made.wants_trial) == (None, None, False)
