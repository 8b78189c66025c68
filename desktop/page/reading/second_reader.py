"""The second reader: a small neural net for Vietnamese lines (AsterNet), which fails differently from Tesseract.

Only its weights and its letters are used; the package around them is never imported. In single precision: eight
bits would save a seventh of its time, for a tool at setup that nothing else needs.
"""

from __future__ import annotations

import json
from functools import cache

import cv2
import numpy as np

from desktop.page.image import Pixels
from desktop.page.models import ModelMissing, letters_path, model
from desktop.page.reading.steps import words_of
from desktop.page.reading.tesseract import LineReader, LineWord

_HEIGHT_PX = 32
_STEP_PX = 4
"""The net gives one answer every four px."""
_NARROWEST_PX, _WIDEST_PX = 16, 1024
"""The net knows 256 places along a line. A longer line is squeezed; `whole.py` reads it in parts where it can."""


class AsterNet:
    """AsterNet by onnxruntime.

    Raises:
        ModelMissing: its weights, its letters, or onnxruntime are not there.
    """

    name = "asternet"

    def __init__(self) -> None:
        self._model = model("second-reader")
        try:
            self._letters: list[str] = json.loads(letters_path("second-reader").read_text("utf-8"))["chars"]
        except (OSError, ValueError, KeyError) as error:
            raise ModelMissing("second-reader", cause=f"no letters: {error!r}") from None

    def read(self, line: Pixels) -> tuple[LineWord, ...]:
        """The words of a line; a word is as sure as its least sure letter."""
        height, width = line.shape[:2]
        wide = round(width * _HEIGHT_PX / height / _STEP_PX) * _STEP_PX
        wide = min(max(_NARROWEST_PX, wide), _WIDEST_PX)
        small = cv2.resize(line, (wide, _HEIGHT_PX), interpolation=cv2.INTER_AREA)
        planes = np.repeat((small.astype(np.float32) / 255)[None, None], 3, axis=1)
        chances = np.exp(self._model.run(images=planes)[:, 0])
        return words_of(chances, self._letters)


@cache
def second_reader() -> LineReader | None:
    """The second reader of this process; None where it is not installed."""
    try:
        return AsterNet()
    except ModelMissing:
        return None
