"""What strangers made as DER: certificates, revocation lists and answers that the library may not be able to read."""

from __future__ import annotations

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

UNREADABLE = (
    ValueError,
    TypeError,
    NotImplementedError,
    UnsupportedAlgorithm,
    x509.AttributeNotFound,
    x509.DuplicateExtension,
    x509.ExtensionNotFound,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)
"""All that `cryptography` raises on bytes that make no sense to it: they have hardly a base class in common."""


def certificate_of(der: bytes) -> x509.Certificate | None:
    """The certificate in these bytes; None where the library cannot read one there."""
    try:
        return x509.load_der_x509_certificate(der)
    except UNREADABLE:
        return None
