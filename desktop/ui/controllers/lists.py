"""The outbox and the health check on the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableWidgetItem, QWidget

from desktop.app import App
from desktop.model.states import StepState
from desktop.ui.operations import Handle, Operation
from desktop.ui.theme import BLUE, GREEN, RED, SOFT
from desktop.ui.views.lists import HealthView, QueueView
from desktop.workflow.health import Check
from desktop.workflow.sending import QueueRow, states_of

STATE_COLOURS = {
    StepState.WAITING: SOFT,
    StepState.SENDING: BLUE,
    StepState.DONE: GREEN,
    StepState.FAILED: RED,
    StepState.PARKED: SOFT,
}


def _cell(text: str, colour: str = "") -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(text)
    item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    if colour:
        item.setForeground(QColor(colour))
    return item


class QueuePage(QWidget):
    """What is on its way to the province."""

    moved = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._rows: list[QueueRow] = []
        self.view = QueueView()
        self.setLayout(self.view)
        self.view.retry.clicked.connect(self.retry)
        self.view.park.clicked.connect(self.park)
        self.moved.connect(self.refresh, Qt.ConnectionType.QueuedConnection)
        app.sending.on_change(self.moved.emit)

    def refresh(self) -> None:
        """Look again."""
        Operation(self, lambda _: self._app.sending.steps()).on_success(self._show).run()

    def _show(self, rows: list[QueueRow]) -> None:
        self._rows = rows
        table = self.view.table
        table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            table.setItem(at, 0, _cell(row.dossier_code))
            table.setItem(at, 1, _cell(row.name))
            table.setItem(at, 2, _cell(states_of(row.step), STATE_COLOURS[row.step.state]))
            table.setItem(at, 3, _cell(str(row.step.attempts)))
            table.setItem(at, 4, _cell(row.step.last_error))
        self.view.sheet.setVisible(bool(rows))
        self.view.empty.setVisible(not rows)
        self.view.retry.setEnabled(bool(rows))
        self.view.park.setEnabled(bool(rows))

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


class HealthPage(QWidget):
    """The doctor's findings, one by one as they come."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._looking = False
        self.view = HealthView()
        self.setLayout(self.view)
        self.view.sheet.hide()
        self.view.again.clicked.connect(self.refresh)

    def refresh(self) -> None:
        """Look at every part."""
        if self._looking:
            return
        self._looking = True
        self.view.table.setRowCount(0)
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
        table = self.view.table
        at = table.rowCount()
        table.insertRow(at)
        table.setItem(at, 0, _cell(check.name))
        words = self.tr("ok") if check.ok else self.tr("trouble")
        table.setItem(at, 1, _cell(words, GREEN if check.ok else RED))
        table.setItem(at, 2, _cell(check.sentence))
        table.setItem(at, 3, _cell(check.advice))

    def _over(self) -> None:
        self._looking = False
        self.view.again.setEnabled(True)
