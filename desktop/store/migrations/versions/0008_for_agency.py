"""What waits for the agency's signature is found at once, however many papers were sent."""

import sqlalchemy as sa
from alembic import op

revision = "0008_for_agency"
down_revision = "0007_known_titles"


def upgrade() -> None:
    """Make the index."""
    op.create_index(
        "paper_for_agency",
        "paper",
        ["dossier_id"],
        sqlite_where=sa.text("sync = 'local' AND signing = 'signed' AND digitisation = 'built'"),
    )
