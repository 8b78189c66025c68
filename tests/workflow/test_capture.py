"""From the feeder into the store: profiles, sheets, pages scanned anew, a full disk, pages that wait.

The file is long because all of it needs the same desk and the same scanner.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

from desktop.machine.settings import Settings
from desktop.machine.settings_file import BadSettings, load_settings
from desktop.model.data import as_data
from desktop.model.page import PageVerdict
from desktop.model.scanning import (
    USUAL,
    Colour,
    PaperSize,
    ScanProfile,
    Source,
    profile_from_data,
    profiles_from_data,
)
from desktop.page.result import CardSide
from desktop.page.workers import PageWorkers
from desktop.scanner.driver import Progress, ScannerConfig
from desktop.scanner.errors import DoubleFeed, Jam, Unfinished
from desktop.scanner.folder.shelves import TAKEN
from desktop.store.errors import DiskFull
from desktop.training.scanner.virtual import VirtualScanner
from desktop.workflow import page_work
from desktop.workflow.errors import BadScanProfile, NoScanner, NotInColour, ProfilesLocked, UnknownProfile
from desktop.workflow.sheets import SheetVerdict, count_sheets
from tests.workflow.desk import Desk, desk

SHEETS = 3


@pytest.fixture(scope="module")
def pile(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    for number in range(SHEETS):
        sheet = Image.new("RGB", (827, 1169), (60 * number, 200, 90))
        for side in ("front", "back"):
            sheet.save(folder / f"{number:03}-{side}.jpg", dpi=(100, 100))
    return folder


class Scanner(VirtualScanner):
    """Keeps its pile at hand, to be loaded once more."""

    def __init__(self, pile: Path) -> None:
        super().__init__()
        self.pile = pile


@pytest.fixture(scope="module")
def machine(pile):
    with Scanner(pile) as machine:
        yield machine


@pytest.fixture
def scanner(machine, pile) -> VirtualScanner:
    machine.set_faults()
    machine.load(pile)
    return machine


@pytest.fixture
def config(machine) -> ScannerConfig:
    return ScannerConfig(escl_addresses=(machine.address,), sane=False)


@pytest.fixture
def counter(tmp_path, config):
    with desk(tmp_path / "data", lambda: config) as counter:
        yield counter


def scan(counter: Desk, paper, profile: ScanProfile | None = None, **more) -> int:
    return counter.capture.scan(paper.id, lambda page: None, threading.Event(), profile, **more)


# Profiles


def test_the_usual_profiles_have_names_and_keys_of_their_own(counter):
    profiles = counter.capture.profiles
    assert [profile.name for profile in profiles.all()] == [profile.name for profile in USUAL]
    assert not profiles.locked


def test_a_component_remembers_how_it_is_scanned(counter, scanner):
    profiles = counter.capture.profiles
    assert profiles.for_component("GT1").name == USUAL[0].name
    assert scan(counter, counter.component) == 2 * SHEETS
    profiles.remember("GT1", "Mặt kính A4")
    assert profiles.for_component("GT1").source is Source.FLATBED
    assert profiles.for_component("GT2").name == USUAL[0].name
    scanner.load(scanner.pile)
    assert scan(counter, counter.component) == 1
    origin = counter.pages(counter.component.id)[-1].origin
    assert (origin.source, origin.duplex) == ("flatbed", False)
    with pytest.raises(UnknownProfile):
        profiles.remember("GT1", "Không có")


def test_a_profile_is_honoured_in_size_colour_and_resolution(counter, scanner):
    profile = ScanProfile(
        source=Source.FLATBED, duplex=False, dpi=150, colour=Colour.GREY, size=PaperSize.CARD, name="Thẻ"
    )
    scan(counter, counter.component, profile)
    (page,) = counter.pages(counter.component.id)
    assert page.origin.dpi == 150
    import io

    picture = Image.open(io.BytesIO(counter.image(page)))
    assert picture.mode == "L"
    assert (round(picture.width / 150 * 25.4), round(picture.height / 150 * 25.4)) == (100, 70)


@pytest.mark.parametrize("colour", [Colour.GREY, Colour.BLACK_AND_WHITE])
def test_results_are_refused_without_their_colours(counter, scanner, colour):
    profile = ScanProfile(colour=colour)
    with pytest.raises(NotInColour) as refusal:
        scan(counter, counter.result, profile)
    assert "Giấy khai sinh" in refusal.value.message
    assert scanner.left() == SHEETS
    scan(counter, counter.component, profile)
    assert scanner.left() == 0


def test_the_counter_keeps_its_own_profiles(counter):
    profiles = counter.capture.profiles
    own = (ScanProfile(name="Sổ hộ khẩu", key="F7", dpi=300, size=PaperSize.A5), ScanProfile(name="Khổ dài", key="F8"))
    profiles.save(own)
    assert profiles.all() == own
    assert profiles.named("Khổ dài") == own[1]
    for wrong in (
        (own[0], own[0]),
        (ScanProfile(key="F7"),),
        (ScanProfile(name="a", key="F2"),),
        (ScanProfile(name="a", dpi=10),),
        (own[0], ScanProfile(name="b", key="F7")),
    ):
        with pytest.raises(BadScanProfile):
            profiles.save(wrong)
    assert profiles.all() == own
    profiles.save(())
    assert profiles.all()[0].name == USUAL[0].name


ADMIN = """
scan_profiles_locked = true
[[scan_profiles]]
name = "Hồ sơ đất đai"
key = "F4"
dpi = 300
size = "a3"
source = "flatbed"
duplex = false
"""


def test_the_administrator_defines_and_locks_them(tmp_path, config):
    file = tmp_path / "cau-hinh.toml"
    file.write_text(ADMIN, "utf-8")
    with desk(tmp_path / "data", lambda: config, load_settings(file)) as counter:
        profiles = counter.capture.profiles
        assert profiles.locked
        (only,) = profiles.all()
        assert (only.name, only.dpi, only.size, only.source) == ("Hồ sơ đất đai", 300, PaperSize.A3, Source.FLATBED)
        with pytest.raises(ProfilesLocked):
            profiles.save(USUAL)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("scan_profiles = 1", "[[scan_profiles]]"),
        ('[[scan_profiles]]\nkey = "F4"', "name"),
        ('[[scan_profiles]]\nname = "a"\nmau = 1', "mau"),
        ('[[scan_profiles]]\nname = "a"\ncolour = "xanh"', "colour"),
        ('[[scan_profiles]]\nname = "a"\ndpi = "300"', "dpi"),
        ('[[scan_profiles]]\nname = "a"\ndpi = 20000', "dpi"),
        ('[[scan_profiles]]\nname = "a"\n[[scan_profiles]]\nname = "a"', "hai lần"),
    ],
)
def test_a_wrong_profile_in_the_settings_is_refused_by_name(tmp_path, text, reason):
    file = tmp_path / "cau-hinh.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(BadSettings) as refusal:
        load_settings(file)
    assert reason in refusal.value.message


def test_profiles_survive_the_trip_through_the_store():
    for profile in USUAL:
        assert profile_from_data(as_data(profile)) == profile
    assert profiles_from_data(as_data(USUAL)) == USUAL


# Sheets


def test_sheets_are_counted_across_jobs_and_sides(counter, scanner, pile):
    scan(counter, counter.component)
    found = counter.capture.check_sheets(counter.component.id, SHEETS)
    assert (found.verdict, found.sheets, found.sides) == (SheetVerdict.RIGHT, SHEETS, 2 * SHEETS)
    assert found.sentence == "Đủ 3 tờ, 6 mặt."
    missing = counter.capture.check_sheets(counter.component.id, SHEETS + 2)
    assert missing.verdict is SheetVerdict.MISSING
    assert missing.sentence == "Thiếu 2 tờ: đếm được 5 tờ, máy quét nhận 3 tờ."
    scanner.load(pile)
    scan(counter, counter.component, ScanProfile(duplex=False))
    found = counter.capture.check_sheets(counter.component.id, 2 * SHEETS)
    assert (found.verdict, found.sides) == (SheetVerdict.RIGHT, 3 * SHEETS)
    assert counter.capture.check_sheets(counter.component.id, 1).verdict is SheetVerdict.TOO_MANY


def test_a_page_scanned_anew_is_still_that_side_of_that_sheet(counter, scanner, pile):
    scan(counter, counter.component)
    back = counter.pages(counter.component.id)[3]
    assert back.origin.side == "back"
    scanner.load(pile)
    fresh = counter.capture.rescan(back.id, threading.Event())
    assert fresh
    assert (fresh.origin.side, fresh.origin.sheet, fresh.origin.job) == ("back", 2, back.origin.job)
    pages = counter.pages(counter.component.id)
    assert len(pages) == 2 * SHEETS
    assert pages[3].id == fresh.id
    assert count_sheets(pages, SHEETS).verdict is SheetVerdict.RIGHT
    assert scanner.left() == SHEETS - 1
    edits, dossier_id = counter.edits(), counter.component.dossier_id
    assert edits.labels(dossier_id).undo == "quét lại trang 4 của «Tờ khai»"
    edits.undo(dossier_id)
    before = counter.pages(counter.component.id)
    assert (len(before), before[3].id) == (2 * SHEETS, back.id)
    edits.redo(dossier_id)
    assert [page.id for page in counter.pages(counter.component.id)] == [page.id for page in pages]


def test_an_odd_side_is_told(counter, scanner):
    # The line breaks in the middle of the last back side.
    scanner.set_faults(cut_after=2 * SHEETS)
    from desktop.scanner.errors import BadPage

    with pytest.raises(BadPage):
        scan(counter, counter.component)
    found = counter.capture.check_sheets(counter.component.id, SHEETS)
    assert (found.verdict, found.halves, found.sides) == (SheetVerdict.ODD_SIDES, 1, 2 * SHEETS - 1)
    assert found.advice


# Trouble


@pytest.mark.parametrize(("fault", "kind"), [({"jam_after": 1}, Jam), ({"double_after": 2}, DoubleFeed)])
def test_trouble_keeps_what_came_and_the_rest_follows(counter, scanner, fault, kind):
    scanner.set_faults(**fault)
    (count,) = fault.values()
    with pytest.raises(kind):
        scan(counter, counter.component)
    assert len(counter.pages(counter.component.id)) == 2 * count
    scanner.set_faults()
    scanner.load(scanner.pile)
    scan(counter, counter.component)
    assert len(counter.pages(counter.component.id)) == 2 * count + 2 * SHEETS


def test_an_end_that_the_scanner_does_not_tell_is_no_success(counter, scanner, config, monkeypatch):
    hasty = replace(config, patience_s=0.2)
    monkeypatch.setattr(counter.capture, "_scanners", lambda: hasty)
    scanner.set_faults(habits={"status": ["job state unknown"]})
    with pytest.raises(Unfinished):
        scan(counter, counter.component)
    assert len(counter.pages(counter.component.id)) == 2 * SHEETS
    # A page without an answer in the middle costs nothing.
    scanner.load(scanner.pile)
    scanner.set_faults(script={"page": ["", "", "404", "", "409"]}, draws_in=True)
    monkeypatch.setattr(counter.capture, "_scanners", lambda: config)
    assert scan(counter, counter.component) == 2 * SHEETS


def test_a_full_disk_keeps_every_page_that_was_shown(counter, scanner):
    shown = []

    def on_page(page) -> None:
        shown.append(page)
        if len(shown) == 2:
            # From now on the file may not grow; the pool gives every connection the same limit.
            with counter.store.writing() as tx:
                size = tx.exec_driver_sql("PRAGMA page_count").scalar()
                tx.exec_driver_sql(f"PRAGMA max_page_count = {size}")

    with pytest.raises(DiskFull):
        counter.capture.scan(counter.component.id, on_page, threading.Event())
    kept = counter.pages(counter.component.id)
    assert [page.id for page in kept] == [page.id for page in shown]
    assert all(len(counter.image(page)) > 500 for page in kept)
    # Nothing is left running that would go on taking paper.
    left = scanner.left()
    assert scanner.left() == left > 0


def test_a_scanner_that_is_not_there_is_named(tmp_path):
    with desk(tmp_path / "data", lambda: ScannerConfig(sane=False)) as counter, pytest.raises(NoScanner):
        scan(counter, counter.component)


def test_progress_reaches_the_window(counter, scanner):
    told: list[Progress] = []
    scan(counter, counter.component, on_progress=told.append)
    assert {progress.page for progress in told} == set(range(1, 2 * SHEETS + 1))


def test_the_spare_host_is_used_and_renewed(counter, scanner):
    counter.capture.warm_up()
    first = counter.capture._spare._ready
    assert first
    scan(counter, counter.component)
    assert not first.alive
    second = counter.capture._spare._ready
    assert second
    assert second.alive
    second.kill()
    scanner.load(scanner.pile)
    # A spare one that died in the meantime is no trouble of the clerk's.
    assert scan(counter, counter.component) == 2 * SHEETS
    counter.capture.close()


def test_a_watched_folder_is_emptied_only_into_the_store(tmp_path):
    folder = tmp_path / "quet"
    folder.mkdir()
    for number in range(2):
        Image.new("RGB", (400, 600), (90, 90 * number, 9)).save(folder / f"{number}.jpg", dpi=(50, 50))
    with desk(tmp_path / "data", lambda: ScannerConfig(sane=False, folders=(folder,))) as counter:
        assert scan(counter, counter.component) == 2
        assert sorted(file.name for file in (folder / TAKEN).iterdir()) == ["0.jpg", "1.jpg"]
        images = {counter.image(page) for page in counter.pages(counter.component.id)}
        assert images == {file.read_bytes() for file in (folder / TAKEN).iterdir()}


# Pages that wait


class SlowWorkers:
    """Takes pages and finishes them when told."""

    def __init__(self) -> None:
        self.under_way: list[Future] = []
        self.most = 0

    def submit(self, image: bytes, dpi: int, *, edits: object) -> Future:
        task: Future = Future()
        self.under_way.append(task)
        self.most = max(self.most, len(self.under_way))
        return task

    def submit_card(self, front: CardSide, back: CardSide, *, edits: object) -> Future:
        raise AssertionError("no page here is a card")

    def finish(self) -> None:
        task = self.under_way.pop(0)
        task.cancel()
        task.set_running_or_notify_cancel()


def test_pages_wait_by_their_ids_and_few_are_in_memory(tmp_path, config, scanner, monkeypatch):
    monkeypatch.setattr(page_work, "UNDER_WAY", 2)
    workers = SlowWorkers()
    with desk(tmp_path / "data", lambda: config, workers=workers) as counter:
        scan(counter, counter.component)
        assert counter.capture.pending() == 2 * SHEETS
        assert not counter.capture.wait_until_quiet(0)
        while workers.under_way:
            workers.finish()
        assert counter.capture.wait_until_quiet(0)
        assert workers.most == 2
        # What nobody has worked on is taken up at the next start, each page once.
        assert counter.work.resume() == 2 * SHEETS
        assert counter.work.resume() == 0
        while workers.under_way:
            workers.finish()


def test_pages_are_worked_on_for_real(tmp_path, config, scanner):
    workers = PageWorkers(1)
    try:
        with desk(tmp_path / "data", lambda: config, workers=workers) as counter:
            told: list[UUID] = []
            counter.capture.on_facts(told.append)
            # A scanner that gives less than it was asked for, and says otherwise in the picture.
            scanner.set_faults(gives_dpi=100, says_dpi=200)
            scan(counter, counter.component, ScanProfile(source=Source.FLATBED, duplex=False, dpi=200))
            assert counter.capture.wait_until_quiet(120)
            (page,) = counter.pages(counter.component.id)
            assert page.facts
            assert told == [page.id]
            assert page.facts.verdict is PageVerdict.RED
            assert "độ phân giải 100 dpi" in page.facts.reasons[0]
    finally:
        workers.close()


def test_default_settings_are_the_usual_ones():
    assert Settings().scan_profiles == ()
