"""The second reader: a small neural net for Vietnamese lines (AsterNet), which fails differently from Tesseract.

Only its weights and its letters are used; the package around them is never imported. In single precision: eight
bits would save a seventh of its time, for a tool at setup that nothing else needs.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from desktop.page.image import Pixels
from desktop.page.models import BESIDE, ModelMissing, model, model_path
from desktop.page.reading.tesseract import LineReader, LineWord

_HEIGHT_PX = 32
_STEP_PX = 4
"""The net gives one answer every four px."""
_NARROWEST_PX = 16
_BLANK = 0


class AsterNet:
    """AsterNet by onnxruntime.

    Raises:
        ModelMissing: its weights, its letters, or onnxruntime are not there.
    """

    name = "asternet"

    def __init__(self) -> None:
        self._model = model("second-reader")
        letters = model_path("second-reader").with_name(BESIDE["second-reader"][0])
        try:
            self._letters: list[str] = json.loads(letters.read_text("utf-8"))["chars"]
        except (OSError, ValueError, KeyError) as error:
            raise ModelMissing("second-reader", cause=f"no letters: {error!r}") from None

    def read(self, line: Pixels) -> tuple[LineWord, ...]:
        """The words of a line; a word is as sure as its least sure letter."""
        height, width = line.shape[:2]
        wide = max(_NARROWEST_PX, round(width * _HEIGHT_PX / height / _STEP_PX) * _STEP_PX)
        small = cv2.resize(line, (wide, _HEIGHT_PX), interpolation=cv2.INTER_AREA)
        planes = np.repeat((small.astype(np.float32) / 255)[None, None], 3, axis=1)
        chances = np.exp(self._model.run(images=planes)[:, 0])
        return _words(chances, self._letters)


def _words(chances: npt.NDArray[np.float32], letters: list[str]) -> tuple[LineWord, ...]:
    """The likeliest letter at every step (CTC): repeats are one letter, blanks part two of the same."""
    steps = len(chances)
    likeliest, sure = chances.argmax(axis=1), chances.max(axis=1)
    words: list[LineWord] = []
    text, start, end, least = "", 0, 0, 1.0

    def close() -> None:
        if text:
            clean = unicodedata.normalize("NFC", text)
            words.append(LineWord(clean, start / steps, min(1.0, (end + 1) / steps), least))

    at = 0
    while at < steps:
        letter = int(likeliest[at])
        until = at
        while until + 1 < steps and likeliest[until + 1] == letter:
            until += 1
        if letter != _BLANK and letters[letter] == " ":
            close()
            text = ""
        elif letter != _BLANK:
            if not text:
                start, least = at, 1.0
            text, end = text + letters[letter], until
            least = min(least, float(sure[at : until + 1].max()))
        at = until + 1
    close()
    return tuple(words)


@cache
def second_reader() -> LineReader | None:
    """The second reader of this process; None where it is not installed."""
    try:
        return AsterNet()
    except ModelMissing:
        return None
