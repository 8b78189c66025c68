"""The five separate states of a paper (R46) and the moves each may make.

"Đã đồng bộ" is never assumed: only `SyncState.CONFIRMED`, reached through an identifier and an equal hash from
the province, says so.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from desktop.model.errors import Refusal


class DossierState(StrEnum):
    """Where the dossier stands as a matter of business.

    Three are nobody's: `BOOK` holds a register book's pages, `COPY` the pages of an original that is certified,
    `FORMER` a paper as it was before it was digitised anew.
    """

    OPEN = "open"
    AWAITING = "awaiting"
    """Additions were asked for (R17): its term does not run."""
    REFUSED = "refused"
    """It was not taken in: whoever handed it in has the refusal on paper."""
    STOPPED = "stopped"
    """It was taken in and is not decided: it was withdrawn, or what was asked for never came."""
    CLOSED = "closed"
    RETURNED = "returned"
    BOOK = "book"
    COPY = "copy"
    FORMER = "former"


NOBODYS = frozenset({DossierState.BOOK, DossierState.COPY, DossierState.FORMER})
"""What is in these states was not received at the counter, is closed by nobody, and goes nowhere."""


class DigitisationState(StrEnum):
    """How far the paper has become data."""

    EMPTY = "empty"
    SCANNED = "scanned"
    CONFIRMED = "confirmed"
    BUILT = "built"
    REUSED = "reused"


class SigningState(StrEnum):
    """Whether the paper bears the signatures it needs."""

    UNSIGNED = "unsigned"
    SIGNED = "signed"
    AGENCY_SIGNED = "agency_signed"
    ISSUED = "issued"
    """It came with the signatures of who issued it, and none of ours is wanted: its file never changes."""


class SyncState(StrEnum):
    """What the province is known to have."""

    LOCAL = "local"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    CONFLICT = "conflict"


ENDED = frozenset({DossierState.REFUSED, DossierState.STOPPED})
"""Nothing is put into what is in these states."""
STANDS_STILL = frozenset({DossierState.AWAITING, *ENDED})
"""Nothing of what is in these states is signed, closed or sent, and it has no day of return."""


STILL_HERE = frozenset({SyncState.LOCAL, SyncState.QUEUED})
"""While no byte of a paper's file has left, it may still get another signature or proof."""


class DeliveryState(StrEnum):
    """Whether the citizen may see the paper (R52: a result is hidden until returned)."""

    NOT_APPLICABLE = "not_applicable"
    HIDDEN = "hidden"
    DELIVERED = "delivered"


class StepState(StrEnum):
    """One step of the outbox."""

    WAITING = "waiting"
    SENDING = "sending"
    DONE = "done"
    FAILED = "failed"
    PARKED = "parked"
    REPLACED = "replaced"


# Keyed by class first: two StrEnums with the same word are equal, and would share a row.
MOVES: dict[type[StrEnum], dict[StrEnum, frozenset[StrEnum]]] = {
    DossierState: {
        DossierState.OPEN: frozenset({DossierState.CLOSED, *STANDS_STILL}),
        DossierState.AWAITING: frozenset({DossierState.OPEN, *ENDED}),
        # A refusal or a stop may be taken back.
        DossierState.REFUSED: frozenset({DossierState.OPEN, DossierState.AWAITING}),
        DossierState.STOPPED: frozenset({DossierState.OPEN, DossierState.AWAITING, DossierState.CLOSED}),
        DossierState.CLOSED: frozenset({DossierState.OPEN, DossierState.RETURNED, DossierState.STOPPED}),
        # A further result may come for what was returned already.
        # And a hand-over may be taken back, as long as the province was told nothing of it.
        DossierState.RETURNED: frozenset({DossierState.OPEN, DossierState.CLOSED}),
        DossierState.BOOK: frozenset(),
        DossierState.COPY: frozenset(),
        DossierState.FORMER: frozenset(),
    },
    DigitisationState: {
        DigitisationState.EMPTY: frozenset({DigitisationState.SCANNED, DigitisationState.REUSED}),
        DigitisationState.SCANNED: frozenset({DigitisationState.CONFIRMED, DigitisationState.EMPTY}),
        DigitisationState.CONFIRMED: frozenset({DigitisationState.BUILT, DigitisationState.SCANNED}),
        DigitisationState.BUILT: frozenset({DigitisationState.SCANNED}),
        DigitisationState.REUSED: frozenset({DigitisationState.EMPTY, DigitisationState.SCANNED}),
    },
    SigningState: {
        SigningState.UNSIGNED: frozenset({SigningState.SIGNED, SigningState.AGENCY_SIGNED, SigningState.ISSUED}),
        SigningState.SIGNED: frozenset({SigningState.AGENCY_SIGNED}),
        SigningState.AGENCY_SIGNED: frozenset(),
        SigningState.ISSUED: frozenset(),
    },
    # What is found at the province by identifier and hash is confirmed, however far we thought we were.
    SyncState: {
        SyncState.LOCAL: frozenset({SyncState.QUEUED}),
        SyncState.QUEUED: frozenset({SyncState.SENDING, SyncState.LOCAL, SyncState.CONFIRMED}),
        SyncState.SENDING: frozenset(
            {SyncState.SENT, SyncState.QUEUED, SyncState.FAILED, SyncState.CONFLICT, SyncState.CONFIRMED}
        ),
        SyncState.SENT: frozenset(
            {SyncState.CONFIRMED, SyncState.QUEUED, SyncState.SENDING, SyncState.FAILED, SyncState.CONFLICT}
        ),
        SyncState.CONFIRMED: frozenset(),
        SyncState.FAILED: frozenset({SyncState.QUEUED, SyncState.SENDING, SyncState.LOCAL, SyncState.CONFIRMED}),
        SyncState.CONFLICT: frozenset({SyncState.QUEUED, SyncState.LOCAL, SyncState.CONFIRMED}),
    },
    DeliveryState: {
        DeliveryState.NOT_APPLICABLE: frozenset(),
        DeliveryState.HIDDEN: frozenset({DeliveryState.DELIVERED}),
        DeliveryState.DELIVERED: frozenset({DeliveryState.HIDDEN}),
    },
    StepState: {
        # A change to the dossier makes a new chain; what was not sent of the old one is replaced.
        StepState.WAITING: frozenset({StepState.SENDING, StepState.PARKED, StepState.DONE, StepState.REPLACED}),
        StepState.SENDING: frozenset({StepState.DONE, StepState.WAITING, StepState.FAILED}),
        StepState.DONE: frozenset(),
        StepState.FAILED: frozenset({StepState.WAITING, StepState.PARKED, StepState.REPLACED}),
        StepState.PARKED: frozenset({StepState.WAITING, StepState.REPLACED}),
        StepState.REPLACED: frozenset(),
    },
}

S = TypeVar("S", bound=StrEnum)


class ForbiddenMove(Refusal):
    """A state was asked to change in a way the trade does not know."""

    code = "forbidden_move"
    sentence = "Không thể chuyển trạng thái từ «{old}» sang «{new}»."
    advice = "Mở lại hồ sơ để xem trạng thái hiện tại."


def move(old: S, new: S) -> S:
    """Return `new` where the move from `old` is allowed; staying put always is.

    Raises:
        ForbiddenMove: the trade does not know this move.
    """
    if old != new and new not in MOVES[type(old)][old]:
        raise ForbiddenMove(old=str(old), new=str(new))
    return new
