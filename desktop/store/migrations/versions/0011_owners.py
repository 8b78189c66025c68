"""Owners of every kind, who hands in for them, and finding those who were here before."""

import sqlalchemy as sa
from alembic import op

revision = "0011_owners"
down_revision = "0010_what_waits"


def upgrade() -> None:
    """Make the places; whoever is there was read from a citizen card."""
    op.add_column("party", sa.Column("number_kind", sa.String(length=20), nullable=False, server_default="citizen"))
    op.add_column("party", sa.Column("represented_by", sa.String(length=500), nullable=False, server_default=""))
    op.create_table(
        "submitter",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"]),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"]),
        sa.PrimaryKeyConstraint("dossier_id"),
    )
    op.create_index("submitter_by_party", "submitter", ["party_id"])
    op.execute(
        "CREATE VIRTUAL TABLE search_owner USING fts5(words, content='', contentless_delete=1, "
        "tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )
    op.execute(
        "INSERT INTO search_owner(rowid, words) "
        "SELECT id, folded || ' ' || number || ' ' || substr(number, -6) || ' ' || substr(number, -4) FROM party"
    )
