"""Extends one paper as a process of its own that can end like a power cut, inside the transaction that keeps it."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.machine.clock import SteppingClock
from desktop.machine.folders import folders
from desktop.machine.settings import Settings
from desktop.signing.authorities.counter import CounterAuthorities
from desktop.store import audit, contents, outbox, papers, signatures
from desktop.store.file import Store
from desktop.workflow.extending import Extending
from tests.samples import MemorySecrets

PATIENCE_S = 60.0
"""The point is what is kept, not how busy the PC is."""

POINTS: dict[str, tuple[Any, str]] = {
    "asked": (CounterAuthorities, "tsa"),
    "frozen anew": (outbox, "refreeze"),
    "kept": (contents, "keep"),
    "named": (papers, "change"),
    "noted": (signatures, "change"),
    "proven": (signatures, "add_evidence"),
    "told": (audit, "append"),
}


def _last_act(act: Callable[..., Any]) -> Callable[..., Any]:
    def done(*given: Any, **named: Any) -> None:
        act(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    return done


def main(given: dict[str, Any]) -> None:
    """Extend the paper; where a point is named, be killed right after it."""
    logging.basicConfig(level=logging.INFO)
    secrets = MemorySecrets()
    secrets.kept = given["secrets"]
    settings = Settings(officer="mau", trust_roots=(given["roots"],), tsa_address=given["tsa"])
    store = Store(folders(Path(given["data"]), training=False), secrets, training=False)
    if given["point"]:
        place, name = POINTS[given["point"]]
        setattr(place, name, _last_act(getattr(place, name)))
    # The authority's time, not the PC's: it may be hours since the test that made the authority was collected.
    clock = SteppingClock(datetime.fromisoformat(given["now"]))
    authorities = CounterAuthorities(settings, clock, answer_s=PATIENCE_S)
    extending = Extending(store, clock, settings, authorities)
    extending.extend(UUID(given["paper"]))
    store.close()


if __name__ == "__main__":
    main(json.load(sys.stdin))
