"""A paper in a citizen's e-store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Shop(StrEnum):
    """Which e-store a paper lies in."""

    PROVINCE = "province"
    NATIONAL = "national"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPaper:
    """A paper in a citizen's e-store.

    Attributes:
        id: its identifier there.
        shop: which e-store.
        kind: `component` or `result`: what it was when it was stored.
        code: component or result code.
        name: its name.
        number: number and symbol.
        issuer: who issued it, or who keeps it.
        issued: when it was issued; None where the e-store does not say.
        valid_until: last day; None where it is valid for ever or nobody says.
        permanent: valid for ever.
        file: where its file is in that e-store; empty where it has none to give.
        sha256: hash of that file; empty where the e-store does not say.
    """

    id: str
    shop: Shop = Shop.PROVINCE
    kind: str = "component"
    code: str
    name: str
    number: str = ""
    issuer: str = ""
    issued: date | None = None
    valid_until: date | None = None
    permanent: bool = False
    file: str = ""
    sha256: str = ""

    def reusable(self, on: date) -> bool:
        """Whether it may stand in for the paper on this day; never where its validity is unknown (R15)."""
        return self.permanent or (self.valid_until is not None and self.valid_until >= on)
