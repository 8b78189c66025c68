"""The tables. Times are UTC microseconds, so that they sort and never lose their zone (R64).

The file is long because it is one list: every table there is.
"""

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
    text,
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
    Column("number_kind", String(20), nullable=False, server_default="citizen"),
    Column("represented_by", String(500), nullable=False, server_default=""),
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
    Column("consent", Boolean),
    Column("officer", String(60), nullable=False),
    Column("due", Date),
    # Kept by triggers (`store/says.py`): nobody writes these.
    Column("papers_say", Integer, nullable=False, server_default="0"),
    Column("last_scanned_at", Moment),
    Column("last_checked_at", Moment),
    Column("last_signed_at", Moment),
    Column("last_sent_at", Moment),
    Column("last_confirmed_at", Moment),
    # All that a report asks of most dossiers lies side by side, in the order of their days.
    Index(
        "dossier_by_time",
        *("received_at", "state", "papers_say", "competent_unit", "officer", "procedure", "catalogue_version"),
        *("last_scanned_at", "last_checked_at", "last_signed_at", "last_sent_at", "last_confirmed_at"),
    ),
    Index("dossier_due", "due", sqlite_where=text("state != 'returned'")),
    Index("dossier_open", "received_at", sqlite_where=text("state = 'open'")),
    Index("dossier_copies", "received_at", sqlite_where=text("state = 'copy'")),
    Index("dossier_refused", "received_at", sqlite_where=text("state = 'refused'")),
    Index("dossier_stopped", "received_at", sqlite_where=text("state = 'stopped'")),
    Index("dossier_awaiting", "received_at", sqlite_where=text("state = 'awaiting'")),
    Index("dossier_by_party", "party_id"),
)

# Who hands a dossier in where the owner does not come: most dossiers have none.
submitter = Table(
    "submitter",
    tables,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("party_id", ForeignKey("party.id"), nullable=False),
    Column("authority", String(500), nullable=False),
    Index("submitter_by_party", "party_id"),
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
    Column("confirmed_at", Moment),
    # How far it was when, up to its first sending (`store/papers.py: _times`); they outlive its pages.
    Column("scanned_at", Moment),
    Column("checked_at", Moment),
    Column("signed_at", Moment),
    Column("sent_at", Moment),
    Index("paper_by_dossier", "dossier_id", "position"),
    Index("paper_by_sync", "sync"),
    Index("paper_by_pdf", "pdf_sha256"),
    Index("paper_by_digitisation", "digitisation"),
    Index(
        "paper_for_agency",
        "dossier_id",
        sqlite_where=text("sync = 'local' AND signing = 'signed' AND digitisation = 'built'"),
    ),
    Index("paper_empty", "dossier_id", "kind", "code", sqlite_where=text("+digitisation = 'empty'")),
    Index("paper_to_sign", "dossier_id", sqlite_where=text("digitisation = 'built' AND signing = 'unsigned'")),
    Index("paper_hidden", "dossier_id", sqlite_where=text("delivery = 'hidden' AND digitisation = 'built'")),
    # Whether a result is stored already is asked for each paper of a register book.
    Index("paper_by_own_number", "code", text("json_extract(details, '$.number')")),
)

# How, when and by whom a result was handed over.
handed_over = Table(
    "handed_over",
    tables,
    Column("paper_id", ForeignKey("paper.id"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("officer", String(60), nullable=False),
    Column("way", String(20), nullable=False),
    Column("taken_by", String(500), nullable=False),
)

# What was received of a paper, and is to go back (R19).
counted = Table(
    "counted",
    tables,
    Column("paper_id", ForeignKey("paper.id"), primary_key=True),
    Column("originals", Integer, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("to_return", Integer, nullable=False),
    Column("returned_at", Moment),
)

slip = Table(
    "slip",
    tables,
    Column("id", Uuid, primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("officer", String(60), nullable=False),
    Column("reason", String(2000), nullable=False),
    Column("due", Date),
    Column("due_before", Date),
    Column("state_before", String(20), nullable=False, server_default="open"),
    Column("answered_at", Moment),
    Column("void", Boolean, nullable=False),
    Column("sha256", String(64), nullable=False),
    UniqueConstraint("kind", "year", "number"),
    Index("slip_by_dossier", "dossier_id"),
    Index("slip_by_file", "sha256"),
)

# What takes the place of a paper that was sent back, and why.
sent_back = Table(
    "sent_back",
    tables,
    Column("new_id", ForeignKey("paper.id"), primary_key=True),
    Column("former_id", ForeignKey("paper.id"), nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("officer", String(60), nullable=False),
    Column("page", Integer, nullable=False),
    Column("page_id", Uuid),
    Column("reason", String(1000), nullable=False),
)

# When a dossier that was filed on the portal was filed.
online_dossier = Table(
    "online_dossier",
    tables,
    Column("dossier_id", ForeignKey("dossier.id"), primary_key=True),
    Column("filed_at", Moment, nullable=False),
)

# What its electronic files were found to be.
online_file = Table(
    "online_file",
    tables,
    Column("paper_id", ForeignKey("paper.id"), primary_key=True),
    Column("file", String(200), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("found", String(20), nullable=False),
    Column("words", String(2000), nullable=False),
    Column("pages", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("officer", String(60), nullable=False),
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
    Column("edits", JSON, nullable=False),
    Column("made_of", JSON, nullable=False),
    Index("page_by_paper", "paper_id", "position"),
    Index("page_by_raw", "raw_sha256"),
    Index("page_by_clean", "clean_sha256"),
    Index("page_unread", "scanned_at", sqlite_where=text("facts IS NULL")),
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
    Column("revocation", String(20), nullable=False),
    Column("software", String(60), nullable=False),
    Column("extended_at", Moment),
    Index("signature_by_paper", "paper_id"),
)

# Pieces are kept once however many signatures rest on them: a revocation list serves a whole day.
evidence = Table(
    "evidence",
    tables,
    Column("sha256", String(64), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)

signature_evidence = Table(
    "signature_evidence",
    tables,
    Column("signature_id", ForeignKey("signature.id"), primary_key=True),
    Column("sha256", ForeignKey("evidence.sha256"), primary_key=True),
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
    Column("troubles", Integer, nullable=False, server_default="0"),
    # A step is ready when all before it in its chain are done; only ready steps are looked through for the next.
    Column("ready", Boolean, nullable=False, server_default="0"),
    # The dossier's time of reception, and the same with the time that the step's bytes take on a thin line.
    Column("since", Moment, nullable=False, server_default="0"),
    Column("rank", Moment, nullable=False, server_default="0"),
    UniqueConstraint("dossier_id", "position", name="step_place"),
    Index("step_due", "rank", "next_at", sqlite_where=text("state = 'waiting' AND ready = 1")),
    Index("step_open", "since", "dossier_id", "position", sqlite_where=text("state NOT IN ('done', 'replaced')")),
    Index("step_by_state", "state", "since"),
)

# What the e-stores said about an owner's papers, with the time; `asked_at` is empty until they were asked (R13).
lookup = Table(
    "lookup",
    tables,
    Column("owner", String(50), primary_key=True),
    Column("code", String(200), primary_key=True),
    Column("procedure", String(40), nullable=False),
    Column("asked_at", Moment),
    Column("found", JSON, nullable=False),
)

# Which stored paper stands in for a paper of a dossier (R14).
reused = Table(
    "reused",
    tables,
    Column("paper_id", ForeignKey("paper.id"), primary_key=True),
    Column("source", JSON, nullable=False),
    Column("officer", String(60), nullable=False),
    Column("taken_at", Moment, nullable=False),
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
    # What was done to a paper is told beside it.
    Index("audit_by_item", "item"),
)

page_edit = Table(
    "page_edit",
    tables,
    Column("id", Integer, primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("who", String(60), nullable=False),
    Column("label", String(6000), nullable=False),
    Column("job", String(60), nullable=False),
    Column("change", JSON, nullable=False),
    Column("undone", Boolean, nullable=False),
    Index("page_edit_by_dossier", "dossier_id", "id"),
)

pile = Table(
    "pile",
    tables,
    Column("id", Uuid, primary_key=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("state", JSON, nullable=False),
    Column("done", Boolean, nullable=False),
)

# Register books of old results; the dossier of the same id holds a book's pages until each paper has its own dossier.
book = Table(
    "book",
    tables,
    Column("id", ForeignKey("dossier.id"), primary_key=True),
    Column("result", String(200), nullable=False),
    Column("name", String(5000), nullable=False),
    Column("procedure", String(40), nullable=False),
    Column("case", String(50), nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", String(20), nullable=False),
    Column("sheets", Integer, nullable=False),
    Column("opened_at", Moment, nullable=False),
    UniqueConstraint("result", "year", "number", name="book_once"),
)

# What a clerk said of a paper of a book, and what became of it. It is counted for longer than the paper is kept.
book_paper = Table(
    "book_paper",
    tables,
    Column("paper_id", Uuid, primary_key=True),
    Column("book_id", ForeignKey("book.id"), nullable=False),
    Column("said", JSON, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("sheets", Integer, nullable=False),
    Column("dossier_id", Uuid),
    Column("at", Moment),
    Index("book_paper_by_book", "book_id"),
    Index("book_paper_by_dossier", "dossier_id"),
)

# Both registers are kept for longer than the papers that they tell of.
certified_copy = Table(
    "certified_copy",
    tables,
    Column("year", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("volume", Integer, nullable=False),
    Column("paper_id", Uuid, nullable=False),
    Column("at", Moment, nullable=False),
    Column("title", String(300), nullable=False),
    Column("requester", String(300), nullable=False),
    Column("copies", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("official", String(500), nullable=False),
    Column("officer", String(60), nullable=False),
    Column("fee", Integer, nullable=False),
    Column("void", String(200), nullable=False),
    Column("printed_at", Moment),
    Index("certified_copy_by_paper", "paper_id"),
)

converted_paper = Table(
    "converted_paper",
    tables,
    Column("code", String(20), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("title", String(300), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("pages", Integer, nullable=False),
    Column("official", String(500), nullable=False),
    Column("officer", String(60), nullable=False),
)

tombstone = Table(
    "tombstone",
    tables,
    Column("paper_id", Uuid, primary_key=True),
    Column("dossier_code", String(60), nullable=False),
    Column("code", String(200), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("province_id", String(200), nullable=False),
    Column("confirmed_at", Moment),
    Column("purged_at", Moment, nullable=False),
    Column("why", String(20), nullable=False),
    Index("tombstone_by_sha256", "sha256"),
)

search_row = Table(
    "search_row",
    tables,
    Column("id", Integer, primary_key=True),
    Column("dossier_id", Uuid, nullable=False, unique=True),
)

known_title = Table(
    "known_title",
    tables,
    Column("code", String(200), primary_key=True),
    Column("title", String(300), primary_key=True),
    Column("times", Integer, nullable=False),
)

# Who works at the counter; where nobody is in it, nobody has to log in.
official = Table(
    "official",
    tables,
    Column("name", String(40), primary_key=True),
    Column("full_name", String(200), nullable=False),
    Column("roles", JSON, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("password", String(200), nullable=False),
    Column("certificate_sha256", String(64), nullable=False),
    Column("certificate_serial", String(64), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("failed_at", Moment),
    Column("proven_at", Moment),
    Column("logged_in_at", Moment),
)

# Unfinished dossiers handed from one official to another; a line of the list that both sign for each.
shift = Table(
    "shift",
    tables,
    Column("id", Uuid, primary_key=True),
    Column("giver", String(40), nullable=False),
    Column("taker", String(40), nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("answered_at", Moment),
    Column("state", String(20), nullable=False),
    Column("note", String(1000), nullable=False),
)

shift_dossier = Table(
    "shift_dossier",
    tables,
    Column("shift_id", ForeignKey("shift.id"), primary_key=True),
    Column("dossier_id", Uuid, primary_key=True),
    Column("line", JSON, nullable=False),
    Index("shift_dossier_by_dossier", "dossier_id"),
)
