"""The list of dossiers."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableWidgetItem, QWidget

from desktop.app import App
from desktop.model.states import DossierState
from desktop.ui.operations import Handle, Operation
from desktop.ui.views.intake import DossiersView
from desktop.workflow.intake import DossierRow

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DossiersPage(QWidget):
    """All dossiers; Enter opens one."""

    opened = Signal(object)
    other_list = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._rows: list[DossierRow] = []
        self._words = ""
        self._for_agency = False
        # What the list on the screen was looked for with.
        self._shown = ("", False)
        self.view = DossiersView()
        self.setLayout(self.view)
        self.view.which.setVisible(app.settings.agency_signs)
        self.view.which.clicked.connect(self.other_list.emit)
        self.view.table.cellDoubleClicked.connect(lambda row, _: self._open(row))
        self.view.table.installEventFilter(self)

    @property
    def for_agency(self) -> bool:
        """Whether only what waits for the agency's signature is listed."""
        return self._for_agency

    def show_list(self, *, for_agency: bool, words: str | None = None) -> None:
        """All dossiers, newest first; or those that wait for the agency's signature, oldest first.

        Args:
            for_agency: which of the two.
            words: what to look for among all of them; None for what was looked for last.
        """
        if for_agency != self._for_agency:
            self._for_agency = for_agency
            self.view.say_which(for_agency=for_agency)
            self.view.table.setCurrentCell(-1, -1)
        self._words = self._words if words is None else words
        self.refresh()

    def refresh(self) -> None:
        """Look again, in the background."""
        wanted, for_agency, intake = self._words, self._for_agency, self._app.intake

        def work(_: Handle) -> list[DossierRow]:
            return intake.for_agency() if for_agency else intake.dossiers(wanted)

        Operation(self, work).on_success(lambda rows: self._show(rows, (wanted, for_agency))).run()

    def _show(self, rows: list[DossierRow], asked: tuple[str, bool]) -> None:
        if asked != (self._words, self._for_agency):
            return
        table, chosen = self.view.table, self._chosen()
        self._rows, self._shown = rows, asked
        table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            cells = (
                row.dossier.code,
                row.dossier.party.name,
                row.procedure_name,
                f"{row.digitised}/{row.papers}",
                self._at_province(row),
            )
            for column, text in enumerate(cells):
                table.setItem(at, column, QTableWidgetItem(text))
        at = next((at for at, row in enumerate(rows) if row.dossier.id == chosen), 0)
        if rows and at != table.currentRow():
            table.setCurrentCell(at, 0)
        self.view.sheet.setVisible(bool(rows))
        self.view.say_empty(self._words.strip(), for_agency=self._for_agency)
        self.view.empty.setVisible(not rows)

    def _chosen(self) -> UUID | None:
        at = self.view.table.currentRow()
        return self._rows[at].dossier.id if 0 <= at < len(self._rows) else None

    def _at_province(self, row: DossierRow) -> str:
        if row.for_agency:
            return self.tr("waits for the Văn thư")
        to_send = row.digitised - row.reused
        if row.sent and row.confirmed == to_send:
            return self.tr("acknowledged")
        if row.dossier.state is DossierState.OPEN:
            return self.tr("open")
        return self.tr("%1 of %2").replace("%1", str(row.confirmed)).replace("%2", str(to_send))

    def _open(self, row: int) -> None:
        # While a list is on its way, the one on the screen answers another question.
        if 0 <= row < len(self._rows) and self._shown == (self._words, self._for_agency):
            self.opened.emit(self._rows[row].dossier.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the chosen dossier."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENTER:
            self._open(self.view.table.currentRow())
            return True
        return super().eventFilter(watched, event)
