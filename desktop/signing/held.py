"""Validation data at hand, first of all those that a signed file carries along (its DSS)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader

from desktop.signing.der import certificate_of
from desktop.signing.verifying.bounds import STRANGE

MOST = 200
"""Most pieces that are read out of one file. Chosen, far more than any paper has."""


@dataclass(frozen=True, slots=True)
class Held:
    """Certificates and answers; nothing of it counts before it is checked.

    Attributes:
        certificates: of authorities and signers.
        crls: DER.
        ocsps: DER.
    """

    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()

    def __add__(self, other: Held) -> Held:
        """Both together."""
        return Held(self.certificates + other.certificates, self.crls + other.crls, self.ocsps + other.ocsps)


def read_held(reader: PdfFileReader) -> Held:
    """The validation data of a file; pieces that cannot be read are passed over."""
    try:
        dss = reader.root["/DSS"]
        return Held(
            certificates=tuple(_certificates(_streams(dss, "/Certs"))),
            crls=tuple(_streams(dss, "/CRLs")),
            ocsps=tuple(_streams(dss, "/OCSPs")),
        )
    except STRANGE:
        return Held()


def _streams(dss: Any, name: str) -> list[bytes]:
    if name not in dss:
        return []
    pieces = dict.fromkeys(bytes(piece.get_object().data) for piece in list(dss[name])[:MOST])
    return list(pieces)


def _certificates(pieces: Sequence[bytes]) -> list[x509.Certificate]:
    return [found for piece in pieces if (found := certificate_of(piece))]
