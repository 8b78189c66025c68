"""Signed files as other programs see them, and no bytes at all where anything went wrong."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import io
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from desktop.document.file.check import check_pdfa
from desktop.model.errors import UnreadableInput
from desktop.signing.errors import CertificateUnfit, SigningFailed, TokenGone, TokenHostCrashed
from desktop.signing.loop import run
from desktop.signing.pades import SignatureRequest, sign_pdf
from desktop.signing.signer import HostSigner
from desktop.signing.tokens.client import SigningSession, TokenHost, open_key
from desktop.signing.verify import Word, verify_pdf
from desktop.training import pki
from tests.signing.corpus import Draft, plain
from tests.signing.signals import send_signal

PIN = b"Mat-khau-8"
Ask = Callable[..., SignatureRequest]
PLAIN = {number: body for number, body in plain().items() if number != 6} | {
    1: b"<< /Type /Catalog /Pages 2 0 R >>",
    3: plain()[3].replace(b"/Annots [7 0 R] ", b""),
}


@pytest.fixture
def session(hsm: Any, host: TokenHost) -> Iterator[SigningSession]:
    with open_key(host, hsm.serials["Token A"], hsm.sha256("rsa2048"), bytearray(PIN)) as one:
        yield one


def pdfsig(pdf: bytes, tmp_path: Path) -> str:
    if not shutil.which("pdfsig"):
        pytest.skip("pdfsig is not installed")
    file = tmp_path / "signed.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdfsig", str(file)], capture_output=True, check=False).stdout.decode()


@pytest.mark.parametrize("name", ["rsa2048", "rsa3072", "ec256"])
def test_other_programs_call_it_valid_and_whole(
    hsm: Any, host: TokenHost, paper: bytes, request_for: Ask, tmp_path: Path, name: str
) -> None:
    with open_key(host, hsm.serials["Token A"], hsm.sha256(name), bytearray(PIN)) as session:
        signed = sign_pdf(paper, session, request_for())
    assert signed.pdf.startswith(paper)
    assert signed.sha256 == hashlib.sha256(signed.pdf).hexdigest()
    assert (signed.level, signed.time_source, signed.revocation) == ("B-B", "clock", "not_published")
    assert signed.signer == "Trần Thị Thử Nghiệm"
    assert signed.certificate_sha256 == hsm.sha256(name)
    said = pdfsig(signed.pdf, tmp_path)
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "SHA-256" in said
    verdict = verify_pdf(signed.pdf, hsm.trusted)
    assert verdict.word is Word.VALID
    assert verdict.signatures[0].signed_at == signed.signed_at


@pytest.mark.parametrize("name", ["rsa2048", "ec256"])
def test_openssl_agrees(hsm: Any, host: TokenHost, paper: bytes, request_for: Ask, tmp_path: Path, name: str) -> None:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    with open_key(host, hsm.serials["Token A"], hsm.sha256(name), bytearray(PIN)) as session:
        signed = sign_pdf(paper, session, request_for()).pdf
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        value = pdf.Root.AcroForm.Fields[0].V
        start, first, second, rest = (int(side) for side in value.ByteRange)
        cms = bytes(value.Contents)
    (tmp_path / "cms.der").write_bytes(cms[: 4 + int.from_bytes(cms[2:4], "big")])
    (tmp_path / "data").write_bytes(signed[start : start + first] + signed[second : second + rest])
    pki.write_roots(tmp_path / "root.pem", hsm.trusted[:1])
    words = "openssl cms -verify -inform DER -binary -purpose any -in cms.der -content data -CAfile root.pem -out out"
    done = subprocess.run(words.split(), cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert b"successful" in done.stderr


@pytest.mark.parametrize(
    "draft",
    [
        Draft(objects=PLAIN, layout="hybrid", hidden=[5]),
        Draft(objects={**PLAIN, 3: PLAIN[3].replace(b"/Contents", b"/Thumb 99 0 R /Contents")}),
        Draft(objects=PLAIN, layout="stream"),
    ],
    ids=["hybrid cross-references", "references to nothing", "cross-reference stream"],
)
def test_files_as_other_programs_write_them_are_signed(
    hsm: Any, session: SigningSession, request_for: Ask, tmp_path: Path, draft: Draft
) -> None:
    pdf = draft.written()
    assert verify_pdf(pdf, hsm.trusted).word is Word.UNSIGNED
    first = sign_pdf(pdf, session, request_for(stamp=False)).pdf
    second = sign_pdf(first, session, request_for("agency", stamp=False)).pdf
    assert second.startswith(first)
    assert verify_pdf(second, hsm.trusted).word is Word.VALID
    assert pdfsig(second, tmp_path).count("Signature is Valid") == 2


def test_a_file_that_its_author_closed_is_not_signed(
    hsm: Any, session: SigningSession, paper: bytes, request_for: Ask
) -> None:
    out = io.BytesIO()
    closing = PdfSignatureMetadata(
        field_name="TacGia",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    signer = PdfSigner(closing, signer=HostSigner(session, [session.certificate, *hsm.trusted]))
    run(signer.async_sign_pdf(IncrementalPdfFileWriter(io.BytesIO(paper)), output=out))
    assert verify_pdf(out.getvalue(), hsm.trusted).word is Word.VALID
    with pytest.raises(SigningFailed):
        sign_pdf(out.getvalue(), session, request_for())
    assert session.usable


def test_the_file_stays_sound(session: SigningSession, paper: bytes, request_for: Ask, tmp_path: Path) -> None:
    signed = sign_pdf(paper, session, request_for()).pdf
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed)
    if shutil.which("qpdf"):
        assert "No syntax" in subprocess.run(["qpdf", "--check", file], capture_output=True, check=True).stdout.decode()
    with pikepdf.open(io.BytesIO(signed)) as pdf, pikepdf.open(io.BytesIO(paper)) as before:
        assert pdf.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert pdf.docinfo == before.docinfo
        assert len(pdf.pages) == len(before.pages)
        widget = pdf.Root.AcroForm.Fields[0]
        assert int(widget.F) == 132
        assert widget.V.SubFilter == Name("/ETSI.CAdES.detached")
        assert str(widget.V.M) == "D:" + datetime.now(UTC).strftime("%Y") + str(widget.V.M)[6:]
        assert int(pdf.Root.AcroForm.SigFlags) == 3


@pytest.mark.parametrize("name", ["rsa2048", "ec256"])
def test_it_stays_pdfa(hsm: Any, host: TokenHost, paper: bytes, request_for: Ask, name: str) -> None:
    """The checker knows no forms and no ETSI extension; it gets what the signature added as part of the page itself."""
    assert check_pdfa(paper) == []
    with open_key(host, hsm.serials["Token A"], hsm.sha256(name), bytearray(PIN)) as session:
        signed = sign_pdf(paper, session, request_for()).pdf
    (only,) = check_pdfa(signed)
    assert "interactive forms (/AcroForm) are not supported" in only
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        widget = pdf.Root.AcroForm.Fields[0]
        appearance = widget.AP.N
        page = pdf.pages[0]
        page.obj.Resources.XObject.Stamp = appearance
        left, bottom = float(widget.Rect[0]), float(widget.Rect[1])
        page.contents_add(f"q 1 0 0 1 {left} {bottom} cm /Stamp Do Q".encode())
        del page.obj.Annots
        del pdf.Root.AcroForm
        del pdf.Root.Extensions
        out = io.BytesIO()
        pdf.save(out, **pikepdf.pdfa.resolve_save_kwargs("2b", deterministic_id=True, force_version="1.7"))
    assert check_pdfa(out.getvalue()) == []


def test_official_then_agency(
    hsm: Any, session: SigningSession, paper: bytes, request_for: Ask, tmp_path: Path
) -> None:
    first = sign_pdf(paper, session, request_for())
    second = sign_pdf(first.pdf, session, request_for("agency"))
    assert second.pdf.startswith(first.pdf)
    verdict = verify_pdf(second.pdf, hsm.trusted)
    assert verdict.word is Word.VALID
    assert [one.covers_whole_file for one in verdict.signatures] == [False, True]
    assert [one.changes_after for one in verdict.signatures] == ["signatures", "none"]
    assert pdfsig(second.pdf, tmp_path).count("Signature is Valid") == 2
    with pikepdf.open(io.BytesIO(second.pdf)) as pdf:
        one, other = ([float(side) for side in field.Rect] for field in pdf.Root.AcroForm.Fields)
    assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_role_signs_once(session: SigningSession, paper: bytes, request_for: Ask) -> None:
    signed = sign_pdf(paper, session, request_for()).pdf
    with pytest.raises(SigningFailed, match="đã có chữ ký"):
        sign_pdf(signed, session, request_for())
    with pytest.raises(SigningFailed, match="vai trò"):
        sign_pdf(paper, session, request_for("mayor"))


def test_a_pc_with_an_odd_time_zone_signs_all_the_same(
    session: SigningSession, paper: bytes, request_for: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Nowhere/Odd")
    signed = sign_pdf(paper, session, request_for()).pdf
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        assert str(pdf.Root.AcroForm.Fields[0].V.M).endswith("+07'00'")


def test_reason_and_place_are_in_the_signature(session: SigningSession, paper: bytes, request_for: Ask) -> None:
    signed = sign_pdf(paper, session, request_for(stamp=False, reason="Số hóa hồ sơ", location="Xã Thử")).pdf
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        value = pdf.Root.AcroForm.Fields[0].V
        assert (str(value.Reason), str(value.Location)) == ("Số hóa hồ sơ", "Xã Thử")


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("expired", "hết hạn"),
        ("future", "chưa đến ngày"),
        ("authority", "nhà cấp"),
        ("encipher", "không được cấp để ký"),
        ("weak", "1024"),
    ],
)
def test_an_unfit_certificate_never_signs(
    hsm: Any, host: TokenHost, paper: bytes, request_for: Ask, name: str, word: str
) -> None:
    with (
        open_key(host, hsm.serials["Token A"], hsm.sha256(name), bytearray(PIN)) as session,
        pytest.raises(CertificateUnfit, match=word),
    ):
        sign_pdf(paper, session, request_for())


def test_without_a_trusted_root_nothing_is_signed(
    hsm: Any, session: SigningSession, paper: bytes, request_for: Ask
) -> None:
    with pytest.raises(CertificateUnfit, match="chưa khai báo"):
        sign_pdf(paper, session, request_for(trusted=[]))
    stranger = pki.authority("Gốc lạ", datetime.now(UTC))
    with pytest.raises(CertificateUnfit, match="không thuộc nhà cấp"):
        sign_pdf(paper, session, request_for(trusted=[stranger.certificate]))
    late = datetime.now(UTC) + timedelta(days=4000)
    with pytest.raises(CertificateUnfit, match="hết hạn"):
        sign_pdf(paper, session, request_for(signed_at=late))


def _locked(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        file.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def _owner_locked(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        file.save(out, encryption=pikepdf.Encryption(owner="a", user=""))
    return out.getvalue()


def _no_pages(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        del file.pages[:]
        file.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda pdf: b"",
        lambda pdf: b"%PDF-1.7\nhello",
        lambda pdf: b"\xff\xd8\xff\xe0" + pdf[100:],
        lambda pdf: pdf[: len(pdf) // 2],
        _locked,
        _owner_locked,
        _no_pages,
    ],
)
def test_files_that_cannot_be_signed_are_refused(
    session: SigningSession, paper: bytes, request_for: Ask, spoil: Callable[[bytes], bytes]
) -> None:
    with pytest.raises((UnreadableInput, SigningFailed)):
        sign_pdf(spoil(paper), session, request_for())
    assert session.usable


def test_a_spoilt_signature_is_not_signed_over(session: SigningSession, paper: bytes, request_for: Ask) -> None:
    signed = bytearray(sign_pdf(paper, session, request_for()).pdf)
    at = signed.index(b"/DCTDecode") + 2000
    signed[at] ^= 1
    with pytest.raises(SigningFailed, match="không hợp lệ"):
        sign_pdf(bytes(signed), session, request_for("agency"))


@pytest.mark.faults
def test_a_host_killed_in_the_batch_leaves_no_bytes(
    host: TokenHost, session: SigningSession, paper: bytes, request_for: Ask
) -> None:
    assert sign_pdf(paper, session, request_for()).pdf
    send_signal(host, signal.SIGKILL)
    with pytest.raises(TokenHostCrashed):
        sign_pdf(paper, session, request_for())
    assert not session.usable


@pytest.mark.faults
def test_a_token_gone_in_the_batch_leaves_no_bytes(
    hsm: Any, session: SigningSession, paper: bytes, request_for: Ask
) -> None:
    assert sign_pdf(paper, session, request_for()).pdf
    shutil.rmtree(hsm.folder / "tokens")
    with pytest.raises(TokenGone):
        sign_pdf(paper, session, request_for())


def test_a_token_that_signs_rubbish_leaves_no_bytes(
    session: SigningSession, paper: bytes, request_for: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "sign", lambda data, **_: bytes(256))
    with pytest.raises(SigningFailed, match="không kiểm tra được"):
        sign_pdf(paper, session, request_for())


def test_signing_works_inside_a_running_loop(hsm: Any, session: SigningSession, paper: bytes, request_for: Ask) -> None:
    async def inside() -> Word:
        return verify_pdf(sign_pdf(paper, session, request_for()).pdf, hsm.trusted).word

    assert asyncio.run(inside()) is Word.VALID


def test_trouble_inside_a_running_loop_comes_out(session: SigningSession, paper: bytes, request_for: Ask) -> None:
    async def inside() -> None:
        session.close()
        with contextlib.suppress(SigningFailed):
            sign_pdf(paper, session, request_for())

    with pytest.raises(Exception, match="Phiên ký"):
        asyncio.run(inside())
