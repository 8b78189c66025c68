"""A dossier's finished papers for the citizen: onto a stick, or into one ZIP; the journal says who took them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog, QListWidgetItem

from desktop.app import App
from desktop.machine.sticks import Stick
from desktop.model.dossier import Dossier
from desktop.model.errors import QuaySoError
from desktop.ui.acting import bind
from desktop.ui.acts.table import Act
from desktop.ui.controllers.sticks import choose_stick
from desktop.ui.focus import open_over
from desktop.ui.look import icons
from desktop.ui.look.tokens import colours
from desktop.ui.operations import Operation, Seen
from desktop.ui.page import Notice, Page
from desktop.ui.views.bundle import LEAST_PX, BundleView
from desktop.workflow.bundle import bundle_name, is_zip
from desktop.workflow.export import Exportable, Exported, recipient


def ask_for_bundle(page: Page, app: App, dossier_id: UUID) -> None:
    """Let the clerk hand a dossier's papers to the citizen.

    Args:
        page: tells the window what came of it.
        app: the services.
        dossier_id: which dossier.
    """
    open_over(page, BundleDialog(page, app, dossier_id))


class BundleDialog(QDialog):
    """Says what goes and what stays, and takes it along.

    Args:
        page: tells the window what came of it.
        app: the services.
        dossier_id: which dossier.
    """

    def __init__(self, page: Page, app: App, dossier_id: UUID) -> None:
        super().__init__(page)
        self._page = page
        self._app = app
        self._dossier_id = dossier_id
        self._dossier: Dossier | None = None
        self._going = 0
        self._busy = True
        self.view = view = BundleView()
        self.setLayout(view)
        self.setMinimumSize(*LEAST_PX)
        self.setWindowTitle(self.tr("For the citizen"))
        view.heading.setText(self.tr("Looking at the papers…"))
        view.cancel.clicked.connect(self.reject)
        view.save.clicked.connect(self.save)
        view.stick.clicked.connect(self.to_stick)
        view.to.textChanged.connect(lambda _: self._say_recorded())
        bind(self, {Act.SAVE: self.save})
        self._show_keys()

        def look(_: object) -> tuple[Dossier, list[Exportable]]:
            return app.dossiers.get(dossier_id), app.exporting.look(dossier_id)

        Operation(self, look, Seen.OWN).on_success(self._show).on_failure(self._show_trouble).run()

    def _show(self, found: tuple[Dossier, list[Exportable]]) -> None:
        self._dossier, papers = found
        going = [one for one in papers if one.why_not is None]
        self._going, self._busy = len(going), False
        view = self.view
        heading = self.tr("%1 of %2 papers can go along") if going else self.tr("No paper can go along yet")
        view.heading.setText(heading.replace("%1", str(len(going))).replace("%2", str(len(papers))))
        for one in papers:
            sign, colour = ("circle-alert", colours().ask) if one.why_not else ("circle-check", colours().good)
            words = one.why_not.message if one.why_not else one.paper.name
            view.papers.addItem(QListWidgetItem(icons.icon(sign, colour), words))
        view.to.setText(self._dossier.party.name)
        self._show_keys()
        (view.stick if going else view.cancel).setFocus()

    def _say_recorded(self) -> None:
        """Say, while a name is typed, what the journal keeps of it."""
        if self._dossier:
            who = recipient(self._dossier, self._to)
            known = {"owner": self.tr("the owner"), "submitter": self.tr("who handed it in")}
            words = self.tr("The journal will say: %1. No full name stands in it.")
            self.view.recorded.setText(words.replace("%1", known.get(who, who)))

    @property
    def _to(self) -> str:
        """Who takes them; the owner where nobody is named."""
        own = self._dossier.party.name if self._dossier else ""
        return self.view.to.text().strip() or own

    def _show_keys(self) -> None:
        for one in (self.view.stick, self.view.save):
            one.setEnabled(self._going > 0 and not self._busy)

    def to_stick(self) -> None:
        """Onto a USB stick, as a folder."""
        if self._going and not self._busy:
            choose_stick(self, self._app, self.view.stick, self._copy).on_failure(self._show_trouble).run()

    def _copy(self, stick: Stick) -> None:
        to, done = self._to, self.tr("%1 papers are on %2 in «%3», read back and the same.").replace("%2", stick.name)
        pull = self.tr("Have the system eject the stick before it is pulled.")

        def copied(found: tuple[Exported, Path]) -> None:
            exported, place = found
            self._told(done.replace("%1", str(len(exported.files))).replace("%3", place.name), pull)

        work = Operation(self, lambda _: self._app.exporting.bundle_to_stick(self._dossier_id, stick, to), Seen.OWN)
        self._do(self.tr("Copying to %1…").replace("%1", stick.name), work.on_success(copied))

    def save(self) -> None:
        """Into one ZIP, where the clerk says."""
        if self._dossier is None or not self._going or self._busy:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = str(Path(folder) / f"{bundle_name(self._dossier.code)}.zip")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the papers"), proposed, "ZIP (*.zip)")
        if chosen:
            self._save(Path(chosen))

    def _save(self, chosen: Path) -> None:
        to, file = self._to, chosen if is_zip(chosen) else Path(f"{chosen}.zip")
        done = self.tr("%1 papers are in «%2», read back and the same.").replace("%2", file.name)

        def saved(exported: Exported) -> None:
            self._told(done.replace("%1", str(len(exported.files))), "")

        # The system's own window has asked about a file that stands under the name that was chosen, and no other.
        bundle, dossier_id = self._app.exporting.bundle, self._dossier_id
        work = Operation(self, lambda _: bundle(dossier_id, file, to, replace=file == chosen), Seen.OWN)
        self._do(self.tr("Saving…"), work.on_success(saved))

    def _do(self, words: str, work: Operation[Any]) -> None:
        """One thing at a time."""
        if not self._busy:
            self._busy = True
            self.view.warning.hide()
            self.view.doing.begin(words)
            self._show_keys()
            work.on_failure(self._show_trouble).on_over(lambda _: self._done()).run()

    def _done(self) -> None:
        self._busy = False
        self.view.doing.end()
        self._show_keys()

    def _told(self, words: str, advice: str) -> None:
        self.accept()
        self._page.told.emit(Notice(words, advice, good=True))

    def _show_trouble(self, error: BaseException) -> None:
        if isinstance(error, QuaySoError):
            words = f"{error.message} {error.what_to_do}"
        else:
            words = self.tr("Something went wrong; nothing was half written. See the log.")
        self.view.warning.setText(words)
        self.view.warning.show()
