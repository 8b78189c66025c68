"""An answer without a page is no end: it is asked again until the scanner says so."""

from __future__ import annotations

import pytest

from desktop.scanner.errors import Unfinished
from tests.scanner.hours import Hours
from tests.scanner.stand_in_escl import ASKED_AT_MOST, PATIENCE_S, SHEETS, are_the_first

MANNERS = ["204", "404", "409", "410", "empty"]


@pytest.mark.parametrize("answer", MANNERS)
@pytest.mark.parametrize("before", range(SHEETS))
def test_an_answer_without_a_page_is_no_end(device, answer, before):
    device.prepare(script={"page": [*[""] * before, answer]}, draws_in=True)
    kept = device.scan([])
    assert len(kept) == SHEETS
    assert are_the_first(kept)


@pytest.mark.parametrize("answer", MANNERS)
def test_a_scanner_that_gives_no_more_while_it_has_paper_has_not_finished(device, answer):
    hours = Hours()
    device.prepare(script={"page": ["", *[answer] * 400]})
    kept: list = []
    with pytest.raises(Unfinished):
        device.scan(kept, hours)
    assert len(kept) == 1
    assert PATIENCE_S <= hours.now <= 3 * PATIENCE_S
    assert device.asked < ASKED_AT_MOST
