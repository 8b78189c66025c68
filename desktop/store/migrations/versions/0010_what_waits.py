"""What waits for a clerk is found at once, however much is done already."""

import sqlalchemy as sa
from alembic import op

revision = "0010_what_waits"
down_revision = "0009_consent_asked"


def upgrade() -> None:
    """Make the indexes."""
    op.create_index("dossier_open", "dossier", ["received_at"], sqlite_where=sa.text("state = 'open'"))
    op.create_index(
        "paper_to_sign",
        "paper",
        ["dossier_id"],
        sqlite_where=sa.text("digitisation = 'built' AND signing = 'unsigned'"),
    )
