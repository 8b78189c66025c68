"""The owner's card: its QR typed by a reader of codes, the card on the scanner, a picture of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.app import App
from desktop.model.errors import QuaySoError
from desktop.model.identity import card_text
from desktop.model.owner import party_from_qr
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.language import said_of
from desktop.ui.operations import Handle, Operation, Seen
from desktop.ui.views.opening.owner import OwnerView
from desktop.workflow.owners import CardRead


class CardForm(QObject):
    """Reads cards.

    Args:
        app: the services.
        view: the fields of the owner.
        page: whose work it is.
    """

    asked = Signal()
    """The clerk turns to the card."""
    seen = Signal(object)
    """Whose card it is, while the reader of codes may still be typing: a `Party`."""
    taken = Signal(object)
    """Whose card it is: a `Party`."""
    spelled = Signal(object)
    """What could be read of a card whose QR could not: a `CardRead`."""

    def __init__(self, app: App, view: OwnerView, page: QWidget) -> None:
        super().__init__(page)
        self._app, self._view, self._page = app, view, page
        self._read = ""
        self._reading: Operation[CardRead | None] | None = None
        view.qr.textChanged.connect(self._qr_came)
        view.scan.clicked.connect(self.scan)
        view.file.clicked.connect(self.choose_file)

    @property
    def busy(self) -> bool:
        """Whether a card is being read."""
        return self._reading is not None

    def begin(self) -> None:
        """No card was read yet."""
        self.stop()
        self._read = ""
        self._view.qr.clear()
        self._view.say_card("")

    def read_text(self, text: str) -> bool:
        """Take the owner from the text of a card's QR; where that is none, say why below. Whether it was one."""
        self.asked.emit()
        try:
            party = party_from_qr(text)
        except QuaySoError as error:
            self._view.say_card(said_of(error), "refused")
            return False
        self.taken.emit(party)
        return True

    def read_typed(self) -> bool:
        """Understand what a reader of codes has typed into the card's field; whether it was a card."""
        rest = self._view.qr.text().removeprefix(self._read)
        card = card_text(rest)
        # What follows a whole card, of newer ones, is not needed.
        known = bool(self._read) and not card
        read = known or self.read_text(card or rest)
        if read:
            self._view.qr.clear()
        else:
            # Read once more, it stands in the place of what could not be.
            self._view.qr.selectAll()
        return read

    def _qr_came(self, text: str) -> None:
        """Show whose card it is as soon as it is whole: not every reader of codes ends with Enter.

        The cursor stays: what the reader still types belongs here.
        """
        if not text:
            self._read = ""
            return
        card = card_text(text.removeprefix(self._read))
        self._view.say_card("")
        if not card:
            return
        try:
            party = party_from_qr(card)
        except QuaySoError:
            return
        self._read = text
        self.seen.emit(party)

    def scan(self) -> None:
        """Read the card that lies on the scanner."""
        if self._reading:
            return
        self.asked.emit()
        self._read_card(
            self.tr("Reading the card on the scanner… Esc stops."),
            lambda handle: self._app.owners.scan_card(handle.cancelled),
        )

    def stop(self) -> bool:
        """Read no more of a card; whether one was being read."""
        running, self._reading = self._reading, None
        if running:
            running.cancel()
            self._view.say_card("")
        return running is not None

    def choose_file(self) -> None:
        """Let the clerk choose a picture of a card."""
        kinds = self.tr("Pictures (*.jpg *.jpeg *.png *.pdf *.tif *.tiff *.webp *.bmp)")
        chosen, _ = QFileDialog.getOpenFileName(self._page, self.tr("Picture of a card"), "", kinds)
        if chosen:
            self.read_file(Path(chosen))

    def read_file(self, file: Path) -> None:
        """Read a picture of a card."""
        self.stop()
        self.asked.emit()
        self._read_card(
            self.tr("Reading the picture… Esc stops."),
            lambda _: self._app.owners.read_card(file.read_bytes(), file.name),
        )

    def _read_card(self, words: str, work: Callable[[Handle], CardRead | None]) -> None:
        self._view.say_card(words)
        self._reading = reading = Operation(self._page, work, Seen.OWN)

        def come(card: CardRead | None) -> None:
            if self._reading is reading:
                self.card_read(card)

        def fail(error: BaseException) -> None:
            if self._reading is reading:
                self._failed(error)

        reading.on_success(come).on_failure(fail).run()

    def card_read(self, card: CardRead | None) -> None:
        """A card was read; None where the clerk stopped."""
        self._reading = None
        self._view.say_card("")
        if card and card.party:
            self.taken.emit(card.party)
        elif card:
            self.spelled.emit(card)

    def _failed(self, error: BaseException) -> None:
        self._reading = None
        if isinstance(error, QuaySoError):
            self._view.say_card(said_of(error), "refused")
        else:
            words = with_key(Act.BY_HAND, self.tr("The card could not be read. Type the owner by hand (%k)."))
            self._view.say_card(words, "refused")
