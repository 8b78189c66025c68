"""Consent is what the owner answered; where nobody asked there is none, though it was recorded as given."""

import sqlalchemy as sa
from alembic import op

revision = "0009_consent_asked"
down_revision = "0008_for_agency"


def upgrade() -> None:
    """Keep the refusals, which were said; forget the rest, for no screen ever asked."""
    op.add_column("dossier", sa.Column("answered", sa.Boolean(), nullable=True))
    op.execute("UPDATE dossier SET answered = consent WHERE NOT consent")
    op.drop_column("dossier", "consent")
    op.alter_column("dossier", "answered", new_column_name="consent")
