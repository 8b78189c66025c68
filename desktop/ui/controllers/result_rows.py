"""How the list of results shows a dossier: when its result is due, and what is next."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.machine.clock import vietnam_time
from desktop.ui.controllers.lines import said
from desktop.ui.look.rows import Row, Tone
from desktop.ui.views.results import Part
from desktop.workflow.results import Expected, When
from desktop.workflow.what_next import Next

translate = QCoreApplication.translate


def belongs(one: Expected, part: Part) -> bool:
    """Whether a dossier is of a part of the list."""
    match part:
        case Part.READY:
            return one.next is Next.HAND_OVER
        case Part.LATE:
            return one.when is When.LATE
        case Part.TODAY:
            return one.when is When.TODAY
        case Part.SOON:
            return one.when is When.SOON
        case _:
            return True


def row_of(one: Expected) -> Row:
    """A dossier as the list shows it."""
    words, tone = _said(one)
    return Row(
        key=one.dossier_id,
        lead=one.code,
        name=one.owner,
        about=one.procedure,
        done=one.finished,
        of=max(one.results, 1),
        next=words,
        tone=tone,
    )


def _said(one: Expected) -> tuple[str, Tone]:
    """When it is due and what is next, in words, and what that means."""
    if one.next is Next.NOTHING:
        when = vietnam_time(one.handed[0].at)[:16] if one.handed else ""
        return translate("Results", "handed over %1").replace("%1", when).strip(), Tone.SOFT
    words, tone = said(one.next, one.left)
    tone = Tone.BAD if one.when is When.LATE else Tone.ASK if one.when is When.TODAY and tone is Tone.SOFT else tone
    return f"{_due(one)} · {words}", tone


def _due(one: Expected) -> str:
    days = str(one.days)
    match one.when:
        case When.LATE:
            return translate("Results", "%1 days late").replace("%1", days)
        case When.TODAY:
            return translate("Results", "today")
        case When.UNSTATED:
            return translate("Results", "no day stated")
        case _:
            return translate("Results", "in %1 days").replace("%1", days)
