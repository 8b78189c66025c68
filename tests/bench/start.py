"""Start: what a whole command costs around its own work, CPU, beside an empty Python and the store's library alone.

And what the window costs until it is on the screen, beside a bare window of Qt; that needs a display.

Every command runs in a process of its own, all of them in turn, again and again; the least of each counts: what a busy
machine adds is never less than nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, select

from desktop.app import open_app
from desktop.document.file.metadata import PaperAbout
from desktop.document.file.pdf import PdfPage, build_pdf
from desktop.machine.folders import folders
from desktop.machine.secrets import TrainingSecrets
from desktop.store import tables
from desktop.store.file import Store
from desktop.store.folder import mark_folder
from desktop.training.names import PIN, SERIAL
from desktop.training.papers.pile import samples
from tests.bench.row import Row, remark
from tests.bench.store import fill

DOSSIERS = 10_000
ROUNDS, WINDOW_ROUNDS = 7, 5
EMPTY_TIMES, STORE_TIMES = 4.0, 3.0
WINDOW_TIMES, NEW_WINDOW_TIMES = 3.0, 5.0
"""On a data folder that is there, and on a new one."""
_PYTHON, _QUAYSO = sys.executable, str(Path(sys.executable).with_name("quayso"))
_PEERS = {"empty": [_PYTHON, "-c", "pass"], "store": [_PYTHON, "-c", "import sqlalchemy, sqlcipher3"]}


def figures(folder: Path) -> Iterator[Row]:
    """How many times an empty Python, and the store's library alone, each command takes."""
    data = folder / "data"
    _store_with_a_queue(data)
    paper, signed = folder / "paper.pdf", folder / "signed.pdf"
    paper.write_bytes(_paper(folder))
    where = ["--training", "--data", str(data)]
    sign = [_QUAYSO, "sign", str(paper), "--out", str(signed), "--token", SERIAL, "--pin-stdin", "--force"]
    verify = [_QUAYSO, "verify", str(signed), "--offline"]
    commands = {
        "--version": [_QUAYSO, "--version"],
        "sign --help": [_QUAYSO, "sign", "--help"],
        f"queue list, {DOSSIERS} dossiers waiting": [_QUAYSO, "queue", "list", *where],
        f"dossier list, {DOSSIERS} dossiers": [_QUAYSO, "dossier", "list", *where],
        "sign, the token's process included": [*sign, *where],
        "verify": [*verify, *where],
    }
    cpu_s(commands["sign, the token's process included"])
    least = dict.fromkeys((*_PEERS, *commands), float("inf"))
    for _ in range(ROUNDS):
        for name, words in {**_PEERS, **commands}.items():
            least[name] = min(least[name], cpu_s(words))
    for name in commands:
        is_bare = name.endswith(("--version", "--help"))
        beside, limit = ("empty", EMPTY_TIMES) if is_bare else ("store", STORE_TIMES)
        peer = "an empty Python" if is_bare else "import sqlalchemy, sqlcipher3"
        yield Row(f"CPU of `{name}`, times that of {peer}", least[name] / least[beside], limit)
    yield from window_figures(folder)


def window_figures(folder: Path) -> Iterator[Row]:
    """How many times a bare window's CPU and time the window takes until it is painted."""
    data = folder / "window"
    with open_app(data, training=True) as app:
        app.first_run.leave()
    taken: dict[str, list[tuple[float, ...]]] = {"bare": [], "there": [], "new": []}
    for number in range(WINDOW_ROUNDS):
        taken["bare"].append(_painted([]))
        taken["there"].append(_painted([str(data)]))
        taken["new"].append(_painted([str(folder / f"new {number}")]))
    for at, what in enumerate(("CPU", "time")):
        bare = min(one[at] for one in taken["bare"])
        for name, words, limit in (
            ("there", "a data folder that is there", WINDOW_TIMES),
            ("new", "a new data folder", NEW_WINDOW_TIMES),
        ):
            times = min(one[at] for one in taken[name]) / bare
            yield Row(f"{what} until the window is painted, {words}, times that of a bare window", times, limit)
    bare, alive = min(one[0] for one in taken["bare"]), _painted([str(data), "alive"])[0]
    remark(f"CPU until it takes keys, all threads: {alive / bare:.1f} times that of a bare window")


def _painted(words: list[str]) -> tuple[float, ...]:
    """CPU and wall seconds of a window until it is painted; see `tests/bench/first_paint.py`."""
    begun = time.monotonic()
    done = subprocess.run(
        [_PYTHON, "-m", "tests.bench.first_paint", *words], capture_output=True, text=True, check=True
    )
    cpu, ended = done.stdout.split()[-2:]
    return float(cpu), float(ended) - begun


def cpu_s(words: list[str]) -> float:
    """Processor seconds of a command, and of the processes that it started and waited for.

    Raises:
        RuntimeError: it failed.
    """
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin
        process.stdin.write(f"{PIN}\n".encode())
        process.stdin.close()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{words} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime


def _store_with_a_queue(data: Path) -> None:
    """A training folder whose dossiers all wait to be sent."""
    place = folders(data, training=True)
    mark_folder(place, training=True)
    store = Store(place, TrainingSecrets(place), training=True)
    fill(store, DOSSIERS)
    with store.writing() as tx:
        waiting = tx.execute(select(tables.dossier.c.id, tables.dossier.c.received_at)).all()
        tx.execute(insert(tables.step), [_step(number, *one) for number, one in enumerate(waiting)])
    store.close()


def _step(number: int, dossier_id: object, since: datetime) -> dict[str, object]:
    return {
        "dossier_id": dossier_id,
        "position": 0,
        "kind": "record",
        "paper_id": None,
        "key": f"bench-{number}",
        "payload": {"code": f"H99.12-260312-{number:05}", "words": "x" * 300},
        "payload_sha256": "0" * 64,
        "state": "waiting",
        "attempts": 0,
        "result": {},
        "last_error": "",
        "since": since,
        "rank": since,
        "ready": True,
    }


def _paper(folder: Path) -> bytes:
    image = (folder / samples(folder, 11, 1, 200)[0]["file"]).read_bytes()
    about = PaperAbout(title="x", creator="x", created=datetime.now(UTC))
    return build_pdf([PdfPage(image=image, dpi=200)], about)
