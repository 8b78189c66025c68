"""Passwords become hashes that are slow to try: Argon2id with 64 MiB, three passes, one lane (RFC 9106)."""

from __future__ import annotations

import base64
import os
import unicodedata
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from desktop.machine.secret_memory import secret_copy, wipe
from desktop.workflow.officials.errors import PasswordTooShort

FEWEST = 14
"""Letters of a password that is the only proof (TCVN 14423, level 2)."""
_MEMORY_KIB, _PASSES, _LANES, _BYTES, _SALT_BYTES = 64 * 1024, 3, 1, 32, 16


def hashed(password: bytearray) -> str:
    """The hash of a new password, in PHC's form: it says itself how it was made.

    Args:
        password: UTF-8; whoever has it wipes it.

    Raises:
        PasswordTooShort: anybody would guess it.
    """
    known = _composed(password)
    try:
        if len(known.decode("utf-8", "replace")) < FEWEST:
            raise PasswordTooShort(fewest=FEWEST)
        return _kdf().derive_phc_encoded(known)
    finally:
        wipe(known)


def is_right(password: bytearray, kept: str) -> bool:
    """Whether a password is the one of a hash; takes as long where there is no hash.

    Args:
        password: UTF-8; whoever has it wipes it.
        kept: its hash; empty where there is none.
    """
    known = _composed(password)
    try:
        Argon2id.verify_phc_encoded(known, kept or _nobodys())
    except InvalidKey:
        return False
    finally:
        wipe(known)
    return bool(kept)


@cache
def _nobodys() -> str:
    """A hash of the same cost that no password has."""
    salt, nothing = (base64.b64encode(os.urandom(size)).decode().rstrip("=") for size in (_SALT_BYTES, _BYTES))
    return f"$argon2id$v=19$m={_MEMORY_KIB},t={_PASSES},p={_LANES}${salt}${nothing}"


def _kdf() -> Argon2id:
    return Argon2id(
        salt=os.urandom(_SALT_BYTES), length=_BYTES, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY_KIB
    )


def _composed(password: bytearray) -> Any:
    """A copy in one form, whichever way an input method has put its letters together.

    Untyped: any buffer is taken by what makes the hash, which declares that it takes `bytes` alone.
    """
    if password.isascii():
        return secret_copy(password)
    return secret_copy(bytearray(unicodedata.normalize("NFC", password.decode("utf-8", "replace")).encode()))
