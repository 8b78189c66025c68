"""The tables. Times are UTC microseconds, so that they sort and never lose their zone (R64)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """A moment as whole microseconds since 1970 UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        """To the file."""
        return None if value is None else (value - _EPOCH) // _TICK

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:
        """From the file."""
        return None if value is None else _EPOCH + value * _TICK


tables = MetaData()

content = Table(
    "content",
    tables,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)

party = Table(
    "party",
    tables,
    Column("id", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("number", String(50), nullable=False),
    Column("name", String(500), nullable=False),
    Column("folded", String(500), nullable=False),
    Column("born", Date),
    Column("sex", String(10), nullable=False),
    Column("address", String(1000), nullable=False),
    Column("card_issued", Date),
    Index("party_by_number", "number"),
)

dossier = Table(
    "dossier",
    tables,
    Column("id", Uuid, primary_key=True),
    Column("code", String(60), nullable=False, unique=True),
    Column("provisional_code", String(20), nullable=False, unique=True),
    Column("procedure", String(40), nullable=False),
    Column("case", String(50), nullable=False),
    Column("catalogue_version", String(60), nullable=False),
    Column("party_id", ForeignKey("party.id"), nullable=False),
    Column("receiving_unit", String(40), nullable=False),
    Column("competent_unit", String(40), nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("state", String(20), nullable=False),
    Column("consent", Boolean, nullable=False),
    Column("officer", String(60), nullable=False),
    Index("dossier_by_time", "received_at"),
)

paper = Table(
    "paper",
    tables,
    Column("id", Uuid, primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("code", String(200), nullable=False),
    Column("name", String(5000), nullable=False),
    Column("position", Integer, nullable=False),
    Column("details", JSON, nullable=False),
    Column("digitisation", String(20), nullable=False),
    Column("signing", String(20), nullable=False),
    Column("sync", String(20), nullable=False),
    Column("delivery", String(20), nullable=False),
    Column("pdf_sha256", String(64), nullable=False),
    Column("province_id", String(200), nullable=False),
    Column("item_code", String(400), nullable=False),
    Index("paper_by_dossier", "dossier_id", "position"),
)

page = Table(
    "page",
    tables,
    Column("id", Uuid, primary_key=True),
    Column("paper_id", ForeignKey("paper.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("origin", JSON, nullable=False),
    Column("scanned_at", Moment, nullable=False),
    Column("raw_sha256", ForeignKey("content.sha256"), nullable=False),
    Column("clean_sha256", String(64), nullable=False),
    Column("thumbnail", LargeBinary),
    Column("facts", JSON(none_as_null=True)),
    Column("removed", Boolean, nullable=False),
    Index("page_by_paper", "paper_id", "position"),
)

signature = Table(
    "signature",
    tables,
    Column("id", Integer, primary_key=True),
    Column("paper_id", ForeignKey("paper.id"), nullable=False),
    Column("role", String(20), nullable=False),
    Column("signer", String(500), nullable=False),
    Column("certificate_sha256", String(64), nullable=False),
    Column("level", String(10), nullable=False),
    Column("time_source", String(20), nullable=False),
    Column("signed_at", Moment, nullable=False),
    Column("pdf_sha256", String(64), nullable=False),
)

step = Table(
    "step",
    tables,
    Column("id", Integer, primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("paper_id", ForeignKey("paper.id")),
    Column("key", String(40), nullable=False, unique=True),
    Column("payload", JSON, nullable=False),
    Column("payload_sha256", String(64), nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Moment),
    Column("result", JSON, nullable=False),
    Column("last_error", String(2000), nullable=False),
    UniqueConstraint("dossier_id", "position", name="step_place"),
)

catalogue = Table(
    "catalogue",
    tables,
    Column("version", String(60), primary_key=True),
    Column("valid_from", Date, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("data", JSON, nullable=False),
)

setting = Table(
    "setting",
    tables,
    Column("name", String(100), primary_key=True),
    Column("value", JSON, nullable=False),
)

audit = Table(
    "audit",
    tables,
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", String(60), nullable=False),
    Column("what", String(60), nullable=False),
    Column("item", String(200), nullable=False),
    Column("outcome", String(200), nullable=False),
    Column("hash", String(64), nullable=False),
)
