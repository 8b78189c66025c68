"""Nothing leaves this PC but to the province, and no file lies outside the program's folders."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import desktop
from desktop.training.people import person
from desktop.training.station import PIN
from tests.egress import watch
from tests.egress.jobs import PROVINCE
from tests.egress.seen import Seen

CALLS = """
import socket
def call(address):
    try:
        socket.create_connection(address, 5).close()
    except OSError:
        pass
call(("mot-noi.example", 80))
call(("203.0.113.7", 443))
call(("2001:db8::7", 443))
call(("127.0.0.1", 9))
datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
try:
    datagrams.sendto(b"ai do", ("224.0.0.251", 5353))
except OSError:
    pass
import pathlib, tempfile
pathlib.Path.home().joinpath("dau-vet").touch()
pathlib.Path(tempfile.gettempdir(), "dau-vet").touch()
"""
"""A program that does all that ours must not."""


@pytest.mark.parametrize("way", ["wire", "trace"])
def test_what_a_program_must_not_do_is_seen(way, tmp_path):
    if watch.WAYS[way] is None and any(watch.WAYS.values()):
        pytest.skip(f"this machine forbids one of two ways to see whom a program calls: {way}")
    seen = watch.watched([sys.executable, "-c", CALLS], tmp_path / "place", way)
    assert seen.status == 0, seen.said
    assert seen.names == {"mot-noi.example"}
    assert {"[203.0.113.7]:443", "[224.0.0.251]:5353"} <= seen.reached
    assert not [one for one in seen.reached if "127.0.0.1" in one]
    assert seen.left == {"home/dau-vet", "tmp/dau-vet"}


@pytest.mark.slow
def test_the_demonstration_calls_nobody_and_programs_that_are_not_ours_believe_it(tmp_path):
    """Without `--data` its folder is gone afterwards: `tests/cli/test_demo.py`."""
    data, out = tmp_path / "place" / "data" / "training", tmp_path / "signed"
    seen = _keeps_to_itself(
        ["-m", "desktop", "demo", "--book", "4", "--data", str(data), "--out", str(out), "--json"], tmp_path
    )
    _is_believed(json.loads(next(line for line in seen.said.splitlines() if line.startswith("{"))), out)
    citizen = person("citizen 1")
    secrets = (citizen.name.encode(), citizen.number.encode(), b"JFIF", b"\xff\xd8\xff\xe0\x00\x10", PIN.encode())
    files = [*data.glob("quayso.db*"), *(data / "logs").glob("*")]
    assert files
    for file in files:
        raw = file.read_bytes()
        for secret in secrets:
            assert secret not in raw, (file.name, secret)


def _is_believed(told, out) -> None:
    assert (told["book"]["papers"], told["book"]["sheets"], told["book"]["doubts"]) == (4, 5, [])
    assert told["verified"] is True
    assert told["doubts"] == []
    assert told["sheets"] >= 12
    assert told["drivers"] == ["escl", "sane"]
    assert Path(told["folder"]) == out
    assert len(told["papers"]) >= 5
    for paper in told["papers"]:
        assert Path(paper["pdf"]).parent == out
        assert hashlib.sha256(Path(paper["pdf"]).read_bytes()).hexdigest() == paper["sha256"]
    assert all(paper["states"]["sync"] == "confirmed" for paper in told["papers"])
    assert [paper["states"]["delivery"] for paper in told["papers"]].count("delivered") == 1
    assert "kết quả đã trả, tỉnh thôi ẩn" in told["checked_by"]
    assert {"pdfsig", "qpdf", "pdftotext"} <= {note.split(":")[0].split()[0] for note in told["checked_by"]}


@pytest.mark.slow
@pytest.mark.window
def test_the_window_calls_nobody_and_leaves_nothing(tmp_path):
    _keeps_to_itself(["-m", "tests.egress.jobs", "window", str(tmp_path / "place")], tmp_path)


@pytest.mark.slow
def test_no_command_calls_anybody_but_the_province(tmp_path):
    place = tmp_path / "place"
    seen = watch.watched([sys.executable, "-m", "tests.egress.jobs", "commands", str(place)], place)
    assert seen.status == 0, seen.said
    assert seen.names <= {PROVINCE, "?"}
    assert seen.names, "the province was not even looked up: nothing is proven"
    assert {one.rpartition(":")[2] for one in seen.reached} <= {"443"}
    assert len(seen.reached) <= 1
    assert seen.left == set()


def test_every_process_is_silenced_before_anything_is_loaded():
    bare = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    asks = (
        "import desktop.machine.frames, os; print(os.environ['ORT_DISABLE_TELEMETRY'], os.environ['OTEL_SDK_DISABLED'])"
    )
    for told in ({}, {"ORT_DISABLE_TELEMETRY": "0", "OTEL_SDK_DISABLED": "false"}):
        words = [sys.executable, "-c", asks]
        done = subprocess.run(words, env={**bare, **told}, cwd=watch.ROOT, capture_output=True, check=True, text=True)
        assert done.stdout.split() == ["1", "true"]
    assert desktop.__file__.startswith(str(watch.ROOT))


def _keeps_to_itself(words: list[str], tmp_path) -> Seen:
    seen = watch.watched([sys.executable, *words], tmp_path / "place")
    assert seen.status == 0, seen.said
    assert seen.names == set()
    assert seen.reached == set()
    assert seen.left == set()
    return seen
