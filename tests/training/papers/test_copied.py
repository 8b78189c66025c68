"""Copies as offices' machines make them: the same by seed, each in its own way, the truth moved with the sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from desktop.training.papers.copied import WAYS, Machine, copied
from desktop.training.papers.official.paper import official_paper
from desktop.training.papers.page import DrawnPage

DPI = 100


@pytest.fixture(scope="module")
def page() -> DrawnPage:
    return official_paper("copied", DPI)[0]


@pytest.fixture(scope="module")
def small() -> DrawnPage:
    page = DrawnPage("small", 60, (60, 40))
    page.text("Số: 12/QĐ-UBND", 10, 10, 13)
    return page


@pytest.mark.parametrize("way", list(WAYS))
def test_a_copy_is_the_same_by_seed_and_its_truth_lies_on_its_ink(page: DrawnPage, way: str) -> None:
    one, again, other = (copied(page, seed, way) for seed in (1, 1, 2))
    assert (one.image == again.image).all()
    assert (one.image != other.image).any()
    grey = one.image.min(axis=2).astype(int)
    found = 0
    for line in one.truth.lines:
        xs, ys = zip(*line["quad"], strict=True)
        part = grey[max(0, int(min(ys))) : int(max(ys)) + 1, max(0, int(min(xs))) : int(max(xs)) + 1]
        found += bool(part.size and np.percentile(part, 2) < np.median(part) - 40)
    assert found > 0.9 * len(one.truth.lines)
    assert {slot["field"] for slot in one.truth.slots} == {"number", "issued"}
    assert one.truth.slots[0]["quad"] != page.truth.slots[0]["quad"]


def test_a_bilevel_scan_is_black_and_white(page: DrawnPage) -> None:
    pixels = copied(page, 3, "bilevel").image
    assert ((pixels < 50) | (pixels > 205)).mean() > 0.95
    assert np.ptp(pixels.astype(int), axis=2).max() == 0


def test_recycled_paper_has_grain_and_tint(small: DrawnPage) -> None:
    grains, tints = [], []
    for seed in range(30):
        corner = copied(small, seed, "recycled", skew=0).image[-20:, -60:].astype(float)
        grains.append(corner.mean(axis=2).std())
        tints.append(np.ptp(corner.mean(axis=(0, 1))))
    assert min(grains) < 4 < 7 < max(grains)
    assert max(tints) > 30


def test_every_way_is_taken_as_often_as_it_should(small: DrawnPage, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: Counter[str] = Counter()

    def noting(name: str) -> Callable[[Any, Machine], Any]:
        def way(picture: Any, machine: Machine) -> Any:
            taken[name] += 1
            return picture

        return way

    ways = {name: (weight, noting(name)) for name, (weight, _) in WAYS.items()}
    monkeypatch.setattr("desktop.training.papers.copied.WAYS", ways)
    for seed in range(200):
        copied(small, seed)
    assert set(taken) == set(WAYS)
    assert taken["bilevel"] > taken["moire"]
