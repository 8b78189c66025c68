"""`queue …`, `sync`."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.answer import Answer
from desktop.cli.inputs import opened
from desktop.model.outbox import Step
from desktop.workflow.queued import QueueRow, states_of


def _step_data(row: QueueRow) -> dict[str, Any]:
    step: Step = row.step
    return {
        "id": step.id,
        "dossier": row.dossier_code,
        "step": str(step.kind),
        "state": str(step.state),
        "attempts": step.attempts,
        "next_at": step.next_at and step.next_at.isoformat(),
        "last_error": step.last_error,
    }


def queue_list(arguments: argparse.Namespace) -> Answer:
    """List the outbox."""
    with opened(arguments) as app:
        rows = app.sending.steps(max(1, arguments.limit))
    lines = [f"{r.step.id}  {r.dossier_code}  {r.name}  {states_of(r.step)}" for r in rows]
    return Answer(data={"items": [_step_data(row) for row in rows]}, lines=lines or ["Hàng đợi trống."])


def queue_show(arguments: argparse.Namespace) -> Answer:
    """Show one step."""
    with opened(arguments) as app:
        row = app.sending.step(arguments.id)
    data = {**_step_data(row), "key": row.step.key, "payload_sha256": row.step.payload_sha256}
    return Answer(data={"item": data}, lines=[f"{row.name}: {states_of(row.step)} {row.step.last_error}"])


def queue_retry(arguments: argparse.Namespace) -> Answer:
    """Put a step back in line."""
    with opened(arguments) as app:
        app.sending.retry(arguments.id)
        row = app.sending.step(arguments.id)
    return Answer(data={"item": _step_data(row)}, lines=[f"{row.name}: {states_of(row.step)}"])


def queue_park(arguments: argparse.Namespace) -> Answer:
    """Set a step aside."""
    with opened(arguments) as app:
        app.sending.park(arguments.id)
        row = app.sending.step(arguments.id)
    return Answer(data={"item": _step_data(row)}, lines=[f"{row.name}: {states_of(row.step)}"])


def sync_once(arguments: argparse.Namespace) -> Answer:
    """Send what is due now."""
    with opened(arguments) as app:
        tried = app.sending.run_until_idle()
        overview = app.sending.overview()
    data = {
        "steps": tried,
        "waiting": overview.papers,
        "line": overview.line,
        "states": {str(state): count for state, count in overview.steps.items()},
        "oldest": overview.oldest and overview.oldest.isoformat(),
    }
    lines = [f"Đã thử {tried} bước, còn {overview.papers} giấy tờ.", *([overview.line] if overview.line else [])]
    return Answer(data=data, lines=lines)
