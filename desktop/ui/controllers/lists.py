"""The outbox and the health check on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QTableWidgetItem, QWidget

from desktop.app import App
from desktop.model.errors import QuaySoError
from desktop.model.states import StepState
from desktop.ui.acts.table import Act
from desktop.ui.controllers.modules import ModulesDialog
from desktop.ui.look.tokens import colours
from desktop.ui.operations import Handle, Operation
from desktop.ui.page import Page
from desktop.ui.views.lists import HealthView, NoteView, QueueView
from desktop.workflow.extending import NOTE_LIMIT
from desktop.workflow.health import Check, trouble_first
from desktop.workflow.sending import QueueRow, states_of

ROW_AIR_PX = 4
_STATE = 2
"""The column of a step's state."""
_ADVICE = 3
"""The column that says what to do about a finding."""


def _state_colour(state: StepState) -> str:
    worn = colours()
    return {StepState.SENDING: worn.act, StepState.DONE: worn.good, StepState.FAILED: worn.bad}.get(state, worn.soft)


def _cell(text: str, colour: str = "") -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(text)
    item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    if colour:
        item.setForeground(QColor(colour))
    return item


class QueuePage(Page):
    """What is on its way to the province."""

    moved = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._rows: list[QueueRow] = []
        self.view = QueueView()
        self.setLayout(self.view)
        self.acts = {Act.AGAIN: self.retry}
        self.view.retry.clicked.connect(self.retry)
        self.view.park.clicked.connect(self.park)
        self.moved.connect(self.refresh, Qt.ConnectionType.QueuedConnection)
        self.moved.connect(self.changed.emit, Qt.ConnectionType.QueuedConnection)
        app.sending.on_change(self.moved.emit)

    def enter(self, what: object = None) -> None:
        """Look again."""
        self.refresh()
        self.take_keys()

    def take_keys(self) -> None:
        """To the table."""
        self.view.table.setFocus()

    def refresh(self) -> None:
        """Look again."""
        Operation(self, lambda _: self._app.sending.steps()).on_success(self._show).run()

    def _show(self, rows: list[QueueRow]) -> None:
        chosen, before, self._rows = self._step(), self._rows, rows
        table = self.view.table
        table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            if before[at : at + 1] != [row]:
                self._show_row(at, row)
            if row.step.id == chosen and at != table.currentRow():
                # The marked row stays on its step, however the others come and go.
                table.setCurrentCell(at, 0)
        self.view.sheet.setVisible(bool(rows))
        self.view.empty.setVisible(not rows)
        self.view.retry.setEnabled(bool(rows))
        self.view.park.setEnabled(bool(rows))

    def _show_row(self, at: int, row: QueueRow) -> None:
        words = (row.dossier_code, row.name, states_of(row.step), str(row.step.attempts), row.step.last_error)
        for column, text in enumerate(words):
            colour = _state_colour(row.step.state) if column == _STATE else ""
            self.view.table.setItem(at, column, _cell(text, colour))

    def _step(self) -> int | None:
        at = self.view.table.currentRow()
        return self._rows[at].step.id if 0 <= at < len(self._rows) else None

    def retry(self) -> None:
        """Put the chosen step back in line at once."""
        step = self._step()
        if step is not None:
            Operation(self, lambda _: self._app.sending.retry(step)).on_success(lambda _: self.refresh()).run()

    def park(self) -> None:
        """Set the chosen step aside."""
        step = self._step()
        if step is not None:
            Operation(self, lambda _: self._app.sending.park(step)).on_success(lambda _: self.refresh()).run()


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
        view.found.setText(check.sentence)
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
        keep = Operation(self, lambda _: self._app.extending.take_note(self._check.to_note, words))
        keep.on_success(lambda _: self.accept()).on_failure(self._not_kept).run()

    def _not_kept(self, error: BaseException) -> None:
        self.view.keep.setEnabled(True)
        known = f"{error.message} {error.what_to_do}" if isinstance(error, QuaySoError) else ""
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
        self.view.again.clicked.connect(self.refresh)
        self.view.driver.clicked.connect(self.choose_driver)
        self.view.note.clicked.connect(self.take_note)
        self.acts = {Act.AGAIN: self.refresh, Act.DRIVER: self.choose_driver, Act.NOTE: self.take_note}

    def enter(self, what: object = None) -> None:
        """Look at every part."""
        self.refresh()
        self.take_keys()

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

        Operation(self, work).on_news(self._found).on_success(lambda _: self._over()).on_failure(
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
        cells = (_cell(check.name), _cell(words, colour), _cell(check.sentence), _cell(check.advice))
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
