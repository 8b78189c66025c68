"""Titles that clerks confirmed for a code."""

import sqlalchemy as sa
from alembic import op

revision = "0007_known_titles"
down_revision = "0006_facts_anew"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "known_title",
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", "title"),
    )
