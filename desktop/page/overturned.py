"""A page that was read badly may have been turned on its head: then its lines read better the other way round.

The model that says which way up a page is was trained on whole pages; of several slips on a dark lid, or a form that is
mostly a table, it can be sure and wrong. Nobody could read what came of that, and the page would be kept like that.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.model.page import Look, Reading
from desktop.page.image import Pixels
from desktop.page.look.upright import turn_by_reading

_BADLY = 0.7
"""Surer than this, of its letters in the mean, a page reads the right way up: upside down they are about half sure."""
_LEAST_LINES = 3
_SURE = 0.75
"""Share of what both ways read together that the other way must have. Chosen."""


def turned_over(pixels: Pixels, look: Look, reading: Reading | None) -> Look | None:
    """The look of a page with its turn put right; None where it stands as it should, for all that can be read of it.

    Args:
        pixels: the page as scanned, BGR.
        look: what was found of it.
        reading: what was read of it as it was turned.
    """
    if reading is None or len(reading.lines) < _LEAST_LINES or _sureness(reading) > _BADLY:
        return None
    other = (look.rotation_deg + 180) % 360
    found = turn_by_reading(pixels, look.lines, (look.rotation_deg, other))
    if found is None or found[0] != other or found[1] < _SURE:
        return None
    return replace(look, rotation_deg=other, rotation_confidence=round(found[1], 3))


def _sureness(reading: Reading) -> float:
    words = [word for line in reading.lines for word in line.words]
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / max(1, letters)
