"""Which way up a page is: the lines tell lying from standing, the model which of the two; a doubt is settled by
a QR's own corners, then by reading a few lines both ways.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
import zxingcpp

from desktop.model.page import Box, Line
from desktop.page.geometry import carried, moved, sides, turning
from desktop.page.image import Pixels
from desktop.page.look.orientation import turn_scores
from desktop.page.models import ModelMissing
from desktop.page.reading.cutting import cut
from desktop.page.reading.tesseract import LineReader, ReaderMissing, reader

SURE = 0.9
READ_LINES = 3
PART = 0.5
ROOM = 0.06


def upright(pixels: Pixels, lines: Sequence[Line], sheet: Box, *, standing: bool | None) -> tuple[int, float]:
    """The quarter turn, degrees clockwise, that makes a page upright, and how sure that is, 0 to 1.

    Args:
        pixels: BGR, as scanned.
        lines: its lines, raw px.
        sheet: where the page lies in the picture, raw px.
        standing: whether the lines run up or down the picture; None where they do not tell.
    """
    if not lines:
        return 0, 0.0
    turns = {None: (0, 90, 180, 270), True: (90, 270), False: (0, 180)}[standing]
    box = _worth_a_look(lines, sheet)
    x, y, w, h = box
    try:
        scores = turn_scores(pixels[y : y + h, x : x + w])
    except ModelMissing:
        scores = dict.fromkeys(turns, 1.0)
    total = sum(scores[turn] for turn in turns)
    best = max(turns, key=lambda turn: scores[turn])
    sure = scores[best] / total if total else 0.0
    if sure >= SURE:
        return best, sure
    by_code = _by_code(pixels[y : y + h, x : x + w], turns)
    if by_code is not None:
        return by_code, SURE
    return turn_by_reading(pixels, lines, turns) or (best, sure)


def _worth_a_look(lines: Sequence[Line], sheet: Box) -> Box:
    """The part of the sheet that the model should see: all of it, or where its few lines stand close together."""
    x, y, w, h = sheet
    xs, ys = zip(*(point for line in lines for point in line.quad), strict=True)
    room = ROOM * max(w, h)
    left, top = max(x, int(min(xs) - room)), max(y, int(min(ys) - room))
    right, foot = min(x + w, int(max(xs) + room)), min(y + h, int(max(ys) + room))
    if right - left < 16 or foot - top < 16 or (right - left) * (foot - top) > PART * w * h:
        return sheet
    # The model knows pages, not strips.
    side = min(max(right - left, foot - top), w, h)
    left, right = _widened(left, right, side, x, x + w)
    top, foot = _widened(top, foot, side, y, y + h)
    return (left, top, right - left, foot - top)


def _widened(low: int, high: int, side: int, least: int, most: int) -> tuple[int, int]:
    if high - low >= side:
        return low, high
    start = min(max(least, (low + high - side) // 2), most - side)
    return start, start + side


def _by_code(pixels: Pixels, turns: Sequence[int]) -> int | None:
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    for code in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])):
        at = code.position
        angle = math.degrees(math.atan2(at.top_right.y - at.top_left.y, at.top_right.x - at.top_left.x))
        turn = round(-angle / 90) * 90 % 360
        return turn if turn in turns else None
    return None


def turn_by_reading(pixels: Pixels, lines: Sequence[Line], turns: Sequence[int]) -> tuple[int, float] | None:
    """The turn with which the longest lines read best, and its share of all that is read.

    Upside down nothing reads well.
    None where no reader is there, or nothing is read.

    Args:
        pixels: BGR, as scanned.
        lines: raw px.
        turns: degrees clockwise, as `upright` gives them.
    """
    try:
        reads = reader()
    except ReaderMissing:
        return None
    longest = sorted(lines, key=lambda line: sides(line.quad)[0], reverse=True)[:READ_LINES]
    scores = {turn: sum(_reads(pixels, line, turn, reads) for line in longest) for turn in turns}
    best = max(turns, key=lambda turn: scores[turn])
    total = sum(scores.values())
    return (best, scores[best] / total) if total else None


def _reads(pixels: Pixels, line: Line, turn: int, reads: LineReader) -> float:
    height, width = pixels.shape[:2]
    matrix, _ = turning(width, height, 0.0, turn)
    quad = carried(line.quad, matrix)
    part = cut(pixels, moved(quad, np.linalg.inv(matrix)))
    words = reads.read(part.pixels) if part else ()
    # Doubtful words come in any direction; sure ones only in the right one.
    return sum(len(word.text) * max(0.0, word.confidence - 0.4) ** 2 for word in words)
