"""A job is found, and found again in a status, however its address is written."""

from __future__ import annotations

import pytest

from desktop.scanner.driver import ScannedSide
from desktop.scanner.errors import ScannerTrouble
from desktop.scanner.quirks.escl.job_addresses import below, last_word, path_of
from tests.scanner.hours import Hours
from tests.scanner.stand_in_escl import SHEETS

OF_ADDRESSES = ["path alone", "trailing slash", "query", "other host", "other port", "host of IPv6", "host cut off"]
OF_STATUS = ["jobs absolute", "jobs with a slash", "jobs by UUID"]
MANNERS = [*OF_ADDRESSES, *OF_STATUS]


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("http://a:80/eSCL/ScanJobs/17", "/eSCL/ScanJobs/17"),
        ("/eSCL/ScanJobs/17/", "/eSCL/ScanJobs/17/"),
        ("//a/eSCL/ScanJobs/17?s=1", "/eSCL/ScanJobs/17?s=1"),
        ("ScanJobs/17", "/eSCL/ScanJobs/17"),
        ("http://[fe80/eSCL/ScanJobs/17#x", "/eSCL/ScanJobs/17"),
        ("http://[fe80::1%25eth0]:80/eSCL/ScanJobs/17", "/eSCL/ScanJobs/17"),
    ],
)
def test_a_job_is_a_path_however_it_is_written(location, path):
    assert path_of(location, "/eSCL/") == path
    assert last_word(location.partition("#")[0]) == "17"
    assert below(path, "NextDocument") in {"/eSCL/ScanJobs/17/NextDocument", "/eSCL/ScanJobs/17/NextDocument?s=1"}


@pytest.mark.parametrize("manner", OF_ADDRESSES)
def test_a_job_is_found_however_its_address_is_written(device, manner):
    device.prepare(habits={"start": [manner]})
    assert len(device.scan([])) == SHEETS
    # And ended: nothing is left behind in the device.
    assert device.feeder.jobs() == []


@pytest.mark.parametrize("spelling", OF_STATUS)
def test_an_aborted_job_is_recognised_however_it_is_spelt(device, spelling):
    device.prepare(job_state="Aborted", job_after=1, habits={"status": [spelling]})
    hours = Hours()
    kept: list[ScannedSide] = []
    with pytest.raises(ScannerTrouble) as told:
        device.scan(kept, hours)
    assert told.type is ScannerTrouble
    assert "aborted" in told.value.cause
    assert len(kept) == 1
    assert hours.now == 0.0
