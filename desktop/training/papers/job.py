"""What a kind of paper is drawn for."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from desktop.training.papers.ink.hand import Hand
from desktop.training.papers.page import DrawnPage
from desktop.training.people import Person

NewPage = Callable[[], DrawnPage]


@dataclass(frozen=True, slots=True)
class Job:
    """What a kind is drawn for.

    Attributes:
        new: gives a fresh A4 page.
        who: the owner.
        other: a second person (a spouse, a parent, a buyer).
        chance: for numbers and dates.
        day: date of issue.
        by: whose hand fills in number and day; None where they are printed.
    """

    new: NewPage
    who: Person
    other: Person
    chance: random.Random
    day: date
    by: Hand | None = None

    def number(self, mark: str) -> str:
        """A number with its symbol."""
        return f"{self.chance.randrange(1, 400)}/{mark}"
