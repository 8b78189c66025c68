"""Which disks are sticks: what hangs on a USB plug or can be taken out, and never what the system was started from."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from desktop.machine.sticks import sticks


def partition(device: str, folder: Path | str, options: str = "rw,relatime") -> SimpleNamespace:
    return SimpleNamespace(device=device, mountpoint=str(folder), fstype="vfat", opts=options)


@pytest.fixture
def devices(tmp_path: Path) -> Path:
    """What Linux tells: `sda1` is built in, `sdb1` hangs on a USB plug, `mmcblk0p1` is a card in a slot."""
    inner = tmp_path / "devices"
    for disk, own in (("pci0/ata1/sda", "0"), ("pci0/usb2/2-1/sdb", "0"), ("pci0/mmc0/mmcblk0", "1")):
        part = inner / disk / f"{Path(disk).name}{'p1' if 'mmc' in disk else '1'}"
        part.mkdir(parents=True)
        (part.parent / "removable").write_text(f"{own}\n")
    told = tmp_path / "block"
    told.mkdir()
    for part in (one for one in inner.rglob("*") if one.name in {"sda1", "sdb1", "mmcblk0p1"}):
        (told / part.name).symlink_to(part)
    return told


def test_what_is_plugged_in_is_a_stick_and_what_is_built_in_is_none(
    tmp_path: Path, devices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("KINGSTON", "CARD", "home"):
        (tmp_path / name).mkdir()
    mounted = [
        partition("/dev/sda1", tmp_path / "home"),
        partition("/dev/sdb1", tmp_path / "KINGSTON"),
        partition("/dev/mmcblk0p1", tmp_path / "CARD"),
        partition("/dev/sdb1", tmp_path / "pulled"),
    ]
    monkeypatch.setattr(psutil, "disk_partitions", lambda: mounted)
    found = sticks(devices)
    assert [(one.name, one.folder) for one in found] == [
        ("CARD", tmp_path / "CARD"),
        ("KINGSTON", tmp_path / "KINGSTON"),
    ]
    assert all(one.free > 0 for one in found)


def test_the_stick_that_the_system_was_started_from_is_left_alone(
    devices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(psutil, "disk_partitions", lambda: [partition("/dev/sdb1", "/")])
    assert sticks(devices) == []


def test_what_windows_calls_removable_is_a_stick(
    tmp_path: Path, devices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted = [partition("E:\\", tmp_path, "rw,removable"), partition("D:\\", tmp_path / "devices", "rw,fixed")]
    monkeypatch.setattr(psutil, "disk_partitions", lambda: mounted)
    assert [one.folder for one in sticks(devices)] == [tmp_path]


def test_this_machine_can_be_asked() -> None:
    assert all(one.folder.is_dir() for one in sticks())
