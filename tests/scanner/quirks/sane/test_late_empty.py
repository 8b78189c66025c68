"""A feeder that is empty when it is read is the end between two pages, and a page lost in the middle of one."""

from __future__ import annotations

import pytest

from desktop.scanner.errors import BadPage
from tests.scanner.stand_in_sane import NO_DOCS, Library, scan


def test_an_empty_feeder_told_when_the_next_page_is_read_is_the_end():
    assert len(scan(Library([0, 0, 0], [[-100], [-100], [NO_DOCS]]), [])) == 2


@pytest.mark.parametrize("reads", [[-50, NO_DOCS], [-50, 0, -20, NO_DOCS]])
def test_an_empty_feeder_in_the_middle_of_a_page_is_a_page_lost(reads):
    kept: list = []
    with pytest.raises(BadPage):
        scan(Library([0, 0], [[-100], reads]), kept)
    assert len(kept) == 1
