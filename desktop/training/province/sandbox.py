"""The sandbox province as the rest of the program holds it: start, look into, make trouble, stop."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

from desktop.machine.child import Child
from desktop.machine.folders import resources
from desktop.sync.six_step import SixStep, open_gateway
from desktop.training.province.server import CLIENT, SECRET

START_S = 60.0


class SandboxProvince:
    """A province in a process of its own; its books survive in the folder. Use it as a context.

    Args:
        folder: where its books are.
        catalogue: file of its catalogue.
        port: 0 for any free one.
    """

    def __init__(self, folder: Path, catalogue: Path | None = None, port: int = 0) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        file = catalogue or resources() / "catalogue" / "sample.json"
        self._child = Child("desktop.training.province.server", (str(folder), str(file), str(port)))
        header, _ = self._child.receive(START_S)
        self.address: str = header["address"]

    def gateway(self, *, trust: ssl.SSLContext | None = None, answer_s: float = 60.0) -> SixStep:
        """A gateway to it."""
        return open_gateway("sandbox", self.address, CLIENT, SECRET, trust=trust, answer_s=answer_s)

    def fault(self, spec: str) -> None:
        """Ask for a trouble (see `faults`)."""
        self._child.ask({"fault": spec}, timeout=START_S)

    def clear_faults(self) -> None:
        """All well again."""
        self._child.ask({"clear": True}, timeout=START_S)

    def state(self) -> dict[str, Any]:
        """What it has: dossiers, files, codes given, requests counted."""
        return self._child.ask({"state": True}, timeout=START_S)[0]

    def kill(self) -> None:
        """Pull its plug."""
        self._child.kill()

    def close(self) -> None:
        """Shut it down."""
        self._child.close()

    def __enter__(self) -> SandboxProvince:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
