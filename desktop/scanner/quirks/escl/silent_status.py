"""A status leaves out what tells of the end: the job, the count of its pictures, or the state of the feeder.

What is left is a hint. It may as well be the gap between two sheets, so that it counts only when it is repeated.

Source: ScanBridge, report 39 (HP Color LaserJet MFP M283fdw: an idle scanner lists no job at all).
"""

from __future__ import annotations

ENOUGH_HINTS = 3
"""How often in a row a scanner must seem to be done."""
EMPTY = "scanneradfempty"


def seems_done(feeder: str, *, at_work: bool) -> bool:
    """Whether a scanner that does not list the job seems to be done with it.

    Args:
        feeder: its state, in lower case.
        at_work: the scanner or another job is at work, as far as it says.
    """
    return not at_work and feeder == EMPTY


def may_be_all(feeder: str) -> bool:
    """Whether a job that is done, and does not count its pictures, may have given all.

    Args:
        feeder: its state, in lower case; empty where it is not said.
    """
    return feeder in {EMPTY, ""}
