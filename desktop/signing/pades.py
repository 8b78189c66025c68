"""PAdES signatures: made into a buffer, opened again and validated, and only then given back.

pyHanko writes the whole file with an all-zero signature before it asks the token; as that file never leaves the
buffer, nobody can take it for a signed paper.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession

from desktop.machine.clock import VIETNAM
from desktop.model.errors import QuaySoError, UnreadableInput
from desktop.model.signature import Evidence, EvidenceKind, SignatureRole
from desktop.signing.authorities.revocation import UNASKED, Revocation, Standing, judge
from desktop.signing.authorities.timestamp import Tsa
from desktop.signing.checks import chain, name_of, why_unfit
from desktop.signing.errors import CertificateUnfit, SigningFailed
from desktop.signing.held import Held
from desktop.signing.loop import run
from desktop.signing.signer import HostSigner, room_for
from desktop.signing.tokens.client import SigningSession
from desktop.signing.verify import SignatureVerdict, Verdict, Word, verify_pdf
from desktop.signing.verifying.reader import Reader

if TYPE_CHECKING:
    from desktop.signing.appearance.room import Place
    from desktop.signing.appearance.sheet import Rectangle
    from desktop.signing.appearance.stamp import Stamp, StampStyle

FIELDS: dict[str, str] = {SignatureRole.OFFICIAL: "ChuKyCanBo", SignatureRole.AGENCY: "ChuKyCoQuan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRequest:
    """How to sign.

    Attributes:
        role: `official` or `agency`.
        signed_at: the moment, UTC; PC clock.
        trusted: roots and intermediates of this counter (`trust.read_trusted`); without any, nothing can be signed.
        revocation: what the authorities said of the certificate; asked once for a batch.
        revocation_required: refuse where they did not say that it is good (R33).
        tsa: who gives the time (R35); None for none.
        pss: sign with RSA-PSS instead of PKCS#1 v1.5 (R34).
        own_copy: the file is a copy that the agency itself made, so that it may sign it alone (R37).
        stamp: the visible signature; None for an invisible one.
        place: left and top of the stamp from the top left of page 1 as seen, mm; None for the first free place. One
            that covers something is refused, unless there is no free place for it.
        occupied: rectangles on page 1 (left, bottom, right, top in points) that the stamp must not cover, besides
            the ink of a scanned page and earlier visible signatures, which are seen without being named.
        reason: why it is signed; empty for none.
        location: where; empty for none.
    """

    role: str
    signed_at: datetime
    trusted: Sequence[x509.Certificate]
    revocation: Revocation = UNASKED
    revocation_required: bool = False
    tsa: Tsa | None = None
    pss: bool = False
    own_copy: bool = False
    stamp: Stamp | None = None
    place: Place | None = None
    occupied: Sequence[Rectangle] = field(default=())
    reason: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPdf:
    """A signed file that was opened again and found to hold.

    Attributes:
        pdf: its bytes.
        sha256: their hash.
        level: `B-B`, or `B-T` with a time stamp.
        signer: name in the certificate.
        certificate_sha256: hash of the certificate.
        signed_at: UTC.
        time_source: `clock`, or `tsa` with a time stamp.
        revocation: what was known of the certificate's revocation; `unchecked` is looked at again later.
        verdict: what was found when the file was opened again.
        evidence: what R41 asks to be kept.
    """

    pdf: bytes
    sha256: str
    level: str
    signer: str
    certificate_sha256: str
    signed_at: datetime
    time_source: str
    revocation: Standing
    verdict: SignatureVerdict
    evidence: tuple[Evidence, ...]


class _TimedSigner(PdfSigner):
    """pyHanko's file signer on our clock, so that the stamp and the signature tell the same time."""

    def __init__(self, *given: Any, at: datetime, **named: Any) -> None:
        super().__init__(*given, **named)
        self._at = at

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at.astimezone(VIETNAM)
        return session


class Appending(IncrementalPdfFileWriter):
    """Leaves the file's description alone: pyHanko's own rewriting makes Info and XMP disagree.

    Nor does it let an elliptic curve make the file a PDF 2.0, which no PDF/A-2 may be.
    """

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Raise the file's version, to 1.7 at most."""
        super().ensure_output_version(min(version, (1, 7)))  # type: ignore[no-untyped-call]

    def _update_meta(self) -> None:
        return


def appending(pdf: bytes) -> Appending:
    """A writer that appends to a file.

    Raises:
        UnreadableInput: it is locked, even if only against changes.
    """
    reader = Reader(pdf)
    if reader.encrypted:
        raise UnreadableInput("PDF", reason="tệp bị mật khẩu hạn chế sửa đổi")
    # pyHanko's signer refuses hybrid cross-references (Word's) where its reader is strict. They were read to the
    # letter by now, and what is signed is read so once more.
    reader.strict = not reader.xrefs.hybrid_xrefs_present
    writer: Appending = Appending.from_reader(reader)  # type: ignore[assignment]
    return writer


def sign_pdf(pdf: bytes, session: SigningSession, how: SignatureRequest) -> SignedPdf:
    """Sign a file with PAdES; the bytes given stay at the start of the result unchanged (R34, R38).

    Args:
        pdf: the file; may bear earlier signatures, all of which must hold.
        session: an open key.
        how: how to sign.

    Raises:
        CertificateUnfit: the certificate must not sign now (R33, R34).
        UnreadableInput: no PDF, broken, or locked with a password.
        StampCovers: the place chosen for the visible signature is not free; there are no bytes.
        SigningFailed: the file cannot be signed, or the result does not hold; there are no bytes.
        SigningTrouble: the token; there are no bytes and the session is over.
    """
    certificate = session.certificate
    standing = require_fit(certificate, how, session.others)
    before = verify_pdf(pdf, ())
    _require_signable(before, how)
    way = chain(certificate, how.trusted, how.signed_at, session.others)
    tsa = how.tsa if how.tsa and how.tsa.ready else None
    signer = HostSigner(session, way, pss=how.pss)
    out = io.BytesIO()
    try:
        run(_sign(pdf, name_of(certificate), signer, tsa, room_for(way, tsa), how, out))
    except QuaySoError:
        raise
    except Exception as error:
        # pyHanko raises nearly anything on a file that makes no sense.
        raise SigningFailed(reason="tệp PDF không ghi thêm chữ ký được", cause=repr(error)[:300]) from error
    signed = out.getvalue()
    ours = _require_held(pdf, signed, before, session.certificate_sha256, how)
    return SignedPdf(
        pdf=signed,
        sha256=hashlib.sha256(signed).hexdigest(),
        level="B-T" if signer.timed else "B-B",
        signer=name_of(certificate),
        certificate_sha256=session.certificate_sha256,
        signed_at=how.signed_at,
        time_source="tsa" if signer.timed else "clock",
        revocation=standing,
        verdict=ours,
        evidence=_evidence(way, how.revocation, tsa.token if tsa and signer.timed else b""),
    )


def require_fit(
    certificate: x509.Certificate, how: SignatureRequest, between: Sequence[x509.Certificate] = ()
) -> Standing:
    """What is known of the certificate's revocation, where it may sign (R33, R34).

    Args:
        certificate: the signer's.
        how: how to sign.
        between: more intermediates, e.g. those on the token.

    Raises:
        CertificateUnfit: it may not.
    """
    why = why_unfit(certificate, how.signed_at, how.trusted, between)
    if not why:
        way = chain(certificate, how.trusted, how.signed_at, between)
        asked = how.revocation.checked_at is not None
        standing = how.revocation.standing if asked else judge(way, (), (), how.signed_at)
        if standing is Standing.REVOKED:
            why = "đã bị thu hồi"
        elif how.revocation_required and standing is Standing.UNCHECKED:
            why = "chưa kiểm tra được có bị thu hồi hay không, và quầy này quy định phải kiểm tra được"
    if why:
        raise CertificateUnfit(name_of(certificate), reason=why)
    return standing


def _require_signable(before: Verdict, how: SignatureRequest) -> None:
    if how.role not in FIELDS:
        raise SigningFailed(reason=f"không có vai trò ký «{how.role}»")
    if before.word is Word.INVALID:
        raise SigningFailed(reason="tệp đang có chữ ký không hợp lệ")
    present = {one.field for one in before.signatures}
    if FIELDS[how.role] in present:
        raise SigningFailed(reason="tệp đã có chữ ký của vai trò này")
    if how.role == SignatureRole.OFFICIAL and FIELDS[SignatureRole.AGENCY] in present:
        raise SigningFailed(reason="cơ quan đã ký; cán bộ phải ký trước cơ quan")
    if how.role == SignatureRole.AGENCY and not present and not how.own_copy:
        raise SigningFailed(reason="cơ quan chỉ ký tệp mà người có thẩm quyền đã ký, hoặc bản sao do mình lập")


def _require_held(
    pdf: bytes, signed: bytes, before: Verdict, certificate_sha256: str, how: SignatureRequest
) -> SignatureVerdict:
    """The result as anybody else will see it: old bytes unchanged, one signature more, all of it covered, ours."""
    if not signed.startswith(pdf):
        raise SigningFailed(reason="tệp gốc bị thay đổi khi ký")
    known = Held((), how.revocation.crls, how.revocation.ocsps)
    after = verify_pdf(signed, how.trusted, at=how.signed_at, known=known)
    ours = [one for one in after.signatures if one.field == FIELDS[how.role]]
    if (
        after.word is Word.INVALID
        or len(after.signatures) != len(before.signatures) + 1
        or len(ours) != 1
        or not (ours[0].intact and ours[0].covers_whole_file)
        or ours[0].certificate_sha256 != certificate_sha256
    ):
        raise SigningFailed(reason="chữ ký vừa tạo không kiểm tra được", cause=str(after.as_data())[:300])
    return ours[0]


def _evidence(way: Sequence[x509.Certificate], revocation: Revocation, token: bytes) -> tuple[Evidence, ...]:
    ders = [one.public_bytes(Encoding.DER) for one in way]
    return (
        Evidence(EvidenceKind.CERTIFICATE, ders[0]),
        *(Evidence(EvidenceKind.AUTHORITY, der) for der in ders[1:]),
        *(Evidence(EvidenceKind.CRL, der) for der in revocation.crls),
        *(Evidence(EvidenceKind.OCSP, der) for der in revocation.ocsps),
        *([Evidence(EvidenceKind.TIMESTAMP, token)] if token else []),
    )


async def _sign(
    pdf: bytes, name: str, signer: HostSigner, tsa: Tsa | None, room: int, how: SignatureRequest, out: io.BytesIO
) -> None:
    writer = appending(pdf)
    box, style = _visible(pdf, writer, how, how.stamp) if how.stamp else (None, None)
    pdf_signer = _TimedSigner(
        PdfSignatureMetadata(
            field_name=FIELDS[how.role],
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            name=name,
            reason=how.reason or None,
            location=how.location or None,
        ),
        signer=signer,
        timestamper=tsa,
        stamp_style=style,
        new_field_spec=SigFieldSpec(FIELDS[how.role], on_page=0, box=box),
        at=how.signed_at,
    )
    await pdf_signer.async_sign_pdf(writer, output=out, bytes_reserved=room)


def _visible(
    pdf: bytes, writer: Appending, how: SignatureRequest, stamp: Stamp
) -> tuple[tuple[int, int, int, int], StampStyle]:
    """Where on page 1 the visible signature stands, and how it looks."""
    # Here and not above: drawing pages and finding what is on them is most of what signing loads.
    from desktop.signing.appearance.freeplace import find_room
    from desktop.signing.appearance.sheet import first_page
    from desktop.signing.appearance.stamp import StampStyle

    page, marks = first_page(writer.prev)
    by_hand = how.place is not None
    space = find_room(stamp.size(), pdf, page, how.occupied, marks, by_hand=by_hand)
    left, bottom, right, top = (round(side) for side in space.box(how.place))
    return (left, bottom, right, top), StampStyle(border_width=0, stamp=stamp, turn=page.turn)
