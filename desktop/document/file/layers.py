"""A page in layers, small and lossless to the eye: neutral print as bilevel masks, finer than the page so that the
soft edges of its letters are kept, and everything that has colour (seals, signatures, ink, tint) as JPEG pieces at
full resolution where it stands.

What is neither, the paper, is one colour. The page is measured after it is taken apart: where layers would change
what is seen, there are none.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image
from PIL.TiffImagePlugin import STRIPBYTECOUNTS, STRIPOFFSETS

from desktop.document.file.parting import coloured_boxes
from desktop.document.file.picture import Picture
from desktop.document.file.strokes import Mask, Strokes, spread
from desktop.document.file.texture import faint, without_texture
from desktop.model.page import Box
from desktop.page.image import Pixels, shrunk_by

_QUALITY = {False: 50, True: 75}
"""JPEG quality of what has colour, without and with small print on it. The colour keeps its full resolution (4:4:4): at
equal bytes, half of it changes a seal's ring and a thin stroke of blue ink twice as much. Both chosen; that what is
seen stays, and the file small, is held by `tests/document/file/test_layers.py`."""
_PAPER_SEEN = 8
"""The colour of the paper is looked for on the page made this many times smaller."""
_PAPER_FLOOR = 0.72
"""A place counts as paper only down to this share of the lightness of the page's paper: a photograph is no paper."""
_BARE, _BRIGHT = 24, 130
"""Of 255. A px is paper where no channel is farther from the paper around it than the first; a page is paper where the
paper's lightest channel has at least the second. Chosen."""
_TINTED = 24
"""Paper has a tint where its channels differ by more than this, of 255. Chosen."""
_DARK, _DEEP = 150, 95
"""Lightness, of 255: print is darker than the first all over, and somewhere darker than the second. Chosen."""
_EDGE = 165
"""Lightness, 0 to 255, up to which a px of a finer mask is print: the scanner blurs thin strokes and hooks, which would
come out too thin at `_DARK`. At 175 letters were seen to run together."""
_DOT_MM, _DOT_EDGE, _DOT_DEEPEST, _DOT_LEAST_PX = 0.95, 185, 45, 3
"""Neutral specks of this size that are not black are dots to write on: they share one grey. Otherwise half of them
would be dark enough for print, and half a row of dots is read as marks under letters."""
_SMALL_PRINT_MM, _LETTER_PX = 1.65, (5, 60)
"""Letters that are mostly lower than this (an ID card's) need every px: they stay in the picture they stand on, which
is kept at the higher quality. Read again from quality 65, a third more of a card's characters were wrong."""
_FINE_DPI, _FINE_PX = 400, 20_000_000
"""Below this dpi, and on pages of at most so many px (A3), the print's masks are twice as fine as the page: a mark over
a letter is only two or three px wide there, and its soft edge tells its shape."""
_FINE_ROOM = 4
"""Px of the page around its print that say how the print's edge is drawn finer: the edge's own, and two beside it."""
_BAND_PX = 256
_COLOURED, _COLOUR_NOISE = 0.25, 10
"""A px has colour where its channels differ by more than this share of its depth plus this much noise (0 to 255): soft
edges of blue ink count as blue, fringes of black print do not. Chosen; `test_layers.py` and `test_texture.py` hold
it."""
_COLOURED_SHARE = 0.12
"""A stroke has colour where more than this share of its px has. Chosen."""
_COLOUR_OF_STROKE = 0.1
"""A whole stroke has colour where its channels differ by this share of its depth on average: thin blue strokes still do
when a scanner's JPEG has weakened their colour, while noise and fringes cancel out."""
_THICK_MM = 1.9
"""Print has no solid strokes wider than this; a photograph's dark parts have."""
_SEEN_EDGE = 4
LIMIT_CHANGED = 0.0015
"""Share of a page that may look different at reading distance; beyond it the page is kept as one picture. Chosen."""
_CHANGED = 24.0
"""Difference of colour, of 255, from which on a px looks different at reading distance. Chosen."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page as its own picture.

    Attributes:
        picture: JPEG.
        box: where it stands, px of the page.
    """

    picture: Picture
    box: Box


@dataclass(frozen=True, slots=True)
class Print:
    """Print of one tone, all over the page.

    Attributes:
        mask: CCITT group 4; its zeros are print.
        width, height: of the mask, px; a whole multiple of the page's.
        ink: its colour, RGB.
    """

    mask: bytes
    width: int
    height: int
    ink: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Layers:
    """A page taken apart.

    Attributes:
        width, height: px.
        paper: its colour, RGB 0 to 255.
        pieces: what has colour; at least one, so that the page is a colour scan.
        prints: dark print, and where there are any the dots to write on.
        changed: share of the page, seen from where one reads it, that looks different; 0 to 1.
    """

    width: int
    height: int
    paper: tuple[int, int, int]
    pieces: tuple[Piece, ...]
    prints: tuple[Print, ...]
    changed: float

    @property
    def size(self) -> int:
        """Bytes of all layers."""
        return sum(len(one.mask) for one in self.prints) + sum(len(piece.picture.data) for piece in self.pieces)


def layers(pixels: Pixels, dpi: int) -> Layers | None:
    """Take a page apart; None where that would change what is seen.

    Args:
        pixels: BGR.
        dpi: of the pixels.
    """
    small, local = _local_paper(pixels)
    if not _lies_on_paper(small, local):
        return None
    flat, paper = _evened(pixels, local)
    light = cv2.cvtColor(flat, cv2.COLOR_BGR2GRAY)
    dots = _dots(flat, light, paper, dpi)
    print_, letters_px = _print(flat, light, paper, dpi)
    small_print = 0 < letters_px < _SMALL_PRINT_MM / 25.4 * dpi
    if small_print:
        print_, dots = np.zeros_like(print_), np.zeros_like(dots)
    print_ &= ~dots
    colour, left = _without(flat, print_ | dots, dpi)
    finer = 2 if dpi < _FINE_DPI and light.size <= _FINE_PX else 1
    masks = [(_fine(light, print_, finer), _ink(flat, print_))]
    if dots.any():
        masks.append((dots, _mean_ink(flat, dots)))
    changed = _differing(_afar(flat), _from_afar(colour, masks))
    if changed > LIMIT_CHANGED:
        return None
    height, width = print_.shape
    boxes = coloured_boxes(left)
    return Layers(
        width=width,
        height=height,
        paper=_rgb(paper),
        pieces=tuple(Piece(_jpeg(colour, paper, box, _QUALITY[small_print]), box) for box in boxes),
        prints=tuple(_packed(mask, _on(paper, ink)) for mask, ink in masks),
        changed=round(changed, 6),
    )


def _lies_on_paper(small: Pixels, local: Pixels) -> bool:
    """Whether most of what is seen is one bright sheet, however unevenly lit; a photograph is not."""
    usual = np.median(local.reshape(-1, 3), axis=0)
    bare = cv2.absdiff(small, local).max(axis=2) <= _BARE
    shade = local.reshape(-1, 3).mean(axis=1) / max(1.0, float(usual.mean()))
    low, high = np.percentile(shade, (5, 95))
    return bool(bare.mean() >= 0.5 and usual.max() >= _BRIGHT and low >= _PAPER_FLOOR and high <= 1 / _PAPER_FLOOR)


def _local_paper(pixels: Pixels) -> tuple[Pixels, Pixels]:
    """The page at an eighth of its size, and the colour of the paper at each place of that."""
    small = shrunk_by(pixels, _PAPER_SEEN) if min(pixels.shape[:2]) >= 8 * _PAPER_SEEN else pixels
    return small, cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 31)


def on_even_paper(pixels: Pixels) -> tuple[Pixels, npt.NDArray[np.uint8]]:
    """The page with its paper brought to one colour (white, or its tint), and that colour: shadows are gone."""
    flat, paper = _evened(pixels, _local_paper(pixels)[1])
    return _on(paper, flat), paper


def _evened(pixels: Pixels, local: Pixels) -> tuple[Pixels, npt.NDArray[np.uint8]]:
    """The page as it would be on white paper (what black print on yellow paper is, is seen there alone), and the colour
    its paper has: white, or its tint.
    """
    height, width = pixels.shape[:2]
    usual = np.median(local.reshape(-1, 3), axis=0)
    floored = np.maximum(local, (_PAPER_FLOOR * usual).astype(np.uint8))
    tinted = usual.max() - usual.min() > _TINTED
    paper = (usual * (255 / max(1.0, usual.max())) if tinted else np.full(3, 255.0)).astype(np.uint8)
    there = cv2.resize(np.maximum(floored, 1), (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(pixels, there, scale=255.0), paper


def _on(paper: npt.NDArray[np.uint8], page: Pixels) -> Pixels:
    """A page, or a colour, of white paper as it is on paper of this colour."""
    if paper.min() == 255:
        return page
    on_it: npt.NDArray[np.uint8] = np.round(page * (paper / 255.0)).astype(np.uint8)
    return on_it


@dataclass(frozen=True, slots=True)
class _Dark:
    """Strokes darker than a limit, and of each whether it has no colour, and how dark it gets."""

    strokes: Strokes
    neutral: Mask
    darkest: npt.NDArray[np.uint8]


def _darker(flat: Pixels, light: Pixels, paper: npt.NDArray[np.uint8], limit: int) -> _Dark:
    _, dark = cv2.threshold(light, limit - 1, 1, cv2.THRESH_BINARY_INV)
    strokes = Strokes(dark)
    depth = strokes.px_of(light)
    own = _of_its_own(strokes.px_of(flat), depth, paper)
    has_colour = spread(own) > _COLOURED * (255.0 - depth) + _COLOUR_NOISE
    tones = strokes.tones(own)
    depths = 255.0 * strokes.area - tones.mean(axis=0)
    neutral = strokes.sum_of(has_colour) <= _COLOURED_SHARE * strokes.area
    neutral &= tones.max(axis=0) - tones.min(axis=0) <= _COLOUR_OF_STROKE * depths
    neutral[0] = False
    return _Dark(strokes, neutral, strokes.least(depth))


def _of_its_own(
    colours: npt.NDArray[np.uint8], depth: npt.NDArray[np.uint8], paper: npt.NDArray[np.uint8]
) -> npt.NDArray[Any]:
    """The colours of px without what the paper lends them: a scanner's JPEG keeps one colour for four px, so that a
    thin black stroke on yellow paper stays yellow, however dark.
    """
    lent = (paper - paper.mean()) * (255.0 / paper)
    if not lent.any():
        return colours
    most = np.outer(1 - depth / 255.0, lent)
    off = colours - colours.mean(axis=1, keepdims=True)
    share = np.clip((off * most).sum(axis=1) / np.maximum(1e-6, (most * most).sum(axis=1)), 0, 1)
    return np.asarray(colours - share[:, None] * most)


def _print(flat: Pixels, light: Pixels, paper: npt.NDArray[np.uint8], dpi: int) -> tuple[Mask, float]:
    """Dark neutral print: whole connected strokes, or none of them, so that a seal over a letter stays one with it;
    and how high most of its letters are, px (0 where there are none).
    """
    dark = _darker(flat, light, paper, _DARK)
    strokes, kept = dark.strokes, dark.neutral & (dark.darkest < _DEEP)
    side = max(3, round(_THICK_MM / 25.4 * dpi))
    thick = cv2.erode((strokes.labels > 0).astype(np.uint8), np.ones((side, side), np.uint8)) > 0
    kept[np.unique(strokes.labels[thick])] = False
    letters = strokes.height[kept & (strokes.height >= _LETTER_PX[0]) & (strokes.height < _LETTER_PX[1])]
    return strokes.where(kept), float(np.median(letters)) if len(letters) else 0.0


def _dots(flat: Pixels, light: Pixels, paper: npt.NDArray[np.uint8], dpi: int) -> Mask:
    """Small grey specks, whole."""
    dark = _darker(flat, light, paper, _DOT_EDGE)
    strokes = dark.strokes
    small = np.maximum(strokes.width, strokes.height) <= round(_DOT_MM / 25.4 * dpi)
    grey = (dark.darkest >= _DOT_DEEPEST) & (dark.darkest < _DARK)
    return strokes.where(dark.neutral & small & grey & (strokes.area >= _DOT_LEAST_PX))


def _fine(light: Pixels, print_: Mask, finer: int) -> Mask:
    """Print and its edge, so many times as finely drawn as the page's lightness, `light`, is."""
    if finer == 1:
        return print_
    height, width = print_.shape
    fine = np.zeros((finer * height, finer * width), np.bool_)
    # Only where there is print, for margins and blank ends are a third; band by band, for all at once four pages' worth
    # of memory would be asked for, and it would take longer.
    x, y, w, h = cv2.boundingRect(print_.view(np.uint8))
    columns = slice(max(0, x - _FINE_ROOM), x + w + _FINE_ROOM)
    for top in range(max(0, y - 1), min(height, y + h + 1), _BAND_PX):
        above, foot = max(0, top - _FINE_ROOM), min(height, top + _BAND_PX)
        band = slice(above, foot + _FINE_ROOM), columns
        near = cv2.dilate(print_[band].view(np.uint8), np.ones((3, 3), np.uint8))
        near = cv2.resize(near, None, fx=finer, fy=finer, interpolation=cv2.INTER_NEAREST)
        drawn = cv2.resize(light[band], None, fx=finer, fy=finer, interpolation=cv2.INTER_CUBIC)
        _, dark = cv2.threshold(drawn, _EDGE - 1, 1, cv2.THRESH_BINARY_INV)
        own = cv2.bitwise_and(dark, near)[finer * (top - above) : finer * (foot - above)].view(np.bool_)
        fine[finer * top : finer * foot, finer * columns.start : finer * columns.stop] = own
    return fine


def _from_afar(colour: Pixels, masks: Sequence[tuple[Mask, npt.NDArray[np.uint8]]]) -> Pixels:
    """The layers one over the other, as `_afar` sees them."""
    seen = _afar(colour).astype(np.float32)
    for mask, ink in masks:
        side = mask.shape[0] // colour.shape[0] * _SEEN_EDGE
        x, y, w, h = cv2.boundingRect(mask.view(np.uint8))
        rows, columns = _touched(y, h, side, seen.shape[0]), _touched(x, w, side, seen.shape[1])
        if not (len(rows) and len(columns)):
            continue
        inked = mask[rows.start * side : rows.stop * side, columns.start * side : columns.stop * side]
        cover = shrunk_by(inked.view(np.uint8) * np.uint8(255), side)
        share = cover.astype(np.float32)[..., None] / 255
        part = seen[rows.start : rows.stop, columns.start : columns.stop]
        part += share * (ink - part)
    return np.round(seen).astype(np.uint8)


def _touched(start: int, long: int, side: int, count: int) -> range:
    """Which cells of `side` px a stretch of px touches, of so many."""
    return range(start // side, min(count, -(-(start + long) // side)))


def _packed(mask: Mask, ink: npt.NDArray[np.uint8]) -> Print:
    height, width = mask.shape
    tiff = io.BytesIO()
    bilevel = Image.frombytes("1", (width, height), np.packbits(mask, axis=1).tobytes())
    # A PDF takes one strip only.
    bilevel.save(tiff, "TIFF", compression="group4", strip_size=mask.size)
    with Image.open(tiff) as packed:
        (start,), (length,) = packed.tag_v2[STRIPOFFSETS], packed.tag_v2[STRIPBYTECOUNTS]  # type: ignore[attr-defined]
    return Print(tiff.getvalue()[start : start + length], width, height, _rgb(ink))


def _mean_ink(flat: Pixels, dots: Mask) -> npt.NDArray[np.uint8]:
    """The tone that makes specks as dark on the whole as they were, edges and all."""
    around = np.flatnonzero(cv2.dilate(dots.view(np.uint8), np.ones((3, 3), np.uint8)))
    depth = (255.0 - flat.reshape(-1, 3)[around]).sum(axis=0) / np.count_nonzero(dots)
    return np.asarray(np.clip(255.0 - depth, 0, 255).astype(np.uint8))


def _without(flat: Pixels, print_: Mask, dpi: int) -> tuple[Pixels, Pixels]:
    """What is left without print, its soft edge, and the paper's texture; and 255 where something is left."""
    around = cv2.dilate(print_.view(np.uint8), np.ones((3, 3), np.uint8))
    blue, green, red = cv2.split(flat)
    off = cv2.multiply(255 - cv2.min(cv2.min(blue, green), red), 1 - around)
    soft = cv2.blur(off, (3, 3))
    _, left = cv2.threshold(soft, faint(soft) - 1, 255, cv2.THRESH_BINARY)
    left = without_texture(cv2.multiply(left, 1 - around), off, flat, dpi)
    return cv2.copyTo(flat, left, np.full_like(flat, 255)), left


def _ink(flat: Pixels, print_: Mask) -> npt.NDArray[np.uint8]:
    if not print_.any():
        return np.zeros(3, np.uint8)
    # The middles of strokes: their edges are half paper.
    every = print_.view(np.uint8)
    middle = cv2.erode(every, np.ones((3, 3), np.uint8))
    some = middle if cv2.countNonZero(middle) else every
    return np.array([_median(cv2.calcHist([flat], [at], some, [256], [0, 256])) for at in range(3)], np.uint8)


def _median(counts: npt.NDArray[Any]) -> float:
    """The median of 8-bit tones, counted: a page's print is a million of them, too many to sort."""
    passed = np.cumsum(counts, dtype=np.float64)
    low, high = (int(np.searchsorted(passed, (passed[-1] + more) / 2)) for more in (0, 1))
    return (low + high) / 2


def changed_share(before: Pixels, after: Pixels) -> float:
    """Share of the page that looks different at reading distance: differences of colour, edges averaged away."""
    return _differing(_afar(before), _afar(after))


def _afar(page: Pixels) -> Pixels:
    """A page at reading distance: a quarter of its size."""
    return shrunk_by(page, _SEEN_EDGE)


def _differing(before: Pixels, after: Pixels) -> float:
    lab = [cv2.cvtColor(one.astype(np.float32) / 255, cv2.COLOR_BGR2LAB) for one in (before, after)]
    distance = np.linalg.norm(lab[0] - lab[1], axis=2)
    return float(np.count_nonzero(distance > _CHANGED) / distance.size)


def _jpeg(colour: Pixels, paper: npt.NDArray[np.uint8], box: Box, quality: int) -> Picture:
    x, y, w, h = box
    out = io.BytesIO()
    rgb = cv2.cvtColor(_on(paper, colour[y : y + h, x : x + w]), cv2.COLOR_BGR2RGB)
    Image.fromarray(rgb).save(out, "JPEG", quality=quality, subsampling="4:4:4", optimize=True, progressive=True)
    return Picture(out.getvalue(), "DCTDecode", w, h, grey=False)


def _rgb(colour: npt.NDArray[np.uint8]) -> tuple[int, int, int]:
    blue, green, red = (int(n) for n in colour)
    return (red, green, blue)
