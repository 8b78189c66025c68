"""The outbox in fair order at any length; what the e-stores said and what was reused."""

import sqlalchemy as sa
from alembic import op

revision = "0004_outbox"
down_revision = "0003_keeping"


def upgrade() -> None:
    """Add columns, indexes and tables; steps that are there already get their place in line."""
    for column in (
        sa.Column("troubles", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("ready", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("since", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("rank", sa.BigInteger(), nullable=False, server_default="0"),
    ):
        op.add_column("step", column)
    op.execute("UPDATE step SET since = (SELECT received_at FROM dossier WHERE dossier.id = step.dossier_id)")
    op.execute("UPDATE step SET rank = since")
    op.execute(
        "UPDATE step SET ready = 1 WHERE NOT EXISTS (SELECT 1 FROM step AS earlier WHERE"
        " earlier.dossier_id = step.dossier_id AND earlier.position < step.position AND earlier.state <> 'done')"
    )
    op.create_index("step_due", "step", ["rank", "next_at"], sqlite_where=sa.text("state = 'waiting' AND ready = 1"))
    op.create_index(
        "step_open",
        "step",
        ["since", "dossier_id", "position"],
        sqlite_where=sa.text("state NOT IN ('done', 'replaced')"),
    )
    op.create_index("step_by_state", "step", ["state", "since"])
    op.create_table(
        "lookup",
        sa.Column("owner", sa.String(length=50), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("procedure", sa.String(length=40), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "code"),
    )
    op.create_table(
        "reused",
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("officer", sa.String(length=60), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"]),
        sa.PrimaryKeyConstraint("paper_id"),
    )
