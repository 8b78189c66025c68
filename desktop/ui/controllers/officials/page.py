"""The officials of the counter, for who administers it: who is there, what each is, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QApplication

from desktop.app import App
from desktop.machine.clock import vietnam_time
from desktop.model.official import ROLE_WORDS, NotYourRole, Official, Right, require_right
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.officials.forms import Form, new_official, new_password, roles_of
from desktop.ui.controllers.officials.who import may_keep
from desktop.ui.language import said, said_of
from desktop.ui.look.message import Offered
from desktop.ui.look.rows import Row, Tone
from desktop.ui.operations import Doing, Operation, Seen
from desktop.ui.page import Notice, Page
from desktop.ui.views.officials.page import OfficialsView
from desktop.workflow.officials.desk import OfficialRow

translate = QCoreApplication.translate

_SOON = timedelta(days=14)
"""A password that ends within it is told in colour; chosen."""


class OfficialsPage(Page):
    """Who works at this counter."""

    begun = Signal()
    """The first official is set up: from now on nobody is here who has not logged in."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._there: dict[str, OfficialRow] = {}
        self._looked = False
        self.dialog: Form | None = None
        self.view = view = OfficialsView()
        self.setLayout(view)
        view.rows.selectionModel().currentChanged.connect(lambda *_: self._show_marked())
        view.rows.opened.connect(lambda _: self.set_roles())
        self.acts = {
            Act.ADD_OFFICIAL: self.add,
            Act.CONFIRM: self.set_roles,
            Act.NEW_PASSWORD: self.set_password,
            Act.SWITCH_OFF: self.switch,
        }
        for made, act in (
            (view.add, self.add),
            (view.roles, self.set_roles),
            (view.password, self.set_password),
            (view.switch, self.switch),
        ):
            made.clicked.connect(act)
        self._show_marked()

    def kept(self) -> object:
        """The marked row."""
        return self.view.rows.meant

    def restore(self, kept: object) -> None:
        """Mark the same row."""
        self.view.rows.mark(kept)

    def enter(self, what: object = None) -> None:
        """Look again."""
        self.titled.emit(self.tr("Officials"), self._app.settings.unit_name)
        if may_keep(self._app):
            self.refresh(Doing(self.tr("Looking who works here…")))
        else:
            self.view.show_empty(self._refusal())
        self.take_keys()

    def _refusal(self) -> str:
        try:
            require_right(self._app.acting, Right.OFFICIALS)
        except NotYourRole as refused:
            return said_of(refused)
        return ""

    def take_keys(self) -> None:
        """To the list."""
        self.view.rows.setFocus()

    def refresh(self, seen: Doing | Seen = Seen.UNASKED) -> None:
        """Look again, in the background."""
        Operation(self, lambda _: self._app.officials.every(), seen).on_success(self.show_officials).run()

    # What is shown

    def show_officials(self, there: Sequence[OfficialRow]) -> None:
        """List them; where nobody is set up, say how to begin and what it changes."""
        self._looked = True
        self._there = {one.official.name: one for one in there}
        self.view.rows.show_rows([self._row(one) for one in there])
        at_work = sum(not one.official.disabled for one in there)
        self.view.about.setText(self.tr("%1 officials log in here").replace("%1", str(at_work)) if there else "")
        nobody = self.tr(
            "Nobody logs in at this counter: it works as one person, who is named in its settings. %k adds the first "
            "official, who administers it. From then on everybody logs in, each act bears a person's name, and "
            "unfinished dossiers can be given from one to another."
        )
        self.view.show_empty("" if there else with_key(Act.ADD_OFFICIAL, nobody))
        self._show_marked()

    def _row(self, one: OfficialRow) -> Row:
        words, tone = self._state(one)
        official = one.official
        return Row(
            key=official.name,
            lead=official.name,
            name=official.full_name,
            about=roles_said(official),
            done=0,
            of=0,
            next=words,
            tone=tone,
        )

    def _state(self, one: OfficialRow) -> tuple[str, Tone]:
        """How an official logs in, and what that means."""
        if one.official.disabled:
            return translate("Officials", "switched off"), Tone.SOFT
        ends, now = self._ends(one), self._app.clock.now()
        if one.official.certificate_sha256:
            return translate("Officials", "signing USB, or password"), Tone.GOOD
        if ends is None or ends < now:
            return translate("Officials", "password is over: set a new one"), Tone.BAD
        words = translate("Officials", "password until %1").replace("%1", _day(ends))
        return words, Tone.ASK if ends - now < _SOON else Tone.GOOD

    def _ends(self, one: OfficialRow) -> datetime | None:
        """When the password ends, UTC."""
        return one.proven_at + timedelta(days=self._app.settings.password_days) if one.proven_at else None

    def _show_marked(self) -> None:
        marked, may = self._marked(), may_keep(self._app)
        self.view.tell(self._told(marked) if marked else "")
        disabled = marked is not None and marked.official.disabled
        self.view.offer(may=may, marked=marked is not None, disabled=disabled)

    def _told(self, one: OfficialRow) -> str:
        """All that is known of an official."""
        never = translate("Officials", "has never logged in")
        last = translate("Officials", "last log-in %1")
        since, failed = translate("Officials", "since %1"), translate("Officials", "%1 failed log-ins")
        bound = translate("Officials", "no signing USB is bound: they bind it themselves, from the menu of their name")
        parts = [
            since.replace("%1", _day(one.since)) if one.since else "",
            last.replace("%1", vietnam_time(one.logged_in_at)[:16]) if one.logged_in_at else never,
            failed.replace("%1", str(one.failures)) if one.failures else "",
            "" if one.official.certificate_sha256 else bound,
        ]
        return f"{one.official.full_name}: {' · '.join(part for part in parts if part)}"

    def _marked(self) -> OfficialRow | None:
        chosen = self.view.rows.chosen
        return self._there.get(chosen) if isinstance(chosen, str) else None

    # What is done

    def add(self) -> None:
        """Set one up; the first of all makes everybody log in."""
        if not self._looked:
            return
        first = not self._there

        def added(new: object) -> None:
            assert isinstance(new, Official)
            if first:
                self.begun.emit()
                return
            self.view.rows.mark(new.name)
            words = self.tr("%1 can log in as «%2» now.").replace("%1", new.full_name).replace("%2", new.name)
            self._done(Notice(words, self.tr("Tell the first password to nobody else."), good=True))

        self._ask(new_official(self._app, self.window(), first=first), added)

    def set_roles(self) -> None:
        """Give the marked one other roles."""
        if marked := self._marked():
            former = marked.official

            def changed(now: object) -> None:
                assert isinstance(now, Official)
                if now.roles == former.roles:
                    return
                words = self.tr("%1 is now: %2.").replace("%1", now.full_name).replace("%2", roles_said(now))
                undo = Offered(self.tr("As before"), lambda: self._set_roles_back(former))
                self._done(Notice(words, self.tr("It counts from the next log-in on."), good=True, offer=undo))

            self._ask(roles_of(self._app, self.window(), former), changed)

    def _set_roles_back(self, former: Official) -> None:
        back = Doing(self.tr("Giving the roles back…"))
        work = Operation(self, lambda _: self._app.officials.set_roles(former.name, former.roles), back)
        work.on_success(lambda _: self.refresh()).run()

    def set_password(self) -> None:
        """Give the marked one a new password."""
        if marked := self._marked():
            official = marked.official
            words = self.tr("%1 has a new password.").replace("%1", official.full_name)
            self._ask(new_password(self._app, self.window(), official), lambda _: self._done(Notice(words, good=True)))

    def switch(self) -> None:
        """Let the marked one log in no more, or again: the other is one key away."""
        if marked := self._marked():
            self._switch(marked.official, disabled=not marked.official.disabled)

    def _switch(self, official: Official, *, disabled: bool) -> None:
        doing = Doing(self.tr("Switching it…"))

        def done(_: object) -> None:
            off = self.tr("%1 logs in no more. What they have done stays under their name.")
            words = off if disabled else self.tr("%1 can log in again.")
            offer = Offered(
                self.tr("Switch on again") if disabled else self.tr("Switch off again"),
                lambda: self._switch(official, disabled=not disabled),
            )
            self._done(Notice(words.replace("%1", official.full_name), good=True, offer=offer))

        def work(_: object) -> Official:
            return self._app.officials.set_disabled(official.name, disabled=disabled)

        Operation(self, work, doing).on_success(done).run()

    def _ask(self, form: Form, kept: Callable[[object], None]) -> None:
        if QApplication.activeModalWidget():
            return
        self.dialog = form
        form.kept.connect(kept)
        form.finished.connect(lambda _: self.window().activateWindow())
        form.finished.connect(form.deleteLater)
        form.open()

    def _done(self, notice: Notice) -> None:
        self.told.emit(notice)
        self.refresh()


def roles_said(official: Official) -> str:
    """What an official is here, in words."""
    return ", ".join(said(words) for role, words in ROLE_WORDS.items() if role in official.roles)


def _day(moment: datetime) -> str:
    return vietnam_time(moment)[:10]
