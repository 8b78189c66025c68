"""Reading lines with Tesseract: each line cut out straight and read alone (baselines, "Lines first")."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import cv2
from PIL import Image
from rapidfuzz.distance import Levenshtein

from desktop.machine.folders import resources
from desktop.model.errors import Trouble
from desktop.page.image import Pixels, tone_at

LANGUAGE = "vie"
_FOOT_PX, _INK = 2, 64
"""Paper below a line whose ink is cut; ink is so much darker than paper."""


class ReaderMissing(Trouble):
    """No Tesseract, or no Vietnamese for it."""

    code = "reader_missing"
    sentence = "Thiếu bộ đọc chữ tiếng Việt (Tesseract)."
    advice = "Cài Tesseract kèm dữ liệu «vie», hoặc cài lại Quầy Số."


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of one line, by a reader that knows its letters one by one.

    Attributes:
        text: one character, or one with its marks.
        left, right: where it stands along the line, 0 to 1.
        sure: 0 to 1.
        digit: the likeliest digit in its place.
    """

    text: str
    left: float
    right: float
    sure: float
    digit: str


@dataclass(frozen=True, slots=True)
class LineWord:
    """A word of one line.

    Attributes:
        text: NFC.
        left, right: where it stands along the line, 0 to 1.
        confidence: 0 to 1.
        letters: one for each character of the text; empty where the reader knows the word only.
    """

    text: str
    left: float
    right: float
    confidence: float
    letters: tuple[Letter, ...] = ()


class LineReader(Protocol):
    """Reads one line at a time."""

    name: str

    def read(self, line: Pixels) -> tuple[LineWord, ...]:
        """The words of a line that was cut out straight; grey, `cutting.LINE_HEIGHT_PX` high."""


def tessdata() -> Path:
    """Folder of Tesseract's language data.

    Raises:
        ReaderMissing: no folder has Vietnamese.
    """
    places = [
        resources() / "tessdata",
        Path(os.environ.get("TESSDATA_PREFIX", "/nonexistent")),
        *sorted(Path("/usr/share/tesseract-ocr").glob("*/tessdata"), reverse=True),
    ]
    for place in places:
        if (place / f"{LANGUAGE}.traineddata").exists():
            return place
    raise ReaderMissing(cause=f"no {LANGUAGE}.traineddata")


def on_paper(line: Pixels) -> Pixels:
    """The line with a little paper below where its ink stands on the edge: a dot there is read as none (NHẬN: NHÂN)."""
    paper = tone_at(line, 75)
    if not (line[-1] < paper - _INK).any():
        return line
    return cv2.copyMakeBorder(line, 0, _FOOT_PX, 0, 0, cv2.BORDER_CONSTANT, value=paper)


class InProcessTesseract:
    """Tesseract inside this process, through tesserocr."""

    name = f"tesseract-{LANGUAGE}"

    def __init__(self) -> None:
        import tesserocr

        self._engine: Any = tesserocr.PyTessBaseAPI(
            path=str(tessdata()), lang=LANGUAGE, psm=tesserocr.PSM.SINGLE_LINE, oem=tesserocr.OEM.LSTM_ONLY
        )
        self._engine.SetVariable("tessedit_do_invert", "0")
        self._level = tesserocr.RIL.WORD

    def read(self, line: Pixels) -> tuple[LineWord, ...]:
        """The words of a line."""
        line = on_paper(line)
        height, width = line.shape[:2]
        self._engine.SetImageBytes(line.tobytes(), width, height, 1, width)
        self._engine.Recognize()
        words = []
        found = self._engine.GetIterator()
        while found is not None:
            text = found.GetUTF8Text(self._level) if not found.Empty(self._level) else ""
            box = found.BoundingBox(self._level)
            if text.strip() and box:
                confidence = found.Confidence(self._level) / 100
                words.append(_word(text, box[0] / width, box[2] / width, confidence))
            if not found.Next(self._level):
                break
        return tuple(words)


class OutsideTesseract:
    """Tesseract as a program, through pytesseract: slower, for machines without tesserocr."""

    name = f"tesseract-{LANGUAGE}"

    def __init__(self) -> None:
        import pytesseract

        self._tool: Any = pytesseract
        try:
            if LANGUAGE not in pytesseract.get_languages():
                raise ReaderMissing(cause=f"tesseract has no {LANGUAGE}")
        except pytesseract.TesseractNotFoundError as error:
            raise ReaderMissing(cause=str(error)) from None

    def read(self, line: Pixels) -> tuple[LineWord, ...]:
        """The words of a line."""
        line = on_paper(line)
        width = line.shape[1]
        data = self._tool.image_to_data(
            Image.fromarray(line),
            lang=LANGUAGE,
            config="--psm 7 --oem 1 -c tessedit_do_invert=0",
            output_type=self._tool.Output.DICT,
        )
        rows = zip(data["text"], data["left"], data["width"], data["conf"], strict=True)
        return tuple(
            _word(text, left / width, (left + wide) / width, float(sure) / 100)
            for text, left, wide, sure in rows
            if text.strip() and float(sure) >= 0
        )


_LOOKALIKES = str.maketrans({"\u2044": "/", "\u00d0": "Đ", "\u00f0": "đ"})
"""The fraction slash, and the Icelandic letter that Vietnamese never has."""


def _word(text: str, left: float, right: float, confidence: float) -> LineWord:
    clean = unicodedata.normalize("NFC", text.strip()).translate(_LOOKALIKES)
    return LineWord(clean, min(max(left, 0.0), 1.0), min(max(right, 0.0), 1.0), min(max(confidence, 0.0), 1.0))


@cache
def reader() -> LineReader:
    """The first reader of this process.

    Raises:
        ReaderMissing: neither way of running Tesseract is there.
    """
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        return InProcessTesseract()
    except (ImportError, RuntimeError):
        pass
    try:
        return OutsideTesseract()
    except ImportError as error:
        raise ReaderMissing(cause=str(error)) from None


def reader_report() -> list[tuple[str, bool, str]]:
    """Name, whether it is there, and what is worse without it."""
    try:
        tessdata()
        found = True
    except ReaderMissing:
        found = False
    return [("Bộ đọc Tesseract", found, "không đọc được chữ: PDF không tìm kiếm được, phải nhập tay")]


_LEADERS = re.compile(r"[.…_·,\-–—=~:;'`|*\s]{3,}")
_STRAY = frozenset(".,…|_'`\"°~") | {"..", ".,", ",.", "||", "|_"}
_DASHES = frozenset("~_")
"""What a dash before an item of a list is read as; before capitals, of a body's name, it is dirt."""
_HAS_LETTER = re.compile(r"\w")
_ALIKE = 0.5
"""Of a scribble two readers make less of the same letters than this."""
_FILLED = "<<"
"""Fills the lines of a card that are for machines, which no reader is sure of; scribbles are not read so."""


def is_noise(words: Sequence[LineWord], rivals: Sequence[str | None] = (), *, red: bool = False) -> bool:
    """Whether a line says nothing: ruling, dotted leaders, a scribble, the letters around a seal (they are `red`).

    Args:
        words: of the line.
        rivals: what the other reader has for each; two readers see different things in a scribble.
        red: nearly all its ink is red.
    """
    text = " ".join(word.text for word in words)
    letters = len(_HAS_LETTER.findall(text))
    if not letters:
        return True
    sure = sum(word.confidence for word in words) / len(words)
    if red:
        return sure < 0.85
    if _FILLED in text:
        return False
    if any(rival == word.text for word, rival in zip(words, rivals, strict=False)):
        return False
    if rivals and None not in rivals:
        told = " ".join(rival for rival in rivals if rival)
        # One bad digit makes a long word doubtful; what both readers see of it is there none the less.
        if told and Levenshtein.normalized_similarity(text.casefold(), told.casefold()) >= _ALIKE:
            return False
        if sure < 0.75 and letters < 12:
            return True
    if text.isdecimal():
        return sure < 0.3
    return (sure < 0.35 and letters < 12) or (sure < 0.5 and letters <= 2)


def without_leaders(words: tuple[LineWord, ...]) -> tuple[LineWord, ...]:
    """The words without what is left of dots to write on and of ruled lines; a dash before the first word stays one."""
    kept = []
    for at, word in enumerate(words):
        if not at and len(words) > 1 and word.text in _DASHES and not words[1].text.isupper():
            word = replace(word, text="-")
        text = _LEADERS.sub("…", word.text) if len(word.text) > 3 else word.text
        text = text.strip("…").lstrip(".,|_'`").rstrip("|_") if _HAS_LETTER.search(text) else text
        if _HAS_LETTER.search(text) or (0 < len(text) <= 2 and text not in _STRAY):
            kept.append(LineWord(text, word.left, word.right, word.confidence))
    return tuple(kept)
