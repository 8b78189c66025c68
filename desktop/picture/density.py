"""How dense a picture's px are: what its file says, and whether that was ever measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PIL import ExifTags, Image
from PIL.TiffImagePlugin import RESOLUTION_UNIT, X_RESOLUTION, Y_RESOLUTION

from desktop.model.sheet_sizes import known_size

LOWEST_DPI, HIGHEST_DPI = 50, 2400
"""Dots per inch that a file may tell; anything else is not believed. Chosen."""
SQUARE = 0.03
"""The two directions may differ by this share before px are drawn out. Chosen."""
MOST_STRETCH = 4.0
"""A picture is drawn out by at most this, however unequal its directions are said to be. Chosen."""

_PLACEHOLDERS = (72, 96)
"""Dots per inch of screens: programs that do not know the size of the paper write these."""
_EXPOSED = (ExifTags.Base.ExposureTime, ExifTags.Base.FNumber, ExifTags.Base.FocalLength)
_CM = 2.54


@dataclass(frozen=True, slots=True)
class Density:
    """What a file says of its px.

    Attributes:
        across, down: dots per inch; None where it tells none.
        stretch: how many times as dense the px are across as down.
    """

    across: float | None
    down: float | None
    stretch: float

    @property
    def is_square(self) -> bool:
        """Whether the px may stand as they are."""
        return abs(self.stretch - 1) <= SQUARE

    def turned(self) -> Density:
        """The same for a picture that is turned by a quarter."""
        return Density(self.down, self.across, 1 / self.stretch)


def density_of(frame: Image.Image) -> Density:
    """What the file of a picture says; what a camera says does not count, it does not know how large the paper is."""
    pair, measured = _told(frame)
    if pair is None:
        return Density(None, None, 1.0)
    across, down = pair
    stretch = min(MOST_STRETCH, max(1 / MOST_STRETCH, across / down))
    if not measured or _by_camera(frame) or not is_believed(across, down, frame.width, frame.height):
        return Density(None, None, stretch)
    return Density(across, down, stretch)


def is_believed(across: float, down: float, width: int, height: int) -> bool:
    """Whether a density was measured: a screen's is only where it gives the picture the size of a known sheet.

    Args:
        across: dots per inch.
        down: dots per inch.
        width: px.
        height: px.
    """
    if not (LOWEST_DPI <= across <= HIGHEST_DPI and LOWEST_DPI <= down <= HIGHEST_DPI):
        return False
    placeholder = any(abs(across - one) < 0.6 and abs(down - one) < 0.6 for one in _PLACEHOLDERS)
    return not placeholder or known_size(width / across * 25.4, height / down * 25.4) is not None


def _told(frame: Image.Image) -> tuple[tuple[float, float] | None, bool]:
    """Density across and down, and whether it is in dots per inch; else only their ratio means something."""
    if frame.format == "TIFF":
        tags: Any = frame.tag_v2  # type: ignore[attr-defined]
        unit = tags.get(RESOLUTION_UNIT, 2)
        by = _CM if unit == 3 else 1.0
        return _pair((tags.get(X_RESOLUTION), tags.get(Y_RESOLUTION)), by), unit in {2, 3}
    if "dpi" in frame.info:
        return _pair(frame.info["dpi"]), True
    return _pair(frame.info.get("jfif_density") or frame.info.get("aspect")), False


def _pair(given: Any, by: float = 1.0) -> tuple[float, float] | None:
    try:
        across, down = (float(one) * by for one in given)
    except (TypeError, ValueError, OverflowError, ZeroDivisionError):
        return None
    return (across, down) if 0 < across < 1e5 and 0 < down < 1e5 else None


def _by_camera(frame: Image.Image) -> bool:
    """Whether a camera took the picture: scanners write their make into a file too, but no exposure."""
    exif = frame.getexif()
    return any(tag in exif.get_ifd(ExifTags.IFD.Exif) or tag in exif for tag in _EXPOSED)
