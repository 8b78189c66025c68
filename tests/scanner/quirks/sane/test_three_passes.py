"""Three passes are one picture."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.scanner.quirks.sane import three_passes
from desktop.scanner.sane.frames import read_picture
from tests.scanner.unwatched import Unwatched


@pytest.mark.parametrize("depth", [1, 8, 16])
@pytest.mark.parametrize("order", ["RGB", "BGR", "GRB"])
def test_three_passes_are_one_picture_in_whatever_order(in_process, order, depth):
    asked = {"mode": "Color", "resolution": 50, "test_picture": "Color pattern", "depth": depth}
    with in_process(**asked, three_pass=0) as device:
        once = np.asarray(read_picture(device, Unwatched(), 1)).astype(int)
    with in_process(**asked, three_pass=1, three_pass_order=order) as device:
        thrice = np.asarray(read_picture(device, Unwatched(), 1)).astype(int)
    assert once.shape == thrice.shape
    assert np.abs(once - thrice).max() <= 1


def test_a_pass_that_is_missing_is_no_picture():
    with pytest.raises(ValueError, match="passes missing"):
        three_passes.one_picture({2: np.zeros((4, 4, 1), np.uint8)})
