"""The checklist of a dossier: a row for each paper, with a mark, its name, how far it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.model.dossier import PaperKind
from desktop.model.signature import SignatureRole
from desktop.model.states import DigitisationState, SigningState, SyncState
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.language import said
from desktop.ui.look import icons
from desktop.ui.look.parts import label
from desktop.ui.look.tokens import CHECKLIST_ROW_PX, colours, verdict_colour
from desktop.workflow.checklist import ChecklistRow
from desktop.workflow.stored import ReuseRow

translate = QCoreApplication.translate


AROUND_ROW_PX = 2
"""Above and below a row together, as the look has it."""
Mark = tuple[str, str, str]
"""Icon, colour and words."""


def mark(row: ChecklistRow, stored: ReuseRow | None = None, *, keeps_seal: bool = False) -> Mark:
    """Icon, colour and words for how far a paper is: what it has come to last.

    Args:
        row: the paper.
        stored: what the e-stores have of it; None where nothing is known.
        keeps_seal: the clerk signs for the agency too.
    """
    return _sent(row.paper.sync) or _signed(row, keeps_seal=keeps_seal) or _digitised(row, stored) or _missing(stored)


def _sent(sync: SyncState) -> Mark | None:
    if sync is SyncState.LOCAL:
        return None
    if sync is SyncState.CONFIRMED:
        return "circle-check", colours().good, translate("Checklist", "at the province")
    if sync is SyncState.FAILED:
        return "circle-alert", verdict_colour("red"), translate("Checklist", "the province refused it")
    return "send", colours().act, translate("Checklist", "on its way")


def _signed(row: ChecklistRow, *, keeps_seal: bool) -> Mark | None:
    if row.awaited is SignatureRole.AGENCY:
        yours, theirs = (
            translate("Checklist", "for the agency: %k"),
            translate("Checklist", "waits for the seal keeper"),
        )
        return "pen-line", colours().act, with_key(Act.SIGN, yours) if keeps_seal else theirs
    if row.paper.signing is not SigningState.UNSIGNED:
        return "circle-check", colours().act, translate("Checklist", "signed")
    return None


def _digitised(row: ChecklistRow, stored: ReuseRow | None) -> Mark | None:
    match row.paper.digitisation:
        case DigitisationState.BUILT:
            return "circle-check", colours().good, translate("Checklist", "confirmed")
        case DigitisationState.SCANNED if row.unread:
            return "loader", colours().soft, translate("Checklist", "being read")
        case DigitisationState.SCANNED:
            colour = verdict_colour(str(row.verdict)) if row.verdict else colours().soft
            return "circle-dot", colour, with_key(Act.CONFIRM, translate("Checklist", "to be confirmed: %k"))
        case DigitisationState.REUSED:
            where = f" · {said(stored.standing.offer.where)}" if stored and stored.standing else ""
            return "rotate-ccw", colours().good, translate("Checklist", "not to be scanned") + where
    return None


def _missing(stored: ReuseRow | None) -> Mark:
    if stored and stored.best:
        return "rotate-ccw", colours().act, with_key(Act.STORE, translate("Checklist", "in the e-store: %k"))
    return "circle-dashed", colours().soft, with_key(Act.SCAN, translate("Checklist", "to be scanned: %k"))


def _size(row: ChecklistRow) -> str:
    """What the file weighs on the line, for each page where it has pages of its own."""
    # Where somebody is waited for, that is what the narrow row has to say.
    if not row.size or row.awaited is SignatureRole.AGENCY:
        return ""
    kilobytes = str(max(1, round(row.size / 1000 / max(1, row.pages))))
    words = translate("Checklist", "%1 kB a page") if row.pages else translate("Checklist", "%1 kB, signed before")
    return words.replace("%1", kilobytes)


class ChecklistItem(QWidget):
    """The row as it stands in the list."""

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 6, 8, 6)
        line.setSpacing(10)
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        line.addWidget(self._sign)
        column = QVBoxLayout()
        column.setSpacing(1)
        self._name = label("", "name", wrap=True)
        self._details = label("", "small")
        column.addWidget(self._name)
        column.addWidget(self._details)
        line.addLayout(column, 1)

    def show_row(self, row: ChecklistRow, stored: ReuseRow | None = None, *, keeps_seal: bool = False) -> None:
        """Show how a paper stands now."""
        sign, colour, words = mark(row, stored, keeps_seal=keeps_seal)
        self._sign.setPixmap(icons.picture(sign, colour))
        prefix = translate("Checklist", "Result: ") if row.paper.kind is PaperKind.RESULT else ""
        self._name.setText(prefix + row.paper.name)
        pages = translate("Checklist", "%n page(s)").replace("%n", str(row.pages)) if row.pages else ""
        self._details.setText(" · ".join(part for part in (pages, words, _size(row)) if part))
        self.setAccessibleName(f"{row.paper.name}: {words}")

    def height_for(self, width: int) -> QSize:
        """Size in a list of this width, px."""
        high = self.layout().totalHeightForWidth(width)  # type: ignore[union-attr]
        return QSize(width, max(CHECKLIST_ROW_PX, high + AROUND_ROW_PX))


class Checklist(QListWidget):
    """The list: only rows that have changed are painted anew, and the marked row is that of the paper that is shown.

    Args:
        keeps_seal: the clerk signs for the agency too.
    """

    asked = Signal(object)
    """A row was clicked, or gone to: the id of its paper."""

    def __init__(self, *, keeps_seal: bool) -> None:
        super().__init__()
        self._keeps_seal = keeps_seal
        self._papers: list[UUID] = []
        self._painted: list[object] = []
        self._shown: UUID | None = None
        self.setObjectName("checklist")
        self.setAccessibleName(translate("Checklist", "Papers of the dossier"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._gone_to)

    def show_rows(self, rows: Sequence[ChecklistRow], stored: Mapping[UUID, ReuseRow], shown: UUID | None) -> None:
        """Show a dossier's papers.

        Args:
            rows: the papers.
            stored: what the e-stores have, by paper.
            shown: the paper that is shown.
        """
        papers = [row.paper.id for row in rows]
        width = self.viewport().width()
        self.blockSignals(True)  # noqa: FBT003 - Qt
        if papers != self._papers:
            self._lay_out(papers)
        for at, row in enumerate(rows):
            wanted = row, stored.get(row.paper.id), width
            if self._painted[at] != wanted:
                self._painted[at] = wanted
                self._paint_row(at, row, stored.get(row.paper.id), width)
        self.blockSignals(False)  # noqa: FBT003 - Qt
        self._shown = shown
        self._mark()

    def paper_at(self, on_screen: QPoint) -> UUID | None:
        """The paper whose row lies at a point of the screen."""
        at = self.indexAt(self.viewport().mapFromGlobal(on_screen)).row()
        inside = self.viewport().rect().contains(self.viewport().mapFromGlobal(on_screen))
        return self._papers[at] if inside and 0 <= at < len(self._papers) else None

    def _lay_out(self, papers: list[UUID]) -> None:
        """Other papers than before, or in another order: rows for them, nothing in them yet."""
        self.clear()
        self._papers, self._painted = papers, [None] * len(papers)
        for _ in papers:
            item = QListWidgetItem()
            self.addItem(item)
            self.setItemWidget(item, ChecklistItem())

    def _paint_row(self, at: int, row: ChecklistRow, stored: ReuseRow | None, width: int) -> None:
        item = self.item(at)
        widget = self.itemWidget(item)
        assert isinstance(widget, ChecklistItem)
        widget.show_row(row, stored, keeps_seal=self._keeps_seal)
        item.setSizeHint(widget.height_for(width))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, widget.accessibleName())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are as wide as there is room, and as tall as their words are then."""
        super().resizeEvent(event)
        for item in (self.item(at) for at in range(self.count())):
            widget = self.itemWidget(item)
            if isinstance(widget, ChecklistItem):
                item.setSizeHint(widget.height_for(self.viewport().width()))

    def _mark(self) -> None:
        at = self._papers.index(self._shown) if self._shown in self._papers else -1
        if self.currentRow() != at:
            self.blockSignals(True)  # noqa: FBT003 - Qt
            self.setCurrentRow(at)
            self.blockSignals(False)  # noqa: FBT003 - Qt

    def _gone_to(self, at: int) -> None:
        """A row was clicked: it is marked when its paper is shown, not before."""
        if 0 <= at < len(self._papers):
            self.asked.emit(self._papers[at])
        self._mark()
        # The click marks its row once more, behind this.
        QTimer.singleShot(0, self._mark)
