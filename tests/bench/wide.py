"""Pages for measuring, drawn from wider ranges than those of the tests.

Papers of every kind and of every office, in other faces too; steeply askew, on their side, folded, streaked, shining
through, copied; on rough and tinted paper, and through JPEG twice.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

import cv2
import numpy as np

from desktop.page.image import Pixels
from desktop.training.papers import page as drawing
from desktop.training.papers.copied import copied
from desktop.training.papers.flaws import Flaws, folded, streaked
from desktop.training.papers.kinds import KINDS
from desktop.training.papers.official.paper import official_paper
from desktop.training.papers.page import DrawnPage
from desktop.training.papers.pile import PaperSpec, draw
from desktop.training.papers.wear import WornPage, wear

SKEW_DEG = 5.0
_OFFICIAL, _COPIED = 0.4, 0.35
"""Shares of the papers that offices issue, and of the pages that an office's machine has copied."""
_FACES = (
    ("Tinos-Regular", "Tinos-Bold"),
    ("Arimo-Regular", "Arimo-Bold"),
    ("BeVietnamPro-Regular", "BeVietnamPro-SemiBold"),
)


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as scanned.

    Attributes:
        file: its picture.
        lines: the printed ones that are really on it, `{"text", "quad"}`; handwriting is none.
    """

    file: Path
    lines: Sequence[Mapping[str, Any]]


def wide(folder: Path, seed: str, count: int, dpi: int) -> list[Scan]:
    """So many pages, written into a folder."""
    scans: list[Scan] = []
    for number in range(count):
        own = f"wide {seed} {number}"
        chance = random.Random(own)
        pages = _paper(chance, own, dpi)
        at = chance.randrange(len(pages))
        behind = pages[at - 1] if len(pages) > 1 and chance.random() < 0.3 else None
        scans.append(_written(folder / f"{number:03}.jpg", _scanned(pages[at], behind, chance, own), chance))
    return scans


def rough(folder: Path, seed: str, count: int, dpi: int, paper: str) -> list[Scan]:
    """So many flat pages on one kind of rough paper, a key of `ROUGH`."""
    scans = []
    for number in range(count):
        own = f"rough {seed} {paper} {number}"
        chance = random.Random(own)
        worn = wear(_paper(chance, own, dpi)[0], own, skew=chance.uniform(-1, 1))
        changed = ROUGH[paper](worn.image, chance)
        scans.append(_written(folder / f"{number:03}.jpg", replace(worn, image=changed), chance))
    return scans


def _paper(chance: random.Random, seed: str, dpi: int) -> list[DrawnPage]:
    if chance.random() < _OFFICIAL:
        with _faces(*chance.choice(_FACES)):
            return official_paper(seed, dpi)
    return draw(PaperSpec(kind=chance.choice(list(KINDS)), dpi=dpi, by_hand=chance.random() < 0.3), seed)


@contextlib.contextmanager
def _faces(regular: str, bold: str) -> Iterator[None]:
    """What is drawn meanwhile is set in other faces."""
    with mock.patch.dict(drawing._FACES, {"": regular, "b": bold}):
        drawing._font.cache_clear()
        yield
    drawing._font.cache_clear()


def _scanned(page: DrawnPage, behind: DrawnPage | None, chance: random.Random, seed: str) -> WornPage:
    if chance.random() < _COPIED:
        return copied(page, seed, skew=chance.uniform(-2, 2))
    flaws = chance.choice((Flaws(), Flaws(), folded(seed), streaked(seed)))
    turn = chance.choices((0, 90, 180, 270), (8, 1, 2, 1))[0]
    return wear(page, seed, skew=chance.uniform(-SKEW_DEG, SKEW_DEG), turn=turn, behind=behind, flaws=flaws)


def _written(file: Path, worn: WornPage, chance: random.Random) -> Scan:
    file.write_bytes(worn.jpeg(chance.randrange(70, 96)))
    return Scan(file, [line for line in worn.truth.lines if "ink" not in line])


def _grain(image: Pixels, chance: random.Random) -> Pixels:
    noise = np.random.default_rng(chance.randrange(2**32))
    coarse = cv2.GaussianBlur(noise.standard_normal(image.shape[:2], np.float32), (0, 0), chance.uniform(0.5, 1.5))
    return _clipped(image + (coarse / coarse.std() * chance.uniform(3, 9))[..., None])


def _recycled(image: Pixels, chance: random.Random) -> Pixels:
    """Grey or brownish, with fibres of many lengths and tones all over."""
    fibres = np.zeros(image.shape[:2], np.uint8)
    height, width = fibres.shape
    for _ in range(chance.randrange(800, 4000)):
        x, y, turn, long = (
            chance.random() * width,
            chance.random() * height,
            chance.random() * 6.3,
            chance.uniform(3, 25),
        )
        end = (round(x + long * np.cos(turn)), round(y + long * np.sin(turn)))
        cv2.line(fibres, (round(x), round(y)), end, chance.randrange(15, 75), 1, cv2.LINE_AA)
    paper = [chance.uniform(0.8, 0.95)] * 3 if chance.random() < 0.5 else [chance.uniform(0.75, 0.95) for _ in range(3)]
    return _grain(_clipped(image * np.array(sorted(paper)) - fibres[..., None]), chance)


def _twice(image: Pixels, chance: random.Random) -> Pixels:
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, chance.randrange(35, 75)])
    squeezed = cv2.imdecode(data, cv2.IMREAD_COLOR)
    assert squeezed is not None
    return squeezed


def _tinted(image: Pixels, chance: random.Random) -> Pixels:
    return _clipped(image * np.array([chance.uniform(0.72, 1.0) for _ in range(3)]))


def _clipped(image: Pixels) -> Pixels:
    return np.clip(image, 0, 255).astype(np.uint8)


ROUGH: Mapping[str, Callable[[Pixels, random.Random], Pixels]] = {
    "grain": _grain,
    "recycled": _recycled,
    "JPEG twice": _twice,
    "tinted": _tinted,
}
