"""What opening the dossier would mean: the papers to hand in, the time limit, the day of return, who decides."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.look import icons
from desktop.ui.look.parts import card, label, note, on_ground, shrinking, tell
from desktop.ui.look.tokens import ICON_PX, colours

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A paper to hand in, in words.

    Attributes:
        name: its name.
        about: how many, and what more is to be known.
        what: what will be done.
        reused: it is in an e-store.
    """

    name: str
    about: str
    what: str
    reused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Time limit, day of return, when it goes on, who decides; each in words."""

    limit: str
    due: str
    passed_on: str
    decides: str


class ProspectView(QVBoxLayout):
    """Two sheets: papers, facts."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(12)
        self.how_many = shrinking("", "soft")
        self.how_many.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(translate("ProspectView", "To hand in"), "name"))
        row.addWidget(self.how_many, 1)
        self.papers = QWidget()
        self._rows = QVBoxLayout(self.papers)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.store = note()
        self.store.setObjectName("small")
        self.sheet = card(head, self.papers, self.store)
        self.facts: dict[str, QLabel] = {}
        self._lines: dict[str, QWidget] = {}
        self.terms = card(
            self._fact("limit", translate("ProspectView", "Time limit")),
            self._fact("due", translate("ProspectView", "Day of return")),
            self._fact("passed_on", translate("ProspectView", "Goes on")),
            self._fact("decides", translate("ProspectView", "Decided by")),
        )
        empty = translate("ProspectView", "Choose a procedure to see what has to be handed in.")
        self.nothing = label(empty, "soft", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.sheet, self.terms, self.nothing):
            column.addWidget(part)
        column.addStretch(1)
        self.addWidget(on_ground(inside))
        self.clear()

    def clear(self) -> None:
        """No procedure is chosen."""
        for part in (self.sheet, self.terms):
            part.hide()
        self.nothing.show()

    def show_papers(self, count: str, lines: list[PaperLine], store: str) -> None:
        """Show the papers.

        Args:
            count: how many, in words.
            lines: each of them.
            store: what is to be known of the e-stores as a whole; empty where nothing is.
        """
        self.how_many.setText(count)
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for at, line in enumerate(lines):
            self._rows.addWidget(_paper(line, first=at == 0))
        self.store.setText(store)
        self.store.setVisible(bool(store))
        self.sheet.show()
        self.nothing.hide()

    def show_facts(self, facts: Facts, *, doubted: bool) -> None:
        """Show what follows for the dossier.

        Args:
            facts: in words.
            doubted: the day of return may still change.
        """
        for name, place in self.facts.items():
            place.setText(getattr(facts, name))
            self._lines[name].setVisible(bool(place.text()))
        tell(self.facts["due"], "asked" if doubted else "")
        self.terms.show()

    def _fact(self, name: str, words: str) -> QWidget:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(label(words, "soft"))
        self.facts[name] = label("", "name", wrap=True)
        self.facts[name].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.facts[name].setAccessibleName(words)
        row.addWidget(self.facts[name], 1)
        self._lines[name] = place
        return place


def _paper(line: PaperLine, *, first: bool) -> QFrame:
    frame = QFrame()
    frame.setObjectName("row" if not first else "")
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 8, 0, 8)
    row.setSpacing(12)
    sign = QLabel()
    colour = colours().act if line.reused else colours().soft
    sign.setPixmap(icons.picture("rotate-ccw" if line.reused else "circle-dashed", colour, ICON_PX))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(line.name, "name", wrap=True))
    words.addWidget(label(line.about, "small", wrap=True))
    what = label(line.what, "act" if line.reused else "soft")
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addLayout(words, 1)
    row.addWidget(what, 0, Qt.AlignmentFlag.AlignVCenter)
    return frame
