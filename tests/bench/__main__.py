"""Speed and accuracy beside a limit or a peer, all in one run: `make bench`. Ratios count; the machine is noisy.

Peers: the scanner alone (acquisition), the key alone (signing). Limits: the design's budgets.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from desktop.app import open_app
from desktop.page.work import process_page
from desktop.scanner.driver import ScanRequest
from desktop.scanner.job import ScanJob
from desktop.signing.pades import SignatureRequest, sign_pdf
from desktop.signing.stamp import Stamp
from desktop.training.papers.pile import PaperSpec, samples, write_pile
from desktop.training.station import PIN
from desktop.workflow.capture import ScanProfile
from desktop.workflow.intake import party_from_qr

PAGES = 12


@dataclass(frozen=True)
class Row:
    """One figure with its limit."""

    name: str
    value: float
    limit: float
    at_most: bool = True

    @property
    def held(self) -> bool:
        """Whether the limit holds."""
        return self.value <= self.limit if self.at_most else self.value >= self.limit


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def wall(work: Callable[[], object]) -> float:
    """Seconds on the wall."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def pages(folder: Path) -> list[Row]:
    """CPU of the look, slopes found, characters read."""
    truths = samples(folder, 11, PAGES, 200)
    process_page((folder / truths[0]["file"]).read_bytes(), 200)
    looks, reads, slopes, wrong, total = [], [], [], 0, 0
    for truth in truths:
        image = (folder / truth["file"]).read_bytes()
        looks.append(cpu(lambda image=image: process_page(image, 200, read=False)))
        start = time.process_time()
        facts = process_page(image, 200).facts
        reads.append(time.process_time() - start - looks[-1])
        slopes.append(abs(facts.look.skew_deg - truth["skew_deg"]))
        text = facts.reading.text if facts.reading else ""
        for line in truth["lines"]:
            best = partial_ratio_alignment(line["text"], text)
            found = text[best.dest_start : best.dest_end] if best else ""
            wrong += min(len(line["text"]), Levenshtein.distance(line["text"], found))
            total += len(line["text"])
    return [
        Row("look + clean + codes, CPU s a page (median)", statistics.median(looks), 0.5),
        Row("reading, CPU s a page (median)", statistics.median(reads), 1.0),
        Row("slope error, degrees (median)", statistics.median(slopes), 0.05),
        Row("wrong characters, %", 100 * wrong / max(1, total), 0.4),
    ]


def acquisition(folder: Path) -> Row:
    """The scanner kept busy: with all processing on against alone."""
    with open_app(folder / "busy", training=True) as app:
        assert app.station
        pile = folder / "pile"
        write_pile(pile, [PaperSpec(kind="hop-dong")] * 4, 3)
        device = app.capture.devices()[0]
        app.workers.warm_up()
        request = ScanRequest(device_id=device.id, dpi=200)

        def alone() -> None:
            app.station.scanner.load(pile)  # type: ignore[union-attr]
            list(ScanJob(request, app.scanner_config()))

        dossier = app.intake.start("1.011616", "TH1", party_from_qr(app.station.citizen(1).qr))
        paper = app.intake.checklist(dossier.id)[0].paper

        def busy() -> None:
            app.station.scanner.load(pile)  # type: ignore[union-attr]
            profile = ScanProfile(device_id=device.id, duplex=False)
            app.capture.scan(paper.id, lambda page: None, threading.Event(), profile)

        alone()
        ratio = wall(alone) / wall(busy)
        app.capture.wait_until_quiet(600)
    return Row(
        "pages a minute with everything on / scanner alone (no mechanics: far faster than any)", ratio, 0.95, False
    )


def signing(folder: Path) -> Row:
    """Our own cost per file beside the key's."""
    with open_app(folder / "sign", training=True) as app:
        from desktop.document.metadata import PaperAbout
        from desktop.document.pdf import PdfPage, build_pdf

        image = next(iter(sorted(folder.glob("*.jpg")))).read_bytes()
        pdf = build_pdf(
            [PdfPage(image=image, dpi=200)] * 5, PaperAbout(title="x", creator="x", created=datetime.now(UTC))
        )
        identity = next(one for one in app.signing.identities() if one.fit)
        host = app.tokens()
        now = datetime.now(UTC)
        how = SignatureRequest(
            role="official",
            signed_at=now,
            trusted=app.signing.trusted(),
            stamp=Stamp(agency="UBND xã Mẫu", signed_at=now),
        )
        with host.open(identity.token_serial, identity.certificate_sha256, bytearray(PIN.encode())) as session:
            sign_pdf(pdf, session, how)
            key = statistics.median(wall(lambda: session.sign(b"x" * 200)) for _ in range(10))
            whole = statistics.median(wall(lambda: sign_pdf(pdf, session, how)) for _ in range(10))
    return Row("own cost of a signature, ms a file", 1000 * (whole - key), 50)


def main() -> int:
    """Measure everything; exit status 1 where a limit does not hold."""
    with tempfile.TemporaryDirectory(prefix="quayso-bench-") as temporary:
        folder = Path(temporary)
        rows = [*pages(folder), signing(folder), acquisition(folder)]
    for row in rows:
        sign = "≤" if row.at_most else "≥"
        print(f"{'ok  ' if row.held else 'MISS'}  {row.value:8.3f}  {sign} {row.limit:<6}  {row.name}")  # noqa: T201
    return 0 if all(row.held for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
