"""Papers found by their item codes too, and the journal of one item without reading all of it."""

from alembic import op

from desktop.store import owners, search

revision = "0014_found"
down_revision = "0013_books"


def upgrade() -> None:
    """Index the journal by item, and the words of dossiers and owners anew."""
    op.create_index("audit_by_item", "audit", ["item"])
    search.index_all(op.get_bind())
    owners.index_all(op.get_bind())
