"""The owner: a card, fields to type in, those who were here before, who hands in for the owner, the e-store."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.model.dossier import PartyKind
from desktop.model.identity import SEXES
from desktop.ui.acting import act_button, act_chip
from desktop.ui.acts.table import Act
from desktop.ui.look.flow import Flow
from desktop.ui.look.parts import card, keep_below, label
from desktop.ui.views.opening.entry import Entry

translate = QCoreApplication.translate


class Way(StrEnum):
    """How the owner is made known."""

    CARD = "card"
    HAND = "hand"
    ORGANISATION = "organisation"
    FORMER = "former"


WAYS = {
    Way.CARD: Act.BY_CARD,
    Way.HAND: Act.BY_HAND,
    Way.ORGANISATION: Act.ORGANISATION,
    Way.FORMER: Act.FORMER,
}


class OwnerView(QVBoxLayout):
    """A sheet with the ways to make the owner known, and the fields of the chosen one."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.ways: dict[Way, QPushButton] = {
            way: act_chip(act, name="tab", checkable=True) for way, act in WAYS.items()
        }
        self._group = QButtonGroup()
        for way in self.ways.values():
            self._group.addButton(way)
        self.entries: dict[str, Entry] = {}
        self.zone = self._card()
        self.person = self._person()
        self.more = self._more()
        self.organisation = self._organisation()
        self.former = self._former()
        self.by_other, self.submitter = self._submitter()
        self.consent = QComboBox()
        for words, answer in (
            (translate("OwnerView", "not asked yet"), None),
            (translate("OwnerView", "the owner agrees"), True),
            (translate("OwnerView", "the owner does not agree"), False),
        ):
            self.consent.addItem(words, answer)
        head = QWidget()
        title = label(translate("OwnerView", "1 · Owner"), "name")
        head.setLayout(Flow(title, *self.ways.values(), spacing=4))
        title.setContentsMargins(0, 0, 8, 0)
        self.addWidget(
            card(
                head,
                self.zone,
                self.person,
                self.more,
                self.organisation,
                self.former,
                self.submitter,
                self._foot(),
                spacing=12,
            )
        )
        self.show_way(Way.CARD)

    def show_way(self, way: Way) -> None:
        """Show what a way needs, and nothing else."""
        self.ways[way].setChecked(True)
        self.zone.setVisible(way is Way.CARD)
        self.person.setVisible(way in {Way.CARD, Way.HAND})
        self.more.setVisible(way is Way.HAND)
        self.organisation.setVisible(way is Way.ORGANISATION)
        self.former.setVisible(way is Way.FORMER)

    def say_card(self, words: str, told: str = "") -> None:
        """Say what the card says, or why it says nothing; nothing takes no room."""
        self.card_note.say(words, told)

    def _foot(self) -> QWidget:
        """Who hands in, and the e-store."""
        store = QWidget()
        row = QHBoxLayout(store)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = translate("OwnerView", "Papers into the e-store")
        self.consent.setAccessibleName(words)
        row.addWidget(label(words, "small"))
        row.addWidget(self.consent)
        foot = QWidget()
        foot.setLayout(Flow(self.by_other, store, spacing=12))
        return foot

    def _line(self, name: str, words: str, hint: str = "") -> Entry:
        self.entries[name] = Entry(words, QLineEdit(), hint)
        return self.entries[name]

    def _card(self) -> QFrame:
        zone = QFrame()
        zone.setObjectName("zone")
        column = QVBoxLayout(zone)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        self.qr = QLineEdit()
        self.card_note = Entry(
            translate("OwnerView", "QR of the citizen card, by a reader of codes"),
            self.qr,
            translate("OwnerView", "Read the QR of the citizen card into this field"),
            named=False,
        )
        self.scan = act_button(Act.SCAN, translate("OwnerView", "Card on the scanner"))
        self.file = act_button(Act.FILE, translate("OwnerView", "Picture of a card"))
        self.sample = act_button(Act.SAMPLE)
        keys = QWidget()
        keys.setLayout(Flow(self.scan, self.file, self.sample))
        column.addWidget(self.card_note)
        column.addWidget(keys)
        return zone

    def _person(self) -> QWidget:
        number = self._line(
            "number",
            translate("OwnerView", "Number of the person"),
            translate("OwnerView", "12 digits, old card, passport"),
        )
        born = self._line("born", translate("OwnerView", "Born"), translate("OwnerView", "day/month/year"))
        return _grid(
            [(self._line("name", translate("OwnerView", "Full name")), 0, 0, 4), (number, 0, 4, 4), (born, 0, 8, 4)]
        )

    def _more(self) -> QWidget:
        self.sex = QComboBox()
        self.sex.addItem("", "")
        for sex, words in zip(SEXES, (translate("OwnerView", "Male"), translate("OwnerView", "Female")), strict=True):
            self.sex.addItem(words, sex)
        self.entries["sex"] = Entry(translate("OwnerView", "Sex"), self.sex)
        return _grid(
            [
                (self.entries["sex"], 0, 0, 3),
                (self._line("address", translate("OwnerView", "Address")), 0, 3, 9),
            ]
        )

    def _organisation(self) -> QWidget:
        self.kind = QComboBox()
        for words, kind in (
            (translate("OwnerView", "Enterprise"), PartyKind.ENTERPRISE),
            (translate("OwnerView", "Household business"), PartyKind.HOUSEHOLD),
            (translate("OwnerView", "Agency"), PartyKind.AGENCY),
            (translate("OwnerView", "Other organisation"), PartyKind.OTHER),
        ):
            self.kind.addItem(words, kind)
        return _grid(
            [
                (Entry(translate("OwnerView", "Kind"), self.kind), 0, 0, 4),
                (self._line("organisation_number", translate("OwnerView", "Tax number or decision")), 0, 4, 4),
                (self._line("represented_by", translate("OwnerView", "Represented by")), 0, 8, 4),
                (self._line("organisation_name", translate("OwnerView", "Name of the organisation")), 1, 0, 6),
                (self._line("organisation_address", translate("OwnerView", "Address")), 1, 6, 6),
            ]
        )

    def _former(self) -> QWidget:
        self.words = QLineEdit()
        self.search = Entry(
            translate("OwnerView", "Who was here before"),
            self.words,
            translate("OwnerView", "Words of the name in any order, marks not needed; or digits of the number"),
        )
        self.found = QListWidget()
        self.found.setObjectName("papers")
        self.found.setAccessibleName(translate("OwnerView", "Found"))
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.hide()
        keep_below(self.words, self.found)
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.found)
        return place

    def _submitter(self) -> tuple[QPushButton, QWidget]:
        by_other = act_chip(Act.BY_OTHER, checkable=True)
        fields = _grid(
            [
                (
                    self._line(
                        "submitter_number",
                        translate("OwnerView", "Who hands in: number"),
                        translate("OwnerView", "type it, or read the QR"),
                    ),
                    0,
                    0,
                    4,
                ),
                (self._line("submitter_name", translate("OwnerView", "Who hands in: full name")), 0, 4, 4),
                (
                    self._line(
                        "authority",
                        translate("OwnerView", "Paper of authorisation"),
                        translate("OwnerView", "number and day"),
                    ),
                    0,
                    8,
                    4,
                ),
            ]
        )
        fields.hide()
        return by_other, fields


def _grid(entries: list[tuple[Entry, int, int, int]]) -> QWidget:
    """Fields side by side: each with its row, its first column and how many of twelve it takes."""
    place = QWidget()
    grid = QGridLayout(place)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    for column in range(12):
        grid.setColumnStretch(column, 1)
    for entry, row, column, wide in entries:
        entry.place.setMinimumWidth(0)
        grid.addWidget(entry, row, column, 1, wide)
    return place
