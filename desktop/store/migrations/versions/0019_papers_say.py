"""What a dossier's papers say together, kept in its row by triggers: reports read no paper (`store/says.py`)."""

import sqlalchemy as sa
from alembic import op

revision = "0019_papers_say"
down_revision = "0018_paper_times"

_TIMES = ("scanned_at", "checked_at", "signed_at", "sent_at", "confirmed_at")
_COMPONENT, _RESULT = "kind = 'component'", "kind = 'result'"
_SIGNED = "digitisation = 'built' AND signing != 'unsigned'"
_THERE = f"({_SIGNED} AND pdf_sha256 != '' OR shop IS NOT NULL)"
_SENDABLE = "kind != 'unsorted' AND digitisation NOT IN ('empty', 'reused')"
_REFUSED = "sync IN ('failed', 'conflict')"
_BITS = (
    _RESULT,
    f"{_COMPONENT} AND {_THERE}",
    f"{_RESULT} AND {_THERE}",
    f"{_COMPONENT} AND shop IS NOT NULL",
    f"{_COMPONENT} AND shop = 'national'",
    f"{_RESULT} AND sync = 'confirmed'",
    _SENDABLE,
    f"{_SENDABLE} AND sync != 'confirmed'",
    f"{_COMPONENT} AND digitisation = 'empty'",
    f"{_SENDABLE} AND NOT ({_SIGNED})",
    f"{_SENDABLE} AND {_SIGNED} AND sync != 'confirmed' AND NOT {_REFUSED}",
    _REFUSED,
    f"{_COMPONENT} AND digitisation = 'scanned'",
    f"{_COMPONENT} AND {_SENDABLE} AND (sync != 'confirmed' OR signed_at IS NULL OR sent_at IS NULL)",
)
_SHOP = "coalesce(json_extract(reused.source, '$.shop'), CASE WHEN reused.paper_id IS NOT NULL THEN '' END)"
_SAID = """
UPDATE dossier SET (papers_say, LAST_NAMES) = (
    SELECT BITS + (EXISTS (SELECT 1 FROM book_paper WHERE dossier_id = THIS)) * FROM_BOOK, LAST_TIMES
    FROM (
        SELECT paper.*, SHOP AS shop
        FROM paper LEFT JOIN reused ON reused.paper_id = CASE paper.digitisation WHEN 'reused' THEN paper.id END
        WHERE paper.dossier_id = THIS
    )
) WHERE id = THIS"""
_PARTS = {
    "LAST_NAMES": ", ".join(f"last_{name}" for name in _TIMES),
    "LAST_TIMES": ", ".join(f"max(CASE WHEN {_COMPONENT} THEN {name} END)" for name in _TIMES),
    "BITS": " + ".join(f"coalesce(max({says}), 0) * {1 << bit}" for bit, says in enumerate(_BITS)),
    "FROM_BOOK": str(1 << len(_BITS)),
    "SHOP": _SHOP,
}
for _name, _words in _PARTS.items():
    _SAID = _SAID.replace(_name, _words)
_PAPERS = ", ".join(("dossier_id", "kind", "digitisation", "signing", "sync", "pdf_sha256", *_TIMES))
_OF_PAPER = "(SELECT dossier_id FROM paper WHERE id = {0}.paper_id)"
_TRIGGERS = {
    "paper": (f"UPDATE OF {_PAPERS}", "{0}.dossier_id"),
    "reused": ("UPDATE", _OF_PAPER),
    "book_paper": ("UPDATE OF dossier_id", "{0}.dossier_id"),
}


def upgrade() -> None:
    """Make the places and the triggers, and say it once of all that is here."""
    op.add_column("dossier", sa.Column("papers_say", sa.Integer(), nullable=False, server_default="0"))
    for name in _TIMES:
        op.add_column("dossier", sa.Column(f"last_{name}", sa.BigInteger()))
    for table, (changed, whose) in _TRIGGERS.items():
        for act, rows in (("INSERT", ("NEW",)), ("DELETE", ("OLD",)), (changed, ("OLD", "NEW"))):
            name = f"{table}_says_{act.split()[0].lower()}"
            body = ";".join(_SAID.replace("THIS", whose.format(row)) for row in rows)
            op.execute(sa.text(f"CREATE TRIGGER {name} AFTER {act} ON {table} BEGIN {body}; END"))
    op.execute(sa.text(_SAID.replace("THIS", "dossier.id").replace(" WHERE id = dossier.id", "")))
    op.drop_index("dossier_by_time", "dossier")
    op.create_index(
        "dossier_by_time",
        "dossier",
        [
            *("received_at", "state", "papers_say", "competent_unit", "officer", "procedure", "catalogue_version"),
            *(f"last_{name}" for name in _TIMES),
        ],
    )
    op.create_index(
        "paper_empty", "paper", ["dossier_id", "kind", "code"], sqlite_where=sa.text("+digitisation = 'empty'")
    )
