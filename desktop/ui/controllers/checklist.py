"""One row of a dossier's checklist: a mark, the paper's name, how far it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.model.dossier import PaperKind
from desktop.model.signature import SignatureRole
from desktop.model.states import DigitisationState, SigningState, SyncState
from desktop.ui.look import icons
from desktop.ui.look.parts import label
from desktop.ui.look.tokens import colours, verdict_colour
from desktop.workflow.checklist import ChecklistRow
from desktop.workflow.stored import ReuseRow

translate = QCoreApplication.translate


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
        yours, theirs = translate("Checklist", "for the agency: F9"), translate("Checklist", "waits for the Văn thư")
        return "pen-line", colours().act, yours if keeps_seal else theirs
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
            return "circle-dot", colour, translate("Checklist", "to be confirmed: Enter")
        case DigitisationState.REUSED:
            where = f" · {stored.standing.offer.where}" if stored and stored.standing else ""
            return "rotate-ccw", colours().good, translate("Checklist", "not to be scanned") + where
    return None


def _missing(stored: ReuseRow | None) -> Mark:
    if stored and stored.best:
        return "rotate-ccw", colours().act, translate("Checklist", "in the e-store: Ctrl+G")
    return "circle-dashed", colours().soft, translate("Checklist", "to be scanned: F2")


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

    def __init__(self, row: ChecklistRow, stored: ReuseRow | None = None, *, keeps_seal: bool = False) -> None:
        super().__init__()
        sign, colour, words = mark(row, stored, keeps_seal=keeps_seal)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 6, 8, 6)
        line.setSpacing(10)
        left = QLabel()
        left.setPixmap(icons.picture(sign, colour))
        left.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        line.addWidget(left)
        column = QVBoxLayout()
        column.setSpacing(1)
        prefix = translate("Checklist", "Result: ") if row.paper.kind is PaperKind.RESULT else ""
        name = label(prefix + row.paper.name, "name", wrap=True)
        column.addWidget(name)
        pages = translate("Checklist", "%n page(s)").replace("%n", str(row.pages)) if row.pages else ""
        details = label(" · ".join(part for part in (pages, words, _size(row)) if part), "small")
        column.addWidget(details)
        line.addLayout(column, 1)
        self.setAccessibleName(f"{row.paper.name}: {words}")

    def height_for(self, width: int) -> QSize:
        """Size in a list of this width, px."""
        return QSize(width, max(48, self.layout().totalHeightForWidth(width)))  # type: ignore[union-attr]
