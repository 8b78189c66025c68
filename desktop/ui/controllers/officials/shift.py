"""Unfinished dossiers from one official to another: given, taken over or not, taken back, printed for both to sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.app import App
from desktop.machine.clock import vietnam_time
from desktop.machine.writing import write_file
from desktop.model.official import Official
from desktop.model.shift import Shift, ShiftLine, ShiftState
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.lines import rows_of
from desktop.ui.controllers.officials.take_here import TakeHereDialog
from desktop.ui.controllers.officials.who import may_hand_over
from desktop.ui.focus import open_over
from desktop.ui.language import said
from desktop.ui.look.message import Offered
from desktop.ui.look.rows import Row, Tone
from desktop.ui.operations import Doing, Handle, Operation, Seen
from desktop.ui.page import Notice, Page, Where
from desktop.ui.views.officials.shift import ShiftView, Side
from desktop.workflow.board import DossierLine

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Looked:
    """What whoever is here has, gives and is given.

    Attributes:
        unfinished: their dossiers that nobody is asked to take over.
        takers: who could.
        shifts: hand-overs that they gave or were given, newest first.
        names: login name to full name, of everybody.
    """

    unfinished: Sequence[DossierLine]
    takers: Sequence[Official]
    shifts: Sequence[Shift]
    names: Mapping[str, str]


class ShiftPage(Page):
    """What is handed over; what waits comes first, where anything does."""

    looked = Signal(object)
    """The `Shift`s that wait for whoever is here."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._side = Side.GIVE
        self._found = Looked((), (), (), {})
        self._stay: set[UUID] = set()
        self._giving = self._restored = False
        self.dialog: TakeHereDialog | None = None
        self.view = view = ShiftView()
        self.setLayout(view)
        for side, made in view.tabs.items():
            made.clicked.connect(lambda _=False, side=side: self.choose(side))
        view.rows.selectionModel().currentChanged.connect(lambda *_: self._show_marked())
        view.rows.opened.connect(self._open)
        view.lines.opened.connect(self._open)
        self.acts = {
            Act.CONFIRM: self.go_on,
            Act.SET_ASIDE: self.leave_out,
            Act.NOT_TAKEN: lambda: self.answer(takes=False),
            Act.TAKE_BACK: self.take_back,
            Act.TAKE_HERE: self.take_here,
            Act.PRINT: self.print,
        }
        for made, do in (
            (view.go_on, self.go_on),
            (view.leave_out, self.leave_out),
            (view.not_taken, lambda: self.answer(takes=False)),
            (view.take_back, self.take_back),
            (view.take_here, self.take_here),
            (view.print, self.print),
        ):
            made.clicked.connect(do)
        self._list()

    def kept(self) -> object:
        """What is listed, who shall receive, what is said to them, what stays."""
        return self._side, self.view.taker.currentData(), self.view.note.text(), frozenset(self._stay)

    def restore(self, kept: object) -> None:
        """The same, as soon as it is looked at."""
        self._side, taker, note, stay = cast("tuple[Side, str | None, str, frozenset[UUID]]", kept)
        self._stay, self._restored = set(stay), True
        self.view.note.setText(note)
        if taker:
            self.view.taker.addItem(taker, taker)
            self.view.taker.setCurrentIndex(0)
        self.choose(self._side)

    def enter(self, what: object = None) -> None:
        """Look again; what waits for whoever is here comes first."""
        self.titled.emit(self.tr("Dossiers to another official"), "")
        if not may_hand_over(self._app):
            self._list()
            self.take_keys()
            return

        def show(found: Looked) -> None:
            self.show_found(found)
            self.choose(self._side if self._restored else Side.WAITING if self._of(Side.WAITING) else Side.GIVE)
            self._restored = False

        Operation(self, lambda _: self._look(), Doing(self.tr("Looking what is unfinished…"))).on_success(show).run()

    def take_keys(self) -> None:
        """To the list; to who receives, while that is not said."""
        unsaid = self._side is Side.GIVE and self._found.unfinished and self.view.taker.currentIndex() < 0
        (self.view.taker if unsaid else self.view.rows).setFocus()

    def refresh(self) -> None:
        """Look again, in the background."""
        Operation(self, lambda _: self._look(), Seen.UNASKED).on_success(self.show_found).run()

    def _look(self) -> Looked:
        shifts, officials = self._app.shifts, self._app.officials
        names = {one.official.name: one.official.full_name for one in officials.every()}
        return Looked(shifts.unfinished(), shifts.takers(), shifts.own(), names)

    # What is shown

    def show_found(self, found: Looked) -> None:
        """List what is there now."""
        self._found = found
        self._stay &= {line.dossier_id for line in found.unfinished}
        self._list_takers()
        self.view.name_tabs({side: len(self._of(side)) for side in (Side.GIVE, Side.WAITING)})
        self.looked.emit(self._of(Side.WAITING))
        self._list()

    def _list_takers(self) -> None:
        taker, former = self.view.taker, self.view.taker.currentData()
        taker.clear()
        for one in self._found.takers:
            taker.addItem(f"{one.full_name} ({one.name})", one.name)
        only = len(self._found.takers) == 1
        taker.setCurrentIndex(0 if only else taker.findData(former) if former else -1)

    def choose(self, side: Side) -> None:
        """List another part."""
        self._side = side
        self._list()
        self.take_keys()

    def _of(self, side: Side) -> Sequence[DossierLine] | Sequence[Shift]:
        if side is Side.GIVE:
            return self._found.unfinished
        me = self._app.official.name if self._app.official else ""
        waits = [one for one in self._found.shifts if one.taker == me and one.state is ShiftState.GIVEN]
        return waits if side is Side.WAITING else [one for one in self._found.shifts if one not in waits]

    def _list(self) -> None:
        self.view.mark(self._side)
        if self._side is Side.GIVE:
            rows = [self._staying(row) for row in rows_of(self._found.unfinished)]
        else:
            rows = [self._row(one) for one in self._shown_shifts()]
        self.view.rows.show_rows(rows)
        self.view.show_empty("" if rows else self._nothing())
        self._show_marked()

    def _shown_shifts(self) -> Sequence[Shift]:
        return cast("Sequence[Shift]", self._of(self._side)) if self._side is not Side.GIVE else ()

    def _staying(self, row: Row) -> Row:
        if row.key not in self._stay:
            return row
        return replace(row, next=translate("Shift", "stays with me"), tone=Tone.ASK)

    def _row(self, one: Shift) -> Row:
        giver, taker = (self._name(name) for name in (one.giver, one.taker))
        words, tone = _state(one)
        return Row(
            key=one.id,
            lead=vietnam_time(one.given_at)[:16],
            name=f"{giver} → {taker}",
            about=one.note,
            done=0,
            of=0,
            next=words,
            tone=tone,
        )

    def _name(self, login: str) -> str:
        return self._found.names.get(login, login)

    def _nothing(self) -> str:
        if self._app.official is None:
            words = self.tr(
                "Nobody logs in at this counter: every dossier is that of its one official, and there is nobody to "
                "give it to. %k sets officials up."
            )
            return with_key(Act.OFFICIALS, words)
        if not may_hand_over(self._app):
            return self.tr("Your role has no dossiers, and none can be given to you.")
        return {
            Side.GIVE: self.tr("Nothing of yours is unfinished: there is nothing to give."),
            Side.WAITING: self.tr("Nobody gives you any dossiers now."),
            Side.DONE: self.tr("Nothing was given yet."),
        }[self._side]

    def _show_marked(self) -> None:
        """What can be done now, and with what."""
        view, marked = self.view, self._marked_shift()
        lines = marked.lines if marked else ()
        words = self.tr("%1 dossiers").replace("%1", str(len(lines)))
        view.show_lines(words if marked else "", [_line(one) for one in lines])
        going = [one for one in self._found.unfinished if one.dossier_id not in self._stay]
        mine = marked is not None and marked.state is ShiftState.GIVEN and self._side is Side.DONE
        view.leave_out.setEnabled(bool(self._found.unfinished))
        stays = view.rows.chosen in self._stay
        view.leave_out.name(self.tr("Let it go along") if stays else self.tr("Leave it out"))
        for made, there in (
            (view.print, marked is not None),
            (view.not_taken, marked is not None),
            (view.take_back, mine),
            (view.take_here, mine),
            (view.go_on, bool(going) if self._side is Side.GIVE else marked is not None),
        ):
            made.setEnabled(there)
        view.tell(self._told(len(going)))

    def _told(self, going: int) -> str:
        if self._side is not Side.GIVE or not self._found.unfinished:
            return ""
        words = self.tr("%1 of %2 dossiers go. They stay yours until the other has logged in and taken them over.")
        return words.replace("%1", str(going)).replace("%2", str(len(self._found.unfinished)))

    def _marked_shift(self) -> Shift | None:
        return next((one for one in self._shown_shifts() if one.id == self.view.rows.chosen), None)

    # What is done

    def _open(self, dossier_id: object) -> None:
        """A dossier of either list."""
        if not any(one.id == dossier_id for one in self._found.shifts):
            self.went.emit(Where.DOSSIER, dossier_id)

    def leave_out(self) -> None:
        """Let the marked dossier stay, or go along after all."""
        chosen = self.view.rows.chosen
        if self._side is Side.GIVE and isinstance(chosen, UUID):
            self._stay ^= {chosen}
            self._list()

    def go_on(self) -> None:
        """What Enter does: hand over, or take over."""
        if self._side is Side.GIVE:
            self.give()
        elif self._side is Side.WAITING:
            self.answer(takes=True)

    def give(self) -> None:
        """Hand over what does not stay; it can be taken back until the other has answered."""
        taker, note, stay = self.view.taker.currentData(), self.view.note.text(), frozenset(self._stay)
        if self._giving or not self.view.go_on.isEnabled():
            return
        if not taker:
            self.told.emit(
                Notice(self.tr("Choose who receives the dossiers."), self.tr("↓ goes through the officials."))
            )
            self.view.taker.setFocus()
            return
        self._giving = True
        giving = Doing(self.tr("Giving the dossiers…"))

        def over(_: object) -> None:
            self._giving = False

        work = Operation(self, lambda _: self._app.shifts.give(taker, note, stay), giving)
        work.on_success(self._gave).on_over(over).run()

    def _gave(self, given: Shift) -> None:
        self.view.note.clear()
        self._stay.clear()
        words = self.tr("%1 dossiers are given to %2, who takes them over after logging in.")
        words = words.replace("%1", str(len(given.lines))).replace("%2", self._name(given.taker))
        advice = with_key(Act.PRINT, self.tr("%k prints the list that both sign."))
        offer = Offered(self.tr("Take back"), lambda: self._take_back(given))
        self.told.emit(Notice(words, advice, good=True, offer=offer))
        self._look_at(given)

    def _look_at(self, one: Shift) -> None:
        """List what was given, this one marked."""
        self.choose(Side.DONE)
        self.view.rows.mark(one.id)
        self.refresh()

    def answer(self, *, takes: bool) -> None:
        """Take the marked hand-over over, or not."""
        marked = self._marked_shift()
        if marked is None or self._side is not Side.WAITING:
            return
        answering = Doing(self.tr("Noting the answer…"))
        took = self.tr("%1 dossiers of %2 are yours now.")
        left = self.tr("%1 dossiers stay with %2.")
        words = (took if takes else left).replace("%1", str(len(marked.lines))).replace("%2", self._name(marked.giver))

        def done(_: object) -> None:
            self.told.emit(Notice(words, good=True))
            self.changed.emit()

        work = Operation(self, lambda _: self._app.shifts.answer(marked.id, takes=takes), answering)
        work.on_success(done).on_over(lambda _: self.refresh()).run()

    def take_back(self) -> None:
        """Take the marked hand-over back, where nobody has answered it."""
        marked = self._marked_shift()
        if marked and self.view.take_back.isEnabled():
            self._take_back(marked)

    def _take_back(self, given: Shift) -> None:
        back = Doing(self.tr("Taking the dossiers back…"))
        words = self.tr("%1 dossiers are yours again.").replace("%1", str(len(given.lines)))
        work = Operation(self, lambda _: self._app.shifts.take_back(given.id), back)
        work.on_success(lambda _: self.told.emit(Notice(words, good=True))).on_over(lambda _: self.refresh()).run()

    def take_here(self) -> None:
        """Let who receives the marked hand-over prove who they are, and take it over in this place."""
        marked = self._marked_shift()
        if marked is None or not self.view.take_here.isEnabled() or QApplication.activeModalWidget():
            return
        name = self._name(marked.taker)
        words = self.tr("%1 has taken over %2 dossiers.").replace("%1", name).replace("%2", str(len(marked.lines)))
        advice = with_key(Act.PRINT, self.tr("%k prints the list that both sign."))
        self.dialog = dialog = TakeHereDialog(self._app, marked, name, self.window())
        dialog.taken.connect(lambda: self.told.emit(Notice(words, advice, good=True)))
        dialog.finished.connect(lambda _: self.refresh())
        open_over(self, dialog)
        dialog.panel.take_keys()

    def print(self) -> None:
        """Keep the list that both sign where the official says, and show it for printing."""
        marked = self._marked_shift()
        if marked is None:
            return
        title = self.tr("List that both sign")
        chosen, _ = QFileDialog.getSaveFileName(self, title, "bien-ban-ban-giao.pdf", "PDF (*.pdf)")
        if chosen:
            self.write_list(marked, Path(chosen))

    def write_list(self, shift: Shift, file: Path) -> None:
        """Write the list that both sign, and show it."""

        def work(_: Handle) -> None:
            # The system's own window has asked about a file that stands there.
            write_file(file, self._app.shifts.sheet(shift.id), replace=True)

        def show(_: None) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

        Operation(self, work, Doing(self.tr("Drawing the list…"))).on_success(show).run()


def _state(one: Shift) -> tuple[str, Tone]:
    """How far a hand-over is, in words, and what that means."""
    return {
        ShiftState.GIVEN: (translate("Shift", "waits to be taken over"), Tone.ASK),
        ShiftState.TAKEN: (translate("Shift", "taken over"), Tone.GOOD),
        ShiftState.REFUSED: (translate("Shift", "not taken over"), Tone.BAD),
        ShiftState.TAKEN_BACK: (translate("Shift", "taken back"), Tone.SOFT),
    }[one.state]


def _line(one: ShiftLine) -> Row:
    return Row(
        key=one.dossier_id,
        lead=one.code,
        name=one.procedure,
        about="",
        done=one.there,
        of=one.papers,
        next=said(one.next),
        tone=Tone.SOFT,
    )
