"""Folded and streaked pages against the same pages flat: `python -m tests.bench.flaws [SEED]`.

Every page is drawn and worn three times from one seed: flat, folded, streaked. Colour, grey and black and white.
"""

from __future__ import annotations

import random
import secrets
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from desktop.page.image import Pixels
from desktop.page.work import one_thread, process_page
from desktop.training.papers.flaws import Flaws, folded, streaked
from desktop.training.papers.kinds import KINDS
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import wear
from tests.bench.reading import wrong_of
from tests.bench.row import Row, all_held

WAYS = ("flat", "folded", "streaked")
TONES = ("colour", "grey", "black and white")
LIMIT = 1.3
"""Wrong characters of folded or streaked pages, in those of the same pages flat."""


def measure(kind: str, dpi: int, tone: str, seed: str) -> dict[str, tuple[int, int]]:
    """Wrong characters and all characters of one page, by what befell it."""
    one_thread()
    page = draw(PaperSpec(kind=kind, dpi=dpi), seed)[0]
    found = {}
    for way, flaws in zip(WAYS, (Flaws(), folded(seed), streaked(seed)), strict=True):
        worn = wear(page, seed, flaws=flaws)
        image = toned(worn.image, tone, random.Random(f"tone {seed}"))
        reading = process_page(replace(worn, image=image).jpeg(), dpi).facts.reading
        found[way] = wrong_of(worn.truth.lines, reading.text if reading else "")
    return found


def toned(image: Pixels, tone: str, chance: random.Random) -> Pixels:
    """A BGR picture as a scanner set to this tone gives it."""
    if tone == "colour":
        return image
    grey: Pixels = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    if tone == "black and white":
        level = chance.uniform(0.55, 0.75) * float(np.percentile(grey, 70))
        grey = np.where(grey > level, 255, 0).astype(np.uint8)
    return cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)


def figures(folder: Path, seed: str = "", rounds: int = 1, workers: int = 2) -> Iterator[Row]:
    """Measure and compare.

    Args:
        folder: not needed.
        seed: the pages; new ones in each run where empty.
        rounds: pages of each kind at each resolution.
        workers: processes.
    """
    seed = seed or secrets.token_hex(4)
    jobs = [
        (kind, dpi, TONES[(at + number) % len(TONES)], f"{seed} {number} {kind} {dpi}")
        for number in range(rounds)
        for at, kind in enumerate(KINDS)
        for dpi in (200, 300)
    ]
    with ProcessPoolExecutor(workers) as pool:
        pages = list(pool.map(measure, *zip(*jobs, strict=True)))
    shares = {way: sum(page[way][0] for page in pages) / sum(page[way][1] for page in pages) for way in WAYS}
    yield Row(f"flat pages, % of characters wrong, {len(pages)} pages of seed {seed}", 100 * shares["flat"], 0.6)
    for way in WAYS[1:]:
        times = shares[way] / max(shares["flat"], 1e-4)
        yield Row(f"{way} pages, times as many characters wrong ({100 * shares[way]:.2f} %)", times, LIMIT)


def main(words: list[str]) -> int:
    """Measure; exit status 1 where a limit does not hold."""
    return 0 if all_held(figures(Path(), seed="".join(words[:1]))) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
