"""Signing: our own cost per file, memory over a long batch, and one very large file.

The key works in the token host, so this process's CPU time is our own cost alone, whatever the token takes. Beside it
stands what the same SoftHSM2 token does when its module is called with nothing around it, in the same run.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import psutil
from cryptography import x509

from desktop.document.file.metadata import PaperAbout
from desktop.document.file.pdf import PdfPage, build_pdf
from desktop.page.look.whole import look
from desktop.signing.appearance.sheet import Rectangle
from desktop.signing.appearance.stamp import Stamp
from desktop.signing.authorities.trust import read_trusted
from desktop.signing.pades import SignatureRequest, sign_pdf
from desktop.signing.tokens.client import TokenHost, open_key
from desktop.training import pki
from desktop.training.papers.pile import samples
from desktop.training.software_token import FOLDER, ROOTS, make_software_token
from tests.bench.row import Row
from tests.bench.softhsm import SoftHsm

PAPERS = 100
PAGES = 5
WARM = 10
LARGE_MB = 100


def figures(folder: Path) -> list[Row]:
    """All of it."""
    image = (folder / samples(folder, 11, 1, 200)[0]["file"]).read_bytes()
    data = folder / "signing"
    data.mkdir(parents=True)
    (data / "TRAINING").touch()
    token = make_software_token(data, datetime.now(UTC))
    hsm = SoftHsm.made(folder)
    raw = hsm.signatures_a_second()
    batch = _batch(hsm, _request(token.roots, trusted=hsm.trusted, occupied=_lines(image)), _paper(image))
    peak_mb = _in_a_process_of_its_own(data, image)
    return [
        Row(
            f"own cost of a signature of {PAGES} pages, CPU ms a file (the raw module: {raw:.0f} signatures a second, "
            f"{1000 / raw:.1f} ms each; a batch: {batch['rate']:.1f} files a second)",
            batch["own_ms"],
            50,
        ),
        Row("memory a batch of 100 papers adds after its tenth, MB", batch["grown_mb"], 20),
        Row(f"memory to sign {LARGE_MB} MB, times the file", peak_mb / LARGE_MB, 4),
    ]


def _paper(image: bytes) -> bytes:
    about = PaperAbout(title="x", creator="x", created=datetime.now(UTC))
    return build_pdf([PdfPage(image=image, dpi=200)] * PAGES, about)


def _lines(image: bytes) -> list[Rectangle]:
    """The page's lines in points from its bottom left: at the counter they are known before anything is signed."""
    pixels = cv2.imdecode(np.frombuffer(image, np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    found, point, high = [], 72 / 200, pixels.shape[0]
    for line in look(pixels, 200).lines:
        across, down = zip(*line.quad, strict=True)
        found.append((min(across) * point, (high - max(down)) * point, max(across) * point, (high - min(down)) * point))
    return found


def _request(
    roots: Path, trusted: Sequence[x509.Certificate] = (), occupied: Sequence[Rectangle] = ()
) -> SignatureRequest:
    now = datetime.now(UTC)
    stamp = Stamp(agency="UBND xã Mẫu", signed_at=now)
    trusted = trusted or read_trusted([roots])
    return SignatureRequest(role="official", signed_at=now, trusted=trusted, stamp=stamp, occupied=occupied)


def _batch(hsm: SoftHsm, how: SignatureRequest, pdf: bytes) -> dict[str, float]:
    os.environ["SOFTHSM2_CONF"] = hsm.configuration
    host, me = TokenHost(module=hsm.module), psutil.Process()
    own, warm = [], 0
    try:
        with open_key(host, hsm.serial, hsm.certificate_sha256, bytearray(hsm.pin.encode())) as session:
            begun = time.perf_counter()
            for at in range(PAPERS):
                used = time.process_time()
                sign_pdf(pdf, session, how)
                own.append(time.process_time() - used)
                if at == WARM:
                    warm = me.memory_info().rss
            took = time.perf_counter() - begun
    finally:
        host.close()
    return {
        "rate": PAPERS / took,
        "own_ms": 1000 * statistics.median(own),
        "grown_mb": (me.memory_info().rss - warm) / 1e6,
    }


def _in_a_process_of_its_own(data: Path, image: bytes) -> float:
    """Peak memory, MB, of a process that signs one large file."""
    (data / "large.pdf").write_bytes(_swollen(_paper(image)))
    (data / "small.pdf").write_bytes(_paper(image))
    words = [sys.executable, "-m", "tests.bench.signing", str(data)]
    return float(subprocess.run(words, stdout=subprocess.PIPE, check=True).stdout)


def _swollen(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        file.Root.PieceInfo = pikepdf.Dictionary(Bulk=file.make_stream(os.urandom(LARGE_MB * 1_000_000 - len(pdf))))
        file.save(out, compress_streams=False)
    return out.getvalue()


def _large(data: Path) -> float:
    """What signing `large.pdf` takes above what signing `small.pdf` has taken, MB; the file itself included."""
    host = TokenHost(software=data / FOLDER)
    how = _request(data / ROOTS)
    try:
        (held,) = host.tokens()
        certificate = sha256(held.certificates[0]).hexdigest()
        with open_key(host, held.serial, certificate, bytearray(pki.PIN.encode())) as session:
            sign_pdf((data / "small.pdf").read_bytes(), session, how)
            before = psutil.Process().memory_info().rss
            sign_pdf((data / "large.pdf").read_bytes(), session, how)
            peak = _peak()
    finally:
        host.close()
    return float(peak - before) / 1e6


def _peak() -> int:
    """The most this process has held, bytes. (What `getrusage` tells begins with what its parent held.)"""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("utf-8").splitlines())
    return int(status["VmHWM"].split()[0]) * 1024


if __name__ == "__main__":
    sys.stdout.write(str(_large(Path(sys.argv[1]))))
