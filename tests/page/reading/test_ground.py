"""Fine lines behind letters go, pale writing beside them stays."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from desktop.machine.folders import resources
from desktop.page.reading.ground import without_ground

PAPER, INK, GROUND = 235, 40, 180


def line(text: str = "Nơi thường trú: Xã Mẫu", *, ground: bool = False, pale: str = "", noise: float = 0) -> np.ndarray:
    """A line 40 px high: dark print, over waves or beside pale writing."""
    font = ImageFont.truetype(str(resources() / "fonts" / "Arimo-Regular.ttf"), 26)
    image = Image.new("L", (int(font.getlength(text + pale)) + 40, 40), PAPER)
    pen = ImageDraw.Draw(image)
    if ground:
        for base in range(-10, 50, 7):
            xs = range(0, image.width, 3)
            pen.line([(x, base + 5 * np.sin(x / 17)) for x in xs], fill=GROUND, width=2)
    pen.text((10, 4), text, font=font, fill=INK)
    pen.text((15 + font.getlength(text), 4), pale, font=font, fill=150)
    pixels = np.asarray(image).astype(np.float32)
    pixels += np.random.default_rng(1).normal(0, noise, pixels.shape) if noise else 0
    return pixels.clip(0, 255).astype(np.uint8)


def test_a_ground_is_as_light_as_paper_and_letters_stay_as_dark():
    before, after = line(ground=True), without_ground(line(ground=True))
    clean = line()
    between = clean == PAPER
    assert np.mean(before[between] < PAPER - 20) > 0.2
    assert np.mean(after[between] < PAPER - 20) < 0.1
    assert after[clean <= INK + 10].mean() < INK + 20


def test_clean_and_noisy_paper_stays_as_it_is():
    for clean in (line(), line(noise=4), line(noise=7)):
        assert np.array_equal(without_ground(clean), clean)


def test_pale_writing_beside_dark_print_is_no_ground():
    filled = line("Nơi thường trú của mẹ: ", pale="thôn Mẫu Hai")
    assert np.array_equal(without_ground(filled), filled)


def test_an_empty_line_is_no_trouble():
    for empty in (np.full((40, 200), 255, np.uint8), np.zeros((40, 9), np.uint8)):
        assert np.array_equal(without_ground(empty), empty)
