"""Dossiers that came in online, and what was found of their files."""

import sqlalchemy as sa
from alembic import op

revision = "0021_online"
down_revision = "0020_stopped"


def upgrade() -> None:
    """Make the places."""
    op.create_table(
        "online_dossier",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("filed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"]),
        sa.PrimaryKeyConstraint("dossier_id"),
    )
    op.create_table(
        "online_file",
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("file", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("found", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("officer", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"]),
        sa.PrimaryKeyConstraint("paper_id", "file"),
    )
