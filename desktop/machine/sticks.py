"""USB sticks that are plugged in now: where their folders are and how much room they have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.machine.disk import free_bytes

_BLOCK_DEVICES = Path("/sys/class/block")
_HOLDING_SYSTEM = frozenset({"/", "/boot", "/boot/efi"})
"""Where a stick that a system was started from is mounted: nothing is copied onto that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stick:
    """A stick, or a disk that is plugged in like one.

    Attributes:
        folder: what it holds.
        name: as the file manager calls it: `E:` on Windows, its label on Linux.
        free: bytes that may still be written to it.
    """

    folder: Path
    name: str
    free: int


def sticks(devices: Path = _BLOCK_DEVICES) -> list[Stick]:
    """The sticks that files can be written to now, by name.

    On Windows a USB hard disk counts as built in, as the system itself says so.

    Args:
        devices: where Linux tells what its disks hang on.
    """
    return sorted(_found(devices), key=lambda stick: stick.name)


def _found(devices: Path) -> Iterator[Stick]:
    # Here and not above: whoever asks for a path waits for none of it.
    import psutil

    for one in psutil.disk_partitions():
        # Windows says so itself.
        plugged = "removable" in one.opts.split(",") or _is_plugged(devices / Path(one.device).name)
        if plugged and one.mountpoint not in _HOLDING_SYSTEM:
            folder = Path(one.mountpoint)
            try:
                yield Stick(folder=folder, name=folder.name or folder.drive, free=free_bytes(folder))
            except OSError:
                # Pulled between the two looks, or without a medium.
                continue


def _is_plugged(device: Path) -> bool:
    """Whether Linux's device hangs on a USB plug, or says that it can be taken out: a partition, or a whole disk."""
    real = device.resolve()
    if any(part.startswith("usb") for part in real.parts):
        return True
    told = (place / "removable" for place in (real, real.parent))
    return any(file.is_file() and file.read_text().strip() == "1" for file in told)
