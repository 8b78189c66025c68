"""Dust on the scanner's glass, told from several pages: it leaves its streak in the same place of each of them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import combinations
from typing import TypeVar

from desktop.model.page import FlawKind, Look

GLASS_ADVICE = "Lau kính máy quét: nhiều trang có vệt ở cùng một chỗ."
SAME_MM = 0.4

Page = TypeVar("Page", bound=Hashable)


def from_dirty_glass(pages: Sequence[tuple[Page, Look]]) -> set[Page]:
    """The pages whose streak another page has in the same place; one page alone may bear a line of its own.

    Args:
        pages: of one batch, each with its look.
    """
    streaks = [(page, place) for page, look in pages for place in _places(look)]
    found: set[Page] = set()
    for (one, (upright, at)), (other, (as_upright, there)) in combinations(streaks, 2):
        if one != other and upright == as_upright and abs(at - there) <= SAME_MM:
            found |= {one, other}
    return found


def _places(look: Look) -> list[tuple[bool, float]]:
    """Of each streak whether it runs from top to foot, and how far it is from the left, or from the top, mm."""
    return [
        (flaw.upright, flaw.path[0][0 if flaw.upright else 1] / look.dpi * 25.4)
        for flaw in look.flaws
        if flaw.kind is FlawKind.STREAK and look.dpi
    ]
