"""The seam to what holds keys, seen from inside the token host."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


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
        certificates: DER, in no order.
    """

    serial: str
    label: str
    manufacturer: str = ""
    count_low: bool = False
    final_try: bool = False
    locked: bool = False
    certificates: tuple[bytes, ...] = ()


class TokenEngine(Protocol):
    """Holds keys; lives in one thread of the token host."""

    def tokens(self) -> list[Token]:
        """The tokens that are there, their flags read afresh."""

    def open(self, serial: str, certificate_sha256: str, pin: bytearray) -> None:
        """Log in once with this PIN and find the key of this certificate.

        Raises:
            PinWrong, PinLocked, NoSuchToken, NoSuchCertificate, TokenGone.
        """

    def sign(self, data: bytes) -> bytes:
        """Signature over SHA-256 of `data`: RSA PKCS#1 v1.5, or ECDSA as DER.

        Raises:
            TokenGone, SigningTrouble.
        """

    def close(self) -> None:
        """Log out and forget the key; no error where nothing is open."""
