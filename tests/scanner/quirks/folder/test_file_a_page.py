"""A file of one page may be followed by the next; a file of a whole pile is the end."""

from __future__ import annotations

from desktop.scanner.quirks.folder.file_a_page import BATCH_S
from desktop.scanner.quirks.folder.growing_files import STABLE_S
from tests.scanner.stand_in_folder import jpeg, page, take


def test_a_machine_that_makes_a_file_of_every_page_is_waited_for(folder, hours):
    files = {at: jpeg(page(40 * at)) for at in (1, 2, 3)}
    hours.events = [(8.0 * at, lambda at=at: (folder / f"scan{at}.jpg").write_bytes(files[at])) for at in files]
    assert [side.image for side in take(folder, hours)] == list(files.values())
    assert hours.now < 24 + BATCH_S + 3


def test_a_file_of_a_whole_pile_is_the_end_of_it(folder, hours):
    page().save(folder / "a.pdf", save_all=True, append_images=[page()])
    assert len(take(folder, hours)) == 2
    assert hours.now < STABLE_S + 1
