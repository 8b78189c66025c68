"""What a new dossier is for: words, a code or a key choose the procedure; nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from desktop.app import App
from desktop.model.catalogue import Case, Catalogue, Procedure
from desktop.ui.operations import Doing, Handle, Operation
from desktop.ui.views.opening.procedure import ProcedureView
from desktop.workflow.opening import Procedures


@dataclass(frozen=True, slots=True)
class ProcedureKept:
    """What was typed and chosen.

    Attributes:
        words: in the field.
        procedure: the chosen one.
        case: code of the chosen one.
    """

    words: str
    procedure: Procedure | None
    case: str


class ProcedureForm(QObject):
    """Keeps what was chosen.

    Args:
        app: the services.
        view: the fields.
        page: whose work it is.
    """

    changed = Signal()
    taken = Signal()

    def __init__(self, app: App, view: ProcedureView, page: QWidget) -> None:
        super().__init__(page)
        self._app, self.view, self._page = app, view, page
        self._procedures: Procedures | None = None
        self._usual: list[Procedure] = []
        self._fitting: list[Procedure] = []
        self.procedure: Procedure | None = None
        view.words.textChanged.connect(self._typed)
        view.matches.itemClicked.connect(lambda _: self.take_chosen())
        view.case.currentIndexChanged.connect(lambda _: self.changed.emit())
        walk_with_arrows(view.words, view.matches)

    def begin(self) -> None:
        """Nothing is chosen; the catalogue is read anew."""
        self._procedures, self._usual = None, []
        self.view.words.clear()
        self.view.show_usual([], self.take_usual)
        self._typed("")

        def work(_: Handle) -> tuple[Catalogue, list[Procedure]]:
            return self._app.catalogue.current(), self._app.opening.usual()

        reading = Doing(self.tr("Reading the catalogue…"))
        Operation(self._page, work, reading).on_success(self._ready).run()

    def kept(self) -> ProcedureKept:
        """What was typed and chosen."""
        return ProcedureKept(self.view.words.text(), self.procedure, self.view.case.currentData() or "")

    def restore(self, kept: ProcedureKept) -> None:
        """Have what was typed and chosen in another form."""
        self.view.words.blockSignals(True)  # noqa: FBT003 - Qt
        self.view.words.setText(kept.words)
        self.view.words.blockSignals(False)  # noqa: FBT003 - Qt
        if kept.procedure:
            self._fitting = [kept.procedure]
            self._choose(kept.procedure)
            self.view.case.setCurrentIndex(self.view.case.findData(kept.case))

    @property
    def ready(self) -> bool:
        """Whether the catalogue is there."""
        return self._procedures is not None

    @property
    def case(self) -> Case | None:
        """The case that is chosen."""
        code = self.view.case.currentData()
        return self.procedure.case(code) if self.procedure and code else None

    def complain(self) -> QWidget | None:
        """Say why no procedure is chosen, and give the place to choose it; None where one is."""
        if self.procedure:
            return None
        if not self.view.words.text().strip():
            self.view.search.say(self.tr("No procedure is chosen yet."), "refused")
        return self.view.words

    def take_usual(self, at: int) -> None:
        """Choose one of those with keys."""
        if at < len(self._usual):
            self._take(self._usual[at])

    def take_chosen(self) -> bool:
        """Choose the one that is marked in the list; whether there was one."""
        row = self.view.matches.currentRow()
        if self.view.matches.isHidden() or not 0 <= row < len(self._fitting):
            return False
        self._take(self._fitting[row])
        return True

    def _ready(self, found: tuple[Catalogue, list[Procedure]]) -> None:
        catalogue, self._usual = found
        self._procedures = Procedures(catalogue)
        self.view.show_usual([one.name for one in self._usual], self.take_usual)
        # A quick clerk has begun before the catalogue was there.
        if self.procedure is None:
            self._typed(self.view.words.text())

    def _take(self, procedure: Procedure) -> None:
        self._fitting = [procedure]
        self.view.words.blockSignals(True)  # noqa: FBT003 - Qt
        self.view.words.setText(_words(procedure))
        self.view.words.blockSignals(False)  # noqa: FBT003 - Qt
        self._choose(procedure)
        self.taken.emit()

    def _typed(self, text: str) -> None:
        self._fitting = self._procedures.fitting(text) if self._procedures else []
        self._choose(self._fitting[0] if len(self._fitting) == 1 else None)

    def _choose(self, procedure: Procedure | None) -> None:
        view, asked = self.view, self.view.words.text().strip()
        several = len(self._fitting) if procedure is None else 0
        view.list_matches([(_words(one), one.code) for one in self._fitting] if several else [])
        if several:
            view.search.say(self.tr("%1 procedures fit: choose one with ↑ ↓ and Enter.").replace("%1", str(several)))
        elif procedure is None and asked and self.ready:
            view.search.say(self.tr("No procedure fits «%1».").replace("%1", asked), "refused")
        elif procedure and asked != _words(procedure):
            view.search.say(_words(procedure), "green")
        else:
            view.search.say("")
        if procedure is not self.procedure:
            self.procedure = procedure
            view.list_cases([(one.name, one.code) for one in procedure.cases] if procedure else [])
        self.changed.emit()


class _Arrows(QObject):
    def __init__(self, field: QLineEdit, rows: QListWidget) -> None:
        super().__init__(field)
        self._rows = rows
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down walk through the rows, while there are some."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self._rows.isHidden():
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step:
                row = self._rows.currentRow() + step
                self._rows.setCurrentRow(max(0, min(row, self._rows.count() - 1)))
                return True
        return super().eventFilter(watched, event)


def walk_with_arrows(field: QLineEdit, rows: QListWidget) -> None:
    """Let the arrows in a field walk through a list below it; the cursor stays in the field."""
    _Arrows(field, rows)


def _words(procedure: Procedure) -> str:
    return f"{procedure.name} · {procedure.code}"
