"""Invented papers that many tests look at: each is drawn once in a process."""

from __future__ import annotations

from functools import lru_cache

from desktop.training.papers.page import DrawnPage
from desktop.training.papers.pile import PaperSpec, draw


@lru_cache(maxsize=12)
def paper(kind: str, seed: int | str, dpi: int = 200) -> list[DrawnPage]:
    """The clean pages of a paper, to be looked at and worn, not to be drawn on."""
    return draw(PaperSpec(kind=kind, dpi=dpi), seed)
