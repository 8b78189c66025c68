"""Dossiers as rows of a list: what is to be done next, in words and colour; what came back, in the province's own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.ui.look.rows import Row, Tone
from desktop.ui.words import QT_TRANSLATE_NOOP
from desktop.workflow.board import DossierLine
from desktop.workflow.what_next import Next

translate = QCoreApplication.translate

_WORDS = {
    Next.MEND: (QT_TRANSLATE_NOOP("Lines", "returned by the province"), Tone.BAD),
    Next.CONFIRM: (QT_TRANSLATE_NOOP("Lines", "%1 to be confirmed"), Tone.ASK),
    Next.SCAN: (QT_TRANSLATE_NOOP("Lines", "%1 to be scanned"), Tone.SOFT),
    Next.SIGN: (QT_TRANSLATE_NOOP("Lines", "to be signed"), Tone.ACT),
    Next.SEND: (QT_TRANSLATE_NOOP("Lines", "to be sent"), Tone.ACT),
    Next.SIGN_FOR_AGENCY: (QT_TRANSLATE_NOOP("Lines", "to be signed for the agency"), Tone.ACT),
    Next.AWAIT_AGENCY: (QT_TRANSLATE_NOOP("Lines", "waits for the seal keeper"), Tone.SOFT),
    Next.AWAIT_RESULT: (QT_TRANSLATE_NOOP("Lines", "no result yet"), Tone.SOFT),
    Next.HAND_OVER: (QT_TRANSLATE_NOOP("Lines", "to hand over"), Tone.ACT),
    Next.AWAIT_ADDITIONS: (QT_TRANSLATE_NOOP("Lines", "waits for additions"), Tone.ASK),
    Next.REFUSED: (QT_TRANSLATE_NOOP("Lines", "refused at the counter"), Tone.SOFT),
    Next.STOPPED: (QT_TRANSLATE_NOOP("Lines", "stopped"), Tone.SOFT),
    Next.AWAIT_PROVINCE: (QT_TRANSLATE_NOOP("Lines", "on its way"), Tone.ACT),
    Next.NOTHING: (QT_TRANSLATE_NOOP("Lines", "at the province"), Tone.GOOD),
}
"""What is to be done next, and what that means."""


def rows_of(lines: Iterable[DossierLine]) -> list[Row]:
    """The rows of some dossiers."""
    return [_row(line) for line in lines]


def _row(line: DossierLine) -> Row:
    words, tone = said(line.next, line.count)
    return Row(
        key=line.dossier_id,
        lead=line.code,
        name=line.owner,
        about=line.procedure,
        done=line.there,
        of=line.papers,
        next=line.why if line.next is Next.MEND and line.why else words,
        tone=tone,
        by=by_hour(line.reply_by),
        late=line.late,
    )


def by_hour(hour: datetime | None) -> str:
    """By when the applicant is to be told that the dossier is taken in."""
    return translate("Lines", "reply by %1").replace("%1", f"{hour:%H:%M %d/%m}") if hour else ""


def said(do: Next, count: int) -> tuple[str, Tone]:
    """What is to be done next, in words, and what that means.

    Args:
        do: what.
        count: with how many papers; 0 where that says nothing.
    """
    words, tone = _WORDS[do]
    return translate("Lines", words).replace("%1", str(count)), tone
