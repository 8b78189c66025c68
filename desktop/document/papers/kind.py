"""Whether a paper is clearly of another kind than the row of the checklist in which it lies."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.document.papers.fold import fold
from desktop.document.papers.suggest import Suggestion

SURE = 0.7
AHEAD = 0.2
"""Least score of the other kind, and by how much it must be ahead of the row's own: a wrong alarm costs the clerk a key
on every such paper. Chosen."""


def other_kind(code: str, name: str, suggestions: Sequence[Suggestion]) -> Suggestion | None:
    """The kind that the pages plainly are; None where the row's own kind is as likely, or nothing is plain.

    Args:
        code: of the row.
        name: of the row; other procedures may ask for the same paper under another code.
        suggestions: for the pages, best first.
    """
    best = suggestions[0] if suggestions else None
    if best is None or best.score < SURE:
        return None
    own = max((one.score for one in suggestions if one.code == code or fold(one.name) == fold(name)), default=0.0)
    return best if best.score - own >= AHEAD else None
