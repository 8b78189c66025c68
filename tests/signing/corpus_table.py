"""What three programs say of the corpus; `python -m tests.signing.corpus_table` prints it as a Markdown table."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from desktop.model.errors import UnreadableInput
from desktop.signing.verify import Word, verify_pdf
from tests.signing.corpus import pem, trusted
from tests.signing.corpus_files import FORBIDDEN, FORMS, LATER, altered

PDFSIG = {
    "Signature is Valid.": "valid",
    "Digest Mismatch.": "digest mismatch",
    "Signature is Invalid.": "invalid",
    "Document isn't signed or corrupted data.": "not signed or corrupted",
    "Signature has not yet been verified.": "not verified",
    "Unknown Validation Failure.": "unknown failure",
}


def ours(pdf: bytes) -> tuple[str, str]:
    """Our word and why."""
    try:
        verdict = verify_pdf(pdf, trusted())
    except UnreadableInput as error:
        return "refused", error.message
    why = next((one.why for one in verdict.signatures if one.word is verdict.word and one.why), "")
    return str(verdict.word), why


def by_pdfsig(pdf: bytes, folder: Path) -> str:
    """What `pdfsig` says of the first signature; it looks at no change that came later."""
    file = folder / "one.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, check=False)
    said = re.search(r"Signature Validation: (.*)", done.stdout.decode(errors="replace"))
    return PDFSIG.get(said[1].strip(), said[1]) if said else "no signature found"


def by_openssl(pdf: bytes, folder: Path) -> str:
    """What `openssl cms` says of the first signature's package over the bytes that it says it covers."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as file:
            value = next(one for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/ByteRange" in one)
            sides = [int(side) for side in value.ByteRange]
            package = bytes(value.Contents)
    except (pikepdf.PdfError, StopIteration):
        return "no signature found"
    (folder / "roots.pem").write_bytes(pem(trusted()))
    (folder / "cms.der").write_bytes(package)
    (folder / "data").write_bytes(pdf[: sides[1]] + pdf[sides[2] : sides[2] + sides[3]])
    words = "openssl cms -verify -inform DER -binary -purpose any -in cms.der -content data -CAfile roots.pem -out out"
    done = subprocess.run(words.split(), cwd=folder, capture_output=True, check=False)
    return "failure" if done.returncode else "valid"


def rows() -> Iterator[tuple[str, bytes, Word | None]]:
    """Each file of the corpus, its name and the right word for it."""
    for name, form in {**FORMS, **LATER}.items():
        pdf = form.make()
        yield name, pdf, form.word
        if form.altered:
            yield f"{name}; altered", altered(pdf), form.altered
    for name, make in FORBIDDEN.items():
        yield f"forbidden: {name}", make(), Word.INVALID


def main() -> None:
    """Print it."""
    sys.stdout.write("| file | ours | why | pdfsig | OpenSSL |\n|---|---|---|---|---|\n")
    with tempfile.TemporaryDirectory() as folder:
        for name, pdf, _ in rows():
            word, why = ours(pdf)
            others = [by_pdfsig(pdf, Path(folder)), by_openssl(pdf, Path(folder))]
            sys.stdout.write(f"| {' | '.join([name, word, why, *others])} |\n")


if __name__ == "__main__":
    main()
