"""The same sheet scanned twice, told from what the page room found out; a warning, nothing is set aside."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from desktop.model.page import PageFacts
from desktop.page.fingerprint import is_same_page


def duplicates(pages: Sequence[tuple[UUID, PageFacts]]) -> dict[UUID, UUID]:
    """Each page that repeats an earlier one, with the first of its kind; blank pages repeat nothing."""
    found: dict[UUID, UUID] = {}
    firsts: list[tuple[UUID, PageFacts]] = []
    for page_id, facts in pages:
        if facts.look.blank:
            continue
        first = next((other for other, seen in firsts if is_same_page(seen, facts)), None)
        if first:
            found[page_id] = first
        else:
            firsts.append((page_id, facts))
    return found
