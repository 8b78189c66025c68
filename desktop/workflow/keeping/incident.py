"""The incident pack: what the security people need within 24 hours, sealed, and nothing of any citizen (R69)."""

from __future__ import annotations

import json
import platform
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from desktop import __version__
from desktop.machine.clock import Clock
from desktop.machine.disk import free_bytes
from desktop.machine.log import redacted
from desktop.machine.settings import Settings
from desktop.model.official import Right
from desktop.store import audit
from desktop.store.file import Store
from desktop.store.tables import audit as audit_table
from desktop.store.tables import dossier, paper, step
from desktop.sync.package.container import write_parts
from desktop.sync.package.seals import Seal
from desktop.workflow.keeping.duties import Keeping
from desktop.workflow.keeping.packages import Packages

KIND = "incident"
_AUDIT_ROWS = 5000


class Incidents:
    """Writes what is asked for after an incident.

    Args:
        store: the open store.
        clock: the time.
        settings: of this counter; they hold no secrets.
        keeping: for the checks.
        packages: seals in this PC's name.
    """

    def __init__(self, store: Store, clock: Clock, settings: Settings, keeping: Keeping, packages: Packages) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._keeping = keeping
        self._packages = packages

    def write(self, file: Path, seal: Seal, *, replace: bool = False) -> list[str]:
        """Write the pack; gives the names of its parts.

        Args:
            file: where to.
            seal: a passphrase or the security people's key.
            replace: whether a file that stands there may be replaced.

        Raises:
            AlreadyThere, NoPlaceForFile, CannotWrite, CannotWritePackage: the place refuses.
        """
        self._store.require(Right.KEEP)
        signer = self._packages.signer()
        parts = [
            ("trang-thai.json", _json(_state(self._store, self._settings, self._keeping))),
            ("nhat-ky-kiem-toan.json", _json(_audit(self._store))),
            *((log.name, redacted(log.read_text("utf-8", "replace")).encode()) for log in _logs(self._store)),
        ]
        own = write_parts(file, KIND, self._clock.now().isoformat(), seal, signer, parts, replace=replace)
        with self._store.writing() as tx:
            audit.append(tx, self._settings.officer, "incident pack", own, f"{len(parts)} parts")
        return [name for name, _ in parts]


def _logs(store: Store) -> list[Path]:
    return sorted(file for file in store.folders.logs.glob("*.log*") if file.is_file())


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def _state(store: Store, settings: Settings, keeping: Keeping) -> dict[str, Any]:
    check = keeping.check()
    with store.reading() as tx:
        counts = {
            "dossiers": _counted(tx, dossier.c.state),
            "papers": _counted(tx, paper.c.sync),
            "steps": _counted(tx, step.c.state),
            # Only the code of a trouble: the province's own words may name somebody.
            "troubles": _troubles(tx),
            "schema": tx.exec_driver_sql("SELECT version_num FROM alembic_version").scalar(),
        }
    return {
        "version": __version__,
        "system": platform.platform(),
        "packages": sorted(f"{one.name} {one.version}" for one in distributions()),
        "unit": settings.unit,
        "province": settings.province_address,
        "profile": settings.province_profile,
        "store_bytes": store.folders.store.stat().st_size,
        "free_bytes": free_bytes(store.folders.data),
        "damage": list(check.damage),
        "audit_broken": keeping.audit_broken(),
        "backups": [file.name for file in keeping.backups()],
        **counts,
    }


def _counted(tx: Connection, column: Any) -> dict[str, int]:
    return {str(value): count for value, count in tx.execute(select(column, func.count()).group_by(column))}


def _troubles(tx: Connection) -> dict[str, int]:
    counts: dict[str, int] = {}
    for (words,) in tx.execute(select(step.c.last_error).where(step.c.last_error != "")):
        code = words.partition(":")[0][:40]
        counts[code] = counts.get(code, 0) + 1
    return counts


def _audit(store: Store) -> list[list[Any]]:
    query = select(audit_table).order_by(audit_table.c.number.desc()).limit(_AUDIT_ROWS)
    with store.reading() as tx:
        rows = tx.execute(query).mappings().all()
    return [
        [row["number"], row["at"].isoformat(), row["who"], row["what"], row["item"], row["outcome"], row["hash"]]
        for row in reversed(rows)
    ]
