"""Nộp trực tuyến: what was filed on the portal is looked at, file by file, and taken over to be completed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu

from desktop.app import App
from desktop.machine.clock import vietnam_time
from desktop.model.catalogue import UnknownCode
from desktop.model.dossier import Dossier
from desktop.model.online import FileCheck, FiledDossier
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.lines import by_hour
from desktop.ui.controllers.page_view import PageView
from desktop.ui.language import said
from desktop.ui.look.rows import Row, Tone
from desktop.ui.news import News, look_soon
from desktop.ui.operations import Doing, Handle, Operation, Seen
from desktop.ui.page import Notice, Page, Where
from desktop.ui.pictures import decoded
from desktop.ui.views.online import OnlineView

if TYPE_CHECKING:
    from desktop.workflow.online.checking import Check
    from desktop.workflow.online.online import Waiting

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class _Found:
    """What waits; nothing where the province hands none over."""

    offered: bool
    rows: Sequence[Waiting]


@dataclass(frozen=True, slots=True)
class _Looked:
    """The files of a dossier, with the first page of each that has one, by the file's id."""

    filed: FiledDossier
    checks: Sequence[Check]
    pages: Mapping[str, bytes]


class OnlinePage(Page):
    """What waits at the portal; Enter looks at the files of the marked dossier, and once more takes it over."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._rows: dict[str, Waiting] = {}
        self._looked: _Looked | None = None
        self._taking = False
        self._page = page = PageView()
        self.cases = QMenu(self)
        self.view = view = OnlineView(page, self.cases)
        self.setLayout(view)
        view.rows.selectionModel().currentChanged.connect(lambda *_: self._show_marked())
        view.files.selectionModel().currentChanged.connect(lambda *_: self._show_file())
        view.rows.opened.connect(lambda _: self.go_on())
        view.files.opened.connect(lambda _: self.go_on())
        view.look.clicked.connect(self.look)
        view.take.clicked.connect(self.take)
        self.acts = {
            Act.CONFIRM: self.go_on,
            Act.SHOW_FILE: self.look,
            Act.AGAIN: lambda: self.refresh(self._asking),
            Act.LARGER: lambda: page.zoom(1.25),
            Act.SMALLER: lambda: page.zoom(0.8),
            Act.FIT: page.turn_fit,
        }
        self._soon = look_soon(self, self._look_if_seen)
        self._show_marked()

    @property
    def _asking(self) -> Doing:
        return Doing(self.tr("Asking the province what was filed…"))

    def hear(self, news: News) -> None:
        """Another number of dossiers waits."""
        news.online.connect(self._soon.start, Qt.ConnectionType.QueuedConnection)

    def kept(self) -> object:
        """The marked row."""
        return self.view.rows.meant

    def restore(self, kept: object) -> None:
        """Mark the same row."""
        self.view.rows.mark(kept)

    def enter(self, what: object = None) -> None:
        """Ask again."""
        self.titled.emit(self.tr("Filed online"), "")
        self.refresh(self._asking)
        self.take_keys()

    def take_keys(self) -> None:
        """To the list."""
        self.view.rows.setFocus()

    def refresh(self, seen: Doing | Seen = Seen.UNASKED) -> None:
        """Ask the province again, in the background."""
        Operation(self, lambda _: self._ask(), seen).on_success(self._show).run()

    def _ask(self) -> _Found:
        online = self._app.online
        return _Found(offered=online.offered, rows=online.waiting() if online.offered else ())

    def _look_if_seen(self) -> None:
        if self.isVisible() and not self._taking:
            self.refresh()

    # What is shown

    def _show(self, found: _Found) -> None:
        self._rows = {one.filed.code: one for one in found.rows}
        self.view.rows.show_rows([self._row(one) for one in found.rows])
        self.view.about.setText(self.tr("%1 wait").replace("%1", str(len(found.rows))))
        nothing = self.tr("Nothing that was filed online waits for this unit.")
        not_offered = self.tr(
            "This province hands nothing over that was filed online: take it in with its own software."
        )
        self.view.show_empty("" if found.rows else nothing if found.offered else not_offered)
        self._show_marked()

    def _row(self, one: Waiting) -> Row:
        filed = one.filed
        other = filed.taken_by not in {"", self._app.settings.officer}
        begun = translate("Online", "begun by %1").replace("%1", filed.taken_by)
        files = translate("Online", "%1 files").replace("%1", str(len(filed.files)))
        return Row(
            key=filed.code,
            lead=filed.code,
            name=filed.owner.name,
            about=one.procedure,
            done=0,
            of=0,
            next=begun if other else files,
            tone=Tone.SOFT if other else Tone.ACT,
            by=by_hour(one.reply_by),
            late=one.late,
        )

    def _marked(self) -> Waiting | None:
        chosen = self.view.rows.chosen
        return self._rows.get(chosen) if isinstance(chosen, str) else None

    def _looked_at(self) -> _Looked | None:
        """What was found of the marked dossier's files; None while nobody has looked at them."""
        marked = self._marked()
        return self._looked if marked and self._looked and self._looked.filed == marked.filed else None

    def _show_marked(self) -> None:
        marked, looked = self._marked(), self._looked_at()
        head = self.tr("Filed %1").replace("%1", vietnam_time(marked.filed.filed_at)[:16]) if marked else ""
        self.view.show_files(head, self._files(marked, looked))
        self.view.offer(marked=marked is not None, looked=looked is not None)
        self._show_file()

    def _files(self, marked: Waiting | None, looked: _Looked | None) -> list[Row]:
        if marked is None:
            return []
        found = {one.filed.id: one.found for one in looked.checks} if looked else {}
        return [
            Row(
                key=one.id,
                lead=one.component,
                name=self._name(marked.filed, one.component),
                about="",
                done=0,
                of=0,
                next=_short(found.get(one.id)),
                tone=_TONES.get(found.get(one.id), Tone.SOFT),
            )
            for one in marked.filed.files
        ]

    def _name(self, filed: FiledDossier, component: str) -> str:
        try:
            return self._app.catalogue.current().procedure(filed.procedure).paper_name(component)
        except UnknownCode:
            return component

    def _show_file(self) -> None:
        """In words what was found of the marked file, and its first page."""
        looked, chosen = self._looked_at(), self.view.files.chosen
        check = next((one for one in looked.checks if one.filed.id == chosen), None) if looked else None
        unseen = with_key(Act.SHOW_FILE, self.tr("%k fetches the files and checks their signatures; nothing is kept."))
        self.view.told.setText(said(check.words) if check else unseen if self._marked() else "")
        picture = looked.pages.get(str(chosen), b"") if looked else b""
        if picture:
            self._page.show_page(picture)
        else:
            self._page.clear()

    # What is done

    def go_on(self) -> None:
        """What Enter does: look at the files of the marked dossier; take it over, once that is done."""
        if self._looked_at():
            self.take()
        else:
            self.look()

    def look(self) -> None:
        """Fetch the files of the marked dossier, and check their signatures; nothing is kept."""
        marked = self._marked()
        if marked is None or self._looked_at():
            return
        looking = Doing(self.tr("Fetching and checking the files…"), stops=True)

        def work(handle: Handle) -> _Looked:
            # Here and not above: it draws pages.
            from desktop.workflow.online.checking import first_page

            checks = self._app.online.look(marked.filed.code, handle.step)
            pages = {one.filed.id: first_page(one) for one in checks}
            for picture in pages.values():
                if picture:
                    decoded(picture)
            return _Looked(marked.filed, checks, pages)

        Operation(self, work, looking).on_success(self._show_looked).run()

    def _show_looked(self, looked: _Looked) -> None:
        self._looked = looked
        self._show_marked()
        if self._looked_at() and looked.checks:
            self.view.files.choose(0)
            self.view.files.setFocus()

    def take(self) -> None:
        """Take the marked dossier over; its case is asked for where the portal does not say it."""
        marked = self._marked()
        if marked is None or self._taking or self._looked_at() is None:
            return
        if marked.cases:
            self._ask_case(marked)
        else:
            self._take(marked, "")

    def _ask_case(self, marked: Waiting) -> None:
        """Open the menu of cases above its button, its first entry marked."""
        self.cases.clear()
        for case in marked.cases:
            entry = self.cases.addAction(f"{case.code} · {case.name}")
            entry.triggered.connect(lambda _=False, code=case.code: self._take(marked, code))
        button = self.view.take
        self.cases.popup(button.mapToGlobal(QPoint(0, -self.cases.sizeHint().height())))
        self.cases.setActiveAction(self.cases.actions()[0])

    def _take(self, marked: Waiting, case: str) -> None:
        self._taking = True
        taking = Doing(self.tr("Taking dossier %1 over…").replace("%1", marked.filed.code), stops=True)

        def work(handle: Handle) -> Dossier:
            return self._app.online.take(marked.filed.code, case, handle.step)

        def over(_: object) -> None:
            self._taking = False

        Operation(self, work, taking).on_success(self._taken).on_over(over).run()

    def _taken(self, dossier: Dossier) -> None:
        self._looked = None
        words = self.tr("Dossier %1 is here: compare its papers, scan what is missing.").replace("%1", dossier.code)
        self.changed.emit()
        self.went.emit(Where.DOSSIER, dossier.id)
        self.told.emit(Notice(words, "", good=True))


_TONES: Mapping[FileCheck | None, Tone] = {
    FileCheck.VALID: Tone.GOOD,
    FileCheck.UNKNOWN: Tone.ASK,
    FileCheck.UNSIGNED: Tone.ASK,
    FileCheck.INVALID: Tone.BAD,
    FileCheck.UNREADABLE: Tone.BAD,
}


def _short(found: FileCheck | None) -> str:
    """What was found of a file, in a few words."""
    return {
        None: translate("Online", "not looked at yet"),
        FileCheck.VALID: translate("Online", "signature valid"),
        FileCheck.UNKNOWN: translate("Online", "signature not proven"),
        FileCheck.INVALID: translate("Online", "signature FALSE"),
        FileCheck.UNSIGNED: translate("Online", "not signed"),
        FileCheck.UNREADABLE: translate("Online", "cannot be read"),
    }[found]
