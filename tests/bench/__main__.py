"""Speed and accuracy beside a limit or a peer, all in one run: `make bench`, or `python -m tests.bench ROOM…`.

Ratios count; the machine is noisy. Peers: the scanner alone, OCRmyPDF, curl. Limits: the design's budgets.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.bench.row import Row, all_held

# A room is imported when it is measured: the page workers import this module again, and are weighed.
ROOMS = (
    "start",
    "window",
    "pages",
    "flaws",
    "codes",
    "files",
    "papers",
    "letters",
    "cards",
    "scanning",
    "signing",
    "sync",
    "store",
    "reports",
)
LONG = ("clicks",)
"""Rooms that are measured only where they are named."""


def _figures(room: str, folder: Path) -> Iterable[Row]:
    found: Iterable[Row] = importlib.import_module(f"tests.bench.{room}").figures(folder)
    return found


def main(names: list[str]) -> int:
    """Measure the rooms named, or all; exit status 1 where a limit does not hold."""
    unknown = set(names) - {*ROOMS, *LONG}
    if unknown:
        print(f"no such room: {', '.join(sorted(unknown))}; there are {', '.join(ROOMS + LONG)}", file=sys.stderr)  # noqa: T201
        return 2
    held = True
    with tempfile.TemporaryDirectory(prefix="quayso-bench-") as temporary:
        for name in names or ROOMS:
            folder = Path(temporary) / name
            folder.mkdir()
            held &= all_held(_figures(name, folder))
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
