"""Which pages repeat others (`document/papers/duplicates.py`), for whoever asks at every look.

A feeder brings hundreds of pages, and each is compared with all before it: half a millisecond a pair, ten seconds for
two hundred. So what was once compared is not compared again.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from desktop.model.page import PageFacts

_KEPT = 512
"""Pages that are remembered beside those asked about: before signing only a part of a dossier's is asked about."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A page's facts, and which pages before it, by their numbers, are the same sheet or are not."""

    facts: PageFacts
    number: int
    same: dict[int, bool] = field(default_factory=dict)


class Repeats:
    """Remembers of the pages it was asked about lately which of them are alike."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._numbers = itertools.count()
        # By the place of the facts in memory: they are shared (`store/papers.py`), and stay there while they are known.
        self._known: dict[int, _Known] = {}

    def among(self, pages: Sequence[tuple[UUID, PageFacts]]) -> dict[UUID, UUID]:
        """Each page that repeats an earlier one, with the first of its kind; blank pages repeat nothing."""
        with self._guard:
            now = {id(facts): self._of(facts) for _, facts in pages}
            self._known = dict([*self._known.items()][-_KEPT:]) | now
            found: dict[UUID, UUID] = {}
            firsts: list[tuple[UUID, _Known]] = []
            for page_id, facts in pages:
                own = now[id(facts)]
                first = next((other for other, seen in firsts if _is_same(seen, own)), None)
                if first:
                    found[page_id] = first
                else:
                    firsts.append((page_id, own))
            return found

    def _of(self, facts: PageFacts) -> _Known:
        return self._known.get(id(facts)) or _Known(facts, next(self._numbers))


def _is_same(one: _Known, other: _Known) -> bool:
    # Here and not above: it brings along what compares pictures, and most questions are how a paper stands.
    from desktop.document.papers.duplicates import duplicates

    known = other.same.get(one.number)
    if known is None:
        known = other.same[one.number] = bool(duplicates(((_ONE, one.facts), (_OTHER, other.facts))))
    return known


_ONE, _OTHER = UUID(int=0), UUID(int=1)
