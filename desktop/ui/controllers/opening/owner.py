"""The owner of a new dossier: read from a card, typed, found again, or invented to practise with.

Whatever the way, the fields show it and can be corrected; what they say is the owner.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidgetItem, QWidget

from desktop.app import App
from desktop.machine.clock import VIETNAM
from desktop.model.dossier import Former, Party, PartyKind
from desktop.model.errors import QuaySoError
from desktop.model.identity import card_text
from desktop.model.owner import OwnerEntered, organisation, party_from_qr, person, texts_of
from desktop.ui.acting import with_key
from desktop.ui.acts.table import Act
from desktop.ui.controllers.opening.card import CardForm
from desktop.ui.controllers.opening.procedure import walk_with_arrows
from desktop.ui.language import said
from desktop.ui.operations import Doing, Operation
from desktop.ui.views.opening.owner import OwnerView, Way
from desktop.ui.views.opening.procedure import fill_list
from desktop.workflow.owners import CardRead

_FOUND_SHOWN = 5
_PERSON = {name: name for name in ("number", "name", "born", "sex", "address")}
_ORGANISATION = {
    "number": "organisation_number",
    "name": "organisation_name",
    "address": "organisation_address",
    "represented_by": "represented_by",
}
_SUBMITTER = {"number": "submitter_number", "name": "submitter_name"}


@dataclass(frozen=True, slots=True)
class Submitter:
    """Who hands in for the owner, and by which paper."""

    party: Party
    authority: str


@dataclass(frozen=True, slots=True)
class OwnerKept:
    """What stands in the fields, and how it came there.

    Attributes:
        way: how the owner is made known.
        texts: of the fields.
        rows: chosen in the lists to choose from.
        pictures: of a card, beside which a value was read.
        qr, words: what was typed to read a card, or to find somebody.
        by_other: somebody else hands in.
        known, submitter: who they are known to be.
        left, unsure: fields that were left, and those to compare with the card.
    """

    way: Way
    texts: Mapping[str, str]
    rows: Sequence[int]
    pictures: Mapping[str, QPixmap]
    qr: str
    words: str
    by_other: bool
    known: Party | None
    submitter: Party | None
    left: frozenset[str]
    unsure: frozenset[str]


class OwnerForm(QObject):
    """Keeps the fields of the owner.

    Args:
        app: the services.
        view: the fields.
        page: whose work it is.
    """

    changed = Signal()
    taken = Signal()

    def __init__(self, app: App, view: OwnerView, page: QWidget) -> None:
        super().__init__(page)
        self._app, self.view, self._page = app, view, page
        self._way = Way.CARD
        self._known: Party | None = None
        self._submitter: Party | None = None
        self._left: set[str] = set()
        self._unsure: set[str] = set()
        self._former: list[Former] = []
        self.card = CardForm(app, view, page)
        self.entered = OwnerEntered(party=None)
        view.sample.setVisible(app.training)
        for way, tab in view.ways.items():
            tab.clicked.connect(lambda _=False, way=way: self.turn_to(way))
        for name, entry in view.entries.items():
            if isinstance(entry.place, QLineEdit):
                entry.place.textChanged.connect(self._refresh)
                entry.place.editingFinished.connect(lambda name=name: self._leave(name))
                entry.place.textEdited.connect(lambda _, name=name: self._unsure.discard(name))
        view.sex.currentIndexChanged.connect(self._refresh)
        view.kind.currentIndexChanged.connect(self._refresh)
        self.card.asked.connect(self._to_card)
        self.card.seen.connect(self._show)
        self.card.taken.connect(self.take)
        self.card.spelled.connect(self._spelled)
        view.sample.clicked.connect(self.sample)
        view.words.textChanged.connect(self._search)
        view.found.itemClicked.connect(self._take_found)
        walk_with_arrows(view.words, view.found)
        view.by_other.toggled.connect(self._by_other)

    def begin(self) -> None:
        """Empty fields, ready for a card."""
        self.card.begin()
        self._known, self._submitter, self._former = None, None, []
        self.view.words.clear()
        self.view.kind.setCurrentIndex(0)
        self.view.consent.setCurrentIndex(0)
        self.view.by_other.setChecked(False)
        self._fill({}, self.view.entries)
        self.turn_to(Way.CARD)

    def kept(self) -> OwnerKept:
        """What stands in the fields, and how it came there."""
        view = self.view
        return OwnerKept(
            way=self._way,
            texts={name: one.place.text() for name, one in view.entries.items() if isinstance(one.place, QLineEdit)},
            rows=[choice.currentIndex() for choice in self._choices],
            pictures={name: one.picture.pixmap() for name, one in view.entries.items() if not one.picture.isHidden()},
            qr=view.qr.text(),
            words=view.words.text(),
            by_other=view.by_other.isChecked(),
            known=self._known,
            submitter=self._submitter,
            left=frozenset(self._left),
            unsure=frozenset(self._unsure),
        )

    def restore(self, kept: OwnerKept) -> None:
        """Have what stood in the fields of another form."""
        view = self.view
        view.by_other.setChecked(kept.by_other)
        for choice, row in zip(self._choices, kept.rows, strict=True):
            choice.setCurrentIndex(row)
        for name, text in kept.texts.items():
            place = view.entries[name].place
            assert isinstance(place, QLineEdit)
            place.setText(text)
        for name, picture in kept.pictures.items():
            view.entries[name].picture.setPixmap(picture)
            view.entries[name].picture.show()
        view.qr.setText(kept.qr)
        view.words.setText(kept.words)
        self._known, self._submitter = kept.known, kept.submitter
        self.turn_to(kept.way)
        self._left, self._unsure = set(kept.left), set(kept.unsure)
        self._refresh()

    @property
    def _choices(self) -> Sequence[QComboBox]:
        return self.view.sex, self.view.kind, self.view.consent

    # What stands there

    @property
    def party(self) -> Party | None:
        """The owner; None while something is missing or wrong."""
        return self.entered.party

    @property
    def submitter(self) -> Submitter | None:
        """Who hands in for the owner; None where the owner does, or something is missing or wrong."""
        party = self._submitter_entered().party if self.view.by_other.isChecked() else None
        return Submitter(party, self.view.entries["authority"].text.strip()) if party else None

    @property
    def consent(self) -> bool | None:
        """What the owner answered about the e-store; None where nobody asked."""
        answer: bool | None = self.view.consent.currentData()
        return answer

    def complain(self) -> QWidget | None:
        """Say below each field what is missing or wrong, and give the first such place; None where nothing is."""
        if self._way is Way.FORMER:
            self.view.search.say(self.tr("Nobody is chosen yet."), "refused")
            return self.view.words
        if self._way is Way.CARD and not any(self._texts(_PERSON).values()):
            words = with_key(Act.BY_HAND, self.tr("No card was read yet. %k to type the owner by hand."))
            self.view.say_card(words, "refused")
            return self.view.qr
        self._left.update(self.view.entries)
        self._refresh()
        for names, entered in self._groups():
            for name in ("name", "number", *names):
                if name in names and (name in entered.missing or name in entered.refused):
                    return self.view.entries[names[name]].place
        return None

    def _to_card(self) -> None:
        if self._way is not Way.CARD:
            self.turn_to(Way.CARD)

    def turn_back(self) -> None:
        """The cursor goes to where the owner is made known."""
        self.turn_to(self._way)

    def turn_to(self, way: Way) -> None:
        """Make the owner known in another way; what was typed stays."""
        self._way = way
        self._left.clear()
        self.view.show_way(way)
        first = {
            Way.CARD: self.view.qr,
            Way.HAND: self.view.entries["name"].place,
            Way.ORGANISATION: self.view.kind,
            Way.FORMER: self.view.words,
        }
        first[way].setFocus()
        self._refresh()

    def take(self, party: Party) -> None:
        """Take somebody who is known as the owner, and let the cursor go on."""
        self._show(party)
        self.taken.emit()

    def _show(self, party: Party) -> None:
        self._known = party
        self._left.clear()
        texts = texts_of(party)
        if party.kind is PartyKind.CITIZEN:
            self._fill(texts, _PERSON)
            if self._way is not Way.CARD:
                self.turn_to(Way.HAND)
        else:
            self.view.kind.setCurrentIndex(self.view.kind.findData(party.kind))
            self._fill({field: texts[name] for name, field in _ORGANISATION.items()}, _ORGANISATION.values())
            self.turn_to(Way.ORGANISATION)
        self._refresh()

    def sample(self) -> None:
        """In training: an invented citizen comes to the counter."""
        if self._app.training:
            inventing = Doing(self.tr("Inventing a citizen…"))
            Operation(self._page, lambda _: self._app.owners.sample(), inventing).on_success(self._sampled).run()

    def _sampled(self, party: Party | None) -> None:
        if party:
            self.turn_to(Way.CARD)
            self.take(party)

    def _spelled(self, card: CardRead) -> None:
        """Show what was read of a card beside what it was read from, to be compared."""
        self._known = None
        self.turn_to(Way.HAND)
        self._fill({name: value.text for name, value in card.values.items()}, _PERSON)
        for name, value in card.values.items():
            self.view.entries[name].show_picture(value.picture)
        self._unsure = {name for name, value in card.values.items() if not value.sure}
        self._refresh()

    # Who was here before

    def _search(self, words: str) -> None:
        def show(found: list[Former]) -> None:
            if words == self.view.words.text():
                self._show_found(found, words)

        looking = Doing(self.tr("Looking for who was here before…"))
        Operation(self._page, lambda _: self._app.owners.find(words), looking).on_success(show).run()

    def _show_found(self, found: list[Former], words: str) -> None:
        self._former = found
        fill_list(self.view.found, [(_former_words(one), str(at)) for at, one in enumerate(found)], _FOUND_SHOWN)
        nobody = self.tr("Nobody like «%1» was here before.").replace("%1", words.strip())
        self.view.search.say(nobody if words.strip() and not found else "")

    def take_chosen(self) -> bool:
        """Take the chosen one of those found; whether there was one."""
        item = self.view.found.currentItem()
        if self._way is not Way.FORMER or self.view.found.isHidden() or item is None:
            return False
        self._take_found(item)
        return True

    def _take_found(self, item: QListWidgetItem) -> None:
        self.take(self._former[int(item.data(Qt.ItemDataRole.UserRole))].party)

    # Fields

    def _by_other(self, checked: bool) -> None:
        self.view.submitter.setVisible(checked)
        if checked:
            self.view.entries["submitter_number"].place.setFocus()
        self._refresh()

    def _leave(self, name: str) -> None:
        if name == "submitter_number":
            self.read_submitter()
        if self.view.entries[name].text:
            self._left.add(name)
            self._refresh()

    def _fill(self, texts: Mapping[str, str], names: Iterable[str]) -> None:
        self._unsure.difference_update(names)
        for name in names:
            place = self.view.entries[name].place
            if isinstance(place, QLineEdit):
                place.setText(texts.get(name, ""))
            else:
                place.setCurrentIndex(max(0, place.findData(texts.get(name, ""))))
            self.view.entries[name].show_picture(None)

    def _texts(self, names: Mapping[str, str]) -> dict[str, str]:
        places = {name: self.view.entries[field].place for name, field in names.items()}
        return {name: p.text() if isinstance(p, QLineEdit) else str(p.currentData()) for name, p in places.items()}

    def read_submitter(self) -> None:
        """Put a QR that a reader of codes typed as the submitter's number into the fields."""
        party = self._submitter_entered().party
        number = self.view.entries["submitter_number"].place
        if party and isinstance(number, QLineEdit) and card_text(number.text()):
            self._submitter = party
            self._fill({"submitter_number": party.number, "submitter_name": party.name}, _SUBMITTER.values())

    def _submitter_entered(self) -> OwnerEntered:
        texts = self._texts(_SUBMITTER)
        card = card_text(texts["number"])
        if card:
            try:
                return OwnerEntered(party=party_from_qr(card))
            except QuaySoError:
                return OwnerEntered(party=None, refused={"number": self.tr("this QR is not whole")})
        known = self._submitter
        if known and texts == {"number": known.number, "name": known.name}:
            return OwnerEntered(party=known)
        return person(texts, self._app.owners.today())

    def _groups(self) -> list[tuple[Mapping[str, str], OwnerEntered]]:
        """The fields that are shown, by the name of each in what was entered."""
        own = _ORGANISATION if self._way is Way.ORGANISATION else _PERSON
        groups: list[tuple[Mapping[str, str], OwnerEntered]] = [(own, self.entered)]
        if self.view.by_other.isChecked():
            groups.append((_SUBMITTER, self._submitter_entered()))
        return groups

    def _understood(self) -> OwnerEntered:
        if self._way is Way.FORMER:
            # Whoever was typed elsewhere is not on the screen.
            return OwnerEntered(party=None)
        if self._way is Way.ORGANISATION:
            entered = organisation(self.view.kind.currentData(), self._texts(_ORGANISATION))
        else:
            entered = person(self._texts(_PERSON), self._app.owners.today())
        known, party = self._known, entered.party
        if known and party and known.kind is party.kind and texts_of(known) == texts_of(party):
            # The card's own facts stay with it: its day of issue is in no field.
            return OwnerEntered(party=known, doubts=entered.doubts, proved=entered.proved)
        return entered

    def _refresh(self) -> None:
        self.entered = self._understood()
        for names, entered in self._groups():
            for name, field in names.items():
                self._say(field, name, entered)
        self.changed.emit()

    def _say(self, field: str, name: str, entered: OwnerEntered) -> None:
        entry = self.view.entries[field]
        if field in self._left and name in entered.refused:
            reason = said(entered.refused[name])
            entry.say(f"{reason[:1].upper()}{reason[1:]}.", "refused")
        elif field in self._left and name in entered.missing:
            entry.say(self.tr("Not filled in yet."), "refused")
        elif name in entered.doubts:
            reason = said(entered.doubts[name])
            entry.say(f"{reason[:1].upper()}{reason[1:]}.", "asked")
        elif field in self._unsure:
            entry.say(self.tr("Compare with the card."), "asked")
        elif name == "number" and entered.proved:
            entry.say(self.tr("Fits the birth date and the sex."), "green")
        else:
            entry.say("")


def _former_words(one: Former) -> str:
    born = f" · {one.party.born:%d/%m/%Y}" if one.party.born else ""
    return f"{one.party.name} · {one.party.number}{born} · {one.received_at.astimezone(VIETNAM):%d/%m/%Y}"
