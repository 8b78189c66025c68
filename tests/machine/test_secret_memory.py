"""Memory for secrets: locked, left out of dumps, wiped where it lies; and a process that leaves no dump."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.machine.secret_memory import secret_copy, secret_memory, wipe

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def flags_at(address: int) -> set[str]:
    """What the kernel says of the piece of memory with this address."""
    inside = False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        first = line.split()[0]
        if "-" in first and not first.endswith(":"):
            start, end = (int(part, 16) for part in first.split("-"))
            inside = start <= address < end
        elif inside and first == "VmFlags:":
            return set(line.split()[1:])
    return set()


def may_lock() -> bool:
    import resource

    return os.geteuid() == 0 or resource.getrlimit(resource.RLIMIT_MEMLOCK)[0] not in {0}


@linux
@pytest.mark.parametrize("size", [1, 8, 256, 4096, 70_000])
def test_a_secret_is_kept_out_of_the_swap_file_and_of_dumps(size: int) -> None:
    held = secret_memory(size)
    assert held == bytes(size)
    for at in {0, size - 1}:
        flags = flags_at(ctypes.addressof(ctypes.c_char.from_buffer(held, at)))
        assert "dd" in flags
        if may_lock():
            assert "lo" in flags


def test_a_copy_is_another_and_wiping_leaves_nothing() -> None:
    first = bytearray("mã-pin".encode())
    second = secret_copy(memoryview(first)[2:])
    wipe(first)
    assert (bytes(first), bytes(second)) == (bytes(len(first)), "mã-pin".encode()[2:])
    wipe(second)
    assert not any(second)
    assert secret_memory(0) == b""


def test_where_locking_is_forbidden_work_goes_on() -> None:
    """A counter whose limits forbid locking memory signs all the same."""
    script = """
import sys
if sys.platform == "linux":
    import resource
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, 0))
from desktop.machine.secret_memory import secret_memory, wipe
held = secret_memory(9); held[:] = b"mat-khau!"; wipe(held); print(held == bytes(9))
"""
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "True"


@linux
def test_a_crash_leaves_no_core_whoever_collects_them(tmp_path: Path) -> None:
    script = """
import ctypes, os, resource
from desktop.machine.secret_memory import leave_no_dump
leave_no_dump()
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE), flush=True)
os.abort()
"""
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == -signal.SIGABRT
    assert done.stdout.strip() == "0 (0, 0)"
    assert list(tmp_path.iterdir()) == []
