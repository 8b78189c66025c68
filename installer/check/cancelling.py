"""Runs in the installed program's Python: starts a batch, watches how far it comes, stops it in the middle.

Words: id of the scanner, number of the page to stop at (0 for none), class id of WIA's device manager.
Prints one JSON object.
"""

from __future__ import annotations

import json
import sys
import time

from desktop.scanner.driver import Progress, ScannerConfig, ScanRequest, Source
from desktop.scanner.errors import ScanCancelled
from desktop.scanner.job import ScanJob


def main(device: str, stop_at: int, manager: str) -> None:
    """Scan, and tell what came."""
    seen: list[tuple[int, int | None]] = []
    asked: list[float] = []

    def watch(progress: Progress) -> None:
        seen.append((progress.page, progress.percent))
        if progress.page == stop_at and not asked:
            asked.append(time.monotonic())
            job.cancel()

    request = ScanRequest(device_id=device, source=Source.ADF, duplex=True, dpi=200)
    job = ScanJob(request, ScannerConfig(wia_manager=manager), on_progress=watch)
    sides, cancelled = 0, False
    try:
        for _ in job:
            sides += 1
    except ScanCancelled:
        cancelled = True
    took = time.monotonic() - asked[0] if asked else None
    print(json.dumps({"sides": sides, "seen": seen, "cancelled": cancelled, "took_s": took}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
