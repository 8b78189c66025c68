"""The forms about one official: what is typed secretly leaves its field with the attempt, whatever comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QWidget

from desktop.app import App
from desktop.machine.secret_memory import wipe
from desktop.model.errors import QuaySoError
from desktop.model.official import Official, Role
from desktop.signing.tokens.pin import Pin
from desktop.ui.controllers.pin import PinField
from desktop.ui.language import said_of
from desktop.ui.operations import Operation, Seen
from desktop.ui.views.officials.form import LEAST_PX, LONGEST, FormView
from desktop.workflow.officials.errors import PasswordsDiffer
from desktop.workflow.officials.passwords import FEWEST

translate = QCoreApplication.translate

Work = Callable[[], object]


class Form(QDialog):
    """Asks, has it done, and says in place why it cannot be.

    Args:
        parent: the window.
        view: its fields.
        take: takes what is typed and gives the work to be done with it, which wipes what is secret.
    """

    kept = Signal(object)
    """It is done: what the work gave."""

    def __init__(self, parent: QWidget, view: FormView, title: str, take: Callable[[], Work]) -> None:
        super().__init__(parent)
        self._take = take
        self._running = False
        self.view = view
        self.setLayout(view)
        self.setWindowTitle(title)
        view.cancel.setAutoDefault(False)
        view.keep.setDefault(True)
        view.cancel.clicked.connect(self.reject)
        view.keep.clicked.connect(self._keep)
        self.resize(LEAST_PX, max(self.sizeHint().height(), view.totalHeightForWidth(LEAST_PX)))

    def reject(self) -> None:
        """Esc: not while it is being done."""
        if not self._running:
            super().reject()

    def _keep(self) -> None:
        if self._running:
            return
        self._running = True
        self.view.keep.setEnabled(False)
        self.view.tell("")
        work = self._take()
        Operation(self, lambda _: work(), Seen.OWN).on_success(self._done).on_failure(self._refused).run()

    def _done(self, done: object) -> None:
        self._running = False
        self.accept()
        self.kept.emit(done)

    def _refused(self, error: BaseException) -> None:
        self._running = False
        self.view.keep.setEnabled(True)
        known = said_of(error) if isinstance(error, QuaySoError) else ""
        self.view.tell(known or translate("OfficialForm", "Nothing was kept; see the log."))
        self.resize(self.width(), max(self.height(), self.view.totalHeightForWidth(self.width())))
        first = next((one for one in self.findChildren(PinField) if not one.text()), self.view.keep)
        first.setFocus()


def new_official(app: App, parent: QWidget, *, first: bool) -> Form:
    """Asks for a new official.

    Args:
        app: the services.
        parent: the window.
        first: nobody is set up here yet: it must be an administrator, and from then on everybody logs in.
    """
    words = translate("OfficialForm", "They change this password themselves once they have logged in.")
    if first:
        words = translate(
            "OfficialForm",
            "The first one administers the counter. From then on everybody logs in, at once with the password set "
            "here; where it is forgotten, only the recovery sheet helps.",
        )
    view = FormView(translate("OfficialForm", "Add an official"), words, translate("OfficialForm", "Add (Enter)"))
    name, own_name = QLineEdit(), QLineEdit()
    view.add_field(translate("OfficialForm", "Login name"), name, translate("OfficialForm", "e.g. lan.nt"))
    view.add_field(translate("OfficialForm", "Full name"), own_name, translate("OfficialForm", "as in the certificate"))
    for field in (name, own_name):
        field.setMaxLength(LONGEST)
    secrets = _add_password(view, translate("OfficialForm", "First password"))
    boxes = view.add_roles(translate("OfficialForm", "ROLES"))
    boxes[Role.ADMINISTERING if first else Role.RECEIVING].setChecked(True)

    def take() -> Work:
        login, full, roles = name.text().strip().lower(), own_name.text().strip(), _chosen(boxes)
        return _with_new(secrets, lambda password: app.officials.add(login, full, roles, password))

    return Form(parent, view, translate("OfficialForm", "Officials"), take)


def roles_of(app: App, parent: QWidget, official: Official) -> Form:
    """Asks for another's roles."""
    about = translate("OfficialForm", "They count from the next log-in on.")
    heading = translate("OfficialForm", "Roles of %1").replace("%1", official.full_name)
    view = FormView(heading, about, translate("OfficialForm", "Keep (Enter)"))
    boxes = view.add_roles(translate("OfficialForm", "ROLES"))
    for role, box in boxes.items():
        box.setChecked(role in official.roles)

    def take() -> Work:
        return partial(app.officials.set_roles, official.name, _chosen(boxes))

    return Form(parent, view, translate("OfficialForm", "Officials"), take)


def new_password(app: App, parent: QWidget, official: Official) -> Form:
    """Asks for a new password of another, who has forgotten theirs or is slowed down."""
    about = translate(
        "OfficialForm",
        "Tell it to %1 alone. Its life begins now, and failed log-ins are forgotten. They change it themselves once "
        "they have logged in.",
    )
    heading = translate("OfficialForm", "New password of %1").replace("%1", official.full_name)
    view = FormView(heading, about.replace("%1", official.full_name), translate("OfficialForm", "Keep (Enter)"))
    secrets = _add_password(view, translate("OfficialForm", "New password"))

    def take() -> Work:
        return _with_new(secrets, lambda password: app.officials.set_password(official.name, password))

    return Form(parent, view, translate("OfficialForm", "Officials"), take)


def own_password(app: App, parent: QWidget) -> Form:
    """Asks whoever has logged in for another password."""
    about = translate("OfficialForm", "At least %1 letters, such as four or five words that have no connection.")
    about = about.replace("%1", str(FEWEST))
    heading = translate("OfficialForm", "Change my password")
    view = FormView(heading, about, translate("OfficialForm", "Change (Enter)"))
    former = PinField()
    view.add_field(translate("OfficialForm", "Password until now"), former)
    secrets = _add_password(view, translate("OfficialForm", "New password"))

    def take() -> Work:
        old = former.take()
        change = _with_new(secrets, lambda new: app.door.change_password(old, new))

        def work() -> object:
            try:
                return change()
            finally:
                wipe(old)

        return work

    return Form(parent, view, heading, take)


def own_token(app: App, parent: QWidget) -> Form:
    """Asks whoever has logged in for the PIN of the signing USB that shall log in beside the password."""
    about = translate(
        "OfficialForm",
        "Put your signing USB in. Its certificate must bear your name; from now on it logs you in, and the password's "
        "life goes on with each log-in by it.",
    )
    heading = translate("OfficialForm", "Log in by my signing USB")
    view = FormView(heading, about, translate("OfficialForm", "Bind it (Enter)"))
    secret = PinField()
    view.add_field(translate("OfficialForm", "PIN of the signing USB"), secret)

    def take() -> Work:
        pin = Pin(secret.take())
        return partial(app.door.keep_certificate, "", pin)

    return Form(parent, view, heading, take)


def _add_password(view: FormView, words: str) -> tuple[PinField, PinField]:
    """Two fields for a new password: nobody sees what is typed, so that it is typed twice."""
    first, second = PinField(), PinField()
    view.add_field(words, first, translate("OfficialForm", "at least %1 letters").replace("%1", str(FEWEST)))
    view.add_field(translate("OfficialForm", "The same again"), second)
    return first, second


def _chosen(boxes: Mapping[Role, QCheckBox]) -> set[Role]:
    return {role for role, box in boxes.items() if box.isChecked()}


def _with_new(secrets: Sequence[PinField], do: Callable[[bytearray], object]) -> Work:
    """Takes a new password out of its two fields, and gives what does something with it and wipes it."""
    password, again = (one.take() for one in secrets)

    def work() -> object:
        try:
            if password != again:
                raise PasswordsDiffer()
            return do(password)
        finally:
            wipe(password)
            wipe(again)

    return work
