"""Slips of dossiers, papers counted, papers sent back; dossiers that wait for additions, and those refused."""

import sqlalchemy as sa
from alembic import op

revision = "0017_slips"
down_revision = "0016_officials"


def upgrade() -> None:
    """Make the places."""
    op.create_table(
        "slip",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("officer", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("due", sa.Date()),
        sa.Column("due_before", sa.Date()),
        sa.Column("answered_at", sa.BigInteger()),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "year", "number"),
    )
    op.create_index("slip_by_dossier", "slip", ["dossier_id"])
    op.create_index("slip_by_file", "slip", ["sha256"])
    op.create_table(
        "counted",
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("originals", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("to_return", sa.Integer(), nullable=False),
        sa.Column("returned_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"]),
        sa.PrimaryKeyConstraint("paper_id"),
    )
    op.create_table(
        "sent_back",
        sa.Column("new_id", sa.Uuid(), nullable=False),
        sa.Column("former_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("officer", sa.String(length=60), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Uuid()),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["new_id"], ["paper.id"]),
        sa.ForeignKeyConstraint(["former_id"], ["paper.id"]),
        sa.PrimaryKeyConstraint("new_id"),
        sa.UniqueConstraint("former_id"),
    )
    op.create_index("dossier_awaiting", "dossier", ["received_at"], sqlite_where=sa.text("state = 'awaiting'"))
    op.create_index("dossier_refused", "dossier", ["received_at"], sqlite_where=sa.text("state = 'refused'"))
