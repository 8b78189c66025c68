"""Restoring a backup: rehearsed, checked, decided; the present store goes aside whole and is never deleted."""

from __future__ import annotations

import secrets as random
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from desktop.machine.folders import Folders
from desktop.machine.secrets import SecretStore
from desktop.store import audit
from desktop.store.errors import KeyMissing, WrongRecoveryKey
from desktop.store.file import Store, connect, lock, open_engine
from desktop.store.folder import mark_folder
from desktop.store.keeping.backup import BackupFacts, examine, export, told
from desktop.store.keys import KEY_BYTES, StoreKeys
from desktop.store.replacing import decide, finish_replacing


def restore(
    folders: Folders,
    secrets: SecretStore,
    file: Path,
    now: datetime,
    *,
    training: bool,
    who: str,
    recovery: bytes | None = None,
    rehearse: bool = False,
) -> BackupFacts:
    """Put a backup in the place of the store. No copy of the program may be running on this data.

    Args:
        folders: of the store to replace, or of an empty place on another PC.
        secrets: its keyring.
        file: the backup.
        now: for the name that the present store goes aside under.
        training: whether this is training data.
        who: login name for the audit chain.
        recovery: the key of the printed sheet; None for the one in the keyring.
        rehearse: do everything but the replacing.

    Raises:
        BadBackup, NewerSchema: the backup; nothing was touched.
        RecoveryKeyMissing: the sheet's code is needed.
        AlreadyRunning, MixedData, DiskFull, ReadOnlyDisk, StoreTrouble: nothing was touched.
    """
    mark_folder(folders, training=training)
    keys = StoreKeys(folders, secrets)
    with lock(folders):
        recovery = recovery or keys.recovery_key()
        facts = examine(file, recovery)
        fresh = folders.store.with_name(folders.store.name + ".restoring")
        try:
            key = random.token_hex(KEY_BYTES) if rehearse else _key_for(keys, recovery)
            with told():
                fresh.unlink(missing_ok=True)
                with closing(connect(file, recovery.hex())) as copy:
                    export(copy, fresh, key)
            # What was copied is what counts: the stick may hold another file by now.
            facts = replace(examine(fresh, bytes.fromhex(key)), file=file, size=facts.size)
            if rehearse:
                return facts
            number, sealed = _note(fresh, key, who, facts, keys.anchor())
            keys.prepare(recovery, number, sealed)
            decide(folders, fresh, now)
            finish_replacing(folders)
        finally:
            for ending in ("", "-wal", "-shm"):
                with suppress(OSError):
                    fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
    Store(folders, secrets, training=training).close()
    return facts


def _key_for(keys: StoreKeys, recovery: bytes) -> str:
    """The key of the store that will be: the present one's; a new one where that is gone for good."""
    try:
        return keys.key()
    except KeyMissing:
        pass
    try:
        keys.recover(recovery)
        return keys.key()
    except WrongRecoveryKey:
        return keys.new_key()


def _note(fresh: Path, key: str, who: str, facts: BackupFacts, former: tuple[int, str] | None) -> tuple[int, str]:
    """Say in the chain of the store that will be what it replaces; gives number and hash of that row."""
    outcome = f"{facts.file.name}; chain was at {former[0] if former else 0}, is at {facts.audit_number}"
    engine = open_engine(fresh, key)
    try:
        with told(), engine.connect().execution_options(writing=True) as tx, tx.begin():
            audit.append(tx, who, audit.RESTORED, "", outcome)
            row = audit.head(tx)
        with told(), engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.rollback()
    finally:
        engine.dispose()
    return row
