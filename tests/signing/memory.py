"""Looking for a secret in a process: its memory, its words, its environment."""

from __future__ import annotations

from pathlib import Path


def shut(pid: int) -> bool:
    """Whether a process lets nobody but root look into it; then no other program of its user sees a secret there."""
    try:
        Path(f"/proc/{pid}/mem").open("rb").close()
    except PermissionError:
        return True
    return False


def told(pid: int, secret: bytes) -> bool:
    """Whether the bytes are in what a process was started with, as far as anybody may see that."""
    found = False
    for place in ("cmdline", "environ"):
        try:
            found |= secret in Path(f"/proc/{pid}/{place}").read_bytes()
        except PermissionError:
            continue
    return found


def in_memory(pid: int, secret: bytes) -> bool:
    """Whether the bytes are anywhere in a process's own memory."""
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in maps:
            span, rights, *_ = line.split()
            if "rw" not in rights or "[v" in line:
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            try:
                memory.seek(start)
                if secret in memory.read(end - start):
                    return True
            except (OSError, ValueError):
                continue
    return False
