"""Lines as they are cut out for the readers."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.model.page import Quad
from desktop.page.image import Pixels
from desktop.page.reading.cutting import cut
from desktop.page.reading.tesseract import reader
from desktop.training.papers.page import DrawnPage

TEXT = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
Colour = tuple[int, int, int]


def line(ground: Colour, ink: Colour) -> tuple[Pixels, Quad]:
    page = DrawnPage("cutting", 200)
    page.draw.rectangle((0, 0, page.image.width, page.px(60)), fill=ground)
    page.text(TEXT, 20, 20, 16, "b", colour=ink)
    quad: Quad = tuple(page.truth.lines[0]["quad"])
    return np.ascontiguousarray(np.asarray(page.image.convert("RGB"))[:, :, ::-1]), quad


@pytest.mark.parametrize(
    ("ground", "ink"),
    [
        ((250, 250, 250), (20, 20, 20)),
        ((20, 20, 20), (250, 250, 250)),
        ((95, 95, 98), (245, 245, 240)),
        ((20, 40, 110), (250, 250, 250)),
        ((150, 20, 30), (255, 250, 210)),
        # Paper in a deep shadow.
        ((105, 104, 100), (15, 15, 15)),
    ],
)
def test_type_is_read_on_a_dark_ground_too(ground: Colour, ink: Colour) -> None:
    part = cut(*line(ground, ink))
    assert part is not None
    assert " ".join(word.text for word in reader().read(part.pixels)) == TEXT
