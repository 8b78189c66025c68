"""The keys of one store: its own key, and the recovery key that stands on the printed sheet (R61, R70).

Both lie in the operating system's keyring, under names that `store.id` gives. The store's key also lies beside the
store, wrapped with the recovery key (AES key wrap, RFC 3394): so one sheet of paper opens the store when the keyring
has lost it, and every backup, also on another PC; and a stolen disk still tells nothing.
"""

from __future__ import annotations

import secrets as random
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.machine.folders import Folders
from desktop.machine.secrets import SecretStore
from desktop.machine.writing import write_whole
from desktop.model.errors import Trouble
from desktop.store.errors import KeyMissing, RecoveryKeyMissing, WrongRecoveryKey, trouble_of_disk

KEY_BYTES = 32
_STORE, _RECOVERY, _ANCHOR, _PENDING = "store", "recovery", "audit", "restoring"


class StoreKeys:
    """The keys of the store in a data folder.

    Args:
        folders: where it lives.
        secrets: the keyring.
    """

    def __init__(self, folders: Folders, secrets: SecretStore) -> None:
        self._folders = folders
        self._secrets = secrets

    def key(self) -> str:
        """The store's key as 64 hex digits; made once, for a store that does not exist yet.

        Raises:
            KeyMissing: the store is there, its key is not.
        """
        known = self._known(_STORE)
        if known is not None:
            return known
        if self._folders.store.exists():
            raise KeyMissing()
        return self._make(_STORE)

    def new_key(self) -> str:
        """Another key, for a store that is about to replace one whose key is lost."""
        return self._make(_STORE)

    def recovery_key(self) -> bytes:
        """The recovery key, 32 bytes; made when first asked for.

        Raises:
            RecoveryKeyMissing: a sheet was made once, but this keyring no longer has its key.
        """
        known = self._known(_RECOVERY)
        if known is None:
            if self._wrapped.exists():
                raise RecoveryKeyMissing()
            known = self._make(_RECOVERY)
        recovery = bytes.fromhex(known)
        if not self._wrapped.exists():
            self._wrap(recovery)
        return recovery

    def new_recovery_key(self) -> bytes:
        """Another recovery key; sheets printed so far no longer open this store, old backups still need them."""
        recovery = random.token_bytes(KEY_BYTES)
        self._wrap(recovery)
        self._keep(_RECOVERY, recovery.hex())
        return recovery

    def recover(self, recovery: bytes) -> None:
        """Bring the store's key back into the keyring.

        Raises:
            WrongRecoveryKey: the sheet is another store's, or an older one.
        """
        key = self._unwrapped(recovery)
        # The store's key last: a crash before it means that the sheet is typed once more.
        self._keep(_RECOVERY, recovery.hex())
        self._keep(_STORE, key.hex())

    def prepare(self, recovery: bytes, number: int, sealed: str) -> None:
        """Note what changes outside a store once a backup is restored to it; `settle` does it then.

        Args:
            recovery: the backup's key, in use from then on.
            number: of the audit row that says so in the restored store.
            sealed: its hash.
        """
        self.key()
        self._keep(_PENDING, f"{number}:{sealed}:{recovery.hex()}")

    def settle(self, hash_of: Callable[[int], str | None]) -> None:
        """Finish what a crash left half done outside the store, now that its key has opened it.

        What `prepare` noted is done where the store is the restored one, and forgotten where not. A sheet that was
        to be replaced is the valid one again where no other was printed.

        Args:
            hash_of: hash of an audit row of that store.
        """
        pending = self._known(_PENDING)
        if pending is not None:
            self._settle_restore(pending, hash_of)
        recovery = self._known(_RECOVERY)
        if recovery is not None and not self.proven():
            # A full disk must not keep the store closed: the next start tries again.
            with suppress(Trouble):
                self._wrap(bytes.fromhex(recovery))

    def _settle_restore(self, pending: str, hash_of: Callable[[int], str | None]) -> None:
        number, sealed, recovery = pending.split(":")
        if hash_of(int(number)) == sealed:
            self.set_anchor(int(number), sealed)
            self._wrap(bytes.fromhex(recovery))
            self._keep(_RECOVERY, recovery)
        # Forgotten last: a crash before this does it all once more.
        self._secrets.forget(self._name(_PENDING))

    def proven(self) -> bool:
        """Whether the key in the keyring is known to be this store's: a file it does not open is damaged."""
        key, recovery = self._known(_STORE), self._known(_RECOVERY)
        if key is None or recovery is None:
            return False
        try:
            return self._unwrapped(bytes.fromhex(recovery)).hex() == key
        except WrongRecoveryKey:
            return False

    def anchor(self) -> tuple[int, str] | None:
        """Number and hash of the audit row that was last known to be there; None where none was noted."""
        number, _, sealed = (self._known(_ANCHOR) or "").partition(":")
        return (int(number), sealed) if number.isdecimal() else None

    def set_anchor(self, number: int, sealed: str) -> None:
        """Note the last row of the audit chain outside the store, so that a cut tail is noticed (R63)."""
        self._keep(_ANCHOR, f"{number}:{sealed}")

    @property
    def _wrapped(self) -> Path:
        return self._folders.data / "store.key"

    @property
    def _name_file(self) -> Path:
        return self._folders.data / "store.id"

    # Here and not above: the recovery key is for the day on which the keyring is lost.

    def _wrap(self, recovery: bytes) -> None:
        from cryptography.hazmat.primitives.keywrap import aes_key_wrap

        _write(self._wrapped, aes_key_wrap(recovery, bytes.fromhex(self.key())).hex().encode())

    def _unwrapped(self, recovery: bytes) -> bytes:
        from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

        try:
            return aes_key_unwrap(recovery, bytes.fromhex(self._wrapped.read_text("ascii")))
        except (OSError, ValueError, InvalidUnwrap) as error:
            raise WrongRecoveryKey(cause=type(error).__name__) from None

    def _known(self, what: str) -> str | None:
        return self._secrets.get(self._name(what)) if self._name_file.exists() else None

    def _make(self, what: str) -> str:
        made = random.token_hex(KEY_BYTES)
        self._keep(what, made)
        return made

    def _keep(self, what: str, secret: str) -> None:
        with _told():
            self._put(what, secret)

    def _put(self, what: str, secret: str) -> None:
        if self._name_file.exists():
            self._secrets.put(self._name(what), secret)
            return
        # The name is written last: a store is never made under a name whose key the keyring did not take.
        name = f"{_STORE}-{uuid.uuid4()}"
        self._secrets.put(name.replace(_STORE, what, 1), secret)
        _write(self._name_file, name.encode("ascii"))

    def _name(self, what: str) -> str:
        return self._name_file.read_text("ascii").strip().replace(_STORE, what, 1)


def _write(file: Path, data: bytes) -> None:
    with _told():
        write_whole(file, data)


@contextmanager
def _told() -> Iterator[None]:
    """The disk's troubles as known ones: the training keyring is a file, too."""
    try:
        yield
    except OSError as error:
        raise trouble_of_disk(error) from None
