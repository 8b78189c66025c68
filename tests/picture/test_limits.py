"""No file under a megabyte keeps anybody busy: it is drawn or refused by name within ten seconds of processor time."""

from __future__ import annotations

import resource

import pytest

from desktop.document.file.incoming import looked_at
from desktop.model.errors import QuaySoError
from desktop.picture import host
from desktop.picture.files import sheets
from desktop.picture.kinds import is_pdf
from tests.picture.hostile import HOSTILE, fine_pattern

LIMIT_S = 10.0
SMALL_S = 1.0


def spent() -> float:
    """Processor time of this process and of those that it has ended, seconds."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in both)


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_small_file_keeps_nobody_busy(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = HOSTILE[name]()
    assert len(data) < 1_000_000
    if is_pdf(data):
        # What runs to the end of its time shows as much in a second, and the suite stays short.
        monkeypatch.setattr(host, "USUAL_CPU_S", SMALL_S)
        monkeypatch.setattr(host, "CPU_S_PER_MEGABYTE", 1.0)
    before = spent()
    try:
        looked_at(data, name)
        for _ in sheets(data, name):
            pass
    except QuaySoError as refusal:
        assert name in refusal.message
    most = LIMIT_S - host.USUAL_CPU_S if is_pdf(data) else LIMIT_S
    assert spent() - before < most


def test_what_draws_without_end_is_ended_and_named() -> None:
    before = spent()
    with pytest.raises(QuaySoError, match=r"hoa-van\.pdf.*quá nặng"):
        list(host.sheets(fine_pattern(), "hoa-van.pdf", seconds=0.5))
    assert spent() - before < LIMIT_S
    assert host.USUAL_CPU_S + host.CPU_S_PER_MEGABYTE > LIMIT_S / 2, "an honest file has its time"
