"""May a slip be written for a dossier now."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from desktop.machine.clock import vietnam_time
from desktop.model.dossier import Dossier
from desktop.model.errors import Refusal
from desktop.model.slip import SlipKind, SlipSaid, asked_of
from desktop.model.states import STANDS_STILL, DossierState, SyncState
from desktop.store import outbox, papers, slips
from desktop.workflow.allowed import why_not_take_in
from desktop.workflow.slips.errors import (
    AdditionsAskedBefore,
    AlreadyAtProvince,
    NoNewDay,
    NotOpen,
    NotUnderWay,
    StillLeaving,
)

_AT_INTAKE = frozenset({DossierState.OPEN, DossierState.AWAITING})
_UNDER_WAY = frozenset({*_AT_INTAKE, DossierState.CLOSED})


def why_not_write(tx: Connection, dossier: Dossier, kind: SlipKind, said: SlipSaid, today: date) -> Refusal | None:
    """Why a slip may not be written now; None where it may.

    Args:
        tx: reading.
        dossier: whose.
        kind: which form.
        said: what stands on it.
        today: Vietnam.
    """
    match kind:
        case SlipKind.RECEIPT:
            return why_not_take_in(dossier)
        case SlipKind.ADDITIONS:
            return _asked_before(tx, dossier) or _not_at_intake(tx, dossier)
        case SlipKind.REFUSAL:
            return _not_at_intake(tx, dossier)
        case SlipKind.STOP:
            return _not_under_way(tx, dossier)
        case SlipKind.APOLOGY:
            return _no_later(dossier, said.due, today)
    return None


def _asked_before(tx: Connection, dossier: Dossier) -> Refusal | None:
    """Additions are asked for once (R17)."""
    asked = asked_of(slips.of_dossier(tx, dossier.id))
    return AdditionsAskedBefore(dossier.code, day=vietnam_time(asked.at)[:10]) if asked else None


def _not_at_intake(tx: Connection, dossier: Dossier) -> Refusal | None:
    """Only what the province has nothing of is turned away at the counter."""
    if dossier.state not in _AT_INTAKE:
        return NotOpen(dossier.code)
    sent = any(paper.sync is not SyncState.LOCAL for paper in papers.of_dossier(tx, dossier.id))
    return AlreadyAtProvince(dossier.code) if sent else None


def _not_under_way(tx: Connection, dossier: Dossier) -> Refusal | None:
    """What the province has may be stopped, and what it will never get; not what is on its way."""
    if dossier.state not in _UNDER_WAY:
        return NotUnderWay(dossier.code)
    return StillLeaving(dossier.code) if outbox.is_leaving(tx, dossier.id) else None


def _no_later(dossier: Dossier, due: date | None, today: date) -> Refusal | None:
    if dossier.state in STANDS_STILL or dossier.state is DossierState.RETURNED:
        return NotOpen(dossier.code)
    later = due is not None and due > max(today, dossier.due or today)
    return None if later else NoNewDay()
