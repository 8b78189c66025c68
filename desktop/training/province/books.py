"""What the sandbox province knows, in a small file of its own that survives a restart."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

_TABLES = """
CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, path TEXT, request TEXT, body TEXT);
CREATE TABLE IF NOT EXISTS number (day TEXT PRIMARY KEY, last INTEGER);
CREATE TABLE IF NOT EXISTS given (code TEXT PRIMARY KEY, procedure TEXT);
CREATE TABLE IF NOT EXISTS file (id TEXT PRIMARY KEY, sha256 TEXT, name TEXT, bytes BLOB);
CREATE TABLE IF NOT EXISTS dossier (code TEXT PRIMARY KEY, id TEXT, record TEXT, status INTEGER, writes INTEGER);
CREATE TABLE IF NOT EXISTS paper (
    id TEXT PRIMARY KEY, dossier TEXT, code TEXT, sha256 TEXT, file TEXT, UNIQUE(dossier, code, sha256)
);
CREATE TABLE IF NOT EXISTS progress (dossier TEXT, entry TEXT);
CREATE TABLE IF NOT EXISTS asked (path TEXT PRIMARY KEY, times INTEGER);
"""


class Books:
    """The province's records.

    Args:
        file: SQLite file.
        unit: code that official dossier codes begin with.
    """

    def __init__(self, file: Path, unit: str) -> None:
        self._unit = unit
        self._guard = threading.RLock()
        self._db = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._db.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; {_TABLES}")

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """One transaction."""
        with self._guard:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """A look."""
        with self._guard:
            return self._db.execute(query, values).fetchall()

    def count(self, path: str) -> None:
        """Count a request."""
        with self.change() as db:
            db.execute("INSERT INTO asked VALUES (?, 1) ON CONFLICT(path) DO UPDATE SET times = times + 1", (path,))

    def answered(self, key: str) -> tuple[str, str, str] | None:
        """Path, request hash and body of what was answered to this idempotency key."""
        rows = self.rows("SELECT path, request, body FROM answer WHERE key = ?", key) if key else []
        return rows[0] if rows else None

    def remember(self, db: sqlite3.Connection, key: str, path: str, request: str, body: str) -> None:
        """Keep an answer for its key."""
        if key:
            db.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", (key, path, request, body))

    def next_code(self, db: sqlite3.Connection, procedure: str, now: datetime) -> str:
        """The next official dossier code of the day."""
        day = now.strftime("%y%m%d")
        db.execute("INSERT INTO number VALUES (?, 1) ON CONFLICT(day) DO UPDATE SET last = last + 1", (day,))
        last = db.execute("SELECT last FROM number WHERE day = ?", (day,)).fetchone()[0]
        code = f"{self._unit}-{day}-{last:05}"
        db.execute("INSERT INTO given VALUES (?, ?)", (code, procedure))
        return code

    def was_given(self, code: str) -> bool:
        """Whether this code is one of ours."""
        return bool(self.rows("SELECT 1 FROM given WHERE code = ?", code))

    def keep_file(self, db: sqlite3.Connection, name: str, data: bytes) -> tuple[str, str]:
        """Keep a file; the same bytes keep their identifier. Gives identifier and hash."""
        sha256 = hashlib.sha256(data).hexdigest()
        known = db.execute("SELECT id FROM file WHERE sha256 = ?", (sha256,)).fetchone()
        if known:
            return known[0], sha256
        file_id = f"TEP-{uuid.uuid4().hex[:12].upper()}"
        db.execute("INSERT INTO file VALUES (?, ?, ?, ?)", (file_id, sha256, name, data))
        return file_id, sha256

    def file(self, file_id: str) -> tuple[str, bytes] | None:
        """Hash and bytes of a file."""
        rows = self.rows("SELECT sha256, bytes FROM file WHERE id = ?", file_id)
        return rows[0] if rows else None

    def file_with(self, sha256: str) -> str | None:
        """Identifier of the file with this hash."""
        rows = self.rows("SELECT id FROM file WHERE sha256 = ?", sha256.lower())
        return rows[0][0] if rows else None

    def dossier(self, code: str) -> dict[str, Any] | None:
        """A dossier with its papers, as the API shows it."""
        rows = self.rows("SELECT id, status FROM dossier WHERE code = ?", code)
        if not rows:
            return None
        papers = self.rows("SELECT id, code, sha256 FROM paper WHERE dossier = ? ORDER BY rowid", code)
        return {
            "idHoSo": rows[0][0],
            "maHoSo": code,
            "TrangThai": rows[0][1],
            "GiayTo": [{"IdGiayTo": id_, "Ma": own, "HashTepTin": sha256} for id_, own, sha256 in papers],
        }

    def write_dossier(self, db: sqlite3.Connection, record: dict[str, Any], papers: list[tuple[str, str, str]]) -> str:
        """Write a dossier with its papers (code, hash, file id); gives its identifier."""
        code = record["MaHoSo"]
        known = db.execute("SELECT id FROM dossier WHERE code = ?", (code,)).fetchone()
        dossier_id = known[0] if known else f"HS-{uuid.uuid4().hex[:12].upper()}"
        db.execute(
            "INSERT INTO dossier VALUES (?, ?, ?, 1, 1) "
            "ON CONFLICT(code) DO UPDATE SET record = excluded.record, writes = writes + 1",
            (code, dossier_id, json.dumps(record, ensure_ascii=False)),
        )
        for own, sha256, file_id in papers:
            paper_id = f"GT-{uuid.uuid4().hex[:12].upper()}"
            db.execute("INSERT OR IGNORE INTO paper VALUES (?, ?, ?, ?, ?)", (paper_id, code, own, sha256, file_id))
        return dossier_id

    def state(self) -> dict[str, Any]:
        """Everything that a test may want to see."""
        codes = [row[0] for row in self.rows("SELECT code FROM dossier ORDER BY rowid")]
        return {
            "dossiers": [self.dossier(code) for code in codes],
            "files": [
                {"id": id_, "sha256": sha256, "size": size}
                for id_, sha256, size in self.rows("SELECT id, sha256, length(bytes) FROM file ORDER BY rowid")
            ],
            "codes_given": [row[0] for row in self.rows("SELECT code FROM given ORDER BY rowid")],
            "progress": len(self.rows("SELECT 1 FROM progress")),
            "asked": dict(self.rows("SELECT path, times FROM asked")),
        }

    def close(self) -> None:
        """Close the file."""
        self._db.close()
