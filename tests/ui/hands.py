"""Random hands at a window: keys, clicks, drags, sizes and news of every kind, from a seed; in a process of its own.

`python -m tests.ui.hands DATA SEED ACTS [--dark]` says `open`, then `page ID` for each page that is committed, `act N`
from time to time, and at last `done` with what went wrong as JSON. It can be killed at any moment and begun again.
"""

from __future__ import annotations

import json
import logging
import random
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desktop.app import App, open_app
from desktop.model.owner import party_from_qr
from desktop.training.people import person
from desktop.training.station import PIN
from desktop.ui.acts.table import TABLE, Act
from desktop.ui.controllers.pin import PinField
from desktop.ui.look.sheet import dress
from desktop.ui.look.tokens import DARK, LIGHT
from desktop.ui.main_window import MainWindow
from desktop.ui.screens import SCREENS
from desktop.ui.window import make_application, open_window
from tests.ui.desk import drawn, put
from tests.ui.living import live_for, live_until, shut

SIZES = [QSize(1366, 720), QSize(1280, 680), QSize(1024, 600), QSize(911, 512)]
PAUSES_MS = (0, 0, 5, 20, 60, 150)
SCANNING_MS = 300
"""Longer pauses while the scanner is at work: it is slower than hands, and stopped by many of their keys."""
LOST_AFTER = 12
"""Looks in a row at which nothing visible has the keyboard: a window that comes or goes has its moment."""
POPUP_STAYS = 4
"""Acts after which a menu is left: a hand that never leaves it tries nothing else."""
AT_A_DOSSIER = 0.3
"""Share of acts there that go on with it: chance alone leaves it before anything is scanned."""
TELL_EVERY = 10
MOST_PAGES = 7
"""No scan is begun where so many pages are there: reading them takes the processor from everything else."""

SCANS = tuple(TABLE[act].key for act in (Act.SCAN, Act.SCAN_PILE, Act.RESCAN))
NOTHING_HELD = Qt.KeyboardModifier.NoModifier
LINE_TROUBLES = ("*:503:3", "*:cut:2", "*:lose-answer:1")
SCANNER_TROUBLES: tuple[dict[str, Any], ...] = ({}, {}, {}, {"jam_after": 1}, {"cover_open": True})

_PLAIN = (
    *("Tab", "Backtab", "Return", "Enter", "Space", "Escape", "Up", "Down", "Left", "Right"),
    *("Home", "End", "PageUp", "PageDown", "Delete", "Backspace"),
)
_LETTERS = "abcdđeêgh 0123456789/-"


class Faults:
    """What nobody may see: errors, complaints in the log and of Qt, a keyboard that goes nowhere."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.last: deque[str] = deque(maxlen=12)
        self._guard = threading.Lock()
        handler = logging.Handler(logging.WARNING)
        handler.emit = self._logged  # type: ignore[method-assign]
        logging.getLogger().addHandler(handler)
        sys.excepthook = self._raised
        threading.excepthook = lambda given: self._raised(given.exc_type, given.exc_value, given.exc_traceback)
        qInstallMessageHandler(lambda kind, _, words: self.add(f"Qt: {words}"))

    def add(self, what: str) -> None:
        with self._guard:
            self.found.append(f"{what} [behind: {', '.join(self.last)}]")

    def _logged(self, record: logging.LogRecord) -> None:
        raised = f": {traceback.format_exception(*record.exc_info)}" if record.exc_info else ""
        self.add(f"log: {record.getMessage()}{raised}")

    def _raised(self, kind: Any, error: Any, trace: Any) -> None:
        self.add("".join(traceback.format_exception(kind, error, trace)))


class Hands:
    """Does something at random, again and again.

    Args:
        window: what is worked at.
        seed: of everything that happens.
        faults: where it is told what went wrong.
    """

    def __init__(self, window: MainWindow, seed: str, faults: Faults) -> None:
        self._window = window
        self._app: App = window.app
        self._chance = random.Random(seed)
        self._faults = faults
        self._told: set[str] = set()
        self._lost = 0
        self._in_popup = 0
        self.done = 0
        self._kinds: list[tuple[Callable[[], str], int]] = [
            (self._act_key, 30),
            (self._plain_key, 25),
            (self._type, 10),
            (self._click, 25),
            (self._draw, 4),
            (self._resize, 2),
            (self._news, 8),
            (self._job, 12),
        ]

    def work(self, acts: int) -> None:
        """Do so much; what one act opens (a menu has an event loop of its own) does not hold up the next."""
        self._left = acts
        self._next()
        live_until(lambda: self._left <= 0, f"{acts} acts", seconds=3_600)
        for _ in range(12):
            if QApplication.activePopupWidget() or QApplication.activeModalWidget():
                self._press(Qt.Key.Key_Escape)
                live_for(50)

    def _next(self) -> None:
        if self._left > 0:
            # Before the act: one that opens a menu returns when the menu is left.
            pause = self._chance.choice(PAUSES_MS) + SCANNING_MS * self._window.dossier.scanning
            QTimer.singleShot(pause, self._window, self._next)
            self._left -= 1
            self._act()

    def _act(self) -> None:
        self._look_for_the_keyboard()
        do = self._chance.choices([kind for kind, _ in self._kinds], [weight for _, weight in self._kinds])[0]
        if self._window.shown is self._window.dossier and self._chance.random() < AT_A_DOSSIER:
            do = self._job
        popup = QApplication.activePopupWidget()
        self._in_popup = self._in_popup + 1 if popup else 0
        if self._in_popup > POPUP_STAYS:
            self._in_popup = 0
            do = self._leave
        # Told before it is done: what comes of it comes within.
        self._faults.last.append(do.__name__.removeprefix("_"))
        what = do()
        self._faults.last.append(what)
        self.done += 1
        if self.done % TELL_EVERY == 0:
            self.tell()

    def tell(self) -> None:
        """Say what is committed, and how far the hands are."""
        for one in self._app.dossiers.latest():
            for row in self._app.checklist.rows(one.dossier.id):
                for page in self._app.papers.pages(row.paper.id, removed=True):
                    if str(page.id) not in self._told:
                        self._told.add(str(page.id))
                        say(f"page {page.id}")
        say(f"act {self.done}")

    def _look_for_the_keyboard(self) -> None:
        active, focus = QApplication.activeWindow(), QApplication.focusWidget()
        if active is None or QApplication.activePopupWidget() or (focus and focus.isVisible()):
            self._lost = 0
            return
        self._lost += 1
        if self._lost == LOST_AFTER:
            self._faults.add(f"nothing visible has the keyboard: {focus!r} in {active!r}")

    # Keys

    def _focus(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        modal = QApplication.activeModalWidget()
        return popup or QApplication.focusWidget() or modal or self._window

    def _press(self, key: Qt.Key, held: Qt.KeyboardModifier = NOTHING_HELD) -> None:
        QTest.keyClick(self._focus(), key, held)

    def _leave(self) -> str:
        self._press(Qt.Key.Key_Escape)
        return "Escape"

    def _act_key(self) -> str:
        key = self._chance.choice([entry.key for entry in TABLE.values() if entry.key] + [one.key for one in SCREENS])
        if not key or (key in SCANS and not self._may_scan()):
            return "no scan"
        press(self._focus(), key)
        return key

    def _may_scan(self) -> bool:
        return len(self._told) < MOST_PAGES

    def _plain_key(self) -> str:
        name = self._chance.choice(_PLAIN)
        self._press(Qt.Key[f"Key_{name}"])
        return name

    def _type(self) -> str:
        focus = self._focus()
        words = self._chance.choice(
            [
                PIN if isinstance(focus, PinField) else "12/2026",
                "2.000815",
                "tap-huan",
                person("citizen 3").qr,
                "",
                "1/1/2020",
            ]
        ) or "".join(self._chance.choices(_LETTERS, k=4))
        for letter in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self._focus(), QKeyEvent(kind, 0, NOTHING_HELD, letter))
        return f"type {len(words)} letters"

    def _job(self) -> str:
        """What a clerk would do next, so that hands come further than chance brings them."""
        dossier = self._window.dossier
        if QApplication.activePopupWidget():
            return self._leave()
        if isinstance(QApplication.focusWidget(), PinField):
            for letter in PIN:
                QApplication.sendEvent(self._focus(), QKeyEvent(QEvent.Type.KeyPress, 0, NOTHING_HELD, letter))
            self._press(Qt.Key.Key_Return)
            return "PIN"
        if QApplication.activeModalWidget():
            return self._leave()
        if self._window.shown is not dossier:
            found = self._app.dossiers.latest()
            if found:
                self._window.show_dossier(self._chance.choice(found).dossier.id)
            return "open"
        act = dossier.offers.primary
        if act is None or (act is Act.SCAN and not self._may_scan()):
            return "nothing to do"
        press(self._focus(), TABLE[act].key)
        return f"do {act}"

    # The mouse

    def _click(self) -> str:
        above = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._window
        seen = [one for one in above.findChildren(QWidget) if one.isVisible() and one.isEnabled() and one.width() > 4]
        if not seen:
            return "nothing to click"
        where = self._chance.choice(seen)
        point = QPoint(self._chance.randrange(where.width()), self._chance.randrange(max(1, where.height())))
        # As a mouse does: whatever lies on top of that point has it.
        on_top = above.childAt(where.mapTo(above, point)) or above
        name = on_top.objectName() or type(on_top).__name__
        at = on_top.mapFrom(above, where.mapTo(above, point))
        if TABLE[Act.SCAN].key in on_top.accessibleName() and not self._may_scan():
            return "no scan"
        if self._chance.random() < 0.15:
            QTest.mouseDClick(on_top, Qt.MouseButton.LeftButton, pos=at)
        else:
            QTest.mouseClick(on_top, Qt.MouseButton.LeftButton, pos=at)
        return f"click {name}"

    def _draw(self) -> str:
        """Draw something with the mouse: a small picture, a frame on the page."""
        panel = self._window.dossier.pages
        over = self._chance.choice([panel.thumbnails.viewport(), panel.page_view.viewport()])
        if not over.isVisible() or QApplication.activeModalWidget() or QApplication.activePopupWidget():
            return "nothing to draw"
        for kind in (QEvent.Type.MouseButtonPress, *[QEvent.Type.MouseMove] * 3, QEvent.Type.MouseButtonRelease):
            point = QPoint(self._chance.randrange(over.width() + 200), self._chance.randrange(max(1, over.height())))
            left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
            held = none if kind is QEvent.Type.MouseButtonRelease else left
            button = none if kind is QEvent.Type.MouseMove else left
            where = QPointF(point)
            event = QMouseEvent(kind, where, QPointF(over.mapToGlobal(point)), button, held, NOTHING_HELD)
            QApplication.sendEvent(over, event)
        return "draw"

    # The rest of the world

    def _resize(self) -> str:
        size = self._chance.choice(SIZES)
        self._window.resize(size)
        return f"resize {size.width()}"

    def _news(self) -> str:
        app, station = self._app, self._app.station
        assert station
        owner = party_from_qr(person(f"citizen {self._chance.randrange(9)}").qr)
        news: dict[str, Callable[[], object]] = {
            "a token": self._window.tokens_changed.emit,
            "the lights": self._window.lights.look,
            "a step": app.sending._tell,
            "a page": lambda: self._window.dossier.facts_came.emit(),
            "another dossier": lambda: app.intake.start("2.000815", "TH1", owner),
            "the line": lambda: station.province.fault(self._chance.choice(LINE_TROUBLES)),
            "the scanner": self._scanner_trouble,
        }
        name = self._chance.choice(list(news))
        if name == "another dossier" and len(app.dossiers.latest()) > 12:
            return "enough dossiers"
        news[name]()
        return name

    def _scanner_trouble(self) -> None:
        assert self._app.station
        self._app.station.scanner.set_faults(**SCANNER_TROUBLES[self._chance.randrange(len(SCANNER_TROUBLES))])


def press(widget: QWidget, key: str) -> None:
    """Press a key that is written as Qt has it in files."""
    combined = QKeySequence(key)[0]  # type: ignore[index]
    QTest.keyClick(widget, combined.key(), combined.keyboardModifiers())


def lay_pages(app: App) -> None:
    """Something to begin with, where the folder is new: a dossier with pages of two papers."""
    if app.dossiers.latest():
        return
    dossier = app.intake.start("1.004873", "TH1", party_from_qr(person("citizen 4").qr))
    pictures = [drawn(number) for number in range(3)]
    for number, at in enumerate((0, 0, 1)):
        put(app, app.checklist.rows(dossier.id)[at].paper.id, number, pictures)


def say(line: str) -> None:
    """Tell whoever began this process."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(words: list[str]) -> int:
    """Work at a window of a training folder."""
    data, seed, acts = Path(words[0]), words[1], int(words[2])
    application = make_application()
    dress(application, DARK if "--dark" in words else LIGHT)
    faults = Faults()
    chance = random.Random(f"files {seed}")
    app = open_app(data, training=True)
    files = ["", *sorted(str(one) for one in data.parent.glob("sample*"))]
    QFileDialog.getOpenFileName = lambda *_, **__: (chance.choice(files), "")  # type: ignore[method-assign]
    QFileDialog.getSaveFileName = lambda *_, **__: ("", "")  # type: ignore[method-assign]
    QDesktopServices.openUrl = lambda *_: True  # type: ignore[method-assign]
    try:
        window = open_window(app)
        live_until(lambda: window.isActiveWindow() and window.lights.watching, "the window")
        say("open")
        lay_pages(app)
        hands = Hands(window, seed, faults)
        hands.work(acts)
        hands.tell()
        shut(window)
        app.close()
    except Exception:
        faults.add(traceback.format_exc())
    say("done " + json.dumps(faults.found, ensure_ascii=False))
    return 1 if faults.found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
