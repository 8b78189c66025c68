from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.data import LARGEST, LATER, as_data, from_data, from_outside
from desktop.model.dossier import Dossier, Paper, PaperDetails
from desktop.model.outbox import PAYLOADS, StepKind
from desktop.model.record import DossierRecord


class Word(StrEnum):
    ONE = "one"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    id: UUID
    at: datetime | None = None
    day: date | None = None
    number: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    text: str
    word: Word = Word.ONE
    count: int = 0
    choice: int | str = 0
    flag: bool | None = None
    pair: tuple[int, int] | None = None
    place: Path | None = None
    parts: tuple[Inner, ...] = ()
    named: dict[str, str] = field(default_factory=dict)
    came_later: tuple[str, ...] = field(default=(), metadata=LATER)


outers = st.builds(
    Outer,
    text=st.text(max_size=5),
    count=st.integers(-LARGEST + 1, LARGEST - 1),
    choice=st.integers(0, 9) | st.text(max_size=3),
    flag=st.none() | st.booleans(),
    pair=st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)),
    place=st.none() | st.sampled_from([Path("a"), Path("a/b")]),
    parts=st.lists(
        st.builds(
            Inner,
            id=st.uuids(),
            at=st.none() | st.datetimes(timezones=st.just(UTC)),
            day=st.none() | st.dates(),
            number=st.floats(0, 1) | st.integers(0, 9),
        ),
        max_size=2,
    ).map(tuple),
    named=st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
    came_later=st.lists(st.text(max_size=3), max_size=2).map(tuple),
)


@given(outers)
def test_what_is_written_is_read_and_written_again(made: Outer):
    text = json.dumps(as_data(made))
    assert as_data(made) == json.loads(text)
    for read in (from_data, from_outside):
        again = read(Outer, json.loads(text))
        assert again == made
        assert json.dumps(as_data(again)) == text


def test_a_field_that_came_later_is_left_out_while_it_has_its_default():
    assert "came_later" not in as_data(Outer(text="x"))
    assert as_data(Outer(text="x", came_later=("y",)))["came_later"] == ["y"]


WHOLE = as_data(Outer(text="x", parts=(Inner(id=UUID(int=1)),)))
INNER = WHOLE["parts"][0]
WRONG: list[Any] = [
    None,
    [],
    "x",
    7,
    {},
    {**WHOLE, "unknown": 1},
    {**WHOLE, "word": "two"},
    {**WHOLE, "word": ["one"]},
    {**WHOLE, "pair": [1]},
    {**WHOLE, "pair": [1, 2, 3]},
    {**WHOLE, "parts": None},
    {**WHOLE, "parts": {"a": 1}},
    {**WHOLE, "parts": [{**INNER, "id": 7}]},
    {**WHOLE, "parts": [{**INNER, "id": "x"}]},
    {**WHOLE, "parts": [{**INNER, "at": "yesterday"}]},
    {**WHOLE, "parts": [{**INNER, "day": 20260312}]},
    {**WHOLE, "named": []},
]
WRONG_FROM_OUTSIDE = [
    {name: value for name, value in WHOLE.items() if name != "flag"},
    {**WHOLE, "parts": [{"id": INNER["id"]}]},
    {**WHOLE, "text": 7},
    {**WHOLE, "text": None},
    {**WHOLE, "count": "1"},
    {**WHOLE, "count": 1.5},
    {**WHOLE, "count": True},
    {**WHOLE, "count": LARGEST},
    {**WHOLE, "choice": 1.5},
    {**WHOLE, "flag": 1},
    {**WHOLE, "parts": [{**INNER, "at": "2026-03-12T08:30:00"}]},
    {**WHOLE, "parts": [{**INNER, "number": "1"}]},
    {**WHOLE, "named": {"a": 1}},
]


@pytest.mark.parametrize("data", WRONG)
def test_what_is_of_another_shape_is_refused(data):
    for read in (from_data, from_outside):
        with pytest.raises((KeyError, TypeError, ValueError)):
            read(Outer, data)


@pytest.mark.parametrize("data", WRONG_FROM_OUTSIDE)
def test_from_outside_each_field_is_there_and_of_its_own_type(data):
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_outside(Outer, data)


def test_a_field_that_earlier_versions_did_not_write_may_be_missing_from_outside():
    older = {name: value for name, value in as_data(PaperDetails()).items() if name != "tax_number"}
    assert from_outside(PaperDetails, older, {"tax_number"}) == PaperDetails()
    with pytest.raises(KeyError):
        from_outside(PaperDetails, older)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.sampled_from([*WHOLE, "x"]), part, max_size=4),
    max_leaves=12,
)


@given(anything)
def test_anything_is_read_or_refused_by_name(data: object):
    for kind in (Outer, DossierRecord, Dossier, Paper):
        for read in (from_data, from_outside):
            try:
                read(kind, data)
            except (KeyError, TypeError, ValueError):
                pass


def test_each_kind_of_step_has_a_payload_of_its_own():
    assert set(PAYLOADS) == set(StepKind)
    assert len(set(PAYLOADS.values())) == len(PAYLOADS)
