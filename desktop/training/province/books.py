"""What the sandbox province knows, in a small file of its own that survives a restart."""

from __future__ import annotations

import hashlib
import json
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from desktop.model.data import as_data
from desktop.training.province.record import KeptPaper, Record

_TABLES = """
CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, path TEXT, request TEXT, body TEXT);
CREATE TABLE IF NOT EXISTS number (day TEXT PRIMARY KEY, last INTEGER);
CREATE TABLE IF NOT EXISTS given (code TEXT PRIMARY KEY, procedure TEXT);
CREATE TABLE IF NOT EXISTS file (id TEXT PRIMARY KEY, sha256 TEXT, name TEXT, bytes BLOB);
CREATE TABLE IF NOT EXISTS dossier (code TEXT PRIMARY KEY, id TEXT, record TEXT, status INTEGER, writes INTEGER);
CREATE TABLE IF NOT EXISTS paper (
    id TEXT PRIMARY KEY, dossier TEXT, code TEXT, sha256 TEXT, file TEXT, facts TEXT, UNIQUE(dossier, code, file)
);
CREATE TABLE IF NOT EXISTS progress (key TEXT PRIMARY KEY, dossier TEXT, entry TEXT);
CREATE TABLE IF NOT EXISTS stored (id TEXT PRIMARY KEY, owner TEXT, shop TEXT, facts TEXT);
CREATE TABLE IF NOT EXISTS filed (
    code TEXT PRIMARY KEY, id TEXT, unit TEXT, facts TEXT, taken_key TEXT, taken_by TEXT
);
CREATE TABLE IF NOT EXISTS asked (path TEXT PRIMARY KEY, times INTEGER);
"""


class Books:
    """The province's records.

    Args:
        file: SQLite file.
        unit: code that official dossier codes begin with.
        around_commit: called before and after every commit with `before` or `after`; tests pull the plug there.
        durable: whether a commit waits until it is on the disk.
    """

    def __init__(
        self,
        file: Path,
        unit: str,
        around_commit: Callable[[str], None] = lambda when: None,
        *,
        durable: bool = True,
    ) -> None:
        self._unit = unit
        self._around = around_commit
        self._guard = threading.RLock()
        self.folder = file.parent
        self._db = sqlcipher.connect(file, check_same_thread=False, isolation_level=None)
        waits = "FULL" if durable else "OFF"
        self._db.executescript(f"PRAGMA synchronous={waits}; PRAGMA journal_mode=WAL; {_TABLES}")

    @contextmanager
    def change(self) -> Iterator[sqlcipher.Connection]:
        """One transaction."""
        with self._guard:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._around("before")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
            self._around("after")

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """A look."""
        with self._guard:
            found: list[tuple[Any, ...]] = self._db.execute(query, values).fetchall()
            return found

    def count(self, path: str) -> None:
        """Count a request."""
        with self._guard:
            self._db.execute(
                "INSERT INTO asked VALUES (?, 1) ON CONFLICT(path) DO UPDATE SET times = times + 1", (path,)
            )

    def answered(self, key: str) -> tuple[str, str, str] | None:
        """Path, request hash and body of what was answered to this idempotency key."""
        rows = self.rows("SELECT path, request, body FROM answer WHERE key = ?", key) if key else []
        return rows[0] if rows else None

    def remember(self, db: sqlcipher.Connection, key: str, path: str, request: str, body: str) -> None:
        """Keep an answer for its key."""
        if key:
            db.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", (key, path, request, body))

    def next_code(self, db: sqlcipher.Connection, procedure: str, now: datetime) -> str:
        """The next official dossier code of the day."""
        day = now.strftime("%y%m%d")
        db.execute("INSERT INTO number VALUES (?, 1) ON CONFLICT(day) DO UPDATE SET last = last + 1", (day,))
        last = db.execute("SELECT last FROM number WHERE day = ?", (day,)).fetchone()[0]
        code = f"{self._unit}-{day}-{last:05}"
        db.execute("INSERT INTO given VALUES (?, ?)", (code, procedure))
        return code

    def was_given(self, code: str) -> bool:
        """Whether this code is one of ours: given to a counter, or to whoever filed on the portal."""
        return bool(
            self.rows("SELECT 1 FROM given WHERE code = ? UNION SELECT 1 FROM filed WHERE code = ?", code, code)
        )

    def keep_file(self, db: sqlcipher.Connection, name: str, data: bytes, file_id: str = "") -> tuple[str, str]:
        """Keep a file; gives identifier and hash."""
        sha256 = hashlib.sha256(data).hexdigest()
        file_id = file_id or f"TEP-{uuid.uuid4().hex[:12].upper()}"
        db.execute("INSERT OR IGNORE INTO file VALUES (?, ?, ?, ?)", (file_id, sha256, name, data))
        return file_id, sha256

    def file(self, file_id: str) -> tuple[str, bytes] | None:
        """Hash and bytes of a file."""
        rows = self.rows("SELECT sha256, bytes FROM file WHERE id = ?", file_id)
        return rows[0] if rows else None

    def file_with(self, sha256: str) -> str | None:
        """Identifier of a file with this hash."""
        rows = self.rows("SELECT id FROM file WHERE sha256 = ?", sha256.lower())
        return rows[0][0] if rows else None

    def dossier(self, code: str) -> dict[str, Any] | None:
        """A dossier: id, code, status, owner, papers (id, code, sha256, file, facts), and its history as it came."""
        rows = self.rows("SELECT id, status, record FROM dossier WHERE code = ?", code)
        if not rows:
            return self._filed(code)
        papers = self.rows("SELECT id, code, sha256, file, facts FROM paper WHERE dossier = ? ORDER BY rowid", code)
        names = ("id", "code", "sha256", "file", "facts")
        history = self.rows("SELECT entry FROM progress WHERE dossier = ? ORDER BY rowid", code)
        return {
            "id": rows[0][0],
            "code": code,
            "status": rows[0][1],
            "record": json.loads(rows[0][2]),
            "papers": [dict(zip(names, row, strict=True)) | {"facts": json.loads(row[4])} for row in papers],
            "history": [json.loads(row[0]) for row in history],
        }

    def _filed(self, code: str) -> dict[str, Any] | None:
        """A dossier that was filed on the portal, as it is known until a counter sends its record."""
        rows = self.rows("SELECT id, facts, taken_by FROM filed WHERE code = ?", code)
        if not rows:
            return None
        facts = json.loads(rows[0][1])
        return {
            "id": rows[0][0],
            "code": code,
            "status": 2 if rows[0][2] else 1,
            "record": facts,
            "papers": [
                {**{name: one[name] for name in ("code", "sha256", "file")}, "id": one["file"], "facts": one}
                for one in facts["components"]
            ],
            "history": [],
        }

    def code_of(self, dossier_id: str) -> str | None:
        """Code of the dossier with this identifier."""
        rows = self.rows("SELECT code FROM dossier WHERE id = ?", dossier_id)
        return rows[0][0] if rows else None

    def write_dossier(self, db: sqlcipher.Connection, record: Record) -> str:
        """Write a dossier with exactly these papers; gives its identifier."""
        known = db.execute(
            "SELECT id FROM dossier WHERE code = ? UNION SELECT id FROM filed WHERE code = ?",
            (record.code, record.code),
        ).fetchone()
        dossier_id = known[0] if known else f"HS-{uuid.uuid4().hex[:12].upper()}"
        db.execute(
            "INSERT INTO dossier VALUES (?, ?, ?, 1, 1) "
            "ON CONFLICT(code) DO UPDATE SET record = excluded.record, writes = writes + 1",
            (record.code, dossier_id, json.dumps(as_data(record), ensure_ascii=False)),
        )
        kept = [paper for paper in record.papers if paper.file]
        there = db.execute("SELECT id, code, file FROM paper WHERE dossier = ?", (record.code,)).fetchall()
        for paper_id, code, file in there:
            if (code, file) not in {(paper.code, paper.file) for paper in kept}:
                db.execute("DELETE FROM paper WHERE id = ?", (paper_id,))
        for paper in kept:
            numbered = replace(paper, item_code=self._final_code(db, record.code, paper))
            facts = json.dumps(as_data(numbered), ensure_ascii=False)
            db.execute(
                "INSERT INTO paper VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT(dossier, code, file) DO UPDATE SET facts = excluded.facts",
                (f"GT-{uuid.uuid4().hex[:12].upper()}", record.code, paper.code, paper.sha256, paper.file, facts),
            )
        return dossier_id

    def _final_code(self, db: sqlcipher.Connection, dossier: str, paper: KeptPaper) -> str:
        """An item's code: as it was given before, else as it was sent, with the next serial where another has that."""
        given = "SELECT json_extract(facts, '$.item_code') FROM paper WHERE dossier = ? AND code = ? AND file = ?"
        before = db.execute(given, (dossier, paper.code, paper.file)).fetchone()
        if before and before[0]:
            return str(before[0])
        code, (stem, _, serial) = paper.item_code, paper.item_code.rpartition(".")
        number = int(serial) if stem and serial.isdecimal() else None
        while number is not None and self._has_item_code(db, code):
            number += 1
            code = f"{stem}.{number:02}"
        return code

    @staticmethod
    def _has_item_code(db: sqlcipher.Connection, code: str) -> bool:
        there = "SELECT 1 FROM paper WHERE json_extract(facts, '$.item_code') = ? LIMIT 1"
        return db.execute(there, (code,)).fetchone() is not None

    def set_status(self, db: sqlcipher.Connection, code: str, status: int) -> None:
        """The dossier's state."""
        db.execute("UPDATE dossier SET status = ? WHERE code = ?", (status, code))

    def note_progress(self, db: sqlcipher.Connection, key: str, code: str, entry: dict[str, Any]) -> None:
        """An entry of the processing history; the same key is the same entry."""
        values = (key or uuid.uuid4().hex, code, json.dumps(entry, ensure_ascii=False))
        db.execute("INSERT OR IGNORE INTO progress VALUES (?, ?, ?)", values)

    def store_paper(self, owner: str, shop: str, facts: dict[str, Any], file: bytes = b"") -> None:
        """Put a paper into an e-store, with its file where there is one, as if it had come from somewhere else."""
        with self.change() as db:
            if file:
                file_id, sha256 = self.keep_file(db, "giay-to.pdf", file)
                facts = {**facts, "file": file_id, "sha256": sha256}
            values = (f"KHO-{uuid.uuid4().hex[:12].upper()}", owner, shop, json.dumps(facts, ensure_ascii=False))
            db.execute("INSERT INTO stored VALUES (?, ?, ?, ?)", values)

    def stored_papers(self, owner: str, shop: str) -> list[dict[str, Any]]:
        """Papers that were put into an e-store for this owner."""
        rows = self.rows("SELECT id, facts FROM stored WHERE owner = ? AND shop = ? ORDER BY rowid", owner, shop)
        return [{**json.loads(facts), "id": id_} for id_, facts in rows]

    def stored_paper(self, paper_id: str) -> dict[str, Any] | None:
        """A paper that was put into an e-store."""
        rows = self.rows("SELECT facts FROM stored WHERE id = ?", paper_id)
        return json.loads(rows[0][0]) if rows else None

    def state(self) -> dict[str, Any]:
        """Everything that a test may want to see."""
        codes = [row[0] for row in self.rows("SELECT code FROM dossier ORDER BY rowid")]
        files = self.rows("SELECT id, sha256, length(bytes) FROM file ORDER BY rowid")
        return {
            "dossiers": [self.dossier(code) for code in codes],
            "files": [{"id": id_, "sha256": sha256, "size": size} for id_, sha256, size in files],
            "online": dict(self.rows("SELECT code, taken_by FROM filed ORDER BY rowid")),
            "codes_given": [row[0] for row in self.rows("SELECT code FROM given ORDER BY rowid")],
            "progress": len(self.rows("SELECT 1 FROM progress")),
            "asked": dict(self.rows("SELECT path, times FROM asked")),
        }

    def close(self) -> None:
        """Close the file."""
        self._db.close()
