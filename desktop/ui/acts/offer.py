"""What is offered of an act just now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.ui.acts.table import TABLE, Act


@dataclass(frozen=True, slots=True)
class Offer:
    """How an act stands.

    Attributes:
        allowed: it can be done now.
        words: what it is called now, English; empty for what the table calls it.
        why_not: why it cannot be done, or what else it waits for, in the clerk's words; empty where nothing is to say.
    """

    allowed: bool
    words: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """What can be done now, and what of it first.

    Attributes:
        each: the acts that were decided about.
        primary: the one that is drawn as such; None where nothing is to be done.
    """

    each: Mapping[Act, Offer]
    primary: Act | None = None

    def allows(self, act: Act) -> bool:
        """Whether it can be done now."""
        return act in self.each and self.each[act].allowed

    def words(self, act: Act) -> str:
        """What it is called now, English."""
        offer = self.each.get(act)
        return offer.words if offer and offer.words else TABLE[act].words
