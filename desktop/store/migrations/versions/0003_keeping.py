"""Store keeping: when a paper was confirmed, tombstones, the search index, and indexes for what every start asks."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003_keeping"
down_revision = "0002_page_edits"


def upgrade() -> None:
    """Make them, and index the dossiers that are there."""
    op.add_column("paper", sa.Column("confirmed_at", sa.BigInteger(), nullable=True))
    op.create_index("paper_by_sync", "paper", ["sync"])
    op.create_index("paper_by_digitisation", "paper", ["digitisation"])
    op.create_index("dossier_by_party", "dossier", ["party_id"])
    op.create_index("paper_by_pdf", "paper", ["pdf_sha256"])
    op.create_index("page_by_raw", "page", ["raw_sha256"])
    op.create_index("page_by_clean", "page", ["clean_sha256"])
    op.create_index("signature_by_paper", "signature", ["paper_id"])
    op.create_index("page_unread", "page", ["scanned_at"], sqlite_where=sa.text("facts IS NULL"))
    op.create_table(
        "tombstone",
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_code", sa.String(length=60), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("province_id", sa.String(length=200), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("purged_at", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("paper_id"),
    )
    op.create_index("tombstone_by_sha256", "tombstone", ["sha256"])
    op.create_table(
        "search_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dossier_id"),
    )
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(words, content='', contentless_delete=1, "
        "tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )
    connection = op.get_bind()
    _note_confirmations(connection)
    _index(connection)


def _note_confirmations(connection: sa.Connection) -> None:
    """The audit chain knows when the province acknowledged each paper."""
    known = connection.exec_driver_sql("SELECT item, at FROM audit WHERE what = 'acknowledged'").all()
    for item, at in known:
        connection.exec_driver_sql(
            "UPDATE paper SET confirmed_at = ? WHERE id = ? AND sync = 'confirmed'", (at, item.replace("-", ""))
        )


def _index(connection: sa.Connection) -> None:
    """As `desktop.store.search` did when this migration was written; it must not change with it."""
    import re
    import unicodedata

    def words(text: str) -> str:
        plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
        return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))

    rows = connection.exec_driver_sql(
        "SELECT d.id, d.code, d.provisional_code, p.number, p.name FROM dossier d JOIN party p ON p.id = d.party_id "
        "ORDER BY d.received_at"
    ).all()
    for number, (dossier_id, *parts) in enumerate(rows, 1):
        parts += [parts[2][-tail:] for tail in (4, 6) if len(parts[2]) > tail]
        papers = connection.exec_driver_sql("SELECT name, details FROM paper WHERE dossier_id = ?", (dossier_id,)).all()
        for name, details in papers:
            parts += [name, str(json.loads(details).get("number") or "")]
        connection.exec_driver_sql("INSERT INTO search_row VALUES (?, ?)", (number, dossier_id))
        connection.exec_driver_sql("INSERT INTO search(rowid, words) VALUES (?, ?)", (number, words(" ".join(parts))))
