"""When a job is over: where the scanner says so, and nowhere else; that no page comes is no proof (`no_page_yet`)."""

from __future__ import annotations

from enum import Enum, auto

from desktop.scanner.errors import DeviceDown, NeedsAttention, NoPaper, ScannerTrouble, WarmingUp
from desktop.scanner.escl.messages import Status
from desktop.scanner.quirks.escl import pages_ahead, silent_status, state_words
from desktop.scanner.quirks.escl.silent_status import EMPTY

TESTING = "testing"

_SCANNER: dict[str, type[ScannerTrouble]] = {TESTING: WarmingUp, "stopped": NeedsAttention, "down": DeviceDown}
"""By the scanner's own State. `idle` and `processing` are no trouble."""

_DONE = "completed"
_AT_REST = {_DONE, *state_words.JOB}


class End(Enum):
    """What a status says of the end of a job."""

    OVER = auto()
    """All that there is has come."""
    PERHAPS = auto()
    """It seems over, and the scanner does not say so: believed when the status says the same several times."""
    OPEN = auto()
    """Something is still to come, or nobody knows."""


def feeder_trouble(found: Status) -> ScannerTrouble | None:
    """What is wrong with the feeder, where it says; that it is empty is no trouble."""
    kind = state_words.feeder_trouble(found.feeder)
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
    return state_words.JOB[mine.state](cause=f"job {mine.state}") if mine and mine.state in state_words.JOB else None


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
        return End.PERHAPS if silent_status.seems_done(found.feeder, at_work=at_work) else End.OPEN
    if mine.state != _DONE:
        return End.OPEN
    if mine.completed is not None:
        return End.OVER if pages_ahead.all_came(mine.completed, came) else End.OPEN
    if found.feeder == EMPTY and came:
        return End.OVER
    return End.PERHAPS if silent_status.may_be_all(found.feeder) else End.OPEN


def nothing_came(*, feeder: bool) -> ScannerTrouble:
    """A job that is over without a picture."""
    return NoPaper(cause="no page came") if feeder else ScannerTrouble(cause="no page from the flatbed")
