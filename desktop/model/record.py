"""What a dossier's steps bring to the province, as it stood when they were queued.

Each step has one of these as its payload, frozen with the hash of its JSON. So a field that is added here is `LATER`:
what was queued before it keeps its hash.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from desktop.model.data import LATER
from desktop.model.dossier import PaperKind, PartyKind

WITHHELD: Mapping[str, str] = MappingProxyType({"no_secret": "a paper of which it was not said is never queued"})
"""Fields of `PaperDetails` that no province is told, each with the reason; every other one is in `RecordDetails`."""

WITHHELD_OF_OWNER: Mapping[str, str] = MappingProxyType(
    {
        "number_kind": "no profile has a field for it; most provinces tell it by the number's form",
        "sex": "the personal number tells it",
        "card_issued": "no profile has a field for it",
        "represented_by": "no profile has a field for it",
    }
)
"""The same of `Party`; every other field is in `RecordOwner`."""
WITHHELD_OF_DOSSIER: Mapping[str, str] = MappingProxyType(
    {
        "submitter": "the fields for who hands in carry the owner's number at the provinces known, which have no other",
        "authority": "no profile has a field for it",
        "due": "no profile has a field for it",
        "id": "ours alone",
        "code": "a step of its own asks for the official one",
        "provisional_code": "ours alone",
        "state": "a step of its own tells it",
    }
)
"""The same of `Dossier`; every other field is in `DossierRecord`, the owner as `owner`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRequest:
    """Asks for the dossier's official code; `procedure` is its procedure's code."""

    procedure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToSend:
    """A paper's signed file: its name at the province, without personal data (R26), and its hash; not its bytes.

    Attributes:
        came_from: the province's own identifier of this very file, where it came from there; nothing is uploaded then.
    """

    name: str
    sha256: str
    came_from: str = field(default="", metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOwner:
    """Whose dossier it is: of `Party`, what a province is told."""

    kind: PartyKind
    number: str
    name: str
    born: date | None
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDetails:
    """What is recorded of a paper: of `PaperDetails`, all but what is withheld.

    Attributes:
        tax_number: None where the record was queued before tax numbers were recorded.
    """

    number: str
    issued: date | None
    issuer: str
    signer: str
    abstract: str
    valid_until: date | None
    permanent: bool
    area: str
    tax_number: str | None = field(default=None, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPaper:
    """One paper of a record.

    Attributes:
        paper_id: the paper here.
        kind: component or result.
        code: component or result code.
        name: its name.
        item_code: code of the digitised item (R7).
        sha256: hash of its signed file; empty where it has none, or a stored paper stands in for it.
        digitised, reuse, from_national, replaced_by, source: what the indicators count (`desktop.sync.flags.Flags`).
        source_valid_until: last day of the stored paper that stands in for it; None where it has none.
        hidden: a result that was not handed over yet (R46).
        details: what is recorded of it (R31).
    """

    paper_id: UUID
    kind: PaperKind
    code: str
    name: str
    item_code: str
    sha256: str
    digitised: bool
    reuse: str
    from_national: bool
    replaced_by: str
    source: str
    source_valid_until: date | None
    hidden: bool
    details: RecordDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRecord:
    """A dossier as a province is told of it.

    Of one that is told before any paper of it goes (a refusal, say) it has no papers.

    Attributes:
        received_at: Vietnam time.
        officer: login name of the receiving official.
        consent: whether the owner agrees to the papers going to the e-store (R20); None where nobody was asked.
        digitised: whether a component of it has a file.
        papers: those that were scanned or reused.
    """

    procedure: str
    case: str
    catalogue_version: str
    receiving_unit: str
    competent_unit: str
    received_at: datetime
    officer: str
    consent: bool | None
    owner: RecordOwner
    digitised: bool
    papers: tuple[RecordPaper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressEntry:
    """An entry of the processing history: whose act, in which unit, what was done.

    Attributes:
        for_applicant: it is a notice, which stays to be told though the dossier's papers are queued anew.
    """

    officer: str
    unit: str
    note: str
    for_applicant: bool = field(default=False, metadata=LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierStatus:
    """The dossier's state, by our word: `received`, `done`, `returned`.

    And `additions`, `refused`, `stopped` where the province has words for them.
    """

    state: str


Payload = CodeRequest | FileToSend | DossierRecord | ProgressEntry | DossierStatus
