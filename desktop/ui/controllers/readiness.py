"""What would make the province send the dossier back, in a short list above the keys; Enter leads to it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from desktop.ui.acting import words_of
from desktop.ui.acts.table import Act, key_of
from desktop.ui.controllers.contents import ContentsPanel
from desktop.ui.controllers.leaves import Leaf
from desktop.ui.controllers.pages import PagesPanel
from desktop.ui.controllers.picture import Picture
from desktop.ui.language import said
from desktop.ui.look import icons
from desktop.ui.look.tokens import colours
from desktop.ui.views.readiness import ReadinessView
from desktop.workflow.readiness.finding import Finding, Place

_SIGNS = {True: "circle-x", False: "circle-alert"}
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ReadinessPanel(QWidget):
    """The findings of a dossier that can be signed; while there are none, this takes no room.

    Args:
        picture: turns to a paper.
        pages: turns to a page of the paper that is shown.
        contents: has the fields of that paper.
    """

    def __init__(self, picture: Picture, pages: PagesPanel, contents: ContentsPanel) -> None:
        super().__init__()
        self._picture, self._pages, self._contents = picture, pages, contents
        self._findings: Sequence[Finding] = ()
        self._dossier: UUID | None = None
        self._going: Place | None = None
        self.view = ReadinessView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.view.rows.currentRowChanged.connect(self._advise)
        self.view.rows.itemClicked.connect(lambda _: self.go())
        self.hide()

    @property
    def stopped(self) -> str:
        """What stops signing and sending, the first sentence of it; empty where nothing does."""
        return next((one.why.message for one in self._findings if one.stops), "")

    def show_findings(self, dossier_id: UUID, findings: Sequence[Finding]) -> None:
        """List what was found, the first row marked and under the keys when it comes; then end a way that was begun."""
        new = [_key(one) for one in findings]
        came = bool(new) and (dossier_id != self._dossier or not self._findings)
        if new != [_key(one) for one in self._findings]:
            self._list(findings)
        self._findings, self._dossier = tuple(findings), dossier_id
        self.setVisible(bool(new))
        if came and not self._contents.typing:
            self.view.rows.setFocus()
        self._arrive()

    def _list(self, findings: Sequence[Finding]) -> None:
        rows = self.view.rows
        at = max(0, rows.currentRow())
        rows.clear()
        for one in findings:
            colour = colours().bad if one.stops else colours().ask
            item = QListWidgetItem(icons.icon(_SIGNS[one.stops], colour), said(one.why.message))
            item.setToolTip(said(one.why.message))
            rows.addItem(item)
        self._findings = tuple(findings)
        self.view.fit(stops=any(one.stops for one in findings))
        rows.setCurrentRow(min(at, len(findings) - 1))

    def _advise(self, at: int) -> None:
        if 0 <= at < len(self._findings):
            one = self._findings[at]
            act = Act(one.mends)
            key = key_of(act)
            self.view.advise(said(one.why.what_to_do), f"{key}  {words_of(act)}" if key else "")

    def take_key(self, event: QKeyEvent) -> bool:
        """While the list has the keys, arrows mark a row and Enter leads to what it is about."""
        rows = self.view.rows
        if not rows.hasFocus():
            return False
        if event.key() in _MOVES:
            rows.setCurrentRow(min(max(rows.currentRow() + _MOVES[Qt.Key(event.key())], 0), rows.count() - 1))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.go()
        else:
            return False
        return True

    def take_focus(self) -> None:
        """The keys go to the first finding."""
        self.view.rows.setCurrentRow(0)
        self.view.rows.setFocus()

    def go(self) -> None:
        """To the paper, the page and the field that the marked finding is about."""
        at = self.view.rows.currentRow()
        if not 0 <= at < len(self._findings):
            return
        place = self._findings[at].at
        if place.paper_id is None:
            return
        self._going = place
        if place.paper_id != self._picture.wanted:
            self._picture.turn_to(place.paper_id, Leaf(0, place.page_id) if place.page_id else None)
        else:
            self._arrive()

    def _arrive(self) -> None:
        """Where the paper is shown that was gone to: its page, and the cursor in its field."""
        place, shown = self._going, self._picture.shown
        if place is None or shown is None or shown.chosen is None or shown.chosen.paper.id != place.paper_id:
            return
        self._going = None
        if place.page_id:
            self._pages.turn_to(place.page_id)
        if place.field:
            self._contents.enter(place.field)


def _key(one: Finding) -> tuple[str, Place]:
    return one.why.message, one.at
