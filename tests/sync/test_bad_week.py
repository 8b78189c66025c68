from __future__ import annotations

import pytest

from tests.sync.bad_week import bad_week


@pytest.mark.faults
@pytest.mark.slow
def test_a_few_counters_in_a_bad_week_drain_to_exactly_once():
    week = bad_week(6)
    assert week.drained
    assert week.exactly_once
    assert week.failed_steps == 0
    assert week.crashes > 5
    assert week.dossiers == 6 * 14
