"""Backends send samples of 1, 8 or 16 bits, lines may be padded, and black is 1 in grey line art but 0 everywhere else.

Source: SANE standard 1.06, 3.2.1 and 4.3.8.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def samples(
    lines: bytes | bytearray, width: int, channels: int, depth: int, line_bytes: int, *, grey: bool
) -> NDArray[np.uint8]:
    """Whole lines as 8-bit samples, shape (height, width, channels); what pads a line (ppl-loss) is left out.

    Args:
        lines: as they came.
        width: px of a line.
        channels: of each px.
        depth: bits of a sample.
        line_bytes: bytes of a line with what pads it.
        grey: not colours, nor one of the passes of a colour picture.

    Raises:
        ValueError: a depth that SANE does not know, or lines too short for their pixels.
    """
    height = len(lines) // line_bytes
    rows = np.frombuffer(lines, np.uint8, height * line_bytes).reshape(height, line_bytes)
    count = width * channels
    if depth == 8:
        flat = rows[:, :count]
    elif depth == 16:
        # In the machine's own byte order.
        whole = np.ascontiguousarray(rows[:, : 2 * count]).view(np.uint16)
        flat = (whole >> 8).astype(np.uint8)
    elif depth == 1:
        bits = np.unpackbits(rows, axis=1)[:, :count] if channels == 1 else _planes(rows, width, channels)
        flat = ((1 - bits if grey else bits) * 255).astype(np.uint8)
    else:
        raise ValueError(f"{depth} bits a sample")
    return np.ascontiguousarray(flat).reshape(height, width, channels)


def _planes(rows: NDArray[np.uint8], width: int, channels: int) -> NDArray[np.uint8]:
    """One-bit colour: a byte of each channel in turn, each holding eight pixels."""
    height = len(rows)
    groups = (width + 7) // 8
    packed = rows[:, : groups * channels].reshape(height, groups, channels)
    bits = np.unpackbits(packed[:, :, None, :].transpose(0, 1, 3, 2), axis=3)
    return bits.transpose(0, 1, 3, 2).reshape(height, groups * 8, channels)[:, :width].reshape(height, -1)
