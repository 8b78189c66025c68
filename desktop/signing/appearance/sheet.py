"""Page 1 of a file: where its edges are, how it is turned for showing, what is pinned on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""

_DEEPEST = 64


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is stored and as it is seen.

    Attributes:
        left, bottom, right, top: its visible box in its own coordinates, points.
        turn: degrees clockwise that it is turned for showing: 0, 90, 180, 270.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def seen(self) -> tuple[float, float]:
        """Width and height as seen."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if self.turn in {90, 270} else (wide, high)

    def as_stored(self, seen: Rectangle) -> Rectangle:
        """A rectangle from seen (from the bottom left of what is seen) to stored coordinates."""
        wide, high = self.right - self.left, self.top - self.bottom
        x0, y0, x1, y1 = seen
        turned = {
            0: (x0, y0, x1, y1),
            90: (wide - y1, x0, wide - y0, x1),
            180: (wide - x1, high - y1, wide - x0, high - y0),
            270: (y0, high - x1, y1, high - x0),
        }[self.turn]
        return self.left + turned[0], self.bottom + turned[1], self.left + turned[2], self.bottom + turned[3]

    def as_seen(self, stored: Rectangle) -> Rectangle:
        """A rectangle from stored to seen coordinates."""
        wide, high = self.right - self.left, self.top - self.bottom
        x0, x1 = stored[0] - self.left, stored[2] - self.left
        y0, y1 = stored[1] - self.bottom, stored[3] - self.bottom
        return {
            0: (x0, y0, x1, y1),
            90: (y0, wide - x1, y1, wide - x0),
            180: (wide - x1, high - y1, wide - x0, high - y0),
            270: (high - y1, x0, high - y0, x1),
        }[self.turn]


def first_page(reader: PdfFileReader) -> tuple[Page, list[Rectangle]]:
    """Page 1, and the rectangles of what is already pinned on it."""
    ref, _ = reader.find_page_for_modification(0)  # type: ignore[no-untyped-call]
    leaf = ref.get_object()
    whole = _rectangle(_inherited(leaf, "/MediaBox"))
    shown = _inherited(leaf, "/CropBox")
    if shown is not None:
        crop = _rectangle(shown)
        whole = (max(whole[0], crop[0]), max(whole[1], crop[1]), min(whole[2], crop[2]), min(whole[3], crop[3]))
    turn = int(_inherited(leaf, "/Rotate") or 0) % 360
    marks = [_rectangle(note.get_object()["/Rect"]) for note in leaf.get("/Annots", ())]
    return Page(*whole, turn=turn if turn in {0, 90, 180, 270} else 0), marks


def _inherited(leaf: Any, key: str) -> Any:
    node, depth = leaf, 0
    while key not in node and "/Parent" in node and depth < _DEEPEST:
        node, depth = node["/Parent"], depth + 1
    try:
        # Not `get`: that one leaves references as they are.
        return node[key]
    except KeyError:
        return None


def _rectangle(sides: Any) -> Rectangle:
    x0, y0, x1, y1 = (float(side) for side in sides)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
