"""Keys on a token, through its PKCS#11 module (R32)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pkcs11
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, TokenFlag
from pkcs11.util.ec import encode_ecdsa_signature

from desktop.signing.engine import Token
from desktop.signing.errors import (
    ModuleUnusable,
    NoSuchCertificate,
    NoSuchToken,
    PinLocked,
    PinWrong,
    SigningTrouble,
    TokenGone,
)

# DigestInfo of SHA-256, for modules that only know the raw RSA mechanism.
_SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")


class Pkcs11Engine:
    """One module, loaded once for the life of the process.

    Args:
        module: path of the module.

    Raises:
        ModuleUnusable: missing, of the other bitness, or no PKCS#11 module.
    """

    def __init__(self, module: Path) -> None:
        path = module.resolve()
        if not path.is_file():
            raise ModuleUnusable(module.name, reason="không có tệp này")
        try:
            # The library remembers modules by the spelling of their path.
            self._module: Any = pkcs11.lib(str(path))
        except (pkcs11.PKCS11Error, OSError, RuntimeError) as error:
            raise ModuleUnusable(module.name, reason=_why_not(str(error)), cause=str(error)) from None
        self._session: Any = None
        self._key: Any = None

    def tokens(self) -> list[Token]:
        """The tokens that are there, their flags read afresh."""
        found = []
        for token in self._present():
            flags = token.flags
            found.append(
                Token(
                    serial=_text(token.serial),
                    label=_text(token.label),
                    manufacturer=_text(token.manufacturer_id),
                    count_low=bool(flags & TokenFlag.USER_PIN_COUNT_LOW),
                    final_try=bool(flags & TokenFlag.USER_PIN_FINAL_TRY),
                    locked=bool(flags & TokenFlag.USER_PIN_LOCKED),
                    certificates=tuple(self._certificates(token)),
                )
            )
        return found

    def _present(self) -> list[Any]:
        try:
            slots = self._module.get_slots(token_present=True)
        except pkcs11.PKCS11Error as error:
            raise TokenGone(cause=repr(error)) from None
        tokens = []
        for slot in slots:
            try:
                token = slot.get_token()
            except pkcs11.PKCS11Error:
                continue
            if token.flags & TokenFlag.TOKEN_INITIALIZED:
                tokens.append(token)
        return tokens

    @staticmethod
    def _certificates(token: Any) -> list[bytes]:
        try:
            with token.open() as session:
                found = session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
                return [bytes(certificate[Attribute.VALUE]) for certificate in found]
        except pkcs11.PKCS11Error:
            return []

    def open(self, serial: str, certificate_sha256: str, pin: bytearray) -> None:
        """Log in once and find the key."""
        self.close()
        for token in self._present():
            if _text(token.serial) == serial:
                break
        else:
            raise NoSuchToken(serial)
        if token.flags & TokenFlag.USER_PIN_LOCKED:
            raise PinLocked(serial)
        try:
            self._session = token.open(user_pin=pin.decode("utf-8", errors="replace"))
        except (pkcs11.PinIncorrect, pkcs11.PinLenRange, pkcs11.PinInvalid) as error:
            raise PinWrong(serial, cause=repr(error)) from None
        except pkcs11.PinLocked as error:
            raise PinLocked(serial, cause=repr(error)) from None
        except pkcs11.PKCS11Error as error:
            raise TokenGone(serial, cause=repr(error)) from None
        try:
            self._key = self._find_key(certificate_sha256)
        except BaseException:
            self.close()
            raise

    def _find_key(self, certificate_sha256: str) -> Any:
        try:
            for certificate in self._session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
                if hashlib.sha256(bytes(certificate[Attribute.VALUE])).hexdigest() != certificate_sha256:
                    continue
                keys = self._session.get_objects(
                    {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: certificate[Attribute.ID]}
                )
                for key in keys:
                    return key
        except pkcs11.PKCS11Error as error:
            raise TokenGone(cause=repr(error)) from None
        raise NoSuchCertificate(certificate_sha256[:12])

    def sign(self, data: bytes) -> bytes:
        """Signature over SHA-256 of `data`."""
        if self._key is None:
            raise TokenGone(cause="no key is open")
        try:
            if self._key.key_type is KeyType.EC:
                raw = self._key.sign(hashlib.sha256(data).digest(), mechanism=Mechanism.ECDSA)
                return bytes(encode_ecdsa_signature(raw))
            try:
                return bytes(self._key.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS))
            except pkcs11.MechanismInvalid:
                digest = _SHA256_INFO + hashlib.sha256(data).digest()
                return bytes(self._key.sign(digest, mechanism=Mechanism.RSA_PKCS))
        except (pkcs11.DeviceRemoved, pkcs11.TokenNotPresent, pkcs11.SessionHandleInvalid) as error:
            raise TokenGone(cause=repr(error)) from None
        except pkcs11.PKCS11Error as error:
            # A driver's own failure is not a wrong PIN and must not be told as one.
            raise SigningTrouble(cause=repr(error)) from None

    def close(self) -> None:
        """Log out and forget the key."""
        session, self._session, self._key = self._session, None, None
        if session is not None:
            try:
                session.close()
            except pkcs11.PKCS11Error:
                return


def _text(value: Any) -> str:
    text = value.decode("utf-8", errors="replace") if isinstance(value, bytes) else str(value)
    return text.strip().strip("\x00")


def _why_not(error: str) -> str:
    if "193" in error or "wrong ELF class" in error:
        return "đây là bản 32-bit, Quầy Số cần bản 64-bit"
    return "không phải trình điều khiển PKCS#11"
