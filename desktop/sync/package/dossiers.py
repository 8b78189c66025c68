"""Dossiers as records of a package: facts, papers and the outbox chain with the same keys and hashes as online."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from desktop.model.dossier import Dossier, Paper, PaperDetails, PaperKind, Party, PartyKind
from desktop.model.outbox import Step, StepKind
from desktop.model.states import (
    DeliveryState,
    DigitisationState,
    DossierState,
    SigningState,
    StepState,
    SyncState,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedDossier:
    """One dossier as it travels.

    Attributes:
        dossier: with its owner.
        papers: all of them.
        steps: its chain; those already done keep what the province answered.
    """

    dossier: Dossier
    papers: tuple[Paper, ...]
    steps: tuple[Step, ...]

    @property
    def files(self) -> set[str]:
        """Hashes of the files that must travel with it."""
        waiting = {step.paper_id for step in self.steps if step.kind is StepKind.FILE and step.state != StepState.DONE}
        return {paper.pdf_sha256 for paper in self.papers if paper.id in waiting}


def as_data(packed: PackedDossier) -> dict[str, Any]:
    """JSON-ready; `from_data` reads it back."""
    return {
        "dossier": _plain(asdict(packed.dossier)),
        "papers": [_plain(asdict(paper)) for paper in packed.papers],
        "steps": [_plain({name: getattr(step, name) for name in step.__slots__}) for step in packed.steps],
    }


def from_data(data: dict[str, Any]) -> PackedDossier:
    """Read a dossier back.

    Raises:
        KeyError, TypeError, ValueError: it is not of this shape, or its parts do not belong together.
    """
    try:
        packed = PackedDossier(
            dossier=_dossier(data["dossier"]),
            papers=tuple(_paper(row) for row in data["papers"]),
            steps=tuple(_step(row) for row in data["steps"]),
        )
    except AttributeError as error:
        # An identifier that is no text.
        raise TypeError(str(error)) from None
    for one in (packed.dossier, packed.dossier.party, *packed.papers, *packed.steps):
        _require_types(one)
    for paper in packed.papers:
        _require_types(paper.details)
    own = {paper.id for paper in packed.papers}
    foreign = [paper for paper in packed.papers if paper.dossier_id != packed.dossier.id]
    lost = [step for step in packed.steps if step.paper_id is not None and step.paper_id not in own]
    if foreign or lost or any(step.dossier_id != packed.dossier.id for step in packed.steps):
        raise ValueError("parts of different dossiers")
    return packed


_PLAIN = {"str": str, "int": int, "bool": bool}
_LARGEST = 2**62


def _require_types(made: Any) -> None:
    """See that plain fields hold what the store can keep.

    Raises:
        TypeError: one does not.
    """
    for field in fields(made):
        kind, value = _PLAIN.get(str(field.type)), getattr(made, field.name)
        whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST
        if kind is not None and not (whole if kind is int else isinstance(value, kind)):
            raise TypeError(f"{field.name} is no {kind.__name__}")


def sha256_of(body: bytes) -> str:
    """Hash of a file that came with a package."""
    return hashlib.sha256(body).hexdigest()


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {name: _plain(part) for name, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
        case StrEnum() | UUID():
            return str(value)
        case datetime() | date():
            return value.isoformat()
    return value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment


def _dossier(row: dict[str, Any]) -> Dossier:
    owner = row["party"]
    days = {name: _day(owner[name]) for name in ("born", "card_issued")}
    return Dossier(
        **{
            **row,
            "id": UUID(row["id"]),
            "party": Party(**{**owner, **days, "kind": PartyKind(owner["kind"])}),
            "received_at": _moment(row["received_at"]),
            "state": DossierState(row["state"]),
        }
    )


def _paper(row: dict[str, Any]) -> Paper:
    details = row["details"]
    days = {name: _day(details[name]) for name in ("issued", "valid_until")}
    return Paper(
        **{
            **row,
            "id": UUID(row["id"]),
            "dossier_id": UUID(row["dossier_id"]),
            "kind": PaperKind(row["kind"]),
            "details": PaperDetails(**{**details, **days}),
            "digitisation": DigitisationState(row["digitisation"]),
            "signing": SigningState(row["signing"]),
            "sync": SyncState(row["sync"]),
            "delivery": DeliveryState(row["delivery"]),
        }
    )


def _step(row: dict[str, Any]) -> Step:
    return Step(
        **{
            **row,
            "dossier_id": UUID(row["dossier_id"]),
            "paper_id": UUID(row["paper_id"]) if row["paper_id"] else None,
            "kind": StepKind(row["kind"]),
            "state": StepState(row["state"]),
            "next_at": None,
        }
    )
