"""Deleting content: overwritten in place (`secure_delete`), a tombstone stays (R66); or all of an owner (R68)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select, true

from desktop.model.dossier import Paper
from desktop.model.slip import SlipKind
from desktop.model.states import ENDED, DigitisationState, StepState, SyncState
from desktop.store import contents, dossiers, online, outbox, owners, papers, search
from desktop.store import sent_back as versions
from desktop.store.books import GONE
from desktop.store.tables import (
    book_paper,
    content,
    counted,
    dossier,
    handed_over,
    lookup,
    page,
    page_edit,
    paper,
    party,
    pile,
    reused,
    sent_back,
    setting,
    signature,
    signature_evidence,
    slip,
    step,
    submitter,
    tombstone,
)


class PurgeReason(StrEnum):
    """Why content was deleted."""

    RETENTION = "retention"
    BY_HAND = "by hand"
    DATA_SUBJECT = "data subject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What stays of a deleted paper: no name, no number, no text.

    Attributes:
        paper_id: the paper.
        dossier_code: its dossier.
        code: component or result code.
        sha256: of the file that was deleted; empty where it had none.
        province_id: the province's identifier; empty where it never had the paper.
        confirmed_at: when the province confirmed it, UTC.
        purged_at: UTC.
        why: the reason.
    """

    paper_id: UUID
    dossier_code: str
    code: str
    sha256: str
    province_id: str
    confirmed_at: datetime | None
    purged_at: datetime
    why: PurgeReason


# Since when the retention time is counted.
_SINCE = (paper.c.confirmed_at, reused.c.taken_at)
# Dossiers whose record, with papers, the province has.
_RECORDED = select(step.c.dossier_id).where(outbox.brings_papers(), step.c.state == StepState.DONE)
_HOLDS = (paper.c.pdf_sha256 != "") | paper.c.id.in_(select(page.c.paper_id))
_ENDS = slip.c.kind.in_((SlipKind.REFUSAL, SlipKind.STOP)) & slip.c.void.is_(False)


def due(tx: Connection, before: datetime) -> list[UUID]:
    """Papers that may go: the province confirmed them, with an identifier, at or before a moment; and copies of stored
    papers taken by then, whose dossier's record it has; former versions of what it confirmed by then; and, though it
    never gets them, what was left out of a register book and what was refused or stopped by then. All of them only
    while they are still here whole.
    """
    here = paper.c.id.not_in(select(tombstone.c.paper_id))
    confirmed = select(paper.c.id).where(
        paper.c.sync == SyncState.CONFIRMED, paper.c.province_id != "", paper.c.confirmed_at <= before, here
    )
    copies = (
        select(paper.c.id)
        .join(reused, reused.c.paper_id == paper.c.id)
        .where(paper.c.digitisation == DigitisationState.REUSED, paper.c.pdf_sha256 != "", here)
        .where(reused.c.taken_at <= before, paper.c.dossier_id.in_(_RECORDED))
    )
    left_out = (
        select(paper.c.id)
        .join(book_paper, book_paper.c.paper_id == paper.c.id)
        .where(book_paper.c.outcome.in_(GONE), book_paper.c.at <= before, here)
    )
    former = select(paper.c.id).where(
        paper.c.id.in_(versions.outlived(paper.c.confirmed_at <= before)), paper.c.sync != SyncState.CONFIRMED, here
    )
    # Of what was refused or stopped only what was scanned: an empty paper holds nothing.
    ended = (
        select(paper.c.id)
        .join(dossier, dossier.c.id == paper.c.dossier_id)
        .where(dossier.c.state.in_(ENDED), here, _HOLDS)
        .where(paper.c.dossier_id.in_(select(slip.c.dossier_id).where(_ENDS, slip.c.at <= before)))
        .where(paper.c.dossier_id.not_in(select(slip.c.dossier_id).where(_ENDS, slip.c.at > before)))
    )
    found = (confirmed.order_by(paper.c.confirmed_at), copies, left_out, former, ended)
    # What the province confirmed before its dossier was stopped is found by both.
    return list(dict.fromkeys(paper_id for query in found for paper_id in tx.execute(query).scalars()))


def ahead(tx: Connection, now: datetime) -> bool:
    """Whether a paper was confirmed, or a copy taken, at a moment still to come: the clock ran ahead."""
    return any(tx.execute(select(since).where(since > now).limit(1)).first() for since in _SINCE)


def count_anew(tx: Connection, now: datetime) -> None:
    """Set times that a clock running ahead has noted to now: what they hold is kept longer, but not for ever."""
    for since in _SINCE:
        tx.execute(since.table.update().where(since > now).values({since: now}))


def purge(tx: Connection, paper_id: UUID, now: datetime, why: PurgeReason) -> int:
    """Delete a paper's pages, texts and file; gives how many bytes of content went.

    The caller has made sure that the paper may go.
    """
    own = papers.get(tx, paper_id)
    code, confirmed_at = tx.execute(
        select(dossier.c.code, paper.c.confirmed_at)
        .join(dossier, dossier.c.id == paper.c.dossier_id)
        .where(paper.c.id == paper_id)
    ).one()
    hashes = {own.pdf_sha256} | {
        sha256
        for row in tx.execute(select(page.c.raw_sha256, page.c.clean_sha256).where(page.c.paper_id == paper_id))
        for sha256 in row
    }
    tx.execute(delete(page).where(page.c.paper_id == paper_id))
    tx.execute(sent_back.update().where(sent_back.c.new_id == paper_id).values(reason=""))
    online.forget(tx, [paper_id])
    _bury(tx, own, code, confirmed_at, now, why)
    hashes |= _earlier_files(tx, paper_id)
    if not _content_left(tx, own.dossier_id):
        hashes |= _slips(tx, own.dossier_id)
    return _drop(tx, own, hashes - {""})


def _content_left(tx: Connection, dossier_id: UUID) -> bool:
    """Whether a dossier still has papers with pages or a file."""
    here = paper.c.id.not_in(select(tombstone.c.paper_id)) & (paper.c.pdf_sha256 != "")
    paged = paper.c.id.in_(select(page.c.paper_id))
    query = select(paper.c.id).where(paper.c.dossier_id == dossier_id, here | paged).limit(1)
    return tx.execute(query).first() is not None


def _slips(tx: Connection, dossier_id: UUID) -> set[str]:
    """Files of a dossier's slips, which name its owner: they go with the last of its papers, their rows stay."""
    own = slip.c.dossier_id == dossier_id
    found = set(tx.execute(select(slip.c.sha256).where(own)).scalars())
    tx.execute(slip.update().where(own).values(sha256="", reason=""))
    return found


def _drop(tx: Connection, own: Paper, hashes: set[str]) -> int:
    """The paper keeps the hash of its file; that must not keep the file itself."""
    size = select(func.coalesce(func.sum(content.c.size), 0))
    before = tx.execute(size.where(content.c.sha256.in_(hashes))).scalar_one()
    tx.execute(paper.update().where(paper.c.id == own.id).values(pdf_sha256=""))
    contents.drop(tx, hashes)
    tx.execute(paper.update().where(paper.c.id == own.id).values(pdf_sha256=own.pdf_sha256))
    return int(before - tx.execute(size.where(content.c.sha256.in_(hashes))).scalar_one())


def _earlier_files(tx: Connection, paper_id: UUID) -> set[str]:
    """Each signature made another file; all of them go."""
    return set(tx.execute(select(signature.c.pdf_sha256).where(signature.c.paper_id == paper_id)).scalars())


def _bury(
    tx: Connection, own: Paper, code: str, confirmed_at: datetime | None, now: datetime, why: PurgeReason
) -> None:
    tx.execute(delete(tombstone).where(tombstone.c.paper_id == own.id))
    tx.execute(
        insert(tombstone).values(
            paper_id=own.id,
            dossier_code=code,
            code=own.code,
            sha256=own.pdf_sha256,
            province_id=own.province_id,
            confirmed_at=confirmed_at,
            purged_at=now,
            why=why,
        )
    )


def erase(tx: Connection, dossier_id: UUID, now: datetime, why: PurgeReason) -> int:
    """Delete a whole dossier with its owner's data; tombstones of its papers stay. Gives the bytes of content."""
    gone = sum(purge(tx, own.id, now, why) for own in papers.of_dossier(tx, dossier_id))
    contents.drop(tx, _slips(tx, dossier_id) - {""})
    own_ids = select(paper.c.id).where(paper.c.dossier_id == dossier_id)
    owner = tx.execute(select(dossier.c.party_id).where(dossier.c.id == dossier_id)).scalar_one()
    number = tx.execute(select(party.c.number).where(party.c.id == owner)).scalar_one()
    search.forget(tx, dossier_id)
    tx.execute(delete(lookup).where(lookup.c.owner == number))
    tx.execute(delete(reused).where(reused.c.paper_id.in_(own_ids)))
    tx.execute(delete(handed_over).where(handed_over.c.paper_id.in_(own_ids)))
    tx.execute(delete(sent_back).where(sent_back.c.new_id.in_(own_ids) | sent_back.c.former_id.in_(own_ids)))
    tx.execute(delete(counted).where(counted.c.paper_id.in_(own_ids)))
    online.forget_dossier(tx, dossier_id)
    for journal in (step, page_edit, pile, slip):
        tx.execute(delete(journal).where(journal.c.dossier_id == dossier_id))
    own_signatures = select(signature.c.id).where(signature.c.paper_id.in_(own_ids))
    tx.execute(delete(signature_evidence).where(signature_evidence.c.signature_id.in_(own_signatures)))
    tx.execute(delete(signature).where(signature.c.paper_id.in_(own_ids)))
    tx.execute(delete(paper).where(paper.c.dossier_id == dossier_id))
    by = tx.execute(select(submitter.c.party_id).where(submitter.c.dossier_id == dossier_id)).scalars().all()
    tx.execute(delete(submitter).where(submitter.c.dossier_id == dossier_id))
    tx.execute(delete(dossier).where(dossier.c.id == dossier_id))
    for one in (owner, *by):
        owners.forget(tx, one)
    # Whatever setting points at the dossier (the one on the screen) must not outlive it.
    for name, value in tx.execute(select(setting.c.name, setting.c.value)).all():
        if value == str(dossier_id):
            tx.execute(delete(setting).where(setting.c.name == name))
    return gone


def unsent(tx: Connection, dossier_ids: Sequence[UUID]) -> list[str]:
    """Codes of those dossiers that have papers with content which the province has not confirmed."""
    codes = []
    for dossier_id in dossier_ids:
        recorded = tx.execute(_RECORDED.where(step.c.dossier_id == dossier_id)).first() is not None
        outlived = set(tx.execute(versions.outlived(true())).scalars())
        held = [one for one in papers.of_dossier(tx, dossier_id) if one.pdf_sha256 or papers.pages(tx, one.id)]
        if any(one.id not in outlived and not _is_there(one, recorded=recorded) for one in held):
            codes.append(dossiers.get(tx, dossier_id).code)
    return codes


def _is_there(own: Paper, *, recorded: bool) -> bool:
    """Whether the province has a paper; of a reused one it has all that it gets with the dossier's record."""
    return recorded if own.digitisation is DigitisationState.REUSED else own.sync is SyncState.CONFIRMED


def tombstones(tx: Connection) -> list[Tombstone]:
    """All of them, newest first."""
    rows = tx.execute(select(tombstone).order_by(tombstone.c.purged_at.desc())).mappings()
    return [Tombstone(**{**row, "why": PurgeReason(row["why"])}) for row in rows]
