"""Keys on a token, through its PKCS#11 module (R32)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pkcs11
from pkcs11 import MGF, Attribute, KeyType, Mechanism, ObjectClass, TokenFlag
from pkcs11.util.ec import encode_ecdsa_signature

from desktop.machine.secret_memory import secret_copy, wipe
from desktop.model.errors import QuaySoError
from desktop.signing.engines.modules import why_unloadable
from desktop.signing.engines.objects import HeldKey, find_key, keyless, read_certificates, read_keys, verifies
from desktop.signing.errors import (
    ModuleUnusable,
    NoSuchCertificate,
    NoSuchKey,
    NoSuchToken,
    PinExpired,
    PinLocked,
    PinUnset,
    PinWrong,
    SigningTrouble,
    TokenGone,
)
from desktop.signing.tokens.engine import Token

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
        """The tokens that are there, their flags read afresh; a token that fills several slots is several of them."""
        found: list[Token] = []
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
        return [_with_keys_elsewhere(token, found) for token in found]

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
                held = read_certificates(session)
                shown = read_keys(session, ObjectClass.PUBLIC_KEY, ObjectClass.PRIVATE_KEY)
        except pkcs11.PKCS11Error:
            return {"certificates": (), "keyless": ()}
        missing = keyless(held, shown, everything=not token.flags & TokenFlag.LOGIN_REQUIRED)
        return {"certificates": tuple(one.der for one in held), "keyless": tuple(one.sha256 for one in missing)}

    def open(self, serial: str, certificate_sha256: str, pin: bytearray) -> None:
        """Log in once and find the key."""
        self.close()
        token = self._token(serial, certificate_sha256)
        if token.flags & TokenFlag.USER_PIN_LOCKED:
            raise PinLocked(serial)
        try:
            self._session = token.open(**_login_with(token, pin))
        except (pkcs11.PinIncorrect, pkcs11.PinLenRange, pkcs11.PinInvalid) as error:
            raise PinWrong(serial, cause=repr(error)) from None
        except pkcs11.PinLocked as error:
            raise PinLocked(serial, cause=repr(error)) from None
        except pkcs11.PinExpired as error:
            raise PinExpired(serial, cause=repr(error)) from None
        except pkcs11.UserPinNotInitialized as error:
            raise PinUnset(serial, cause=repr(error)) from None
        except _GONE as error:
            raise TokenGone(serial, cause=repr(error)) from None
        except pkcs11.PKCS11Error as error:
            # A driver's own failure is not a wrong PIN and must not be told as one.
            raise SigningTrouble(serial, cause=repr(error)) from None
        try:
            self._raw_rsa = Mechanism.SHA256_RSA_PKCS not in token.slot.get_mechanisms()
            self._key = self._find_key(certificate_sha256, pin)
        except QuaySoError:
            self.close()
            raise
        except pkcs11.PKCS11Error as error:
            self.close()
            raise TokenGone(cause=repr(error)) from None

    def _token(self, serial: str, certificate_sha256: str) -> Any:
        """The token with the certificate; where several slots show it, the one whose key is not known to be missing."""
        named = [token for token in self._present() if _text(token.serial) == serial]
        if not named:
            raise NoSuchToken(serial)
        held = [(token, self._held(token)) for token in named]
        with_it = [
            (certificate_sha256 in found["keyless"], at, token)
            for at, (token, found) in enumerate(held)
            if any(_sha256(der) == certificate_sha256 for der in found["certificates"])
        ]
        if not with_it:
            raise NoSuchCertificate(certificate_sha256[:12])
        return min(with_it, key=lambda one: one[:2])[2]

    def _find_key(self, certificate_sha256: str, pin: bytearray) -> Any:
        held = read_certificates(self._session)
        certificate = next((one for one in held if one.sha256 == certificate_sha256), None)
        if certificate is None:
            raise NoSuchCertificate(certificate_sha256[:12])

        def proves(key: HeldKey, public: Any) -> bool:
            self._take(key.handle, pin)
            # A text without meaning: its signature cannot be passed off as that of a paper.
            data = secrets.token_bytes(32)
            try:
                return verifies(public, self._sign_with(key.handle, data, pss=False), data)
            except (TokenGone, PinWrong, PinLocked):
                raise
            except SigningTrouble:
                return False

        found = find_key(certificate, read_keys(self._session, ObjectClass.PRIVATE_KEY), proves)
        if found is None:
            raise NoSuchKey(certificate_sha256[:12])
        self._take(found.handle, pin)
        return found.handle

    def _take(self, key: Any, pin: bytearray) -> None:
        """Keep the PIN where this key wants it before each signature; else forget what was kept."""
        wipe(self._pin)
        self._pin_each_time = _truth(key, Attribute.ALWAYS_AUTHENTICATE)
        self._pin = secret_copy(pin) if self._pin_each_time else bytearray()

    def sign(self, data: bytes, *, pss: bool = False) -> bytes:
        """Signature over SHA-256 of `data`."""
        if self._key is None:
            raise TokenGone(cause="no key is open")
        return self._sign_with(self._key, data, pss=pss)

    def _sign_with(self, key: Any, data: bytes, *, pss: bool) -> bytes:
        try:
            return self._raw_signature(key, data, pss=pss)
        except _GONE as error:
            raise TokenGone(cause=repr(error)) from None
        except pkcs11.PinIncorrect as error:
            raise PinWrong(cause=repr(error)) from None
        except pkcs11.PinLocked as error:
            raise PinLocked(cause=repr(error)) from None
        except pkcs11.PKCS11Error as error:
            raise SigningTrouble(cause=repr(error)) from None

    def _raw_signature(self, key: Any, data: bytes, *, pss: bool) -> bytes:
        if key.key_type is KeyType.EC:
            raw = self._sign(key, hashlib.sha256(data).digest(), Mechanism.ECDSA)
            return bytes(encode_ecdsa_signature(raw))
        if pss:
            return self._sign(key, data, Mechanism.SHA256_RSA_PKCS_PSS, _PSS)
        if self._raw_rsa:
            return self._sign(key, _SHA256_INFO + hashlib.sha256(data).digest(), Mechanism.RSA_PKCS)
        return self._sign(key, data, Mechanism.SHA256_RSA_PKCS)

    def _sign(self, key: Any, data: bytes, mechanism: Mechanism, parameters: Any = None) -> bytes:
        again = {"pin": _Pin(self._pin)} if self._pin_each_time else {}
        return bytes(key.sign(data, mechanism=mechanism, mechanism_param=parameters, **again))

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


def _with_keys_elsewhere(token: Token, slots: Sequence[Token]) -> Token:
    """A certificate is not without its key where another slot of the same token may hold it."""
    others = [one for one in slots if one.serial == token.serial and one is not token]
    perhaps = {sha for one in others for sha in map(_sha256, one.certificates) if sha not in one.keyless}
    return replace(token, keyless=tuple(sha for sha in token.keyless if sha not in perhaps))


def _login_with(token: Any, pin: bytearray) -> dict[str, Any]:
    """How to log in; not at all where the token asks for none: then it is not told the PIN."""
    if not token.flags & TokenFlag.LOGIN_REQUIRED:
        return {}
    if token.flags & TokenFlag.PROTECTED_AUTHENTICATION_PATH:
        return {"user_pin": pkcs11.PROTECTED_AUTH}
    return {"user_pin": _Pin(pin)}


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
