"""The eSCL stand-in in this process, over a small pile of sheets that are told apart by their shade."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import numpy as np
from PIL import Image

from desktop.scanner.driver import ScannedSide, ScanRequest
from desktop.scanner.escl.driver import EsclDriver
from desktop.training.scanner.feeder import Feeder, ScannerFaults
from desktop.training.scanner.server import server_of
from tests.scanner.hours import Hours
from tests.scanner.unwatched import Unwatched

SHEETS = 3
PATIENCE_S = 30.0
ASKED_AT_MOST = 400
"""Requests of one job: thirty seconds of patience for each of its pages, a question and a look each half second."""


class StandIn:
    """The stand-in in this process, with its small pile; counts what it is asked."""

    def __init__(self, pile: Path) -> None:
        self.feeder = Feeder()
        self._pile = pile
        self._server = server_of(self.feeder)
        self.address = f"http://127.0.0.1:{self._server.server_port}/eSCL"
        self.asked = 0
        manners = self.feeder.manners

        def counted(kind: str) -> list[str]:
            self.asked += 1
            return manners(kind)

        self.feeder.manners = counted  # type: ignore[method-assign]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def prepare(self, **faults) -> None:
        self.feeder.faults = ScannerFaults(**faults)
        for job in self.feeder.jobs():
            self.feeder.end(job.id)
        self.feeder.load(self._pile)
        self.asked = 0

    def scan(self, kept: list[ScannedSide], hours: Hours | None = None, **more) -> list[ScannedSide]:
        hours = hours or Hours()
        driver = EsclDriver((self.address,), patience_s=PATIENCE_S, clock=hours, wait=hours.wait)
        for side in driver.scan(ScanRequest(device_id=f"escl:{self.address}", **{"dpi": 100, **more}), Unwatched()):
            kept.append(side)
        return kept

    def close(self) -> None:
        self.feeder.off.set()
        self._server.shutdown()
        self._server.server_close()


def shade(image: bytes) -> int:
    with Image.open(io.BytesIO(image)) as picture:
        return int(np.asarray(picture.convert("RGB").resize((1, 1)))[0, 0, 0])


def are_the_first(sides: list[ScannedSide]) -> bool:
    """Whether these are the first sheets of the pile, each once and in order."""
    return [side.sheet for side in sides] == list(range(1, len(sides) + 1)) and all(
        abs(shade(side.image) - (40 + 60 * number)) < 6 for number, side in enumerate(sides)
    )
