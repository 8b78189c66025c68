"""What stands in the outbox, as the clerk sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.model.outbox import Step, StepKind
from desktop.model.states import StepState
from desktop.store import queue

STEP_NAMES = {
    StepKind.OFFICIAL_CODE: "Xin mã hồ sơ",
    StepKind.FILE: "Gửi tệp",
    StepKind.RECORD: "Gửi hồ sơ",
    StepKind.PROGRESS: "Cập nhật tiến trình",
    StepKind.STATUS: "Cập nhật trạng thái",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One step of the outbox, as the clerk sees it.

    Attributes:
        step: the step.
        dossier_code: whose it is.
        name: what it does, in words.
        queued_since: when the dossier was received.
    """

    step: Step
    dossier_code: str
    name: str
    queued_since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueOverview:
    """The queue in figures.

    Attributes:
        steps: how many steps are in each state.
        papers: how many papers are queued and not yet acknowledged.
        oldest: when the oldest of the dossiers waiting was received, UTC; None where all is sent.
        line: why sending waits, in words; empty while it goes on.
    """

    steps: dict[StepState, int]
    papers: int
    oldest: datetime | None
    line: str


def row_of(found: queue.Listed) -> QueueRow:
    """One step of the outbox, in words."""
    return QueueRow(step=found.step, dossier_code=found.dossier_code, name=name_of(found), queued_since=found.since)


def name_of(found: queue.Listed) -> str:
    """What a step does, in words."""
    return STEP_NAMES[found.step.kind] + (f": {found.paper_name}" if found.paper_name else "")


def states_of(step: Step) -> str:
    """A step's state in words."""
    return {
        StepState.WAITING: "chờ gửi",
        StepState.SENDING: "đang gửi",
        StepState.DONE: "xong",
        StepState.FAILED: "lỗi, cần xem lại",
        StepState.PARKED: "tạm dừng",
        StepState.REPLACED: "đã thay bằng bản mới",
    }[step.state]
