"""A PC that stops while a copy is certified: its number is taken with its file and its row, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.app import App
from desktop.machine.secrets import TrainingSecrets
from desktop.model.states import DigitisationState
from desktop.store import contents, copies, papers
from desktop.store.errors import DiskFull
from desktop.workflow.copies.certifying import Certifying
from desktop.workflow.copies.originals import Original
from desktop.workflow.copies.register import CopyRegister
from tests.faults.power import Place, every_moment, full_disk, some
from tests.workflow.conftest import letter
from tests.workflow.copies.test_certifying import SAID

pytestmark = pytest.mark.faults


def test_killed_at_any_moment_a_number_has_its_copy_and_the_next_one_follows_it(
    counter: App, lay: Callable[..., Original], tmp_path: Path
) -> None:
    original = lay(letter("một"))
    place = Place(counter._store.folders, TrainingSecrets(counter._store.folders))
    with every_moment(place, tmp_path / "moments") as moments:
        counter.certifying.certify(original.seen, SAID)
    taken: list[int] = []
    for moment in some(moments):
        store = moment.opened()
        rows = CopyRegister(store, counter.clock, counter.settings).of_year()
        with store.reading() as tx:
            paper = papers.get(tx, original.seen.paper.id)
            assert (paper.digitisation is DigitisationState.BUILT) == (len(rows) == 1)
            if rows:
                assert contents.fetch(tx, paper.pdf_sha256).startswith(b"%PDF")
                assert copies.of_paper(tx, paper.id) == rows[0]
            assert copies.next_number(tx, counter.limits.today().year) == len(rows) + 1
        if not rows:
            again = Certifying(store, counter.clock, counter.settings, tmp_path)
            assert again.certify(original.seen, SAID).number == 1
        taken.append(len(rows))
        store.close()
    assert taken == sorted(taken) and set(taken) == {0, 1}


def test_a_full_disk_takes_no_number(counter: App, lay: Callable[..., Original]) -> None:
    original = lay(letter("một"))
    with full_disk(counter._store), pytest.raises(DiskFull):
        counter.certifying.certify(original.seen, SAID)
    assert counter.copies.of_year() == []
    assert counter.certifying.certify(original.seen, SAID).number == 1
