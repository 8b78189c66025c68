"""Where the detector looks, and that it finds there what it finds on the whole page."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from desktop.model.page import Box, Line
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


def letter(rows: int) -> Pixels:
    page = DrawnPage("lines")
    for row in range(rows):
        page.text(f"Điều {row + 1}. Ủy ban nhân dân xã Mẫu có trách nhiệm thi hành", 30, 30 + 9 * row, 13)
    return np.ascontiguousarray(np.asarray(page.image.convert("RGB"))[:, :, ::-1])


def boxes(found: tuple[Line, ...]) -> list[Box]:
    return sorted((upright_box(line.quad) for line in found), key=lambda box: box[1])


def test_only_where_something_stands_is_looked_for_lines_and_as_many_are_found(seen: list[int]) -> None:
    page = letter(8)
    height, width = page.shape[:2]
    whole = (0, 0, width, height)
    everywhere = boxes(DetectorLines().find(page, whole, [whole]))
    found = boxes(DetectorLines().find(page, whole, [(200, 200, width - 400, 700)]))
    assert len(found) == len(everywhere) == 8
    for one, other in zip(found, everywhere, strict=True):
        assert abs(one[1] + one[3] / 2 - other[1] - other[3] / 2) <= 4
        assert one[3] == pytest.approx(other[3], rel=0.15)
    assert seen[1] < 0.4 * seen[0]


def test_what_stands_far_apart_is_looked_at_apart_and_no_line_is_found_twice(seen: list[int]) -> None:
    page = letter(4)
    height = page.shape[0]
    page[height // 2 :] = page[: height - height // 2]
    found = look(page, 200).lines
    assert len(found) == 8
    assert len(seen) >= 2 and sum(seen[:2]) < 0.5 * 1024 * 736
    for line in found:
        assert sum(1 for other in found if abs(other.quad[0][1] - line.quad[0][1]) < 20) == 1


def test_a_page_without_ink_is_not_looked_at(seen: list[int]) -> None:
    assert look(letter(0), 200).lines == ()
    assert not seen
