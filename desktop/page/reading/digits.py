"""The third reader, for digits: PP-OCRv6's smallest net reads handwritten ones best, and knows no Vietnamese vowels.

Only its weights and its letters are used; the package around them is never imported.
"""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np

from desktop.page.image import Pixels
from desktop.page.models import ModelMissing, letters_path, model
from desktop.page.reading.steps import words_of
from desktop.page.reading.tesseract import LineReader, LineWord

_HEIGHT_PX = 48
_NARROWEST_PX = 48


class DigitsReader:
    """PP-OCRv6 tiny by onnxruntime.

    Raises:
        ModelMissing: its weights, its letters, or onnxruntime are not there.
    """

    name = "digits"

    def __init__(self) -> None:
        self._model = model("digits")
        try:
            letters = letters_path("digits").read_text("utf-8").splitlines()
        except (OSError, ValueError) as error:
            raise ModelMissing("digits", cause=f"no letters: {error!r}") from None
        # The net's first answer is the blank, its last one the space; the file has neither.
        self._letters = ["", *letters, " "]

    def read(self, line: Pixels) -> tuple[LineWord, ...]:
        """The words of a line, grey or BGR; a word is as sure as its least sure letter."""
        height, width = line.shape[:2]
        wide = max(_NARROWEST_PX, round(width * _HEIGHT_PX / height))
        colour = line if line.ndim == 3 else cv2.cvtColor(line, cv2.COLOR_GRAY2BGR)
        small = cv2.resize(colour, (wide, _HEIGHT_PX), interpolation=cv2.INTER_LINEAR)
        planes = (small.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)[None]
        return words_of(self._model.run(x=np.ascontiguousarray(planes))[0], self._letters)


@cache
def digits_reader() -> LineReader | None:
    """The third reader of this process; None where it is not installed."""
    try:
        return DigitsReader()
    except ModelMissing:
        return None
