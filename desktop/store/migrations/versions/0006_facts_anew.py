"""What is found out about a page has another shape: every page is looked at again, from its raw image."""

from alembic import op

revision = "0006_facts_anew"
down_revision = "0005_signature_evidence"


def upgrade() -> None:
    """Forget what was found out; the page workers take up at the next start what has none."""
    op.execute("UPDATE page SET facts = NULL")
