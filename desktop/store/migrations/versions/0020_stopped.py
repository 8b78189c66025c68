"""Dossiers that were stopped; how a dossier stood before each of its slips."""

import sqlalchemy as sa
from alembic import op

revision = "0020_stopped"
down_revision = "0019_papers_say"

# Until now only a refusal could come while additions were awaited.
_AWAITED = (
    "UPDATE slip SET state_before = 'awaiting' WHERE kind = 'refusal' AND EXISTS (SELECT 1 FROM slip AS asked"
    " WHERE asked.dossier_id = slip.dossier_id AND asked.kind = 'additions' AND NOT asked.void"
    " AND asked.answered_at IS NULL)"
)


def upgrade() -> None:
    """Make the places, and say of slips that are here how their dossiers stood."""
    op.create_index("dossier_stopped", "dossier", ["received_at"], sqlite_where=sa.text("state = 'stopped'"))
    op.add_column("slip", sa.Column("state_before", sa.String(length=20), nullable=False, server_default="open"))
    op.execute(sa.text(_AWAITED))
