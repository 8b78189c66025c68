"""The screens: rail, keys and window are made of this list. Another screen is one entry here and its own files."""

from __future__ import annotations

from desktop.machine.settings import Settings
from desktop.ui.controllers.copies import CopiesPage
from desktop.ui.controllers.dossier import DossierPage
from desktop.ui.controllers.lists import HealthPage, QueuePage
from desktop.ui.controllers.new import NewPage
from desktop.ui.controllers.paper import PaperPage
from desktop.ui.controllers.report import ReportPage
from desktop.ui.controllers.results import ResultsPage
from desktop.ui.controllers.searching import AgencyPage, FindPage
from desktop.ui.controllers.setup import SetupPage
from desktop.ui.controllers.today import TodayPage
from desktop.ui.page import Screen, Where
from desktop.ui.words import QT_TRANSLATE_NOOP

SCREENS: tuple[Screen, ...] = (
    Screen(
        where=Where.TODAY,
        make=TodayPage,
        words=QT_TRANSLATE_NOOP("Screens", "Today"),
        icon="house",
        key="Ctrl+1",
    ),
    Screen(
        where=Where.DOSSIER,
        make=DossierPage,
        words=QT_TRANSLATE_NOOP("Screens", "Intake"),
        icon="inbox",
        key="Ctrl+2",
        leads_back=True,
    ),
    Screen(where=Where.PAPER, make=PaperPage, under=Where.DOSSIER, leads_back=True),
    Screen(where=Where.NEW, make=NewPage, under=Where.DOSSIER, leads_back=True),
    Screen(
        where=Where.RESULTS,
        make=ResultsPage,
        words=QT_TRANSLATE_NOOP("Screens", "Results"),
        icon="file-check",
        key="Ctrl+7",
        waits=lambda app: app.results.count_ready(),
    ),
    Screen(
        where=Where.COPIES,
        make=CopiesPage,
        words=QT_TRANSLATE_NOOP("Screens", "Certified copies"),
        icon="pen-line",
        key="Ctrl+9",
        waits=lambda app: app.board.count_copies(),
    ),
    Screen(
        where=Where.AGENCY,
        make=AgencyPage,
        words=QT_TRANSLATE_NOOP("Screens", "Agency"),
        icon="stamp",
        key="Ctrl+3",
        seen_by=lambda settings: settings.agency_signs,
        waits=lambda app: app.board.count_for_agency(),
    ),
    Screen(
        where=Where.FIND,
        make=FindPage,
        words=QT_TRANSLATE_NOOP("Screens", "Find"),
        icon="search",
        key="Ctrl+4",
    ),
    Screen(
        where=Where.QUEUE,
        make=QueuePage,
        words=QT_TRANSLATE_NOOP("Screens", "Outbox"),
        icon="send",
        key="Ctrl+5",
        waits=lambda app: app.sending.waiting(),
    ),
    Screen(
        where=Where.REPORT,
        make=ReportPage,
        words=QT_TRANSLATE_NOOP("Screens", "Report"),
        icon="chart-column",
        key="Ctrl+8",
    ),
    Screen(
        where=Where.HEALTH,
        make=HealthPage,
        words=QT_TRANSLATE_NOOP("Screens", "This PC"),
        icon="monitor-check",
        key="Ctrl+6",
        at_foot=True,
    ),
    Screen(where=Where.SETUP, make=SetupPage, under=Where.HEALTH, leads_back=True),
)


def screens_of(settings: Settings) -> tuple[Screen, ...]:
    """The screens that a counter has."""
    return tuple(screen for screen in SCREENS if screen.seen_by(settings))
