"""The training scanner as the rest of the program holds it: start, load, make trouble, stop."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop.machine.child import Child

START_S = 60.0


class VirtualScanner:
    """A scanner in a process of its own; use it as a context.

    Args:
        port: 0 for any free one.
        certificate: a PEM file of certificate and key, to speak TLS.
    """

    def __init__(self, port: int = 0, certificate: Path | None = None) -> None:
        words = (str(port), *([str(certificate)] if certificate else []))
        self._child = Child("desktop.training.scanner.server", words)
        header, _ = self._child.receive(START_S)
        self.address: str = header["address"]

    def load(self, pile: Path) -> int:
        """Put a pile into the feeder; gives how many sheets."""
        return self._ask({"load": str(pile)})

    def set_faults(self, **faults: Any) -> None:
        """Let go wrong what `ScannerFaults` names; all else works again."""
        self._ask({"faults": faults})

    def left(self) -> int:
        """Sheets still in the feeder."""
        return self._ask({"state": True})

    def _ask(self, header: dict[str, Any]) -> int:
        answer, _ = self._child.ask(header, timeout=START_S)
        return int(answer["left"])

    def close(self) -> None:
        """Switch it off."""
        self._child.kill()

    def __enter__(self) -> VirtualScanner:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
