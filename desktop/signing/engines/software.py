"""A token that is a file: PKCS#12 under its PIN, for training only; three wrong PINs lock it like a real one."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from desktop.machine.secrets import OnlyTraining
from desktop.signing.engine import Token
from desktop.signing.errors import NoSuchCertificate, NoSuchToken, PinLocked, PinWrong, TokenGone

TRIES = 3


class SoftwareEngine:
    """Tokens in a folder: `<serial>.json` with label, certificates and wrong tries, `<serial>-<n>.p12` with keys.

    Args:
        folder: inside a training folder.

    Raises:
        OnlyTraining: the folder is not marked as training.
    """

    def __init__(self, folder: Path) -> None:
        if not any((place / "TRAINING").exists() for place in (folder, *folder.parents)):
            raise OnlyTraining()
        self._folder = folder
        self._key: Any = None

    def _cards(self) -> dict[str, dict[str, Any]]:
        cards = (json.loads(file.read_text("utf-8")) for file in sorted(self._folder.glob("*.json")))
        return {card["serial"]: card for card in cards}

    def tokens(self) -> list[Token]:
        """The tokens of the folder."""
        return [
            Token(
                serial=serial,
                label=card["label"],
                manufacturer="Quầy Số",
                count_low=card["wrong"] > 0,
                final_try=card["wrong"] == TRIES - 1,
                locked=card["wrong"] >= TRIES,
                certificates=tuple(bytes.fromhex(certificate) for certificate in card["certificates"]),
            )
            for serial, card in self._cards().items()
        ]

    def open(self, serial: str, certificate_sha256: str, pin: bytearray) -> None:
        """Try the PIN once and find the key."""
        self.close()
        card = self._cards().get(serial)
        if card is None:
            raise NoSuchToken(serial)
        if card["wrong"] >= TRIES:
            raise PinLocked(serial)
        held = [hashlib.sha256(bytes.fromhex(der)).hexdigest() for der in card["certificates"]]
        if certificate_sha256 not in held:
            raise NoSuchCertificate(certificate_sha256[:12])
        file = self._folder / f"{serial}-{held.index(certificate_sha256)}.p12"
        try:
            self._key, _, _ = pkcs12.load_key_and_certificates(file.read_bytes(), bytes(pin))
        except ValueError:
            self._note(serial, {**card, "wrong": card["wrong"] + 1})
            if card["wrong"] + 1 >= TRIES:
                raise PinLocked(serial) from None
            raise PinWrong(serial) from None
        self._note(serial, {**card, "wrong": 0})

    def _note(self, serial: str, card: dict[str, Any]) -> None:
        (self._folder / f"{serial}.json").write_text(json.dumps(card), "utf-8")

    def sign(self, data: bytes) -> bytes:
        """Signature over SHA-256 of `data`; the file must still be there, as a token must."""
        if self._key is None or not any(self._folder.glob("*.json")):
            raise TokenGone()
        if isinstance(self._key, ec.EllipticCurvePrivateKey):
            return self._key.sign(data, ec.ECDSA(hashes.SHA256()))
        assert isinstance(self._key, rsa.RSAPrivateKey)
        return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())

    def close(self) -> None:
        """Forget the key."""
        self._key = None


def write_token(folder: Path, serial: str, label: str, keys: list[tuple[Any, Any]], pin: bytes) -> None:
    """Make a software token of (private key, certificate) pairs."""
    for at, (key, certificate) in enumerate(keys):
        sealed = pkcs12.serialize_key_and_certificates(
            label.encode(), key, certificate, None, serialization.BestAvailableEncryption(pin)
        )
        (folder / f"{serial}-{at}.p12").write_bytes(sealed)
    card = {
        "serial": serial,
        "label": label,
        "wrong": 0,
        "certificates": [certificate.public_bytes(serialization.Encoding.DER).hex() for _, certificate in keys],
    }
    (folder / f"{serial}.json").write_text(json.dumps(card), "utf-8")
