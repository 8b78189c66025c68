"""Samples of more than eight bits brought to eight: how deep they are is read from the file."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image
from PIL.TiffImagePlugin import BITSPERSAMPLE, PHOTOMETRIC_INTERPRETATION, SAMPLEFORMAT

_SMALLEST, _LARGEST = 340, 341
"""SMinSampleValue and SMaxSampleValue."""
_UNSIGNED, _FLOAT = 1, 3
_WHITE_IS_ZERO = 0


class NoScale(Exception):
    """The file does not say which sample is black and which is white."""


def eight_bits(frame: Image.Image) -> Image.Image:
    """A grey picture of deep samples as grey of eight bits.

    Raises:
        NoScale: nothing in the file tells what is black and white.
    """
    black, white = _scale(frame)
    span = white - black
    samples: npt.NDArray[Any] = np.asarray(frame)
    if white > np.iinfo(np.int32).max:
        # Pillow holds 32 bits as if they had a sign.
        samples = samples.view(np.uint32)
    samples = samples.astype(np.float32)
    if not np.isfinite(samples).all():
        raise NoScale
    # Up to half a step beyond the scale is rounding; more means that the file has another scale.
    if samples.size and (samples.min() < black - span / 2 or samples.max() > white + span / 2):
        raise NoScale
    grey = np.clip((samples - black) * (255 / span) + 0.5, 0, 255).astype(np.uint8)
    return Image.fromarray(255 - grey if _is_negative(frame) else grey)


def is_deep(frame: Image.Image) -> bool:
    """Whether a picture's samples have more than eight bits."""
    return frame.mode in {"I", "F"} or frame.mode.startswith("I;16")


def _scale(frame: Image.Image) -> tuple[float, float]:
    if frame.format != "TIFF":
        # PNG and JPEG 2000 come in 16 bits, and PPM is brought to as many.
        return (0.0, 65535.0)
    tags: Any = frame.tag_v2  # type: ignore[attr-defined]
    told = _one(tags.get(_SMALLEST)), _one(tags.get(_LARGEST))
    if told[0] is not None and told[1] is not None and told[0] < told[1]:
        return (told[0], told[1])
    kind = _one(tags.get(SAMPLEFORMAT, _UNSIGNED))
    if kind == _FLOAT:
        return (0.0, 1.0)
    bits = int(_one(tags.get(BITSPERSAMPLE)) or 0)
    if kind != _UNSIGNED or not 8 <= bits <= 32:
        raise NoScale
    return (0.0, float(2**bits - 1))


def _one(value: Any) -> float | None:
    first = value[0] if isinstance(value, tuple) and value else value
    return float(first) if isinstance(first, int | float) else None


def _is_negative(frame: Image.Image) -> bool:
    """Whether zero is white, which Pillow leaves as it is in deep samples."""
    tags: Any = getattr(frame, "tag_v2", None)
    return tags is not None and tags.get(PHOTOMETRIC_INTERPRETATION) == _WHITE_IS_ZERO
