"""What a dossier's papers say together, as bits in its own row, so that a report of many dossiers reads no paper.

Triggers keep it (migration `0019_papers_say`): whoever writes a paper, what stands in for one, or which paper came out
of a book, changes it in the same transaction. Beside the bits stand the last moments of its components:
`last_scanned_at` and so on.
"""

from __future__ import annotations

from enum import IntFlag, auto

from sqlalchemy import ColumnElement

from desktop.store.tables import dossier


class Says(IntFlag):
    """What one of a dossier's papers is; of each bit, whether there is such a paper.

    * `RESULT`: a result.
    * `COMPONENT_FILE`, `RESULT_FILE`: a component, or a result, with its signed file, or one of an e-store instead.
    * `REUSED`, `FROM_NATIONAL`: a component that comes from an e-store, from the national one.
    * `RESULT_CONFIRMED`: a result that the province has, by its identifier and an equal hash.
    * `SENDABLE`: one with pages or a file of its own; the province acknowledges no other.
    * `UNCONFIRMED`: such a one that it has not.
    * `EMPTY`: a component that is not there.
    * `UNSIGNED`: a sendable one without a file, or without a signature.
    * `LEAVING`: a signed one that is on its way, and was not refused.
    * `REFUSED`: one that the province sent back.
    * `UNREAD`: a component that was scanned and is not confirmed here.
    * `UNDER_WAY`: a sendable component that the province has not, or of which a moment of its way is not known.
    * `FROM_BOOK`: one that came out of a register book.
    """

    RESULT = auto()
    COMPONENT_FILE = auto()
    RESULT_FILE = auto()
    REUSED = auto()
    FROM_NATIONAL = auto()
    RESULT_CONFIRMED = auto()
    SENDABLE = auto()
    UNCONFIRMED = auto()
    EMPTY = auto()
    UNSIGNED = auto()
    LEAVING = auto()
    REFUSED = auto()
    UNREAD = auto()
    UNDER_WAY = auto()
    FROM_BOOK = auto()


def says(what: Says) -> ColumnElement[bool]:
    """Whether one of a dossier's papers is so."""
    return dossier.c.papers_say.bitwise_and(int(what)) != 0
