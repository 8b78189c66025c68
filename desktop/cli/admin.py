"""`doctor`, `audit verify`."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.answer import Answer
from desktop.cli.inputs import opened
from desktop.machine.clock import vietnam_time
from desktop.model.errors import REFUSED, TROUBLE


def doctor(arguments: argparse.Namespace) -> Answer:
    """Look at every part; exit status 3 where one is in trouble."""
    with opened(arguments, by_anybody=True) as app:
        checks = list(app.health.checks())
    rows = [
        {
            "name": check.name,
            "state": "ok" if check.ok else "trouble",
            "sentence": check.sentence,
            "what_to_do": check.advice,
        }
        for check in checks
    ]
    lines = []
    for check in checks:
        lines.append(f"{'✓' if check.ok else '✗'} {check.name}: {check.sentence}")
        if check.advice and not check.ok:
            lines.append(f"    → {check.advice}")
    status = 0 if all(check.ok for check in checks) else TROUBLE
    return Answer(data={"checks": rows}, lines=lines, status=status)


def audit_verify(arguments: argparse.Namespace) -> Answer:
    """Whether the audit chain is whole, its end included; exit status 1 where it is not."""
    with opened(arguments, by_anybody=True) as app:
        broken = app.keeping.audit_broken()
        restores = app.keeping.restores()
        rows = app.keeping.audit_rows()
    words = f"Nhật ký nguyên vẹn, {rows} dòng." if broken is None else f"Nhật ký bị sửa hoặc mất từ dòng {broken}."
    data: dict[str, Any] = {"whole": broken is None, "rows": rows, "first_broken": broken}
    data["restores"] = [{"row": one.number, "at": one.at.isoformat(), "outcome": one.outcome} for one in restores]
    told = [f"Dòng {one.number}: khôi phục từ bản sao lưu, {vietnam_time(one.at)[:16]}." for one in restores]
    return Answer(data=data, lines=[words, *told], status=0 if broken is None else REFUSED)
