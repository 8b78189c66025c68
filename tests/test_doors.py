"""What each front door may have loaded when it answers: start is quick because nothing is loaded before it is used."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from desktop.app import open_app
from desktop.document.file.metadata import PaperAbout
from desktop.document.file.pdf import PdfPage, build_pdf
from desktop.machine.frames import write_frame
from desktop.model.data import as_data
from desktop.page.workers import PageWorkers
from desktop.scanner.driver import ScannerConfig
from desktop.training.names import FOLDER, PIN, SERIAL

HEAVY = {
    "PIL", "PySide6", "aiohttp", "alembic", "asn1crypto", "cryptography", "cv2", "fastapi", "fontTools", "img2pdf",
    "jsonschema", "keyring", "lxml", "numpy", "onnxruntime", "openpyxl", "pikepdf", "pkcs11", "psutil", "pydantic",
    "pyhanko", "pyhanko_certvalidator", "pyinsane2", "pypdfium2", "pytesseract", "rapidfuzz", "requests", "sqlalchemy",
    "sqlcipher3", "stdnum", "tesserocr", "truststore", "uharfbuzz", "urllib3", "uvicorn", "zeroconf", "zxingcpp",
}  # fmt: skip
"""What a front door would have to wait for."""
SLOW = {"asyncio", "dataclasses", "email", "http", "json", "logging", "multiprocessing", "ssl", "unittest", "xml"}
"""What of the standard library takes as long as all that an answer about the command line itself needs."""
STORE = {"cryptography", "sqlalchemy", "sqlcipher3"}
VERDICT = {"asn1crypto", "cryptography", "pikepdf", "pyhanko", "pyhanko_certvalidator", "sqlcipher3"}
_LOADED = re.compile(r"^import time: +\d+ \| +\d+ \| +(\w+)", re.MULTILINE)


def loaded(words: Sequence[str], given: bytes = b"", *, status: int = 0) -> set[str]:
    """The packages that a process of ours has loaded when it ends."""
    command = [sys.executable, "-X", "utf8", "-X", "importtime", "-m", *words]
    done = subprocess.run(command, input=given, capture_output=True, timeout=120, check=False)
    said = done.stderr.decode("utf-8", "replace")
    assert done.returncode == status, said[-2000:]
    return set(_LOADED.findall(said))


def frames(*sent: tuple[dict[str, Any], bytes]) -> bytes:
    pipe = io.BytesIO()
    for header, body in sent:
        write_frame(pipe, header, body)
    return pipe.getvalue()


def blank_page() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (1654, 2339), "white").save(file, "JPEG", dpi=(200, 200))
    return file.getvalue()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A training folder with a store, and a paper beside it."""
    folder = tmp_path_factory.mktemp("doors")
    with open_app(folder / "data", training=True):
        pass
    about = PaperAbout(title="x", creator="x", created=datetime.now(UTC))
    (folder / "paper.pdf").write_bytes(build_pdf([PdfPage(image=blank_page(), dpi=200)], about))
    return folder


@pytest.mark.parametrize("words", ["--version", "--help", "sign --help", "report digitisation --help"])
def test_the_command_line_answers_about_itself_with_nothing_loaded(words):
    assert not loaded(["desktop", *words.split()]) & (HEAVY | SLOW)


def test_a_line_that_cannot_be_taken_is_refused_with_nothing_loaded():
    assert not loaded(["desktop", "queue", "shwo"], status=2) & (HEAVY | SLOW)


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("queue list", set()),
        ("report digitisation --from 2026-03-01 --to 2026-03-31", set()),
        ("audit verify", set()),
        ("catalogue show", set()),
        # What papers are called is compared word by word, and there are workers to be given pages.
        ("dossier list", {"psutil", "rapidfuzz"}),
    ],
)
def test_a_command_on_the_store_loads_the_store_alone(place, words, more):
    found = loaded(["desktop", *words.split(), "--training", "--data", str(place / "data")])
    assert found & HEAVY <= STORE | more


def test_signing_and_verifying_load_neither_pictures_nor_a_store_nor_a_line(place):
    where, paper, signed = ["--training", "--data", str(place / "data")], place / "paper.pdf", place / "signed.pdf"
    signing = ["sign", str(paper), "--out", str(signed), "--token", SERIAL, "--pin-stdin"]
    assert loaded(["desktop", *signing, *where], f"{PIN}\n".encode()) & HEAVY <= VERDICT | {"psutil"}
    assert loaded(["desktop", "verify", str(signed), *where]) & HEAVY <= VERDICT


def test_the_token_host_loads_its_own_kind_of_token_alone(place):
    with_tokens = loaded(
        ["desktop.signing.tokens.host", "software", str(place / "data" / FOLDER)], frames(({"do": "tokens"}, b""))
    )
    assert with_tokens & HEAVY == {"cryptography", "psutil"}


def test_the_drawing_host_loads_what_draws(place):
    asked = {"name": "x", "seconds": 60.0}, (place / "paper.pdf").read_bytes()
    drawing = loaded(["desktop.picture.host"], frames(asked, ({"page": 0}, b"")))
    assert drawing & HEAVY <= {"PIL", "pikepdf", "psutil", "pypdfium2"}


def test_the_scanner_host_loads_what_a_driver_may_need_and_no_driver_of_the_system_unasked(place):
    inbox = place / "inbox"
    inbox.mkdir()
    job = {"do": "devices", "config": as_data(ScannerConfig(folders=(inbox,), sane=False))}
    found = loaded(["desktop.scanner.host"], frames((job, b"")))
    assert found & HEAVY <= {"PIL", "numpy", "psutil", "requests", "truststore", "urllib3", "zeroconf"}


def test_a_page_worker_loads_pages_alone_and_who_feeds_it_does_not():
    workers = PageWorkers(1)
    try:
        assert workers.submit(blank_page(), 200).result(120).facts.look.blank
        # Only what is built in can be asked of a worker whose modules are not to be changed by asking.
        names = workers._running().submit(eval, "sorted(__import__('sys').modules)").result(60)
    finally:
        workers.close()
    assert not {name.partition(".")[0] for name in names} & HEAVY - {
        *("PIL", "cv2", "numpy", "onnxruntime", "psutil", "pytesseract", "rapidfuzz", "tesserocr", "zxingcpp")
    }


def loaded_by(code: str) -> set[str]:
    """The packages that some code has loaded."""
    ask = f"{code}; import sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, timeout=120, check=True)
    return set(done.stdout.split())


def test_the_window_is_on_the_screen_with_nothing_loaded_but_qt():
    assert loaded_by("import desktop.ui.window") & (HEAVY | SLOW) <= {"PySide6", "dataclasses", "json", "logging"}


def test_the_window_at_work_leaves_alone_what_no_clerk_needs_every_day():
    # All that it loads before it lives: `ui/starting.py`.
    loads = "import desktop.app, desktop.ui.window; from desktop.ui.starting import load; load()"
    assert not loaded_by(loads) & {
        *("aiohttp", "alembic", "fastapi", "jsonschema", "lxml", "onnxruntime", "openpyxl", "tesserocr", "uvicorn")
    }
