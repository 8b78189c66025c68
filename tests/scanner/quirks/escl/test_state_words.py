"""A state is known however a maker spells it."""

from __future__ import annotations

import pytest

from desktop.scanner.errors import CoverOpen, StoppedAtDevice

MANNERS: list[str] = []
"""Shown by faults of the stand-in, `adf` and `job_state`."""


@pytest.mark.parametrize("state", ["ScannerAdfDoorOpen", "ScannerAdfHatchOpen", "ScannerADFCoverOpen"])
def test_an_open_door_is_told_by_its_name(device, state):
    device.prepare(adf=state, adf_after=1)
    kept: list = []
    with pytest.raises(CoverOpen):
        device.scan(kept)
    assert len(kept) == 1


@pytest.mark.parametrize("state", ["Canceled", "Cancelled"])
def test_a_job_that_somebody_stopped_at_the_device_is_told_in_either_spelling(device, state):
    device.prepare(job_state=state, job_after=1)
    kept: list = []
    with pytest.raises(StoppedAtDevice):
        device.scan(kept)
    assert len(kept) == 1
