"""What R41 asks to be kept beside a signature."""

import sqlalchemy as sa
from alembic import op

revision = "0005_signature_evidence"
down_revision = "0004_outbox"


def upgrade() -> None:
    """Add it; of older signatures nothing is known but what their rows say."""
    op.add_column("signature", sa.Column("revocation", sa.String(20), nullable=False, server_default="unchecked"))
    op.add_column("signature", sa.Column("software", sa.String(60), nullable=False, server_default=""))
    op.add_column("signature", sa.Column("extended_at", sa.BigInteger(), nullable=True))
    op.create_table(
        "evidence",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "signature_evidence",
        sa.Column("signature_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["signature_id"], ["signature.id"]),
        sa.ForeignKeyConstraint(["sha256"], ["evidence.sha256"]),
        sa.PrimaryKeyConstraint("signature_id", "sha256"),
    )
