"""The one encrypted SQLite file: tables, migrations, outbox, audit chain."""
