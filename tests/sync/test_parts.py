"""Pace, proxies, waits, templates: the small parts of the line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.machine.clock import SteppingClock
from desktop.model.outbox import LONGEST_ASKED_S
from desktop.sync.errors import BadProfile
from desktop.sync.families import family_named, family_names
from desktop.sync.line.http import asked_wait
from desktop.sync.line.pace import Pace, Stopped, read_caps
from desktop.sync.line.proxies import proxies_for, read_pac
from desktop.sync.mapping import Mapper
from desktop.sync.profile import Profile, read_profile, sample_of
from tests.samples import MORNING


class Seconds:
    """A clock that goes on by being slept on."""

    def __init__(self) -> None:
        self.now = 0.0
        self.naps = 0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.naps += 1


def paced(line: str = "", at: datetime = MORNING) -> tuple[Pace, Seconds, SteppingClock]:
    seconds, clock = Seconds(), SteppingClock(at)
    return Pace(read_caps([line] if line else []), clock, seconds, seconds.sleep), seconds, clock


def test_without_a_cap_nothing_waits():
    pace, seconds, _ = paced()
    for _ in range(1000):
        pace.let_through(16_384)
    assert seconds.naps == 0


@given(st.integers(8, 4000), st.integers(20, 120))
def test_a_cap_holds_over_any_time(kbit_s: int, pieces: int) -> None:
    pace, seconds, _ = paced(f"07:30-11:30 {kbit_s}")
    for _ in range(pieces):
        pace.let_through(16_384)
    least = (pieces - 1) * 16_384 / (kbit_s * 125) - 0.3
    assert seconds.now >= least
    assert seconds.now <= least + 0.6


def test_outside_its_hours_a_cap_does_not_count_and_one_of_nothing_stops():
    pace, seconds, clock = paced("07:30-11:30 0")
    clock.forward(timedelta(hours=4))
    pace.let_through(1000)
    assert seconds.naps == 0
    night = read_caps(["22:00-06:00 64"])[0]
    assert night.holds(datetime(2026, 1, 1, 23).time())
    assert night.holds(datetime(2026, 1, 1, 5).time())
    assert not night.holds(datetime(2026, 1, 1, 12).time())


@pytest.mark.parametrize("line", ["", "8-11 256", "07:30-25:00 256", "07:30-11:30", "07:30-11:30 -1"])
def test_a_cap_that_cannot_be_is_refused(line):
    with pytest.raises(BadProfile):
        read_caps([line])


def test_while_scanning_a_thin_line_is_left_alone_and_a_wide_one_is_not():
    pace, seconds, _ = paced()
    with pace.scanning():
        pace.let_through(16_384)
    for _ in range(20):
        pace.let_through(16_384)
        seconds.now += 0.25
    assert pace.thin
    with pace.scanning():
        pace._sleep = lambda _: pace.stop()
        with pytest.raises(Stopped):
            pace.let_through(16_384)
    pace.go()
    pace.let_through(16_384)


def test_the_province_may_ask_for_a_wait_in_seconds_or_until_a_time_but_not_for_ever():
    assert asked_wait("120") == 120
    later = (datetime.now(UTC) + timedelta(seconds=300)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert 295 < asked_wait(later) <= 300
    assert asked_wait("99999999") == LONGEST_ASKED_S
    assert asked_wait("-5") == 0


@given(st.text(max_size=40))
def test_a_wait_that_makes_no_sense_is_none(text: str) -> None:
    assert 0 <= asked_wait(text) <= LONGEST_ASKED_S


PAC = (
    'function FindProxyForURL(url, host) {\n  // goes out one way\n  return "PROXY proxy.mau.example:3128; DIRECT";\n}'
)


def test_a_pac_file_that_always_says_the_same_is_understood():
    assert read_pac(PAC, "x") == {"https": "http://proxy.mau.example:3128"}
    assert read_pac(PAC.replace("PROXY proxy.mau.example:3128; ", ""), "x") == {}


@pytest.mark.parametrize(
    "text",
    [
        PAC.replace("  return", '  if (isInNet(host, "10.0.0.0", "255.0.0.0")) return "DIRECT";\n  return'),
        "",
        PAC.replace("PROXY", "SOCKS5"),
        "<html>",
    ],
)
def test_a_pac_file_that_must_be_run_is_refused_plainly(text):
    with pytest.raises(BadProfile) as refused:
        read_pac(text, "http://wpad/wpad.dat")
    assert "PAC" in refused.value.message


def test_the_proxy_is_none_the_systems_or_the_one_set(monkeypatch):
    for name in ("https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    address = "https://tinh.mau.example/api"
    assert proxies_for(address, "system") == {}
    assert proxies_for(address, "http://10.0.0.1:3128") == {"https": "http://10.0.0.1:3128"}
    monkeypatch.setenv("https_proxy", "10.0.0.9:8080")
    assert proxies_for(address, "system") == {"https": "http://10.0.0.9:8080"}
    assert proxies_for(address, "none") == {}
    monkeypatch.setenv("no_proxy", "mau.example")
    assert proxies_for(address, "system") == {}
    with pytest.raises(BadProfile):
        proxies_for(address.replace("mau", "khac"), "socks://x")


def test_a_template_names_facts_tables_dates_and_rows():
    mapper = Mapper("x", "%Y%m%d%H%M%S", {"kinds": {"citizen": 1}})
    template = {
        "a": "$owner.name",
        "k": "$owner.kind|kinds",
        "t": "$at|date",
        "n": "$none|date",
        "fixed": 3,
        "rows": {"each": "papers", "c": "$code", "d": "$flag|int", "o": "$owner.name"},
    }
    facts = {
        "owner": {"name": "Ánh", "kind": "citizen"},
        "at": "2026-03-12T01:30:00+00:00",
        "none": None,
        "papers": [{"code": "x", "flag": True}, {"code": "y", "flag": False}],
    }
    assert mapper.fill(template, facts) == {
        "a": "Ánh",
        "k": 1,
        "t": "20260312083000",
        "n": None,
        "fixed": 3,
        "rows": [{"c": "x", "d": 1, "o": "Ánh"}, {"c": "y", "d": 0, "o": "Ánh"}],
    }
    for wrong in ("$nobody", "$owner.nothing", "$owner.name|kinds", "$owner.kind|notable"):
        with pytest.raises(BadProfile):
            mapper.fill(wrong, facts)


@pytest.mark.parametrize("name", family_names())
def test_every_family_ships_with_a_whole_profile(name):
    assert read_profile(sample_of(name)).family is family_named(name)


def test_a_profile_without_a_path_or_of_no_family_is_refused():
    with pytest.raises(BadProfile, match="create"):
        Profile({"family": "relay", "paths": {"health": "h"}}, "x")
    with pytest.raises(BadProfile):
        Profile({"family": "soap"}, "x")


def test_systems_differ_in_their_numbers_for_a_citizen():
    kinds = {name: read_profile(name).tables["party_kinds"]["citizen"] for name in ("mau-six-step", "mau-igate")}
    assert kinds == {"mau-six-step": 0, "mau-igate": 1}
