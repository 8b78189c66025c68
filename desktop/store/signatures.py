"""Which signatures a paper bears (R41)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, insert, select

from desktop.store.tables import signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature as it was made.

    Attributes:
        paper_id: what was signed.
        role: `official` or `agency`.
        signer: name in the certificate.
        certificate_sha256: hash of the certificate, hex.
        level: `B-B`, `B-T`, …
        time_source: `clock` or `tsa`.
        signed_at: UTC.
        pdf_sha256: hash of the signed file.
    """

    paper_id: UUID
    role: str
    signer: str
    certificate_sha256: str
    level: str
    time_source: str
    signed_at: datetime
    pdf_sha256: str


def add(tx: Connection, made: Signature) -> None:
    """Keep the record of a signature."""
    tx.execute(insert(signature).values(**{name: getattr(made, name) for name in Signature.__dataclass_fields__}))


def of_paper(tx: Connection, paper_id: UUID) -> list[Signature]:
    """The paper's signatures in the order they were made."""
    query = select(signature).where(signature.c.paper_id == paper_id).order_by(signature.c.id)
    return [
        Signature(**{name: row[name] for name in Signature.__dataclass_fields__})
        for row in tx.execute(query).mappings()
    ]
