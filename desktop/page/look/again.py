"""The lines of a page that was mended: only those near what was mended are looked for anew."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from desktop.model.page import Box, Flaw, Line, Point
from desktop.page.geometry import upright_box

REACH_MM = 3.0
"""So far from a flaw a page is changed by mending it."""
ROOM_MM = 6.0
"""So much more is shown to who looks for lines: the neighbours of those that are found anew, whole."""


def near_flaws(flaws: Sequence[Flaw], lines: Sequence[Line], dpi: int) -> Box:
    """The part of a page, raw px, in which its lines are to be looked for anew.

    Args:
        flaws: that were mended, at least one.
        lines: as they were found before, raw px.
        dpi: dots per inch.
    """
    reach = REACH_MM / 25.4 * dpi
    spots = [_wider(upright_box(flaw.path), reach) for flaw in flaws]
    met = [line for line in lines if any(_meet(upright_box(line.quad), spot) for spot in spots)]
    corners = [point for spot in spots for point in ((spot[0], spot[1]), (spot[0] + spot[2], spot[1] + spot[3]))]
    around = upright_box([*corners, *(point for line in met for point in line.quad)])
    return _wider(around, ROOM_MM / 25.4 * dpi)


def renewed(before: Sequence[Line], anew: Sequence[Line], part: Box, dpi: int) -> tuple[Line, ...]:
    """The lines of a page some of which were found anew; none twice, and none lost at the edge between old and new.

    Args:
        before: as they were found on all of the page, raw px.
        anew: as they were found in the part.
        part: `near_flaws`.
        dpi: dots per inch.
    """
    inside = _wider(part, -ROOM_MM / 25.4 * dpi)
    kept = [line for line in before if not _holds(inside, _middle(line))]
    # What was cut off by the part's edge lies on a line that was kept.
    return (*kept, *(line for line in anew if not any(_lies_on(line, one) for one in kept)))


def _wider(box: Box, by: float) -> Box:
    x, y, w, h = box
    room = round(by)
    return (x - room, y - room, w + 2 * room, h + 2 * room)


def _meet(one: Box, other: Box) -> bool:
    return all(one[at] < other[at] + other[at + 2] and other[at] < one[at] + one[at + 2] for at in (0, 1))


def _middle(line: Line) -> Point:
    x, y = (sum(point[axis] for point in line.quad) / 4 for axis in (0, 1))
    return (x, y)


def _holds(box: Box, point: Point) -> bool:
    return all(box[at] <= point[at] <= box[at] + box[at + 2] for at in (0, 1))


def _lies_on(line: Line, other: Line) -> bool:
    """Whether the middle of one of two lines lies in the other."""
    return any(
        cv2.pointPolygonTest(np.array(one.quad, np.float32), _middle(two), measureDist=False) >= 0
        for one, two in ((line, other), (other, line))
    )
