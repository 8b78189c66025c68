"""A feeder says that it has paper and has none, or the other way round.

Its word counts only where a transfer was for fewer pages than all, and never before a scan: the scan itself tells.

Source: libinsane, changes of 1.0.10 (Brother: «there is still a page in the feeder»); Microsoft's description of
WIA_DPS_DOCUMENT_HANDLING_STATUS.
"""

from __future__ import annotations

from desktop.scanner.errors import CoverOpen, Jam, ScannerTrouble
from desktop.scanner.wia.ids import HandlingStatus, Property
from desktop.scanner.wia.properties import Properties


def certain_trouble(device: Properties) -> ScannerTrouble | None:
    """What is wrong with the feeder for certain, as the device says; that it has no paper is not.

    Args:
        device: the properties of its root.
    """
    status = _status(device)
    if status & HandlingStatus.PAPER_JAM:
        return Jam(cause="HANDLING_STATUS")
    if status & HandlingStatus.PATH_COVER_UP:
        return CoverOpen(cause="HANDLING_STATUS")
    return None


def has_paper(device: Properties) -> bool:
    """Whether a device says that there is paper in its feeder.

    Args:
        device: the properties of its root.
    """
    return bool(_status(device) & HandlingStatus.FEED_READY)


def _status(device: Properties) -> HandlingStatus:
    found = device.get(Property.HANDLING_STATUS)
    return HandlingStatus(int(found.value)) if found else HandlingStatus(0)
