"""Days of return, results that wait for whom they are for, and how they were handed over."""

import sqlalchemy as sa
from alembic import op

revision = "0012_results"
down_revision = "0011_owners"


def upgrade() -> None:
    """Make the places; the days of return of what is there are reckoned when the program goes on."""
    op.add_column("dossier", sa.Column("due", sa.Date(), nullable=True))
    op.create_index("dossier_due", "dossier", ["due"], sqlite_where=sa.text("state != 'returned'"))
    op.create_index(
        "paper_hidden",
        "paper",
        ["dossier_id"],
        sqlite_where=sa.text("delivery = 'hidden' AND digitisation = 'built'"),
    )
    op.create_table(
        "handed_over",
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("officer", sa.String(length=60), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("taken_by", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"]),
        sa.PrimaryKeyConstraint("paper_id"),
    )
