"""Handing unfinished dossiers to another official: one gives a list, the other takes it or not; both by their log-in.

Who received a dossier stays in its record; the list says who has it now. Each of the two acts stands in the journal.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID, uuid4

from sqlalchemy import Connection

from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.model.official import NOBODY, Acting, NotLoggedIn, Official, Right, require_right
from desktop.model.shift import Shift, ShiftLine, ShiftState
from desktop.store import audit, officials, shifts, waiting
from desktop.store.file import Store
from desktop.workflow.board import Board, DossierLine
from desktop.workflow.officials.errors import NoHandOver, NoSuchOfficial, NothingToHandOver, NotToOneself
from desktop.workflow.what_next import Next

_MOST = 5000
"""Unfinished dossiers of a counter that are looked through; chosen."""
_LATEST = 100
_NEXT: Mapping[Next, str] = {
    Next.MEND: "tỉnh trả lại, cần sửa",
    Next.CONFIRM: "chờ xác nhận",
    Next.SCAN: "chờ quét",
    Next.SIGN: "chờ cán bộ ký",
    Next.SEND: "chờ gửi",
    Next.SIGN_FOR_AGENCY: "chờ cơ quan ký",
    Next.AWAIT_AGENCY: "chờ văn thư ký",
    Next.AWAIT_PROVINCE: "chờ tỉnh xác nhận",
    Next.AWAIT_RESULT: "chờ kết quả",
    Next.HAND_OVER: "chờ trả kết quả",
    Next.AWAIT_ADDITIONS: "chờ bổ sung",
    Next.REFUSED: "đã từ chối",
    Next.STOPPED: "đã dừng giải quyết",
    Next.NOTHING: "không còn việc",
}


class Shifts:
    """Hands dossiers over.

    Args:
        store: the open store.
        clock: a clock that never goes back.
        settings: whose counter it is.
        board: says what is next with each dossier.
    """

    def __init__(self, store: Store, clock: Clock, settings: Settings, board: Board) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._board = board

    def unfinished(self) -> list[DossierLine]:
        """The unfinished dossiers of whoever has logged in, which nobody is asked to take over yet.

        Raises:
            NotLoggedIn: nobody has.
        """
        name = self._name()
        with self._store.reading() as tx:
            own = self._own(tx, name)
        return [self._board.line_of(dossier_id) for dossier_id in own]

    def takers(self) -> list[Official]:
        """The others who may take dossiers over, by their login names.

        Raises:
            NotLoggedIn: nobody has.
        """
        name = self._name()
        with self._store.reading() as tx:
            there = [one.official for one in officials.every(tx)]
        return [one for one in there if one.name != name and not one.disabled and _may(one)]

    def give(self, taker: str, note: str = "", without: Collection[UUID] = ()) -> Shift:
        """Give everything unfinished to another official, who takes it over after logging in.

        Args:
            taker: login name.
            note: what there is to say, without personal data.
            without: dossiers that stay with who gives.

        Raises:
            NotLoggedIn, NotYourRole: not by whoever has logged in.
            NotToOneself, NoSuchOfficial: nobody can take it over.
            NothingToHandOver: nothing is unfinished.
        """
        self._store.require(Right.SHIFT)
        giver = self._name()
        if taker == giver:
            raise NotToOneself()
        going = [one for one in self.unfinished() if one.dossier_id not in without]
        lines = tuple(sorted(map(_line, going), key=lambda one: one.code))
        if not lines:
            raise NothingToHandOver(giver)
        new = Shift(
            id=uuid4(), giver=giver, taker=taker, given_at=self._clock.now(), note=note.strip()[:1000], lines=lines
        )
        with self._store.writing() as tx:
            found = officials.find(tx, taker)
            if found is None or found.official.disabled:
                raise NoSuchOfficial(taker)
            shifts.add(tx, new)
            audit.append(tx, giver, "dossiers handed over", str(new.id), f"to {taker}: {len(lines)} dossiers")
        return new

    def latest(self) -> list[Shift]:
        """The last hand-overs, newest first."""
        with self._store.reading() as tx:
            return shifts.latest(tx, _LATEST)

    def own(self) -> list[Shift]:
        """Those of them that whoever has logged in gave or is asked to take over.

        Raises:
            NotLoggedIn: nobody has.
        """
        name = self._name()
        return [one for one in self.latest() if name in {one.giver, one.taker}]

    def waiting(self) -> list[Shift]:
        """What whoever has logged in is asked to take over, newest first."""
        name = self._name()
        return [one for one in self.latest() if one.taker == name and one.state is ShiftState.GIVEN]

    def answer(self, shift_id: UUID, *, takes: bool, by: Official | None = None) -> Shift:
        """Take dossiers over, or not; what is not taken stays with who gave it.

        Args:
            shift_id: which hand-over.
            takes: whether they are taken over.
            by: who answers beside whoever acts, let in by the door a moment ago; None for whoever acts.

        Raises:
            NoHandOver: nothing of this id waits for who answers.
            NotLoggedIn, NotYourRole: not by who answers.
        """
        if by:
            require_right(Acting(by.name, by.roles), Right.SHIFT)
        name = by.name if by else self._name()
        with self._store.writing() as tx:
            found = _awaited(tx, shift_id)
            if found.taker != name:
                raise NoHandOver()
            what = "dossiers taken over" if takes else "dossiers not taken over"
            audit.append(tx, name, what, str(shift_id), f"from {found.giver}: {len(found.lines)} dossiers")
            return self._ended(tx, found, ShiftState.TAKEN if takes else ShiftState.REFUSED)

    def take_back(self, shift_id: UUID) -> Shift:
        """Take back what whoever has logged in gave, as long as nobody has answered; it is theirs as before.

        Raises:
            NoHandOver: nothing of this id that they gave waits.
            NotLoggedIn, NotYourRole: not by whoever has logged in.
        """
        name = self._name()
        with self._store.writing() as tx:
            found = _awaited(tx, shift_id)
            if found.giver != name:
                raise NoHandOver()
            outcome = f"from {found.taker}: {len(found.lines)} dossiers"
            audit.append(tx, name, "dossiers taken back", str(shift_id), outcome)
            return self._ended(tx, found, ShiftState.TAKEN_BACK)

    def _ended(self, tx: Connection, found: Shift, state: ShiftState) -> Shift:
        at = self._clock.now()
        shifts.answer(tx, found.id, state, at)
        return replace(found, state=state, answered_at=at)

    def sheet(self, shift_id: UUID) -> bytes:
        """The list to be signed by both, PDF/A; it says when each of them logged in and gave, or answered.

        Raises:
            NoHandOver: there is no such.
        """
        # Here and not above: it is drawn once, the rest is asked often.
        from desktop.document.printing.shift import shift_pdf

        with self._store.reading() as tx:
            found = shifts.get(tx, shift_id)
            names = {one.official.name: one.official.full_name for one in officials.every(tx)}
        if found is None:
            raise NoHandOver()
        return shift_pdf(found, names, self._settings)

    def _name(self) -> str:
        name = (self._store.acting or NOBODY).name
        if not name:
            raise NotLoggedIn()
        return name

    def _own(self, tx: Connection, name: str) -> list[UUID]:
        """Newest first, each once."""
        listed = [
            *waiting.unfinished(tx, _MOST),
            *waiting.to_sign(tx, _MOST, for_agency=False),
            *waiting.refused(tx, _MOST),
        ]
        there = list(dict.fromkeys(listed))
        own, given = set(shifts.kept_by(tx, name, there)), shifts.awaited(tx, there)
        return [one for one in there if one in own and one not in given]


def _may(official: Official) -> bool:
    return Acting(official.name, official.roles).may(Right.SHIFT)


def _awaited(tx: Connection, shift_id: UUID) -> Shift:
    """A hand-over that nobody has answered."""
    found = shifts.get(tx, shift_id)
    if found is None or found.state is not ShiftState.GIVEN:
        raise NoHandOver()
    return found


def _line(one: DossierLine) -> ShiftLine:
    return ShiftLine(
        dossier_id=one.dossier_id,
        code=one.code,
        procedure=one.procedure,
        papers=one.papers,
        there=one.there,
        next=_NEXT[one.next],
    )
