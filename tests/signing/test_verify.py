"""The verdict: valid only what is; anything touched, empty or unknown is called so, and never a traceback."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from desktop.cli.main import run
from desktop.model.errors import QuaySoError, UnreadableInput
from desktop.signing.errors import SigningFailed
from desktop.signing.pades import SignatureRequest, sign_pdf
from desktop.signing.tokens.client import TokenHost, open_key
from desktop.signing.verify import Word, verify_pdf
from desktop.training import pki

PIN = b"Mat-khau-8"
Ask = Callable[..., SignatureRequest]
SIGNATURE = re.compile(rb"(?<=/Contents )<[0-9A-Fa-f]{4000,}>|(?<=/Contents)<[0-9A-Fa-f]{4000,}>")


@pytest.fixture
def signed(hsm: Any, host: TokenHost, paper: bytes, request_for: Ask) -> bytes:
    with open_key(host, hsm.serials["Token A"], hsm.sha256("rsa2048"), bytearray(PIN)) as session:
        return sign_pdf(paper, session, request_for()).pdf


def test_the_shape_that_the_command_line_promises(hsm: Any, signed: bytes) -> None:
    said = verify_pdf(signed, hsm.trusted).as_data()
    assert said["verdict"] == "valid"
    (one,) = said["signatures"]
    promised = {
        "signer",
        "issuer",
        "signed_at",
        "time_source",
        "intact",
        "covers_whole_file",
        "trusted",
        "revocation",
        "changes_after",
    }
    assert promised <= set(one)
    assert one["signer"] == "Trần Thị Thử Nghiệm"
    assert one["issuer"] == "Nhà cấp thử nghiệm"
    assert one["revocation"] == "not_published"
    assert (one["intact"], one["covers_whole_file"], one["trusted"]) == (True, True, True)


def test_an_unsigned_file(paper: bytes) -> None:
    assert verify_pdf(paper, []).as_data()["verdict"] == "unsigned"


def test_an_unknown_authority_is_unknown_not_valid(signed: bytes) -> None:
    assert verify_pdf(signed, []).word is Word.UNKNOWN
    stranger = pki.authority("Gốc lạ", datetime.now(UTC))
    verdict = verify_pdf(signed, [stranger.certificate])
    assert verdict.word is Word.UNKNOWN
    assert "không thuộc nhà cấp" in verdict.signatures[0].why


def test_a_certificate_expired_since_is_unknown_without_a_timestamp(hsm: Any, signed: bytes) -> None:
    verdict = verify_pdf(signed, hsm.trusted, at=datetime.now(UTC) + timedelta(days=800))
    assert verdict.word is Word.UNKNOWN
    assert verdict.signatures[0].trusted
    assert "hết hạn" in verdict.signatures[0].why


def test_a_signature_from_the_future_is_unknown(hsm: Any, signed: bytes) -> None:
    verdict = verify_pdf(signed, hsm.trusted, at=datetime.now(UTC) - timedelta(hours=2))
    assert verdict.word is Word.UNKNOWN


def test_a_zeroed_signature_is_invalid(hsm: Any, signed: bytes) -> None:
    empty = SIGNATURE.sub(lambda found: _zeroed(found[0]), signed)
    assert empty != signed
    verdict = verify_pdf(empty, hsm.trusted)
    assert verdict.word is Word.INVALID
    assert verdict.signatures[0].why


def _zeroed(contents: bytes) -> bytes:
    return b"<" + b"0" * (len(contents) - 2) + b">"


def test_content_added_after_signing_is_invalid(hsm: Any, signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.add_stream_to_page(0, writer.add_object(generic.StreamObject(stream_data=b"0 0 200 200 re f")))
    out = io.BytesIO()
    writer.write(out)
    verdict = verify_pdf(out.getvalue(), hsm.trusted)
    assert verdict.word is Word.INVALID
    assert verdict.signatures[0].changes_after == "other"


def test_a_file_rewritten_after_signing_is_invalid(hsm: Any, signed: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        pdf.save(out)
    assert verify_pdf(out.getvalue(), hsm.trusted).word is not Word.VALID


def test_trailing_bytes_are_not_covered(hsm: Any, signed: bytes) -> None:
    verdict = verify_pdf(signed + b"\n% more\n", hsm.trusted)
    assert verdict.word is Word.INVALID
    assert not verdict.signatures[0].covers_whole_file


def _endless_fields(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("a"), FT=pikepdf.Name.Sig))
    field.Kids = pikepdf.Array([field])
    field.Parent = field
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)


def _empty_field(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("a"), FT=pikepdf.Name.Sig))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)


def _odd_signature(pdf: pikepdf.Pdf) -> None:
    value = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Sig,
            SubFilter=pikepdf.Name("/ETSI.CAdES.detached"),
            ByteRange=pikepdf.Array([0, 10**12, -5, 7]),
            Contents=b"\x30\x82\xff\xff" * 9,
        )
    )
    field = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("a"), FT=pikepdf.Name.Sig, V=value))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)


def _form_of_nonsense(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pikepdf.Array([1, 2])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_endless_fields, {None, Word.UNSIGNED, Word.INVALID}),
        (_empty_field, {Word.UNSIGNED}),
        (_odd_signature, {Word.INVALID}),
        (_form_of_nonsense, {None, Word.UNSIGNED}),
    ],
)
def test_files_made_to_confuse_get_an_answer(
    paper: bytes, spoil: Callable[[pikepdf.Pdf], None], words: set[Word | None]
) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        spoil(pdf)
        pdf.save(out)
    try:
        word: Word | None = verify_pdf(out.getvalue(), []).word
    except UnreadableInput:
        word = None
    assert word in words


def test_a_later_signature_hides_no_change(hsm: Any, host: TokenHost, signed: bytes, request_for: Ask) -> None:
    """Content slipped in between two signatures: the second covers it all, the first does not hold."""
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.add_stream_to_page(0, writer.add_object(generic.StreamObject(stream_data=b"0 0 200 200 re f")))
    out = io.BytesIO()
    writer.write(out)
    with (
        open_key(host, hsm.serials["Token A"], hsm.sha256("ec256"), bytearray(PIN)) as session,
        pytest.raises(SigningFailed, match="không hợp lệ"),
    ):
        sign_pdf(out.getvalue(), session, request_for("agency"))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data())
def test_any_changed_range_is_noticed(hsm: Any, signed: bytes, data: st.DataObject) -> None:
    start, end = SIGNATURE.search(signed).span()  # type: ignore[union-attr]
    at = data.draw(st.integers(0, len(signed) - 1))
    fresh = data.draw(st.binary(min_size=1, max_size=64))[: len(signed) - at]
    # Inside the signature itself the padding may change; its length and the file's hash are the same.
    assume(at + len(fresh) <= start or at >= end)
    assume(signed[at : at + len(fresh)] != fresh)
    changed = signed[:at] + fresh + signed[at + len(fresh) :]
    try:
        assert verify_pdf(changed, hsm.trusted).word is not Word.VALID
    except UnreadableInput:
        return


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data())
def test_any_piece_taken_out_or_put_in_is_noticed(hsm: Any, signed: bytes, data: st.DataObject) -> None:
    """Nor does it help to change the file's length, the signature's own place included."""
    at = data.draw(st.integers(0, len(signed) - 1))
    gone = data.draw(st.integers(0, min(200, len(signed) - at)))
    fresh = data.draw(st.binary(max_size=200))
    changed = signed[:at] + fresh + signed[at + gone :]
    assume(changed != signed)
    assume(len(changed) != len(signed))
    try:
        assert verify_pdf(changed, hsm.trusted).word is not Word.VALID
    except UnreadableInput:
        return


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data())
def test_no_change_of_the_signature_makes_it_say_something_else(hsm: Any, signed: bytes, data: st.DataObject) -> None:
    """Some bytes of it are nobody's word (zeros behind it, certificates that come along): who, when and what are."""
    start, end = SIGNATURE.search(signed).span()  # type: ignore[union-attr]
    used = start + len(signed[start:end].rstrip(b">0"))
    at = data.draw(st.integers(start + 1, used - 1))
    fresh = data.draw(st.sampled_from(b"0123456789abcdef"))
    assume(bytes([fresh]).lower() != signed[at : at + 1].lower())
    changed = signed[:at] + bytes([fresh]) + signed[at + 1 :]
    (before,) = verify_pdf(signed, hsm.trusted).signatures
    found = verify_pdf(changed, hsm.trusted)
    if found.word is Word.VALID:
        (after,) = found.signatures
        assert after == before


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data())
def test_the_command_says_so_too(
    hsm: Any, signed: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str], data: st.DataObject
) -> None:
    """`quayso verify`: status 1 and a word, for any byte changed outside the signature."""
    start, end = SIGNATURE.search(signed).span()  # type: ignore[union-attr]
    at = data.draw(st.integers(0, start - 1) | st.integers(end, len(signed) - 1))
    change = data.draw(st.integers(1, 255))
    root, file = tmp_path / "root.pem", tmp_path / "signed.pdf"
    pki.write_roots(root, hsm.trusted)
    words = ["verify", str(file), "--offline", "--root", str(root), "--data", str(tmp_path / "none"), "--json"]
    file.write_bytes(signed)
    assert run(words) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "valid"
    file.write_bytes(signed[:at] + bytes([signed[at] ^ change]) + signed[at + 1 :])
    status = run(words)
    told = json.loads(capsys.readouterr().out)
    assert told.get("verdict") != "valid"
    assert status == 1 or told["verdict"] in {"unknown", "unsigned"}


@settings(max_examples=40)
@given(st.binary(max_size=400), st.integers(0, 2000), st.integers(0, 2000))
def test_hostile_files_get_an_answer(paper: bytes, noise: bytes, at: int, cut: int) -> None:
    hostile = paper[: len(paper) - at] + noise + paper[len(paper) - cut :]
    for pdf in (noise, b"%PDF-1.7\n" + noise, hostile):
        try:
            assert verify_pdf(pdf, []).word is not Word.VALID
        except QuaySoError as error:
            assert error.message
            assert error.what_to_do
