"""What is known of each dossier for the report: one row a dossier, one column a fact, as SQL over the store's tables.

A figure is a condition over these facts (`desktop/report/definitions.py`). Counting it and listing the dossiers behind
it ask the same rows with the same condition. The flags that the province counts (R51) are told from the same states as
in `desktop/sync/flags.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
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
    outerjoin,
    select,
    text,
    true,
    type_coerce,
)

from desktop.model.dossier import PaperKind
from desktop.model.states import NOBODYS, DossierState, StepState
from desktop.report.definitions import Condition
from desktop.store import outbox
from desktop.store.days import moments
from desktop.store.says import Says, says
from desktop.store.tables import catalogue, dossier, paper, step

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


_SAID = {
    "has_result": Says.RESULT,
    "component_file": Says.COMPONENT_FILE,
    "result_file": Says.RESULT_FILE,
    "reused": Says.REUSED,
    "from_national": Says.FROM_NATIONAL,
    "result_confirmed": Says.RESULT_CONFIRMED,
    "sendable": Says.SENDABLE,
    "unconfirmed": Says.UNCONFIRMED,
    "must_sign": Says.UNSIGNED,
    "leaving": Says.LEAVING,
    "refused": Says.REFUSED,
}
"""What the papers together say for each fact; `must_scan` asks the catalogue too."""


def _told(scope: Scope, names: Collection[str]) -> Subquery:
    """One row a dossier: what its row, its procedure and its papers together say, of these `names`."""
    procedures = _procedures()
    code = func.substr(dossier.c.procedure, 1, _SUFFIX_FROM)
    within = _within(scope, code, procedures)
    known = and_(procedures.c.version == dossier.c.catalogue_version, procedures.c.procedure == code)
    told: dict[str, ColumnElement[bool]] = {name: says(bit) for name, bit in _SAID.items() if name in names}
    source: FromClause = outerjoin(dossier, procedures, known)
    if "must_scan" in names:
        missing = _missing(procedures, code, known, within)
        # Nothing is looked for by a key that is NULL: most dossiers lack nothing.
        source = source.outerjoin(missing, missing.c.id == case((says(Says.EMPTY), dossier.c.id)))
        told["must_scan"] = missing.c.id.is_not(None)
    return (
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
            *(says_so.label(name) for name, says_so in told.items()),
        )
        .select_from(source)
        .where(*within)
        .subquery("told")
    )


def _missing(
    procedures: CTE, code: ColumnElement[str], known: ColumnElement[bool], within: Sequence[ColumnElement[bool]]
) -> CTE:
    """The dossiers that lack a component which must be digitised (R4)."""
    asked = _asked(procedures)
    wanted = and_(
        asked.c.version == dossier.c.catalogue_version,
        asked.c.procedure == code,
        asked.c.case == dossier.c.case,
        asked.c.component == paper.c.code,
    )
    # As `paper_empty` has it. Without the plus SQLite goes through the empty papers of all dossiers.
    empty = text("+paper.digitisation = 'empty'")
    return (
        select(dossier.c.id)
        .outerjoin(procedures, known)
        .join(paper, paper.c.dossier_id == dossier.c.id)
        .join(asked, wanted)
        .where(*within, says(Says.EMPTY), paper.c.kind == PaperKind.COMPONENT, empty)
        # Each once, in the order of the index of days, so that no others are gone through for it.
        .group_by(dossier.c.received_at, literal_column("dossier.rowid"))
        .cte("missing")
    )


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
    start, end = moments(first, last)
    return [
        dossier.c.received_at >= start,
        dossier.c.received_at < end,
        dossier.c.state.not_in(NOBODYS),
        ~says(Says.FROM_BOOK),
        # It stands in the lists of its day all the same.
        dossier.c.state != DossierState.REFUSED,
        # What was digitised before a dossier was stopped was done; what was not is asked of nobody any more.
        (dossier.c.state != DossierState.STOPPED) | dossier.c.last_confirmed_at.is_not(None),
    ]


def _recorded(told: Subquery) -> ColumnElement[bool]:
    """Whether the province has the dossier's record: all that it gets of one whose papers are all reused."""
    # The plus keeps SQLite from going through all steps that are done, instead of the few of this dossier.
    done = literal_column("+step.state", String) == StepState.DONE
    return exists(select(literal(1)).where(step.c.dossier_id == told.c.id, outbox.brings_papers(), done))


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
