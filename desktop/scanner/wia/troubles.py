"""What WIA's error codes mean for the clerk (Microsoft's "WIA Error Codes"; the values stand in `wiadef.h`)."""

from __future__ import annotations

from desktop.scanner.errors import (
    AccessDenied,
    Busy,
    ConnectionLost,
    CoverOpen,
    DeviceGone,
    DoubleFeed,
    FeederTrouble,
    Jam,
    LampOff,
    NeedsAttention,
    NoPaper,
    NotSupported,
    ScannerCrashed,
    ScannerMemory,
    ScannerTrouble,
    WarmingUp,
    WiaMissing,
    WrongSetting,
)


class WiaError(Exception):
    """A call failed; `code` is the HRESULT as an unsigned number."""

    def __init__(self, code: int) -> None:
        self.code = code & 0xFFFFFFFF
        super().__init__(f"0x{self.code:08X}")


PAPER_EMPTY = 0x80210003

TROUBLES: dict[int, type[ScannerTrouble]] = {
    # WIA's own.
    0x80210001: ScannerTrouble,
    0x80210002: Jam,
    PAPER_EMPTY: NoPaper,
    0x80210004: FeederTrouble,
    0x80210005: DeviceGone,
    0x80210006: Busy,
    0x80210007: WarmingUp,
    0x80210008: NeedsAttention,
    0x80210009: DeviceGone,
    0x8021000A: ConnectionLost,
    0x8021000B: NotSupported,
    0x8021000C: WrongSetting,
    0x8021000D: Busy,
    0x8021000E: ScannerCrashed,
    0x8021000F: ScannerTrouble,
    0x80210015: DeviceGone,
    0x80210016: CoverOpen,
    0x80210017: LampOff,
    0x80210018: ScannerTrouble,
    0x80210019: Busy,
    0x80210020: DoubleFeed,
    0x80210021: ScannerTrouble,
    # COM's and Windows', as they come out of WIA's service.
    0x80004001: NotSupported,
    0x80040154: WiaMissing,
    0x80070005: AccessDenied,
    0x8007000E: ScannerMemory,
    0x80070015: WarmingUp,
    0x80070057: WrongSetting,
    0x80070079: ConnectionLost,
    0x800700AA: Busy,
    0x80070422: WiaMissing,
    0x8007048F: DeviceGone,
    0x800706BA: DeviceGone,
    0x800706BE: ScannerCrashed,
    0x80010105: ScannerCrashed,
    0x80010108: DeviceGone,
}


def trouble(code: int) -> ScannerTrouble:
    """The trouble an HRESULT stands for."""
    code &= 0xFFFFFFFF
    return TROUBLES.get(code, ScannerTrouble)(cause=f"WIA 0x{code:08X}")
