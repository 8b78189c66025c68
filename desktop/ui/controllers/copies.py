"""Chứng thực: originals scanned, looked at, certified with a key; copies signed with one PIN, and printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QMenu

from desktop.app import App
from desktop.model.copies import CertifiedCopy
from desktop.model.errors import QuaySoError
from desktop.model.owner import party_from_qr
from desktop.model.signature import SignatureRole
from desktop.ui.acting import presses, with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.copy_lane import CopyLane
from desktop.ui.controllers.copy_printing import CopyPrinting
from desktop.ui.controllers.page_view import PageView
from desktop.ui.controllers.scanning import Scanning
from desktop.ui.controllers.signing import SigningDialog
from desktop.ui.look.rows import Row, Tone
from desktop.ui.news import News, look_soon
from desktop.ui.operations import Doing, Handle, Operation, Seen
from desktop.ui.page import Notice, Page
from desktop.ui.views.copies import CopiesView

if TYPE_CHECKING:
    from desktop.workflow.copies.originals import Original
    from desktop.workflow.copies.register import CopyHere

translate = QCoreApplication.translate
OFFICIAL, AGENCY = SignatureRole.OFFICIAL, SignatureRole.AGENCY
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class _Looked:
    """What waits: originals, copies, and why an original may not be certified."""

    originals: Sequence[Original]
    here: Sequence[CopyHere]
    reasons: Mapping[str, str]


class CopiesPage(Page):
    """The original that is to be certified; where there is none, the copies that are here."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._here: dict[UUID, CopyHere] = {}
        self._looked = False
        self._reasons: Mapping[str, str] = {}
        self.dialog: SigningDialog | None = None
        self.menu = QMenu(self)
        page_view = PageView()
        self.view = view = CopiesView(page_view, self.menu)
        self.setLayout(view)
        self.lane = CopyLane(app, self, view, page_view)
        self.printing = CopyPrinting(app, self, view.doing)
        self.printing.over.connect(self.refresh)
        self.scanner = Scanning(app, self)
        self.scanner.told.connect(view.doing.rest)
        self.scanner.page_came.connect(self._soon_look)
        self.scanner.over.connect(self._soon_look)
        view.rows.selectionModel().currentChanged.connect(lambda *_: self._offer())
        view.rows.opened.connect(lambda _: self.go_on())
        for made, act in (
            (view.scan, self.scan),
            (view.certify, self.go_on),
            (view.sign, self.sign),
            (view.print, self.print),
            (view.convert, self.bring_file),
        ):
            made.clicked.connect(act)
        self.acts = {
            Act.SCAN: self.scan,
            Act.CONFIRM: self.go_on,
            Act.SIGN: self.sign,
            Act.PRINT: self.print,
            Act.NOT_CERTIFIED: self._show_reasons,
            Act.LARGER: lambda: page_view.zoom(1.25),
            Act.SMALLER: lambda: page_view.zoom(0.8),
            Act.FIT: page_view.turn_fit,
        }
        self._soon = look_soon(self, self._look_if_seen)
        self._offer()

    @property
    def busy(self) -> bool:
        """Whether the scanner is at work."""
        return self.scanner.running

    def hear(self, news: News) -> None:
        """A page was worked on."""
        news.pages.connect(self._soon.start, Qt.ConnectionType.QueuedConnection)

    def _soon_look(self) -> None:
        self._soon.start()

    def kept(self) -> object:
        """What is typed."""
        return dict(self.lane.texts)

    def restore(self, kept: object) -> None:
        """The same is typed."""
        if isinstance(kept, dict):
            self.lane.fill(kept)

    def enter(self, what: object = None) -> None:
        """Look again."""
        self.titled.emit("", "")
        self.refresh(Doing(self.tr("Looking which copies wait…")))
        self.take_keys()

    def take_keys(self) -> None:
        """To the fields of the original; to the list, where there is none."""
        if self.lane.original:
            self.lane.take_keys()
        else:
            self.view.rows.setFocus()

    def take_card(self, text: str) -> bool:
        """A citizen card was read: it says who asks."""
        try:
            self.lane.fill({"requester": party_from_qr(text).name})
        except QuaySoError as error:
            self.told.emit(Notice(error.message, error.what_to_do))
        return True

    def take_key(self, event: QKeyEvent) -> bool:
        """The keys that a field or a menu elsewhere would have: pages, and a file."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step and self.lane.original:
            self.lane.turn(step)
        elif presses(event, Act.FILE):
            self.bring_file()
        else:
            return False
        return True

    def go_back(self) -> bool:
        """Stop the scanner."""
        if self.scanner.running:
            self.scanner.stop()
            return True
        return False

    # What is shown

    def refresh(self, seen: Doing | Seen = Seen.UNASKED) -> None:
        """Look again, in the background."""
        Operation(self, lambda _: self._look(), seen).on_success(self._show).run()

    def _look(self) -> _Looked:
        app = self._app
        return _Looked(app.originals.waiting(), app.copies.here(), app.originals.reasons())

    def _look_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, found: _Looked) -> None:
        self._looked = True
        self._here = {one.paper.id: one for one in found.here}
        self.view.rows.show_rows([self._row(one) for one in reversed(found.here)])
        self.view.head.setText(self.tr("Copies that are here"))
        empty = self.tr("No copy is here. Put an original into the scanner and press %k; each original is one copy.")
        self.view.show_empty("" if found.here else with_key(Act.SCAN, empty))
        before = self.lane.original
        self.lane.show(found.originals[0] if found.originals else None)
        self.view.show_lane(shown=bool(found.originals))
        if before and not found.originals:
            self.take_keys()
        self._list_reasons(found.reasons)
        self._offer()

    def _row(self, one: CopyHere) -> Row:
        agency = self._app.settings.agency_signs
        needed = 2 if agency else 1
        left = 0 if one.waits_for is None else needed if one.waits_for is OFFICIAL else 1
        words, tone = _next_of(one)
        said = one.row.said
        return Row(
            key=one.paper.id,
            lead=one.row.key,
            name=said.requester,
            about=said.title,
            done=needed - left,
            of=needed,
            next=words,
            tone=tone,
        )

    def _list_reasons(self, reasons: Mapping[str, str]) -> None:
        """An open menu stays as it is: they change only with the office's template."""
        if reasons == self._reasons:
            return
        self._reasons = reasons
        self.menu.clear()
        for code, words in reasons.items():
            self.menu.addAction(words).triggered.connect(lambda _=False, code=code: self.leave_out(code))
        self.menu.addSeparator()
        mistake = self.menu.addAction(self.tr("Scanned by mistake: delete these pages"))
        mistake.triggered.connect(lambda: self.leave_out(""))

    def _offer(self) -> None:
        """What can be done now, and what is to be done first."""
        view, marked, lane = self.view, self._marked(), self.lane
        waiting = self._role_that_waits() is not None
        ready = marked is not None and marked.waits_for is None and lane.original is None
        view.scan.setEnabled(not self.scanner.running)
        view.not_certified.setEnabled(lane.original is not None)
        view.certify.setEnabled(lane.ready and not self.scanner.running)
        view.certify.setVisible(lane.original is not None)
        view.sign.setEnabled(waiting)
        view.print.setEnabled(ready and not self.printing.running)
        unprinted = ready and marked is not None and marked.row.printed_at is None
        first = Act.SIGN if waiting else Act.PRINT if unprinted else Act.SCAN
        view.show_primary(Act.CONFIRM if lane.original else first)
        keys = self.tr("%k scans the next original")
        view.keys.setText(with_key(Act.SCAN, keys))

    def _marked(self) -> CopyHere | None:
        chosen = self.view.rows.chosen
        return self._here.get(chosen) if isinstance(chosen, UUID) else None

    def _role_that_waits(self) -> SignatureRole | None:
        """Whose signature comes next that may be made at this counter."""
        roles = {one.waits_for for one in self._here.values()}
        if OFFICIAL in roles:
            return OFFICIAL
        return AGENCY if AGENCY in roles and self._app.settings.keeps_seal else None

    # Originals

    def scan(self) -> None:
        """Scan the next original; or more pages of the one that is shown, for it is to be certified whole."""
        if self.scanner.running:
            return
        if self.lane.original:
            self.scanner.scan(self.lane.original.seen.paper)
            return
        making = Doing(self.tr("Making room for the original…"))
        place = Operation(self, lambda _: self._app.originals.place(), making)
        place.on_success(lambda paper: self.scanner.scan(paper)).run()

    def go_on(self) -> None:
        """What Enter does: certify the original; of the marked copy, sign it or print it."""
        marked = self._marked()
        if self.lane.original:
            self.certify()
        elif marked and marked.waits_for is None:
            self.print()
        elif marked:
            self.sign()

    def certify(self) -> None:
        """Certify the original that is shown, as it is shown; only once each of its pages was on the screen."""
        original = self.lane.original
        # More pages of it may be on their way.
        if original is None or not self.lane.ready or self.scanner.running:
            return
        if self.lane.look_on():
            return
        said = self.lane.understood()
        if said is None:
            return
        doing = Doing(self.tr("Certifying «%1»…").replace("%1", said.title), stops=True)

        keep_blank = self.lane.keep_blank

        def work(handle: Handle) -> CertifiedCopy:
            return self._app.certifying.certify(original.seen, said, keep_blank=keep_blank, step=handle.step)

        Operation(self, work, doing).on_success(self._certified).on_over(lambda _: self.refresh()).run()

    def _certified(self, row: CertifiedCopy) -> None:
        self.view.rows.mark(row.paper_id)
        sentence = self.tr("Certified as number %1.").replace("%1", row.key)
        advice = with_key(Act.SIGN, self.tr("%k signs it; scan the next original of the same person first, if any."))
        self.told.emit(Notice(sentence, advice, good=True))
        self.changed.emit()

    def _show_reasons(self) -> None:
        """Open the menu above its button, its first entry marked: by keys alone it is gone through."""
        button = self.view.not_certified
        if button.isEnabled():
            self.menu.popup(button.mapToGlobal(QPoint(0, -self.menu.sizeHint().height())))
            self.menu.setActiveAction(self.menu.actions()[0])

    def leave_out(self, why: str) -> None:
        """The original that is shown is not certified.

        Args:
            why: code of the reason; empty where it was scanned by mistake.
        """
        original = self.lane.original
        if original is None:
            return
        paper_id = original.seen.paper.id
        dropping = Doing(self.tr("Deleting the pages…"))

        def done(_: object) -> None:
            self.told.emit(Notice(self.tr("Not certified. Its pages are deleted; the reason is noted."), "", good=True))

        drop = Operation(self, lambda _: self._app.originals.drop(paper_id, why), dropping)
        drop.on_success(done).on_over(lambda _: self.refresh()).run()

    # Signatures

    def sign(self) -> None:
        """Ask for the PIN for every copy that waits for the next signature."""
        role = self._role_that_waits()
        if role and self._free():
            self._ask_pin(role)

    def _ask_pin(self, role: SignatureRole) -> None:
        waiting = [one for one in self._here.values() if one.waits_for is role]
        if not waiting:
            return
        names = {one.paper.id: f"{one.row.key} · {one.row.said.title} · {one.row.said.requester}" for one in waiting}
        # Each of their pages was on the screen when they were certified.
        self.dialog = SigningDialog(self._app, [one.paper for one in waiting], self.window(), role, names=names)
        self.dialog.accepted.connect(lambda: self._signed(role))
        self.dialog.rejected.connect(self.refresh)
        self.dialog.finished.connect(lambda _: self.window().activateWindow())
        self.dialog.open()

    def _free(self) -> bool:
        return self.dialog is None or not self.dialog.isVisible()

    def look_for_tokens(self) -> None:
        """A signing USB came or went."""
        if self.dialog and self.dialog.isVisible():
            self.dialog.look_for_tokens()

    def _signed(self, role: SignatureRole) -> None:
        """The next signature follows at once where it is this official's to make; then the printer."""

        def show(found: _Looked) -> None:
            self._show(found)
            settings = self._app.settings
            if role is OFFICIAL and settings.agency_signs and settings.keeps_seal:
                self._ask_pin(AGENCY)
            elif role is OFFICIAL and settings.agency_signs:
                self.told.emit(Notice(self.tr("Signed. The seal keeper signs for the agency next."), "", good=True))
            else:
                self._signed_to_the_end()

        Operation(self, lambda _: self._look(), Seen.UNASKED).on_success(show).run()
        self.changed.emit()

    def _signed_to_the_end(self) -> None:
        unprinted = [one for one in self._here.values() if one.waits_for is None and one.row.printed_at is None]
        if not unprinted:
            return
        self.view.rows.choose([row.key for row in self.view.rows.rows].index(unprinted[0].paper.id))
        if len(unprinted) == 1:
            self.printing.print(unprinted[0])
        else:
            words = self.tr("%1 copies are signed.").replace("%1", str(len(unprinted)))
            self.told.emit(Notice(words, with_key(Act.PRINT, self.tr("%k prints the marked one.")), good=True))

    # On paper

    def print(self) -> None:
        """Print the marked copy, as many times as was asked for."""
        marked = self._marked()
        if marked and marked.waits_for is None and self.lane.original is None:
            self.printing.print(marked)

    def bring_file(self) -> None:
        """Choose a signed electronic file that is wanted on paper."""
        title = self.tr("Signed file that is wanted on paper")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", "PDF (*.pdf)")
        if chosen:
            self.printing.take_file(Path(chosen))


def _next_of(one: CopyHere) -> tuple[str, Tone]:
    """What is to be done with a copy, and what that means."""
    if one.waits_for is OFFICIAL:
        return translate("Copies", "to be signed"), Tone.ACT
    if one.waits_for is AGENCY:
        return translate("Copies", "waits for the agency"), Tone.ASK
    if one.row.printed_at is None:
        return translate("Copies", "to be printed"), Tone.ACT
    return translate("Copies", "printed"), Tone.GOOD
