"""Keys on a token, through its PKCS#11 module (R32)."""

from __future__ import annotations

import hashlib
import struct
import sys
from pathlib import Path
from typing import Any

import pkcs11
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, TokenFlag
from pkcs11.util.ec import encode_ecdsa_signature

from desktop.model.errors import QuaySoError
from desktop.signing.engine import Token, wipe
from desktop.signing.errors import (
    ModuleUnusable,
    NoSuchCertificate,
    NoSuchToken,
    PinExpired,
    PinLocked,
    PinWrong,
    SigningTrouble,
    TokenGone,
)

# DigestInfo of SHA-256, for modules that only know the raw RSA mechanism.
_SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
_GONE = (
    pkcs11.DeviceRemoved,
    pkcs11.TokenNotPresent,
    pkcs11.TokenNotRecognised,
    pkcs11.SessionHandleInvalid,
    pkcs11.SessionClosed,
    pkcs11.ObjectHandleInvalid,
    pkcs11.UserNotLoggedIn,
)


class _Pin:
    """Gives python-pkcs11 the PIN where it lies; a `str` would leave copies that nobody can wipe."""

    def __init__(self, secret: bytearray) -> None:
        self._secret = secret

    def encode(self, _encoding: str) -> bytearray:
        return self._secret


class Pkcs11Engine:
    """One module, loaded once for the life of the process.

    Args:
        module: path of the module.

    Raises:
        ModuleUnusable: missing, of the other bitness, or no PKCS#11 module.
    """

    def __init__(self, module: Path) -> None:
        path = module.resolve()
        why = why_unloadable(path)
        if why:
            raise ModuleUnusable(module.name, reason=why)
        try:
            # The library remembers modules by the spelling of their path.
            self._module: Any = pkcs11.lib(str(path))
        except Exception as error:
            reason = "không phải trình điều khiển PKCS#11, hoặc trình điều khiển không khởi động được"
            raise ModuleUnusable(module.name, reason=reason, cause=repr(error)) from None
        self._session: Any = None
        self._key: Any = None
        self._pin = bytearray()
        self._raw_rsa = False
        self._pin_each_time = False

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
                    login_required=bool(flags & TokenFlag.LOGIN_REQUIRED),
                    own_keypad=bool(flags & TokenFlag.PROTECTED_AUTHENTICATION_PATH),
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
                # Flags are read when the object is built: an old one tells of an old PIN count.
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
                return [der for _, der in _held(session)]
        except pkcs11.PKCS11Error:
            return []

    def open(self, serial: str, certificate_sha256: str, pin: bytearray) -> None:
        """Log in once and find the key."""
        self.close()
        token = self._token(serial, certificate_sha256)
        if token.flags & TokenFlag.USER_PIN_LOCKED:
            raise PinLocked(serial)
        try:
            self._session = token.open(user_pin=_login_with(token, pin))
        except (pkcs11.PinIncorrect, pkcs11.PinLenRange, pkcs11.PinInvalid) as error:
            raise PinWrong(serial, cause=repr(error)) from None
        except pkcs11.PinLocked as error:
            raise PinLocked(serial, cause=repr(error)) from None
        except pkcs11.PinExpired as error:
            raise PinExpired(serial, cause=repr(error)) from None
        except _GONE as error:
            raise TokenGone(serial, cause=repr(error)) from None
        except pkcs11.PKCS11Error as error:
            # A driver's own failure is not a wrong PIN and must not be told as one.
            raise SigningTrouble(serial, cause=repr(error)) from None
        try:
            self._key = self._find_key(certificate_sha256)
            mechanisms = token.slot.get_mechanisms()
            self._raw_rsa = Mechanism.SHA256_RSA_PKCS not in mechanisms
            self._pin_each_time = _truth(self._key, Attribute.ALWAYS_AUTHENTICATE)
        except QuaySoError:
            self.close()
            raise
        except pkcs11.PKCS11Error as error:
            self.close()
            raise TokenGone(cause=repr(error)) from None
        if self._pin_each_time:
            self._pin = bytearray(pin)

    def _token(self, serial: str, certificate_sha256: str) -> Any:
        named = [token for token in self._present() if _text(token.serial) == serial]
        if not named:
            raise NoSuchToken(serial)
        for token in named:
            if any(_sha256(der) == certificate_sha256 for der in self._certificates(token)):
                return token
        raise NoSuchCertificate(certificate_sha256[:12])

    def _find_key(self, certificate_sha256: str) -> Any:
        for identity, der in _held(self._session):
            if _sha256(der) != certificate_sha256:
                continue
            wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: identity}
            # Read to the end: an open search makes some modules refuse everything else.
            keys = list(self._session.get_objects(wanted))
            if keys:
                return keys[0]
        raise NoSuchCertificate(certificate_sha256[:12])

    def sign(self, data: bytes) -> bytes:
        """Signature over SHA-256 of `data`."""
        if self._key is None:
            raise TokenGone(cause="no key is open")
        try:
            if self._key.key_type is KeyType.EC:
                raw = self._sign(hashlib.sha256(data).digest(), Mechanism.ECDSA)
                return bytes(encode_ecdsa_signature(raw))
            if self._raw_rsa:
                return self._sign(_SHA256_INFO + hashlib.sha256(data).digest(), Mechanism.RSA_PKCS)
            return self._sign(data, Mechanism.SHA256_RSA_PKCS)
        except _GONE as error:
            raise TokenGone(cause=repr(error)) from None
        except pkcs11.PinIncorrect as error:
            raise PinWrong(cause=repr(error)) from None
        except pkcs11.PinLocked as error:
            raise PinLocked(cause=repr(error)) from None
        except pkcs11.PKCS11Error as error:
            raise SigningTrouble(cause=repr(error)) from None

    def _sign(self, data: bytes, mechanism: Mechanism) -> bytes:
        if self._pin_each_time:
            return bytes(self._key.sign(data, mechanism=mechanism, pin=_Pin(self._pin)))
        return bytes(self._key.sign(data, mechanism=mechanism))

    def close(self) -> None:
        """Log out, forget the key, wipe the PIN."""
        wipe(self._pin)
        self._pin = bytearray()
        session, self._session, self._key = self._session, None, None
        if session is not None:
            try:
                session.close()
            except pkcs11.PKCS11Error:
                return


def why_unloadable(path: Path) -> str:
    """Why a module cannot be loaded, a Vietnamese phrase; empty where nothing speaks against trying.

    Read from the file's head, because the loader's own words differ between systems and say nothing to a clerk.
    """
    if not path.is_file():
        return "không có tệp này"
    with path.open("rb") as file:
        head = file.read(4096)
    if head[:4] == b"\x7fELF":
        return "" if head[4:5] == b"\x02" and sys.platform != "win32" else _other_build(bits32=head[4:5] == b"\x01")
    if head[:2] == b"MZ" and len(head) >= 64:
        at = struct.unpack_from("<I", head, 0x3C)[0]
        kind = struct.unpack_from("<H", head, at + 4)[0] if at + 6 <= len(head) else 0
        return "" if kind == 0x8664 and sys.platform == "win32" else _other_build(bits32=kind == 0x14C)
    return "" if sys.platform == "darwin" else "không phải trình điều khiển PKCS#11"


def _other_build(*, bits32: bool) -> str:
    return "đây là bản 32-bit, Quầy Số cần bản 64-bit" if bits32 else "đây là bản cho hệ điều hành hoặc máy khác"


def _login_with(token: Any, pin: bytearray) -> Any:
    if token.flags & TokenFlag.PROTECTED_AUTHENTICATION_PATH:
        return pkcs11.PROTECTED_AUTH
    return _Pin(pin)


def _held(session: Any) -> list[tuple[bytes, bytes]]:
    """Id and DER of each certificate; one that cannot be read is passed over."""
    found = []
    for certificate in list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})):
        try:
            found.append((bytes(certificate[Attribute.ID]), bytes(certificate[Attribute.VALUE])))
        except pkcs11.PKCS11Error:
            continue
    return found


def _truth(key: Any, attribute: Attribute) -> bool:
    try:
        return bool(key[attribute])
    except pkcs11.PKCS11Error:
        return False


def _sha256(der: bytes) -> str:
    return hashlib.sha256(der).hexdigest()


def _text(value: Any) -> str:
    text = value.decode("utf-8", errors="replace") if isinstance(value, bytes) else str(value)
    return text.strip().strip("\x00")
