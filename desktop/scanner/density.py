"""How dense a picture is: what came, not what was asked for.

Devices give another resolution than they were asked for and say nothing; others write a density into the picture that
is not true (72, or whatever they were asked for). What cannot lie is the number of pixels: a picture of the region that
was asked for has as many of them as its density makes of the region. A sheet may be shorter than the region, so a width
that fits is evidence too, only weaker than width and height together.
"""

from __future__ import annotations

from dataclasses import dataclass

MM_PER_INCH = 25.4
_USUAL = (75, 100, 150, 200, 240, 300, 400, 600, 1200)
_SENSIBLE = (50.0, 2400.0)
_SAYS_NOTHING = {72, 96}
"""What programs write where they know nothing."""
_NEAR = 0.03
"""Paper paths are a little wider than A4 is; devices round to whole bytes."""
_EXACT = 0.01
_TOO_LARGE = 1.5
"""A device may take a longer sheet than it was asked for; no sheet is half as large again as its region."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a device was told to give, as it took it.

    Attributes:
        dpi: the resolution set.
        region_mm: width and height of the area set; None where the device finds it by itself.
    """

    dpi: int
    region_mm: tuple[float, float] | None = None


def density(size_px: tuple[int, int], own_dpi: float | None, asked: Asked) -> int:
    """The density of a picture that has come, dpi.

    Args:
        size_px: its width and height.
        own_dpi: what the picture says of itself; None where it does not say.
        asked: what the device was asked for.
    """
    own = round(own_dpi) if own_dpi and _SENSIBLE[0] <= own_dpi <= _SENSIBLE[1] else None
    if own in _SAYS_NOTHING:
        own = None
    if asked.region_mm is None:
        return own or asked.dpi
    told = [dpi for dpi in (asked.dpi, own) if dpi]
    parts = {dpi: _parts(size_px, asked.region_mm, dpi) for dpi in (*told, *_USUAL)}
    fitting = [
        *(dpi for dpi in (*told, *_USUAL) if all(_is_whole(part, _NEAR) for part in parts[dpi])),
        *(dpi for dpi in told if any(_is_whole(part, _NEAR) for part in parts[dpi]) and max(parts[dpi]) < _TOO_LARGE),
        *(dpi for dpi in _USUAL if _is_whole(parts[dpi][0], _EXACT) and parts[dpi][1] < _TOO_LARGE),
    ]
    return fitting[0] if fitting else own or asked.dpi


def _parts(size_px: tuple[int, int], region_mm: tuple[float, float], dpi: int) -> tuple[float, float]:
    """How much of the region's width and height the picture is, at this density."""
    width, height = (px / (length / MM_PER_INCH * dpi) for px, length in zip(size_px, region_mm, strict=True))
    return width, height


def _is_whole(part: float, near: float) -> bool:
    return abs(part - 1) <= near
