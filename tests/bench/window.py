"""How long the window lets a clerk wait: when a screen or dialog is made, under 200 pages, from a key to the picture.

A timer beats every 5 ms in the window's thread. Between two beats the window does nothing else for the clerk: the time
counts on a quiet machine, the CPU of that thread on any. Where a beat is very late, a second thread notes what the
window's thread is at. The 200 pages are read, signed and sent. The store of the last part has 100,000 papers.
`QUAYSO_WINDOW_PAGES` and `QUAYSO_WINDOW_DOSSIERS` give other numbers.
"""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import update

from desktop.app import App, open_app
from desktop.machine.folders import folders
from desktop.machine.secrets import TrainingSecrets
from desktop.machine.settings import Settings
from desktop.model.owner import party_from_qr
from desktop.model.scanning import USUAL
from desktop.model.signature import SignatureRole
from desktop.model.states import DigitisationState, SyncState
from desktop.store import tables
from desktop.store.file import Store
from desktop.store.folder import mark_folder
from desktop.training.names import PIN
from desktop.training.papers.pile import PaperSpec, kind_for, write_pile
from desktop.training.people import person
from desktop.ui.main_window import MainWindow
from desktop.ui.page import Where
from desktop.ui.screens import screens_of
from desktop.ui.starting import Starting
from desktop.ui.window import make_application
from tests.bench.row import Row, remark
from tests.bench.store import fill
from tests.ui.everywhere import dialogs_of
from tests.ui.living import live_for, live_until, press_through, shut

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PAGES = int(os.environ.get("QUAYSO_WINDOW_PAGES", "200"))
DOSSIERS = int(os.environ.get("QUAYSO_WINDOW_DOSSIERS", "25000"))
"""Of four papers each."""
ONE_SIDE = next(profile for profile in USUAL if not profile.duplex)
"""The pages are printed on one side: with both scanned, each would bring an empty one along."""
BEAT_MS, P99_MS, MOST_MS = 5, 30.0, 100.0
PICTURE_MS = 100.0
LATE_S = 0.05
"""A beat that is so late is looked into."""
LOOK_EVERY_MS = 200
MADE_MS = 400
"""By then a screen or a dialog is made, laid out, painted and filled."""
REST_MS, RESTS_AT = 1_000, 0.02
"""It rests where all its threads together take no more than this share of a processor, for so long."""
PATIENCE_S = 3_600.0
T = TypeVar("T")


class Heart(QObject):
    """Beats in the window's thread, and notes what lies between two beats.

    Attributes:
        waits_ms: beyond the beat itself, by the clock.
        busy_ms: CPU of this thread.
        at: what the thread was at where a beat was late, with how often.
    """

    def __init__(self) -> None:
        super().__init__()
        self.waits_ms: list[float] = []
        self.busy_ms: list[float] = []
        self.at: Counter[str] = Counter()
        self._last, self._cpu = time.monotonic(), time.thread_time()
        self._thread = threading.get_ident()
        self._apart = False
        self._over = threading.Event()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)
        threading.Thread(target=self._watch, name="late beats", daemon=True).start()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()
        self._over.set()

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is done here is the measurement's own, and not the window's."""
        self._apart = True
        yield
        self._apart = False
        self._last, self._cpu = time.monotonic(), time.thread_time()

    def _beat(self) -> None:
        now, cpu = time.monotonic(), time.thread_time()
        self.waits_ms.append(max(0.0, (now - self._last) * 1000 - BEAT_MS))
        self.busy_ms.append((cpu - self._cpu) * 1000)
        self._last, self._cpu = now, cpu

    def _watch(self) -> None:
        noted = 0.0
        while not self._over.wait(LATE_S / 5):
            if self._last == noted or self._apart or time.monotonic() - self._last < LATE_S:
                continue
            noted = self._last
            frames = traceback.extract_stack(sys._current_frames()[self._thread])
            own = [frame for frame in frames if "desktop" in Path(frame.filename).parts]
            if own:
                self.at[f"{Path(own[-1].filename).name}:{own[-1].lineno} {own[-1].name}"] += 1


def wait(heart: Heart, holds: Callable[[], object], what: str) -> None:
    """Let the window live until something holds; looking at that is not counted.

    Raises:
        TimeoutError: it does not come.
    """
    loop, until = QEventLoop(), time.monotonic() + PATIENCE_S
    came: list[bool] = []

    def look() -> None:
        with heart.apart():
            if holds() or time.monotonic() > until:
                came.append(bool(holds()))
                loop.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(LOOK_EVERY_MS)
    loop.exec()
    timer.stop()
    if not came[0]:
        raise TimeoutError(what)


@contextmanager
def opened(data: Path) -> Iterator[tuple[App, MainWindow]]:
    """The window on a training folder as a clerk opens it, at work."""

    def settled() -> App:
        app = open_app(data, training=True)
        app.first_run.leave()
        return app

    window = MainWindow(Settings(), training=True)
    starting = Starting(window, settled, Where.TODAY)
    window.show()
    window.activateWindow()
    live_until(lambda: window.lives and window.lights.watching and window.isActiveWindow(), "the window", PATIENCE_S)
    assert starting.app
    try:
        yield starting.app, window
    finally:
        shut(window)
        starting.app.close()


def figures(folder: Path) -> Iterator[Row]:
    """How long the window keeps a clerk waiting."""
    make_application()
    yield from _made(folder / "made")
    with opened(folder / "batch") as (app, window):
        heart = Heart()
        try:
            _batch(app, window, heart, folder / "pile")
        finally:
            heart.stop()
    yield from _of(heart)
    yield from _from_key_to_picture(folder / "many")


def _made(data: Path) -> Iterator[Row]:
    """Each screen and each dialog when it is made, in a window that has made none of them but the list of the day."""
    with opened(data) as (app, window):
        dossier = app.intake.start("1.004873", "TH1", party_from_qr(person("citizen 3").qr))
        screens = {one.where: partial(window.show_screen, one.where) for one in screens_of(app.settings)}
        screens[Where.DOSSIER] = partial(window.show_dossier, dossier.id)
        heart = Heart()
        for name, make in (screens | dialogs_of(window)).items():
            at = len(heart.busy_ms)
            QTimer.singleShot(0, make)
            live_for(MADE_MS)
            yield Row(f"CPU ms of its thread between two beats, «{name}» made", max(heart.busy_ms[at:]), MOST_MS)
            if dialog := QApplication.activeModalWidget():
                dialog.close()
        heart.stop()


def _of(heart: Heart) -> Iterator[Row]:
    for name, values in (
        ("ms that the window does nothing else", heart.waits_ms),
        ("CPU ms of its thread between two beats", heart.busy_ms),
    ):
        ordered = sorted(values)
        yield Row(f"{name}, {PAGES} pages: p99", ordered[len(ordered) * 99 // 100], P99_MS)
        yield Row(f"{name}, {PAGES} pages: most", ordered[-1], MOST_MS)
    for where, times in heart.at.most_common(8):
        remark(f"late {times} times at {where}")


def _batch(app: App, window: MainWindow, heart: Heart, pile: Path) -> None:
    """All pages into the first paper of a dossier, whatever else it needs, then signed and sent."""
    assert app.station
    with heart.apart():
        who = person("citizen 3")
        dossier = app.intake.start("1.004873", "TH1", party_from_qr(who.qr))
        first = app.checklist.rows(dossier.id)[0].paper
        write_pile(pile, [PaperSpec(kind=kind_for(first.code))] * PAGES, "batch", who)
        app.station.scanner.load(pile)
    window.show_dossier(dossier.id)
    page, view = window.dossier, window.dossier.view
    wait(heart, lambda: view.scan.isEnabled(), "the dossier")
    while paper := _apart(heart, lambda: app.checklist.next_missing(dossier.id)):
        page.scan(ONE_SIDE)
        wait(heart, lambda: not page.scanning and view.confirm.isEnabled() and app.work.wait_until_quiet(0), paper.code)
        press_through(view.confirm.click, page.contents)
        wait(heart, partial(_is_built, app, paper.id), f"the file of {paper.code}")
    wait(heart, view.sign.isEnabled, "everything confirmed")
    page.finishing.ask_pin(_apart(heart, lambda: app.signing.ready(dossier.id)), SignatureRole.OFFICIAL)
    dialog = page.finishing.dialog
    assert dialog
    wait(heart, dialog.view.certificate.count, "the certificate")
    QTest.keyClicks(dialog.pin, PIN)
    wait(heart, dialog.view.sign.isEnabled, "a PIN to try")
    dialog.view.sign.click()
    wait(
        heart,
        lambda: all(row.paper.sync is SyncState.CONFIRMED for row in app.checklist.rows(dossier.id)),
        "what the province has",
    )


def _apart(heart: Heart, ask: Callable[[], T]) -> T:
    with heart.apart():
        return ask()


def _is_built(app: App, paper_id: UUID) -> bool:
    return app.papers.get(paper_id).digitisation is DigitisationState.BUILT


def _from_key_to_picture(data: Path) -> Iterator[Row]:
    """CPU of all threads from a key until what it asks for is painted."""
    place = folders(data, training=True)
    mark_folder(place, training=True)
    store = Store(place, TrainingSecrets(place), training=True)
    fill(store, DOSSIERS)
    with store.writing() as tx:
        # What is filled in has no files: a dossier that is opened must not say that it has.
        tx.execute(update(tables.paper).values(digitisation="empty", signing="unsigned", sync="local"))
    store.close()
    with opened(data) as (_, window):
        _come_to_rest()
        find = window.page(Where.FIND)
        rows = find.view.rows  # type: ignore[attr-defined]
        acts: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
            "list: all dossiers": (lambda: window.show_screen(Where.FIND), lambda: rows.rows),
            "search: one name": (lambda: window.view.search.setText("nguyen"), lambda: find._shown == "nguyen"),  # type: ignore[attr-defined]
            "search: a code": (
                lambda: window.view.search.setText(f"H99.12-260312-{DOSSIERS // 2:05}"),
                lambda: len(rows.rows) == 1,
            ),
            "open a dossier": (
                lambda: window.show_dossier(rows.rows[0].key),
                lambda: window.dossier.picture.live and window.dossier._rows,
            ),
        }
        window.page(Where.DOSSIER)
        for name, (act, holds) in acts.items():
            yield Row(f"CPU ms from the key to the picture, {name}", _picture_ms(act, holds), PICTURE_MS)


def _come_to_rest() -> None:
    """Let the window live until what a start does beside it, the training province above all, is over."""
    begun, until = time.process_time(), time.monotonic() + PATIENCE_S
    live_for(REST_MS)
    while (time.process_time() - begun) * 1000 > REST_MS * RESTS_AT and time.monotonic() < until:
        begun = time.process_time()
        live_for(REST_MS)


def _picture_ms(act: Callable[[], object], holds: Callable[[], object]) -> float:
    begun = time.process_time()
    act()
    live_until(holds, "what was asked for", PATIENCE_S)
    QApplication.processEvents()
    return (time.process_time() - begun) * 1000
