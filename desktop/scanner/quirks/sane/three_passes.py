"""Old scanners send a page three times, once in each colour, in an order of their own.

Source: SANE standard 1.06, 3.2.1; SANE's test backend has it (`three-pass`, `three-pass-order`).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

RED, GREEN, BLUE = 2, 3, 4
"""SANE's frame formats for one colour alone."""
PASSES = (RED, GREEN, BLUE)


def one_picture(frames: Mapping[int, NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """Three passes as one picture; as high as the shortest of them.

    Raises:
        ValueError: a pass is missing or has another width.
    """
    missing = [name for name in PASSES if name not in frames]
    if missing:
        raise ValueError(f"passes missing: {missing}")
    height = min(len(frame) for frame in frames.values())
    return np.concatenate([frames[name][:height] for name in PASSES], axis=2)
