"""Many produced files before programs that are not ours: pdfsig, OpenSSL, qpdf, the PDF/A rules."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageDraw

from desktop.document.file.check import check_pdfa
from desktop.document.file.pdf import PaperAbout, PdfPage, build_pdf
from desktop.signing.pades import SignatureRequest, sign_pdf
from desktop.signing.tokens.client import TokenHost, open_key
from desktop.signing.verify import Word, verify_pdf
from desktop.training import pki

from .conftest import NOW

PIN = b"Mat-khau-8"
FILES = 200
KEYS = ("rsa2048", "rsa3072", "ec256")


def _papers() -> list[bytes]:
    """A few papers of different sizes, shapes and numbers of pages."""
    made = []
    for at, (wide, high, pages) in enumerate(
        [(826, 1169, 1), (1169, 826, 2), (583, 826, 3), (1654, 2339, 1), (420, 298, 1)]
    ):
        sheets = []
        for page in range(pages):
            image = Image.new("RGB", (wide, high), (250, 248, 240))
            ImageDraw.Draw(image).text((wide // 8, high // 6), f"GIAY {at} TRANG {page}", fill=(20, 20, 20))
            out = io.BytesIO()
            image.save(out, "JPEG", quality=50)
            sheets.append(PdfPage(image=out.getvalue(), dpi=200 if wide > 1200 else 100))
        made.append(build_pdf(sheets, PaperAbout(title=f"Giấy {at}", creator="Quầy Số", created=NOW)))
    return made


@pytest.mark.slow
def test_two_hundred_files_are_valid_to_programs_that_are_not_ours(
    hsm: Any, host: TokenHost, request_for: Callable[..., SignatureRequest], tmp_path: Path
) -> None:
    missing = [name for name in ("pdfsig", "qpdf", "openssl") if not shutil.which(name)]
    assert not missing, f"not installed: {missing}"
    papers, chance = _papers(), random.Random(7)
    pki.write_roots(tmp_path / "root.pem", hsm.trusted)
    shares = [FILES // 3 + (at < FILES % 3) for at in range(3)]
    for name, count in zip(KEYS, shares, strict=True):
        with open_key(host, hsm.serials["Token A"], hsm.sha256(name), bytearray(PIN)) as session:
            for number in range(count):
                paper = papers[number % len(papers)]
                how = request_for(stamp=number % 4 != 0, reason=chance.choice(["", "Số hóa hồ sơ"]))
                signed = sign_pdf(paper, session, how).pdf
                again = number % 5 == 0
                if again:
                    signed = sign_pdf(signed, session, request_for("agency")).pdf
                file = tmp_path / f"{name}-{number}.pdf"
                file.write_bytes(signed)
                _believed(file, signed, 2 if again else 1, tmp_path, whole=number % 7 == 0)
                assert verify_pdf(signed, hsm.trusted).word is Word.VALID


def _believed(file: Path, signed: bytes, count: int, folder: Path, *, whole: bool) -> None:
    said = _run("pdfsig", "-nocert", str(file))
    assert said.count("Signature is Valid") == count
    assert "Total document signed" in said
    assert "No syntax or stream encoding errors" in _run("qpdf", "--check", str(file))
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            _openssl(signed, field.V, folder)
    if whole:
        # The checker knows no forms; that is all it has against the file.
        assert [one for one in check_pdfa(signed) if "/AcroForm" not in one] == []


def _openssl(signed: bytes, value: Any, folder: Path) -> None:
    start, first, second, rest = (int(side) for side in value.ByteRange)
    cms = bytes(value.Contents)
    (folder / "cms.der").write_bytes(cms[: 4 + int.from_bytes(cms[2:4], "big")])
    (folder / "data").write_bytes(signed[start : start + first] + signed[second : second + rest])
    words = "cms -verify -inform DER -binary -purpose any -in cms.der -content data -CAfile root.pem -out out"
    done = subprocess.run(["openssl", *words.split()], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def _run(*words: str) -> str:
    return subprocess.run(words, capture_output=True, check=False).stdout.decode()
