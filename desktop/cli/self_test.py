"""Whether this installation works, without a device, a line or a look at anybody's data.

Every native module is imported in a process of its own (in one process the first one's DLLs would hide what the next
one lacks), then one invented page goes the whole way: read, PDF/A, signature, store.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from cryptography.x509 import Certificate

from desktop.document.file.pdf import PaperAbout, PdfPage, build_pdf
from desktop.machine.child import interpreter
from desktop.machine.clock import SystemClock
from desktop.machine.folders import folders, resources
from desktop.machine.installed import altered, bundle
from desktop.machine.secrets import TrainingSecrets
from desktop.model.errors import QuaySoError
from desktop.page.models import model_report
from desktop.page.workers import PageWorkers
from desktop.signing.authorities.trust import read_trusted
from desktop.signing.pades import SignatureRequest, sign_pdf
from desktop.signing.tokens.client import TokenHost, open_key
from desktop.signing.verify import Word, verify_pdf
from desktop.store import contents
from desktop.store.file import Store
from desktop.store.folder import mark_folder
from desktop.training import pki
from desktop.training.papers.pile import PaperSpec, write_pile
from desktop.training.software_token import make_software_token

# One at least for every package that brings native code; the build stops where the bundle has another.
NATIVE_MODULES = (
    "PySide6.QtWidgets", "PySide6.QtSvg", "PySide6.QtPrintSupport", "PIL.Image", "PIL.ImageFont", "_cffi_backend",
    "aiohttp", "charset_normalizer", "cryptography.hazmat.bindings._rust", "cv2", "fontTools.misc.bezierTools",
    "frozenlist", "lxml.etree", "markupsafe", "multidict", "numpy.linalg", "onnxruntime", "pikepdf", "pkcs11",
    "propcache", "psutil", "pydantic_core", "pypdfium2_raw", "rapidfuzz.fuzz", "rpds", "shiboken6", "sqlalchemy.engine",
    "sqlcipher3.dbapi2", "ssl", "tesserocr", "uharfbuzz", "yarl", "zeroconf", "zxingcpp",
)  # fmt: skip
# Of these, what may be missing outside the bundle: Tesseract reads as a program then.
_SPARED = {"tesserocr"}
_TOLD = """
import sys
try:
    exec({code!r})
except BaseException as error:
    open(sys.argv[-1], "w", encoding="utf-8").write(repr(error))
    sys.exit(1)
"""
# What a package loads only when it is asked for: in one process, so that it takes seconds and not minutes.
_EVERY_ONE = """
import importlib, pathlib, sys
place, broken = pathlib.Path(sys.argv[1]), []
for file in sorted(place.rglob("*.pyd")):
    parts = file.relative_to(place).parts
    name = ".".join((*parts[:-1], parts[-1].partition(".")[0]))
    try:
        # cv2 loads its only one itself, and will not have it loaded twice.
        importlib.import_module("cv2" if name == "cv2.cv2" else name)
    except Exception as error:
        broken.append(f"{name}: {error!r}")
assert not broken, broken
"""
_TRANSLATED = """
import sys
from PySide6.QtCore import QCoreApplication, QTranslator
application, words = QCoreApplication([]), QTranslator()
assert words.load(sys.argv[1]), "does not load"
application.installTranslator(words)
assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Bỏ qua", "does not speak"
"""
PAGE = PaperSpec(kind="giay-phep")
TITLE = "GIẤY PHÉP"
IMPORT_S = 120.0
PAGE_S = 300.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried.

    Attributes:
        name: what.
        trouble: what is wrong, for the help desk; empty where it works.
    """

    name: str
    trouble: str = ""


def self_test() -> Iterator[Finding]:
    """Try everything, one after the other."""
    root = bundle()
    if root:
        yield Finding("files as built", ", ".join(altered(root)[:5]))
    for name, found, _ in model_report():
        yield Finding(name, "" if found else "missing")
    for module in NATIVE_MODULES:
        if root is None and module in _SPARED and find_spec(module) is None:
            continue
        yield Finding(f"import {module}", _in_own_process(f"import {module}"))
    if root:
        libraries = root / "python" / "Lib" / "site-packages"
        yield Finding("every native module", _in_own_process(_EVERY_ONE, str(libraries)))
    yield Finding("Vietnamese words", _in_own_process(_TRANSLATED, str(resources() / "i18n" / "vi.qm")))
    yield Finding("one page: read, PDF/A, signature, store", _guarded(_one_page))


def _in_own_process(code: str, *words: str) -> str:
    """Why the code does not run; empty where it does.

    The reason comes in a file: a pipe would stay open for as long as anything that the library has started lives.
    """
    with tempfile.TemporaryDirectory(prefix="quayso-self-test-", ignore_cleanup_errors=True) as folder:
        reason = Path(folder) / "reason.txt"
        try:
            done = subprocess.run(
                [interpreter(), "-X", "utf8", "-c", _TOLD.format(code=code), *words, str(reason)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=IMPORT_S,
                check=False,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except subprocess.TimeoutExpired:
            return f"no end after {IMPORT_S:.0f} s"
        if done.returncode == 0:
            return ""
        return reason.read_text("utf-8") if reason.exists() else f"exit status {done.returncode}"


def _guarded(look: Callable[[], str]) -> str:
    try:
        return look()
    except QuaySoError as trouble:
        return f"{trouble.message} ({trouble.cause})"


def _one_page() -> str:
    """What went wrong on the way; empty where all went well."""
    # A virus scanner may still hold a file of it when it is to be removed.
    with tempfile.TemporaryDirectory(prefix="quayso-self-test-", ignore_cleanup_errors=True) as temporary:
        place = folders(Path(temporary) / "data", training=True)
        mark_folder(place, training=True)
        write_pile(place.data / "pile", [PAGE], "self-test")
        image = (place.data / "pile" / "001-front.jpg").read_bytes()
        workers = PageWorkers(1)
        try:
            done = workers.submit(image, PAGE.dpi).result(PAGE_S)
        finally:
            workers.close()
        reading = done.facts.reading
        if reading is None or TITLE not in reading.text.upper():
            return "the page was not read"
        about = PaperAbout(title="Trang thử", creator=pki.AGENCY, created=SystemClock().now())
        pdf = build_pdf([PdfPage(image=done.clean_jpeg, dpi=PAGE.dpi, reading=reading)], about)
        token = make_software_token(place.data, SystemClock().now())
        trusted = read_trusted([token.roots])
        host = TokenHost(software=token.folder)
        try:
            with open_key(host, token.serial, token.official_sha256, bytearray(pki.PIN.encode())) as session:
                how = SignatureRequest(role="official", signed_at=SystemClock().now(), trusted=trusted)
                signed = sign_pdf(pdf, session, how)
        finally:
            host.close()
        return _stored(place.data, signed.pdf) or _verified(signed.pdf, trusted)


def _stored(data: Path, pdf: bytes) -> str:
    place = folders(data, training=True)
    secrets = TrainingSecrets(place)
    for _ in range(2):
        # Twice: the second time it is opened with the key that was kept.
        store = Store(place, secrets, training=True)
        try:
            with store.writing() as tx:
                sha256 = contents.keep(tx, pdf)
            with store.reading() as tx:
                same = contents.fetch(tx, sha256) == pdf
        finally:
            store.close()
        if not same:
            return "the store gave back something else"
    return "" if pdf not in place.store.read_bytes() else "the store is not encrypted"


def _verified(pdf: bytes, trusted: Sequence[Certificate]) -> str:
    verdict = verify_pdf(pdf, trusted)
    return "" if verdict.word is Word.VALID else f"signature {verdict.word}"
