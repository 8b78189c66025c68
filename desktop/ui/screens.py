"""The screens: rail, keys and window are made of this list. Another screen is one entry here and its own files.

They stand here in the order of the rail, and their keys are numbered by it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.machine.settings import Settings
from desktop.ui.page import Screen, Where
from desktop.ui.words import QT_TRANSLATE_NOOP

FOOT_KEY = "Ctrl+F11"
"""Of the one screen at the foot of the rail: there are nine digits for those above."""

_IN_ORDER = (
    Screen(
        where=Where.TODAY,
        page="today:TodayPage",
        words=QT_TRANSLATE_NOOP("Screens", "Today"),
        icon="house",
    ),
    Screen(
        where=Where.DOSSIER,
        page="dossier:DossierPage",
        words=QT_TRANSLATE_NOOP("Screens", "Intake"),
        icon="inbox",
        leads_back=True,
        before=Where.NEW,
    ),
    Screen(where=Where.PAPER, page="paper:PaperPage", under=Where.DOSSIER, leads_back=True),
    Screen(where=Where.JOURNAL, page="journal:JournalPage", under=Where.FIND, leads_back=True),
    Screen(where=Where.NEW, page="new:NewPage", under=Where.DOSSIER, leads_back=True),
    Screen(
        where=Where.RESULTS,
        page="results:ResultsPage",
        words=QT_TRANSLATE_NOOP("Screens", "Results"),
        icon="file-check",
        waits=lambda app: app.results.count_ready(),
    ),
    Screen(
        where=Where.COPIES,
        page="copies:CopiesPage",
        words=QT_TRANSLATE_NOOP("Screens", "Certified copies"),
        icon="pen-line",
        waits=lambda app: app.board.count_copies(),
    ),
    Screen(
        where=Where.BACKLOG,
        page="backlog.books:BooksPage",
        words=QT_TRANSLATE_NOOP("Screens", "Backlog"),
        icon="book-open",
    ),
    Screen(where=Where.DOUBTS, page="backlog.doubts:DoubtsPage", under=Where.BACKLOG, leads_back=True),
    Screen(
        where=Where.AGENCY,
        page="searching:AgencyPage",
        words=QT_TRANSLATE_NOOP("Screens", "Agency"),
        icon="stamp",
        seen_by=lambda settings: settings.agency_signs,
        waits=lambda app: app.board.count_for_agency(),
    ),
    Screen(
        where=Where.FIND,
        page="searching:FindPage",
        words=QT_TRANSLATE_NOOP("Screens", "Find"),
        icon="search",
    ),
    Screen(
        where=Where.QUEUE,
        page="lists:QueuePage",
        words=QT_TRANSLATE_NOOP("Screens", "Outbox"),
        icon="send",
        waits=lambda app: app.sending.waiting(),
    ),
    Screen(
        where=Where.REPORT,
        page="report:ReportPage",
        words=QT_TRANSLATE_NOOP("Screens", "Report"),
        icon="chart-column",
    ),
    Screen(
        where=Where.HEALTH,
        page="lists:HealthPage",
        words=QT_TRANSLATE_NOOP("Screens", "This PC"),
        icon="monitor-check",
        at_foot=True,
    ),
    Screen(where=Where.SETUP, page="setup:SetupPage", under=Where.HEALTH, leads_back=True),
    Screen(where=Where.OFFICIALS, page="officials.page:OfficialsPage", under=Where.HEALTH, leads_back=True),
    Screen(where=Where.SHIFT, page="officials.shift:ShiftPage", under=Where.TODAY, leads_back=True),
    Screen(where=Where.ONLINE, page="online:OnlinePage", under=Where.TODAY, leads_back=True),
)


def _with_keys(screens: Sequence[Screen]) -> Iterator[Screen]:
    """Each screen on the rail with the key of its place there: Ctrl+1 is the first; the machine's, at the foot, has
    its key beside that of the lights.
    """
    places = itertools.count(1)
    for screen in screens:
        if screen.words:
            screen = replace(screen, key=FOOT_KEY if screen.at_foot else f"Ctrl+{next(places)}")
        yield screen


SCREENS = tuple(_with_keys(_IN_ORDER))


def screens_of(settings: Settings) -> tuple[Screen, ...]:
    """The screens that a counter has."""
    return tuple(screen for screen in SCREENS if screen.seen_by(settings))
