"""The seam to what holds keys, seen from inside the token host."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

IDLE_S = 300.0
"""Seconds that a batch may rest before the host forgets key and PIN. Chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token that is there now.

    Attributes:
        serial: what it is known by; never its slot.
        label: its name.
        manufacturer: who made it.
        count_low: a wrong PIN was typed lately.
        final_try: the next wrong PIN locks it.
        locked: it is locked.
        login_required: signing needs a PIN.
        own_keypad: the PIN is typed on the device itself.
        certificates: DER, in no order.
        keyless: hashes of those whose key is known to be missing; a key that only a login shows is not.
    """

    serial: str
    label: str
    manufacturer: str = ""
    count_low: bool = False
    final_try: bool = False
    locked: bool = False
    login_required: bool = True
    own_keypad: bool = False
    certificates: tuple[bytes, ...] = ()
    keyless: tuple[str, ...] = ()


class TokenEngine(Protocol):
    """Holds keys; lives in one thread of the token host."""

    def tokens(self) -> list[Token]:
        """The tokens that are there, their flags read afresh.

        Raises:
            TokenGone: the module does not answer any more.
        """

    def present(self) -> list[str]:
        """Serials of the tokens that are there; quick, for noticing that one comes or goes.

        Raises:
            TokenGone: the module does not answer any more.
        """

    def open(self, serial: str, certificate_sha256: str, pin: bytearray) -> None:
        """Log in once with this PIN and find the key of this certificate; the caller wipes `pin` after it.

        Raises:
            PinWrong, PinLocked, PinExpired, NoSuchToken, NoSuchCertificate, TokenGone.
        """

    def sign(self, data: bytes, *, pss: bool = False) -> bytes:
        """Signature over SHA-256 of `data`: RSA PKCS#1 v1.5 (PSS with a salt of 32 bytes where `pss`), or ECDSA as DER.

        Raises:
            TokenGone, SigningTrouble.
        """

    def close(self) -> None:
        """Log out, forget the key and wipe the PIN; no error where nothing is open or the token is gone."""
