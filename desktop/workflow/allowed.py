"""May this be done now: from how a dossier and its papers stand to the refusal of an act, or None where it may.

Pure functions, asked wherever an act begins and once more in the transaction that does it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.model.catalogue import Procedure
from desktop.model.dossier import Dossier, Page, Paper, PaperKind
from desktop.model.errors import Refusal
from desktop.model.page import PageVerdict
from desktop.model.signature import SignatureRole, awaited
from desktop.model.states import (
    NOBODYS,
    STANDS_STILL,
    STILL_HERE,
    DeliveryState,
    DigitisationState,
    DossierState,
    SigningState,
)
from desktop.workflow.errors import (
    AlreadySending,
    ComponentsMissing,
    DossierAwaits,
    DossierOpen,
    DossierRefused,
    DossierStopped,
    FileNotHere,
    NotConfirmed,
    NothingScanned,
    NotReadYet,
    NotSignedYet,
    OfficialFirst,
    PageUnfit,
    PaperLocked,
    ResultHidden,
    ResultUnfinished,
    SecretProcedure,
    StillUnsorted,
)

if TYPE_CHECKING:
    from desktop.workflow.checklist import ChecklistRow

SIGNED_BY = {SignatureRole.OFFICIAL: SigningState.SIGNED, SignatureRole.AGENCY: SigningState.AGENCY_SIGNED}
"""How a paper stands once it bears the signature of a role."""
_NOT_CLOSED = frozenset({DossierState.OPEN, *STANDS_STILL, *NOBODYS})
"""Nothing of dossiers in these states leaves this counter."""
WITHOUT_FILE = frozenset({DigitisationState.EMPTY, DigitisationState.REUSED})
"""Papers in these states have no file of their own that could be sent."""


def require(refusal: Refusal | None) -> None:
    """Raise a refusal where there is one."""
    if refusal is not None:
        raise refusal


def why_not_start(procedure: Procedure) -> Refusal | None:
    """Why no dossier may be opened for a procedure (R21)."""
    return SecretProcedure(procedure.code) if procedure.secret else None


def why_not_change(paper: Paper) -> Refusal | None:
    """Why nothing of a paper may change: its pages, its values, what stands in for it (R38)."""
    return None if paper.signing is SigningState.UNSIGNED else PaperLocked(paper.name)


def why_not_take_in(dossier: Dossier) -> Refusal | None:
    """Why nothing may be put into a dossier, neither pages nor what is said of them: it was refused or stopped, and
    stays so.
    """
    match dossier.state:
        case DossierState.REFUSED:
            return DossierRefused(dossier.code)
        case DossierState.STOPPED:
            return DossierStopped(dossier.code)
    return None


def why_not_fill(dossier: Dossier, paper: Paper) -> Refusal | None:
    """Why nothing may be put into a paper.

    Args:
        dossier: the paper's.
        paper: the paper.
    """
    return why_not_take_in(dossier) or why_not_change(paper)


def takes_pages(paper: Paper) -> bool:
    """Whether pages of a pile may be put into a paper."""
    return (
        why_not_change(paper) is None
        and paper.kind is not PaperKind.UNSORTED
        and paper.digitisation is not DigitisationState.REUSED
    )


def why_not_confirm(paper: Paper, pages: Sequence[Page], keep_red: str = "") -> Refusal | None:
    """Why a paper may not be confirmed (R22, R23).

    Args:
        paper: the paper.
        pages: its pages, without those set aside.
        keep_red: why pages that are judged unfit stay; empty where nobody has said it.
    """
    if locked := why_not_change(paper):
        return locked
    if paper.kind is PaperKind.UNSORTED:
        return StillUnsorted()
    if not pages:
        return NothingScanned(paper.name)
    unread = sum(page.facts is None for page in pages)
    if unread:
        return NotReadYet(paper.name, count=unread)
    for number, page in enumerate(pages, 1):
        if page.facts and page.facts.verdict is PageVerdict.RED and not keep_red.strip():
            reason = "; ".join(page.facts.reasons) or "không rõ"
            return PageUnfit(paper.name, number=number, reason=reason)
    return None


def why_not_go_on(dossier: Dossier) -> Refusal | None:
    """Why a dossier is not signed, closed or sent, and gets no result: it waits for additions, was refused, or
    was stopped.

    Args:
        dossier: the dossier.
    """
    if dossier.state is DossierState.AWAITING:
        return DossierAwaits(dossier.code)
    return why_not_take_in(dossier)


def why_not_close(rows: Sequence[ChecklistRow]) -> Refusal | None:
    """Why a dossier with this checklist is not complete (R4)."""
    unconfirmed = [row.paper.name for row in rows if row.unconfirmed]
    if unconfirmed:
        return NotConfirmed("; ".join(unconfirmed))
    missing = [row.paper.name for row in rows if row.missing]
    return ComponentsMissing("; ".join(missing)) if missing else None


def bears_signature(paper: Paper, role: SignatureRole) -> bool:
    """Whether nobody signs a paper in this role any more: it bears that signature, or the agency's, which is the last,
    or those of who issued it.

    Args:
        paper: the paper.
        role: in whose name it would be signed.
    """
    return paper.signing in {SIGNED_BY[role], SigningState.AGENCY_SIGNED, SigningState.ISSUED}


def why_not_sign(paper: Paper, role: SignatureRole, *, own_copies: bool) -> Refusal | None:
    """Why a paper may not be signed in this role.

    Args:
        paper: a paper whose file is built.
        role: in whose name it would be signed.
        own_copies: the agency makes copies itself, which it signs alone (R37).
    """
    if bears_signature(paper, role):
        return PaperLocked(paper.name)
    if role is SignatureRole.AGENCY and paper.signing is SigningState.UNSIGNED and not own_copies:
        return OfficialFirst(paper.name)
    return None if paper.sync in STILL_HERE else AlreadySending(paper.name)


def may_get_proofs(paper: Paper) -> bool:
    """Whether validation data and times may be appended: it is signed here, and no byte of its file has left."""
    return paper.signing in SIGNED_BY.values() and paper.sync in STILL_HERE


def may_be_queued(dossier: Dossier, own: Sequence[Paper], *, agency_signs: bool) -> bool:
    """Whether a dossier may go to the province: closed, and what is scanned bears every signature that it needs.

    Args:
        dossier: the dossier.
        own: its papers.
        agency_signs: papers here bear the agency's signature too.
    """
    scanned = [paper for paper in own if paper.digitisation not in WITHOUT_FILE]
    unfinished = any(
        paper.signing is SigningState.UNSIGNED or awaited(paper, agency_signs=agency_signs) for paper in scanned
    )
    return dossier.state not in _NOT_CLOSED and not unfinished


def is_finished(paper: Paper, *, agency_signs: bool) -> bool:
    """Whether a result is scanned and waits for nobody's signature."""
    return paper.digitisation is DigitisationState.BUILT and awaited(paper, agency_signs=agency_signs) is None


def why_not_hand_over(dossier: Dossier, results: Sequence[Paper], *, agency_signs: bool) -> Refusal | None:
    """Why results of a dossier may not be handed to the citizen.

    Args:
        dossier: the dossier.
        results: those that are to be handed over, still hidden.
        agency_signs: papers here bear the agency's signature too.
    """
    if dossier.state in _NOT_CLOSED:
        return DossierOpen(dossier.code)
    unfinished = (paper for paper in results if not is_finished(paper, agency_signs=agency_signs))
    first = next(unfinished, None)
    return ResultUnfinished(first.name) if first else None


def why_not_export(paper: Paper, *, agency_signs: bool) -> Refusal | None:
    """Why a paper's file may not be taken along: it lacks a signature, is hidden (R52) or still in its e-store.

    Args:
        paper: a paper of a dossier.
        agency_signs: papers here bear the agency's signature too.
    """
    reused = paper.digitisation is DigitisationState.REUSED
    if reused and not paper.pdf_sha256:
        return FileNotHere(paper.name)
    unfinished = paper.signing is SigningState.UNSIGNED or awaited(paper, agency_signs=agency_signs)
    if unfinished and not reused:
        return NotSignedYet(paper.name)
    return ResultHidden(paper.name) if paper.delivery is DeliveryState.HIDDEN else None
