"""The citizen's screen follows the clerk at one dossier only: the one whose turn it is.

It is hers from when it was opened at this counter for her, or when the clerk said so by the key, until another dossier
is looked at, or the form of a new one: then somebody else may sit there. While the clerk is elsewhere the screen is
blank; whatever was looked up for it and comes late is dropped.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.app import App
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.picture import Place
from desktop.ui.operations import Operation, Seen
from desktop.ui.page import Notice
from desktop.ui.views.citizen_screen import CitizenWindow
from desktop.workflow.for_citizen import ForCitizen


@dataclass(frozen=True, slots=True)
class AtDeclaration:
    """A declaration that the clerk looks at.

    Attributes:
        paper_id: its component.
        to_citizen: the clerk says that its citizen sits there: it is her turn, and her screen opens.
    """

    paper_id: UUID
    to_citizen: bool = False


class CitizenScreen(QObject):
    """Opens it, keeps it true, blanks it.

    Args:
        app: the services.
        window: the clerk's window, whose part it is.
    """

    told = Signal(object)
    """A `Notice` for the clerk."""

    def __init__(self, app: App, window: QWidget) -> None:
        super().__init__(window)
        self._app = app
        self._clerk = window
        self._looks = itertools.count(1)
        self._last_look = 0
        self._whose: UUID | None = None
        self._at: Place | None = None
        self._declared: UUID | None = None
        self.view: CitizenWindow | None = None

    # Whether there is one

    def begin(self) -> None:
        """Open it where it was open when the program last ended; it is nobody's turn yet."""

        def show(wanted: object) -> None:
            if wanted and self.view is None:
                self._open()

        side = self._app.citizen_side
        Operation(self._clerk, lambda _: side.wanted(), Seen.UNASKED).on_success(show).run()

    def toggle(self, place: Place | None) -> None:
        """Open it; or let it be the turn of the dossier that the clerk is at; or, where it is already, close it.

        Args:
            place: where the clerk is; None where she is at no dossier.
        """
        whose = place[0] if place else None
        if self.view is not None and whose in {None, self._whose}:
            self.close()
            self._remember(wanted=False)
            self.told.emit(Notice(self.tr("The citizen's screen is closed."), good=True))
            return
        if self.view is None:
            self._open()
            self._remember(wanted=True)
        if whose:
            self.give_turn(whose)
            self.follow(place)
            words = self.tr("The citizen sees this dossier on her screen; %k closes it.")
        else:
            words = self.tr("The citizen's screen is open, and blank until a dossier has its turn; %k closes it.")
        self.told.emit(Notice(with_key(Act.FOR_CITIZEN, words), good=True))

    def close(self) -> None:
        """Close it; nothing of anybody stays in it."""
        self.end_turn()
        if self.view is not None:
            view, self.view = self.view, None
            view.shut.disconnect()
            view.close()
            view.deleteLater()

    def make_anew(self) -> None:
        """The same in another language or in other colours."""
        if self.view is not None:
            self.view.make_anew()

    def _open(self) -> None:
        self.view = CitizenWindow()
        self.view.shut.connect(self._shut)
        self.view.open_on(self._other_screen())
        self._clerk.activateWindow()

    def _shut(self) -> None:
        """Closed by its own frame."""
        self.close()
        self._remember(wanted=False)

    def _other_screen(self) -> QRect | None:
        own = self._clerk.screen()
        return next((one.geometry() for one in QGuiApplication.screens() if one is not own), None)

    def _remember(self, *, wanted: bool) -> None:
        side = self._app.citizen_side
        Operation(self._clerk, lambda _: side.want(wanted=wanted), Seen.UNASKED).run()

    # Whose turn it is

    def give_turn(self, dossier_id: UUID) -> None:
        """It is this dossier's turn, and no other's."""
        if dossier_id != self._whose:
            self._blank()
        self._whose = dossier_id

    def end_turn(self) -> None:
        """It is nobody's turn: the screen was locked, or the citizen has gone."""
        self._whose = self._declared = None
        self._blank()

    def guard(self, place: Place | None) -> None:
        """Be blank, at once, where the clerk is at no dossier; at another, the turn is over too.

        Args:
            place: where the clerk is.
        """
        self._at = place
        if self._is_hers:
            return
        self._declared = None
        if place is not None:
            self._whose = None
        self._blank()

    def declare(self, place: Place | None, at: AtDeclaration | None) -> None:
        """Show the declaration that she is to sign in place of her pages, where it is her turn; or them again.

        Args:
            place: where the clerk is.
            at: the declaration that the clerk is at; None where that is over.
        """
        if at and at.to_citizen and place is not None:
            if self.view is None:
                self._open()
                self._remember(wanted=True)
            self.give_turn(place[0])
        self._declared = at.paper_id if at else None
        self.follow(place)

    def follow(self, place: Place | None) -> None:
        """Show what the clerk is at, where it is the turn of that.

        Args:
            place: where the clerk is.
        """
        self.guard(place)
        if self.view is None or place is None or not self._is_hers:
            return
        dossier_id, paper_id, leaf = place
        self._last_look = number = next(self._looks)
        side, page_id, declared = self._app.citizen_side, leaf.page_id if leaf else None, self._declared

        def show(own: ForCitizen) -> None:
            if number == self._last_look and self._is_hers and self.view is not None:
                self.view.show_citizen(own)

        def missing(_: BaseException) -> None:
            if number == self._last_look:
                self._blank()

        def work(_: object) -> ForCitizen:
            if declared:
                return side.look_at_declaration(dossier_id, declared)
            return side.look(dossier_id, paper_id, page_id)

        look = Operation(self._clerk, work, Seen.UNASKED)
        look.on_success(show).on_failure(missing).run()

    @property
    def _is_hers(self) -> bool:
        return self._at is not None and self._at[0] == self._whose

    def _blank(self) -> None:
        # What was asked for before is not shown any more.
        self._last_look = next(self._looks)
        if self.view is not None:
            self.view.blank()
