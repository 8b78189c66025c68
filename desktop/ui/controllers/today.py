"""Hôm nay: what waits for the clerk, the next number with one key, the dossiers of the day."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, cast

from PySide6.QtCore import QLocale, Qt, QTimer

from desktop.app import App
from desktop.machine.clock import vietnam_day
from desktop.model.shift import Shift
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.lines import rows_of
from desktop.ui.language import said
from desktop.ui.news import News, look_soon
from desktop.ui.operations import Doing, Operation, Seen
from desktop.ui.page import Page, Where
from desktop.ui.views.today import TodayView, Which
from desktop.workflow.board import DossierLine, Today
from desktop.workflow.what_next import TO_SIGN, Next

_NEVER = datetime.max.replace(tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_LONGEST_MS = 24 * 60 * 60 * 1000
"""The page looks again at least that often. Chosen."""


class _Seen(NamedTuple):
    """What was looked at: what waits; in words what another official hands over, what was filed online, and what the
    province announces.
    """

    today: Today
    handed: str
    filed: str
    announced: str


class TodayPage(Page):
    """What waits, and the list of it all or of a part."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._today = Today()
        self._which = Which.ALL
        self._looked = False
        self.view = view = TodayView()
        self.setLayout(view)
        view.call.clicked.connect(lambda: self.went.emit(Where.NEW, None))
        for which, made in view.tabs.items():
            made.clicked.connect(lambda _=False, which=which: self.choose(which))
        for which, card in view.cards.items():
            card.clicked.connect(lambda _=False, which=which: self._press(which))
        view.handed.see.clicked.connect(lambda: self.went.emit(Where.SHIFT, None))
        view.filed.see.clicked.connect(lambda: self.went.emit(Where.ONLINE, None))
        view.rows.opened.connect(lambda dossier_id: self.went.emit(Where.DOSSIER, dossier_id))
        self._soon = look_soon(self, self._look_if_seen)
        self._next_late = QTimer(self)
        self._next_late.setSingleShot(True)
        self._next_late.timeout.connect(self._look_if_seen)

    def hear(self, news: News) -> None:
        """A dossier may stand otherwise now."""
        news.outbox.connect(self._soon.start, Qt.ConnectionType.QueuedConnection)
        news.pages.connect(self._soon.start, Qt.ConnectionType.QueuedConnection)
        news.online.connect(self._soon.start, Qt.ConnectionType.QueuedConnection)

    def kept(self) -> object:
        """What is listed, and the marked row."""
        return self._which, self.view.rows.meant

    def restore(self, kept: object) -> None:
        """List the same, and mark the same row."""
        which, chosen = cast("tuple[Which, Hashable | None]", kept)
        self.choose(which)
        self.view.rows.mark(chosen)

    @property
    def subtitle(self) -> str:
        """The day, and the place."""
        day = vietnam_day(self._app.clock.now())
        words = QLocale().toString(day, "dddd, dd/MM/yyyy")  # type: ignore[call-overload]
        return f"{words[:1].upper()}{words[1:]} · {self._app.settings.unit_name}"

    def enter(self, what: object = None) -> None:
        """Look again."""
        self.titled.emit("", self.subtitle)
        self.refresh(Doing(self.tr("Looking what waits…")))
        self.take_keys()

    def take_keys(self) -> None:
        """To the list."""
        self.view.rows.setFocus()

    def go_back(self) -> bool:
        """From a part of the list to all of it."""
        part = self._which is not Which.ALL
        self.choose(Which.ALL)
        return part

    def refresh(self, seen: Doing | Seen = Seen.UNASKED) -> None:
        """Look again, in the background; what has not changed is not touched."""
        Operation(self, lambda _: self._look(), seen).on_success(self._show).run()

    def _look(self) -> _Seen:
        """What waits, what another official hands over, what was filed online, what the province has announced."""
        waiting = self._app.shifts.waiting() if self._app.official else []
        filed = self._filed(self._app.online.count)
        return _Seen(self._app.board.today(), self._handed(waiting), filed, self._app.sending.announced)

    def _filed(self, count: int) -> str:
        return self.tr("Filed online: %1 dossiers wait.").replace("%1", str(count)) if count else ""

    def _handed(self, waiting: Sequence[Shift]) -> str:
        if not waiting:
            return ""
        names = dict.fromkeys(self._app.officials.get(one.giver).full_name for one in waiting)
        count = sum(len(one.lines) for one in waiting)
        words = self.tr("%1 gives you %2 dossiers.")
        return words.replace("%1", ", ".join(names)).replace("%2", str(count))

    def _look_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    def choose(self, which: Which) -> None:
        """List a part of it, or all."""
        self._which = which
        self.view.mark(which)
        self._list()

    def _press(self, which: Which) -> None:
        """A card was pressed: what is behind it, or all again."""
        self.choose(Which.ALL if self._which is which else which)
        self.take_keys()

    def _show(self, found: _Seen) -> None:
        today = self._today = found.today
        self._looked = True
        self.view.announce(said(found.announced))
        self.view.handed.tell(found.handed)
        self.view.filed.tell(found.filed)
        received = self.tr("%1 received today").replace("%1", str(today.received))
        self.view.cards[Which.UNFINISHED].show_figure(today.unfinished, received)
        signing = (
            self.tr("one PIN signs a whole dossier") if today.to_sign else self.tr("nothing waits for a signature")
        )
        self.view.cards[Which.TO_SIGN].show_figure(today.to_sign, signing)
        self.view.show_to_reply(today.to_reply)
        mending = said(today.why) or self.tr("open it to see what the province said")
        self.view.cards[Which.REFUSED].show_figure(
            today.refused, mending if today.refused else self.tr("nothing returned")
        )
        self._await_next_late()
        self._list()

    def _await_next_late(self) -> None:
        """Look again when the next hour by which an applicant is to be told something is over."""
        now = self._app.clock.now()
        left = [line.reply_by - now for line in self._today.lines if line.reply_by and not line.late]
        self._next_late.stop()
        if left:
            self._next_late.start(min(int(min(left) / _MS) + 1, _LONGEST_MS))

    def _list(self) -> None:
        shown = [line for line in self._today.lines if _belongs(line, self._which)]
        if self._which is Which.TO_REPLY:
            shown.sort(key=_reply_by)
        self.view.rows.show_rows(rows_of(shown))
        self.view.show_empty("" if shown or not self._looked else self._nothing())
        more = self.tr("%1 more dossiers are not listed; the search above finds them by name, number or code.")
        self.view.show_more(more.replace("%1", str(self._today.more)) if self._today.more else "")

    def _nothing(self) -> str:
        match self._which:
            case Which.UNFINISHED:
                return with_key(Act.NEW, self.tr("Everything begun is finished. %k opens the next dossier."))
            case Which.TO_SIGN:
                return self.tr("Nothing waits for your signature. What is confirmed comes here.")
            case Which.TO_REPLY:
                words = self.tr("Every applicant was told that the dossier is taken in. %k writes the receipt of one.")
                return with_key(Act.SLIPS, words)
            case Which.REFUSED:
                return self.tr("The province has returned nothing.")
            case _:
                words = self.tr("No dossier yet today. Press %k, or read the QR of a citizen card, to begin.")
                return with_key(Act.NEW, words)


def _reply_by(line: DossierLine) -> datetime:
    return line.reply_by or _NEVER


def _belongs(line: DossierLine, which: Which) -> bool:
    match which:
        case Which.UNFINISHED:
            return line.is_open
        case Which.TO_SIGN:
            return line.next in TO_SIGN
        case Which.TO_REPLY:
            return line.reply_by is not None
        case Which.REFUSED:
            return line.next is Next.MEND
        case _:
            return True
