"""`quayso setup`: the steps of the first run in words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.cli.main import run
from desktop.workflow.setup.steps import PLANS, StepName


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    status = run(["setup", *words])
    return status, capsys.readouterr().out


@pytest.mark.slow
def test_the_steps_are_told_then_tried_and_only_the_practice_is_missing(
    training_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ("--training", "--data", str(training_data))
    status, words = said(capsys, *where)
    assert status == 1
    assert [line for line in words.splitlines() if not line.startswith(" ")] == [
        f"✗ {at}. {plan.title}" for at, plan in enumerate(PLANS, 1)
    ]
    assert [line.strip() for line in words.splitlines() if line.startswith(" ")] == [plan.untried for plan in PLANS]
    status, told = said(capsys, "--try", "--json", *where)
    data = json.loads(told)
    assert (status, data["settled"]) == (1, False)
    assert {one["name"]: one["settled"] for one in data["steps"]} == {
        name: name is not StepName.PRACTICE for name in StepName
    }
    assert [bool(one["tried"] and one["tried"]["works"]) for one in data["steps"]] == [True, True, True, True, False]
    # What was settled stays.
    status, words = said(capsys, *where)
    assert [line[0] for line in words.splitlines() if not line.startswith(" ")] == ["✓"] * 4 + ["✗"]
