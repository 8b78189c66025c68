"""`setup`, `self-test`, `update check`, `update pack`: what administrators do with an installation."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from desktop import __version__
from desktop.cli.answer import Answer, progress
from desktop.cli.inputs import opened
from desktop.cli.outputs import output
from desktop.machine.provision import KEY, provision_folder
from desktop.machine.signed import read_key
from desktop.machine.update import check_update, pack_update
from desktop.model.errors import REFUSED

if TYPE_CHECKING:
    from desktop.workflow.health import Check
    from desktop.workflow.setup.steps import Step, StepName


def setting_up(arguments: argparse.Namespace) -> Answer:
    """The steps of the first run and what is missing, tried before where that is asked; exit status 1 where any is."""
    with opened(arguments) as app:
        found: dict[StepName, Check] = {}
        for step in app.first_run.steps() if arguments.trying else ():
            if step.plan.may_be_tried and step.open_question is None:
                found[step.plan.name] = app.first_run.try_step(step.plan.name)
        steps = app.first_run.steps()
    missing = any(not step.settled for step in steps)
    data = {"settled": not missing, "steps": [_step_data(step, found.get(step.plan.name)) for step in steps]}
    lines = [line for at, step in enumerate(steps, 1) for line in _step_lines(at, step, found.get(step.plan.name))]
    return Answer(data=data, lines=lines, status=REFUSED if missing or not all(c.ok for c in found.values()) else 0)


def _step_data(step: Step, check: Check | None) -> dict[str, Any]:
    tried = check and {"works": check.ok, "sentence": check.sentence, "what_to_do": check.advice}
    return {
        "name": str(step.plan.name),
        "title": step.plan.title,
        "settled": step.settled,
        "missing": list(step.missing),
        "questions": [{"name": one.ask.name, "answered": one.answered, "must": one.ask.must} for one in step.questions],
        "tried": tried,
    }


def _step_lines(at: int, step: Step, check: Check | None) -> list[str]:
    lines = [f"{'✓' if step.settled else '✗'} {at}. {step.plan.title}"]
    if check:
        lines.append(f"    {check.sentence}")
    if check and check.advice:
        lines.append(f"    → {check.advice}")
    return lines + [f"    {sentence}" for sentence in step.missing if not (check and not check.ok)]


def self_testing(arguments: argparse.Namespace) -> Answer:
    """Try every part of the installation; exit status 1 where one does not work."""
    # It draws in nearly every room; the other commands of this one must not wait for that.
    from desktop.cli.self_test import self_test

    findings = []
    for finding in self_test():
        progress(f"{'✗' if finding.trouble else '✓'} {finding.name}")
        findings.append(finding)
    broken = [one for one in findings if one.trouble]
    data = {
        "version": __version__,
        "works": not broken,
        "findings": [{"name": one.name, "works": not one.trouble, "trouble": one.trouble} for one in findings],
    }
    lines = [f"✗ {one.name}: {one.trouble}" for one in broken]
    lines.append("CÓ PHẦN KHÔNG CHẠY: cài lại Quầy Số." if broken else f"Quầy Số {__version__}: mọi phần chạy được.")
    return Answer(data=data, lines=lines, status=REFUSED if broken else 0)


def update_check(arguments: argparse.Namespace) -> Answer:
    """Verify a package; exit status 1 where it is not to be believed."""
    key = read_key(arguments.key or provision_folder() / KEY)
    update = check_update(arguments.file, key, __version__, arguments.out, replace=arguments.force)
    words = "mới hơn" if update.newer else "KHÔNG mới hơn"
    lines = [f"Gói cập nhật {update.version} do tỉnh ký, nguyên vẹn; {words} bản đang chạy ({__version__})."]
    if arguments.out:
        lines.append(f"Bộ cài: {arguments.out / update.setup}")
    else:
        lines.append("Quản trị viên lấy bộ cài ra bằng «quayso update check GÓI --out THƯ-MỤC» rồi chạy bộ cài.")
    data = {"version": update.version, "newer": update.newer, "setup": update.setup, "sha256": update.sha256}
    return Answer(data=data, lines=lines)


def update_pack(arguments: argparse.Namespace) -> Answer:
    """Make a package for the counters of a province."""
    out = output(arguments, arguments.out, [arguments.setup, arguments.key])
    pack_update(arguments.setup, arguments.version, arguments.key, out.path, replace=out.replace)
    return Answer(data={"out": str(arguments.out)}, lines=[f"Đã đóng gói: {arguments.out}"])
