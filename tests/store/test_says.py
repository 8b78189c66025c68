"""What a dossier's papers say together follows every write, and is what plain Python makes of the rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
import sqlalchemy as sa
import sqlcipher3.dbapi2
from alembic import command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.model.dossier import PaperKind
from desktop.model.states import DigitisationState, SigningState, SyncState
from desktop.model.stored import Shop
from desktop.store import migrating
from desktop.store.says import Says
from desktop.store.tables import book_paper, dossier, paper, reused
from tests.samples import MORNING

SPACE = UUID("00000000-0000-0000-0000-000000000042")
DOSSIERS = tuple(uuid5(SPACE, f"dossier {at}") for at in range(2))
PAPERS = tuple(uuid5(SPACE, f"paper {at}") for at in range(3))
TIMES = ("scanned_at", "checked_at", "signed_at", "sent_at", "confirmed_at")
NO_SHOP = "no word of it"


def said_of(papers: list[dict[str, Any]], *, from_book: bool) -> tuple[Says, dict[str, Any]]:
    """The same, by the words of `Says`, out of the rows."""
    found = Says.FROM_BOOK if from_book else Says(0)
    last: dict[str, Any] = dict.fromkeys(TIMES)
    for one in papers:
        component = one["kind"] == PaperKind.COMPONENT
        result = one["kind"] == PaperKind.RESULT
        stands_in = one["shop"] is not None and one["digitisation"] == DigitisationState.REUSED
        signed = one["digitisation"] == DigitisationState.BUILT and one["signing"] != SigningState.UNSIGNED
        there = (signed and one["pdf_sha256"] != "") or stands_in
        own = one["digitisation"] not in {DigitisationState.EMPTY, DigitisationState.REUSED}
        sendable = own and one["kind"] != PaperKind.UNSORTED
        confirmed = one["sync"] == SyncState.CONFIRMED
        refused = one["sync"] in {SyncState.FAILED, SyncState.CONFLICT}
        timed = one["signed_at"] is not None and one["sent_at"] is not None
        is_so = {
            Says.RESULT: result,
            Says.COMPONENT_FILE: component and there,
            Says.RESULT_FILE: result and there,
            Says.REUSED: component and stands_in,
            Says.FROM_NATIONAL: component and stands_in and one["shop"] == Shop.NATIONAL,
            Says.RESULT_CONFIRMED: result and confirmed,
            Says.SENDABLE: sendable,
            Says.UNCONFIRMED: sendable and not confirmed,
            Says.EMPTY: component and one["digitisation"] == DigitisationState.EMPTY,
            Says.UNSIGNED: sendable and not signed,
            Says.LEAVING: sendable and signed and not confirmed and not refused,
            Says.REFUSED: refused,
            Says.UNREAD: component and one["digitisation"] == DigitisationState.SCANNED,
            Says.UNDER_WAY: component and sendable and not (confirmed and timed),
        }
        for bit, holds in is_so.items():
            if holds:
                found |= bit
        for name in TIMES:
            moments = [moment for moment in (last[name], one[name]) if moment is not None]
            if component and moments:
                last[name] = max(moments)
    return found, last


def require_true(tx: sa.Connection) -> None:
    """See that every dossier's row says what its papers do."""
    shops = {row.paper_id: row.source.get("shop", NO_SHOP) for row in tx.execute(sa.select(reused))}
    books = set(tx.execute(sa.select(book_paper.c.dossier_id)).scalars())
    papers = [{**row, "shop": shops.get(row["id"])} for row in tx.execute(sa.select(paper)).mappings()]
    rows = tx.execute(sa.select(dossier)).mappings().all()
    assert len(rows) == len(DOSSIERS)
    for row in rows:
        own = [one for one in papers if one["dossier_id"] == row["id"]]
        found, last = said_of(own, from_book=row["id"] in books)
        assert Says(row["papers_say"]) == found
        assert {name: row[f"last_{name}"] for name in TIMES} == last


def _at(engine: sa.Engine, revision: str) -> None:
    config = migrating._config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _put_dossiers(tx: sa.Connection) -> None:
    usual = {"procedure": "p", "case": "c", "catalogue_version": "1", "party_id": 9, "receiving_unit": "u"}
    for own in DOSSIERS:
        code = own.hex[:12]
        values = {**usual, "id": own, "code": code, "provisional_code": code, "competent_unit": "u", "officer": "o"}
        tx.execute(sa.insert(dossier).values(**values, received_at=MORNING, state="open"))


def _row(at: int, of: UUID, **changes: Any) -> dict[str, Any]:
    usual = {
        "id": PAPERS[at],
        "dossier_id": of,
        "code": "G1",
        "name": "Giấy",
        "position": at,
        "details": {},
        "delivery": "not_applicable",
        "province_id": "",
        "item_code": "",
    }
    return usual | changes


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    file = tmp_path_factory.mktemp("says") / "says.db"
    engine = sa.create_engine(f"sqlite:///{file}", module=sqlcipher3.dbapi2)
    _at(engine, "head")
    with engine.begin() as tx:
        _put_dossiers(tx)
    yield engine
    engine.dispose()


MOMENT = st.none() | st.integers(0, 5).map(lambda day: MORNING.replace(day=1 + day))
STATES: dict[str, st.SearchStrategy[Any]] = {
    "kind": st.sampled_from(PaperKind),
    "digitisation": st.sampled_from(DigitisationState),
    "signing": st.sampled_from(SigningState),
    "sync": st.sampled_from(SyncState),
    "pdf_sha256": st.sampled_from(("", "a" * 64)),
    **dict.fromkeys(TIMES, MOMENT),
}
WHOLE = st.fixed_dictionaries(STATES)
SOME = st.fixed_dictionaries({}, optional={**STATES, "dossier_id": st.sampled_from(DOSSIERS)})
SOURCE = st.sampled_from(({"shop": "national"}, {"shop": "province"}, {}))
AT = st.integers(0, len(PAPERS) - 1)
WRITES = st.one_of(
    st.tuples(st.just("paper"), AT, st.sampled_from(DOSSIERS), WHOLE),
    st.tuples(st.just("change"), AT, st.none(), SOME),
    st.tuples(st.just("delete"), AT, st.none(), st.none()),
    st.tuples(st.just("reuse"), AT, st.none(), SOURCE),
    st.tuples(st.just("give back"), AT, st.none(), st.none()),
    st.tuples(st.just("book"), AT, st.sampled_from((None, *DOSSIERS)), st.none()),
    st.tuples(st.just("no book"), AT, st.none(), st.none()),
)


def write(tx: sa.Connection, what: str, at: int, of: UUID | None, said: Any) -> None:
    """One write, as any part of the program might do it."""
    own = PAPERS[at]
    match what:
        case "paper" if of:
            tx.execute(sa.insert(paper).prefix_with("OR IGNORE").values(**_row(at, of, **said)))
        case "change" if said:
            tx.execute(sa.update(paper).where(paper.c.id == own).values(**said))
        case "delete":
            tx.execute(sa.delete(paper).where(paper.c.id == own))
        case "reuse":
            values = {"paper_id": own, "source": said, "officer": "o", "taken_at": MORNING}
            tx.execute(sa.insert(reused).prefix_with("OR IGNORE").values(**values))
        case "give back":
            tx.execute(sa.delete(reused).where(reused.c.paper_id == own))
        case "book":
            values = {"paper_id": own, "book_id": DOSSIERS[0], "said": {}, "outcome": "", "sheets": 1}
            tx.execute(sa.insert(book_paper).prefix_with("OR IGNORE").values(**values))
            tx.execute(sa.update(book_paper).where(book_paper.c.paper_id == own).values(dossier_id=of))
        case "no book":
            tx.execute(sa.delete(book_paper).where(book_paper.c.paper_id == own))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WRITES, min_size=1, max_size=12))
def test_whatever_is_written_the_row_says_it(engine: sa.Engine, writes: list[tuple[Any, ...]]) -> None:
    with engine.connect() as tx:
        for one in writes:
            write(tx, *one)
        require_true(tx)
        tx.rollback()


def test_an_older_file_says_it_of_what_it_holds(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'old.db'}", module=sqlcipher3.dbapi2)
    _at(engine, "0018_paper_times")
    built = {"digitisation": "built", "signing": "signed", "sync": "confirmed", "pdf_sha256": "a" * 64}
    moments = dict.fromkeys(TIMES, MORNING)
    with engine.begin() as tx:
        usual = 'INSERT INTO dossier (id, code, provisional_code, procedure, "case", catalogue_version, party_id,'
        usual += " receiving_unit, competent_unit, received_at, state, officer) VALUES"
        for own in DOSSIERS:
            tx.exec_driver_sql(
                f"{usual} ('{own.hex}', '{own.hex}', '{own.hex[:9]}', 'p', 'c', '1', 9, 'u', 'u', 0, 'open', 'o')"
            )
        tx.execute(sa.insert(paper).values(**_row(0, DOSSIERS[0], kind="component", **built, **moments)))
        stood = {"digitisation": "reused", "signing": "unsigned", "sync": "local", "pdf_sha256": ""}
        tx.execute(sa.insert(paper).values(**_row(1, DOSSIERS[0], kind="component", **stood)))
        write(tx, "reuse", 1, None, {"shop": "national"})
        write(tx, "book", 2, DOSSIERS[1], None)
    _at(engine, "head")
    with engine.begin() as tx:
        require_true(tx)
        first = tx.execute(sa.select(dossier.c.papers_say).where(dossier.c.id == DOSSIERS[0])).scalar_one()
    engine.dispose()
    assert Says(first) == Says.COMPONENT_FILE | Says.REUSED | Says.FROM_NATIONAL | Says.SENDABLE
