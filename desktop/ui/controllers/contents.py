"""What the chosen paper says: proposed by the readers, put right by the clerk.

Green: two independent sources agree. Yellow: they differ; the other reading is one key away, the place on the page
below. No colour: one source alone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.app import App
from desktop.document.papers.fields import Field, FieldState
from desktop.model.dossier import Paper, PaperDetails
from desktop.model.states import SigningState
from desktop.ui.operations import Operation
from desktop.ui.theme import GREEN, RED
from desktop.ui.views.contents import ContentsView
from desktop.workflow.sheets import SheetCount, SheetVerdict

PICTURE_HEIGHT_PX = 44


class ContentsPanel(QWidget):
    """How many sheets one paper has, its number, date, issuer, signer; its tax number where it has one."""

    sheets_typed = Signal(int)

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._proposed_for: UUID | None = None
        self._proposals: dict[str, Field] = {}
        self._count: SheetCount | None = None
        self._under_cursor = ""
        self.view = view = ContentsView()
        self.setLayout(view)
        view.sheets.textEdited.connect(self._typed)
        view.other.clicked.connect(self.take_other)
        for field in view.fields.values():
            field.installEventFilter(self)
            field.textEdited.connect(lambda _, field=field: _paint(field, None))
        shortcut = QShortcut(QKeySequence("Ctrl+D"), self)
        shortcut.activated.connect(self.take_other)

    def _typed(self, text: str) -> None:
        self.show_count(None)
        if text.isdecimal():
            self.sheets_typed.emit(int(text))

    def show_count(self, count: SheetCount | None) -> None:
        """Show how the sheets that came compare with those that were counted."""
        self._count = count
        found = self.view.sheets_found
        found.setText(count.sentence if count else "")
        right = count is None or count.verdict is SheetVerdict.RIGHT
        found.setStyleSheet(f"color: {GREEN if right else RED};")

    def take_doubt(self) -> SheetCount | None:
        """The count that does not agree, once; so that confirming a second time overrules it."""
        count, self._count = self._count, None
        return count if count and count.verdict is not SheetVerdict.RIGHT else None

    def show_paper(self, paper: Paper, proposals: dict[str, Field], *, pages: bool) -> None:
        """Show what is known, else what is proposed; what the clerk is typing stays.

        Args:
            paper: the paper.
            proposals: what the readers found, by field.
            pages: whether it has any pages yet.
        """
        known = {
            "number": paper.details.number,
            "issued": paper.details.issued and f"{paper.details.issued:%d/%m/%Y}",
            "issuer": paper.details.issuer,
            "signer": paper.details.signer,
            "tax_number": paper.details.tax_number,
        }
        fresh = self._proposed_for != paper.id or not any(field.text() for field in self.view.fields.values())
        locked = paper.signing is not SigningState.UNSIGNED
        if self._proposed_for != paper.id:
            self.view.sheets.clear()
            self.show_count(None)
            self._show_place("")
        self._proposals = {} if locked else proposals
        self.view.sheets.setEnabled(pages and not locked)
        for name, field in self.view.fields.items():
            field.setEnabled(pages and not locked)
            if fresh or locked:
                proposal = proposals.get(name)
                field.setText(known[name] or _words(name, proposal))
                field.setCursorPosition(0)
                _paint(field, None if known[name] or locked else proposal)
        self.view.show_row("tax_number", shown=bool(known["tax_number"] or "tax_number" in self._proposals))
        self._proposed_for = paper.id

    def details(self, before: PaperDetails) -> PaperDetails:
        """What stands in the fields now; the rest as it was."""
        text = {name: field.text().strip() for name, field in self.view.fields.items()}
        return replace(
            before,
            number=text["number"],
            issued=_day(text["issued"]),
            issuer=text["issuer"],
            signer=text["signer"],
            tax_number=text["tax_number"],
        )

    def take_other(self) -> None:
        """Take the other reading of the value under the cursor; once more takes the first again."""
        name = self._under_cursor
        proposal = self._proposals.get(name)
        if proposal and proposal.other and self.view.fields[name].isEnabled():
            self._proposals[name] = replace(proposal, value=proposal.other, other=proposal.value)
            self.view.fields[name].setText(_written(name, proposal.other))
            self._show_place(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where the cursor goes, its value's place on the page is shown."""
        if event.type() == QEvent.Type.FocusIn:
            self._show_place(next((name for name, field in self.view.fields.items() if field is watched), ""))
        return super().eventFilter(watched, event)

    def _show_place(self, name: str) -> None:
        self._under_cursor = name
        proposal, paper_id = self._proposals.get(name), self._proposed_for
        self.view.other.setVisible(bool(proposal and proposal.other))
        self.view.picture.hide()
        if proposal is None or paper_id is None:
            return
        if proposal.other:
            words = self.tr("Ctrl+D  read otherwise: «%1»").replace("%1", _written(name, proposal.other))
            self.view.other.setText(words)
            self.view.other.setAccessibleName(words)

        def show(picture: bytes | None) -> None:
            if picture and self._under_cursor == name and self._proposed_for == paper_id:
                self._show_picture(picture)

        Operation(self, lambda _: self._app.intake.field_picture(paper_id, proposal)).on_success(show).run()

    def _show_picture(self, picture: bytes) -> None:
        shown = QPixmap()
        shown.loadFromData(picture)
        ratio = self.devicePixelRatioF()
        fitted = shown.scaled(
            int(self.width() * ratio),
            int(PICTURE_HEIGHT_PX * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(ratio)
        self.view.picture.setPixmap(fitted)
        self.view.picture.show()


def _paint(field: QLineEdit, proposal: Field | None) -> None:
    """Green where two sources agree, yellow where the clerk is asked."""
    told = {FieldState.GREEN: "green", FieldState.ASKED: "asked", FieldState.SINGLE: ""}
    field.setProperty("told", told[proposal.state] if proposal else "")
    field.setToolTip(proposal.doubt if proposal else "")
    field.style().unpolish(field)
    field.style().polish(field)


def _words(name: str, field: Field | None) -> str:
    return _written(name, field.value) if field and field.valid else ""


def _written(name: str, value: str) -> str:
    if name != "issued":
        return value
    try:
        return f"{datetime.fromisoformat(value):%d/%m/%Y}"
    except ValueError:
        return value


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        return None
