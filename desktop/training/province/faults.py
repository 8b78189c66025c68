"""Troubles on demand: `PATH:KIND[=VALUE][:TIMES]`, e.g. `UploadFile:lose-answer:1`, `files/*:cut=20000:3`, `*:503:2`.

PATH is the request's path; `*` stands for any part of it, and alone for every path but the health check's;
`PATCH@files/*` is for requests of that method alone. Kinds:

* `lose-answer`: done, but the line drops before the answer;
* `cut=N`: the line drops after N bytes of the request's body, by default before anything is done;
* `silence`: no answer at all; `slow=N`: N bytes a second;
* `portal`: a login page of the network answers; `redirect`: elsewhere; `html=N`: status N with a page;
* `inner=N`, `inner-text=N`: refused with 200 and the code N in the body, as a number or as text;
* `done=N`: done, and answered with status N: 202 or 204 with nothing, 409 or another refusal;
* told otherwise: `numbers` (owners as numbers, without leading zeros), `texts` (numbers as text), `other-case`,
  `in-base64`, `prefixed`, `no-hash` (hashes), `masked` (owners), `unseen` (lists show nothing yet), `halves` (half a
  surrogate pair in every text), `nulls`, `wrong-types`, `same-code` (of the first dossier);
* packed otherwise: `plain`, `upper-type`, `text-json`, `problem`, `html-type`, `no-type`, `bad-charset`, `bom`,
  `utf16`;
* nonsense: `junk`, `deep`, `nested`, `nan`, `huge-number`, `twice` (names), `no-text`, `bomb` (gzip);
* on the wire: `drip=N`, `drip-body=N` (a byte every N ms), `endless`, and after the whole answer `reset`, `short`,
  `hang`, `open-ended`;
* `no-tus`: something in between takes the headers of tus away;
* `lying-hash`: another hash comes back; `wrong-id`: it speaks of another dossier;
* `expired`: the token is not accepted; `skew=N`: the clock is N seconds ahead; `far-date`: it is in the year 9999;
* `closed`: 403, the procedure is closed; `changed`: 400, the code is no longer in the catalogue;
* `tls-wrong-host`, `tls-expired`, `tls-early` (not valid yet), `tls-untrusted`, `tls-self-signed`, `tls-old` (nothing
  newer than TLS 1.1), `tls-plain` (no TLS at all), `tls-cut`, `tls-silence`: the next connection is met with that,
  where the province is served behind TLS; PATH is `*`;
* any status from 400 to 599; with `=N` it asks to wait N seconds (`429=120`).
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from fnmatch import fnmatchcase

from desktop.model.errors import WrongUsage
from desktop.training.province.strange.nonsense import NONSENSE
from desktop.training.province.strange.retold import DRESSED, RETOLD
from desktop.training.province.strange.wire import WIRE

KINDS = {
    "lose-answer", "cut", "silence", "slow", "portal", "redirect", "html", "inner", "inner-text", "done", "same-code",
    "bomb", "no-tus", "expired", "skew", "far-date", "closed", "changed", "tls-wrong-host", "tls-expired", "tls-early",
    "tls-untrusted", "tls-self-signed", "tls-old", "tls-plain", "tls-cut", "tls-silence",
    *RETOLD, *DRESSED, *NONSENSE, *WIRE,
}  # fmt: skip
_SPEC = re.compile(r"([^:\s]+):([a-z][a-z0-9-]*|[45]\d\d)(?:=(-?\d{1,9}))?(?::(\d{1,4}))?")


@dataclass(slots=True)
class Fault:
    """A trouble that happens `left` more times on matching paths; `value` is what its kind makes of it."""

    path: str
    kind: str
    value: int
    left: int

    @property
    def is_tls(self) -> bool:
        """Whether it is a connection's trouble, and no request's."""
        return self.kind.startswith("tls-")

    def hits(self, path: str, method: str = "") -> bool:
        """Whether a request to this path runs into it."""
        if not self.left or self.is_tls:
            return False
        own, _, wanted = self.path.rpartition("@")
        return own in {"", method} and fnmatchcase(path, wanted)


def read_fault(spec: str) -> Fault:
    """Read a fault.

    Raises:
        WrongUsage: not of the form, or an unknown kind.
    """
    match = _SPEC.fullmatch(spec.strip())
    if not match or (match[2] not in KINDS and not match[2].isdigit()):
        raise WrongUsage(detail=f"lỗi giả «{spec}» phải có dạng ĐƯỜNG:LOẠI[=GIÁ_TRỊ]:SỐ_LẦN")
    return Fault(match[1], match[2], int(match[3] or 0), int(match[4] or 1))


class LineFaults:
    """The troubles still to come.

    Args:
        health: path of the health check: it goes wrong only where a fault says so.
    """

    def __init__(self, health: str) -> None:
        self._health = health
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

    def take_tls(self) -> str:
        """What the next connection is met with; empty where nothing goes wrong."""
        with self._guard:
            for fault in self._left:
                if fault.is_tls and fault.left:
                    fault.left -= 1
                    return fault.kind
        return ""

    def take(self, path: str, method: str = "") -> Fault | None:
        """What goes wrong with this request; None where nothing does."""
        with self._guard:
            for fault in self._left:
                if fault.hits(path, method) and not (fault.path == "*" and path == self._health):
                    fault.left -= 1
                    return fault
        return None
