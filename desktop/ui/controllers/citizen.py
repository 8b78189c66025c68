"""A citizen card that was read somewhere in the window: it leads to its owner's dossier."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.app import App
from desktop.model.errors import QuaySoError
from desktop.model.owner import party_from_qr
from desktop.ui.operations import Doing, Operation
from desktop.ui.page import Notice, Where


class Citizen(QObject):
    """Finds what a citizen has open here.

    Args:
        app: the services.
        window: whose part it is.
    """

    went = Signal(str, object)
    told = Signal(object)
    searched = Signal(str)
    """Several dossiers are open: what to look for, to list them."""

    def __init__(self, app: App, window: QWidget) -> None:
        super().__init__(window)
        self._app = app
        self._window = window

    def turn_to(self, text: str) -> None:
        """Turn to the one open dossier of a card's owner, to the list of several, or to the form of a new one.

        Args:
            text: of the card's QR.
        """
        try:
            number = party_from_qr(text).number
        except QuaySoError as error:
            self.told.emit(Notice(error.message, error.what_to_do))
            return

        def show(found: list[UUID]) -> None:
            if len(found) == 1:
                self.went.emit(Where.DOSSIER, found[0])
            elif found:
                self.searched.emit(number)
            else:
                self.went.emit(Where.NEW, text)

        board = self._app.board
        looking = Doing(self.tr("Looking for the citizen's dossiers…"))
        Operation(self._window, lambda _: [one.id for one in board.unfinished_of(number)], looking).on_success(
            show
        ).run()
