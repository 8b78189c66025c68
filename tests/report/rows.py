"""Dossiers for the report, put into the store as rows: of every kind, and many."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import insert

from desktop.model.outbox import StepKind
from desktop.model.states import (
    NOBODYS,
    DeliveryState,
    DigitisationState,
    DossierState,
    SigningState,
    StepState,
    SyncState,
)
from desktop.model.stored import Shop
from desktop.store import catalogues
from desktop.store.file import Store
from desktop.store.tables import dossier, paper, party, reused, step

NOON = datetime(2026, 2, 10, 5, 0, tzinfo=UTC)
SPACE = UUID("6f0f6f64-9a53-4f5c-8a0e-6a3c2b0d9a11")
BIRTH, COPY, LAND, OF_OLD = "1.000001", "1.000002", "1.000003", "1.000009"
TIMES = ("scanned_at", "checked_at", "signed_at", "sent_at", "confirmed_at")
UNITS, OFFICIALS = ("H99.12", "H99.13"), ("canbo.mau", "canbo.hai", "canbo.ba")


def _component(code: str, must: str) -> dict[str, Any]:
    return {"code": code, "name": f"Giấy {code}", "originals": 1, "copies": 0, "must_digitise": must, "replaced_by": ""}


def _procedure(code: str, name: str, area: str, results: Iterable[str], must: str) -> dict[str, Any]:
    components = [_component("G1", must), _component("G2", "")]
    return {
        "code": code,
        "name": name,
        "field": area,
        "secret": False,
        "cases": [{"code": "TH1", "name": "Thường", "components": components}],
        "results": [{"code": one, "name": f"Kết quả {one}"} for one in results],
    }


CATALOGUES: dict[str, list[dict[str, Any]]] = {
    "2026.1": [
        _procedure(BIRTH, "Khai sinh", "Hộ tịch", ["KQ.1"], "iii"),
        _procedure(COPY, "Sao y", "Chứng thực", [], ""),
        # The same procedure once more, under another local suffix: the first counts.
        _procedure(f"{COPY}.000.00.00.H99", "Sao y (trùng)", "Trùng", ["KQ.9"], "i"),
    ],
    # In a later version its result is no paper any more, and a new procedure has come.
    "2026.2": [
        _procedure(BIRTH, "Khai sinh (mới)", "Hộ tịch", [], "iii"),
        _procedure(f"{LAND}.000.00.00.H99", "Biến động đất đai", "Đất đai", ["KQ.3"], "i"),
    ],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A paper as its row has it.

    Attributes:
        kind: component, result or unsorted.
        code: its code.
        digitisation, signing, sync: its states.
        file: whether it has a file.
        source: which e-store's paper stands in for it, and what kind that was; None where no row says so.
        times: when it was scanned, confirmed here, signed, sent, confirmed by the province.
    """

    kind: str = "component"
    code: str = "G1"
    digitisation: DigitisationState = DigitisationState.EMPTY
    signing: SigningState = SigningState.UNSIGNED
    sync: SyncState = SyncState.LOCAL
    file: bool = False
    source: tuple[Shop, str] | None = None
    times: tuple[datetime | None, ...] = (None,) * len(TIMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """A dossier as its rows have it; `recorded`: the province has its record; `told`: only one without papers, before
    a notice.
    """

    procedure: str = BIRTH
    version: str = "2026.1"
    case: str = "TH1"
    unit: str = UNITS[0]
    official: str = OFFICIALS[0]
    received: datetime = NOON
    state: DossierState = DossierState.OPEN
    recorded: bool = False
    told: bool = False
    papers: tuple[PaperRow, ...] = field(default_factory=tuple)


def code_of(number: int) -> str:
    """The code of a dossier by its place in what is put in."""
    return f"H99.12-260210-{number:06}"


def put(store: Store, rows: Iterable[DossierRow], *, known: bool = False) -> None:
    """Put dossiers in, with the catalogues they were taken in with; `known`: these are in the store already."""
    dossiers: list[dict[str, Any]] = []
    papers: list[dict[str, Any]] = []
    stood_in: list[dict[str, Any]] = []
    steps: list[dict[str, Any]] = []
    for number, row in enumerate(rows):
        own = uuid5(SPACE, str(number))
        dossiers.append(_dossier(own, number, row))
        for position, one in enumerate(row.papers):
            papers.append(_paper(own, position, one))
            if one.source:
                stood_in.append(_reused(papers[-1]["id"], *one.source))
        if row.told:
            steps.append(_step(own, number, 0, []))
        if row.recorded:
            steps.append(_step(own, number, 1, [{}]))
    with store.writing() as tx:
        for version, procedures in () if known else CATALOGUES.items():
            data = {"version": version, "valid_from": "2026-01-01", "procedures": procedures, "agencies": []}
            catalogues.keep(tx, version, date(2026, 1, 1), data, NOON)
        tx.execute(
            insert(party).values(id=1, kind="citizen", number="052199000123", name="x", folded="x", sex="", address="")
        )
        for table, values in ((dossier, dossiers), (paper, papers), (reused, stood_in), (step, steps)):
            if values:
                tx.execute(insert(table), values)


def _dossier(own: UUID, number: int, row: DossierRow) -> dict[str, Any]:
    return {
        "id": own,
        "code": code_of(number),
        "provisional_code": f"TAM-{number}",
        "procedure": row.procedure,
        "case": row.case,
        "catalogue_version": row.version,
        "party_id": 1,
        "receiving_unit": "H99.99",
        "competent_unit": row.unit,
        "received_at": row.received,
        "state": row.state,
        "consent": None,
        "officer": row.official,
    }


def _paper(own: UUID, position: int, row: PaperRow) -> dict[str, Any]:
    return {
        "id": uuid5(own, str(position)),
        "dossier_id": own,
        "kind": row.kind,
        "code": row.code,
        "name": row.code,
        "position": position,
        "details": {},
        "digitisation": row.digitisation,
        "signing": row.signing,
        "sync": row.sync,
        "delivery": DeliveryState.NOT_APPLICABLE,
        "pdf_sha256": "a" * 64 if row.file else "",
        "province_id": "",
        "item_code": "",
        **dict(zip(TIMES, row.times, strict=True)),
    }


def _reused(paper_id: UUID, shop: Shop, kind: str) -> dict[str, Any]:
    source = {"id": "K1", "shop": str(shop), "kind": kind, "code": "KQ.1", "name": "x"}
    return {"paper_id": paper_id, "source": source, "officer": "x", "taken_at": NOON}


def _step(own: UUID, number: int, position: int, papers: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "dossier_id": own,
        "position": position,
        "kind": StepKind.RECORD,
        "key": f"{number}-{position}",
        "payload": {"papers": papers},
        "payload_sha256": "",
        "state": StepState.DONE,
        "attempts": 1,
        "result": {},
        "last_error": "",
        "since": NOON,
        "rank": NOON,
    }


RECEIVED = tuple(state for state in DossierState if state not in NOBODYS)


def any_dossiers(count: int, seed: int) -> list[DossierRow]:
    """Dossiers of every kind, also such as never come about."""
    chance = random.Random(seed)
    first = datetime(2025, 12, 25, tzinfo=UTC)
    return [
        DossierRow(
            procedure=chance.choice((BIRTH, COPY, LAND, OF_OLD, f"{BIRTH}.000.00.00.H99")),
            version=chance.choice(("2026.1", "2026.2", "2024.1")),
            case=chance.choice(("TH1", "TH1", "TH2")),
            unit=chance.choice(UNITS),
            official=chance.choice(OFFICIALS),
            received=first + timedelta(seconds=chance.randrange(110 * 86400)),
            state=chance.choice((*RECEIVED, *RECEIVED, *sorted(NOBODYS))),
            recorded=chance.random() < 0.5,
            told=chance.random() < 0.2,
            papers=tuple(_any_paper(chance) for _ in range(chance.randrange(5))),
        )
        for _ in range(count)
    ]


def _any_paper(chance: random.Random) -> PaperRow:
    digitisation = chance.choice(list(DigitisationState))
    source = (chance.choice(list(Shop)), chance.choice(("component", "result"))) if chance.random() < 0.5 else None
    return PaperRow(
        kind=chance.choice(("component", "component", "result", "unsorted")),
        code=chance.choice(("G1", "G2", "KQ.1")),
        digitisation=digitisation,
        signing=chance.choice(list(SigningState)),
        sync=chance.choice((*SyncState, SyncState.CONFIRMED, SyncState.CONFIRMED)),
        file=chance.random() < 0.8,
        source=source,
    )


def any_ways(count: int, seed: int) -> list[DossierRow]:
    """Dossiers as `any_dossiers` that took a while: any part of the way may be unknown, none keeps its order."""
    chance = random.Random(seed)
    return [
        replace(
            row,
            papers=tuple(replace(one, sync=_any_sync(chance), times=_any_times(row, chance)) for one in row.papers),
        )
        for row in any_dossiers(count, seed)
    ]


def _any_sync(chance: random.Random) -> SyncState:
    return chance.choice((*SyncState, *[SyncState.CONFIRMED] * 30))


def _any_times(row: DossierRow, chance: random.Random) -> tuple[datetime | None, ...]:
    longest = chance.choice((10, 20, 600, 3000))
    return tuple(
        row.received + timedelta(minutes=chance.randrange(-2, longest), microseconds=chance.randrange(10**6))
        if chance.random() < 0.95
        else None
        for _ in TIMES
    )
