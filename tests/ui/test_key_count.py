"""Keys counted: from the procedure chosen to the dossier queued; and whole dossiers of three owners, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from desktop.model.states import DigitisationState, SyncState
from desktop.training.papers.pile import PaperSpec, kind_for, write_pile
from desktop.training.people import person
from desktop.training.station import PIN
from tests.ui.conftest import Clerk
from tests.ui.living import press_through

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
PASSWORD = "tap-huan"
MOST = 12
PAGES = 10
SHEETS = {"GT.KS.01": 2, "GT.KS.03": 2, "GT.CC.01": 1}
"""Sheets of the papers that are scanned: both sides of each are a page."""
IN_STORE = "GT.KS.04"

pytestmark = [pytest.mark.slow, pytest.mark.window]


class Counting:
    """Presses keys and counts them; a letter of the PIN is none.

    Args:
        clerk: who presses.
    """

    def __init__(self, clerk: Clerk) -> None:
        self.clerk = clerk
        self.pressed: list[str] = []

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.pressed.append(f"{modifier.name} {key.name}".replace("NoModifier ", ""))
        self.clerk.press(key, modifier)


def log_in(clerk: Clerk) -> None:
    account = clerk.window.account
    clerk.press(Qt.Key.Key_I, CTRL)
    clerk.until(lambda: account.dialog and account.dialog.view.password.hasFocus(), "the password field")
    clerk.type(PASSWORD)
    clerk.press(Qt.Key.Key_Return)
    clerk.until(lambda: "Nguyễn Thị Mẫu" in clerk.window.view.account.text(), "who is logged in")
    clerk.until(clerk.window.isActiveWindow, "the window")


def begin(clerk: Clerk) -> None:
    clerk.press(Qt.Key.Key_N, CTRL)
    clerk.until(lambda: clerk.window.new.procedure.ready, "the form")


def opened(clerk: Clerk) -> UUID:
    """The dossier that the form has opened, ready for the next key."""
    window = clerk.window
    clerk.until(lambda: window.shown is window.dossier and window.dossier._rows, "the dossier")
    clerk.until(lambda: not window.dossier.reuse._looking, "the look-up")
    assert window.dossier._dossier
    return window.dossier._dossier.id


def confirm(counting: Counting, paper_id: UUID) -> None:
    """Enter, for each value that wants a look and then for the paper."""
    clerk, papers = counting.clerk, counting.clerk.window.app.papers
    press_through(lambda: counting.press(Qt.Key.Key_Return), clerk.window.dossier.contents)
    clerk.until(lambda: papers.get(paper_id).digitisation is DigitisationState.BUILT, "the file")
    clerk.until(lambda: clerk.window.dossier.picture.live, "what comes next")


def scan(counting: Counting) -> UUID:
    """F2, until all pages are read; gives the paper that they went into."""
    clerk, dossier = counting.clerk, counting.clerk.window.dossier
    target = dossier.standing.target
    assert target
    counting.press(Qt.Key.Key_F2)
    clerk.until(lambda: not dossier.scanning and dossier.view.confirm.isEnabled(), f"the pages of {target.name}")
    clerk.until(lambda: dossier._chosen and dossier._chosen.paper.id == target.id, "it on the screen")
    return target.id


def sign(counting: Counting) -> None:
    clerk, finishing = counting.clerk, counting.clerk.window.dossier.finishing
    clerk.until(clerk.window.dossier.view.sign.isEnabled, "everything confirmed")
    assert clerk.window.dossier.view.sign.objectName() == "primary"
    counting.press(Qt.Key.Key_F9)
    clerk.until(lambda: finishing.dialog and finishing.dialog.pin.hasFocus(), "the PIN field")
    dialog = finishing.dialog
    assert dialog
    clerk.type(PIN)
    clerk.until(dialog.view.sign.isEnabled, "a PIN to try")
    counting.press(Qt.Key.Key_Return)
    clerk.until(lambda: not dialog.isVisible(), "all signed")


def hand_over(monkeypatch: Any, clerk: Clerk) -> None:
    """Every paper has as many sheets as `SHEETS` says."""
    station = clerk.window.app.station
    assert station

    def lay(dossier: Any, paper: Any, **_: Any) -> int:
        specs = [PaperSpec(kind=kind_for(paper.code), duplex=True)] * SHEETS.get(paper.code, 1)
        pile = station._place.data / "feeder"
        write_pile(pile, specs, paper.code, station._who(dossier.party.number))
        return station.scanner.load(pile)

    monkeypatch.setattr(station, "hand_over", lay)


def test_a_dossier_of_four_components_takes_twelve_keys(clerk: Clerk, monkeypatch: Any) -> None:
    window, app = clerk.window, clerk.window.app
    hand_over(monkeypatch, clerk)
    log_in(clerk)
    begin(clerk)
    clerk.type(person("citizen 1").qr)
    clerk.press(Qt.Key.Key_Return)
    clerk.type("1.001193")
    clerk.until(window.new.view.start.isEnabled, "the citizen and the procedure")

    counting = Counting(clerk)
    counting.press(Qt.Key.Key_Return)
    dossier_id = opened(clerk)
    pages = 0
    for row in app.checklist.rows(dossier_id):
        if row.paper.code == IN_STORE:
            clerk.until(lambda: window.dossier.reuse.offering, "what the e-store has")
            counting.press(Qt.Key.Key_G, CTRL)
            clerk.until(lambda: app.papers.get(row.paper.id).digitisation is DigitisationState.REUSED, "it is taken")  # noqa: B023
        else:
            paper_id = scan(counting)
            assert paper_id == row.paper.id
            pages += len(app.papers.pages(paper_id))
            confirm(counting, paper_id)
    sign(counting)
    assert app.sending.waiting() or all(row.paper.sync is not SyncState.LOCAL for row in app.checklist.rows(dossier_id))
    print(f"\n{len(counting.pressed)} keys for {pages} pages: {', '.join(counting.pressed)}")  # noqa: T201
    assert pages == PAGES
    assert len(counting.pressed) <= MOST


def by_card(clerk: Clerk) -> None:
    clerk.type(person("citizen 3").qr)
    clerk.press(Qt.Key.Key_Return)


def by_hand(clerk: Clerk) -> None:
    clerk.press(Qt.Key.Key_2, ALT)
    clerk.type("Đặng Thị Ngọc Ánh")
    clerk.press(Qt.Key.Key_Tab)
    clerk.type("052199000123")
    clerk.press(Qt.Key.Key_Tab)
    clerk.type("2/9/1999")
    clerk.press(Qt.Key.Key_Return)


def enterprise(clerk: Clerk) -> None:
    clerk.press(Qt.Key.Key_3, ALT)
    clerk.press(Qt.Key.Key_Tab)
    clerk.type("0100233488")
    clerk.press(Qt.Key.Key_Tab)
    clerk.type("Trần Văn Mẫu")
    clerk.press(Qt.Key.Key_Tab)
    clerk.type("Công ty TNHH Mẫu")
    clerk.press(Qt.Key.Key_Return)


@pytest.mark.parametrize("owner", [by_card, by_hand, enterprise])
def test_a_whole_dossier_of_every_owner_by_keys_alone(
    clerk: Clerk, monkeypatch: Any, owner: Callable[[Clerk], None]
) -> None:
    window, app = clerk.window, clerk.window.app
    hand_over(monkeypatch, clerk)
    begin(clerk)
    owner(clerk)
    assert window.new.view.procedure.words.hasFocus(), "the cursor goes to what is missing"
    clerk.type("2.000815")
    clerk.until(window.new.view.start.isEnabled, "the owner and the procedure")
    counting = Counting(clerk)
    counting.press(Qt.Key.Key_Return)
    dossier_id = opened(clerk)
    for _ in app.checklist.rows(dossier_id):
        confirm(counting, scan(counting))
    sign(counting)
    print(f"\n{owner.__name__}: {', '.join(counting.pressed)}")  # noqa: T201
    rows = app.checklist.rows
    clerk.until(lambda: all(row.paper.sync is SyncState.CONFIRMED for row in rows(dossier_id)), "the acknowledgement")
    arrived = f"Tỉnh đã nhận đủ hồ sơ {app.dossiers.get(dossier_id).code}."
    clerk.until(lambda: window.view.message.says(arrived), "that it has arrived")
    assert window.view.heading.text() == app.dossiers.get(dossier_id).code
