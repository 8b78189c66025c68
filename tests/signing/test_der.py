"""Certificates that strangers made: readable, or nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.signing.der import certificate_of
from desktop.training import pki

DER = pki.authority("Gốc thử", datetime(2026, 3, 12, tzinfo=UTC)).certificate.public_bytes(Encoding.DER)
VERSION = DER.index(b"\xa0\x03\x02\x01\x02") + 4


def test_a_certificate_is_read():
    found = certificate_of(DER)
    assert found is not None
    assert found.public_bytes(Encoding.DER) == DER


@pytest.mark.parametrize("version", [1, 3, 9, 255])
def test_one_of_a_version_that_does_not_exist_is_none(version):
    odd = DER[:VERSION] + bytes([version]) + DER[VERSION + 1 :]
    assert certificate_of(odd) is None


@settings(max_examples=200)
@given(at=st.integers(0, len(DER) - 1), value=st.integers(0, 255), end=st.integers(0, len(DER)))
def test_no_bytes_are_an_error_of_ours(at, value, end):
    changed = bytearray(DER)
    changed[at] = value
    certificate_of(bytes(changed))
    certificate_of(bytes(changed[:end]))
