"""When the detector is asked at all."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from desktop.page.look import look
from desktop.page.models import Model
from desktop.training.papers.page import DrawnPage


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
    seen = look(np.ascontiguousarray(np.asarray(page.image.convert("RGB"))[:, :, ::-1]), 200)
    assert bool(seen.lines) == bool(asked) == bool(words)
