"""Alembic's entry: runs inside the transaction that `desktop.store.migrating` opened."""

from alembic import context

from desktop.store.tables import tables

context.configure(connection=context.config.attributes["connection"], target_metadata=tables, render_as_batch=True)
context.run_migrations()
