"""Choosing the driver (PKCS#11 module) of the signing USB."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QFileDialog, QListWidgetItem, QWidget

from desktop.app import App
from desktop.model.errors import QuaySoError
from desktop.signing.engines.modules import ModuleChoice
from desktop.signing.tokens.engine import Token
from desktop.ui.acting import bind
from desktop.ui.acts.table import Act
from desktop.ui.language import said, said_of
from desktop.ui.look import icons
from desktop.ui.look.parts import tell
from desktop.ui.look.tokens import colours
from desktop.ui.operations import Operation, Seen
from desktop.ui.views.modules import ModulesView
from desktop.workflow.token_modules import AUTOMATIC

WIDTH_PX, HEIGHT_PX = 640, 440


class ModulesDialog(QDialog):
    """The known drivers of this PC, a file chosen by hand, and what each is good for."""

    def __init__(self, app: App, parent: QWidget) -> None:
        super().__init__(parent)
        self._app = app
        self._busy = False
        self.setWindowTitle(self.tr("Driver of the signing USB"))
        self.resize(WIDTH_PX, HEIGHT_PX)
        self.view = view = ModulesView()
        self.setLayout(view)
        view.use.setDefault(True)
        for one in (view.browse, view.leave):
            one.setAutoDefault(False)
        view.use.clicked.connect(self._use_chosen)
        view.browse.clicked.connect(self._browse)
        view.leave.clicked.connect(self.reject)
        view.drivers.currentRowChanged.connect(lambda _: self._update())
        view.drivers.itemDoubleClicked.connect(lambda _: self._use_chosen())
        bind(self, {Act.FILE: self._browse})
        self._look()

    def _look(self) -> None:
        self.view.progress.show()
        look = Operation(self, lambda _: self._app.modules.known(), Seen.OWN)
        look.on_success(self._list).on_failure(self._refused).run()

    def _list(self, known: Sequence[ModuleChoice]) -> None:
        modules, drivers = self._app.modules, self.view.drivers
        drivers.clear()
        usable = sum(one.usable for one in known)
        every = self.tr("Automatic: every driver found that can be used (%1)").replace("%1", str(usable))
        self._add(every, AUTOMATIC)
        for one in known:
            name = said(one.vendor) or self.tr("Chosen by hand")
            why_not = self.tr("cannot be used: %1").replace("%1", said(one.why_not)) if one.why_not else ""
            self._add("\n".join(part for part in (name, str(one.path), why_not) if part), one.path, why_not)
        paths = [AUTOMATIC, *(one.path for one in known)]
        drivers.setCurrentRow(paths.index(modules.chosen) if modules.chosen in paths else 0)
        drivers.setFocus()
        if modules.locked:
            self._say(self.tr("The province has set the driver; it cannot be changed here."), "soft")
        self._update()

    def _add(self, text: str, path: Path, why_not: str = "") -> None:
        chosen = path == self._app.modules.chosen
        ticked = icons.icon("circle-check" if chosen else "circle", colours().act if chosen else colours().soft)
        item = QListWidgetItem(ticked, text)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, self.tr("In use: %1").replace("%1", text) if chosen else text)
        item.setData(Qt.ItemDataRole.UserRole, str(path) if path != AUTOMATIC else "")
        item.setToolTip(str(path) if path != AUTOMATIC else "")
        if why_not:
            item.setForeground(QColor(colours().bad))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.view.drivers.addItem(item)

    def _update(self) -> None:
        item, may = self.view.drivers.currentItem(), not self._busy and not self._app.modules.locked
        usable = item is not None and bool(item.flags() & Qt.ItemFlag.ItemIsEnabled)
        self.view.use.setEnabled(may and usable)
        self.view.browse.setEnabled(may)
        self.view.drivers.setEnabled(not self._busy)
        self.view.progress.setVisible(self._busy)

    def _use_chosen(self) -> None:
        item = self.view.drivers.currentItem()
        if item and self.view.use.isEnabled():
            self.use(Path(item.data(Qt.ItemDataRole.UserRole)))

    def _browse(self) -> None:
        if not self.view.browse.isEnabled():
            return
        kinds = self.tr("Drivers (*.dll)") if sys.platform == "win32" else self.tr("Drivers (*.so *.so.*)")
        kinds += ";;" + self.tr("All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.windowTitle(), "", kinds)
        if chosen:
            self.use(Path(chosen))

    def use(self, module: Path) -> None:
        """Try a driver, and keep it where it can be used."""
        self._busy = True
        self._say(self.tr("Trying the driver…"), "soft")
        trial = Operation(self, lambda _: self._app.modules.choose(module), Seen.OWN)
        trial.on_success(lambda tokens: self._kept(module, tokens)).on_failure(self._refused).run()
        self._update()

    def _kept(self, module: Path, tokens: Sequence[Token]) -> None:
        self._busy = False
        seen = ", ".join(f"«{token.label or token.serial}»" for token in tokens)
        if module == AUTOMATIC:
            words = self.tr("From now on every driver found is used.")
        elif seen:
            words = self.tr("The driver works and is kept. It sees: %1.").replace("%1", seen)
        else:
            words = self.tr("The driver works and is kept. Now plug the signing USB in.")
        self._say(words, "green")
        self._look()

    def _refused(self, error: BaseException) -> None:
        self._busy = False
        if isinstance(error, QuaySoError):
            self._say(said_of(error), "refused")
        else:
            self._say(self.tr("Something went wrong; the driver was not changed. See the log."), "refused")
        self._update()
        self.view.drivers.setFocus()

    def _say(self, words: str, told: str) -> None:
        self.view.outcome.setText(words)
        tell(self.view.outcome, told)
