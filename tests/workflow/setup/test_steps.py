"""How far each step is, by the settings and by what the store knows: settled, unsettled, given, locked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop.machine.settings import CLIENT_SECRET, SETTINGS, Settings
from desktop.machine.settings_file import SetBy
from desktop.workflow.setup.steps import PLANS, Known, Step, StepName, ask_of, mark_of, plan_of, shown, steps_of, typed

ANSWERS: dict[str, Any] = {
    "escl_scanners": ("https://10.0.0.5/eSCL",),
    "trust_roots": ("goc.pem",),
    "province_address": "https://tinh.example",
    "province_profile": "mau-six-step",
    "province_client": "quay-1",
    "unit": "H99.12",
    "unit_name": "Xã Mẫu",
    "officer_name": "Nguyễn Thị Mẫu",
    "officer": "canbo.mau",
}
ASKED = [ask.name for plan in PLANS for ask in plan.asks]


def known(by: dict[str, SetBy] | None = None, **more: Any) -> Known:
    """What is known where some settings have been decided, with the answers above as their values."""
    by = by or {}
    settings = Settings(**{name: ANSWERS[name] for name in by})
    usual = {"settings": settings, "set_by": {**dict.fromkeys(SETTINGS, SetBy.NOBODY), **by}, "tried": {}}
    return Known(**{**usual, **more})


def everything(who: SetBy) -> Known:
    """All questions are answered, and all that was answered has been tried."""
    found = known(dict.fromkeys(ANSWERS, who), has_secret=True, worked=frozenset({StepName.PRACTICE}))
    return replace(found, tried={plan.name: mark_of(plan, found.settings) for plan in PLANS})


def step(name: StepName, found: Known) -> Step:
    return next(one for one in steps_of(found) if one.plan.name is name)


def test_every_question_is_that_of_a_setting_or_of_the_secret() -> None:
    assert set(ASKED) == {*ANSWERS, CLIENT_SECRET}
    assert {name for plan in PLANS for name in plan.rests_on} <= set(SETTINGS)
    assert [plan.name for plan in PLANS] == list(StepName)


@pytest.mark.parametrize(
    ("name", "asked", "missing"),
    [
        (StepName.SCANNER, [], ["Chưa có máy quét nào trả lời."]),
        (StepName.TOKEN, ["trust_roots"], ["Chưa có chứng thư gốc."]),
        (
            StepName.PROVINCE,
            ["province_address", "province_profile", "province_client", CLIENT_SECRET],
            ["Chưa có địa chỉ, kiểu kết nối, mã ứng dụng, mật khẩu kết nối."],
        ),
        (
            StepName.COUNTER,
            ["unit", "unit_name", "officer_name", "officer"],
            ["Chưa có mã đơn vị, tên đơn vị, họ tên cán bộ, tên đăng nhập."],
        ),
        (StepName.PRACTICE, [], ["Chưa mở hồ sơ tập nào."]),
    ],
)
def test_a_new_counter_misses_everything(name: StepName, asked: list[str], missing: list[str]) -> None:
    found = step(name, known())
    assert [one.ask.name for one in found.questions if one.open] == asked
    assert list(found.missing) == missing
    assert not found.settled
    assert found.open_question == (0 if asked else None)


@pytest.mark.parametrize("name", StepName)
def test_what_is_answered_and_tried_is_settled(name: StepName) -> None:
    found = step(name, everything(SetBy.COUNTER))
    assert found.settled
    assert found.open_question is None
    assert not found.given


@pytest.mark.parametrize("name", [plan.name for plan in PLANS if plan.may_be_tried])
def test_what_is_answered_and_not_tried_is_not_settled(name: StepName) -> None:
    found = step(name, replace(everything(SetBy.COUNTER), tried={}))
    assert found.missing == (plan_of(name).untried,)
    assert found.open_question is None


@pytest.mark.parametrize("changed", list(ANSWERS))
def test_what_was_tried_with_other_answers_is_tried_anew(changed: str) -> None:
    before = everything(SetBy.COUNTER)
    other: Any = ("khác",) if isinstance(ANSWERS[changed], tuple) else "khác"
    after = replace(before, settings=replace(before.settings, **{changed: other}))
    plan = next(plan for plan in PLANS if changed in {ask.name for ask in plan.asks})
    assert [one.plan.name for one in steps_of(after) if not one.settled] == [plan.name]


@pytest.mark.parametrize("name", StepName)
def test_what_the_province_has_given_is_told_and_not_asked(name: StepName) -> None:
    found = step(name, everything(SetBy.PROVINCE))
    assert [one.ask.name for one in found.questions] == [CLIENT_SECRET] * (name is StepName.PROVINCE)
    plan = plan_of(name)
    assert found.given == tuple((ask.title, shown(ANSWERS[ask.name])) for ask in plan.asks if not ask.secret)
    assert found.settled


def test_a_provisioned_counter_is_asked_for_the_rest_alone() -> None:
    given = ("trust_roots", "province_address", "province_profile", "province_client", "unit", "unit_name")
    found = known(dict.fromkeys(given, SetBy.PROVINCE), locked=frozenset(given))
    asked = [one.ask.name for one in (question for one in steps_of(found) for question in one.questions)]
    assert asked == ["escl_scanners", CLIENT_SECRET, "officer_name", "officer"]


def locked(name: str) -> Step:
    """The step of a setting that the province has locked and not given, where all else is settled."""
    full = everything(SetBy.COUNTER)
    bare = replace(full.settings, **{name: SETTINGS[name].default})
    by = {**full.set_by, name: SetBy.NOBODY}
    plan = next(plan for plan in PLANS if name in {ask.name for ask in plan.asks})
    return step(plan.name, replace(full, settings=bare, set_by=by, locked=frozenset({name})))


@pytest.mark.parametrize("name", [name for name in ANSWERS if ask_of(name).must and not SETTINGS[name].default])
def test_what_the_province_locks_and_does_not_give_is_told_and_cannot_be_answered(name: str) -> None:
    found = locked(name)
    assert name not in {one.ask.name for one in found.questions}
    assert found.missing == (f"Tỉnh giữ mục «{ask_of(name).title}» nhưng chưa đặt giá trị; báo quản trị của tỉnh.",)


def test_what_the_province_locks_as_it_ships_counts_so() -> None:
    found = locked("province_profile")
    assert "province_profile" not in {one.ask.name for one in found.questions}
    assert found.given == (("Kiểu kết nối", "mau-six-step"),)
    assert found.settled


def test_work_that_was_done_here_shows_that_it_works() -> None:
    full = everything(SetBy.COUNTER)
    found = replace(full, tried={}, worked=frozenset({StepName.SCANNER, StepName.TOKEN}))
    assert [one.settled for one in steps_of(found)] == [True, True, False, False, False]


def test_training_asks_nothing() -> None:
    found = steps_of(known(training=True))
    assert not [question for one in found for question in one.questions]
    assert [one.missing for one in found] == [(plan.untried,) for plan in PLANS]


def test_a_secret_is_never_shown() -> None:
    asked = step(StepName.PROVINCE, everything(SetBy.COUNTER)).questions
    assert [(one.answer, one.answered) for one in asked if one.ask.secret] == [("", True)]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("escl_scanners", " http://a/eSCL , http://b/eSCL", ["http://a/eSCL", "http://b/eSCL"]),
        ("escl_scanners", "", []),
        ("unit_name", "  Xã Mẫu ", "Xã Mẫu"),
        ("province_address", "https://tinh.example", "https://tinh.example"),
    ],
)
def test_what_is_typed_becomes_a_value_of_the_settings_file(name: str, text: str, value: object) -> None:
    assert typed(name, text) == value


def test_what_is_not_allowed_is_no_value() -> None:
    with pytest.raises(ValueError):
        typed("province_address", "tinh.example")
