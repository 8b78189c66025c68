"""When a job is over: where the scanner says so, and nowhere else.

That no page comes proves nothing: scanners answer 404, 409 or nothing at all while the next sheet is still on its way,
and call the feeder empty while its last sheet is under the lamp.
"""

from __future__ import annotations

from enum import Enum, auto

from desktop.scanner.errors import (
    CoverOpen,
    DeviceDown,
    DoubleFeed,
    FeederTrouble,
    Jam,
    NeedsAttention,
    NoPaper,
    NotPicked,
    ScannerTrouble,
    StoppedAtDevice,
    TooMuchPaper,
    WarmingUp,
    WrongSheetSize,
)
from desktop.scanner.escl.messages import Status

EMPTY = "scanneradfempty"
TESTING = "testing"

_FEEDER: dict[str, type[ScannerTrouble]] = {
    "jam": Jam,
    "mispick": NotPicked,
    "hatchopen": CoverOpen,
    "dooropen": CoverOpen,
    "coveropen": CoverOpen,
    "pagetooshort": WrongSheetSize,
    "pagetoolong": WrongSheetSize,
    "multipick": DoubleFeed,
    "inputtrayoverloaded": TooMuchPaper,
    "inputtrayfailed": FeederTrouble,
}
"""By a word of AdfState: makers spell the rest of it in their own ways."""

_SCANNER: dict[str, type[ScannerTrouble]] = {TESTING: WarmingUp, "stopped": NeedsAttention, "down": DeviceDown}
"""By the scanner's own State. `idle` and `processing` are no trouble."""

_JOB: dict[str, type[ScannerTrouble]] = {
    "canceled": StoppedAtDevice,
    "cancelled": StoppedAtDevice,
    "aborted": ScannerTrouble,
}
_DONE = "completed"
_AT_REST = {_DONE, *_JOB}


class End(Enum):
    """What a status says of the end of a job."""

    OVER = auto()
    """All that there is has come."""
    PERHAPS = auto()
    """It speaks of the job no more, and of nothing else to come: true where it goes on saying so."""
    OPEN = auto()
    """Something is still to come, or nobody knows."""


def feeder_trouble(found: Status) -> ScannerTrouble | None:
    """What is wrong with the feeder, where it says; that it is empty is no trouble."""
    kind = next((kind for word, kind in _FEEDER.items() if word in found.feeder), None)
    return kind(cause=found.feeder) if kind else None


def scanner_trouble(found: Status) -> ScannerTrouble | None:
    """What is wrong with the scanner as a whole, where it says; one that warms up is waited for first."""
    return _SCANNER[found.scanner](cause=found.scanner) if found.scanner in _SCANNER else None


def job_trouble(found: Status, job: str) -> ScannerTrouble | None:
    """Why a job ended before its time, where the scanner says.

    Args:
        found: the status.
        job: the address of the job.
    """
    mine = found.job(job)
    return _JOB[mine.state](cause=f"job {mine.state}") if mine and mine.state in _JOB else None


def end_of(found: Status, job: str, came: int) -> End:
    """Whether a job is over.

    Args:
        found: the status.
        job: the address of the job.
        came: pictures that have come.
    """
    mine = found.job(job)
    if mine is None:
        at_work = found.scanner != "idle" or any(one.state not in _AT_REST for one in found.jobs)
        return End.OPEN if at_work or found.feeder != EMPTY else End.PERHAPS
    if mine.state != _DONE:
        return End.OPEN
    if mine.completed is not None:
        return End.OVER if came >= mine.completed else End.OPEN
    if found.feeder == EMPTY and came:
        return End.OVER
    return End.PERHAPS if found.feeder in {EMPTY, ""} else End.OPEN


def nothing_came(*, feeder: bool) -> ScannerTrouble:
    """A job that is over without a picture."""
    return NoPaper(cause="no page came") if feeder else ScannerTrouble(cause="no page from the flatbed")
