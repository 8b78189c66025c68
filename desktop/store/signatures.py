"""Which signatures a paper bears, and what proves them (R41)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, insert, select, update

from desktop.model.signature import Evidence, EvidenceKind
from desktop.model.states import STILL_HERE
from desktop.store.tables import evidence, paper, signature, signature_evidence, tombstone


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature as it was made.

    Attributes:
        paper_id: what was signed.
        role: `official` or `agency`.
        signer: name in the certificate.
        certificate_sha256: hash of the certificate, hex.
        level: `B-B`, `B-T`, `B-LTA`.
        time_source: `clock` or `tsa`.
        signed_at: UTC.
        pdf_sha256: hash of the signed file as it left the token.
        revocation: what was known of the certificate's revocation; `unchecked` is looked at again.
        software: name and version of the program that signed.
        extended_at: when validation data and a document timestamp were appended, UTC; None where not yet.
        id: its number in the store; 0 before it is kept.
    """

    paper_id: UUID
    role: str
    signer: str
    certificate_sha256: str
    level: str
    time_source: str
    signed_at: datetime
    pdf_sha256: str
    revocation: str = "unchecked"
    software: str = ""
    extended_at: datetime | None = None
    id: int = 0


def add(tx: Connection, made: Signature, proofs: Sequence[Evidence] = ()) -> int:
    """Keep the record of a signature with its evidence; gives its number."""
    values = {name: getattr(made, name) for name in Signature.__dataclass_fields__ if name != "id"}
    number: int = tx.execute(insert(signature).values(**values)).inserted_primary_key[0]  # type: ignore[index]
    add_evidence(tx, number, proofs)
    return number


def add_evidence(tx: Connection, signature_id: int, proofs: Sequence[Evidence]) -> None:
    """Keep more evidence of a signature; a piece that is there already is only named again."""
    for proof in proofs:
        sha256 = hashlib.sha256(proof.data).hexdigest()
        if not tx.execute(select(evidence.c.sha256).where(evidence.c.sha256 == sha256)).first():
            tx.execute(insert(evidence).values(sha256=sha256, kind=proof.kind, bytes=proof.data))
        link = {"signature_id": signature_id, "sha256": sha256}
        known = select(signature_evidence.c.sha256).where(
            signature_evidence.c.signature_id == signature_id, signature_evidence.c.sha256 == sha256
        )
        if not tx.execute(known).first():
            tx.execute(insert(signature_evidence).values(**link))


def evidence_of(tx: Connection, signature_id: int) -> list[Evidence]:
    """What is kept of a signature."""
    query = (
        select(evidence.c.kind, evidence.c.bytes)
        .join(signature_evidence, signature_evidence.c.sha256 == evidence.c.sha256)
        .where(signature_evidence.c.signature_id == signature_id)
        .order_by(evidence.c.kind, evidence.c.sha256)
    )
    return [Evidence(EvidenceKind(row["kind"]), bytes(row["bytes"])) for row in tx.execute(query).mappings()]


def of_paper(tx: Connection, paper_id: UUID) -> list[Signature]:
    """The paper's signatures in the order they were made."""
    query = select(signature).where(signature.c.paper_id == paper_id).order_by(signature.c.id)
    return [_signature(row) for row in tx.execute(query).mappings()]


def extendable(tx: Connection) -> list[UUID]:
    """Papers with a signature without appended proofs whose files have not begun to leave, oldest signature first."""
    query = (
        select(signature.c.paper_id)
        .join(paper, paper.c.id == signature.c.paper_id)
        .where(signature.c.extended_at.is_(None), paper.c.sync.in_(STILL_HERE))
    )
    return list(dict.fromkeys(tx.execute(query.order_by(signature.c.id)).scalars()))


def without_time(tx: Connection, before: datetime, hopeless: Collection[str]) -> list[UUID]:
    """Papers signed before a moment whose time is still only the PC's, and whose files have not begun to leave.

    Those whose certificate's standing makes a proof `hopeless` are left out.
    """
    query = (
        select(signature.c.paper_id)
        .join(paper, paper.c.id == signature.c.paper_id)
        .where(signature.c.extended_at.is_(None), signature.c.time_source == "clock", signature.c.signed_at < before)
        .where(paper.c.sync.in_(STILL_HERE), signature.c.revocation.not_in(hopeless))
    )
    return list(dict.fromkeys(tx.execute(query.order_by(signature.c.id)).scalars()))


def standing(tx: Connection, standings: Collection[str]) -> list[Signature]:
    """Signatures whose certificate stands so, of papers whose content is still here, in the order they were made."""
    query = (
        select(signature)
        .where(signature.c.revocation.in_(standings))
        .where(signature.c.paper_id.not_in(select(tombstone.c.paper_id)))
    )
    return [_signature(row) for row in tx.execute(query.order_by(signature.c.id)).mappings()]


def change(tx: Connection, signature_id: int, **values: Any) -> None:
    """Change what is known of a signature: its level, time source, revocation, when it was extended."""
    tx.execute(update(signature).where(signature.c.id == signature_id).values(**values))


def _signature(row: RowMapping) -> Signature:
    return Signature(**{name: row[name] for name in Signature.__dataclass_fields__})
