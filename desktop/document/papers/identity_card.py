"""Whether a paper is an identity card, by its name in the catalogue."""

from __future__ import annotations

import re

from desktop.document.papers.fold import fold

_CARD_NAMES = re.compile(r"CAN CUOC|CCCD|CHUNG MINH NHAN DAN|CMND|TUY THAN")


def is_card(name: str) -> bool:
    """Whether a component or result of this name is an identity card."""
    return bool(_CARD_NAMES.search(fold(name)))
