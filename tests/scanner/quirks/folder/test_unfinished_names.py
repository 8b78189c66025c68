"""A file with the name of an unfinished one is waited for, named where it stays so, and never taken."""

from __future__ import annotations

import pytest

from desktop.scanner.errors import NoScanFile, Unfinished
from desktop.scanner.folder.shelves import TAKEN
from tests.scanner.stand_in_folder import jpeg, names, page, take


def test_names_of_files_under_way_and_links_are_left_alone(folder, hours, tmp_path):
    outside = tmp_path / "outside.jpg"
    outside.write_bytes(jpeg(page()))
    (folder / "link.jpg").symlink_to(outside)
    for name in (".hidden.jpg", "~$a.jpg", "a.jpg.part", "b.tmp"):
        (folder / name).write_bytes(jpeg(page()))
    with pytest.raises(NoScanFile):
        take(folder, hours)
    assert len(names(folder)) == 5
    assert outside.exists()


@pytest.mark.parametrize("name", ["b.jpg.part", "b.tmp"])
def test_a_batch_that_stops_in_the_middle_is_named_and_what_came_is_kept(folder, hours, name):
    (folder / "old.part").write_bytes(b"of last week")
    (folder / "a.jpg").write_bytes(jpeg(page()))
    hours.events = [(3.0, lambda: (folder / name).write_bytes(b"\xff\xd8 half a page"))]
    kept: list = []
    with pytest.raises(Unfinished) as told:
        take(folder, hours, kept=kept)
    assert name in told.value.cause
    assert len(kept) == 1
    assert names(folder / TAKEN) == ["a.jpg"]
    assert hours.now < 40


def test_a_file_that_gets_its_name_when_it_is_whole_is_waited_for(folder, hours):
    (folder / "a.jpg").write_bytes(jpeg(page(40)))
    part = folder / "b.jpg.part"
    hours.events = [
        (5.0, lambda: part.write_bytes(jpeg(page(80))[:500])),
        (14.0, lambda: part.write_bytes(jpeg(page(80)))),
        (15.0, lambda: part.rename(folder / "b.jpg")),
    ]
    assert len(take(folder, hours)) == 2
