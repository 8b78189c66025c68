"""Where the detector looks, and that it finds there what it finds on the whole page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest

from desktop.model.page import Box
from desktop.page.geometry import upright_box
from desktop.page.image import Pixels
from desktop.page.look import look
from desktop.page.look.lines import DetectorLines
from desktop.page.models import Model
from desktop.training.papers.page import DrawnPage


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many px a model was given, each time."""
    given: list[int] = []
    run = Model.run

    def noted(self: Model, **inputs: Any) -> Any:
        given.extend(planes.shape[2] * planes.shape[3] for planes in inputs.values())
        return run(self, **inputs)

    monkeypatch.setattr(Model, "run", noted)
    return given


def letter(rows: int) -> DrawnPage:
    page = DrawnPage("lines")
    for row in range(rows):
        page.text(f"Điều {row + 1}. Ủy ban nhân dân xã Mẫu có trách nhiệm thi hành", 30, 30 + 9 * row, 13)
    return page


def pixels_of(page: DrawnPage) -> Pixels:
    return np.ascontiguousarray(np.asarray(page.image.convert("RGB"))[:, :, ::-1])


def boxes(quads: Iterable[Any]) -> list[Box]:
    """Upright boxes around quads, from the top."""
    return sorted((upright_box(quad) for quad in quads), key=lambda box: box[1])


def test_only_where_something_stands_is_looked_for_lines_and_none_is_lost(seen: list[int]) -> None:
    page = letter(8)
    pixels = pixels_of(page)
    height, width = pixels.shape[:2]
    whole = (0, 0, width, height)
    everywhere = DetectorLines().find(pixels, whole, [whole])
    found = DetectorLines().find(pixels, whole, [(200, 200, width - 400, 700)])
    assert seen[1] < 0.4 * seen[0]
    true = boxes(line["quad"] for line in page.truth.lines)
    for lines in (everywhere, found):
        for (x, y, w, h), (left, top, wide, high) in zip(true, boxes(line.quad for line in lines), strict=True):
            assert left <= x and top <= y and left + wide >= x + w and top + high >= y + h


def test_what_stands_far_apart_is_looked_at_apart_and_no_line_is_found_twice(seen: list[int]) -> None:
    pixels = pixels_of(letter(4))
    half = pixels.shape[0] // 2
    pixels[half : 2 * half] = pixels[:half]
    tops = [box[1] for box in boxes(line.quad for line in look(pixels, 200).lines)]
    assert len(tops) == 8
    assert np.diff(tops).min() > 20
    assert sum(seen[:2]) < 0.5 * 1024 * 736


def test_a_page_without_ink_is_not_looked_at(seen: list[int]) -> None:
    assert look(pixels_of(letter(0)), 200).lines == ()
    assert not seen
