"""The citizen's screen: her own while it is her turn, and in no moment anything of anybody else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from desktop.model.owner import party_from_qr
from desktop.store import dossiers
from desktop.training.people import person
from desktop.ui.controllers.citizen_screen import AtDeclaration
from desktop.ui.look.picture import Fitted
from desktop.ui.page import Where
from tests.ui.desk import put

SHIFT = Qt.KeyboardModifier.ShiftModifier
CITIZENS = (4, 7, 9)
CODES = {number: f"H99.12-260312-0000{number}" for number in CITIZENS}

pytestmark = pytest.mark.window


@pytest.fixture
def clerk(counter):
    yield counter
    counter.window.citizen_screen.close()


@pytest.fixture
def theirs(clerk, pictures) -> dict[int, UUID]:
    """A dossier of each citizen, each with a page and a code of its own."""
    app = clerk.window.app
    own = {}
    for number in CITIZENS:
        found = app.finder.find(CODES[number]).dossiers
        if found:
            own[number] = found[0].dossier_id
            continue
        dossier = app.intake.start("1.001193", "TH1", party_from_qr(person(f"citizen {number}").qr))
        put(app, app.checklist.rows(dossier.id)[0].paper.id, CITIZENS.index(number), pictures)
        with app._store.writing() as tx:
            dossiers.adopt_code(tx, dossier.id, CODES[number])
        own[number] = dossier.id
    return own


def words(view: QWidget) -> str:
    """All that stands on a window, is said of it, or is told under the mouse."""
    every = [view, *view.findChildren(QWidget)]
    texts = [one.text() for one in every if isinstance(one, QLabel)]
    texts += [text for one in every for text in (one.accessibleName(), one.accessibleDescription(), one.toolTip())]
    return "\n".join([view.windowTitle(), *texts])


def of(number: int) -> tuple[str, ...]:
    return person(f"citizen {number}").name, CODES[number]


def clean(view: QWidget, but: int | None = None) -> bool:
    """Whether nothing of anybody is on it, but for one."""
    told = words(view)
    nobody = but is not None or not view.findChildren(Fitted)
    return nobody and not any(one in told for number in CITIZENS if number != but for one in of(number))


def shows(clerk, number: int) -> bool:
    view = clerk.window.citizen_screen.view
    return view is not None and view.shown is not None and all(one in words(view) for one in of(number))


def to_dossier(clerk, dossier_id: UUID) -> None:
    window = clerk.window
    window.show_dossier(dossier_id)
    clerk.until(lambda: window.dossier._dossier and window.dossier._dossier.id == dossier_id, "the dossier")


def test_one_key_shows_the_dossier_to_its_citizen_and_closes_it_again(clerk, theirs):
    window = clerk.window
    to_dossier(clerk, theirs[4])
    clerk.press(Qt.Key.Key_F5, SHIFT)
    clerk.until(lambda: shows(clerk, 4), "her own")
    view = window.citizen_screen.view
    clerk.until(window.isActiveWindow, "the clerk keeps the keyboard")
    assert len([one for one in view.findChildren(Fitted) if not one.picture.isNull()]) == 2, "a page and the QR"
    clerk.until(window.app.citizen_side.wanted, "it is remembered")
    clerk.press(Qt.Key.Key_F5, SHIFT)
    clerk.until(lambda: window.citizen_screen.view is None, "closed")
    clerk.until(lambda: not window.app.citizen_side.wanted(), "that is remembered too")


def test_another_dossier_is_not_shown_until_its_turn(clerk, theirs):
    window = clerk.window
    to_dossier(clerk, theirs[4])
    clerk.press(Qt.Key.Key_F5, SHIFT)
    clerk.until(lambda: shows(clerk, 4), "her own")
    view = window.citizen_screen.view
    window.show_dossier(theirs[7])
    assert view.shown is None
    assert clean(view), "in the same moment"
    to_dossier(clerk, theirs[7])
    assert clean(view)
    clerk.press(Qt.Key.Key_F5, SHIFT)
    clerk.until(lambda: shows(clerk, 7), "his own")
    assert clean(view, but=7)
    to_dossier(clerk, theirs[4])
    assert clean(view), "somebody else sits there: her turn is over"


def test_it_is_blank_while_the_clerk_is_elsewhere_and_hers_again_after(clerk, theirs):
    window = clerk.window
    to_dossier(clerk, theirs[4])
    clerk.press(Qt.Key.Key_F5, SHIFT)
    clerk.until(lambda: shows(clerk, 4), "her own")
    view = window.citizen_screen.view
    for where in (Where.TODAY, Where.FIND, Where.QUEUE):
        window.show_screen(where)
        assert clean(view)
        window.show_screen(Where.DOSSIER)
        clerk.until(lambda: shows(clerk, 4), "hers again")
    window.show_screen(Where.NEW)
    assert clean(view)
    window.show_screen(Where.DOSSIER)
    clerk.until(lambda: window.dossier.picture.live, "the dossier")
    assert clean(view), "the form of a new dossier is for somebody else"


def test_when_the_screen_is_locked_nothing_is_left_on_it(clerk, theirs):
    window = clerk.window
    to_dossier(clerk, theirs[4])
    clerk.press(Qt.Key.Key_F5, SHIFT)
    clerk.until(lambda: shows(clerk, 4), "her own")
    view = window.citizen_screen.view
    window._screen.left.emit()
    clerk.until(lambda: view.shown is None, "blank")
    assert clean(view)
    window.dossier.refresh()
    clerk.until(lambda: window.dossier.picture.live, "looked again")
    assert clean(view), "nor does it come back by itself"


def test_a_closed_one_has_nothing_of_anybody_either(clerk, theirs):
    window = clerk.window
    to_dossier(clerk, theirs[4])
    clerk.press(Qt.Key.Key_F5, SHIFT)
    clerk.until(lambda: shows(clerk, 4), "her own")
    view = window.citizen_screen.view
    view.close()
    assert clean(view)
    assert window.citizen_screen.view is None
    clerk.until(lambda: not window.app.citizen_side.wanted(), "closed for good")


def test_a_dossier_opened_at_this_counter_has_its_turn_at_once(clerk, theirs):
    window = clerk.window
    clerk.press(Qt.Key.Key_F5, SHIFT)
    view = window.citizen_screen.view
    assert clean(view)
    window.show_screen(Where.NEW)
    # What the form tells once it has opened her dossier.
    window.new.started.emit(theirs[9])
    clerk.until(lambda: shows(clerk, 9), "her own")
    assert clean(view, but=9)


def test_it_speaks_the_windows_language_and_stays_hers(clerk, theirs):
    window = clerk.window
    to_dossier(clerk, theirs[4])
    clerk.press(Qt.Key.Key_F5, SHIFT)
    clerk.until(lambda: shows(clerk, 4) and "Ngày hẹn trả" in words(window.citizen_screen.view), "her own")
    window.appearance.other_language()
    clerk.until(lambda: shows(clerk, 4) and "Day of return" in words(window.citizen_screen.view), "in English")
    window.appearance.other_language()
    clerk.until(lambda: "Ngày hẹn trả" in words(window.citizen_screen.view), "in Vietnamese again")


def test_it_takes_all_of_a_second_screen(clerk, theirs, monkeypatch):
    class Second:
        def geometry(self) -> QRect:
            return QRect(10, 20, 640, 480)

    own = clerk.window.screen()
    monkeypatch.setattr(QGuiApplication, "screens", lambda: [own, Second()])
    clerk.press(Qt.Key.Key_F5, SHIFT)
    assert clerk.window.citizen_screen.view.isFullScreen()


ACTS = st.one_of(
    st.tuples(st.just("open"), st.sampled_from(CITIZENS)),
    st.tuples(st.sampled_from(("key", "leave", "back", "lock", "new", "declare", "declared")), st.just(0)),
)


class Turns:
    """Whose screen it may be, kept beside the window as a person would say it."""

    def __init__(self) -> None:
        self.up = False
        self.turn: int | None = None
        self.at: int | None = None
        self.last: int | None = None

    def do(self, act: str, number: int) -> None:
        getattr(self, act)(number)
        if self.at is not None:
            self.last = self.at
            self.turn = self.turn if self.turn == self.at else None

    def open(self, number: int) -> None:
        self.at = number

    def key(self, _: int) -> None:
        if self.up and self.at in {None, self.turn}:
            self.up, self.turn = False, None
        else:
            self.up, self.turn = True, self.at

    def declare(self, _: int) -> None:
        if self.at is not None:
            self.up, self.turn = True, self.at

    def declared(self, _: int) -> None:
        """The clerk is done with it."""

    def leave(self, _: int) -> None:
        self.at = None

    def back(self, _: int) -> None:
        self.at = self.last

    def lock(self, _: int) -> None:
        self.turn = None

    def new(self, _: int) -> None:
        self.at = self.turn = None

    @property
    def hers(self) -> int | None:
        return self.turn if self.up and self.turn == self.at else None


def declaration_of(clerk) -> AtDeclaration | None:
    """The declaration of the dossier that the clerk is at, shown to its citizen."""
    at = clerk.window.at_dossier
    rows = clerk.window.app.checklist.rows(at[0]) if at else []
    return AtDeclaration(rows[0].paper.id, to_citizen=True) if rows else None


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=2, max_size=9))
@example(acts=[("declare", 0), ("open", 7), ("declare", 0), ("lock", 0), ("declared", 0), ("open", 4)])
@example(acts=[("open", 4), ("key", 0), ("open", 7), ("open", 4), ("key", 0), ("leave", 0), ("back", 0), ("lock", 0)])
def test_whatever_the_clerk_does_nobody_sees_what_is_anothers(clerk, theirs, acts: list[tuple[str, int]]):
    window, turns = clerk.window, Turns()
    screen = window.citizen_screen
    screen.close()
    to_dossier(clerk, theirs[CITIZENS[0]])
    turns.do("open", CITIZENS[0])
    doing: dict[str, Any] = {
        "open": lambda number: window.show_dossier(theirs[number]),
        "key": lambda _: screen.toggle(window.at_dossier),
        "declare": lambda _: screen.declare(window.at_dossier, declaration_of(clerk)),
        "declared": lambda _: screen.declare(window.at_dossier, None),
        "leave": lambda _: window.show_screen(Where.TODAY),
        "back": lambda _: window.show_screen(Where.DOSSIER),
        "lock": lambda _: screen.end_turn(),
        "new": lambda _: window.show_screen(Where.NEW),
    }
    for act, number in acts:
        doing[act](number)
        turns.do(act, number)
        assert (screen.view is not None) == turns.up
        if screen.view is None:
            continue
        # Before anything that was asked for has come.
        assert clean(screen.view, but=turns.hers)
        if turns.hers is None:
            assert clean(screen.view)
            continue
        clerk.until(lambda: shows(clerk, turns.hers), "her own")
        assert clean(screen.view, but=turns.hers)
    clerk.until(lambda: window.dossier.picture.live, "all that was asked for has come")
    if screen.view is not None:
        assert clean(screen.view, but=turns.hers)
