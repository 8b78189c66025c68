"""Whoever has logged in, at the foot of the rail: a menu of what they do for themselves, and what waits for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop.app import App
from desktop.model.official import Right
from desktop.model.shift import Shift
from desktop.ui.acting import words_of
from desktop.ui.acts.table import Act, key_of
from desktop.ui.controllers.officials.forms import Form, own_password, own_token
from desktop.ui.look.message import Offered
from desktop.ui.operations import Operation, Seen
from desktop.ui.page import Notice, Where
from desktop.ui.views.frame import FrameView


def may_keep(app: App) -> bool:
    """Whether whoever is here may set officials up; where nobody logs in, the counter's one official may."""
    return app.acting is None or app.acting.may(Right.OFFICIALS)


def may_hand_over(app: App) -> bool:
    """Whether whoever is here may hand dossiers to another official."""
    return app.acting is not None and app.acting.may(Right.SHIFT)


class WhoIsHere(QObject):
    """The menu of who is logged in.

    Args:
        app: the services.
        window: before which its dialogs stand.
        do: what the window itself does by an entry of it.
    """

    told = Signal(object)
    """A `Notice`."""
    went = Signal(str, object)
    """Another screen is asked for."""

    def __init__(self, app: App, window: QWidget, do: Mapping[Act, Callable[[], object]]) -> None:
        super().__init__(window)
        self._app, self._window = app, window
        self._do = {**do, Act.OWN_PASSWORD: self.change_password, Act.OWN_TOKEN: self.bind_token}
        self._view: FrameView
        self._waiting: Sequence[Shift] = ()
        self.menu: QMenu | None = None
        self.dialog: Form | None = None

    def stand_in(self, view: FrameView) -> None:
        """Stand in a frame from now on."""
        self._view = view
        view.official.clicked.connect(self.open)
        view.official.count(len(self._waiting))

    # The menu

    def open(self) -> None:
        """Show the menu beside its button, its first entry marked: it is gone through by arrows."""
        if QApplication.activeModalWidget():
            return
        button = self._view.official
        self.menu = menu = QMenu(self._window)
        # On its own key that act says less: it stands where it is known what one logs in to.
        known = {Act.ACCOUNT: self.tr("Account at the province…")}
        for act in self._offered():
            words, key = known.get(act, words_of(act)), key_of(act)
            # The key is the window's own: here it is only told.
            entry = menu.addAction(f"{words}\t{key}" if key else words)
            entry.triggered.connect(self._do[act])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(button.width(), button.height() - menu.sizeHint().height())))
        menu.setActiveAction(menu.actions()[0])

    def _offered(self) -> Sequence[Act]:
        """What whoever is here does: where nobody logs in, there is nobody's password and nobody to hand over to."""
        here = self._app.official is not None
        offered = [
            (Act.SHIFT, may_hand_over(self._app)),
            (Act.OWN_PASSWORD, here),
            (Act.OWN_TOKEN, here),
            (Act.ACCOUNT, True),
            (Act.OFFICIALS, may_keep(self._app)),
            (Act.LOCK, here),
        ]
        return [act for act, there in offered if there]

    # What is one's own

    def change_password(self) -> None:
        """Have another password."""
        self._ask(own_password(self._app, self._window), self.tr("Your password is changed."))

    def bind_token(self) -> None:
        """Log in by the signing USB from now on."""
        words = self.tr("From now on your signing USB logs you in, beside the password.")
        self._ask(own_token(self._app, self._window), words)

    def _ask(self, form: Form, words: str) -> None:
        self.dialog = form
        form.kept.connect(lambda _: self.told.emit(Notice(words, good=True)))
        form.finished.connect(lambda _: self._window.activateWindow())
        form.finished.connect(form.deleteLater)
        form.open()

    # What waits

    def look(self) -> None:
        """Look what whoever is here is asked to take over; told once, and counted at the foot of the rail."""
        if may_hand_over(self._app) and self._app.official:
            work = Operation(self._window, lambda _: self._app.shifts.waiting(), Seen.UNASKED)
            work.on_success(self._show).run()

    def count(self, waiting: Sequence[Shift]) -> None:
        """Say at the foot of the rail how many hand-overs wait."""
        self._waiting = waiting
        self._view.official.count(len(waiting))

    def _show(self, waiting: Sequence[Shift]) -> None:
        known = {one.id for one in self._waiting}
        self.count(waiting)
        if any(one.id not in known for one in waiting):
            dossiers = sum(len(one.lines) for one in waiting)
            words = self.tr("%1 dossiers wait for you to take them over.").replace("%1", str(dossiers))
            offer = Offered(self.tr("See them"), lambda: self.went.emit(Where.SHIFT, None))
            self.told.emit(Notice(words, good=True, offer=offer))
