"""Samples of any width become eight bits of the same picture."""

from __future__ import annotations

import subprocess

import numpy as np
import pytest

from desktop.scanner.quirks.sane.samples import samples
from desktop.scanner.sane.frames import read_picture
from tests.scanner.unwatched import Unwatched


def test_sixteen_bits_become_eight_of_the_same_picture(in_process):
    with in_process(mode="Color", resolution=50, test_picture="Color pattern", depth=16) as device:
        ours = np.asarray(read_picture(device, Unwatched(), 1))
    # SANE's own program as the witness.
    words = [
        "-d",
        "test:0",
        "--mode",
        "Color",
        "--depth",
        "16",
        "--resolution",
        "50",
        "--test-picture",
        "Color pattern",
    ]
    pnm = subprocess.run(["scanimage", *words, "--format=pnm"], capture_output=True, check=True).stdout
    kind, _, size, deepest, pixels = pnm.split(b"\n", 4)
    width, height = (int(number) for number in size.split())
    assert (kind, deepest) == (b"P6", b"65535")
    theirs = np.frombuffer(pixels, ">u2").reshape(height, width, 3)
    assert np.array_equal(ours, (theirs >> 8).astype(np.uint8))


def test_line_art_is_black_on_white(in_process):
    with in_process(mode="Gray", resolution=50, depth=1, test_picture="Solid black") as device:
        assert np.asarray(read_picture(device, Unwatched(), 1)).max() == 0
    with in_process(mode="Gray", resolution=50, depth=1, test_picture="Solid white") as device:
        assert np.asarray(read_picture(device, Unwatched(), 1)).min() == 255


def test_samples_of_unknown_width_are_refused():
    with pytest.raises(ValueError, match="12 bits"):
        samples(bytes(100), 10, 1, 12, 10, grey=True)


def test_what_pads_a_line_is_left_out():
    lines = bytes([1, 2, 3, 99, 4, 5, 6, 99])
    assert samples(lines, 3, 1, 8, 4, grey=True)[:, :, 0].tolist() == [[1, 2, 3], [4, 5, 6]]
