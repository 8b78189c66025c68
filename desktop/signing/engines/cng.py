"""The certificates of the Windows user through CNG: for tokens whose PKCS#11 module is missing or of the wrong build.

Only this file's `WindowsCng` touches Windows, through ctypes; all else works on plain values and is tested
everywhere. Without Windows the ctypes layer itself is unproven.
"""

from __future__ import annotations

import ctypes
import hashlib
from dataclasses import dataclass
from typing import Any, Protocol

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from desktop.machine.secret_memory import secret_memory, wipe
from desktop.signing.errors import (
    NoSuchCertificate,
    NoSuchToken,
    PinLocked,
    PinWrong,
    SigningTrouble,
    TokenGone,
)
from desktop.signing.tokens.engine import Token

SERIAL = "windows"
LABEL = "Kho chứng thư của Windows"
PSS_SALT = 32

# Fixed widths: `ctypes.wintypes.DWORD` is 8 bytes on Linux, where the layouts are tested.
Dword = ctypes.c_uint32
Handle = ctypes.c_void_p

NTE_BAD_KEYSET = 0x80090016
SCARD_W_UNRESPONSIVE_CARD = 0x80100066
SCARD_W_REMOVED_CARD = 0x80100069
SCARD_W_WRONG_CHV = 0x8010006B
SCARD_W_CHV_BLOCKED = 0x8010006C
SCARD_W_CANCELLED_BY_USER = 0x8010006E
SCARD_E_NO_SMARTCARD = 0x8010000C
SCARD_E_READER_UNAVAILABLE = 0x80100017
ERROR_CANCELLED_HRESULT = 0x800704C7
NTE_INCORRECT_PASSWORD = 0x80090033

_GONE = {
    NTE_BAD_KEYSET,
    SCARD_W_UNRESPONSIVE_CARD,
    SCARD_W_REMOVED_CARD,
    SCARD_E_NO_SMARTCARD,
    SCARD_E_READER_UNAVAILABLE,
}


class CertContext(ctypes.Structure):
    """CERT_CONTEXT of wincrypt.h: 40 bytes on 64-bit Windows."""

    _fields_ = (
        ("dwCertEncodingType", Dword),
        ("pbCertEncoded", ctypes.c_void_p),
        ("cbCertEncoded", Dword),
        ("pCertInfo", ctypes.c_void_p),
        ("hCertStore", ctypes.c_void_p),
    )


class Pkcs1Padding(ctypes.Structure):
    """BCRYPT_PKCS1_PADDING_INFO: 8 bytes; the name is UTF-16 on Windows alone."""

    _fields_ = (("pszAlgId", ctypes.c_void_p),)


class PssPadding(ctypes.Structure):
    """BCRYPT_PSS_PADDING_INFO: 16 bytes."""

    _fields_ = (("pszAlgId", ctypes.c_void_p), ("cbSalt", Dword))


class CngError(Exception):
    """Windows refused; `status` is its code."""

    def __init__(self, call: str, status: int) -> None:
        self.status = status & 0xFFFFFFFF
        super().__init__(f"{call}: 0x{self.status:08X}")


@dataclass(frozen=True, slots=True)
class StoredCertificate:
    """A certificate of the user's store.

    Attributes:
        der: its bytes.
        has_key: Windows knows a private key for it.
    """

    der: bytes
    has_key: bool


class CngApi(Protocol):
    """What the engine asks of Windows."""

    def certificates(self) -> list[StoredCertificate]:
        """The user's own certificates."""

    def open_key(self, der: bytes, pin: bytearray) -> Any:
        """A handle of the private key, the PIN given to it."""

    def sign_hash(self, key: Any, digest: bytes, filling: str) -> bytes:
        """Raw signature over a SHA-256 digest; `filling`: `pkcs1`, `pss` or empty for ECDSA (r and s, same length)."""

    def close_key(self, key: Any) -> None:
        """Give the handle back."""


class CngEngine:
    """The user's store as one token.

    Args:
        api: Windows, or what stands in for it in tests.
    """

    def __init__(self, api: CngApi) -> None:
        self._api = api
        self._key: Any = None
        self._is_ec = False

    def tokens(self) -> list[Token]:
        """One token of all certificates; none where the store is empty."""
        found = self._certificates()
        if not found:
            return []
        return [
            Token(
                serial=SERIAL,
                label=LABEL,
                manufacturer="Microsoft",
                certificates=tuple(one.der for one in found),
                keyless=tuple(_sha256(one.der) for one in found if not one.has_key),
            )
        ]

    def present(self) -> list[str]:
        """The store, where it holds anything."""
        return [SERIAL] if self._certificates() else []

    def _certificates(self) -> list[StoredCertificate]:
        try:
            return self._api.certificates()
        except CngError as error:
            raise TokenGone(cause=str(error)) from None

    def open(self, serial: str, certificate_sha256: str, pin: bytearray) -> None:
        """Find the key and give it the PIN; Windows tries it with the first signature, so one is made now."""
        self.close()
        if serial != SERIAL:
            raise NoSuchToken(serial)
        der = next((one.der for one in self._certificates() if _sha256(one.der) == certificate_sha256), None)
        if der is None:
            raise NoSuchCertificate(certificate_sha256[:12])
        self._is_ec = isinstance(x509.load_der_x509_certificate(der).public_key(), ec.EllipticCurvePublicKey)
        try:
            self._key = self._api.open_key(der, pin)
            self._sign(hashlib.sha256(b"").digest(), pss=False)
        except CngError as error:
            self.close()
            raise trouble_of(error) from None

    def sign(self, data: bytes, *, pss: bool = False) -> bytes:
        """Signature over SHA-256 of `data`."""
        if self._key is None:
            raise TokenGone(cause="no key is open")
        try:
            return self._sign(hashlib.sha256(data).digest(), pss=pss)
        except CngError as error:
            raise trouble_of(error) from None

    def _sign(self, digest: bytes, *, pss: bool) -> bytes:
        if not self._is_ec:
            return self._api.sign_hash(self._key, digest, "pss" if pss else "pkcs1")
        raw = self._api.sign_hash(self._key, digest, "")
        half = len(raw) // 2
        return encode_dss_signature(int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big"))

    def close(self) -> None:
        """Give the key back; Windows forgets the PIN with it."""
        key, self._key = self._key, None
        if key is not None:
            self._api.close_key(key)


def trouble_of(error: CngError) -> SigningTrouble:
    """What Windows' code means to the clerk."""
    cause = str(error)
    if error.status in {SCARD_W_WRONG_CHV, NTE_INCORRECT_PASSWORD}:
        return PinWrong(cause=cause)
    if error.status == SCARD_W_CHV_BLOCKED:
        return PinLocked(cause=cause)
    if error.status in _GONE:
        return TokenGone(cause=cause)
    # Also where the clerk closed Windows' own PIN window: that is no wrong PIN and must not be told as one.
    return SigningTrouble(cause=cause)


def pin_buffer(pin: bytearray) -> bytearray:
    """A PIN as SmartCardPin wants it: UTF-16 with a closing zero, in memory that can be wiped."""
    # Made at its full length: one that grows leaves copies behind.
    text = secret_memory(2 * len(pin) + 2)
    text[0 : 2 * len(pin) : 2] = pin
    return text


def _sha256(der: bytes) -> str:
    return hashlib.sha256(der).hexdigest()


class WindowsCng:
    """crypt32 and ncrypt through ctypes; unproven without Windows.

    Raises:
        OSError: this is no Windows.
    """

    _STORE = "MY"
    _ONLY_NCRYPT_SILENT = 0x00040000 | 0x00000040
    _SILENT = 0x40
    _PKCS1, _PSS = 0x2, 0x8
    _PROV_INFO_PROPERTY = 2

    def __init__(self) -> None:
        loader = getattr(ctypes, "WinDLL", None)
        if loader is None:
            raise OSError("CNG is part of Windows")
        self._crypt: Any = loader("crypt32", use_last_error=True)
        self._ncrypt: Any = loader("ncrypt")
        self._declare()

    def _declare(self) -> None:
        pointer = ctypes.POINTER
        crypt, ncrypt = self._crypt, self._ncrypt
        crypt.CertOpenSystemStoreW.argtypes = (Handle, ctypes.c_wchar_p)
        crypt.CertOpenSystemStoreW.restype = Handle
        crypt.CertEnumCertificatesInStore.argtypes = (Handle, pointer(CertContext))
        crypt.CertEnumCertificatesInStore.restype = pointer(CertContext)
        crypt.CertDuplicateCertificateContext.argtypes = (pointer(CertContext),)
        crypt.CertDuplicateCertificateContext.restype = pointer(CertContext)
        crypt.CertFreeCertificateContext.argtypes = (pointer(CertContext),)
        crypt.CertCloseStore.argtypes = (Handle, Dword)
        crypt.CertGetCertificateContextProperty.argtypes = (pointer(CertContext), Dword, Handle, pointer(Dword))
        crypt.CryptAcquireCertificatePrivateKey.argtypes = (
            pointer(CertContext), Dword, Handle, pointer(Handle), pointer(Dword), pointer(ctypes.c_int),
        )  # fmt: skip
        ncrypt.NCryptSetProperty.argtypes = (Handle, ctypes.c_wchar_p, Handle, Dword, Dword)
        ncrypt.NCryptSetProperty.restype = ctypes.c_int32
        ncrypt.NCryptSignHash.argtypes = (
            Handle, Handle, ctypes.c_char_p, Dword, Handle, Dword, pointer(Dword), Dword,
        )  # fmt: skip
        ncrypt.NCryptSignHash.restype = ctypes.c_int32
        ncrypt.NCryptFreeObject.argtypes = (Handle,)

    def certificates(self) -> list[StoredCertificate]:
        """The user's own certificates."""
        store = self._open_store()
        found = []
        context = None
        try:
            while context := self._crypt.CertEnumCertificatesInStore(store, context):
                found.append(StoredCertificate(_der(context), self._has_key(context)))
        finally:
            self._crypt.CertCloseStore(store, 0)
        return found

    def _open_store(self) -> Any:
        store = self._crypt.CertOpenSystemStoreW(None, self._STORE)
        if not store:
            raise CngError("CertOpenSystemStore", ctypes.get_last_error())  # type: ignore[attr-defined]
        return store

    def _has_key(self, context: Any) -> bool:
        size = Dword(0)
        known = self._crypt.CertGetCertificateContextProperty
        return bool(known(context, self._PROV_INFO_PROPERTY, None, ctypes.byref(size)))

    def open_key(self, der: bytes, pin: bytearray) -> Any:
        """A handle of the private key, the PIN given to it."""
        store = self._open_store()
        context = None
        key = Handle()
        try:
            while context := self._crypt.CertEnumCertificatesInStore(store, context):
                if _der(context) == der:
                    key = self._acquire(context)
                    # The walk frees what it is given; this one it will not see again.
                    self._crypt.CertFreeCertificateContext(context)
                    break
        finally:
            self._crypt.CertCloseStore(store, 0)
        if not key:
            raise CngError("CertEnumCertificatesInStore", NTE_BAD_KEYSET)
        if pin:
            self._give_pin(key, pin)
        return key

    def _acquire(self, context: Any) -> Any:
        key, spec, free = Handle(), Dword(), ctypes.c_int()
        done = self._crypt.CryptAcquireCertificatePrivateKey(
            context,
            self._ONLY_NCRYPT_SILENT,
            None,
            ctypes.byref(key),
            ctypes.byref(spec),
            ctypes.byref(free),
        )
        if not done:
            raise CngError("CryptAcquireCertificatePrivateKey", ctypes.get_last_error())  # type: ignore[attr-defined]
        return key

    def _give_pin(self, key: Any, pin: bytearray) -> None:
        secret = pin_buffer(pin)
        place = (ctypes.c_char * len(secret)).from_buffer(secret)
        try:
            status = self._ncrypt.NCryptSetProperty(
                key, "SmartCardPin", ctypes.addressof(place), len(secret), self._SILENT
            )
        finally:
            wipe(secret)
        if status:
            self.close_key(key)
            raise CngError("NCryptSetProperty", status)

    def sign_hash(self, key: Any, digest: bytes, filling: str) -> bytes:
        """Raw signature over a SHA-256 digest."""
        name = ctypes.create_unicode_buffer("SHA256")
        padding: Any = None
        if filling:
            place = ctypes.addressof(name)
            padding = PssPadding(place, PSS_SALT) if filling == "pss" else Pkcs1Padding(place)
        where = ctypes.byref(padding) if padding is not None else None
        flags = self._SILENT | {"pkcs1": self._PKCS1, "pss": self._PSS, "": 0}[filling]
        size = Dword(1024)
        out = ctypes.create_string_buffer(size.value)
        status = self._ncrypt.NCryptSignHash(
            key, where, digest, len(digest), out, size.value, ctypes.byref(size), flags
        )
        if status:
            raise CngError("NCryptSignHash", status)
        return out.raw[: size.value]

    def close_key(self, key: Any) -> None:
        """Give the handle back."""
        self._ncrypt.NCryptFreeObject(key)


def _der(context: Any) -> bytes:
    return ctypes.string_at(context.contents.pbCertEncoded, context.contents.cbCertEncoded)
