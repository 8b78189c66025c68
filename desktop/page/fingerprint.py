"""A page's fingerprint: two scans of one page have nearly the same one, two pages of the same form have not."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from rapidfuzz.fuzz import ratio

from desktop.model.page import PageFacts
from desktop.page.image import Pixels, made_small

WIDE, HIGH = 140, 99
"""Cells of 1.5 × 3 mm on A4: a word is some cells, and on two copies of one form only the words differ."""

INKED = 10
SHIFT = 2
ALIKE = 0.7
SAME_TEXT, SAME_NUMBERS = 95.0, 93.0
"""Scans of one page are alike by 0.79 and more, but so are two filled-in copies of one form: there their text tells."""


def fingerprint(page: Pixels) -> str:
    """Which cells hold ink, as hex; clean page, BGR."""
    cells = cv2.cvtColor(made_small(page, WIDE, HIGH), cv2.COLOR_BGR2GRAY)
    paper = cv2.medianBlur(cv2.dilate(cells, np.ones((5, 5), np.uint8)), 9)
    return np.packbits(cv2.subtract(paper, cells) >= INKED).tobytes().hex()


def likeness(one: str, other: str, *, at_least: float = 0.0) -> float:
    """How much two fingerprints share, 0 to 1, wherever the sheets lay within some millimetres; empty pages: 0.

    Where their amounts of ink alone show that it is below `at_least`, that upper bound is returned at once.
    """
    a, b = _inked(one), _inked(other)
    if a is None or b is None:
        return 0.0
    less, more = sorted((int(a.sum()), int(b.sum())))
    if not more or less < at_least * more:
        return less / more if more else 0.0
    moves = range(-SHIFT, SHIFT + 1)
    return max(_shared(a, np.roll(b, (down, right), (0, 1))) for down in moves for right in moves)


def _shared(a: npt.NDArray[Any], b: npt.NDArray[Any]) -> float:
    either = int(np.count_nonzero(a | b))
    return int(np.count_nonzero(a & b)) / either if either else 0.0


def _inked(text: str) -> npt.NDArray[Any] | None:
    if len(text) != 2 * ((WIDE * HIGH + 7) // 8):
        return None
    bits = np.unpackbits(np.frombuffer(bytes.fromhex(text), np.uint8))
    return bits[: WIDE * HIGH].reshape(HIGH, WIDE)


def is_same_page(one: PageFacts, other: PageFacts) -> bool:
    """Whether two scans seem to be of the same page (R23); a proposal, never a reason to remove one.

    Pages that were not read yet are judged by their looks alone.
    """
    if likeness(one.fingerprint, other.fingerprint, at_least=ALIKE) < ALIKE:
        return False
    if one.reading is None or other.reading is None:
        return True
    a, b = one.reading.text, other.reading.text
    # Two letters with the same wording differ only in number and date.
    return ratio(a, b) >= SAME_TEXT and ratio(_digits(a), _digits(b)) >= SAME_NUMBERS


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
