"""Runs a command as a user would on a bare account, and tells whom it called and what it left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.egress import traced, wire
from tests.egress.seen import Seen

ROOT = Path(__file__).parents[2]
WAYS = {"wire": wire.way_in(), "trace": traced.way_in()}
_HERE = ("PATH", "DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM")


def watched(words: list[str], place: Path, way: str = "") -> Seen:
    """Run a command in an environment with nothing in it that would keep a library from calling home.

    Args:
        words: the command; its data belong in `place / "data"`.
        place: an empty folder: home, cache and temporary folder of the command.
        way: `wire` or `trace`; the first that is possible here by default.
    """
    way = way or next((name for name, there in WAYS.items() if there), "")
    assert way, "neither a network namespace nor strace is allowed here: nobody can tell whom the program calls"
    told = place.with_name(f"{place.name}.seen")
    done = subprocess.run(
        [*_through(way, told), *words], cwd=ROOT, env=_environment(place), capture_output=True, check=False, text=True
    )
    assert told.exists(), done.stderr
    seen = _wired(told) if way == "wire" else traced.read(told)
    data = place / "data"
    left = {str(file.relative_to(place)) for file in place.rglob("*") if file.is_file() and data not in file.parents}
    return Seen(seen.names, seen.reached, left, done.returncode, done.stdout + done.stderr)


def _wired(told: Path) -> Seen:
    said = json.loads(told.read_text())
    return Seen(names=set(said["names"]), reached=set(said["reached"]))


def _through(way: str, told: Path) -> list[str]:
    words = WAYS[way]
    assert words, f"not possible here: {way}"
    return [*words, str(told)] if way == "trace" else [*words, sys.executable, "-m", "tests.egress.wire", str(told)]


def _environment(place: Path) -> dict[str, str]:
    """A bare account's: no word of a build server or of a test, at which libraries keep still by themselves."""
    folders = {"HOME": "home", "TMPDIR": "tmp", "XDG_RUNTIME_DIR": "run"}
    for name in folders.values():
        (place / name).mkdir(parents=True, mode=0o700)
    kept = {name: os.environ[name] for name in _HERE if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), **{key: str(place / to) for key, to in folders.items()}}
