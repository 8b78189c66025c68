"""What processes weigh while they work."""

from __future__ import annotations

import contextlib
import statistics
import threading
from collections.abc import Iterator

import psutil

from tests.bench.row import Row

LIMIT_MB = 700


class Scales:
    """Weighs a process and all that it started, once a second: what each has for itself, and its part of what they
    share.

    Args:
        pid: of the process; of this one where None.
    """

    def __init__(self, pid: int | None = None) -> None:
        self.weights: list[float] = []
        self._process = psutil.Process(pid)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._weigh, daemon=True)

    def _weigh(self) -> None:
        while not self._over.wait(1.0):
            with contextlib.suppress(psutil.NoSuchProcess):
                all_of_them = (self._process, *self._process.children(recursive=True))
                self.weights.append(sum(_weight(one) for one in all_of_them) / 1e6)

    def __enter__(self) -> Scales:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def rows(self, what: str) -> Iterator[Row]:
        """The most, and how much heavier they are at the end than near the beginning."""
        tenth = max(1, len(self.weights) // 10)
        early = statistics.median(self.weights[2 * tenth : 4 * tenth])
        late = statistics.median(self.weights[-2 * tenth : -tenth])
        yield Row(f"{what}: memory of all processes, MB (most)", max(self.weights), LIMIT_MB)
        yield Row(f"{what}: memory near the end / near the beginning", late / early, 1.1)


def _weight(process: psutil.Process) -> int:
    try:
        memory = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(memory, "pss", memory.uss))
