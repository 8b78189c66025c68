"""The same state has other words: makers spell the feeder's in their own ways, and a job's with one `l` or two.

Source: Mopria eSCL specification 2.97 (`ScannerAdfHatchOpen`, `ScannerAdfMultipickDetected` …); sane-airscan's eSCL
protocol handler, which knows `ScannerAdfDoorOpen` too.
"""

from __future__ import annotations

from desktop.scanner.errors import (
    CoverOpen,
    DoubleFeed,
    FeederTrouble,
    Jam,
    NotPicked,
    ScannerTrouble,
    StoppedAtDevice,
    TooMuchPaper,
    WrongSheetSize,
)

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
"""By a part of AdfState, in lower case."""

JOB: dict[str, type[ScannerTrouble]] = {
    "canceled": StoppedAtDevice,
    "cancelled": StoppedAtDevice,
    "aborted": ScannerTrouble,
}
"""How a job ends before its time, by JobState in lower case."""


def feeder_trouble(state: str) -> type[ScannerTrouble] | None:
    """The trouble that a feeder's state stands for; None for the others, an empty feeder among them.

    Args:
        state: in lower case.
    """
    return next((kind for word, kind in _FEEDER.items() if word in state), None)
