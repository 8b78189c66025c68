"""When a paper was scanned, confirmed here, signed and sent: what reports measure, also when its pages are gone."""

import sqlalchemy as sa
from alembic import op

revision = "0018_paper_times"
down_revision = "0017_slips"

_ITEM = (
    "substr(ID, 1, 8) || '-' || substr(ID, 9, 4) || '-' || substr(ID, 13, 4) || '-' || substr(ID, 17, 4) || '-'"
    " || substr(ID, 21)"
)
"""An id as the audit chain has it."""
_FILL = (
    "UPDATE paper SET checked_at = (SELECT max(at) FROM audit WHERE item = THIS_PAPER AND what = 'paper confirmed')",
    "UPDATE paper SET signed_at = (SELECT max(at) FROM audit WHERE item = THIS_PAPER AND what LIKE 'paper signed %')",
    "UPDATE paper SET scanned_at = (SELECT max(scanned_at) FROM page WHERE paper_id = paper.id AND NOT removed)"
    " WHERE checked_at IS NOT NULL",
    # The chain has the sending of a file by its dossier; an answer that came with it was noted just before.
    "UPDATE paper SET sent_at = coalesce((SELECT max(at) FROM audit WHERE item = THIS_DOSSIER AND what = 'step file'"
    " AND outcome = 'done' AND at <= confirmed_at), confirmed_at) WHERE confirmed_at IS NOT NULL",
)


def upgrade() -> None:
    """Make the places, and fill them from the pages that are here and from the audit chain."""
    for name in ("scanned_at", "checked_at", "signed_at", "sent_at"):
        op.add_column("paper", sa.Column(name, sa.BigInteger()))
    items = {"THIS_PAPER": "paper.id", "THIS_DOSSIER": "paper.dossier_id"}
    for words in _FILL:
        for name, own in items.items():
            words = words.replace(name, _ITEM.replace("ID", own))
        op.execute(words)
