"""A dossier's record as the province keeps it, whichever family's words it came in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPaper:
    """A paper of a record as the province keeps it; `reuse` is 0 no, 1 from a component, 2 from a result.

    `item_code` is as it was sent; the province gives it its own serial where another paper has that one already.
    """

    kind: str
    code: str
    name: str
    file: str = ""
    sha256: str = ""
    digitised: bool = False
    reuse: int = 0
    from_national: bool = False
    replaced_by: str = ""
    source: str = ""
    hidden: bool = False
    item_code: str = ""
    number: str = ""
    issuer: str = ""
    tax_number: str = ""
    valid_until: str | None = None
    permanent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A dossier's record."""

    code: str
    procedure: str
    case: str
    unit: str
    received_at: str
    officer: str
    owner_number: str
    owner_name: str
    digitised: bool
    papers: tuple[KeptPaper, ...]
