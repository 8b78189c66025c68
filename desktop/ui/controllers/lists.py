"""The outbox and the health check on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QTableWidgetItem, QWidget

from desktop.app import App
from desktop.model.errors import QuaySoError
from desktop.model.outbox import Step
from desktop.model.states import StepState
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.modules import ModulesDialog
from desktop.ui.language import said, said_of
from desktop.ui.look.rows import Row, Tone
from desktop.ui.look.tokens import Theme, colours
from desktop.ui.news import News
from desktop.ui.operations import Doing, Handle, Operation, Seen
from desktop.ui.page import Notice, Page, Where
from desktop.ui.views.lists import HealthView, NoteView, QueueView
from desktop.workflow.board import OutboxList, Queued
from desktop.workflow.extending import NOTE_LIMIT
from desktop.workflow.health import Check, trouble_first
from desktop.workflow.queued import name_of, states_of

translate = QCoreApplication.translate

ROW_AIR_PX = 4
TO_PARK = frozenset({StepState.WAITING, StepState.FAILED})
TOLD_MOST = 300
"""Letters of what is known of a step: a few lines."""
_ADVICE = 3
"""The column that says what to do about a finding."""


def _cell(text: str, colour: str = "") -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(text)
    item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    if colour:
        item.setForeground(QColor(colour))
    return item


def _row(queued: Queued) -> Row:
    words, tone = _said(queued)
    return Row(
        key=queued.dossier_id,
        lead=queued.code,
        name=queued.owner,
        about=queued.procedure,
        done=queued.done,
        of=queued.of,
        next=words,
        tone=tone,
    )


def _said(queued: Queued) -> tuple[str, Tone]:
    """What comes next or what is wrong, in the province's own words, and what that means.

    A line that is down is no trouble of a dossier: a light tells it.
    """
    if queued.at is None:
        return translate("Lists", "all sent"), Tone.GOOD
    step = queued.at.step
    state, trouble = said(states_of(step)), said(step.trouble)
    if step.state is StepState.FAILED:
        return trouble or state, Tone.BAD
    if step.state is StepState.PARKED:
        return state, Tone.ASK
    if step.troubles and trouble:
        return trouble, Tone.ASK
    return f"{state} · {said(name_of(queued.at))}", Tone.ACT if step.state is StepState.SENDING else Tone.SOFT


def _told(queued: Queued | None) -> str:
    """All that is known of the step at which a dossier is."""
    if queued is None or queued.at is None:
        return ""
    step = queued.at.step
    tries = translate("Lists", "tries: %1").replace("%1", str(step.attempts)) if step.attempts else ""
    words = " · ".join(
        part for part in (said(name_of(queued.at)), said(states_of(step)), tries, said(step.last_error)) if part
    )
    return words if len(words) <= TOLD_MOST else f"{words[:TOLD_MOST]}…"


class QueuePage(Page):
    """What is on its way to the province, dossier by dossier."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._queued: dict[UUID, Queued] = {}
        self.view = view = QueueView()
        self.setLayout(view)
        self.acts = {Act.AGAIN: self.retry}
        view.retry.clicked.connect(self.retry)
        view.park.clicked.connect(self.park)
        view.rows.opened.connect(lambda dossier_id: self.went.emit(Where.DOSSIER, dossier_id))
        view.rows.selectionModel().currentChanged.connect(lambda *_: self._show_marked())
        self._show_marked()

    def hear(self, news: News) -> None:
        """A step has moved."""
        news.outbox.connect(lambda: self.refresh(), Qt.ConnectionType.QueuedConnection)

    def kept(self) -> object:
        """The marked row."""
        return self.view.rows.meant

    def restore(self, kept: object) -> None:
        """Mark the same row."""
        self.view.rows.mark(kept)

    def enter(self, what: object = None) -> None:
        """Look again."""
        self.refresh(Doing(self.tr("Looking into the outbox…")))
        self.take_keys()

    def take_keys(self) -> None:
        """To the list."""
        self.view.rows.setFocus()

    def refresh(self, seen: Doing | Seen = Seen.UNASKED) -> None:
        """Look again, in the background; what has not changed is not touched."""
        Operation(self, lambda _: self._app.board.queued(), seen).on_success(self._show).run()

    def _show(self, outbox: OutboxList) -> None:
        self._queued = {one.dossier_id: one for one in outbox.listed}
        self.view.rows.show_rows([_row(one) for one in outbox.listed])
        self.view.about.setText(self.tr("%1 on their way").replace("%1", str(outbox.under_way)))
        nothing = self.tr("Nothing is waiting. Signed dossiers go to the province by themselves.")
        self.view.show_empty("" if outbox.listed else nothing)
        more = self.tr("%1 more dossiers are on their way behind these.").replace("%1", str(outbox.more))
        self.view.show_more(more if outbox.more else "")
        self._show_marked()

    def _show_marked(self) -> None:
        step = self._step()
        self.view.told.setText(_told(self._marked()))
        self.view.retry.setEnabled(step is not None)
        self.view.park.setEnabled(step is not None and step.state in TO_PARK)

    def _marked(self) -> Queued | None:
        chosen = self.view.rows.chosen
        return self._queued.get(chosen) if isinstance(chosen, UUID) else None

    def _step(self) -> Step | None:
        """The step at which the marked dossier is."""
        marked = self._marked()
        return marked.at.step if marked and marked.at else None

    def retry(self) -> None:
        """Put the marked dossier's step back in line at once."""
        if step := self._step():
            again = Doing(self.tr("Putting it back in line…"))
            work = Operation(self, lambda _: self._app.sending.retry(step.id), again)
            work.on_success(lambda _: self.refresh()).run()

    def park(self) -> None:
        """Set the marked dossier's step aside, and with it what comes after."""
        if step := self._step():
            aside = Doing(self.tr("Setting it aside…"))
            work = Operation(self, lambda _: self._app.sending.park(step.id), aside)
            work.on_success(lambda _: self._parked(step)).run()

    def _parked(self, step: Step) -> None:
        """It is set aside: how it goes on is one key away."""
        self.refresh()
        dossier = self._queued.get(step.dossier_id)
        words = self.tr("Set aside: %1.").replace("%1", dossier.code if dossier else "")
        self.told.emit(Notice(words, with_key(Act.AGAIN, self.tr("%k sends it after all.")), good=True))


class NoteDialog(QDialog):
    """Takes note of papers whose certificate is revoked; not without a word on what was done."""

    def __init__(self, app: App, check: Check, parent: QWidget) -> None:
        super().__init__(parent)
        self._app = app
        self._check = check
        self.setWindowTitle(self.tr("Take note"))
        self.setMinimumWidth(520)
        self.view = view = NoteView()
        self.setLayout(view)
        view.found.setText(said(check.sentence))
        view.words.setMaxLength(NOTE_LIMIT)
        view.words.textChanged.connect(lambda words: view.keep.setEnabled(bool(words.strip())))
        view.keep.setEnabled(False)
        view.keep.setDefault(True)
        view.cancel.setAutoDefault(False)
        view.keep.clicked.connect(self._keep)
        view.cancel.clicked.connect(self.reject)
        view.words.setFocus()

    def _keep(self) -> None:
        words = self.view.words.text()
        self.view.keep.setEnabled(False)
        keep = Operation(self, lambda _: self._app.extending.take_note(self._check.to_note, words), Seen.OWN)
        keep.on_success(lambda _: self.accept()).on_failure(self._not_kept).run()

    def _not_kept(self, error: BaseException) -> None:
        self.view.keep.setEnabled(True)
        known = said_of(error) if isinstance(error, QuaySoError) else ""
        self.view.trouble.setText(known or self.tr("The note was not kept; see the log."))
        self.view.trouble.show()


class HealthPage(Page):
    """The doctor's findings, one by one as they come."""

    noted = Signal()
    driver_chosen = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._looking = False
        self._before: list[Check] = []
        """What the look before found: it stays on the screen until it is found anew."""
        self._found_now: list[Check] = []
        self._shown: list[Check] = []
        self._to_note: Check | None = None
        self.view = HealthView()
        self.setLayout(self.view)
        self.view.sheet.hide()
        self.view.show_theme(Theme(app.settings.theme))
        self.view.again.clicked.connect(self.refresh)
        self.view.driver.clicked.connect(self.choose_driver)
        self.view.note.clicked.connect(self.take_note)
        self.view.setup.clicked.connect(self.set_up)
        self.acts = {
            Act.AGAIN: self.refresh,
            Act.DRIVER: self.choose_driver,
            Act.NOTE: self.take_note,
            Act.SETUP: self.set_up,
        }

    def kept(self) -> object:
        """What was found: it stays on the screen until it is found anew."""
        return self._found_now or self._before

    def restore(self, kept: object) -> None:
        """Show what was found, where anything was."""
        self._found_now = cast("list[Check]", kept)
        if self._found_now:
            self.view.empty.hide()
            self.view.sheet.show()
            self._show(self._found_now)

    def enter(self, what: object = None) -> None:
        """Look at every part."""
        self.refresh()
        self.take_keys()

    def set_up(self) -> None:
        """Take up the first run."""
        self.went.emit(Where.SETUP, None)

    def choose_driver(self) -> None:
        """Choose the driver of the signing USB."""
        dialog = ModulesDialog(self._app, self)
        dialog.finished.connect(self._driver_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _driver_chosen(self) -> None:
        self.driver_chosen.emit()
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Look at every part."""
        if self._looking:
            return
        self._looking = True
        self._to_note = None
        self._before, self._found_now = self._found_now, []
        self.view.note.hide()
        self.view.empty.hide()
        self.view.sheet.show()
        self.view.again.setEnabled(False)

        def work(handle: Handle) -> None:
            for check in self._app.health.checks():
                if handle.cancelled.is_set():
                    return
                handle.tell(check)

        Operation(self, work, Seen.OWN).on_news(self._found).on_success(lambda _: self._over()).on_failure(
            lambda _: self._over()
        ).run()

    def _found(self, check: Check) -> None:
        if check.to_note:
            self._to_note = check
            self.view.note.show()
        self._found_now.append(check)
        anew = {one.name for one in self._found_now}
        self._show([*self._found_now, *(one for one in self._before if one.name not in anew)])

    def _show(self, checks: Sequence[Check]) -> None:
        """What is in trouble stands first; a row that says the same as before is not touched."""
        before, self._shown = self._shown, trouble_first(checks)
        table = self.view.table
        table.setRowCount(len(self._shown))
        table.setColumnHidden(_ADVICE, all(check.ok for check in checks))
        for at, check in enumerate(self._shown):
            if before[at : at + 1] != [check]:
                self._show_row(at, check)
            # Whoever came with advice has made the others' sentences narrower.
            table.resizeRowToContents(at)
            table.setRowHeight(at, max(table.verticalHeader().defaultSectionSize(), table.rowHeight(at) + ROW_AIR_PX))

    def _show_row(self, at: int, check: Check) -> None:
        worn = colours()
        words, colour = (self.tr("ok"), worn.good) if check.ok else (self.tr("trouble"), worn.bad)
        cells = (_cell(said(check.name)), _cell(words, colour), _cell(said(check.sentence)), _cell(said(check.advice)))
        for column, cell in enumerate(cells):
            self.view.table.setItem(at, column, cell)

    def take_note(self) -> None:
        """Take note of a revoked certificate, where one was found."""
        if self._to_note is not None:
            dialog = NoteDialog(self._app, self._to_note, self)
            dialog.accepted.connect(self.refresh)
            dialog.accepted.connect(self.noted.emit)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _over(self) -> None:
        self._looking = False
        self._show(self._found_now)
        self.view.again.setEnabled(True)
