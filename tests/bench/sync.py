"""The outbox at 100,000 steps, and a thin line used to the full beside curl: `python -m tests.bench.sync`.

`--week` simulates the bad week of 300 counters instead (some minutes).
"""

from __future__ import annotations

import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, select

from desktop.model.outbox import Planned
from desktop.model.states import StepState
from desktop.store import outbox, queue
from desktop.store.outbox import Outbox
from desktop.store.tables import dossier as dossier_table
from desktop.store.tables import step as step_table
from desktop.sync.sender import Sender
from desktop.training.province.server import Serving
from desktop.workflow.sending import Sending
from tests.bench.row import Row, all_held
from tests.sync.conftest import Counter, Province, exactly_once, open_store
from tests.sync.thin_line import ThinLine

STEPS = 100_000
LINE_BYTES_S, DELAY_S, LOSS, CUT_EVERY_S = 64_000, 0.03, 0.01, 20.0
DOSSIERS, PAPERS, PAPER_BYTES = 3, 4, 350_000


def _cpu_ms(work: Any, times: int = 15) -> float:
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(1000 * (time.process_time() - start))
    return statistics.median(spent)


def long_queue(folder: Path) -> list[Row]:
    """What one enqueue, one look for the next step and one list cost with 100,000 steps waiting; CPU time."""
    store = open_store(folder / "long")
    counter = Counter(store, Province.__new__(Province))
    counter.queue(size=500, result="KQ.G15.000003")
    _many(store, STEPS // len(counter.steps()))
    box = Outbox(store)
    sending = Sending(store, counter.clock, lambda: None, "x")  # type: ignore[arg-type, return-value]
    later = counter.clock.now()

    dossier = counter.queue(size=500)
    planned = [Planned(one.payload, one.paper_id) for one in counter.steps(dossier) if one.payload]

    def queue_again() -> None:
        with store.writing() as tx:
            outbox.add_chain(tx, dossier.id, planned)

    def all_put_off() -> None:
        assert box.due(later) is None

    figures = [
        Row("queue a dossier's chain behind 100,000 steps, CPU ms", _cpu_ms(queue_again), 5.0, True),
        Row("next due step of 100,000, CPU ms", _cpu_ms(lambda: box.due(counter.clock.now())), 5.0, True),
        Row("list of 500 of 100,000, CPU ms", _cpu_ms(sending.steps), 100.0, True),
        Row("queue in figures, CPU ms", _cpu_ms(sending.overview), 100.0, True),
    ]
    with store.writing() as tx:
        tx.exec_driver_sql("UPDATE step SET next_at = ? WHERE ready = 1", (2**60,))
    figures.append(Row("no step due of 14,000 put off, CPU ms", _cpu_ms(all_put_off), 5.0, True))
    with store.reading() as tx:
        assert queue.counts(tx)[StepState.WAITING] >= STEPS
    store.close()
    return figures


def _many(store: Any, times: int) -> None:
    """The one dossier that is there again and again, each a little later, with all its steps."""
    with store.writing() as tx:
        dossier = dict(tx.execute(select(dossier_table)).mappings().one())
        steps = [dict(row) for row in tx.execute(select(step_table)).mappings()]
        for number in range(times):
            own, later = uuid4(), timedelta(seconds=5 * number)
            code = {"code": f"TAM-{number}", "provisional_code": f"TAM-{number}"}
            tx.execute(
                insert(dossier_table), {**dossier, **code, "id": own, "received_at": dossier["received_at"] + later}
            )
            moved = {"id": None, "dossier_id": own}
            times_ = ("since", "rank")
            tx.execute(
                insert(step_table),
                [
                    {**one, **moved, "key": str(uuid4()), **{name: one[name] + later for name in times_}}
                    for one in steps
                ],
            )


def thin_line(folder: Path) -> list[Row]:
    """The same papers over 512 kbit/s with 1 % loss and a cut every 20 s: our relay uploader, then curl."""
    province = Province(folder / "province", "relay")
    store = open_store(folder / "thin")
    counter = Counter(store, province)
    dossiers = [
        counter.queue(codes=("GT.XN.01", "GT.CC.01"), result="KQ.G15.000003", size=PAPER_BYTES * PAPERS // 3)
        for _ in range(DOSSIERS)
    ]
    payload = DOSSIERS * 3 * (PAPER_BYTES * PAPERS // 3)
    with _line(int(province.address.rstrip("/").rpartition(":")[2])) as line:
        province.address = f"http://127.0.0.1:{line.port}/"
        gateway = province.gateway(answer_s=60)
        sender = Sender(Outbox(store), gateway.line, gateway.dossiers, _RealClock(), random.Random(3))
        start = time.monotonic()
        while not _all_sent(store):
            if not sender.run_once():
                time.sleep(0.02)
        spent = time.monotonic() - start
        ours, twice = payload / spent / LINE_BYTES_S, line.carried / payload - 1
        cuts = line.cuts
    exactly_once(counter, *dossiers)
    store.close()
    province.close()
    curl, curl_twice = _curl(folder, payload)
    return [
        Row(f"share of a 512 kbit/s line, 1 % loss, {cuts} cuts, everything included", ours, 0.90, False),
        Row("bytes over the line beyond the papers' own (twice sent, headers, records)", twice, 0.02, True),
        Row("share of the line that curl uses for the same files, for comparison", curl, 0.0, False),
        Row("bytes that curl sends beyond them", curl_twice, 99.0, True),
    ]


def _line(port: int) -> ThinLine:
    return ThinLine(port, bytes_s=LINE_BYTES_S, delay_s=DELAY_S, loss=LOSS, cut_every_s=CUT_EVERY_S)


class _RealClock:
    """Real time: the line is real."""

    def now(self) -> Any:
        from datetime import UTC, datetime

        return datetime.now(UTC)


def _all_sent(store: Any) -> bool:
    with store.reading() as tx:
        counts = queue.counts(tx)
    return not counts[StepState.WAITING] and not counts[StepState.SENDING]


async def _sink(scope: Any, receive: Any, send: Any) -> None:
    while (message := await receive()).get("more_body"):
        pass
    if message["type"] == "http.disconnect":
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


def _curl(folder: Path, payload: int) -> tuple[float, float]:
    """curl, one file after the other, again until it is through."""
    if not shutil.which("curl"):
        return 0.0, 0.0
    file = folder / "paper.pdf"
    size = PAPER_BYTES * PAPERS // 3
    file.write_bytes(random.Random(5).randbytes(size))
    with Serving(_sink) as sink, _line(int(sink.address.rstrip("/").rpartition(":")[2])) as line:
        start = time.monotonic()
        for _ in range(payload // size):
            while subprocess.run(
                ["curl", "-sf", "-T", str(file), f"http://127.0.0.1:{line.port}/x"], check=False, timeout=300
            ).returncode:
                pass
        spent = time.monotonic() - start
        return payload / spent / LINE_BYTES_S, line.carried / payload - 1


def figures(folder: Path) -> list[Row]:
    """All of it."""
    return [*long_queue(folder), *thin_line(folder)]


def main() -> int:
    """Print what was measured."""
    if "--week" in sys.argv:
        from tests.sync.bad_week import bad_week

        for name, value in asdict(bad_week(300)).items():
            print(f"{name:>20}  {value}")  # noqa: T201
        return 0
    with tempfile.TemporaryDirectory(prefix="quayso-bench-sync-") as folder:
        return 0 if all_held(figures(Path(folder))) else 1


if __name__ == "__main__":
    sys.exit(main())
