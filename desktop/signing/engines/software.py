"""A token that is a file: PKCS#12 under its PIN, for training only; three wrong PINs lock it like a real one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from desktop.machine.secrets import OnlyTraining
from desktop.machine.writing import write_whole
from desktop.signing.errors import NoSuchCertificate, NoSuchToken, PinLocked, PinWrong, TokenGone
from desktop.signing.tokens.engine import Token

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
        self._serial = ""

    def _cards(self) -> dict[str, dict[str, Any]]:
        cards = {}
        for file in sorted(self._folder.glob("*.json")):
            try:
                card = json.loads(file.read_text("utf-8"))
                cards[str(card["serial"])] = {**card, "wrong": int(card["wrong"])}
            except (OSError, ValueError, KeyError, TypeError):
                # A token whose file is broken counts as not there.
                continue
        return cards

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

    def present(self) -> list[str]:
        """Serials of the folder."""
        return list(self._cards())

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
        # Counted before it is tried, as a token does it: cutting the power in between gives no extra try.
        _write_card(self._folder, {**card, "wrong": card["wrong"] + 1})
        try:
            sealed = (self._folder / f"{serial}-{held.index(certificate_sha256)}.p12").read_bytes()
            key, _, _ = pkcs12.load_key_and_certificates(sealed, bytes(pin))
        except OSError as error:
            raise TokenGone(serial, cause=repr(error)) from None
        except ValueError:
            if card["wrong"] + 1 >= TRIES:
                raise PinLocked(serial) from None
            raise PinWrong(serial) from None
        _write_card(self._folder, {**card, "wrong": 0})
        self._key, self._serial = key, serial

    def sign(self, data: bytes, *, pss: bool = False) -> bytes:
        """Signature over SHA-256 of `data`; the file must still be there, as a token must."""
        if self._key is None or not (self._folder / f"{self._serial}.json").exists():
            raise TokenGone()
        if isinstance(self._key, ec.EllipticCurvePrivateKey):
            return self._key.sign(data, ec.ECDSA(hashes.SHA256()))
        assert isinstance(self._key, rsa.RSAPrivateKey)
        filling = padding.PSS(padding.MGF1(hashes.SHA256()), 32) if pss else padding.PKCS1v15()
        return self._key.sign(data, filling, hashes.SHA256())

    def close(self) -> None:
        """Forget the key."""
        self._key = None


def write_token(folder: Path, serial: str, label: str, keys: Sequence[tuple[Any, Any]], pin: bytes) -> None:
    """Make a software token of (private key, certificate) pairs, sealed under a PIN; an older one is replaced."""
    for old in folder.glob(f"{serial}-*.p12"):
        old.unlink()
    for at, (key, certificate) in enumerate(keys):
        sealed = pkcs12.serialize_key_and_certificates(
            label.encode(), key, certificate, None, serialization.BestAvailableEncryption(pin)
        )
        write_whole(folder / f"{serial}-{at}.p12", sealed)
    card = {
        "serial": serial,
        "label": label,
        "wrong": 0,
        "certificates": [certificate.public_bytes(serialization.Encoding.DER).hex() for _, certificate in keys],
    }
    _write_card(folder, card)


def _write_card(folder: Path, card: dict[str, Any]) -> None:
    write_whole(folder / f"{card['serial']}.json", json.dumps(card).encode())
