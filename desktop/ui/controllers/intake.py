"""The list of dossiers and the form of a new one."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableWidgetItem, QWidget

from desktop.app import App
from desktop.model.catalogue import Catalogue, Procedure
from desktop.model.dossier import Dossier, Party
from desktop.model.errors import QuaySoError
from desktop.model.identity import citizen_card
from desktop.model.states import DossierState
from desktop.store.dossiers import folded
from desktop.ui.operations import Handle, Operation
from desktop.ui.views.intake import DossiersView, NewDossierView
from desktop.workflow.dossiers import DossierRow
from desktop.workflow.intake import party_from_qr

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
WHOLE_QR = 30
"""Letters: a code that is still being typed is not judged yet."""


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
        wanted, for_agency, dossiers = self._words, self._for_agency, self._app.dossiers

        def work(_: Handle) -> list[DossierRow]:
            return dossiers.for_agency() if for_agency else dossiers.latest(wanted)

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


class NewDossierPage(QWidget):
    """Opens a dossier: procedure, case, citizen, and what the citizen answered about the e-store."""

    started = Signal(object)
    left = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._catalogue: Catalogue | None = None
        self._party: Party | None = None
        self._starting = False
        self.view = view = NewDossierView()
        self.setLayout(view)
        view.procedure.editTextChanged.connect(lambda _: self._procedure_typed())
        view.procedure.installEventFilter(self)
        view.matches.itemClicked.connect(lambda item: self._take(item.data(Qt.ItemDataRole.UserRole)))
        view.qr.textChanged.connect(self._read)
        view.qr.returnPressed.connect(self._start)
        view.start.clicked.connect(self._start)
        view.cancel.clicked.connect(self.left.emit)

    def begin(self) -> None:
        """An empty form, the cursor where the clerk starts."""
        self._party, self._catalogue, self._starting = None, None, False
        self.view.procedure.clear()
        self.view.procedure.setFocus()
        self.view.qr.clear()
        self.view.consent.setCurrentIndex(0)
        self._tell("", "")
        self._update()
        Operation(self, lambda _: self._app.catalogue.current()).on_success(self._fill).run()

    def _fill(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        combo = self.view.procedure
        typed = combo.currentText()
        combo.blockSignals(True)  # noqa: FBT003 - Qt
        for procedure in catalogue.procedures:
            combo.addItem(_procedure_words(procedure), procedure.code)
        combo.blockSignals(False)  # noqa: FBT003 - Qt
        line = combo.lineEdit()
        if typed:
            # A quick clerk has begun before the catalogue was there.
            combo.setEditText(typed)
        elif line:
            combo.setCurrentIndex(0)
            line.selectAll()
        self._procedure_typed()

    def _fitting(self) -> list[Procedure]:
        """The procedures that the words in the field may mean, marks and case put aside; one alone, where named."""
        asked = folded(self.view.procedure.currentText())
        words = asked.split()
        if not self._catalogue or not words:
            return []
        names = [(procedure, folded(_procedure_words(procedure))) for procedure in self._catalogue.procedures]
        for procedure, name in names:
            if asked.strip() in {name, folded(procedure.name), folded(procedure.code)}:
                return [procedure]
        return [procedure for procedure, name in names if all(word in name for word in words)]

    def _procedure(self) -> Procedure | None:
        """The procedure that is chosen; None while the words fit none, or several."""
        fitting = self._fitting()
        return fitting[0] if len(fitting) == 1 else None

    def _procedure_typed(self) -> None:
        view, fitting = self.view, self._fitting()
        view.list_matches([(_procedure_words(one), one.code) for one in fitting] if len(fitting) > 1 else [])
        asked = view.procedure.currentText().strip()
        none = self.tr("No procedure fits «%1».").replace("%1", asked) if asked else ""
        several = self.tr("%1 procedures fit: choose one with ↑ ↓ and Enter.").replace("%1", str(len(fitting)))
        view.say_procedure("" if len(fitting) == 1 else several if fitting else none, wrong=not fitting)
        chosen = fitting[0] if len(fitting) == 1 else None
        if chosen is None or view.case.property("procedure") != chosen.code:
            view.case.clear()
            view.case.setProperty("procedure", chosen.code if chosen else "")
            for case in chosen.cases if chosen else ():
                view.case.addItem(case.name, case.code)
        self._update()

    def _take(self, code: str) -> None:
        """A procedure is chosen from those that fit."""
        at = self.view.procedure.findData(code)
        if at >= 0:
            self.view.procedure.setCurrentIndex(at)
            self.view.procedure.setEditText(self.view.procedure.itemText(at))
            self.view.case.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, down and Enter choose among the procedures that fit."""
        matches = self.view.matches
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not matches.isHidden():
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step:
                matches.setCurrentRow(max(0, min(matches.currentRow() + step, matches.count() - 1)))
                return True
            if event.key() in ENTER and matches.currentItem():
                self._take(matches.currentItem().data(Qt.ItemDataRole.UserRole))
                return True
        return super().eventFilter(watched, event)

    def _read(self, text: str) -> None:
        """Understand the QR as it comes; readers type it like a keyboard."""
        self._party = None
        try:
            self._party = party_from_qr(text)
            card = citizen_card(text)
            born = f"{card.born:%d/%m/%Y}"
            self._tell(f"{card.name} · {card.number} · {born}\n{card.address}", "; ".join(card.doubts))
        except QuaySoError as error:
            self._tell("", error.message if len(text) > WHOLE_QR else "")
        self._update()

    def _tell(self, citizen: str, doubts: str) -> None:
        self.view.say_citizen(citizen, doubts)

    def _update(self) -> None:
        ready = self._procedure() is not None and self.view.case.currentData() and self._party
        self.view.start.setEnabled(bool(ready) and not self._starting)

    def _start(self) -> None:
        procedure, case, party = self._procedure(), self.view.case.currentData(), self._party
        if self._starting or self._missing(procedure, party) or not procedure or not case or not party:
            return
        consent = self.view.consent.currentData()

        def work(_: Handle) -> Dossier:
            return self._app.intake.start(procedure.code, case, party, consent=consent)

        self._starting = True
        self._update()
        Operation(self, work).on_success(self._started).on_failure(self._not_started).run()

    def _missing(self, procedure: Procedure | None, party: Party | None) -> bool:
        """Whether something is missing; the cursor goes there, and what it is is said."""
        if procedure is None:
            self.view.procedure.setFocus()
        elif party is None:
            self.view.qr.setFocus()
            try:
                party_from_qr(self.view.qr.text())
            except QuaySoError as error:
                self._tell("", f"{error.message} {error.what_to_do}")
        return procedure is None or party is None

    def _started(self, dossier: Dossier) -> None:
        self._starting = False
        self.started.emit(dossier.id)

    def _not_started(self, error: BaseException) -> None:
        self._starting = False
        self._update()
        window = self.window()
        if hasattr(window, "show_trouble"):
            window.show_trouble(error)


def _procedure_words(procedure: Procedure) -> str:
    return f"{procedure.name}  ({procedure.code})"
