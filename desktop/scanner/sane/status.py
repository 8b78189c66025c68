"""What SANE's status words mean for the clerk (SANE standard 1.06, 4.2.7 and sane-backends' `sane.h`)."""

from __future__ import annotations

from desktop.scanner.errors import (
    AccessDenied,
    BadPage,
    Busy,
    ConnectionLost,
    CoverOpen,
    Jam,
    NoPaper,
    NotSupported,
    ScannerMemory,
    ScannerTrouble,
    StoppedAtDevice,
    TransportLocked,
    WarmingUp,
    WrongSetting,
)

GOOD, EOF, NO_DOCS = 0, 5, 7

TROUBLES: dict[int, type[ScannerTrouble]] = {
    1: NotSupported,
    2: StoppedAtDevice,
    3: Busy,
    4: WrongSetting,
    EOF: BadPage,
    6: Jam,
    NO_DOCS: NoPaper,
    8: CoverOpen,
    9: ConnectionLost,
    10: ScannerMemory,
    11: AccessDenied,
    12: WarmingUp,
    13: TransportLocked,
}


def trouble(status: int, cause: str = "") -> ScannerTrouble:
    """The trouble a status stands for."""
    return TROUBLES.get(status, ScannerTrouble)(cause=cause or f"SANE status {status}")
