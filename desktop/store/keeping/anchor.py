"""The end of the audit chain, noted outside the store, so that a cut tail is noticed (R63)."""

from __future__ import annotations

from contextlib import suppress

from desktop.model.errors import QuaySoError
from desktop.store import audit
from desktop.store.file import Store


def note_end(store: Store) -> None:
    """Note it, unless the chain is shorter than what was noted."""
    with suppress(QuaySoError):
        if store.read_only:
            return
        with store.reading() as tx:
            number, sealed = audit.head(tx)
        former = store.keys.anchor()
        if number and (former is None or number > former[0]):
            store.keys.set_anchor(number, sealed)
