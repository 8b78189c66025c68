"""What is known of each dossier for the report: one row a dossier, one column a fact, as SQL over the store's tables.

A figure is a condition over these facts (`desktop/report/definitions.py`). Counting it and listing the dossiers behind
it ask the same rows with the same condition. The flags that the province counts (R51) are told from the same states as
in `desktop/sync/flags.py`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    true,
    type_coerce,
)

from desktop.machine.clock import VIETNAM
from desktop.model.dossier import PaperKind
from desktop.model.outbox import StepKind
from desktop.model.states import DigitisationState, DossierState, SigningState, StepState, SyncState
from desktop.model.stored import Shop
from desktop.report.definitions import Condition
from desktop.store import books
from desktop.store.tables import catalogue, dossier, paper, reused, step

_VIETNAM_S = 7 * 3600
_MICROSECONDS = 1_000_000
_SUFFIX_FROM = 8
"""Letters of a procedure's code before its local suffix (R8)."""

FACTS = (
    "result_due",
    "component_file",
    "result_file",
    "reused",
    "from_national",
    "result_confirmed",
    "resolved",
    "confirmed",
    "must_scan",
    "must_sign",
    "leaving",
    "refused",
)
"""What a condition may ask of a dossier:

* `result_due`: its procedure gives a result on paper, by the catalogue it was taken in with; or one is kept here.
* `component_file`, `result_file`: one of its components, or results, has its signed file, or one of an e-store instead.
* `reused`, `from_national`: a component comes from an e-store, from the national one.
* `result_confirmed`: the province has a result's file, by its identifier and an equal hash.
* `resolved`: the result was returned, or is there.
* `confirmed`: the province has all that is to be sent of it.
* `must_scan`: a component that must be digitised (R4) is not there.
* `must_sign`: a paper is scanned and bears no signature.
* `leaving`, `refused`: a signed paper the province has not confirmed yet; that it sent back.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which dossiers are looked at.

    Attributes:
        first, last: days of reception, both included, Vietnam time.
        unit: code of the unit that decides (regulations.md §8.1: the executing unit); empty for all.
        official: login name; empty for all.
        procedure: code, its local suffix put aside; empty for all.
        field: name of the field; empty for all.
    """

    first: date
    last: date
    unit: str = ""
    official: str = ""
    procedure: str = ""
    field: str = ""


def facts_of(scope: Scope, wanted: Collection[str] = FACTS) -> CTE:
    """One row for each dossier of the scope: what it is grouped by, and 1 or 0 for each fact.

    Args:
        scope: which dossiers.
        wanted: the facts that are asked for; of papers nothing else is looked at.

    Raises:
        KeyError: one of them is no fact.
    """
    told = _told(scope, {name for fact in wanted for name in _TOLD_BY[fact]})
    own = told.c
    return select(
        own.id,
        own.code,
        _day(own.received).label("day"),
        own.unit,
        own.official,
        own.procedure,
        own.procedure_name,
        own.field,
        *(type_coerce(_fact_told(told, fact), Integer).label(fact) for fact in FACTS if fact in wanted),
    ).cte("facts")


def facts_in(condition: Condition) -> set[str]:
    """The facts that a condition asks for."""
    return {name.removeprefix("not ") for alternatives in condition for name in alternatives}


_TOLD_BY = {
    **{fact: (fact,) for fact in FACTS},
    "result_due": ("has_result",),
    "resolved": ("result_file",),
    "confirmed": ("unconfirmed", "sendable"),
}
"""What its papers must tell for each fact."""


def _fact_told(told: Subquery, fact: str) -> ColumnElement[Any]:
    own = told.c
    match fact:
        case "result_due":
            return own.gives_result | own.has_result
        case "resolved":
            return or_(own.state == DossierState.RETURNED, own.result_file)
        case "confirmed":
            return and_(not_(own.unconfirmed), or_(own.sendable, _recorded(told)))
        case _:
            return own[fact]


def days_of(scope: Scope) -> Select[str, int]:
    """How many dossiers of the scope were received on each day, ISO, that had any: their papers are not looked at."""
    procedures, code = _procedures(), func.substr(dossier.c.procedure, 1, _SUFFIX_FROM)
    day = _day(dossier.c.received_at)
    known = and_(procedures.c.version == dossier.c.catalogue_version, procedures.c.procedure == code)
    query = select(day, func.count()).select_from(dossier).outerjoin(procedures, known)
    return query.where(*_within(scope, code, procedures)).group_by(day).order_by(day)


def _day(moment: ColumnElement[Any]) -> ColumnElement[str]:
    """The day in Vietnam."""
    return func.date(cast(moment, Integer) // _MICROSECONDS + _VIETNAM_S, "unixepoch")


def holds(facts: CTE, condition: Condition) -> ColumnElement[bool]:
    """The condition in SQL.

    Raises:
        KeyError: it names no fact.
    """
    return and_(true(), *(or_(*(_fact(facts, name) for name in alternatives)) for alternatives in condition))


def _fact(facts: CTE, name: str) -> ColumnElement[bool]:
    plain = name.removeprefix("not ")
    if plain not in FACTS:
        raise KeyError(name)
    is_so: ColumnElement[bool] = facts.c[plain] == (1 if plain == name else 0)
    return is_so


# A paper has a file where its signed file goes with the record: `digitised` of `desktop.sync.flags`.
_SIGNED = paper.c.signing != SigningState.UNSIGNED
_BUILT = paper.c.digitisation == DigitisationState.BUILT
# The row of what stood in is kept while a paper is scanned after all; only a reused paper is joined with its own.
_REUSED = reused.c.paper_id.is_not(None)
_THERE = or_(and_(_BUILT, _SIGNED, paper.c.pdf_sha256 != ""), _REUSED)
_EMPTY = paper.c.digitisation == DigitisationState.EMPTY
_COMPONENT = paper.c.kind == PaperKind.COMPONENT
_RESULT = paper.c.kind == PaperKind.RESULT
# A reused paper has no file of its own to send, so the province acknowledges none.
SENDABLE = and_(
    paper.c.kind != PaperKind.UNSORTED,
    paper.c.digitisation.not_in((DigitisationState.EMPTY, DigitisationState.REUSED)),
)
_BY_REUSE = frozenset({"component_file", "result_file", "reused", "from_national"})
"""What is told by a paper's reuse besides its own row."""
_CONFIRMED = paper.c.sync == SyncState.CONFIRMED
_REFUSED = paper.c.sync.in_((SyncState.FAILED, SyncState.CONFLICT))


def _told(scope: Scope, names: Collection[str]) -> Subquery:
    """One row a dossier: what its row, its procedure and its papers together say, of these `names`."""
    procedures = _procedures()
    asked = _asked(procedures)
    code = func.substr(dossier.c.procedure, 1, _SUFFIX_FROM)
    papers = {
        "has_result": _RESULT,
        "component_file": _COMPONENT & _THERE,
        "result_file": _RESULT & _THERE,
        "reused": _COMPONENT & _REUSED,
        "from_national": _COMPONENT & _REUSED & (reused.c.source["shop"].as_string() == Shop.NATIONAL),
        "result_confirmed": _RESULT & _CONFIRMED,
        "sendable": SENDABLE,
        "unconfirmed": SENDABLE & not_(_CONFIRMED),
        "must_scan": _COMPONENT & _EMPTY & asked.c.component.is_not(None),
        "must_sign": SENDABLE & not_(_BUILT & _SIGNED),
        "leaving": SENDABLE & _BUILT & _SIGNED & not_(_CONFIRMED) & not_(_REFUSED),
        "refused": _REFUSED,
    }
    query = (
        select(
            dossier.c.id,
            dossier.c.code,
            dossier.c.state,
            dossier.c.received_at.label("received"),
            dossier.c.competent_unit.label("unit"),
            dossier.c.officer.label("official"),
            code.label("procedure"),
            func.coalesce(procedures.c.name, "").label("procedure_name"),
            func.coalesce(procedures.c.field, "").label("field"),
            func.coalesce(procedures.c.gives_result, 0).label("gives_result"),
            *(any_of(says).label(name) for name, says in papers.items() if name in names),
        )
        .select_from(dossier)
        .outerjoin(
            procedures, and_(procedures.c.version == dossier.c.catalogue_version, procedures.c.procedure == code)
        )
        .where(*_within(scope, code, procedures))
    )
    if names:
        query = query.outerjoin(paper, paper.c.dossier_id == dossier.c.id)
    # Nothing is looked for by a key that is NULL: most papers are neither reused nor empty.
    if not _BY_REUSE.isdisjoint(names):
        key = case((paper.c.digitisation == DigitisationState.REUSED, paper.c.id))
        query = query.outerjoin(reused, reused.c.paper_id == key)
    if "must_scan" in names:
        query = query.outerjoin(
            asked,
            and_(
                asked.c.version == case((_EMPTY, dossier.c.catalogue_version)),
                asked.c.procedure == code,
                asked.c.case == dossier.c.case,
                asked.c.component == paper.c.code,
            ),
        )
    # In the order of the index of days: what is asked for lies side by side there, and nothing is sorted.
    return query.group_by(dossier.c.received_at, literal_column("dossier.rowid")).subquery("told")


def _within(scope: Scope, code: ColumnElement[str], procedures: CTE) -> list[ColumnElement[bool]]:
    asked: tuple[tuple[str, ColumnElement[str]], ...] = (
        (scope.unit, dossier.c.competent_unit),
        (scope.official, dossier.c.officer),
        (scope.procedure[:_SUFFIX_FROM], code),
        (scope.field, procedures.c.field),
    )
    return [*received(scope.first, scope.last), *(column == wanted for wanted, column in asked if wanted)]


def received(first: date, last: date) -> list[ColumnElement[bool]]:
    """What is so of a dossier that the counter received from the first to the last day."""
    start = datetime.combine(first, time.min, VIETNAM)
    end = datetime.combine(last, time.min, VIETNAM) + timedelta(days=1)
    return [
        dossier.c.received_at >= start,
        dossier.c.received_at < end,
        ~books.is_not_received(),
        # It stands in the lists of its day all the same.
        dossier.c.state != DossierState.REFUSED,
    ]


def any_of(says: ColumnElement[bool]) -> ColumnElement[int]:
    """Whether one of a dossier's papers is so; a dossier without papers has none."""
    # As the condition of a CASE it is looked at no further than it takes to be decided.
    return type_coerce(func.coalesce(func.max(case((says, 1), else_=0)), 0), Integer)


def _recorded(told: Subquery) -> ColumnElement[bool]:
    """Whether the province has the dossier's record: all that it gets of one whose papers are all reused."""
    # The plus keeps SQLite from going through all steps that are done, instead of the few of this dossier.
    done = literal_column("+step.state", String) == StepState.DONE
    return exists(select(literal(1)).where(step.c.dossier_id == told.c.id, step.c.kind == StepKind.RECORD, done))


def _procedures() -> CTE:
    """The procedures of every version of the catalogue (R1); of two with one code the first counts."""
    given = func.json_each(catalogue.c.data, "$.procedures").table_valued("key", "value", joins_implicitly=True)
    row = given.c.value
    code = func.substr(func.json_extract(row, "$.code"), 1, _SUFFIX_FROM).label("procedure")
    return (
        select(
            catalogue.c.version,
            code,
            func.json_extract(row, "$.name").label("name"),
            func.json_extract(row, "$.field").label("field"),
            (func.json_array_length(row, "$.results") > 0).label("gives_result"),
            func.json_extract(row, "$.cases").label("cases"),
            # SQLite gives the other columns as they are in the row of the least key.
            func.min(given.c.key).label("place"),
        )
        .group_by(catalogue.c.version, code)
        .cte("procedures")
    )


def _asked(procedures: CTE) -> CTE:
    """The components that must be digitised (R4), by version, procedure and case."""
    case = _each(procedures.c.cases, "$", "case_row")
    component = _each(case, "$.components", "component_row")
    return (
        select(
            procedures.c.version,
            procedures.c.procedure,
            func.json_extract(case, "$.code").label("case"),
            func.json_extract(component, "$.code").label("component"),
        )
        .where(func.json_extract(component, "$.must_digitise") != "")
        .distinct()
        .cte("asked")
    )


def _each(of: ColumnElement[str], path: str, name: str) -> ColumnElement[str]:
    """The entries of a list in JSON."""
    return func.json_each(of, path).table_valued("key", "value", name=name, joins_implicitly=True).c.value
