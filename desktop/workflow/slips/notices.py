"""What an applicant is told through the province between reception and return: a slip takes in, asks, refuses, stops
or puts off.

The words go as an entry of the dossier's history, with its state; the province passes them on (a message, its portal).
Nothing is told where the province has no word for the state.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from sqlalchemy import Connection

from desktop.model.dossier import Dossier
from desktop.model.outbox import Step, StepKind
from desktop.model.record import ProgressEntry
from desktop.model.slip import SLIP_WORDS, Slip, SlipKind
from desktop.model.states import STANDS_STILL, DossierState, StepState
from desktop.store import outbox, papers, untold
from desktop.sync.chain import plan_notice, stands

_MAKES_KNOWN = frozenset({StepKind.OFFICIAL_CODE, StepKind.RECORD})
"""What goes before the first notice of a dossier that the province does not know."""
_STATES: Mapping[SlipKind, str] = {
    SlipKind.RECEIPT: "received",
    SlipKind.ADDITIONS: "additions",
    SlipKind.REFUSAL: "refused",
    SlipKind.APOLOGY: "received",
    SlipKind.STOP: "stopped",
}
"""The slips that an applicant is told of, with the state that goes with it by our word (`DossierStatus`)."""
_TAKEN_IN = "Hồ sơ được tiếp nhận chính thức"


class Notices:
    """Queues what the province tells the applicant, in the transaction of the slip.

    Args:
        states: the states that the province has words for; none where it takes no notices.
    """

    def __init__(self, states: Callable[[], Collection[str]]) -> None:
        self._states = states

    def told_of(self, tx: Connection, dossier: Dossier) -> frozenset[SlipKind]:
        """The slips that the province would tell the applicant of, were they written now.

        That a dossier is taken in is told once, and of none that stands still or is over.
        """
        known = self._states()
        told = {kind for kind, state in _STATES.items() if state in known}
        over = dossier.state in STANDS_STILL or dossier.state is DossierState.RETURNED
        if over or _was_told(tx, dossier.id, _TAKEN_IN):
            told.discard(SlipKind.RECEIPT)
        return frozenset(told)

    def written(self, tx: Connection, dossier: Dossier, slip: Slip) -> None:
        """A slip was written; what only accompanies the papers (control) is told to nobody.

        Args:
            tx: writing.
            dossier: as the slip leaves it.
            slip: the slip.
        """
        if slip.kind in self.told_of(tx, dossier):
            self._tell(tx, dossier, _words(dossier, slip))

    def came(self, tx: Connection, dossier: Dossier) -> None:
        """The additions came.

        Args:
            tx: writing.
            dossier: open again, with its new day of return.
        """
        self._tell(tx, dossier, f"Đã nhận giấy tờ bổ sung{_due(dossier)}")

    def taken_back(self, tx: Connection, dossier: Dossier, slip: Slip) -> None:
        """A slip was none: what was not told yet never is, what was is told to be so no more.

        Args:
            tx: writing.
            dossier: as it was before the slip.
            slip: the slip.
        """
        if slip.kind in self.told_of(tx, dossier) and not _drop(tx, dossier.id, _words(dossier, slip)):
            self._tell(tx, dossier, f"Thu lại {SLIP_WORDS[slip.kind]} số {slip.key}")

    def _tell(self, tx: Connection, dossier: Dossier, words: str) -> None:
        state = _state(tx, dossier)
        if state in self._states():
            known = any(one.kind is StepKind.RECORD for one in _live(tx, dossier.id))
            outbox.add_behind(tx, dossier.id, plan_notice(dossier, words, state, known=known))


def _words(dossier: Dossier, slip: Slip) -> str:
    """What an applicant is told of a slip; empty where it is nothing."""
    match slip.kind:
        case SlipKind.RECEIPT:
            return f"{_TAKEN_IN} ({SLIP_WORDS[slip.kind]} số {slip.key}){_due(dossier)}"
        case SlipKind.ADDITIONS:
            words = "Yêu cầu bổ sung, hoàn thiện hồ sơ"
        case SlipKind.REFUSAL:
            words = "Từ chối tiếp nhận hồ sơ"
        case SlipKind.STOP:
            words = "Dừng giải quyết hồ sơ"
        case SlipKind.APOLOGY:
            words = f"Xin lỗi và hẹn lại ngày trả kết quả {slip.said.due:%d/%m/%Y}"
        case _:
            return ""
    return f"{words} (phiếu số {slip.key}): {slip.said.reason}"


def _due(dossier: Dossier) -> str:
    return f"; hẹn trả kết quả ngày {dossier.due:%d/%m/%Y}" if dossier.due else ""


def _state(tx: Connection, dossier: Dossier) -> str:
    match dossier.state:
        case DossierState.AWAITING:
            return "additions"
        case DossierState.REFUSED:
            return "refused"
        case DossierState.STOPPED:
            return "stopped"
        case _:
            return stands(papers.of_dossier(tx, dossier.id))


def _live(tx: Connection, dossier_id: UUID) -> list[Step]:
    return [one for one in outbox.steps(tx, dossier_id=dossier_id) if one.state is not StepState.REPLACED]


def _was_told(tx: Connection, dossier_id: UUID, words: str) -> bool:
    """Whether a notice that begins with these words was told, or waits to be."""
    notes = (one.payload.note for one in _live(tx, dossier_id) if isinstance(one.payload, ProgressEntry))
    return any(note.startswith(words) for note in notes)


def _drop(tx: Connection, dossier_id: UUID, words: str) -> bool:
    """Drop a dossier's last notice, with what only it needed; False where it has left, or is not the last."""
    live = _live(tx, dossier_id)
    before, last = live[:-2], live[-2:]
    ours = any(isinstance(one.payload, ProgressEntry) and one.payload.note == words for one in last)
    if not ours or not all(one.untouched for one in last):
        return False
    alone = all(one.untouched and one.kind in _MAKES_KNOWN for one in before)
    untold.drop(tx, live if alone else last)
    return True
