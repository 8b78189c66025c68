"""Looking for a secret in the memory of a process."""

from __future__ import annotations

from pathlib import Path


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
