"""The registers of certified copies and of papers printed from signed electronic files."""

import sqlalchemy as sa
from alembic import op

revision = "0015_copies"
down_revision = "0014_found"


def upgrade() -> None:
    """Make the places."""
    op.create_table(
        "certified_copy",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("requester", sa.String(length=300), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("official", sa.String(length=500), nullable=False),
        sa.Column("officer", sa.String(length=60), nullable=False),
        sa.Column("fee", sa.Integer(), nullable=False),
        sa.Column("void", sa.String(length=200), nullable=False),
        sa.Column("printed_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("year", "number"),
    )
    op.create_index("certified_copy_by_paper", "certified_copy", ["paper_id"])
    op.create_table(
        "converted_paper",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("official", sa.String(length=500), nullable=False),
        sa.Column("officer", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_index("dossier_copies", "dossier", ["received_at"], sqlite_where=sa.text("state = 'copy'"))
