"""The official who receives dossiers takes them over at the giver's window, by their own password or signing USB."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.app import App
from desktop.model.errors import QuaySoError
from desktop.model.official import Official
from desktop.model.shift import Shift
from desktop.ui.controllers.door import DoorPanel
from desktop.ui.language import said_of
from desktop.ui.operations import Operation, Seen


class TakeHereDialog(QDialog):
    """The door, for one hand-over: whoever it is for proves who they are, and has taken it over with that.

    Args:
        app: the services.
        shift: what is handed over.
        name: full name of who receives it.
        parent: the window.
    """

    taken = Signal()

    def __init__(self, app: App, shift: Shift, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._app, self._shift, self._name = app, shift, name
        self.setWindowTitle(self.tr("Take over here"))
        heading = self.tr("%1 takes over %2 dossiers").replace("%1", name).replace("%2", str(len(shift.lines)))
        self.panel = DoorPanel(app, heading, shift.taker, leaves=True)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addWidget(self.panel)
        self.panel.view.log_in.setDefault(True)
        self.panel.let_in.connect(self._came)
        self.panel.left.connect(self.reject)

    def _came(self, official: Official) -> None:
        if official.name != self._shift.taker:
            self.panel.refuse(self.tr("These dossiers are for %1.").replace("%1", self._name))
            return

        def work(_: object) -> Shift:
            return self._app.shifts.answer(self._shift.id, takes=True, by=official)

        taking = Operation(self, work, Seen.OWN)
        taking.on_success(lambda _: self._took()).on_failure(self._refused).run()

    def _took(self) -> None:
        self.accept()
        self.taken.emit()

    def _refused(self, error: BaseException) -> None:
        known = said_of(error) if isinstance(error, QuaySoError) else ""
        self.panel.refuse(known or self.tr("Nothing was taken over; see the log."))
