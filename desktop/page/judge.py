"""Whether a page is fit to be kept: green, yellow or red, and why (R22, R23)."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from desktop.model.page import Cleaning, Density, Line, Look, PageVerdict, Quality
from desktop.page.geometry import sides
from desktop.page.image import Pixels, tone_at

DPI_FLOOR = 200
"""Dots per inch, at least (R22, NĐ 30/2020)."""

# Each pair: below the first a page is yellow, below the second red. `python -m tests.bench.quality` prints what
# invented pages give as scanned, blurred, faded, dark and copied; `tests/page/test_judge.py` holds the verdicts.
SOFT, BLURRED = 0.55, 0.40
"""Sharpness, 0 to 1 (`Quality.sharpness`). Good scans of all kinds give 0.6 to 0.75; a blur of 1.5 px at 200 dpi, where
accents begin to melt, 0.44 to 0.53."""
PALE, FADED = 80.0, 35.0
"""Contrast of the text, 0 to 255. Print gives 130 to 240, a copy of a copy 60; below 35 even the reader fails."""
DIM, DARK = 140.0, 90.0
"""Lightness of the paper, 0 to 255. Newsprint has 190, the darkest form paper 170."""

SURE_OF_TURN = 0.6
"""Confidence of the model of orientation, 0 to 1, below which the clerk is to look. Chosen."""
SKEW_LEFT_DEG = 0.5
"""Degrees that a cleaned page may still be askew. Chosen."""
FAR_ASKEW_DEG = 10.0
"""A sheet further askew was fed badly, and may be cut off. Chosen."""

LINES_MEASURED, LINES_JUDGED = 40, 14
"""So many of the longest lines are measured, and so many of those that are type are judged. Chosen."""
PLAIN, SAME_PAPER = 0.4, 0.8
"""Share of a line that has the paper's tone (about half, two thirds in sharp print), and its paper's lightness as a
share of the lightest line's (a page has one paper, but for shadows). A line with less stands in a photograph."""
_TONES = 0.12
"""Share of the depth from paper to ink by which a px may differ from the paper and still have its tone. Chosen."""
_PAPER_PERCENTILE, _INK_PERCENTILE, _STEEPEST_PERCENTILE = 85.0, 1.5, 98.0
"""Of the px of a line: the tone of its paper, that of its ink, and its steepest edges. Chosen: a few px may be dirt."""
_LEAST_PX, _LEAST_DEPTH = 6, 8.0
"""A line of fewer px a side is not measured; one with less depth, 0 to 255, has no edges to measure. Chosen."""
_NOISE_PX = 0.6
"""Blur (sigma) that takes a scanner's noise off edges before they are measured. Chosen."""
_EDGES_PER_INCH = 125
"""An edge is measured over a 125th of an inch, so that any resolution gives the same sharpness."""

EDGE_MM = 0.5
"""Text that comes so near the picture's border is cut off. Chosen."""
_STRIP_INK = 0.55
"""Share of a strip's lightest tone below which its px are ink. Chosen."""
_LETTERS_LEAST, _LETTERS_MOST = 0.05, 0.7
"""Share of ink in a strip with letters: less is dirt, more is a shadow along the border. Chosen."""


def judge(pixels: Pixels, look: Look, cleaning: Cleaning, dpi: int) -> tuple[PageVerdict, tuple[str, ...], Quality]:
    """Judge a page by its raw px and what was made of it; the reasons are short Vietnamese phrases."""
    type_ = _type(pixels, look, dpi)
    sharp, deep = _usual([line.sharp for line in type_], 1.0), _usual([line.deep for line in type_], 255.0)
    # Nearly all of a page may be a dark picture.
    light = max(_paper_light(pixels), _usual([line.paper for line in type_], 0.0))
    red: list[str] = []
    yellow: list[str] = []
    _judge_density(look, dpi, yellow, red)
    _graded(light, DIM, DARK, "ảnh quá tối", yellow, red)
    if look.blank:
        yellow.append("trang có vẻ trắng")
    elif deep < PALE:
        _graded(deep, PALE, FADED, "chữ quá nhạt", yellow, red)
    else:
        _graded(sharp, SOFT, BLURRED, "ảnh bị mờ", yellow, red)
    if is_cut_off(pixels, look, dpi):
        yellow.append("chữ bị cắt ở mép trang")
    if look.lines and look.rotation_confidence < SURE_OF_TURN and cleaning.edits.turn_deg is None:
        yellow.append("chưa chắc chiều của trang")
    if abs(look.skew_deg) > FAR_ASKEW_DEG:
        yellow.append("giấy bị lệch nhiều")
    elif abs(look.skew_deg - cleaning.skew_deg) > SKEW_LEFT_DEG:
        yellow.append("trang còn nghiêng")
    quality = Quality(sharpness=round(sharp, 3), contrast=round(deep, 1), paper_light=round(light, 1))
    if red:
        return PageVerdict.RED, (*red, *yellow), quality
    return (PageVerdict.YELLOW if yellow else PageVerdict.GREEN), tuple(yellow), quality


def _judge_density(look: Look, dpi: int, yellow: list[str], red: list[str]) -> None:
    if look.density is Density.UNKNOWN:
        yellow.append("không rõ độ phân giải")
        if look.lines and dpi < DPI_FLOOR:
            # The guess comes from the type: as few px as on a scan that is too coarse.
            red.append(f"chữ quá nhỏ trong ảnh, chỉ như ở {dpi} dpi: chụp gần hơn hoặc quét lại")
    elif dpi < DPI_FLOOR:
        red.append(f"độ phân giải {dpi} dpi, cần ít nhất {DPI_FLOOR}")


def _graded(value: float, enough: float, least: float, reason: str, yellow: list[str], red: list[str]) -> None:
    if value < least:
        red.append(reason)
    elif value < enough:
        yellow.append(reason)


def _paper_light(pixels: Pixels) -> float:
    coarse: Pixels = cv2.cvtColor(np.ascontiguousarray(pixels[::8, ::8]), cv2.COLOR_BGR2GRAY)
    return float(np.percentile(coarse, 90))


def is_cut_off(pixels: Pixels, look: Look, dpi: int) -> bool:
    """Whether a line of text runs out of the picture: its ink reaches the border (a shadow along it does not count)."""
    near = max(2, round(EDGE_MM / 25.4 * dpi))
    for line in look.lines:
        xs, ys = zip(*line.quad, strict=True)
        x0, x1, y0, y1 = max(0, int(min(xs))), int(max(xs)) + 1, max(0, int(min(ys))), int(max(ys)) + 1
        strips = [
            pixels[y0:y1, :near] if x0 < near else None,
            pixels[y0:y1, -near:] if x1 > look.width - near else None,
            pixels[:near, x0:x1] if y0 < near else None,
            pixels[-near:, x0:x1] if y1 > look.height - near else None,
        ]
        if any(strip is not None and strip.size and _shows_letters(strip) for strip in strips):
            return True
    return False


def _shows_letters(strip: Pixels) -> bool:
    # In red light a straddling seal, which belongs on the edge, is nearly paper.
    light = strip[:, :, 2]
    dark = light < _STRIP_INK * float(np.percentile(light, 90))
    return _LETTERS_LEAST < float(dark.mean()) < _LETTERS_MOST


def _usual(values: list[float], without: float) -> float:
    """The median; where there are no lines, what stands `without` them."""
    return float(np.median(values)) if values else without


@dataclass(frozen=True, slots=True)
class _Measured:
    """A line, measured on the page as scanned.

    Attributes:
        sharp: how much of a letter's whole depth its edge falls over a 125th of an inch: at 200 dpi about 0.5 for print
            as scanners give it.
        deep: from paper to ink, 0 to 255.
        paper: its tone, 0 to 255.
        plain: share of the line that has the paper's tone.
    """

    sharp: float
    deep: float
    paper: float
    plain: float


def _type(pixels: Pixels, look: Look, dpi: int) -> list[_Measured]:
    """The longest lines that are type on the page's paper; what is read in a photograph is not."""
    longest = sorted(look.lines, key=lambda line: sides(line.quad)[0], reverse=True)[:LINES_MEASURED]
    found = [one for one in (_line(pixels, line, dpi) for line in longest) if one]
    lightest = max((one.paper for one in found), default=0.0)
    type_ = [one for one in found if one.plain >= PLAIN and one.paper >= SAME_PAPER * lightest]
    return (type_ or found)[:LINES_JUDGED]


def _line(pixels: Pixels, line: Line, dpi: int) -> _Measured | None:
    xs, ys = zip(*line.quad, strict=True)
    x0, x1 = max(0, int(min(xs))), int(max(xs)) + 1
    y0, y1 = max(0, int(min(ys))), int(max(ys)) + 1
    part = pixels[y0:y1, x0:x1]
    if min(part.shape[:2]) < _LEAST_PX:
        return None
    grey: Pixels = cv2.cvtColor(part, cv2.COLOR_BGR2GRAY)
    paper, ink = tone_at(grey, _PAPER_PERCENTILE), tone_at(grey, _INK_PERCENTILE)
    depth = paper - ink
    plain = float(np.count_nonzero(cv2.inRange(grey, paper - depth * _TONES, paper + depth * _TONES)) / grey.size)
    if depth < _LEAST_DEPTH:
        return _Measured(0.0, depth, paper, plain)
    smooth = cv2.GaussianBlur(grey, (0, 0), _NOISE_PX)
    reach = max(1, round(dpi / _EDGES_PER_INCH))
    across = cv2.absdiff(smooth[:, reach:], smooth[:, :-reach])
    down = cv2.absdiff(smooth[reach:], smooth[:-reach])
    steep = float(max(tone_at(across, _STEEPEST_PERCENTILE), tone_at(down, _STEEPEST_PERCENTILE)))
    return _Measured(steep / depth, depth, paper, plain)
