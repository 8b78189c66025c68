"""Pages to searchable PDF/A beside OCRmyPDF (rotate, deskew, two jobs) on the same pages in one run.

The peer is no dependency: `QUAYSO_OCRMYPDF` names its command (a virtual environment of its own); where there is none,
its rows are left out, visibly.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import img2pdf
import numpy as np
import pypdfium2

from desktop.document.file.metadata import PaperAbout
from desktop.document.file.pdf import PdfPage, build_pdf
from desktop.document.papers.fields import worth_reading_twice
from desktop.page.image import Pixels, encode_jpeg
from desktop.page.work import process_page
from desktop.page.workers import PageWorkers
from desktop.training.papers.pile import samples
from tests.bench.reading import wrong_of
from tests.bench.row import Row
from tests.bench.seed import fresh

PEER = os.environ.get("QUAYSO_OCRMYPDF") or shutil.which("ocrmypdf")
JOBS = 2
BYTES_KB = {200: 62, 300: 146}
"""At 300 dpi a fifth of what OCRmyPDF's pages have (baselines)."""


@dataclass(frozen=True)
class Made:
    """What making files of the pages took and gave: seconds and CPU seconds a page, bytes a page, share of wrong
    characters.
    """

    wall_s: float
    cpu_s: float
    size: float
    wrong: float


def ours(folder: Path, seed: int, count: int, dpi: int) -> tuple[Made, float, float]:
    """Our file of some worn pages; and the shares of wrong characters when its pages, and the cleaned pages that went
    into it, are read again: what the layers change is the difference of those two.
    """
    truths = samples(folder, seed, count, dpi)
    about = PaperAbout(title="Giấy tờ", creator="Quầy Số", created=datetime.now(UTC))
    process_page((folder / truths[0]["file"]).read_bytes(), dpi)
    started = time.process_time()
    pages, texts = [], []
    for truth in truths:
        result = process_page((folder / truth["file"]).read_bytes(), dpi, worth=worth_reading_twice)
        reading = result.facts.reading
        pages.append(PdfPage(image=result.clean_jpeg, dpi=dpi, reading=reading))
        texts.append(reading.text if reading else "")
    pdf = build_pdf(pages, about)
    taken = time.process_time() - started
    made = Made(
        _side_by_side(folder, truths, dpi, about) / count, taken / count, len(pdf) / count, _wrong(truths, texts)
    )
    again = [_read(encode_jpeg(pixels, dpi, 95), dpi) for pixels in _shown(pdf, dpi)]
    return made, _wrong(truths, again), _wrong(truths, [_read(page.image, dpi) for page in pages])


def _side_by_side(folder: Path, truths: Sequence[Mapping[str, Any]], dpi: int, about: PaperAbout) -> float:
    """How long the same file takes with the workers of a counter that is open, s."""
    workers = PageWorkers(JOBS, worth_reading_twice)
    try:
        first = (folder / truths[0]["file"]).read_bytes()
        for one in [workers.submit(first, dpi) for _ in range(2 * JOBS)]:
            one.result()
        started = time.perf_counter()
        done = [workers.submit((folder / truth["file"]).read_bytes(), dpi) for truth in truths]
        results = [one.result() for one in done]
        build_pdf([PdfPage(image=one.clean_jpeg, dpi=dpi, reading=one.facts.reading) for one in results], about)
        return time.perf_counter() - started
    finally:
        workers.close()


def _shown(pdf: bytes, dpi: int) -> Iterator[Pixels]:
    """The pages as a viewer shows them at the resolution they were scanned at."""
    file = pypdfium2.PdfDocument(pdf)
    try:
        for page in file:
            yield np.ascontiguousarray(page.render(scale=dpi / 72).to_numpy()[:, :, :3])
    finally:
        file.close()


def _read(image: bytes, dpi: int) -> str:
    """What the same reader, with the same second looks, has for a page."""
    reading = process_page(image, dpi, worth=worth_reading_twice).facts.reading
    return reading.text if reading else ""


def _wrong(truths: Sequence[Mapping[str, Any]], texts: Sequence[str]) -> float:
    counts = [wrong_of(truth["lines"], text) for truth, text in zip(truths, texts, strict=True)]
    return sum(wrong for wrong, _ in counts) / sum(letters for _, letters in counts)


def peer(folder: Path, count: int) -> Made | None:
    """OCRmyPDF on the same pages; None where it is not there."""
    if not PEER:
        return None
    truths = json.loads((folder / "truth.json").read_text("utf-8"))[:count]
    source, out = folder / "in.pdf", folder / "out.pdf"
    source.write_bytes(img2pdf.convert([str(folder / truth["file"]) for truth in truths]) or b"")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [
        PEER,
        "-q",
        "--deskew",
        "--rotate-pages",
        f"-j{JOBS}",
        "-l",
        "vie",
        "--output-type",
        "pdfa",
        str(source),
        str(out),
    ]
    started = time.perf_counter()
    subprocess.run(command, check=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"})
    waited = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    texts = []
    for number in range(1, count + 1):
        page = ["-f", str(number), "-l", str(number)]
        texts.append(subprocess.run(["pdftotext", *page, out, "-"], check=True, capture_output=True, text=True).stdout)
    return Made(waited / count, taken / count, out.stat().st_size / count, _wrong(truths, texts))


def beside(folder: Path, seed: int, count: int, dpi: int) -> Iterator[Row]:
    """Our files of some pages at one resolution, and OCRmyPDF's where it is there."""
    mine, again, cleaned = ours(folder, seed, count, dpi)
    at = f"{dpi} dpi: "
    yield Row(f"{at}wrong characters in our files' text, %", 100 * mine.wrong, 0.4)
    yield Row(f"{at}wrong characters, our file read again / the cleaned pages", again / max(1e-6, cleaned), 1.0)
    yield Row(f"{at}wrong characters, our file read again / pages as scanned", again / max(1e-6, mine.wrong), 1.0)
    yield Row(f"{at}bytes a page, kB", mine.size / 1000, BYTES_KB[dpi])
    other = peer(folder, count)
    if other is None:
        print("left out: OCRmyPDF is not here (QUAYSO_OCRMYPDF)", file=sys.stderr)  # noqa: T201
        return
    yield Row(f"{at}pages a minute with {JOBS} jobs / OCRmyPDF's", other.wall_s / mine.wall_s, 2.5, False)
    yield Row(f"{at}pages a CPU second / OCRmyPDF's", other.cpu_s / mine.cpu_s, 2.5, False)
    yield Row(f"{at}wrong characters / OCRmyPDF's", mine.wrong / max(1e-6, other.wrong), 0.1)
    yield Row(f"{at}bytes a page / OCRmyPDF's", mine.size / other.size, 0.2)


def figures(folder: Path, count: int = 30) -> Iterator[Row]:
    """CPU, bytes, wrong characters; beside OCRmyPDF where it is there."""
    seed = int(fresh())
    for dpi, pages in ((200, count), (300, count // 2)):
        place = folder / str(dpi)
        place.mkdir()
        yield from beside(place, seed, pages, dpi)
