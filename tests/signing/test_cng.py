"""The Windows engine on everything but Windows: its layouts, its errors, its signatures; ctypes itself is unproven."""

from __future__ import annotations

import ctypes
import hashlib
import sys
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature

from desktop.signing.engines import cng
from desktop.signing.errors import NoSuchCertificate, NoSuchToken, PinLocked, PinWrong, SigningTrouble, TokenGone
from desktop.signing.tokens.engine import TokenEngine
from desktop.training import pki

NOW = datetime.now(UTC)
PIN = b"Mat-khau-8"
SHA = Prehashed(hashes.SHA256())


class FakeWindows:
    """A user's store with real keys; `fail` is the code that the next signature ends with."""

    def __init__(self) -> None:
        authority = pki.authority("Gốc", NOW)
        self.keys: dict[bytes, Any] = {}
        for key in (pki.new_key(), ec.generate_private_key(ec.SECP256R1())):
            made = pki.issue(key.public_key(), pki.name("Ai đó"), authority, NOW)
            self.keys[made.public_bytes(serialization.Encoding.DER)] = key
        self.bare = authority.certificate.public_bytes(serialization.Encoding.DER)
        self.fail = 0
        self.opened = 0

    def certificates(self) -> list[cng.StoredCertificate]:
        if self.fail == cng.SCARD_E_NO_SMARTCARD:
            raise cng.CngError("CertOpenSystemStore", self.fail)
        return [*(cng.StoredCertificate(der, True) for der in self.keys), cng.StoredCertificate(self.bare, False)]

    def open_key(self, der: bytes, pin: bytearray) -> Any:
        self.opened += 1
        self.pin = bytes(pin)
        return self.keys[der]

    def sign_hash(self, key: Any, digest: bytes, filling: str) -> bytes:
        if self.fail:
            raise cng.CngError("NCryptSignHash", self.fail)
        if self.pin != PIN:
            raise cng.CngError("NCryptSignHash", cng.SCARD_W_WRONG_CHV - 2**32)
        if not filling:
            r, s = decode_dss_signature(key.sign(digest, ec.ECDSA(SHA)))
            return r.to_bytes(32, "big") + s.to_bytes(32, "big")
        pss = padding.PSS(padding.MGF1(hashes.SHA256()), cng.PSS_SALT)
        return bytes(key.sign(digest, pss if filling == "pss" else padding.PKCS1v15(), SHA))

    def close_key(self, key: Any) -> None:
        self.opened -= 1


@pytest.fixture
def windows() -> FakeWindows:
    return FakeWindows()


def _sha(der: bytes) -> str:
    return hashlib.sha256(der).hexdigest()


def test_the_layouts_are_those_of_64_bit_windows() -> None:
    assert [ctypes.sizeof(one) for one in (cng.CertContext, cng.Pkcs1Padding, cng.PssPadding)] == [40, 8, 16]
    context = cng.CertContext
    assert (context.pbCertEncoded.offset, context.cbCertEncoded.offset, context.hCertStore.offset) == (8, 16, 32)
    assert cng.PssPadding.cbSalt.offset == 8


def test_the_pin_is_utf16_with_a_closing_zero() -> None:
    assert bytes(cng.pin_buffer(bytearray(b"Ab1"))).decode("utf-16-le") == "Ab1\0"


def test_the_store_is_one_token_and_says_which_keys_are_missing(windows: FakeWindows) -> None:
    engine: TokenEngine = cng.CngEngine(windows)
    (token,) = engine.tokens()
    assert len(token.certificates) == 3
    assert token.keyless == (_sha(windows.bare),)
    assert engine.present() == [cng.SERIAL]


@pytest.mark.parametrize("pss", [False, True])
def test_it_signs_with_rsa_and_ecdsa(windows: FakeWindows, pss: bool) -> None:
    engine = cng.CngEngine(windows)
    for der, key in windows.keys.items():
        engine.open(cng.SERIAL, _sha(der), bytearray(PIN))
        signature = engine.sign(b"data", pss=pss)
        if isinstance(key, ec.EllipticCurvePrivateKey):
            key.public_key().verify(signature, b"data", ec.ECDSA(hashes.SHA256()))
        else:
            filling = padding.PSS(padding.MGF1(hashes.SHA256()), cng.PSS_SALT) if pss else padding.PKCS1v15()
            key.public_key().verify(signature, b"data", filling, hashes.SHA256())
    engine.close()
    assert windows.opened == 0


def test_a_wrong_pin_is_found_when_it_is_given_and_once(windows: FakeWindows) -> None:
    engine = cng.CngEngine(windows)
    with pytest.raises(PinWrong):
        engine.open(cng.SERIAL, _sha(next(iter(windows.keys))), bytearray(b"sai"))
    assert windows.opened == 0
    with pytest.raises(TokenGone):
        engine.sign(b"data")


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (cng.SCARD_W_CHV_BLOCKED, PinLocked),
        (cng.SCARD_W_REMOVED_CARD, TokenGone),
        (cng.SCARD_E_NO_SMARTCARD, TokenGone),
        (cng.SCARD_W_CANCELLED_BY_USER, SigningTrouble),
        (cng.ERROR_CANCELLED_HRESULT, SigningTrouble),
        (0x80090020, SigningTrouble),
    ],
)
def test_windows_codes_in_our_words(windows: FakeWindows, status: int, kind: type[SigningTrouble]) -> None:
    engine = cng.CngEngine(windows)
    engine.open(cng.SERIAL, _sha(next(iter(windows.keys))), bytearray(PIN))
    windows.fail = status
    with pytest.raises(kind) as caught:
        engine.sign(b"data")
    assert type(caught.value) is kind
    assert f"{status:08X}" in caught.value.cause


def test_what_is_not_there_is_said(windows: FakeWindows) -> None:
    engine = cng.CngEngine(windows)
    with pytest.raises(NoSuchToken):
        engine.open("other", "00", bytearray(PIN))
    with pytest.raises(NoSuchCertificate):
        engine.open(cng.SERIAL, "00", bytearray(PIN))
    windows.fail = cng.SCARD_E_NO_SMARTCARD
    with pytest.raises(TokenGone):
        engine.tokens()


@pytest.mark.skipif(sys.platform == "win32", reason="there it works")
def test_elsewhere_it_says_that_it_is_windows_own() -> None:
    with pytest.raises(OSError, match="Windows"):
        cng.WindowsCng()
