"""Register books of old results, what was said of their papers, and finding a result by its own number."""

import sqlalchemy as sa
from alembic import op

revision = "0013_books"
down_revision = "0012_results"


def upgrade() -> None:
    """Make the places."""
    op.create_table(
        "book",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("result", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=5000), nullable=False),
        sa.Column("procedure", sa.String(length=40), nullable=False),
        sa.Column("case", sa.String(length=50), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["dossier.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("result", "year", "number", name="book_once"),
    )
    op.create_table(
        "book_paper",
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("book_id", sa.Uuid(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid()),
        sa.Column("at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["book_id"], ["book.id"]),
        sa.PrimaryKeyConstraint("paper_id"),
    )
    op.create_index("book_paper_by_book", "book_paper", ["book_id"])
    op.create_index("book_paper_by_dossier", "book_paper", ["dossier_id"])
    op.execute("CREATE INDEX paper_by_own_number ON paper(code, json_extract(details, '$.number'))")
