"""When the detector is asked at all."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from desktop.page.image import Pixels
from desktop.page.look import look
from desktop.page.look.lines import DetectorLines, _whole_steps
from desktop.page.models import Model
from desktop.training.papers.page import DrawnPage


def pixels_of(page: DrawnPage) -> Pixels:
    return np.ascontiguousarray(np.asarray(page.image.convert("RGB"))[:, :, ::-1])


@pytest.mark.parametrize("words", ["", "Ủy ban nhân dân xã Mẫu có trách nhiệm thi hành"])
def test_a_page_without_ink_is_not_looked_at(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, ...]] = []
    run = Model.run

    def noted(self: Model, **inputs: Any) -> Any:
        asked.extend(planes.shape for planes in inputs.values())
        return run(self, **inputs)

    monkeypatch.setattr(Model, "run", noted)
    page = DrawnPage("lines")
    page.text(words, 30, 60, 13)
    seen = look(pixels_of(page), 200)
    assert bool(seen.lines) == bool(asked) == bool(words)


@pytest.mark.parametrize("at_mm", [(12, 12), (120, 12), (60, 150), (120, 284)])
def test_a_line_is_found_where_it_is_though_nothing_else_is_looked_at(at_mm: tuple[int, int]) -> None:
    page = DrawnPage("lines")
    page.text("Trung tâm Phục vụ hành chính công", *at_mm, 13)
    pixels = pixels_of(page)
    [truth] = page.truth.lines
    xs, ys = zip(*truth["quad"], strict=True)
    around = (round(min(xs)) - 40, round(min(ys)) - 40, round(max(xs) - min(xs)) + 80, round(max(ys) - min(ys)) + 80)
    everywhere, there = (DetectorLines().find(pixels, box) for box in ((0, 0, *pixels.shape[1::-1]), around))
    assert len(everywhere) == len(there) == 1
    both = np.array([everywhere[0].quad, there[0].quad])
    assert np.abs(np.diff(both.mean(axis=1), axis=0)).max() < 3
    assert np.abs(np.diff(both, axis=0)).max() < 12


def test_where_no_ink_is_nobody_looks() -> None:
    page = DrawnPage("lines")
    page.text("Trung tâm Phục vụ hành chính công", 30, 60, 13)
    assert DetectorLines().find(pixels_of(page), (0, 1500, 1600, 300)) == ()


@pytest.mark.parametrize(("start", "long"), [(-300, 500), (0, 2339), (700, 31), (2200, 400), (1000, 1)])
def test_a_stretch_grows_to_whole_steps_within_its_side(start: int, long: int) -> None:
    scale = 1024 / 2339
    at, seen, end = _whole_steps(start, long, 2339, scale)
    assert 0 <= at <= max(0, start) and min(2339, start + long) <= end <= 2339
    assert seen % 32 == 0 and abs(seen - (end - at) * scale) < 0.51
