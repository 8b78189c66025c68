"""What can be done on the screen of a dossier: decided from its papers and from what the screen is busy with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.model.dossier import Paper, PaperKind
from desktop.model.signature import SignatureRole
from desktop.model.states import DigitisationState, SigningState
from desktop.ui.acts.offer import Offer, Offers
from desktop.ui.acts.table import Act
from desktop.ui.words import QT_TRANSLATE_NOOP
from desktop.workflow.checklist import ChecklistRow
from desktop.workflow.errors import NotConfirmed

UNCONFIRMED = frozenset({DigitisationState.SCANNED, DigitisationState.CONFIRMED})
WANTING = UNCONFIRMED | {DigitisationState.EMPTY}
_TO_SIGN = UNCONFIRMED | {DigitisationState.BUILT}
_PAGELESS = frozenset({DigitisationState.EMPTY, DigitisationState.REUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """What the screen is at.

    Attributes:
        scanning: the scanner is at work.
        turning: something else than what is shown was asked for.
        dead: nothing may change what is shown.
        live: what is shown is what was asked for last, with all that was done.
        opening: a frame to crop with is on its way.
        cropping: a frame lies on the page.
        signing: signing was asked for, and the dossier not looked at again since.
    """

    scanning: bool = False
    turning: bool = False
    dead: bool = False
    live: bool = True
    opening: bool = False
    cropping: bool = False
    signing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a dossier and its screen stand.

    Attributes:
        is_open: the dossier is not closed yet.
        rows: its checklist.
        wanted: the paper that was asked for last.
        chosen: the paper that is shown; None where none is.
        has_pages: that paper has pages.
        readable: all of them are read and belong to it.
        has_page: one of them is on the screen.
        typed: papers with something typed that is not confirmed yet.
        stored: papers that an e-store is known to have something for.
        offering: it has something valid for the chosen one.
        comparing: the clerk looks at that in place of scanned pages.
        agency_signs, keeps_seal: papers bear the agency's signature too; this clerk gives it.
        ended: nothing is put into it any more: it was refused, or stopped.
        stopped: what stops it from being signed, in the clerk's words; empty where nothing does.
        busy: what the screen is at.
    """

    is_open: bool
    rows: Sequence[ChecklistRow]
    wanted: UUID | None = None
    chosen: Paper | None = None
    has_pages: bool = False
    readable: bool = False
    has_page: bool = False
    typed: Collection[UUID] = ()
    stored: Collection[UUID] = ()
    offering: bool = False
    comparing: bool = False
    agency_signs: bool = False
    keeps_seal: bool = False
    ended: bool = False
    stopped: str = ""
    busy: Busy = Busy()

    @property
    def real(self) -> list[Paper]:
        """The papers, without the place of what is not sorted."""
        return [row.paper for row in self.rows if row.paper.kind is not PaperKind.UNSORTED]

    @property
    def unconfirmed(self) -> list[Paper]:
        """The papers with pages that nobody has confirmed, or not as their fields stand now."""
        unsigned = (row for row in self.rows if row.paper.signing is SigningState.UNSIGNED)
        return [row.paper for row in unsigned if row.unconfirmed or self._changed(row.paper)]

    def _changed(self, paper: Paper) -> bool:
        return paper.digitisation is DigitisationState.BUILT and paper.id in self.typed

    @property
    def confirmable(self) -> bool:
        """Whether what is shown is a paper to confirm, and all of it is shown."""
        chosen, busy = self.chosen, self.busy
        if chosen is None or not self.readable or busy.scanning or busy.opening or not busy.live:
            return False
        return chosen.digitisation in UNCONFIRMED or self._changed(chosen)

    def waiting(self, role: SignatureRole) -> list[Paper]:
        """The papers that wait for a signature."""
        return [row.paper for row in self.rows if row.awaited is role]

    @property
    def next_role(self) -> SignatureRole | None:
        """In whose name is signed next: the official's first, then, in the Văn thư's hands, the agency's (R37, R38)."""
        if self.waiting(SignatureRole.OFFICIAL):
            return SignatureRole.OFFICIAL
        if self.waiting(SignatureRole.AGENCY) and self.keeps_seal:
            return SignatureRole.AGENCY
        return None

    @property
    def nothing_to_sign(self) -> bool:
        """Whether the dossier can go without a signature: something is reused, nothing unsigned lies there."""
        if self.waiting(SignatureRole.AGENCY):
            return False
        states = {row.paper.digitisation for row in self.rows if row.paper.signing is SigningState.UNSIGNED}
        complete = not any(row.missing for row in self.rows)
        return self.is_open and DigitisationState.REUSED in states and not states & _TO_SIGN and complete

    @property
    def at_store(self) -> bool:
        """Whether what the e-stores have is shown: where there are no pages to look at, or the clerk compares."""
        pageless = self.chosen is not None and self.chosen.digitisation in _PAGELESS
        return self.has_store and (pageless or self.comparing)

    @property
    def has_store(self) -> bool:
        """Whether the e-stores have something for the chosen paper, which may still take it."""
        chosen = self.chosen
        there = chosen is not None and chosen.id in self.stored and chosen.signing is SigningState.UNSIGNED
        return there and not self.busy.scanning

    @property
    def has_file(self) -> bool:
        """Whether what is shown is a paper with a file that is as the paper is."""
        chosen = self.chosen
        there = chosen is not None and bool(chosen.pdf_sha256) and not self.busy.turning
        return there and not self.busy.scanning and not self.busy.cropping

    @property
    def target(self) -> Paper | None:
        """The paper that the next scan goes into: the chosen one while it is empty, else the next missing one."""
        if self.busy.scanning or self.busy.turning or self.ended:
            return None
        own = next((row.paper for row in self.rows if row.paper.id == self.wanted), None)
        empty = [row.paper for row in self.rows if row.paper.digitisation is DigitisationState.EMPTY]
        # A paper that is being confirmed takes no more pages.
        target = own if own in empty else empty[0] if empty else None if self.busy.dead else own
        if target is None or target.signing is not SigningState.UNSIGNED or target.kind is PaperKind.UNSORTED:
            return None
        return target


def dossier_acts(now: Standing) -> Offers:
    """What can be done now, and what of it is primary."""
    busy = now.busy
    unsigned = now.chosen is not None and now.chosen.signing is SigningState.UNSIGNED
    open_paper = unsigned and not busy.scanning and not now.ended
    more = open_paper and not busy.dead
    each = {
        Act.SCAN: Offer(open_paper and not busy.turning),
        Act.RESCAN: Offer(more and now.has_page),
        Act.SCAN_PILE: Offer(more),
        Act.SEPARATORS: Offer(more),
        Act.DECLARATION: Offer(more),
        Act.FILE: Offer(more),
        Act.STORE: Offer(now.has_store and not busy.dead),
        Act.SHOW_FILE: Offer(now.has_file),
        Act.CONFIRM: Offer(now.confirmable or busy.cropping, _confirm_words(busy)),
        Act.SIGN: _sign(now),
    }
    return Offers(each, _primary(now, each))


def _confirm_words(busy: Busy) -> str:
    return QT_TRANSLATE_NOOP("Acts", "Crop") if busy.cropping else ""


def _sign(now: Standing) -> Offer:
    unconfirmed = now.unconfirmed
    ready = now.next_role is not None or now.nothing_to_sign
    free = now.busy.live and not now.busy.scanning and not now.busy.signing
    allowed = ready and not unconfirmed and free and not now.stopped
    return Offer(allowed, _sign_words(now), NotConfirmed(names(unconfirmed)).message if unconfirmed else now.stopped)


def _sign_words(now: Standing) -> str:
    if now.nothing_to_sign:
        return QT_TRANSLATE_NOOP("Acts", "Send")
    if now.next_role is SignatureRole.AGENCY:
        return QT_TRANSLATE_NOOP("Acts", "Sign for the agency")
    return QT_TRANSLATE_NOOP("Acts", "Sign") if now.agency_signs else ""


def _primary(now: Standing, each: dict[Act, Offer]) -> Act | None:
    """Take what is stored, else confirm what lies there, else scan what is missing, else sign."""
    if now.at_store and now.offering:
        return Act.STORE
    if each[Act.CONFIRM].allowed:
        return Act.CONFIRM
    if any(row.paper.digitisation is DigitisationState.EMPTY for row in now.rows):
        return Act.SCAN
    return Act.SIGN if each[Act.SIGN].allowed else None


def names(papers: Iterable[Paper]) -> str:
    """Papers as a sentence names them."""
    return "; ".join(paper.name for paper in papers)
