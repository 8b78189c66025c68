"""The officials of the counter, and unfinished dossiers handed over from one to another."""

import sqlalchemy as sa
from alembic import op

revision = "0016_officials"
down_revision = "0015_copies"


def upgrade() -> None:
    """Make the places."""
    op.create_table(
        "official",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("password", sa.String(length=200), nullable=False),
        sa.Column("certificate_sha256", sa.String(length=64), nullable=False),
        sa.Column("certificate_serial", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", sa.BigInteger()),
        sa.Column("proven_at", sa.BigInteger()),
        sa.Column("logged_in_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "shift",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("giver", sa.String(length=40), nullable=False),
        sa.Column("taker", sa.String(length=40), nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger()),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "shift_dossier",
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"]),
        sa.PrimaryKeyConstraint("shift_id", "dossier_id"),
    )
    op.create_index("shift_dossier_by_dossier", "shift_dossier", ["dossier_id"])
