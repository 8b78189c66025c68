"""Sharpness, contrast and lightness of pages, good and spoilt: what the thresholds of `page/judge.py` rest on.

`python -m tests.bench.quality [--seed S] [--pages N]` prints for each way a page may come the figures that a tenth,
half and nine tenths of the pages stay below, and how many are green, yellow and red.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.model.page import PageFacts
from desktop.page.image import Pixels, encode_jpeg
from desktop.page.work import one_thread, process_page
from desktop.training.papers.copied import WAYS, copied
from desktop.training.papers.kinds import KINDS
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import wear
from tests.bench.row import remark
from tests.bench.seed import fresh

DPI = 200
SHARES = (0.1, 0.5, 0.9)
Spoil = Callable[[DrawnPage, str], Pixels]


def _scanned(page: DrawnPage, seed: str) -> Pixels:
    pixels: Pixels = wear(page, seed).image
    return pixels


def _blurred(page: DrawnPage, seed: str, *, px: float) -> Pixels:
    return cv2.GaussianBlur(_scanned(page, seed), (0, 0), px)


def _faded(page: DrawnPage, seed: str, *, left: float) -> Pixels:
    paper = 235.0
    pixels: Pixels = np.clip(paper - (paper - _scanned(page, seed).astype(np.float32)) * left, 0, 255).astype(np.uint8)
    return pixels


def _darkened(page: DrawnPage, seed: str, *, left: float) -> Pixels:
    pixels: Pixels = (_scanned(page, seed) * left).astype(np.uint8)
    return pixels


def _copied(page: DrawnPage, seed: str, *, way: str) -> Pixels:
    pixels: Pixels = copied(page, seed, way).image
    return pixels


SPOILT: Mapping[str, Spoil] = {
    "as scanned": _scanned,
    "blurred by 1 px": partial(_blurred, px=1.0),
    "blurred by 1.5 px": partial(_blurred, px=1.5),
    "blurred by 2 px": partial(_blurred, px=2.0),
    "a quarter of its ink": partial(_faded, left=0.25),
    "six tenths of its light": partial(_darkened, left=0.6),
    "four tenths of its light": partial(_darkened, left=0.4),
    **{f"copied: {way}": partial(_copied, way=way) for way in WAYS},
}


def _pages(seed: str, count: int) -> Iterator[tuple[str, DrawnPage]]:
    for at in range(count):
        kind = list(KINDS)[at % len(KINDS)]
        yield f"{seed} {at}", draw(PaperSpec(kind=kind, dpi=DPI), f"{seed} {at}")[0]


def _facts(pixels: Pixels) -> PageFacts:
    return process_page(encode_jpeg(pixels, DPI), DPI, read=False).facts


def measure(seed: str, count: int) -> None:
    """Print the figures of every way, `count` pages each."""
    one_thread()
    for name, spoil in SPOILT.items():
        found = [_facts(spoil(page, each)) for each, page in _pages(seed, count)]
        verdicts = Counter(str(facts.verdict) for facts in found)
        remark(f"{name:24} {dict(sorted(verdicts.items()))}")
        for what in ("sharpness", "contrast", "paper_light"):
            values: NDArray[np.float64] = np.array([getattr(facts.quality, what) for facts in found])
            told = "  ".join(f"{share:.0%} {np.quantile(values, share):7.2f}" for share in SHARES)
            remark(f"    {what:12} {told}")


def main() -> None:
    """Measure from the command line."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", help="the same pages again")
    asked.add_argument("--pages", type=int, default=48, help="of each way")
    given = asked.parse_args()
    measure(given.seed or fresh(), given.pages)


if __name__ == "__main__":
    main()
