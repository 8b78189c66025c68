"""A dossier's slips: one key writes the form, keeps what was counted with it, and sends the sheet to the printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidgetItem

from desktop.app import App
from desktop.machine.clock import vietnam_time
from desktop.model.entry import NotUnderstood, day
from desktop.model.errors import QuaySoError
from desktop.model.slip import CHANGES_DOSSIER, NEEDS_REASON, SLIP_WORDS, Counted, Slip, SlipKind, SlipSaid
from desktop.model.states import DossierState
from desktop.picture.pdf import Drawing
from desktop.ui.acting import bind, with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.printing import NoPrinter, Pages, ask_printer, pages_asked, print_pages
from desktop.ui.focus import open_over
from desktop.ui.language import said, said_of
from desktop.ui.operations import Doing, Handle, Operation, Seen
from desktop.ui.page import Notice, Page
from desktop.ui.views.slips import ACTS, LEAST_PX, SlipsView
from desktop.workflow.paper_files import strips_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.workflow.slips.desk import SlipDesk

translate = QCoreApplication.translate
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _ToPrint:
    """A slip on its way to the printer."""

    slip: Slip
    data: bytes
    pages: int

    @property
    def name(self) -> str:
        """As the printer's queue shows it."""
        return f"{SLIP_WORDS[self.slip.kind]} {self.slip.key}"


def ask_for_slips(page: Page, app: App, dossier_id: UUID, then: Callable[[], object]) -> None:
    """Let the clerk write, print and take back a dossier's slips.

    Args:
        page: tells the window what came of it.
        app: the services.
        dossier_id: which dossier.
        then: told when something was done.
    """

    def show(desk: SlipDesk) -> None:
        open_over(page, SlipsDialog(page, app, desk, then))

    opening = Doing(translate("Slips", "Opening the slips…"))
    Operation(page, lambda _: app.slips.look(dossier_id), opening).on_success(show).run()


class SlipsDialog(QDialog):
    """Which slip, what it says, and what was received; Enter writes and prints.

    Args:
        page: tells the window what came of it, and prints.
        app: the services.
        desk: what is known of the dossier's slips.
        then: told when something was done.
    """

    def __init__(self, page: Page, app: App, desk: SlipDesk, then: Callable[[], object]) -> None:
        super().__init__(page.window())
        self._page = page
        self._app = app
        self._desk = desk
        self._then = then
        self._running = False
        self.view = view = SlipsView()
        self.setLayout(view)
        self.setMinimumWidth(LEAST_PX)
        self.setWindowTitle(self.tr("Slips"))
        view.heading.setText(f"{desk.dossier.code} · {desk.dossier.party.name}")
        view.stands.setText(self._stands())
        self.counts = view.add_counts([row.paper.name for row in desk.counts])
        for fields, row in zip(self.counts, desk.counts, strict=True):
            for field, number in zip(fields, (row.said.originals, row.said.copies, row.said.to_return), strict=True):
                field.setText(str(number))
        for slip in reversed(desk.written):
            item = QListWidgetItem(self._line(slip))
            item.setData(Qt.ItemDataRole.UserRole, slip)
            view.written.addItem(item)
        self._show_what_can_be_done()
        self._wire()
        self._ask(SlipKind.RECEIPT)
        (view.came if desk.awaiting else view.write).setFocus(Qt.FocusReason.OtherFocusReason)
        # Words that are folded are not in a layout's hint.
        wide = max(LEAST_PX, self.sizeHint().width())
        self.resize(wide, max(self.sizeHint().height(), view.totalHeightForWidth(wide)))

    def _wire(self) -> None:
        view = self.view
        acts = {Act.CAME: self.came, Act.GIVE_BACK: self.give_back, Act.UNDO: self.take_back, Act.PRINT: self.print}
        for kind, made in view.kinds.items():
            made.setAutoDefault(False)
            made.toggled.connect(lambda on, kind=kind: self._ask(kind) if on else None)
            acts[ACTS[kind]] = partial(self._choose, kind)
        for made, do in (
            (view.came, self.came),
            (view.give_back, self.give_back),
            (view.take_back, self.take_back),
            (view.print, self.print),
            (view.leave, self.reject),
            (view.write, self.write),
        ):
            made.setAutoDefault(made is view.came)
            made.clicked.connect(do)
        view.write.setDefault(True)
        view.reason.done.connect(self.write)
        view.written.itemActivated.connect(lambda _: self.print())
        bind(self, acts)

    def _show_what_can_be_done(self) -> None:
        view, desk = self.view, self._desk
        view.came.setVisible(desk.awaiting)
        view.give_back.setVisible(desk.to_return > 0)
        view.take_back.setVisible(any(one.kind in CHANGES_DOSSIER and not one.void for one in desk.written))
        for made in (view.before, view.written, view.print):
            made.setVisible(bool(desk.written))

    def _stands(self) -> str:
        """How the dossier's term stands."""
        dossier = self._desk.dossier
        match dossier.state:
            case DossierState.AWAITING:
                return with_key(Act.CAME, self.tr("Waits for additions; its term does not run. %k when they came."))
            case DossierState.REFUSED:
                return with_key(Act.UNDO, self.tr("Refused. %k takes the refusal back."))
            case DossierState.STOPPED:
                return with_key(Act.UNDO, self.tr("Stopped. %k takes the stop back."))
        if dossier.due is None:
            return self.tr("No day of return is stated.")
        return self.tr("Day of return: %1").replace("%1", f"{dossier.due:%d/%m/%Y}")

    def _line(self, slip: Slip) -> str:
        words = f"{vietnam_time(slip.at)[:16]}   {said(SLIP_WORDS[slip.kind])} {slip.key}"
        return f"{words} ({self.tr('taken back')})" if slip.void else words

    @property
    def kind(self) -> SlipKind:
        """Which form, as chosen."""
        return next(kind for kind, made in self.view.kinds.items() if made.isChecked())

    def _choose(self, kind: SlipKind) -> None:
        self.view.kinds[kind].setChecked(True)

    def _ask(self, kind: SlipKind) -> None:
        """Show what a form asks for, with the cursor where it begins."""
        reasons = {
            SlipKind.ADDITIONS: self.tr("What is to be added or mended, all of it at once"),
            SlipKind.REFUSAL: self.tr("Why the dossier is refused"),
            SlipKind.APOLOGY: self.tr("Why it is late"),
            SlipKind.STOP: self.tr("Why the dossier is stopped: withdrawn, not completed, or else"),
        }
        view = self.view
        view.ask(counts=kind is SlipKind.RECEIPT, reason=reasons.get(kind, ""), day=kind is SlipKind.APOLOGY)
        (view.reason if kind in NEEDS_REASON else view.write).setFocus()
        view.tell("")

    def _counted(self) -> dict[UUID, Counted]:
        """What was received, as it stands in the fields.

        Raises:
            NotUnderstood: a field has no number.
        """
        found = {}
        for fields, row in zip(self.counts, self._desk.counts, strict=True):
            originals, copies, back = (_number(field, row.paper.name) for field in fields)
            found[row.paper.id] = Counted(originals=originals, copies=copies, to_return=back)
        return found

    def write(self) -> None:
        """Keep what was counted, write the slip and print it."""
        app, dossier_id, kind = self._app, self._desk.dossier.id, self.kind
        try:
            counts = self._counted() if kind is SlipKind.RECEIPT else {}
            due = day(self.view.day.text(), app.limits.today(), subject=self.view.day.accessibleName(), past=False)
        except QuaySoError as why:
            self._refused(why)
            return
        words = SlipSaid(reason=self.view.reason.toPlainText(), due=due if kind is SlipKind.APOLOGY else None)

        def work(_: Handle) -> _ToPrint:
            if counts:
                app.slips.count(dossier_id, counts)
            return self._open(app.slips.write(dossier_id, kind, words))

        self._do(work, self._print)

    def print(self) -> None:
        """Print the marked slip again; the newest where none is marked."""
        item = self.view.written.currentItem() or self.view.written.item(0)
        if item:
            slip = item.data(Qt.ItemDataRole.UserRole)
            self._do(lambda _: self._open(slip), self._print)

    def came(self) -> None:
        """The additions came."""
        dossier_id = self._desk.dossier.id
        if self._desk.awaiting:
            words = self.tr("The additions came: the dossier goes on, its term is reckoned from now.")
            self._do(lambda _: self._app.slips.came(dossier_id), lambda _: self._tell(words))

    def give_back(self) -> None:
        """The originals went back."""
        dossier_id = self._desk.dossier.id
        if self._desk.to_return:
            words = self.tr("%1 originals were given back.")
            self._do(
                lambda _: self._app.slips.give_back(dossier_id),
                lambda count: self._tell(words.replace("%1", str(count))),
            )

    def take_back(self) -> None:
        """The last request, refusal, apology or stop was none."""
        dossier_id = self._desk.dossier.id
        words = self.tr("Taken back: %1. The dossier stands as before.")

        def done(slip: Slip) -> None:
            self._tell(words.replace("%1", f"{said(SLIP_WORDS[slip.kind])} {slip.key}"))

        self._do(lambda _: self._app.slips.take_back(dossier_id), done)

    def _do(self, work: Callable[[Handle], T], then: Callable[[T], object]) -> None:
        """Do something once; the dialog ends where it is done, and stays with the reason where it is refused."""
        if self._running:
            return
        self._running = True

        def done(found: T) -> None:
            self.accept()
            self._then()
            self._page.changed.emit()
            then(found)

        Operation(self, work, Seen.OWN).on_success(done).on_failure(self._refused).run()

    def _open(self, slip: Slip) -> _ToPrint:
        data = self._app.slips.file(slip.id)
        with Drawing(data, slip.key) as drawing:
            return _ToPrint(slip, data, len(drawing))

    def _print(self, file: _ToPrint) -> None:
        """Ask for the printer, in the window: the dialog has gone."""
        kept = self.tr("%1 is kept with the dossier.")
        if file.slip.kind in self._desk.tells and file.slip not in self._desk.written:
            kept = self.tr("%1 is kept with the dossier; the province tells the applicant.")
        self._tell(kept.replace("%1", f"{said(SLIP_WORDS[file.slip.kind])} {file.slip.key}"))
        try:
            ask_printer(self._page, file.name, file.pages, partial(_print_on, self._page, self._app, file))
        except NoPrinter as trouble:
            self._page.told.emit(Notice(trouble.message, trouble.what_to_do))

    def _tell(self, sentence: str) -> None:
        self._page.told.emit(Notice(sentence[:1].upper() + sentence[1:], "", good=True))

    def _refused(self, error: BaseException) -> None:
        self._running = False
        known = said_of(error) if isinstance(error, QuaySoError) else ""
        self.view.tell(known or self.tr("Nothing was written; see the log."))


def _print_on(page: Page, app: App, file: _ToPrint, printer: QPrinter) -> None:
    pages = pages_asked(printer, file.pages)

    def work(handle: Handle) -> int:
        app.slips.note_print(file.slip.id)

        def draw(dpi: int, most_px: int) -> Pages:
            return strips_of(file.data, file.name, pages, dpi, most_px)

        return print_pages(printer, draw, handle.cancelled, handle.tell)

    def printed(count: int) -> None:
        words = translate("Slips", "%1 pages of «%2» went to the printer.")
        page.told.emit(Notice(words.replace("%1", str(count)).replace("%2", said(file.name)), "", good=True))

    Operation(page, work, Doing(translate("Slips", "Printing the slip…"))).on_success(printed).run()


def _number(field: QLineEdit, name: str) -> int:
    text = field.text().strip() or "0"
    if not (text.isascii() and text.isdecimal()):
        raise NotUnderstood(name, reason="phải là số")
    return int(text)
