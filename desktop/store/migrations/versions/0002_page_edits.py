"""What the clerk decided about each page, the journal to undo it, and piles that are being sorted."""

import sqlalchemy as sa
from alembic import op

from desktop.model.data import as_data
from desktop.model.page import AUTOMATIC

revision = "0002_page_edits"
down_revision = "0001"


def upgrade() -> None:
    """Pages so far are as the look proposed."""
    op.add_column("page", sa.Column("edits", sa.JSON(), nullable=True))
    op.add_column("page", sa.Column("made_of", sa.JSON(), nullable=True))
    page = sa.table("page", sa.column("edits", sa.JSON()), sa.column("made_of", sa.JSON()))
    op.execute(page.update().values(edits=as_data(AUTOMATIC), made_of=[]))
    with op.batch_alter_table("page") as batch:
        batch.alter_column("edits", nullable=False)
        batch.alter_column("made_of", nullable=False)
    op.create_table(
        "page_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(length=60), nullable=False),
        sa.Column("label", sa.String(length=6000), nullable=False),
        sa.Column("job", sa.String(length=60), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("page_edit_by_dossier", "page_edit", ["dossier_id", "id"], unique=False)
    op.create_table(
        "pile",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
