"""Handing a result over: one look at whose it is, one key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.app import App
from desktop.model.dossier import Dossier, Paper
from desktop.model.errors import QuaySoError
from desktop.model.handing import Handing, Way
from desktop.ui.acting import bind
from desktop.ui.acts.table import Act
from desktop.ui.operations import Operation, Seen
from desktop.ui.views.handing import LEAST_PX, HandingView
from desktop.workflow import delivery


class HandingDialog(QDialog):
    """Asks by which way and to whom, and hands over.

    Args:
        app: the services.
        dossier: whose results.
        waiting: the results that are finished and hidden still.
        parent: the window.
    """

    def __init__(self, app: App, dossier: Dossier, waiting: list[Paper], parent: QWidget) -> None:
        super().__init__(parent)
        self._app = app
        self._dossier = dossier
        self._waiting = waiting
        self._running = False
        self.setWindowTitle(self.tr("Hand over"))
        self.setMinimumWidth(LEAST_PX)
        self.view = view = HandingView()
        self.setLayout(view)
        owner = dossier.party
        born = f" · {owner.born:%d/%m/%Y}" if owner.born else ""
        view.owner.setText(owner.name)
        view.about.setText(f"{owner.number}{born} · {dossier.code}")
        view.results.setText("\n".join(f"• {paper.name}" for paper in waiting))
        for made in (*view.ways.values(), view.for_owner):
            made.setAutoDefault(False)
        view.leave.setAutoDefault(False)
        view.hand_over.setDefault(True)
        view.leave.clicked.connect(self.reject)
        view.hand_over.clicked.connect(self._hand_over)
        view.for_owner.clicked.connect(self._somebody_else)
        ways = {Act.ON_PAPER: Way.PAPER, Act.ELECTRONICALLY: Way.ELECTRONIC, Act.BY_POST: Way.POST}
        choose = {act: partial(view.ways[way].setChecked, True) for act, way in ways.items()}  # noqa: FBT003 - Qt
        bind(self, {**choose, Act.FOR_OWNER: self._somebody_else})
        view.hand_over.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def way(self) -> Way:
        """By which way, as chosen."""
        return next(way for way, made in self.view.ways.items() if made.isChecked())

    def _somebody_else(self) -> None:
        """Whoever handed the dossier in is the likeliest to come for its result."""
        field, submitter = self.view.taken_by, self._dossier.submitter
        if submitter and not field.text():
            field.setText(submitter.name)
        field.setFocus()
        field.selectAll()

    def _hand_over(self) -> None:
        if self._running:
            return
        self._running = True
        self.view.hand_over.setEnabled(False)
        how = Handing(way=self.way, taken_by=self.view.taken_by.text())
        ids = [paper.id for paper in self._waiting]
        deliver, dossier_id = self._app.delivery.deliver, self._dossier.id
        act = Operation(self, lambda _: deliver(dossier_id, ids, how, undo_s=delivery.UNDO_S), Seen.OWN)
        act.on_success(lambda _: self.accept()).on_failure(self._refused).run()

    def _refused(self, error: BaseException) -> None:
        self._running = False
        self.view.hand_over.setEnabled(True)
        known = f"{error.message} {error.what_to_do}" if isinstance(error, QuaySoError) else ""
        self.view.tell(known or self.tr("Nothing was handed over; see the log."))
