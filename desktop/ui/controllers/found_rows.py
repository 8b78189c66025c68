"""What was found, as rows of a list: whose, what, how far; and which dossier and paper a row is of."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from desktop.model.states import DeliveryState, DigitisationState
from desktop.ui.controllers import lines
from desktop.ui.language import said
from desktop.ui.look.rows import Row, Tone
from desktop.ui.views.find import Group
from desktop.workflow.found import Found, FoundPaper
from desktop.workflow.stored import StoredOffer
from desktop.workflow.what_next import Next

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Marked:
    """What a row is of.

    Attributes:
        dossier: the dossier.
        paper: the paper; None where the row is of the whole dossier.
        file: the paper whose file can be seen; None where there is none.
    """

    dossier: UUID
    paper: UUID | None
    file: UUID | None


def counts(found: Found) -> dict[Group, int]:
    """How much was found of each group."""
    return {
        Group.DOSSIERS: len(found.dossiers),
        Group.PAPERS: len(found.papers),
        Group.RESULTS: len(found.results),
        Group.STORED: len(found.stored),
    }


def rows_in(found: Found, group: Group) -> list[Row]:
    """The rows of a group."""
    match group:
        case Group.DOSSIERS:
            return lines.rows_of(found.dossiers)
        case Group.PAPERS:
            return [_paper(one) for one in found.papers]
        case Group.RESULTS:
            return [_paper(one) for one in found.results]
        case Group.STORED:
            return [_stored(offer) for offer in found.stored]


def marked(found: Found, group: Group, key: Hashable | None) -> Marked | None:
    """What a row is of; None where it is of nothing that is here."""
    every = (*found.papers, *found.results)
    if group is Group.DOSSIERS and isinstance(key, UUID):
        own = (one.paper for one in every if one.paper.dossier_id == key)
        return Marked(key, None, next((paper.id for paper in own if paper.pdf_sha256), None))
    paper = next((one.paper for one in every if one.paper.id == key), None)
    return Marked(paper.dossier_id, paper.id, paper.id if paper.pdf_sha256 else None) if paper else None


def why_no_stored(found: Found) -> str:
    """Why nothing of the e-stores is listed, and what to do; `%k` is the key that asks them."""
    if not found.person:
        return translate("Found", "Look for one person by name or number: then the e-stores can be asked by %k.")
    if found.asked_at is None:
        return translate("Found", "The e-stores were not asked about this person yet. %k asks them.")
    return translate("Found", "The e-stores have nothing of this person. %k asks them anew.")


def _paper(one: FoundPaper) -> Row:
    paper = one.paper
    words, tone = _stands(one)
    return Row(
        key=paper.id,
        lead=one.code,
        name=" · ".join(part for part in (paper.name, paper.details.number) if part),
        about=one.owner,
        done=0,
        of=0,
        next=words,
        tone=tone,
    )


def _stands(one: FoundPaper) -> tuple[str, Tone]:
    """How far a paper is, in words, and what that means."""
    if one.next is Next.NOTHING and one.paper.delivery is DeliveryState.DELIVERED:
        return translate("Found", "handed over"), Tone.GOOD
    if one.next is Next.NOTHING and one.paper.digitisation is DigitisationState.REUSED:
        return translate("Found", "from the e-store"), Tone.GOOD
    if one.next is Next.CONFIRM:
        return translate("Found", "to be confirmed"), Tone.ASK
    return lines.said(one.next, 1)


def _stored(offer: StoredOffer) -> Row:
    stored = offer.stored
    about: Sequence[str] = [part for part in (stored.number, stored.issuer) if part]
    return Row(
        key=(stored.shop, stored.id),
        lead=said(offer.where),
        name=stored.name,
        about=" · ".join(about),
        done=0,
        of=0,
        next=said(offer.validity),
        tone=Tone.GOOD if offer.usable else Tone.SOFT,
    )
