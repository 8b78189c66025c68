"""PAdES signatures: made into a buffer, opened again and validated, and only then given back.

pyHanko writes the whole file with an all-zero signature before it asks the token; what never leaves the buffer
cannot be mistaken for a signed paper.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import logging
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Thread
from typing import Any, TypeVar

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from desktop.model.errors import QuaySoError
from desktop.signing.checks import chain, name_of, why_unfit
from desktop.signing.errors import CertificateUnfit, SigningFailed
from desktop.signing.stamp import Rectangle, Stamp
from desktop.signing.tokens import SigningSession
from desktop.signing.verify import signatures_hold

log = logging.getLogger(__name__)

FIELDS = {"official": "ChuKyCanBo", "agency": "ChuKyCoQuan"}
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRequest:
    """How to sign.

    Attributes:
        role: `official` or `agency`.
        signed_at: the moment, UTC.
        trusted: roots and intermediates of this counter.
        stamp: the visible signature; None for an invisible one.
        occupied: rectangles on page 1 in points that the stamp must not cover.
    """

    role: str
    signed_at: datetime
    trusted: Sequence[x509.Certificate]
    stamp: Stamp | None = None
    occupied: Sequence[Rectangle] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPdf:
    """A signed file that was opened again and found valid.

    Attributes:
        pdf: its bytes.
        sha256: their hash.
        level: `B-B`.
        signer: name in the certificate.
        certificate_sha256: hash of the certificate.
        signed_at: UTC.
        time_source: `clock`.
    """

    pdf: bytes
    sha256: str
    level: str
    signer: str
    certificate_sha256: str
    signed_at: datetime
    time_source: str


class _HostSigner(Signer):  # type: ignore[misc]
    """pyHanko's signer whose key is in the token host."""

    def __init__(self, session: SigningSession, others: Sequence[x509.Certificate]) -> None:
        store = SimpleCertificateStore.from_certs([_asn1(certificate) for certificate in others])
        super().__init__(signing_cert=_asn1(session.certificate), cert_registry=store)
        self._session = session

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if digest_algorithm != "sha256":
            raise SigningFailed(reason="chỉ ký với SHA-256", cause=digest_algorithm)
        if dry_run:
            return bytes(_signature_size(self._session.certificate))
        return self._session.sign(data)


def sign_pdf(pdf: bytes, session: SigningSession, how: SignatureRequest) -> SignedPdf:
    """Sign a file with PAdES B-B; the bytes given stay at the start of the result unchanged (R34, R38).

    Raises:
        CertificateUnfit: the certificate must not sign now (R33).
        SigningFailed: the file cannot be signed, or the result does not hold.
        SigningTrouble: the token; nothing was made.
    """
    why = why_unfit(session.certificate, how.signed_at, how.trusted)
    if why:
        raise CertificateUnfit(name_of(session.certificate), reason=why)
    out = io.BytesIO()
    try:
        _run(_sign(pdf, session, how, out))
    except QuaySoError:
        raise
    except (PdfError, SigningError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise SigningFailed(reason="tệp không phải PDF nguyên vẹn", cause=repr(error)[:300]) from error
    signed = out.getvalue()
    if not signed.startswith(pdf) or not signatures_hold(signed, session.certificate_sha256):
        raise SigningFailed(reason="chữ ký vừa tạo không kiểm tra được")
    return SignedPdf(
        pdf=signed,
        sha256=hashlib.sha256(signed).hexdigest(),
        level="B-B",
        signer=name_of(session.certificate),
        certificate_sha256=session.certificate_sha256,
        signed_at=how.signed_at,
        time_source="clock",
    )


async def _sign(pdf: bytes, session: SigningSession, how: SignatureRequest, out: io.BytesIO) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=True)
    if writer.prev.encrypted:
        raise SigningFailed(reason="tệp có mật khẩu")
    box = None
    if how.stamp:
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        while "/Kids" in page:
            page = page["/Kids"][0].get_object()
        x0, y0, x1, y1 = (float(side) for side in page["/MediaBox"])
        box = tuple(round(side) for side in how.stamp.box((x0, y0, x1, y1), how.occupied))
    way = chain(session.certificate, how.trusted)
    signer = PdfSigner(
        PdfSignatureMetadata(
            field_name=FIELDS[how.role],
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            name=name_of(session.certificate),
        ),
        signer=_HostSigner(session, way[1:]),
        stamp_style=how.stamp.style() if how.stamp else None,
        new_field_spec=SigFieldSpec(FIELDS[how.role], on_page=0, box=box),
    )
    await signer.async_sign_pdf(writer, output=out)


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Run pyHanko's coroutine from any thread, also from one that has an event loop of its own."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    outcome: list[T | BaseException] = []

    def run() -> None:
        try:
            outcome.append(asyncio.run(work))
        except BaseException as error:
            outcome.append(error)

    thread = Thread(target=run)
    thread.start()
    thread.join()
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _signature_size(certificate: x509.Certificate) -> int:
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return (key.key_size + 7) // 8
    assert isinstance(key, ec.EllipticCurvePublicKey)
    return 2 * ((key.key_size + 7) // 8) + 16
