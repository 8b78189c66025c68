"""Killed, or without room, while old tables are brought up to date, the sheet is replaced, content is deleted.

At every moment: what was committed is there, nothing is half done, the next start opens and does the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop.machine.clock import SteppingClock
from desktop.machine.folders import folders
from desktop.machine.settings import Settings
from desktop.model.errors import Trouble
from desktop.store import audit, contents, papers, schema
from desktop.store.errors import Purged
from desktop.store.file import Store, connect
from desktop.store.keeping import purge
from desktop.store.keeping.backup import back_up, examine
from desktop.store.keys import StoreKeys
from desktop.workflow.keeping.duties import Keeping
from tests.faults.power import Place, every_moment, no_file_past, some
from tests.samples import MORNING, MemorySecrets
from tests.store.filling import Work, fill

pytestmark = pytest.mark.faults


@pytest.fixture(autouse=True)
def _quick_stores() -> None:
    """Not here, where the making of a store is what is tested."""


DOSSIER, PAPER, PAGE = (f"{number:032x}" for number in (1, 2, 3))
OLD_ROWS = (
    "INSERT INTO content VALUES ('aa', 1, x'ff')",
    "INSERT INTO party VALUES (1, 'citizen', '052199000123', 'Đặng Thị Ngọc Ánh', 'dang', NULL, '', '', NULL)",
    f"INSERT INTO dossier VALUES ('{DOSSIER}', 'T1', 'T1', 'p', 'c', '1', 1, 'u', 'u', 0, 'open', 0, 'o')",
    f"INSERT INTO paper VALUES ('{PAPER}', '{DOSSIER}', 'component', 'c', 'n', 0, '{{}}', 'scanned', 'unsigned',"
    " '', '', '', '', '')",
    f"INSERT INTO page VALUES ('{PAGE}', '{PAPER}', 0, '{{}}', 0, 'aa', '', NULL, NULL, 0)",
)


def keeping(store: Store, days: float = 0) -> Keeping:
    with store.reading() as tx:
        now = audit.last_at(tx) or MORNING
    return Keeping(store, SteppingClock(now + timedelta(days=days)), Settings(officer="lan"), lambda: 0.0)


@dataclass
class Case:
    """A store, what is done to it, and what holds at every moment and after it was done again."""

    place: Place
    act: Callable[[Place], None]
    holds: Callable[[Store], None]
    done: Callable[[Store], None]


def migration(folder: Path) -> Case:
    """A store of the first program, with one page."""
    place = Place(folders(folder, training=False), MemorySecrets())
    place.folders.make()
    key = StoreKeys(place.folders, place.secrets).key()
    engine = sa.create_engine("sqlite://", creator=lambda: connect(place.folders.store, key))
    schema.make_empty(engine, "0001")
    with engine.begin() as tx:
        for row in OLD_ROWS:
            tx.exec_driver_sql(row)
    engine.dispose()

    def holds(store: Store) -> None:
        with store.reading() as tx:
            both = "SELECT count(*) FROM page JOIN paper ON paper.id = paper_id JOIN dossier ON dossier.id = dossier_id"
            assert tx.exec_driver_sql(both).scalar() == 1
            assert tx.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert tx.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert schema.is_up_to_date(store._engine)
        copy = connect(store.folders.data / "quayso-truoc-0001.db", store.keys.key())
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert copy.execute("SELECT count(*) FROM page").fetchone() == (1,)
        copy.close()

    return Case(place, lambda place: place.opened().close(), holds, holds)


def filled(folder: Path, confirmed: int) -> tuple[Place, Work]:
    place = Place(folders(folder, training=False), MemorySecrets())
    store = place.opened()
    work = fill(store, dossier_count=2, confirmed=confirmed)
    store.keys.recovery_key()
    back_up(store, place.folders.backups / "b.db", store.keys.recovery_key())
    store.close()
    return place, work


def new_sheet(folder: Path) -> Case:
    """The recovery key is replaced; whichever counts, it is the keyring's and opens the store."""
    place, work = filled(folder, confirmed=0)
    former = StoreKeys(place.folders, place.secrets).recovery_key()

    def act(place: Place) -> None:
        store = place.opened()
        try:
            keeping(store).recovery_sheet(new=True)
        finally:
            store.close()

    def holds(store: Store) -> None:
        sheet = store.keys.recovery_key()
        assert store.keys.proven()
        with store.reading() as tx:
            told = tx.exec_driver_sql("SELECT count(*) FROM audit WHERE what = 'recovery sheet printed'").scalar()
            for paper in work.papers:
                contents.fetch(tx, paper.pdf_sha256)
        # No sheet ends without a word about it, and no backup under the former one is lost.
        assert sheet == former or told
        assert examine(store.folders.backups / "b.db", former).papers == 4
        lost = MemorySecrets()
        store.close()
        StoreKeys(store.folders, lost).recover(sheet)
        Store(store.folders, lost, training=False).close()

    return Case(place, act, holds, lambda store: None)


def deleting(folder: Path) -> Case:
    """Two of four papers are old enough; each is here whole or is gone with a stone."""
    place, work = filled(folder, confirmed=1)
    due = {paper.id for paper in work.papers[:2]}

    def act(place: Place) -> None:
        store = place.opened()
        try:
            keeping(store, days=8).purge_due()
        finally:
            store.close()

    def gone(store: Store) -> set:
        with store.reading() as tx:
            stones = {stone.paper_id for stone in purge.tombstones(tx)}
            rows = tx.exec_driver_sql("SELECT count(*) FROM audit WHERE what = 'purged'").scalar()
            assert rows == len(stones)
            for paper in work.papers:
                pages = papers.pages(tx, paper.id)
                if paper.id in stones:
                    assert pages == []
                    with pytest.raises(Purged):
                        contents.fetch(tx, paper.pdf_sha256)
                    continue
                assert contents.fetch(tx, paper.pdf_sha256) == work.pdfs[paper.id]
                assert [contents.fetch(tx, page.raw_sha256) for page in pages] == [
                    work.pages[page.id] for page in pages
                ]
                assert len(pages) == 2
        return stones

    def holds(store: Store) -> None:
        assert gone(store) <= due

    def done(store: Store) -> None:
        assert gone(store) == due

    return Case(place, act, holds, done)


CASES = [migration, new_sheet, deleting]


def whole(place: Place, case: Case) -> None:
    """The next start opens, all that must hold does, and the act can be done (again)."""
    store = place.opened()
    with store.reading() as tx:
        assert audit.first_broken(tx, store.keys.anchor()) is None
    case.holds(store)
    store.close()
    left = [
        file.name for file in place.folders.data.rglob("*") if file.name.endswith(".new") or ".quayso-" in file.name
    ]
    assert left == []
    case.act(place)
    again = place.opened()
    case.done(again)
    again.close()


@pytest.mark.parametrize("make", CASES)
def test_killed_at_every_moment_nothing_is_half_done(make, tmp_path):
    case = make(tmp_path / "data")
    with every_moment(case.place, tmp_path / "moments") as moments:
        case.act(case.place)
    assert len(moments) > 8
    for moment in some(moments):
        whole(moment, case)


@pytest.mark.parametrize("make", CASES)
def test_without_room_at_any_size_the_trouble_is_a_known_one_and_nothing_is_half_done(make, tmp_path, expect_log):
    expect_log("not folded in")
    case = make(tmp_path / "data")
    size = case.place.folders.store.stat().st_size
    refused = 0
    for number, limit in enumerate([0, 100, 4096, 20_000, *range(40_000, 2 * size, size // 4)]):
        place = case.place.copied(tmp_path / f"{number}")
        try:
            with no_file_past(limit):
                case.act(place)
        except Trouble:
            refused += 1
        whole(place, case)
    assert refused > 2
