"""Keys on a token, through its PKCS#11 module (R32)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pkcs11
from pkcs11 import MGF, Attribute, KeyType, Mechanism, ObjectClass, TokenFlag
from pkcs11.util.ec import encode_ecdsa_signature

from desktop.model.errors import QuaySoError
from desktop.signing.engines.modules import why_unloadable
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
from desktop.signing.tokens.engine import Token, wipe

# DigestInfo of SHA-256, for modules that only know the raw RSA mechanism.
_SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
_PSS = (Mechanism.SHA256, MGF.SHA256, 32)
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
                    **self._held(token),
                )
            )
        return found

    def present(self) -> list[str]:
        """Serials of the tokens that are there; no session is opened."""
        return [_text(token.serial) for token in self._present()]

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
    def _held(token: Any) -> dict[str, tuple[Any, ...]]:
        """Certificates, and which of them have no key, as far as a session without login tells."""
        try:
            with token.open() as session:
                held = _held(session)
                keys = _key_ids(session)
        except pkcs11.PKCS11Error:
            return {"certificates": (), "keyless": ()}
        keyless = tuple(_sha256(der) for identity, der in held if keys and identity not in keys)
        return {"certificates": tuple(der for _, der in held), "keyless": keyless}

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
            if any(_sha256(der) == certificate_sha256 for der in self._held(token)["certificates"]):
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

    def sign(self, data: bytes, *, pss: bool = False) -> bytes:
        """Signature over SHA-256 of `data`."""
        if self._key is None:
            raise TokenGone(cause="no key is open")
        try:
            if self._key.key_type is KeyType.EC:
                raw = self._sign(hashlib.sha256(data).digest(), Mechanism.ECDSA)
                return bytes(encode_ecdsa_signature(raw))
            if pss:
                return self._sign(data, Mechanism.SHA256_RSA_PKCS_PSS, _PSS)
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

    def _sign(self, data: bytes, mechanism: Mechanism, parameters: Any = None) -> bytes:
        again = {"pin": _Pin(self._pin)} if self._pin_each_time else {}
        return bytes(self._key.sign(data, mechanism=mechanism, mechanism_param=parameters, **again))

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


def _key_ids(session: Any) -> set[bytes]:
    """Ids of the keys that show without login; a token that shows none keeps them all behind its PIN."""
    found = set()
    for kind in (ObjectClass.PUBLIC_KEY, ObjectClass.PRIVATE_KEY):
        for key in list(session.get_objects({Attribute.CLASS: kind})):
            try:
                found.add(bytes(key[Attribute.ID]))
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
