"""What the stores have, in the clerk's words: beside each paper of a dossier what could stand in for it, or does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from desktop.model.catalogue import Component
from desktop.model.dossier import Paper
from desktop.model.stored import Shop, StoredPaper
from desktop.store.reuse import Lookup, Taken

FRESH = timedelta(hours=12)


class Asked(StrEnum):
    """Whether the stores were asked."""

    DONE = "done"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredOffer:
    """A stored paper that might stand in for one of the dossier's.

    Attributes:
        stored: the paper in its store.
        usable: whether it is still valid today.
        where: which store, in words.
        validity: until when, in words.
    """

    stored: StoredPaper
    usable: bool
    where: str
    validity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """What stands in for a paper.

    Attributes:
        offer: the stored paper.
        taken_at: since when, UTC.
        pages: how many pages its file has; 0 while it is not here.
        proven: whether its store had told the file's hash, and it is the same.
        signature: what the file's signatures are worth, in words; empty where it has none.
        trouble: why its file is not here and will not come by itself, in words.
    """

    offer: StoredOffer
    taken_at: datetime
    pages: int = 0
    proven: bool = False
    signature: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReuseRow:
    """What is known about reusing one paper of a dossier.

    Attributes:
        paper: the dossier's paper.
        component: what the procedure asks for.
        asked: whether the stores were asked; `not_done` is done later, by itself.
        asked_at: when they answered, UTC.
        offers: what they have, usable ones first.
        standing: what stands in for it already; None where nothing does.
        why_not: why they could not be asked just now, in words; empty where they were.
    """

    paper: Paper
    component: Component | None
    asked: Asked
    asked_at: datetime | None
    offers: tuple[StoredOffer, ...]
    standing: StandIn | None = None
    why_not: str = ""

    @property
    def best(self) -> StoredOffer | None:
        """What could be taken at once; None where nothing can."""
        return self.offers[0] if self.offers and self.offers[0].usable else None


def row_of(
    paper: Paper,
    component: Component | None,
    lookups: Sequence[Lookup | None],
    standing: StandIn | None,
    today: date,
    why_not: str,
) -> ReuseRow:
    """A row out of what is known of each of its codes; None where nothing is yet."""
    asked_at = asked_at_of(lookups)
    return ReuseRow(
        paper=paper,
        component=component,
        asked=Asked.DONE if asked_at else Asked.NOT_DONE,
        asked_at=asked_at,
        offers=offers_of(lookups, today),
        standing=standing,
        why_not=why_not,
    )


def asked_at_of(lookups: Sequence[Lookup | None]) -> datetime | None:
    """Since when all of the answers are known; None where one is not."""
    times = [one.asked_at if one else None for one in lookups]
    return None if None in times or not times else min(time for time in times if time)


def offers_of(lookups: Sequence[Lookup | None], today: date) -> tuple[StoredOffer, ...]:
    """What the stores have, usable ones first."""
    offers = [_offer(stored, today) for one in lookups if one for stored in one.found]
    return tuple(sorted(offers, key=lambda offer: not offer.usable))


def standing_of(taken: Taken, today: date) -> StandIn:
    """What stands in for a paper, as it is kept."""
    noted = taken.noted
    return StandIn(
        offer=_offer(taken.source, today),
        taken_at=taken.taken_at,
        pages=noted.pages,
        proven=noted.proven,
        signature=noted.signature,
        trouble=noted.trouble or "",
    )


_SHOPS = {Shop.PROVINCE: "Kho của tỉnh", Shop.NATIONAL: "Kho quốc gia"}


def _offer(stored: StoredPaper, today: date) -> StoredOffer:
    if stored.permanent:
        validity = "vô thời hạn"
    elif stored.valid_until is None:
        validity = "không rõ thời hạn"
    else:
        day = f"{stored.valid_until:%d/%m/%Y}"
        validity = f"còn hạn đến {day}" if stored.valid_until >= today else f"hết hạn từ {day}"
    return StoredOffer(stored=stored, usable=stored.reusable(today), where=_SHOPS[stored.shop], validity=validity)


def is_fresh(known: Lookup, now: datetime) -> bool:
    """Whether an answer is young enough not to ask again.

    Also not where the answer lies in the future: the clock was wrong then, or is now.
    """
    return known.asked_at is not None and timedelta() <= now - known.asked_at < FRESH
