"""The one look at a page as it arrives: its lines, its slope, which way up, blank or not, what cropping must keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import cv2
import numpy as np

from desktop.model.page import Box, Density, Flaw, Line, Look, Point, Quad
from desktop.page.flaws.found import find_flaws
from desktop.page.flaws.mended import mended
from desktop.page.geometry import shared, sides, slope
from desktop.page.image import Pixels
from desktop.page.look.beside import beside_the_sheet
from desktop.page.look.density import FoundDensity, found_density, presumed
from desktop.page.look.ink import Ink, ink_on
from desktop.page.look.joined import joined
from desktop.page.look.lines import DetectorLines, LineFinder
from desktop.page.look.overprint import without_overprint
from desktop.page.look.paper import LyingSheet, find_paper
from desktop.page.look.parted import parted
from desktop.page.look.seals import find_seals
from desktop.page.look.skew import skew
from desktop.page.look.small import Small, negative, shrunk
from desktop.page.look.upright import upright
from desktop.page.models import ModelMissing

KEEP_CORNERS = 24
FEW_MM = 60.0
SMALL_SHEET_MM = 130.0
"""With less text, or on a smaller sheet (a card's type is small), the sheet's edges tell the slope better."""

SHADOW_MM = 3.0
"""Width of the shadow of a sheet's edge."""

AGREE_DEG = 2.0
ASLANT_DEG = 15.0
"""Within this of 45 degrees, a line runs neither along the page nor up."""

SOME_STRAIGHT = 0.15
"""Share of the text, by length, that must run along or up; then slanted text does not count."""

WHOLE = 0.7
AROUND_MM = 6.0
"""Paper around all ink that the detector is shown. Chosen: the outermost `BORDER_MM` have no ink that counts."""

DARKEST_PAPER = 90
"""8-bit lightness, of most px, below which a picture shows no paper: cardboard has 120 and more."""


@cache
def _finder() -> LineFinder:
    return DetectorLines()


def look(pixels: Pixels, dpi: int | None, small: Small | None = None) -> Look:
    """Look at a page once; see `look_and_mend`."""
    return look_and_mend(pixels, dpi, small).facts


class Looked(NamedTuple):
    """What was found out about a page, and the pictures of it that the look itself needed and reading does.

    Attributes:
        facts: its look.
        legible: the page without its flaws, BGR; the picture itself where it has none.
        clear: the same without the ink of stamps over type; `legible` itself where there is none.
    """

    facts: Look
    legible: Pixels
    clear: Pixels


def look_and_mend(pixels: Pixels, dpi: int | None, small: Small | None = None) -> Looked:
    """Look at a page once.

    Without the detector there are no lines and no skew; without the orientation model no turn; the page is kept
    as it lies and never called blank for that.

    Args:
        pixels: BGR, as scanned.
        dpi: dots per inch; None or 0 where nobody measured them: then the look finds them.
        small: the same page made small, where the caller has it and `dpi` is known.
    """
    height, width = pixels.shape[:2]
    lying: tuple[Line, ...] | None = None
    known = FoundDensity(dpi, Density.GIVEN) if dpi else None
    if known is None:
        lying, known = _measured(pixels)
        small = None
    small = small or shrunk(pixels, known.dpi)
    paper = find_paper(small)
    seen = _seen(pixels, small, paper, lying, known.dpi)
    found = find_flaws(pixels, known.dpi, seen.slope_deg, standing=bool(seen.standing))
    flaws = tuple(flaw for flaw in found if paper is None or _runs_over(flaw, paper, known.dpi))
    if flaws:
        # A flaw may hide lines, cut them in two or look like one: they are found on the page without it.
        pixels = mended(pixels, flaws, known.dpi)
        small = shrunk(pixels, known.dpi)
        seen = _seen(pixels, small, paper, None, known.dpi)
    paper, ink, lines, slope_deg = seen.paper, seen.ink, seen.lines, seen.slope_deg
    turn, sure = upright(pixels, lines, _box(paper, width, height), standing=seen.standing)
    seals = find_seals(small)
    facts = Look(
        width=width,
        height=height,
        lines=lines,
        skew_deg=round(slope_deg, 3),
        rotation_deg=turn,
        rotation_confidence=round(sure, 3),
        blank=not lines and not seals and not ink.enough and not _is_dark(small),
        ink=round(ink.share, 5),
        keep=_keep(lines, ink, width, height),
        paper=_rounded(paper.frame(slope_deg, known.dpi)) if paper else None,
        seals=seals,
        dpi=known.dpi,
        density=known.density,
        flaws=flaws,
    )
    return Looked(facts, pixels, seen.clear)


@dataclass(frozen=True, slots=True)
class _Seen:
    """How a page lies, and what is on it.

    Attributes:
        paper: the sheet, where it was told from its bed.
        ink: where there is ink.
        lines: of text, raw px.
        standing: whether they run up or down the picture; None where they do not tell.
        slope_deg: degrees counter-clockwise.
        clear: the page without the ink of stamps over type.
    """

    paper: LyingSheet | None
    ink: Ink
    lines: tuple[Line, ...]
    standing: bool | None
    slope_deg: float
    clear: Pixels


def _runs_over(flaw: Flaw, paper: LyingSheet, dpi: int) -> bool:
    """Whether a flaw runs over the sheet; a line beside its edge is the edge's shadow."""
    middle = flaw.path[len(flaw.path) // 2] if len(flaw.path) > 2 else np.mean(flaw.path, axis=0)
    x, y = (float(n) for n in middle)
    inside = cv2.pointPolygonTest(paper.outline.astype(np.float32), (x, y), measureDist=True)
    return float(inside) > SHADOW_MM / 25.4 * dpi


def _seen(pixels: Pixels, small: Small, paper: LyingSheet | None, lying: tuple[Line, ...] | None, dpi: int) -> _Seen:
    """See a page on which a sheet may be told from its bed; `lying` are its lines, where they were found before."""
    height, width = pixels.shape[:2]
    light = negative(small) if _is_dark(small) else small
    ink = ink_on(light, beside_the_sheet(light))
    if paper and _lies_beside(paper, ink, small):
        paper = None
    clear = without_overprint(pixels, small)
    if lying is None:
        lying = _lines(clear, _box(paper, width, height), _inked(ink, small))
    lines = parted(joined([line for line in lying if _is_inked(line, ink)], pixels), pixels)
    standing = _standing(lines)
    return _Seen(paper, ink, lines, standing, _slope(lines, ink, paper, dpi, standing=bool(standing)), clear)


def _measured(pixels: Pixels) -> tuple[tuple[Line, ...], FoundDensity]:
    """The lines of a picture of unknown density, and what they and the sheet say of it."""
    height, width = pixels.shape[:2]
    sheet = find_paper(shrunk(pixels, presumed(width, height)))
    lines = _lines(pixels, _box(sheet, width, height), (0, 0, width, height))
    return lines, found_density(sheet, lines, width, height)


def _is_dark(small: Small) -> bool:
    """Whether most of a picture is darker than any paper: a film, or the lid alone."""
    return float(np.median(small.lab[::4, ::4, 0])) < DARKEST_PAPER


def _box(paper: LyingSheet | None, width: int, height: int) -> Box:
    """Where the page lies in the picture, raw px."""
    if paper is None:
        return (0, 0, width, height)
    left, top = np.clip(np.floor(paper.outline.min(axis=0)), 0, (width - 1, height - 1)).astype(int)
    right, foot = np.clip(np.ceil(paper.outline.max(axis=0)), (left + 1, top + 1), (width, height)).astype(int)
    return (int(left), int(top), int(right - left), int(foot - top))


def _lies_beside(paper: LyingSheet, ink: Ink, small: Small) -> bool:
    """Whether anything is written beside the sheet: then what looks like its bed is paper too."""
    on_it = paper.holds(ink.mask, ink.scale, small.px(SHADOW_MM))
    return Ink.of(cv2.bitwise_xor(ink.mask, on_it), ink.scale).enough


def _inked(ink: Ink, small: Small) -> Box | None:
    """Where there is ink, with the paper around it that the detector tells a line by, raw px; None where there is none.

    Margins and the empty half of a last page are a third of what it would look at.
    """
    bounds = ink.bounds()
    room = round(small.px(AROUND_MM) * small.scale)
    return (bounds[0] - room, bounds[1] - room, bounds[2] + 2 * room, bounds[3] + 2 * room) if bounds else None


def _lines(pixels: Pixels, sheet: Box, inked: Box | None) -> tuple[Line, ...]:
    height, width = pixels.shape[:2]
    x, y, w, h = sheet if sheet[2] * sheet[3] <= WHOLE * width * height else (0, 0, width, height)
    within = shared((x, y, w, h), inked) if inked else None
    if within is None:
        return ()
    try:
        found = _finder().find(pixels[y : y + h, x : x + w], (within[0] - x, within[1] - y, *within[2:]))
    except ModelMissing:
        return ()
    return tuple(line.shifted(x, y) for line in found)


def _is_inked(line: Line, ink: Ink) -> bool:
    """Whether a line has ink of its own; what shines through from the other side has none."""
    xs, ys = zip(*line.quad, strict=True)
    x0, x1 = (int(n / ink.scale) for n in (min(xs), max(xs)))
    y0, y1 = (int(n / ink.scale) for n in (min(ys), max(ys)))
    part = ink.mask[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1]
    return part.size > 0 and cv2.countNonZero(part) >= 0.02 * part.size


def _standing(lines: Sequence[Line]) -> bool | None:
    """Whether most of the text runs up or down the page; None where all is too short to run anywhere."""
    runs = [(abs(slope(line.quad)), sides(line.quad)) for line in lines]
    ways = [(angle, long) for angle, (long, high) in runs if long >= 1.8 * high]
    # Names written aslant under the columns of a chart run neither way; on a page that lies aslant all lines do.
    straight = [(angle, long) for angle, long in ways if abs(angle - 45) > ASLANT_DEG]
    if _length(straight) >= SOME_STRAIGHT * _length(ways):
        ways = straight
    up = _length([(angle, long) for angle, long in ways if angle > 45])
    return up > _length(ways) - up if ways else None


def _length(ways: Sequence[tuple[float, float]]) -> float:
    return sum(long for _, long in ways)


def _slope(lines: Sequence[Line], ink: Ink, paper: LyingSheet | None, dpi: int, *, standing: bool) -> float:
    by_lines = skew(lines, ink, standing=standing)
    if paper is None:
        return by_lines
    text_mm = sum(sides(line.quad)[0] for line in lines) / dpi * 25.4
    long_mm = float(np.ptp(paper.outline, axis=0).max()) / dpi * 25.4
    apart = lines and abs(by_lines - paper.angle_deg) > AGREE_DEG
    return by_lines if apart or (text_mm >= FEW_MM and long_mm >= SMALL_SHEET_MM) else paper.angle_deg


def _keep(lines: Sequence[Line], ink: Ink, width: int, height: int) -> tuple[Point, ...]:
    """Corners of the hull around all lines and ink, raw px; the whole picture where there is neither."""
    spots = np.argwhere(cv2.erode(255 - ink.mask, np.ones((3, 3), np.uint8)) < ink.mask)[:, ::-1] * ink.scale
    corners = np.array([point for line in lines for point in line.quad]).reshape(-1, 2)
    points = np.concatenate([spots, corners]).astype(np.float32)
    if len(points) < 3:
        return ((0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height)))
    hull = cv2.convexHull(points)[:, 0]
    reach = 1.0
    while len(hull) > KEEP_CORNERS:
        # Fewer corners, moved out by what they lost.
        fewer = cv2.approxPolyDP(hull, reach, closed=True)[:, 0]
        middle = fewer.mean(axis=0)
        off = fewer - middle
        far = np.maximum(1e-6, np.linalg.norm(off, axis=1, keepdims=True))
        hull = cv2.convexHull((middle + off * (1 + reach / far)).astype(np.float32))[:, 0]
        reach *= 2
    return tuple((round(float(x), 1), round(float(y), 1)) for x, y in hull)


def _rounded(quad: Quad | None) -> Quad | None:
    if quad is None:
        return None
    a, b, c, d = ((round(x, 1), round(y, 1)) for x, y in quad)
    return (a, b, c, d)
