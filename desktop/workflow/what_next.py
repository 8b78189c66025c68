"""What is to be done next with a dossier, and by whom, from how far its papers are."""

from __future__ import annotations

from enum import StrEnum, auto

from desktop.model.states import DossierState
from desktop.store.waiting import Tally


class Next(StrEnum):
    """What is to be done next with a dossier, and by whom."""

    MEND = auto()
    """The province refused something of it, or it was sent back."""
    CONFIRM = auto()
    SCAN = auto()
    SIGN = auto()
    SEND = auto()
    """Nothing of it is to be signed."""
    SIGN_FOR_AGENCY = auto()
    AWAIT_AGENCY = auto()
    """The Văn thư signs, at another counter."""
    AWAIT_PROVINCE = auto()
    AWAIT_RESULT = auto()
    """Of a result: who decides has not given it yet."""
    HAND_OVER = auto()
    """Of a result: it waits for whom it is for."""
    AWAIT_ADDITIONS = auto()
    """The citizen brings what was asked for (R17)."""
    REFUSED = auto()
    """Nothing: it was not taken in."""
    STOPPED = auto()
    """Nothing: it is not decided."""
    NOTHING = auto()
    """The province has all of it; of results, all were handed over."""


STANDING = {
    DossierState.AWAITING: Next.AWAIT_ADDITIONS,
    DossierState.REFUSED: Next.REFUSED,
    DossierState.STOPPED: Next.STOPPED,
}
"""What is next in a dossier that stands still, whatever its papers are."""
TO_SIGN = frozenset({Next.SIGN, Next.SIGN_FOR_AGENCY})


def next_of(
    tally: Tally,
    *,
    is_open: bool,
    for_agency: int = 0,
    keeps_seal: bool = False,
    sent: bool = False,
    refused: bool = False,
) -> tuple[Next, int]:
    """What is to be done next, and of how many papers.

    Args:
        tally: how far the papers are.
        is_open: the dossier is not closed.
        for_agency: how many papers wait for the agency's signature.
        keeps_seal: it is given at this counter.
        sent: all that was queued of it has arrived.
        refused: the province refused a step of it.
    """
    if tally.refused or refused:
        return Next.MEND, tally.refused
    if is_open:
        for do, count in (
            (Next.CONFIRM, tally.unconfirmed),
            (Next.SCAN, tally.papers - tally.there),
            (Next.SIGN, tally.unsigned),
        ):
            if count:
                return do, count
    if for_agency:
        return Next.SIGN_FOR_AGENCY if keeps_seal else Next.AWAIT_AGENCY, for_agency
    if is_open:
        return Next.SEND, 0
    done = sent and tally.confirmed == tally.there - tally.reused
    return (Next.NOTHING, 0) if done else (Next.AWAIT_PROVINCE, tally.leaving)
