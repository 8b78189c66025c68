"""Kết quả: what is due by day of return, and handing over to whoever comes with a card, a receipt or a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog

from desktop.app import App
from desktop.model.dossier import Dossier, Paper
from desktop.model.signature import SignatureRole
from desktop.ui.acting import presses, with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.handing import HandingDialog
from desktop.ui.controllers.issuing import IssuingDialog, SignedFile, judged
from desktop.ui.controllers.result_rows import belongs, row_of
from desktop.ui.controllers.signing import SigningDialog
from desktop.ui.news import News, look_soon
from desktop.ui.operations import Doing, Handle, Operation, Seen
from desktop.ui.page import Notice, Page, Where
from desktop.ui.views.results import Part, ResultsView
from desktop.workflow.batch import ToSign
from desktop.workflow.results import Agenda, Expected
from desktop.workflow.what_next import Next

translate = QCoreApplication.translate

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ResultsPage(Page):
    """The list, what was looked for in its place, and what is done with the marked row."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._agenda = Agenda()
        self._looked = False
        self._part = Part.ALL
        self._asked = ""
        """What the list on the screen was looked for with; empty for the list by day of return."""
        self._rows: dict[UUID, Expected] = {}
        self._last: UUID | None = None
        """Of which dossier something was handed over last: that can be taken back."""
        self._to_sign: list[ToSign] = []
        self.dialog: QDialog | None = None
        self.view = view = ResultsView()
        self.setLayout(view)
        for part, made in view.tabs.items():
            made.clicked.connect(lambda _=False, part=part: self.choose(part))
        for part, card in view.cards.items():
            card.clicked.connect(lambda _=False, part=part: self._press(part))
        view.rows.opened.connect(lambda _: self.open_chosen())
        view.rows.selectionModel().currentChanged.connect(lambda *_: self._show_marked())
        for made, act in (
            (view.scan, self.scan),
            (view.file, self.bring_file),
            (view.make, self.make),
            (view.sign, self.sign),
            (view.hand_over, self.open_chosen),
        ):
            made.clicked.connect(act)
        self.acts = {
            Act.CONFIRM: self.open_chosen,
            Act.SCAN: self.scan,
            Act.ORIGINAL: self.make,
            Act.SIGN: self.sign,
            Act.WHOSE: self._to_field,
        }
        self._soon = look_soon(self, self._look_if_seen)
        self._show_marked()

    def hear(self, news: News) -> None:
        """A step has moved."""
        news.outbox.connect(self._soon.start, Qt.ConnectionType.QueuedConnection)

    def kept(self) -> object:
        """What was asked for, and the marked row."""
        return self.view.asked.text(), self.view.rows.meant

    def restore(self, kept: object) -> None:
        """Ask for the same, and mark the same row."""
        if isinstance(kept, tuple):
            asked, row = kept
            self.view.asked.setText(asked)
            self.view.rows.mark(row)

    # What is shown

    def enter(self, what: object = None) -> None:
        """Look again, with an empty field."""
        self.titled.emit("", "")
        self._forget_asked()
        self.refresh(Doing(self.tr("Looking which results are due…")))
        self.take_keys()

    def take_keys(self) -> None:
        """To the field: a receipt's QR is typed into it, and a name."""
        self._to_field()

    def _to_field(self) -> None:
        self.view.asked.setFocus()
        self.view.asked.selectAll()

    def take_key(self, event: QKeyEvent) -> bool:
        """The keys that a field or a menu elsewhere would have: the marked row, a file, undo."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step and self.view.asked.hasFocus():
            self._step(step)
        elif presses(event, Act.FILE):
            self.bring_file()
        elif presses(event, Act.UNDO):
            self.take_back()
        else:
            return False
        return True

    def _step(self, step: int) -> None:
        rows = self.view.rows
        rows.choose(rows.currentIndex().row() + step)

    def take_card(self, text: str) -> bool:
        """A citizen card was read: what waits for its owner."""
        self.look_for(text)
        return True

    def go_back(self) -> bool:
        """From what was found, or a part of the list, to all of it."""
        part = self._part is not Part.ALL or bool(self._asked) or bool(self.view.asked.text())
        self._forget_asked()
        self.choose(Part.ALL)
        return part

    def refresh(self, seen: Doing | Seen = Seen.UNASKED) -> None:
        """Look again, in the background."""
        asked, app = self._asked, self._app

        def work(_: Handle) -> tuple[Agenda, list[Expected] | None, list[ToSign]]:
            return app.results.agenda(), app.results.find(asked) if asked else None, app.batches.of_results()

        def show(found: tuple[Agenda, list[Expected] | None, list[ToSign]]) -> None:
            self._agenda, rows, self._to_sign = found
            self._looked = True
            self._show_figures()
            if asked == self._asked:
                self._list(self._agenda.rows if rows is None else rows)

        Operation(self, work, seen).on_success(show).run()

    def _look_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def choose(self, part: Part) -> None:
        """List a part of it, or all."""
        self._part = part
        self.view.mark(part)
        if not self._asked:
            self._list(self._agenda.rows)

    def _press(self, part: Part) -> None:
        self._forget_asked()
        self.choose(Part.ALL if self._part is part else part)

    def _show_figures(self) -> None:
        view, agenda = self.view, self._agenda
        ready = self.tr("read the card or the receipt") if agenda.ready else self.tr("nothing waits for anybody")
        view.cards[Part.READY].show_figure(agenda.ready, ready)
        view.cards[Part.LATE].show_figure(agenda.late, self.tr("past their day of return") if agenda.late else "")
        soon = self.tr("%1 more within two working days").replace("%1", str(agenda.soon))
        view.cards[Part.TODAY].show_figure(agenda.today, soon)

    def _list(self, rows: Sequence[Expected]) -> None:
        shown = [one for one in rows if self._asked or belongs(one, self._part)]
        self._rows = {one.dossier_id: one for one in shown}
        self.view.rows.show_rows([row_of(one) for one in shown])
        self.view.show_found(self.tr("What waits for them") if self._asked else "")
        self.view.show_empty("" if shown or not self._looked else self._nothing())
        self._show_marked()

    def _nothing(self) -> str:
        if self._asked:
            none = self.tr("Nothing was found for what was asked. %k shows the list by day of return.")
            return with_key(Act.BACK, none)
        if self._part is Part.ALL:
            return self.tr("No result is due and none waits. Dossiers come here when their day of return is near.")
        return self.tr("Nothing here.")

    def _show_marked(self) -> None:
        marked, view = self._marked(), self.view
        awaited = marked is not None and marked.next is Next.AWAIT_RESULT
        for made in (view.scan, view.file, view.make):
            made.setEnabled(awaited)
        view.sign.setEnabled(bool(self._to_sign))
        view.hand_over.setEnabled(marked is not None)
        ready = marked is not None and marked.next is Next.HAND_OVER
        view.hand_over.name(self.tr("Hand over") if ready else self.tr("Open the dossier"))

    def _marked(self) -> Expected | None:
        chosen = self.view.rows.chosen
        return self._rows.get(chosen) if isinstance(chosen, UUID) else None

    # Who comes

    def look_for(self, asked: str) -> None:
        """Look for what waits for somebody; where that is one thing to hand over, offer it at once.

        Args:
            asked: the text of a card's or a receipt's QR, or words.
        """
        self._asked = asked.strip()
        wanted = self._asked
        if not wanted:
            self._list(self._agenda.rows)
            return

        def show(found: list[Expected]) -> None:
            if wanted != self._asked:
                return
            self._list(found)
            ready = [one for one in found if one.next is Next.HAND_OVER]
            if len(ready) == 1:
                self._hand_over(ready[0])

        looking = Doing(self.tr("Looking for the citizen's results…"))
        Operation(self, lambda _: self._app.results.find(wanted), looking).on_success(show).run()

    def _forget_asked(self) -> None:
        self._asked = ""
        self.view.asked.clear()
        self.view.show_found("")

    def open_chosen(self) -> None:
        """What Enter does: look for what was typed; else hand the marked row over, or open its dossier."""
        typed = self.view.asked.text().strip()
        if self.view.asked.hasFocus() and typed and typed != self._asked:
            self.look_for(typed)
            return
        marked = self._marked()
        if marked is None:
            return
        if marked.next is Next.HAND_OVER:
            self._hand_over(marked)
        else:
            self.went.emit(Where.DOSSIER, marked.dossier_id)

    # Handing over

    def _hand_over(self, expected: Expected) -> None:
        app = self._app

        def work(_: Handle) -> tuple[Dossier, list[Paper]]:
            return app.dossiers.get(expected.dossier_id), app.delivery.waiting(expected.dossier_id)

        def ask(found: tuple[Dossier, list[Paper]]) -> None:
            dossier, waiting = found
            if waiting and self._free():
                self._ask(HandingDialog(app, dossier, waiting, self.window()), lambda: self._handed(dossier))

        Operation(self, work, Doing(self.tr("Opening the result…"))).on_success(ask).run()

    def _handed(self, dossier: Dossier) -> None:
        self._last = dossier.id
        sentence = self.tr("Handed over to %1. The province is told by itself.").replace("%1", dossier.party.name)
        self._after(sentence, with_key(Act.UNDO, self.tr("%k takes it back as long as the province was not told.")))

    def take_back(self) -> None:
        """Take the last hand-over back."""
        if self._last is None:
            return
        last, self._last = self._last, None

        def done(_: object) -> None:
            self._after(self.tr("Taken back: the result is hidden again."), "")

        taking_back = Doing(self.tr("Taking it back…"))
        Operation(self, lambda _: self._app.delivery.take_back(last), taking_back).on_success(done).run()

    def _after(self, sentence: str, advice: str) -> None:
        self.told.emit(Notice(sentence, advice, good=True))
        self._forget_asked()
        self.refresh()
        self.changed.emit()
        self.take_keys()

    # Results coming in

    def scan(self) -> None:
        """The dossier with a place for its result, where the scanner's key scans it."""
        marked = self._awaiting()
        if marked:
            making = Doing(self.tr("Opening the dossier…"))
            place = Operation(self, lambda _: self._app.issuing.place(marked.dossier_id), making)
            place.on_success(lambda _: self.went.emit(Where.DOSSIER, marked.dossier_id)).run()

    def bring_file(self) -> None:
        """Choose the signed file of the issuing software for the marked dossier."""
        if not self._awaiting():
            return
        title = self.tr("Signed file of the issuing software")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", "PDF (*.pdf)")
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, file: Path) -> None:
        """Take a signed file in for the marked dossier, once it was looked at."""
        marked = self._awaiting()
        if marked:
            judged(self, self._app, file, lambda found: self._ask_issuing(marked, found))

    def make(self) -> None:
        """Make the electronic original of the marked dossier's result."""
        marked = self._awaiting()
        if marked:
            self._ask_issuing(marked, None)

    def _awaiting(self) -> Expected | None:
        marked = self._marked()
        return marked if marked and marked.next is Next.AWAIT_RESULT and self._free() else None

    def _ask_issuing(self, expected: Expected, file: SignedFile | None) -> None:
        app = self._app

        def ask(dossier: Dossier) -> None:
            if self._free():
                words = self.tr("The result is there. It is hidden until it is handed over.")
                self._ask(IssuingDialog(app, dossier, self.window(), file), lambda: self._after(words, ""))

        opening = Doing(self.tr("Opening the dossier…"))
        Operation(self, lambda _: app.dossiers.get(expected.dossier_id), opening).on_success(ask).run()

    def sign(self) -> None:
        """Look at every result that waits for the official, and sign them with one PIN."""
        if self._to_sign and self._free():
            dialog = SigningDialog.for_batch(self._app, self._to_sign, self.window(), SignatureRole.OFFICIAL)
            self._ask(dialog, lambda: self._after(self.tr("Signed."), ""))

    def look_for_tokens(self) -> None:
        """A signing USB came or went."""
        if isinstance(self.dialog, SigningDialog) and self.dialog.isVisible():
            self.dialog.look_for_tokens()

    def _free(self) -> bool:
        return self.dialog is None or not self.dialog.isVisible()

    def _ask(self, dialog: QDialog, done: Callable[[], None]) -> None:
        self.dialog = dialog
        dialog.accepted.connect(done)
        dialog.rejected.connect(self.refresh)
        dialog.finished.connect(lambda _: self.window().activateWindow())
        dialog.open()
