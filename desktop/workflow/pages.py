"""Edits of pages: each done at once, written into the dossier's journal, undone and redone as often as one likes."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from desktop.machine.clock import Clock
from desktop.machine.settings import Settings
from desktop.model.arrangement import Change, Slot, changed, difference
from desktop.model.dossier import Page, Paper, PaperKind
from desktop.model.edit import Adjust, Edit, PlaceCard, Reorder, Replace, edited, label, subject
from desktop.model.page import Crop, Edits, PageFacts
from desktop.model.states import DigitisationState
from desktop.store import arrangements, audit, contents, dossiers, papers
from desktop.store.file import Store
from desktop.workflow.allowed import require, why_not_fill
from desktop.workflow.catalogue_desk import CatalogueDesk
from desktop.workflow.errors import EditedSince, NotACard, NotReadYet
from desktop.workflow.page_work import PageWork


@dataclass(frozen=True, slots=True)
class Labels:
    """What the keys for undo and redo would do, in Vietnamese; empty where there is nothing.

    Attributes:
        undo: what would be undone.
        redo: what would be done again.
    """

    undo: str
    redo: str


@dataclass(frozen=True, slots=True)
class Uncropped:
    """A page with nothing cut off, to choose on it what is kept.

    Attributes:
        image: JPEG.
        facts: of this picture.
        kept: what is kept now, left, top, right, bottom, px of this picture.
    """

    image: bytes
    facts: PageFacts
    kept: tuple[float, float, float, float]


class PageEdits:
    """Whatever a clerk does to pages that are in; nothing asks "are you sure", everything can be undone.

    Args:
        store: where pages are.
        clock: time of the edit.
        settings: they say who does it.
        work: makes the picture of a page anew.
        catalogue: names of papers.
    """

    def __init__(
        self, store: Store, clock: Clock, settings: Settings, work: PageWork, catalogue: CatalogueDesk
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._work = work
        self._catalogue = catalogue

    def apply(self, edit: Edit) -> str:
        """Do an edit; pages whose picture changes are worked on again in the background.

        Returns:
            What was done, Vietnamese; empty where nothing had to change.

        Raises:
            PaperLocked: a paper it touches is signed.
            NoSuchPage, SidesDiffer, NoCardPair: it cannot be done.
            NotReadYet, NotACard: a side of a card is still being read, or is too large.
        """
        return self._do(lambda tx: edit)

    def adjust(self, page_id: UUID, change: Callable[[Page], Edits]) -> str:
        """Decide a page's cleaning from how it lies at that moment, whatever was decided since it was looked at.

        Args:
            page_id: which page.
            change: gives the new decisions for the page as it is then.

        Returns, raises: as `apply`, and NotReadYet where it must be known how the page stands.
        """

        def edit(tx: Connection) -> Edit:
            page = papers.get_page(tx, page_id)
            try:
                return Adjust(page_id, change(page))
            except NotReadYet:
                raise NotReadYet(papers.get(tx, page.paper_id).name, count=1) from None

        return self._do(edit)

    def shift(self, page_id: UUID, step: int) -> str:
        """Put a page some places up (negative) or down in its paper; as `apply`."""

        def edit(tx: Connection) -> Edit:
            lying = [page.id for page in papers.pages(tx, papers.get_page(tx, page_id).paper_id)]
            at = lying.index(page_id) if page_id in lying else 0
            return Reorder(page_id, max(0, min(at + step, len(lying) - 1)))

        return self._do(edit)

    def _do(self, found: Callable[[Connection], Edit]) -> str:
        with self._store.writing() as tx:
            edit = found(tx)
            dossier_id = papers.get(tx, papers.get_page(tx, subject(edit)).paper_id).dossier_id
            now = arrangements.load(tx, dossier_id)
            after = edited(now, edit)
            if isinstance(edit, PlaceCard):
                _require_card(tx, edit)
            change = difference(now, after)
            if not change:
                return ""
            words = label(now, edit)
            stale = self.write(tx, dossier_id, change, "page edited", type(edit).__name__)
            arrangements.record(
                tx, dossier_id, at=self._clock.now(), who=self._settings.officer, label=words, change=change
            )
        self._redo(stale)
        return words

    def undo(self, dossier_id: UUID, *, known: str | None = None) -> str:
        """Undo the last edit of a dossier; gives what was undone, empty where there is nothing.

        Args:
            dossier_id: which dossier.
            known: what the clerk was told would be undone; what the program did by itself since is left alone. None
                where nobody was told.

        Raises:
            EditedSince: the last edit is the program's own and was not `known`.
            PaperLocked: a paper it touches has been signed since.
            PaperInUse: a paper it made holds pages that came later.
        """
        return self._again(dossier_id, back=True, known=known)

    def redo(self, dossier_id: UUID) -> str:
        """Do again what was undone last; gives what, empty where there is nothing.

        Raises:
            PaperLocked: a paper it touches has been signed since.
        """
        return self._again(dossier_id, back=False)

    def _again(self, dossier_id: UUID, *, back: bool, known: str | None = None) -> str:
        with self._store.writing() as tx:
            find = arrangements.last_done if back else arrangements.first_undone
            entry = find(tx, dossier_id)
            if entry is None:
                return ""
            if entry.job and known is not None and entry.label != known:
                raise EditedSince()
            now = arrangements.load(tx, dossier_id)
            change = difference(now, changed(now, entry.change.back if back else entry.change))
            what = "page edit undone" if back else "page edit redone"
            stale = self.write(tx, dossier_id, change, what, str(entry.id))
            arrangements.set_undone(tx, entry.id, undone=back)
        self._redo(stale)
        return entry.label

    def labels(self, dossier_id: UUID) -> Labels:
        """What would be undone and redone now."""
        with self._store.reading() as tx:
            last, following = arrangements.last_done(tx, dossier_id), arrangements.first_undone(tx, dossier_id)
        return Labels(last.label if last else "", following.label if following else "")

    def uncropped(self, page_id: UUID) -> Uncropped:
        """A page cleaned as it is but for its crop.

        Raises:
            NotReadYet: it has not been looked at yet.
        """
        with self._store.reading() as tx:
            page = papers.get_page(tx, page_id)
            if page.facts is None:
                raise NotReadYet(papers.get(tx, page.paper_id).name, count=1)
            image = contents.fetch(tx, page.raw_sha256)
        # Here and not above, like what knows a card: what can be done to pages is asked for far more often.
        from desktop.page.work import process_page

        edits = replace(page.edits, crop=Crop(quad=None))
        whole = process_page(image, page.origin.dpi, read=False, edits=edits, seen=page.facts.look)
        corners = [whole.facts.clean_point(corner) for corner in page.facts.cleaning.frame]
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        top, bottom = min(y for _, y in corners), max(y for _, y in corners)
        return Uncropped(whole.clean_jpeg, whole.facts, (left, top, right, bottom))

    def new_paper(self, dossier_id: UUID, code: str) -> Slot:
        """A paper that does not exist yet, for `SplitOff`: a component or result of the dossier's procedure.

        Raises:
            UnknownCode: the procedure has no such component or result.
        """
        with self._store.reading() as tx:
            dossier = dossiers.get(tx, dossier_id)
        procedure = self._catalogue.procedure_of(dossier)
        result = any(one.code == code for one in procedure.results)
        kind = PaperKind.RESULT if result else PaperKind.COMPONENT
        return Slot(id=uuid.uuid4(), kind=kind, code=code, name=procedure.paper_name(code))

    def write(self, tx: Connection, dossier_id: UUID, change: Change, what: str, outcome: str) -> list[UUID]:
        """Make a change true in a transaction: papers it touches must be confirmed anew; audited.

        Raises:
            PaperLocked: a paper it touches is signed.
            DossierRefused: the dossier was not taken in.
        """
        dossier = dossiers.get(tx, dossier_id)
        before = {page.id: page.paper_id for page in arrangements.load(tx, dossier_id).places.values()}
        touched = {before[page] for page in change.pages if page in before}
        touched |= {UUID(after["paper_id"]) for _, after in change.pages.values() if after and "paper_id" in after}
        own = {paper.id: paper for paper in papers.of_dossier(tx, dossier_id)}
        for paper_id in touched & set(own):
            require(why_not_fill(dossier, own[paper_id]))
        stale = arrangements.write(tx, dossier_id, change)
        for paper in papers.of_dossier(tx, dossier_id):
            if paper.id in touched:
                reopen(tx, paper)
        audit.append(tx, self._settings.officer, what, str(dossier_id), outcome)
        return stale

    def _redo(self, stale: list[UUID]) -> None:
        for page_id in stale:
            self._work.add(page_id)


def turned(by: int) -> Callable[[Page], Edits]:
    """Turn a page by so many degrees, clockwise, from how it stands."""

    def change(page: Page) -> Edits:
        stands = page.edits.turn_deg
        if stands is None:
            stands = _facts(page).cleaning.turn_deg
        return replace(page.edits, turn_deg=(stands + by) % 360)

    return change


def straightened(page: Page) -> Edits:
    """Straighten a page, or leave it as it was scanned where it is straightened."""
    return replace(page.edits, skew_deg=0.0 if page.edits.skew_deg is None else None)


def whitened(page: Page) -> Edits:
    """Whiten a page, or leave its paper as it is where it is whitened."""
    white = page.edits.whiten
    return replace(page.edits, whiten=not (_facts(page).cleaning.whitened if white is None else white))


def _facts(page: Page) -> PageFacts:
    if page.facts is None:
        raise NotReadYet("", count=1)
    return page.facts


def put_in_place(tx: Connection, edit: Replace, at: datetime, who: str) -> None:
    """Put a page scanned anew in the place of the old one, as one more line of the dossier's journal."""
    dossier_id = papers.get(tx, papers.get_page(tx, edit.old).paper_id).dossier_id
    now = arrangements.load(tx, dossier_id)
    change = difference(now, edited(now, edit))
    arrangements.write(tx, dossier_id, change)
    arrangements.record(tx, dossier_id, at=at, who=who, label=label(now, edit), change=change)


def reopen(tx: Connection, paper: Paper) -> None:
    """After its pages changed, a paper must be confirmed anew, and its file is built again."""
    if papers.pages(tx, paper.id):
        papers.change(tx, paper.id, digitisation=DigitisationState.SCANNED, pdf_sha256="")
    elif paper.digitisation is not DigitisationState.EMPTY:
        papers.change(tx, paper.id, digitisation=DigitisationState.SCANNED, pdf_sha256="")
        papers.change(tx, paper.id, digitisation=DigitisationState.EMPTY)


def _require_card(tx: Connection, edit: PlaceCard) -> None:
    from desktop.page.card import is_card_sized

    for page_id in (edit.front, edit.back):
        page = papers.get_page(tx, page_id)
        if page.facts is None:
            raise NotReadYet(papers.get(tx, page.paper_id).name, count=1)
        if not is_card_sized(page.facts) and not page.edits.crop:
            raise NotACard()
