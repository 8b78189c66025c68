"""Every command that writes: what stands there stays unless `--force`, asked before any work is done."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.cli.main import parser, run

FORMER = b"what stood there"
BY_PLACE = {"backup", "backlog give", "backlog give-again", "export-package"}
"""They name the file that they write by its place among the words."""
_WRITES = {"out", "xlsx", "pdf", "report", "hocr"}
OWNER = "001099000001"


def _all(top: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    inner = [action for action in top._actions if isinstance(action, argparse._SubParsersAction)]
    if not inner:
        yield name.strip(), top
    for action in inner:
        for word, one in action.choices.items():
            yield from _all(one, f"{name} {word}")


def test_every_command_that_writes_can_be_told_to_replace():
    for name, one in _all(parser()):
        names = {action.dest for action in one._actions}
        assert bool(names & _WRITES or name in BY_PLACE) == ("force" in names), name


@pytest.fixture
def place(tmp_path: Path) -> list[str]:
    return ["--data", str(tmp_path / "data"), "--training"]


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict]:
    status = run([*words, "--json"])
    return status, json.loads(capsys.readouterr().out.strip().splitlines()[-1])


@pytest.mark.parametrize(
    "words",
    [
        "paper build IN --out OUT",
        "sign IN --out OUT --token 1 --pin-stdin",
        "extend IN --out OUT",
        "verify IN --report OUT",
        "scanners --report OUT",
        "separators --procedure 1.001193 --out OUT",
        "report digitisation --from 2026-01-01 --to 2026-01-02 --xlsx OUT",
        "report digitisation --from 2026-01-01 --to 2026-01-02 --pdf OUT",
        "report plan --period 2026-Q1 --xlsx OUT",
        "report plan --period 2026-Q1 --pdf OUT",
        "report extract --period 2026-Q1 --out OUT",
        "report merge IN --xlsx OUT",
        "backup OUT",
        "recovery-sheet --out OUT",
        "incident-pack --out OUT --passphrase-stdin",
        "export-package OUT --passphrase-stdin",
        "export-package OUT --receipts",
        f"subject export {OWNER} --out OUT --passphrase-stdin",
        "update pack IN --version 1 --key IN --out OUT",
    ],
)
def test_what_stands_there_stays_and_nothing_is_begun(words, place, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"mot cau du dai de lam mat khau\n")))
    there, source = tmp_path / "there", tmp_path / "in.pdf"
    there.write_bytes(FORMER)
    source.write_bytes(b"no paper at all")
    named = {"IN": str(source), "OUT": str(there)}
    status, data = _run(capsys, *(named.get(word, word) for word in words.split()), *place)
    assert (status, data["error"]["code"]) == (1, "file_exists")
    assert there.read_bytes() == FORMER
    assert not (tmp_path / "data").exists()
    for device in ("/dev/null", str(tmp_path)):
        named["OUT"] = device
        forced = [named.get(word, word) for word in words.split()]
        status, data = _run(capsys, *forced, "--force", *place)
        assert (status, data["error"]["code"]) == (1, "no_place_for_file")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", ["quayso.db", "quayso.db-wal", "store.key", "cau-hinh.toml", "logs/quayso.log"])
def test_what_is_the_programs_own_is_never_replaced(name, place, tmp_path, capsys):
    own = tmp_path / "data" / name
    own.parent.mkdir(parents=True)
    own.write_bytes(FORMER)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "data")
    for path in (own, link / name):
        status, data = _run(capsys, "backup", str(path), "--force", *place)
        assert (status, data["error"]["code"]) == (1, "no_place_for_file")
    assert own.read_bytes() == FORMER


def test_pages_of_an_earlier_run_stay(tmp_path, capsys):
    source, out = tmp_path / "a[1].jpg", tmp_path / "out"
    source.write_bytes(b"no picture")
    out.mkdir()
    (out / "a[1]-001.jpg").write_bytes(FORMER)
    status, data = _run(capsys, "page", "clean", str(source), "--out", str(out))
    assert (status, data["error"]["code"]) == (1, "file_exists")
    status, data = _run(capsys, "page", "clean", str(source), "--out", str(out), "--force")
    assert (status, data["error"]["code"]) == (1, "unknown_kind")
    (out / "001-front.jpg").write_bytes(FORMER)
    status, data = _run(capsys, "scan", "--device", "none", "--out", str(out), "--data", str(tmp_path / "data"))
    assert (status, data["error"]["code"]) == (1, "file_exists")


def test_two_sources_of_one_name_are_refused_before_one_result_replaces_the_other(tmp_path, capsys):
    (tmp_path / "x").mkdir()
    status, data = _run(
        capsys, "page", "clean", str(tmp_path / "a.jpg"), str(tmp_path / "x" / "a.jpg"), "--out", str(tmp_path / "out")
    )
    assert (status, data["error"]["code"]) == (2, "usage")
    assert "«a»" in data["error"]["message"]


def test_a_backup_is_replaced_only_where_that_is_asked_for(place, tmp_path, capsys):
    file = tmp_path / "b.db"
    assert _run(capsys, "backup", str(file), *place)[0] == 0
    first = file.read_bytes()
    status, data = _run(capsys, "backup", str(file), *place)
    assert (status, data["error"]["code"]) == (1, "file_exists")
    assert file.read_bytes() == first
    assert _run(capsys, "backup", str(file), "--force", *place)[0] == 0
    assert file.read_bytes() != first
    # A day's own backup is the program's: its next one takes its place.
    assert [_run(capsys, "backup", *place)[0] for _ in range(2)] == [0, 0]
    beside = tmp_path / "c.db.new"
    beside.write_bytes(FORMER)
    assert _run(capsys, "backup", str(tmp_path / "c.db"), *place)[0] == 1
    assert beside.read_bytes() == FORMER
