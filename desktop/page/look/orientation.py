"""Which way up a page is: a small model, which the lines' own direction may overrule."""

from __future__ import annotations

import numpy as np

from desktop.page.image import Pixels, made_small
from desktop.page.models import model

_MEAN = np.array([0.485, 0.456, 0.406], np.float32)
_STD = np.array([0.229, 0.224, 0.225], np.float32)
TURNS = (0, 90, 180, 270)


def turn_scores(pixels: Pixels) -> dict[int, float]:
    """Likelihood, 0 to 1, that the page must be turned clockwise by 0, 90, 180, 270 degrees to stand upright.

    Raises:
        ModelMissing: the model is not installed.
    """
    scale = 256 / min(pixels.shape[:2])
    height, width = (round(scale * n) for n in pixels.shape[:2])
    seen = made_small(pixels, width, height)
    # Three looks along the longer side, the middle of the shorter.
    across, down = (
        [(width - 224) * part // 2 for part in ((0, 1, 2) if width > height else (1,))],
        [(height - 224) * part // 2 for part in ((0, 1, 2) if height >= width else (1,))],
    )
    crops = np.stack(
        [
            ((seen[y : y + 224, x : x + 224].astype(np.float32) / 255 - _MEAN) / _STD).transpose(2, 0, 1)
            for x in across
            for y in down
        ]
    )
    likely = model("orientation").run(x=crops).mean(axis=0)
    # The model names the turn clockwise that the picture has; undoing it is the turn to apply.
    return {-has % 360: float(likely[at]) for at, has in enumerate(TURNS)}
