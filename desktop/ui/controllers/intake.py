"""The list of dossiers and the form of a new one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QTableWidgetItem, QWidget

from desktop.app import App
from desktop.model.catalogue import Catalogue, Procedure
from desktop.model.dossier import Dossier, Party
from desktop.model.errors import QuaySoError
from desktop.model.identity import citizen_card
from desktop.model.states import DossierState
from desktop.store.dossiers import folded
from desktop.ui.operations import Handle, Operation
from desktop.ui.views.intake import DossiersView, NewDossierView
from desktop.workflow.intake import DossierRow, party_from_qr

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

        Operation(self, work).on_success(lambda rows: self._show(rows, for_agency=for_agency)).run()

    def _show(self, rows: list[DossierRow], *, for_agency: bool) -> None:
        if for_agency != self._for_agency:
            return
        self._rows = rows
        table = self.view.table
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
        if rows and table.currentRow() < 0:
            table.setCurrentCell(0, 0)
        self.view.sheet.setVisible(bool(rows))
        self.view.empty.setVisible(not rows)

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
        if 0 <= row < len(self._rows):
            self.opened.emit(self._rows[row].dossier.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the chosen dossier."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENTER:
            self._open(self.view.table.currentRow())
            return True
        return super().eventFilter(watched, event)


class NewDossierPage(QWidget):
    """Opens a dossier: procedure, case, citizen."""

    started = Signal(object)
    left = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._catalogue: Catalogue | None = None
        self._party: Party | None = None
        self.view = view = NewDossierView()
        self.setLayout(view)
        view.procedure.editTextChanged.connect(lambda _: self._procedure_chosen())
        view.qr.textChanged.connect(self._read)
        view.qr.returnPressed.connect(self._start)
        view.start.clicked.connect(self._start)
        view.cancel.clicked.connect(self.left.emit)

    def begin(self) -> None:
        """An empty form, the cursor where the clerk starts."""
        self._party = None
        self.view.qr.clear()
        self._tell("", "")
        self.view.start.setEnabled(False)
        Operation(self, lambda _: self._app.catalogue.current()).on_success(self._fill).run()

    def _fill(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        combo = self.view.procedure
        combo.blockSignals(True)  # noqa: FBT003 - Qt
        combo.clear()
        for procedure in catalogue.procedures:
            combo.addItem(_procedure_words(procedure), procedure.code)
        completer = QCompleter(combo.model(), combo)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        combo.setCompleter(completer)
        combo.blockSignals(False)  # noqa: FBT003 - Qt
        combo.setCurrentIndex(0)
        self._procedure_chosen()
        combo.setFocus()
        line = combo.lineEdit()
        if line:
            line.selectAll()

    def _procedure(self) -> Procedure | None:
        """The procedure that the words in the field mean, marks and case put aside; the first that fits."""
        words = folded(self.view.procedure.currentText()).split()
        if not self._catalogue or not words:
            return None
        for procedure in self._catalogue.procedures:
            name = folded(_procedure_words(procedure))
            if all(word in name for word in words):
                return procedure
        return None

    def _procedure_chosen(self) -> None:
        procedure = self._procedure()
        self.view.case.clear()
        for case in procedure.cases if procedure else ():
            self.view.case.addItem(case.name, case.code)

    def _read(self, text: str) -> None:
        """Understand the QR as it comes; readers type it like a keyboard."""
        self._party = None
        try:
            self._party = party_from_qr(text)
            card = citizen_card(text)
            born = f"{card.born:%d/%m/%Y}"
            self._tell(f"{card.name} · {card.number} · {born}\n{card.address}", "; ".join(card.doubts))
        except QuaySoError as error:
            self._tell("", error.message if len(text) > 30 else "")
        self.view.start.setEnabled(self._party is not None)

    def _tell(self, citizen: str, doubts: str) -> None:
        self.view.citizen.setText(citizen)
        self.view.doubts.setText(doubts)

    def _start(self) -> None:
        procedure, case, party = self._procedure(), self.view.case.currentData(), self._party
        if not procedure or not case or not party:
            return

        def work(_: Handle) -> Dossier:
            return self._app.intake.start(procedure.code, case, party)

        Operation(self, work).on_success(lambda dossier: self.started.emit(dossier.id)).run()


def _procedure_words(procedure: Procedure) -> str:
    return f"{procedure.name}  ({procedure.code})"
