"""Slope, turn, crop, colours kept, blanks, the gate, CPU of the page room; each with its limit.

`python -m tests.bench.pages [full]`; the short way takes some minutes on two cores.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import cv2
import numpy as np

from desktop.model.page import AUTOMATIC, Look, PageVerdict
from desktop.page.clean import Cleaned, clean
from desktop.page.codes import read_codes
from desktop.page.image import Pixels, decode, encode_jpeg
from desktop.page.look import look
from desktop.page.look.small import shrunk
from desktop.page.work import one_thread, process_page
from desktop.training.papers import cards
from desktop.training.papers.glass import BEDS, on_the_glass
from desktop.training.papers.kinds import KINDS
from desktop.training.papers.page import CARD_MM, DrawnPage
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import WornPage, wear
from desktop.training.people import person
from tests.bench import blanks
from tests.bench.row import Row, all_held
from tests.bench.seed import fresh

SKEW_DEG = 5.0
SPOILED: dict[str, Callable[[Pixels], Pixels]] = {
    "blurred": lambda pixels: cv2.GaussianBlur(pixels, (0, 0), 2.0),
    "faded": lambda pixels: np.clip(235 - (235 - pixels.astype(np.float32)) * 0.25, 0, 255).astype(np.uint8),
    "dark": lambda pixels: (pixels * 0.45).astype(np.uint8),
}
CUT = 0.22


@dataclass(slots=True)
class Found:
    """What was measured on some pages."""

    slopes: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    off_red: list[float] = field(default_factory=list)
    off_blue: list[float] = field(default_factory=list)
    hue: list[float] = field(default_factory=list)
    chroma: list[float] = field(default_factory=list)
    pages: int = 0
    turned: int = 0
    lost: int = 0
    cards: int = 0
    cropped: int = 0
    good: int = 0
    green: int = 0
    spoiled: int = 0
    passed: int = 0

    def add(self, other: Found) -> None:
        """Add what was found elsewhere."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def _cleaned(pixels: Pixels, dpi: int) -> tuple[Look, Cleaned, float]:
    start = time.process_time()
    small = shrunk(pixels, dpi)
    seen = look(pixels, dpi, small)
    upright = clean(pixels, seen, AUTOMATIC, small)
    read_codes(upright.pixels, dpi=dpi, today=date(2026, 12, 31))
    return seen, upright, time.process_time() - start


def measure_kind(kind: str, seed: int, dpi: int) -> Found:
    """Every page of a paper, askew by up to `SKEW_DEG` and turned."""
    one_thread()
    found = Found()
    for at, page in enumerate(draw(PaperSpec(kind=kind, dpi=dpi), f"bench {seed}")):
        chance = random.Random(f"{kind} {seed} {dpi} {at}")
        worn = wear(
            page,
            f"bench {kind} {seed} {at}",
            skew=chance.uniform(-SKEW_DEG, SKEW_DEG),
            turn=chance.choice((0, 90, 180, 270)),
        )
        pixels, _ = decode(worn.jpeg())
        _, upright, cpu = _cleaned(pixels, dpi)
        found.pages += 1
        found.cpu.append(cpu)
        found.slopes.append(abs(upright.cleaning.skew_deg - worn.skew_deg))
        found.turned += upright.cleaning.turn_deg == worn.rotation_deg
        found.lost += _lost(worn, upright)
        _colours(pixels, upright, found)
        if kind != "cccd":
            _gate(pixels, dpi, found)
    return found


def _lost(worn: WornPage, upright: Cleaned) -> int:
    """How many true lines the cleaned page cuts."""
    height, width = upright.pixels.shape[:2]
    lost = 0
    for line in worn.truth.lines:
        corners = np.array(line["quad"])
        # What the scanner itself did not catch cannot be kept.
        seen = (corners >= 0).all() and (corners <= (worn.image.shape[1], worn.image.shape[0])).all()
        there = corners @ upright.matrix[:2, :2].T + upright.matrix[:2, 2]
        lost += bool(seen and ((there < -2).any() or (there > (width + 2, height + 2)).any()))
    return lost


def _colours(scan: Pixels, upright: Cleaned, found: Found) -> None:
    """How far seals' and signatures' colours move from the scanned page to the clean one, ΔE (CIE76)."""
    lab = cv2.cvtColor(upright.pixels.astype(np.float32) / 255, cv2.COLOR_BGR2LAB)
    as_found = cv2.warpAffine(scan, upright.matrix[:2], (lab.shape[1], lab.shape[0]), flags=cv2.INTER_CUBIC)
    raw = cv2.cvtColor(as_found.astype(np.float32) / 255, cv2.COLOR_BGR2LAB)
    coloured = np.hypot(raw[..., 1], raw[..., 2]) > 35
    off = np.linalg.norm(lab - raw, axis=2)
    red, blue = coloured & (raw[..., 1] > 30), coloured & (raw[..., 2] < -25)
    for mask, into in ((red, found.off_red), (blue, found.off_blue)):
        if np.count_nonzero(mask) > 200:
            into.append(float(np.median(off[mask])))
            turned = np.degrees(np.arctan2(lab[..., 2], lab[..., 1]) - np.arctan2(raw[..., 2], raw[..., 1]))[mask]
            found.hue.append(float(np.median(np.abs((turned + 180) % 360 - 180))))
            ratio = np.hypot(lab[..., 1], lab[..., 2])[mask] / np.hypot(raw[..., 1], raw[..., 2])[mask]
            found.chroma.append(float(np.median(ratio)))


def _gate(pixels: Pixels, dpi: int, found: Found) -> None:
    found.good += 1
    facts = process_page(encode_jpeg(pixels, dpi), dpi, read=False).facts
    found.green += facts.verdict is PageVerdict.GREEN
    spoiled = [(spoil(pixels), dpi) for spoil in SPOILED.values()]
    spoiled.append((cv2.resize(pixels, None, fx=100 / dpi, fy=100 / dpi, interpolation=cv2.INTER_AREA), 100))
    if at_the_lines := _cut_lines(pixels, facts.look):
        spoiled.append((at_the_lines[0], dpi))
    for picture, at in spoiled:
        found.spoiled += 1
        found.passed += process_page(encode_jpeg(picture, at), at, read=False).facts.verdict is PageVerdict.GREEN


def _cut_lines(pixels: Pixels, seen: Look) -> list[Pixels]:
    """The page cut across its lines of text; nothing where it has too few that reach so far."""
    upright = seen.rotation_deg in {0, 180}
    part = pixels if upright else pixels.transpose(1, 0, 2)
    at = round(part.shape[1] * CUT)
    places = [[x if upright else y for x, y in line.quad] for line in seen.lines]
    crossing = sum(min(ends) < at - 20 and max(ends) > at + 20 for ends in places)
    return [np.ascontiguousarray(part[:, at:] if upright else part[:, at:].transpose(1, 0, 2))] if crossing >= 3 else []


def measure_card(seed: int) -> Found:
    """An ID card on the glass, anyhow: on every bed, in every quarter turn."""
    one_thread()
    chance = random.Random(f"card {seed}")
    dpi = 300 if seed % 3 == 2 else 200
    sheet = DrawnPage(f"card {seed}", dpi, CARD_MM)
    side = chance.choice((cards.card_front, cards.card_back))
    side(sheet, person(f"card {seed}"), 0, 0)
    skew, turn = chance.uniform(-SKEW_DEG, SKEW_DEG), (0, 90, 180, 270)[seed % 4]
    worn = on_the_glass(sheet, f"card {seed}", bed=list(BEDS)[seed // 4 % len(BEDS)], skew=skew, turn=turn)
    seen, upright, cpu = _cleaned(worn.image, dpi)
    size = sorted(round(n / dpi * 25.4, 1) for n in upright.pixels.shape[:2])
    return Found(
        slopes=[abs(seen.skew_deg - skew)],
        cpu=[cpu],
        pages=1,
        turned=int(upright.cleaning.turn_deg == turn),
        lost=_lost(worn, upright),
        cards=1,
        cropped=int(abs(size[0] - CARD_MM[1]) <= 1 and abs(size[1] - CARD_MM[0]) <= 1),
    )


def figures(
    folder: Path, papers: int = 1, on_glass: int = 40, empty: int = 60, hard: int = 60, workers: int = 2
) -> Iterator[Row]:
    """Measure and compare."""
    pages, glass, quick, first = Found(), Found(), [], int(fresh())
    with ProcessPoolExecutor(workers) as pool:
        for dpi in (200, 300):
            jobs = [(kind, seed, dpi) for kind in KINDS for seed in range(first, first + papers)]
            for one in pool.map(measure_kind, *zip(*jobs, strict=True)):
                pages.add(one)
                quick += one.cpu if dpi == 200 else []
        for one in pool.map(measure_card, range(first, first + on_glass)):
            glass.add(one)
    count = pages.pages + glass.pages
    yield Row("look + clean + codes, CPU s a 200 dpi page (median)", statistics.median(quick), 0.5)
    yield Row(f"slope left over, degrees, p95 of {count}", float(np.percentile(pages.slopes + glass.slopes, 95)), 0.1)
    yield Row(f"pages not set upright, of {count}", count - pages.turned - glass.turned, 0)
    yield Row("lines cropped away", pages.lost + glass.lost, 0)
    yield Row(f"cards cropped to 85.6 × 54 mm, share of {glass.cards}", glass.cropped / glass.cards, 0.95, False)
    yield Row("red, ΔE76 from scan to clean page: the tint that goes (median)", statistics.median(pages.off_red), 8.0)
    yield Row("blue ink, ΔE76 likewise (median)", statistics.median(pages.off_blue), 8.0)
    yield Row("red and blue, degrees of hue moved (median)", statistics.median(pages.hue), 4.0)
    yield Row("red and blue, chroma kept (median)", statistics.median(pages.chroma), 0.97, False)
    yield Row(f"good pages green, share of {pages.good}", pages.green / pages.good, 0.95, False)
    yield Row(f"spoiled pages green, share of {pages.spoiled}", pages.passed / pages.spoiled, 0.03)
    found, lost = blanks.measure(empty, hard, workers)
    yield Row(f"true blanks flagged, share of {empty}", found, 0.98, False)
    yield Row(f"pages with a mark called blank, of {hard}", sum(lost.values()), 0)


def main() -> int:
    """Measure; `full` takes the number of pages that the limits are promised for."""
    full = "full" in sys.argv[1:]
    return 0 if all_held(figures(Path(), 2, 80, 300, 300) if full else figures(Path())) else 1


if __name__ == "__main__":
    sys.exit(main())
