"""Whole commands from a cold start, pictures to searchable PDF/A, beside OCRmyPDF (rotate, deskew) on the same pages.

Every run has pages of its own (`wide`). The peer is no dependency: `QUAYSO_OCRMYPDF` names its command (a virtual
environment of its own); where there is none, its rows are left out, visibly. `python -m tests.bench files`.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import img2pdf
import numpy as np
import pypdfium2

from desktop.page.image import Pixels, encode_jpeg
from desktop.page.work import process_page
from tests.bench.reading import wrong_of
from tests.bench.row import Row, remark
from tests.bench.scales import Scales
from tests.bench.seed import fresh
from tests.bench.wide import ROUGH, Scan, rough, wide

PEER = os.environ.get("QUAYSO_OCRMYPDF") or shutil.which("ocrmypdf")
_QUAYSO = str(Path(sys.executable).with_name("quayso"))
TIMES = {200: 3.0, 300: 4.0}
"""Pages a CPU second, or a minute, in OCRmyPDF's, by resolution."""
BYTES_KB = {200: 62, 300: 146}
"""At 300 dpi a fifth of what OCRmyPDF's pages have (baselines)."""
BYTES, BYTES_WORST = 0.18, 0.25
"""In OCRmyPDF's: on the whole, and of the worst kind of paper."""


@dataclass(frozen=True)
class Made:
    """What a command made of some pages.

    Attributes:
        wall_s, cpu_s: what a page took, the command's start included.
        size: bytes a page.
        wrong: share of the characters of type.
    """

    wall_s: float
    cpu_s: float
    size: float
    wrong: float


def ours(scans: Sequence[Scan], out: Path) -> Made:
    """`quayso paper build`."""
    return _made(scans, [_QUAYSO, "paper", "build", *(str(scan.file) for scan in scans), "--out", str(out)], out)


def peer(scans: Sequence[Scan], out: Path) -> Made:
    """OCRmyPDF, with as many jobs as there are cores."""
    source = out.with_suffix(".in.pdf")
    source.write_bytes(img2pdf.convert([str(scan.file) for scan in scans]) or b"")
    how = ["-q", "--deskew", "--rotate-pages", f"-j{os.cpu_count() or 1}", "-l", "vie", "--output-type", "pdfa"]
    return _made(scans, [str(PEER), *how, str(source), str(out)], out)


def _made(scans: Sequence[Scan], command: Sequence[str], out: Path) -> Made:
    before, started = _cpu_s(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "OMP_THREAD_LIMIT": "1"})
    wall, cpu = time.perf_counter() - started, _cpu_s() - before
    count = len(scans)
    return Made(wall / count, cpu / count, out.stat().st_size / count, _wrong(scans, _texts(out, count)))


def _cpu_s() -> float:
    """Processor seconds of all processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _texts(pdf: Path, count: int) -> Iterator[str]:
    """Each page's text, as another program finds it in the file."""
    for number in range(1, count + 1):
        command = ["pdftotext", "-f", str(number), "-l", str(number), str(pdf), "-"]
        yield subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _wrong(scans: Sequence[Scan], texts: Iterator[str]) -> float:
    counts = [wrong_of(scan.lines, text) for scan, text in zip(scans, texts, strict=True)]
    return sum(wrong for wrong, _ in counts) / sum(letters for _, letters in counts)


def beside(folder: Path, seed: str, count: int, dpi: int) -> Iterator[Row]:
    """Our file of some pages at one resolution, and OCRmyPDF's where it is there."""
    scans, out = wide(folder, seed, count, dpi), folder / "ours.pdf"
    mine, at = ours(scans, out), f"{dpi} dpi, {count} pages"
    remark(f"{at}: {mine.cpu_s:.2f} CPU s a page, {mine.wall_s:.2f} s, the start of the command included")
    yield Row(f"{at}: wrong characters in our file's text, %", 100 * mine.wrong, 0.4)
    yield Row(f"{at}: bytes a page, kB", mine.size / 1000, BYTES_KB[dpi])
    yield from _read_again(scans, out, dpi)
    if PEER is None:
        remark("left out: OCRmyPDF is not here (QUAYSO_OCRMYPDF)")
        return
    other = peer(scans, folder / "peer.pdf")
    yield Row(f"{at}: pages a minute / OCRmyPDF's", other.wall_s / mine.wall_s, TIMES[dpi], False)
    yield Row(f"{at}: pages a CPU second / OCRmyPDF's", other.cpu_s / mine.cpu_s, TIMES[dpi], False)
    yield Row(f"{at}: wrong characters / OCRmyPDF's", mine.wrong / max(1e-6, other.wrong), 0.1)
    yield Row(f"{at}: bytes a page / OCRmyPDF's", mine.size / other.size, BYTES)


def _read_again(scans: Sequence[Scan], pdf: Path, dpi: int) -> Iterator[Row]:
    """What the file's layers change: its pages as a viewer shows them, read beside the cleaned ones it was made of."""
    cleaned = [process_page(scan.file.read_bytes(), dpi, read=False).clean_jpeg for scan in scans]
    shown = [encode_jpeg(pixels, dpi, 95) for pixels in _shown(pdf, dpi)]
    again, before = (_wrong(scans, (_read(image, dpi) for image in images)) for images in (shown, cleaned))
    yield Row(f"{dpi} dpi: wrong characters, our file read again / the cleaned pages", again / max(1e-6, before), 1.0)


def _shown(pdf: Path, dpi: int) -> Iterator[Pixels]:
    """The pages as a viewer shows them at the resolution they were scanned at."""
    file = pypdfium2.PdfDocument(pdf)
    try:
        for page in file:
            yield np.ascontiguousarray(page.render(scale=dpi / 72).to_numpy()[:, :, :3])
    finally:
        file.close()


def _read(image: bytes, dpi: int) -> str:
    reading = process_page(image, dpi).facts.reading
    return reading.text if reading else ""


def on_rough_paper(folder: Path, seed: str, count: int, dpi: int = 200) -> Iterator[Row]:
    """Bytes a page on every kind of rough paper."""
    for paper in ROUGH:
        place = folder / paper.replace(" ", "-")
        place.mkdir()
        scans = rough(place, seed, count, dpi, paper)
        mine = ours(scans, place / "ours.pdf")
        yield Row(f"{paper}: bytes a page, kB", mine.size / 1000, BYTES_KB[dpi])
        if PEER:
            other = peer(scans, place / "peer.pdf")
            yield Row(f"{paper}: bytes a page / OCRmyPDF's", mine.size / other.size, BYTES_WORST)


def in_the_long_run(folder: Path, seed: str, count: int, dpi: int = 200) -> Iterator[Row]:
    """Memory of one command over many pages, forty of them over and over."""
    scans = wide(folder, seed, min(count, 40), dpi)
    files = [str(scans[number % len(scans)].file) for number in range(count)]
    command = [_QUAYSO, "paper", "build", *files, "--out", str(folder / "long.pdf")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with Scales(process.pid) as scales:
        status = process.wait()
    if status:
        raise RuntimeError(f"paper build of {count} pages ended with {status}")
    yield from scales.rows(f"paper build, {count} pages")


def figures(folder: Path, count: int = 20, many: int = 300) -> Iterator[Row]:
    """CPU, time, bytes, wrong characters, memory; beside OCRmyPDF where it is there."""
    seed = fresh()
    for dpi in (200, 300):
        place = folder / str(dpi)
        place.mkdir()
        yield from beside(place, seed, count, dpi)
    yield from on_rough_paper(folder, seed, count // 4)
    place = folder / "long"
    place.mkdir()
    yield from in_the_long_run(place, seed, many)
