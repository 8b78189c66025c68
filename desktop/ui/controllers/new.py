"""The form of a new dossier as a page of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.app import App
from desktop.ui.acting import words_of
from desktop.ui.acts.table import Act
from desktop.ui.controllers.opening.page import Entered, NewDossierPage
from desktop.ui.page import Page, Where


class NewPage(Page):
    """The form; a started dossier is opened, and what a reader typed elsewhere in the window comes into it."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.form = NewDossierPage(app)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self.acts = {Act.SCAN: self.form.owner.card.scan, Act.CONFIRM: self.form.enter}
        self.form.started.connect(lambda dossier_id: self.went.emit(Where.DOSSIER, dossier_id))
        self.form.left.connect(lambda: self.went.emit(Where.TODAY, None))
        self._kept: object = None

    @property
    def busy(self) -> bool:
        """A card is being read, or the dossier opened."""
        return self.form.busy

    def kept(self) -> object:
        """What was entered."""
        return self.form.kept() if self.isVisible() else None

    def restore(self, kept: object) -> None:
        """Have in the form what was entered in another."""
        self._kept = kept

    def enter(self, what: object = None) -> None:
        """An empty form; or one with the citizen in it whose card was read.

        Args:
            what: the text of the card's QR; None for nobody yet.
        """
        self.titled.emit(words_of(Act.NEW), "")
        self.form.begin()
        kept, self._kept = self._kept, None
        if isinstance(kept, Entered):
            self.form.restore(kept)
        if isinstance(what, str):
            self.form.owner.card.read_text(what)

    def reads_cards(self, into: QWidget) -> bool:
        """Every field of the form takes a card."""
        return isinstance(into, QLineEdit)

    def take_card(self, text: str) -> bool:
        """A card read beside the fields fills the form too."""
        self.form.owner.card.read_text(text)
        return True

    def go_back(self) -> bool:
        """Esc stops the reading of a card; else the form is left."""
        return self.form.owner.card.stop()
