"""Troubles on demand: `PATH:KIND:TIMES`, e.g. `UploadFile:lose-answer:1` or `*:503:2`.

Kinds: `lose-answer` (done, but the line drops before the answer), `cut` (the line drops before anything is done),
`silence` (no answer at all), `portal` (a login page of the network answers), `lying-hash` (another hash comes back),
and `401`, `429`, `500`, `502`, `503`, `504`.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass

from desktop.model.errors import WrongUsage

KINDS = {"lose-answer", "cut", "silence", "portal", "lying-hash", "401", "429", "500", "502", "503", "504"}
_SPEC = re.compile(r"([A-Za-z*]+):([a-z0-9-]+)(?::(\d{1,4}))?")


@dataclass(slots=True)
class Fault:
    """A trouble that happens `left` more times on a path (`*`: any but the health check's)."""

    path: str
    kind: str
    left: int


def read_fault(spec: str) -> Fault:
    """Read a fault.

    Raises:
        WrongUsage: not of the form, or an unknown kind.
    """
    match = _SPEC.fullmatch(spec.strip())
    if not match or match[2] not in KINDS:
        raise WrongUsage(detail=f"lỗi giả «{spec}» phải có dạng ĐƯỜNG:LOẠI:SỐ_LẦN")
    return Fault(match[1], match[2], int(match[3] or 1))


class Faults:
    """The troubles still to come."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._left: list[Fault] = []

    def add(self, spec: str) -> None:
        """Ask for one more."""
        with self._guard:
            self._left.append(read_fault(spec))

    def clear(self) -> None:
        """All well again."""
        with self._guard:
            self._left.clear()

    def take(self, path: str) -> str:
        """What goes wrong with this request, empty where nothing does."""
        with self._guard:
            for fault in self._left:
                if fault.left and fault.path in {"*", path}:
                    fault.left -= 1
                    return fault.kind
        return ""
