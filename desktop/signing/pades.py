"""PAdES signatures: made into a buffer, opened again and validated, and only then given back.

pyHanko writes the whole file with an all-zero signature before it asks the token; what never leaves the buffer
cannot be mistaken for a signed paper.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from desktop.machine.clock import VIETNAM
from desktop.model.errors import QuaySoError, UnreadableInput
from desktop.signing.appearance.freeplace import ink_on
from desktop.signing.checks import chain, name_of, why_unfit
from desktop.signing.errors import CertificateUnfit, SigningFailed
from desktop.signing.loop import run
from desktop.signing.stamp import Page, Rectangle, Stamp, StampStyle
from desktop.signing.tokens import SigningSession
from desktop.signing.verify import Verdict, Word, verify_pdf

FIELDS = {"official": "ChuKyCanBo", "agency": "ChuKyCoQuan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRequest:
    """How to sign.

    Attributes:
        role: `official` or `agency`.
        signed_at: the moment, UTC; PC clock.
        trusted: roots and intermediates of this counter (`trust.read_trusted`); without any, nothing can be signed.
        stamp: the visible signature; None for an invisible one.
        occupied: rectangles on page 1 (left, bottom, right, top in points) that the stamp must not cover, besides
            the ink of a scanned page and earlier visible signatures, which are seen without being named.
        reason: why it is signed; empty for no word.
        location: where; empty for no word.
    """

    role: str
    signed_at: datetime
    trusted: Sequence[x509.Certificate]
    stamp: Stamp | None = None
    occupied: Sequence[Rectangle] = field(default=())
    reason: str = ""
    location: str = ""


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
        revocation: `unchecked`: no CRL or OCSP answer was at hand.
    """

    pdf: bytes
    sha256: str
    level: str
    signer: str
    certificate_sha256: str
    signed_at: datetime
    time_source: str
    revocation: str = "unchecked"


class _HostSigner(Signer):
    """pyHanko's signer whose key is in the token host."""

    def __init__(self, session: SigningSession, others: Sequence[x509.Certificate]) -> None:
        store: SimpleCertificateStore = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        for certificate in others:
            store.register(_asn1(certificate))
        super().__init__(signing_cert=_asn1(session.certificate), cert_registry=store)
        self._session = session

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if digest_algorithm != "sha256":
            raise SigningFailed(reason="chỉ ký với SHA-256", cause=digest_algorithm)
        if dry_run:
            return bytes(_signature_size(self._session.certificate))
        return self._session.sign(data)


class _TimedSigner(PdfSigner):
    """pyHanko's file signer on our clock, so that the stamp and the signature tell the same time."""

    def __init__(self, *given: Any, at: datetime, **named: Any) -> None:
        super().__init__(*given, **named)
        self._at = at

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at.astimezone(VIETNAM)
        return session


class _Appending(IncrementalPdfFileWriter):
    """Leaves the file's description alone: pyHanko's own rewriting makes Info and XMP disagree."""

    def _update_meta(self) -> None:
        return


def sign_pdf(pdf: bytes, session: SigningSession, how: SignatureRequest) -> SignedPdf:
    """Sign a file with PAdES B-B; the bytes given stay at the start of the result unchanged (R34, R38).

    Args:
        pdf: the file; may bear earlier signatures, all of which must hold.
        session: an open key.
        how: how to sign.

    Raises:
        CertificateUnfit: the certificate must not sign now (R33, R34).
        UnreadableInput: no PDF, broken, or locked with a password.
        SigningFailed: the file cannot be signed, or the result does not hold; there are no bytes.
        SigningTrouble: the token; there are no bytes and the session is over.
    """
    why = why_unfit(session.certificate, how.signed_at, how.trusted)
    if why:
        raise CertificateUnfit(name_of(session.certificate), reason=why)
    before = verify_pdf(pdf, ())
    _require_signable(before, how)
    out = io.BytesIO()
    try:
        run(_sign(pdf, session, how, out))
    except QuaySoError:
        raise
    except Exception as error:
        # pyHanko raises nearly anything on a file that makes no sense.
        raise SigningFailed(reason="tệp PDF không ghi thêm chữ ký được", cause=repr(error)[:300]) from error
    signed = out.getvalue()
    _require_held(pdf, signed, before, session.certificate_sha256, how)
    return SignedPdf(
        pdf=signed,
        sha256=hashlib.sha256(signed).hexdigest(),
        level="B-B",
        signer=name_of(session.certificate),
        certificate_sha256=session.certificate_sha256,
        signed_at=how.signed_at,
        time_source="clock",
    )


def _require_signable(before: Verdict, how: SignatureRequest) -> None:
    if how.role not in FIELDS:
        raise SigningFailed(reason=f"không có vai trò ký «{how.role}»")
    if before.word is Word.INVALID:
        raise SigningFailed(reason="tệp đang có chữ ký không hợp lệ")
    if any(one.field == FIELDS[how.role] for one in before.signatures):
        raise SigningFailed(reason="tệp đã có chữ ký của vai trò này")


def _require_held(pdf: bytes, signed: bytes, before: Verdict, certificate_sha256: str, how: SignatureRequest) -> None:
    """The result as anybody else will see it: old bytes unchanged, one signature more, all of it covered, ours."""
    if not signed.startswith(pdf):
        raise SigningFailed(reason="tệp gốc bị thay đổi khi ký")
    after = verify_pdf(signed, ())
    ours = [one for one in after.signatures if one.field == FIELDS[how.role]]
    if (
        after.word is Word.INVALID
        or len(after.signatures) != len(before.signatures) + 1
        or len(ours) != 1
        or not (ours[0].intact and ours[0].covers_whole_file)
        or ours[0].certificate_sha256 != certificate_sha256
    ):
        raise SigningFailed(reason="chữ ký vừa tạo không kiểm tra được", cause=str(after.as_data())[:300])


async def _sign(pdf: bytes, session: SigningSession, how: SignatureRequest, out: io.BytesIO) -> None:
    writer = _Appending(io.BytesIO(pdf), strict=True)
    if writer.prev.encrypted:
        raise UnreadableInput("PDF", reason="tệp có mật khẩu")
    box: tuple[int, int, int, int] | None = None
    style: StampStyle | None = None
    if how.stamp:
        page, marks = _first_page(writer)
        left, bottom, right, top = (
            round(side) for side in how.stamp.box(page, [*how.occupied, *marks, *ink_on(pdf, page)])
        )
        box = (left, bottom, right, top)
        style = StampStyle(border_width=0, stamp=how.stamp, turn=page.turn)
    way = chain(session.certificate, how.trusted, how.signed_at)
    signer = _TimedSigner(
        PdfSignatureMetadata(
            field_name=FIELDS[how.role],
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            name=name_of(session.certificate),
            reason=how.reason or None,
            location=how.location or None,
        ),
        signer=_HostSigner(session, way[1:]),
        stamp_style=style,
        new_field_spec=SigFieldSpec(FIELDS[how.role], on_page=0, box=box),
        at=how.signed_at,
    )
    await signer.async_sign_pdf(writer, output=out, bytes_reserved=_room(way))


def _room(way: Sequence[x509.Certificate]) -> int:
    """Hex digits to keep free for the signature: what goes into it, and as much again as its frame can need."""
    own = way[0].issuer.public_bytes()
    held = sum(len(one.public_bytes(Encoding.DER)) for one in way)
    return 2 * (held + _signature_size(way[0]) + len(own) + 1024)


def _first_page(writer: IncrementalPdfFileWriter) -> tuple[Page, list[Rectangle]]:
    """Page 1, and the rectangles of what is already pinned on it."""
    ref, _ = writer.prev.find_page_for_modification(0)  # type: ignore[no-untyped-call]
    leaf = ref.get_object()
    whole = _rectangle(_inherited(leaf, "/MediaBox"))
    shown = _inherited(leaf, "/CropBox")
    if shown is not None:
        crop = _rectangle(shown)
        whole = (max(whole[0], crop[0]), max(whole[1], crop[1]), min(whole[2], crop[2]), min(whole[3], crop[3]))
    turn = int(_inherited(leaf, "/Rotate") or 0) % 360
    marks = [_rectangle(note.get_object()["/Rect"]) for note in leaf.get("/Annots", ())]
    return Page(*whole, turn=turn if turn in {0, 90, 180, 270} else 0), marks


def _inherited(leaf: Any, key: str) -> Any:
    node, depth = leaf, 0
    while key not in node and "/Parent" in node and depth < 64:
        node, depth = node["/Parent"], depth + 1
    return node.get(key)


def _rectangle(sides: Any) -> Rectangle:
    x0, y0, x1, y1 = (float(side) for side in sides)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _signature_size(certificate: x509.Certificate) -> int:
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return (key.key_size + 7) // 8
    assert isinstance(key, ec.EllipticCurvePublicKey)
    return 2 * ((key.key_size + 7) // 8) + 16
