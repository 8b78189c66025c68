"""A file is taken when it is whole, and not before."""

from __future__ import annotations

import io

import pytest

from desktop.scanner.errors import BadScanFile
from desktop.scanner.folder.arrivals import Arrivals, Sight
from desktop.scanner.folder.shelves import REFUSED
from desktop.scanner.quirks.folder.growing_files import FINAL_S, STABLE_S
from tests.scanner.stand_in_folder import jpeg, names, page, take


def test_a_file_is_taken_only_when_it_has_stopped_growing(folder, hours):
    data = jpeg(page())
    file = folder / "a.jpg"
    file.write_bytes(data[:1000])
    hours.events = [(2.0, lambda: file.write_bytes(data[:3000])), (4.0, lambda: file.write_bytes(data))]
    (side,) = take(folder, hours)
    assert side.image == data
    assert hours.now >= 4.0 + STABLE_S


def test_a_file_that_stays_without_an_end_is_refused_after_a_while(folder, hours):
    (folder / "a.jpg").write_bytes(jpeg(page())[:2000])
    with pytest.raises(BadScanFile) as refusal:
        take(folder, hours)
    assert "a.jpg" in refusal.value.message
    assert hours.now >= FINAL_S
    assert names(folder / REFUSED) == ["a.jpg", "a.jpg.ly-do.txt"]


def test_a_look_at_an_empty_file_is_not_the_end_of_it(folder):
    (folder / "a.tif").write_bytes(b"")
    arrivals = Arrivals(folder)
    assert arrivals.look(0.0) == Sight([], True, [])
    assert arrivals.look(STABLE_S) == Sight([], True, [])
    assert arrivals.look(FINAL_S) == Sight([folder / "a.tif"], False, [])


def test_a_tiff_whose_next_page_is_still_written_is_not_whole(folder, hours):
    one, both = io.BytesIO(), io.BytesIO()
    page(40).save(one, "TIFF")
    page(40).save(both, "TIFF", save_all=True, append_images=[page(80)])
    (folder / "a.tif").write_bytes(one.getvalue())
    hours.events = [(6.0, lambda: (folder / "a.tif").write_bytes(both.getvalue()))]
    assert len(take(folder, hours)) == 2
