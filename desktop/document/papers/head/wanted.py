"""What of a page's first reading becomes values of its head, so that more readers than the first one look at it."""

from __future__ import annotations

from desktop.document.papers.head.blocks import Head
from desktop.page.reading.whole import Wanted


def wanted_of(head: Head) -> Wanted:
    """The words of its texts, and the boxes of its slots, read or not."""
    lines = [one for block in (head.superior, head.body, head.about, head.to) for one in block.lines]
    lines += [one for one in (head.kind_line, head.number.piece, head.day.piece) if one]
    boxes = [box for box in (head.number.box, head.day.box, head.under_body) if box]
    return Wanted([place for line in lines for place in line.places], boxes)
