from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop.machine.clock import vietnam_time
from desktop.machine.folders import Folders, folders
from desktop.store import audit, contents, dossiers, papers
from desktop.store.errors import DamagedContent, DamagedStore
from desktop.store.file import Store
from desktop.store.keeping.backup import back_up, daily_name
from desktop.store.keeping.integrity import full_check, quick_check
from desktop.store.keeping.salvage import salvage
from tests.samples import MemorySecrets
from tests.store.filling import Work, fill

NOON = datetime(2026, 3, 12, 5, 0, tzinfo=UTC)
PAGE = 4096


class Original:
    """A closed store with known work, copied anew for every harm."""

    def __init__(self, place: Folders, secrets: MemorySecrets, work: Work) -> None:
        self.raw = place.store.read_bytes()
        self.place, self.secrets, self.work, self.number = place, secrets, work, 0
        store = Store(place, secrets, training=False)
        with store.reading() as tx:
            self.last_entry = audit.last_at(tx)
        store.close()

    def harmed(self, spots: list[int]) -> Folders:
        """A fresh copy of the data folder with one bit flipped at each spot."""
        self.number += 1
        place = folders(self.place.data.with_name(f"harmed-{self.number}"), training=False)
        shutil.copytree(self.place.data, place.data)
        raw = bytearray(self.raw)
        for spot in spots:
            raw[spot % len(raw)] ^= 1 << spot % 8
        place.store.write_bytes(raw)
        return place


def made(folder: Path, *, backup: bool) -> Original:
    secrets = MemorySecrets()
    place = folders(folder / "data", training=False)
    store = Store(place, secrets, training=False)
    work = fill(store, dossier_count=5, seed=3)
    if backup:
        back_up(store, place.backups / daily_name(NOON.date()), store.keys.recovery_key())
    else:
        store.keys.recovery_key()
    store.close()
    return Original(place, secrets, work)


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    return made(tmp_path_factory.mktemp("original"), backup=False)


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory):
    return made(tmp_path_factory.mktemp("backed-up"), backup=True)


def found(store: Store, work: Work) -> tuple[int, int, int]:
    """How many dossiers, pages and PDFs of the work are there, each checked byte by byte."""
    there, pages, pdfs = 0, 0, 0
    with store.reading() as tx:
        there = len(dossiers.latest(tx))
        for paper in work.papers:
            for page in papers.pages(tx, paper.id):
                assert contents.fetch(tx, page.raw_sha256) == work.pages[page.id]
                pages += 1
            has = tx.exec_driver_sql(
                "SELECT 1 FROM content JOIN paper ON sha256 = pdf_sha256 WHERE paper.id = ?", (paper.id.hex,)
            ).first()
            if has:
                assert contents.fetch(tx, papers.get(tx, paper.id).pdf_sha256) == work.pdfs[paper.id]
                pdfs += 1
    return there, pages, pdfs


def save(original: Original, place: Folders):
    """Salvage; gives the report, and what of the work is there afterwards."""
    report = salvage(place, original.secrets, NOON, training=False, who="lan")
    assert report.aside and report.aside.exists()
    store = Store(place, original.secrets, training=False)
    try:
        assert quick_check(store).whole
        assert not full_check(store).damage
        return report, found(store, original.work)
    finally:
        store.close()


BITS = st.lists(st.integers(0, 10**7), min_size=1, max_size=6)


@pytest.mark.slow
@pytest.mark.faults
@settings(
    max_examples=60,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(spots=BITS)
def test_flipped_bits_cost_what_they_hit_and_everything_else_is_saved(original, spots):
    """Nothing wrong is ever read, and what is not there any more is named: missing pages and PDFs are counted."""
    place = original.harmed(spots)
    try:
        report, (there, pages, pdfs) = save(original, place)
    except DamagedStore as refusal:
        assert refusal.cause == "no backup either"
        assert place.store.exists()
        return
    finally:
        shutil.rmtree(place.data)
    named = [loss.what for loss in report.losses]
    whole_papers_lost = sum(what.startswith("giấy tờ thứ") for what in named)
    whole_dossiers_lost = named.count("cả hồ sơ")
    assert there == 5 - whole_dossiers_lost
    lost_with_them = 4 * whole_dossiers_lost + 2 * whole_papers_lost
    assert 20 - pages <= sum(what.startswith("trang ") for what in named) + lost_with_them
    lost_files = sum(what.startswith("tệp PDF") for what in named) + whole_papers_lost + 2 * whole_dossiers_lost
    assert 10 - pdfs <= lost_files


@pytest.mark.slow
@pytest.mark.faults
@settings(
    max_examples=25,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(spots=BITS)
def test_with_todays_backup_nothing_is_lost_wherever_the_damage_is(backed_up, spots):
    place = backed_up.harmed(spots)
    try:
        report, counted = save(backed_up, place)
    finally:
        shutil.rmtree(place.data)
    assert counted == (5, 20, 10)
    since = vietnam_time(backed_up.last_entry)[:16]
    certain = {loss.what for loss in report.losses if not loss.what.startswith("có thể")}
    assert certain <= {"dòng nhật ký", "mọi thao tác sau " + since}


def test_a_damaged_image_page_is_named_with_dossier_and_page(original):
    store = Store(original.place, original.secrets, training=False)
    with store.reading() as tx:
        page = papers.pages(tx, original.work.papers[3].id)[1]
    store.close()
    image = original.work.pages[page.id]
    # Pages of a blob are found by trying: the file is sealed, its bytes say nothing.
    for number in range(len(original.raw) // PAGE - 1, 1, -1):
        place = original.harmed([(number - 1) * PAGE + 99])
        broken = Store(place, original.secrets, training=False)
        try:
            with broken.reading() as tx:
                contents.fetch(tx, page.raw_sha256)
        except (DamagedStore, DamagedContent):
            broken.close()
            report, (there, pages, pdfs) = save(original, place)
            if len(report.losses) == 1:
                break
        finally:
            broken.close()
    (loss,) = report.losses
    assert (loss.dossier, loss.what) == (original.work.dossiers[1].code, "trang 2 của «Căn cước»")
    assert (there, pages, pdfs) == (5, 19, 10)
    assert len(image) > 4 * PAGE // 2


def test_a_cut_file_is_told_and_saved_as_far_as_it_goes(original):
    place = original.harmed([])
    place.store.write_bytes(original.raw[: len(original.raw) * 2 // 3])
    report, (there, pages, _) = save(original, place)
    assert report.losses
    assert pages < 20
    assert there + sum(loss.what == "cả hồ sơ" for loss in report.losses) == 5


def test_a_destroyed_first_page_is_damage_and_not_a_wrong_key(original):
    place = original.harmed([500])
    with pytest.raises(DamagedStore):
        Store(place, original.secrets, training=False)
    with pytest.raises(DamagedStore):
        salvage(place, original.secrets, NOON, training=False, who="lan")
    assert place.store.exists()


def test_salvaging_is_written_in_the_chain(original):
    place = original.harmed([len(original.raw) - 100])
    save(original, place)
    store = Store(place, original.secrets, training=False)
    with store.reading() as tx:
        assert audit.head(tx)[0] > 0
        assert tx.exec_driver_sql("SELECT what FROM audit ORDER BY number DESC").scalar() == "store salvaged"
        assert dossiers.latest(tx, words="ngoc anh")
    store.close()


def test_the_full_check_finds_any_damage_and_a_whole_store_is_whole(original):
    found_by_the_check = 0
    for number in range(1, len(original.raw) // PAGE, 9):
        place = original.harmed([number * PAGE + 7])
        try:
            store = Store(place, original.secrets, training=False)
        except DamagedStore:
            continue
        assert full_check(store).damage
        found_by_the_check += 1
        store.close()
    assert found_by_the_check > 10
    whole = Store(original.harmed([]), original.secrets, training=False)
    assert quick_check(whole).whole and full_check(whole).whole
    whole.close()
