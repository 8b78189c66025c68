"""What can be done to the page on the screen."""

from __future__ import annotations

from desktop.model.dossier import Page
from desktop.model.page import AUTOMATIC, CleaningStep, Decider
from desktop.ui.acts.offer import Offer, Offers
from desktop.ui.acts.table import Act


def page_acts(page: Page | None, *, locked: bool, at: int, count: int) -> Offers:
    """What can be done to a page now.

    Args:
        page: the page on the screen; None where there is none, or another is on its way.
        locked: its paper is signed, or nothing may change it for now.
        at: its place, from 0.
        count: how many pages its paper has.
    """
    here = None if locked else page
    can = here is not None
    read = here is not None and here.facts is not None
    scanned = read and here is not None and not here.made_of
    # A page that is being made anew can be turned further: how it is to stand is decided already.
    stands = here is not None and (here.facts is not None or here.edits != AUTOMATIC)
    single = stands and here is not None and not here.made_of
    by_hand = here is not None and any(here.edits.decided(step) is Decider.CLERK for step in CleaningStep)
    allowed = {
        Act.TURN_RIGHT: stands,
        Act.TURN_LEFT: stands,
        Act.STRAIGHTEN: single,
        Act.WHITEN: single,
        Act.CROP: scanned,
        Act.AUTOMATIC: read and by_hand,
        Act.SET_ASIDE: can,
        Act.MOVE: can,
        Act.MOVE_REST: can,
        Act.EARLIER: can and at > 0,
        Act.LATER: can and at < count - 1,
        Act.COLLATE: can and at > 0,
        Act.CARD: scanned and at < count - 1,
    }
    return Offers({act: Offer(offered) for act, offered in allowed.items()})


def undo_acts(undo: str, redo: str, *, locked: bool, acting: bool) -> Offers:
    """Whether something can be undone, or done again.

    Args:
        undo: what would be undone; empty where nothing would.
        redo: what would be done again.
        locked: neither can be done now.
        acting: something is being done that is not among the labels yet, and can be undone.
    """
    labels = {Act.UNDO: undo, Act.REDO: redo}
    return Offers({act: Offer(not locked and (bool(label) or acting)) for act, label in labels.items()})
