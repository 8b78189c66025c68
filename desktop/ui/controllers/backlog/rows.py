"""How the list of books shows a book: how far it is, and what is next."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.ui.language import said
from desktop.ui.look.rows import Row, Tone
from desktop.workflow.backlog.books import BookRow

translate = QCoreApplication.translate


def row_of(one: BookRow) -> Row:
    """A book as the list shows it."""
    words, tone = next_of(one)
    own = one.book.sheet
    return Row(
        key=one.book.id,
        lead=said(own.title),
        name=one.book.name,
        about=own.result,
        done=one.confirmed + one.left_out,
        of=max(one.confirmed + one.left_out + one.waiting, 1),
        next=words,
        tone=tone,
    )


def next_of(one: BookRow) -> tuple[str, Tone]:
    """What is next for a book, in words, and what that means."""
    sheets, came = one.book.sheet.sheets, one.came
    if one.pile and one.pile.question:
        return translate("Books", "a sheet in doubt: answer above"), Tone.ASK
    if one.pile:
        return translate("Books", "being read: %1 of %2 sheets").replace("%1", str(came)).replace(
            "%2", str(sheets)
        ), Tone.ACT
    if came > sheets:
        words = translate("Books", "%1 sheets more than were counted")
        return words.replace("%1", str(came - sheets)), Tone.BAD
    if one.waiting:
        return translate("Books", "%1 results to look at").replace("%1", str(one.waiting)), Tone.ACT
    if came < sheets:
        return translate("Books", "%1 of %2 sheets: scan").replace("%1", str(came)).replace(
            "%2", str(sheets)
        ), Tone.SOFT
    return translate("Books", "done"), Tone.GOOD
