"""A paper that was sent back to be digitised anew, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

LONGEST_REASON = 500
"""Letters of a reason. Chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack:
    """Why a paper is digitised anew, and what stands in for what.

    Attributes:
        new_id: the paper that is digitised now.
        former_id: the version so far, as it was signed.
        at: when, UTC.
        officer: login name of who noted it.
        page: which page is wrong, from 1; 0 for the paper as a whole.
        page_id: that page, where it is still here.
        reason: what is wrong.
        name: of the paper.
    """

    new_id: UUID
    former_id: UUID
    at: datetime
    officer: str
    page: int
    page_id: UUID | None
    reason: str
    name: str = ""

    @property
    def words(self) -> str:
        """What is wrong, as the lists say it."""
        where = f"«{self.name}», trang {self.page}" if self.page else f"«{self.name}»"
        return f"{where}: {self.reason}" if self.reason else where
