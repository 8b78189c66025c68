"""Which key is whose, on invented tokens of any kind."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given, settings
from hypothesis import strategies as st
from pkcs11 import KeyType

from desktop.signing.engines.objects import HeldCertificate, HeldKey, find_key, keyless
from desktop.training import pki
from tests.signing.conftest import NOW
from tests.signing.keys import key_of


class Half:
    """A key object as the library shows it."""

    def __init__(self, name: str, *, able: bool) -> None:
        self.name = name
        if able:
            self.sign = lambda: None


@st.composite
def halves(draw: st.DrawFn) -> HeldKey:
    name = draw(st.sampled_from("ABCDE"))
    key = key_of(name).public_key()
    if isinstance(key, rsa.RSAPublicKey):
        kind, half = KeyType.RSA, key.public_numbers().n.to_bytes(256, "big")
    else:
        point = draw(st.sampled_from(["UncompressedPoint", "CompressedPoint"]))
        half = key.public_bytes(serialization.Encoding.X962, getattr(serialization.PublicFormat, point))
        kind = KeyType.EC
    return HeldKey(
        Half(name, able=draw(st.booleans())),
        draw(st.sampled_from([b"", b"\1", b"\2"])),
        draw(st.sampled_from([kind, None])),
        draw(st.sampled_from([half, None])),
    )


@settings(max_examples=300)
@given(private_keys=st.lists(halves(), max_size=5), shown=st.lists(halves(), max_size=4), data=st.data())
def test_on_any_token_a_certificate_gets_its_own_key_or_none(
    private_keys: list[HeldKey], shown: list[HeldKey], data: st.DataObject
) -> None:
    held = {name: HeldCertificate(data.draw(st.sampled_from([b"", b"\1", b"\2"])), _bare(name)) for name in "ABCDE"}

    def proves(key: HeldKey, wanted: Any) -> bool:
        return bool(key_of(key.handle.name).public_key() == wanted)

    for name, certificate in held.items():
        found = find_key(certificate, private_keys, proves)
        there = [one for one in private_keys if one.handle.name == name and one.signs]
        assert (found in there) if there else found is None
    missing = {name for name, one in held.items() if one in set(keyless(list(held.values()), shown, everything=False))}
    rsa_names = set("AB")
    for name in held:
        could = [
            one
            for one in shown
            if one.handle.name == name
            or (one.public is None and (one.kind is None or (one.handle.name in rsa_names) == (name in rsa_names)))
        ]
        assert (name in missing) == (bool(shown) and not could)


@cache
def _bare(name: str) -> bytes:
    """A certificate that nobody need trust."""
    root = pki.authority("Gốc", NOW)
    return pki.issue(key_of(name).public_key(), pki.name(name), root, NOW).public_bytes(serialization.Encoding.DER)


@pytest.mark.parametrize("der", [b"", b"rubbish", b"\x30\x03\x02\x01\x00"])
def test_what_is_no_certificate_has_no_key_and_is_not_blamed_for_it(der: bytes) -> None:
    one = HeldCertificate(b"\1", der)
    assert find_key(one, [], lambda key, wanted: True) is None
    assert list(keyless([one], [], everything=True)) == []
