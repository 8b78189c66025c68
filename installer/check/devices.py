"""Devices that Wine has not got, stood in for by small DLLs: a vendor's token and a WIA scanner."""

from __future__ import annotations

import io
import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from PIL import Image

from desktop.document.file.pdf import PaperAbout, PdfPage, build_pdf
from desktop.machine.settings_file import FILE_NAME
from desktop.training import pki
from desktop.training.papers.pile import PaperSpec, write_pile
from installer.check.judge import judge
from installer.check.machine import Counter
from installer.check.report import Report

STANDIN = Path(__file__).with_name("standins")
TOKEN_PIN = "Dung-thu-1"  # noqa: S105 - of the stand-in
SERIAL = "STANDIN0001"
SCANNER_CLASS = "{51535741-0001-4001-8000-000000000001}"
SIDES = 10
STOPPED_AT = 3
CANCELLING = Path(__file__).with_name("cancelling.py")
# What the stand-in calls its trouble, and the code of the sentence that the clerk must read.
TROUBLES = {
    "jam 3": "jam",
    "empty": "no_paper",
    "cover 2": "cover_open",
    "busy": "scanner_busy",
    "gone 2": "device_gone",
}
X_RESOLUTION, HANDLING_SELECT, DATA_TYPE, DUPLEX, COLOUR = 6147, 3088, 4103, 4, 3


def vendor_token(report: Report, counter: Counter, folder: Path) -> None:
    """A batch signed through a PKCS#11 module as vendors build them for Windows."""
    module = counter.wine.drive / "vendor" / "token.dll"
    module.parent.mkdir()
    words: list[str | Path] = [
        "x86_64-w64-mingw32-gcc-posix",
        "-shared",
        "-O2",
        "-static",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-o",
        module,
    ]
    subprocess.run([*words, STANDIN / "token.c", "-lbcrypt"], check=True)
    roots = _make_keys(module.parent)
    there = {"QUAYSO_STANDIN_TOKEN": counter.wine.windows(module.parent)}
    data = folder / "token-data"
    data.mkdir()
    escaped = json.dumps(counter.wine.windows(module)), json.dumps(counter.wine.windows(roots))
    (data / "cau-hinh.toml").write_text(f"token_module = {escaped[0]}\ntrust_roots = [{escaped[1]}]\n", "utf-8")
    home = counter.home / "bin" / "quayso.exe"
    done = counter.wine.run(home, "tokens", "--data", data, "--json", environment=there)
    report.that("the vendor's token is seen", SERIAL in done.text, done.text)
    for number in range(3):
        pdf, signed = folder / f"{number}.pdf", folder / f"ky-{number}.pdf"
        _paper(pdf)
        asked: list[str | Path] = [
            "sign",
            pdf,
            "--out",
            signed,
            "--token",
            SERIAL,
            "--pin-stdin",
            "--data",
            data,
            "--json",
        ]
        process = counter.wine.start(home, *asked, environment=there)
        text, _ = process.communicate(f"{TOKEN_PIN}\n".encode(), timeout=300)
        if report.same(
            f"signed by the vendor's token, {number + 1} of 3", 0, process.returncode, text.decode(errors="replace")
        ):
            judge(report, signed)


def _make_keys(folder: Path) -> Path:
    """Key and certificate for the stand-in; gives the roots' file."""
    now = datetime.now(UTC)
    root = pki.authority("Gốc thử", now)
    issuing = pki.authority("Nhà cấp thử", now, root)
    holder = pki.holder("Trần Thị Thử", "Chuyên viên", "Xã Thử", issuing, now)
    (folder / "token.cer").write_bytes(holder.certificate.public_bytes(Encoding.DER))
    assert isinstance(holder.key, rsa.RSAPrivateKey)
    (folder / "token.key").write_bytes(_bcrypt_blob(holder.key))
    pki.write_roots(folder / "roots.pem", [root.certificate, issuing.certificate])
    return folder / "roots.pem"


def _bcrypt_blob(key: rsa.RSAPrivateKey) -> bytes:
    """A key as BCRYPT_RSAFULLPRIVATE_BLOB."""
    numbers = key.private_numbers()
    public = numbers.public_numbers
    size, half = key.key_size // 8, key.key_size // 16
    head = [b"RSA3", *(one.to_bytes(4, "little") for one in (key.key_size, 3, size, half, half))]
    parts = [(public.e, 3), (public.n, size), (numbers.p, half), (numbers.q, half)]
    parts += [(numbers.dmp1, half), (numbers.dmq1, half), (numbers.iqmp, half), (numbers.d, size)]
    return b"".join([*head, *(value.to_bytes(length, "big") for value, length in parts)])


def _paper(file: Path) -> None:
    page = io.BytesIO()
    Image.new("RGB", (1654, 2339), "white").save(page, "JPEG")
    about = PaperAbout(title="Trang thử", creator=pki.AGENCY, created=datetime.now(UTC))
    file.write_bytes(build_pdf([PdfPage(image=page.getvalue(), dpi=200)], about))


def wia_scanner(report: Report, counter: Counter, folder: Path) -> None:
    """A batch through Windows' own way to scanners, and every trouble it can tell of."""
    module = counter.wine.drive / "vendor" / "scanner.dll"
    words: list[str | Path] = ["x86_64-w64-mingw32-g++-posix", "-shared", "-O0", "-static", "-std=c++17", "-o", module]
    subprocess.run([*words, STANDIN / "scanner.cpp", "-lole32", "-loleaut32", "-luuid"], check=True)
    key = rf"HKLM\Software\Classes\CLSID\{SCANNER_CLASS}\InprocServer32"
    counter.wine.run("reg", "add", key, "/ve", "/d", module, "/f")
    counter.wine.run("reg", "add", key, "/v", "ThreadingModel", "/d", "Both", "/f")
    pages = folder / "sheets"
    write_pile(pages, [PaperSpec(kind="giay-phep", dpi=100)] * SIDES, "wia")
    for extra in sorted(pages.glob("*.jpg"))[SIDES:]:
        extra.unlink()
    there = {"QUAYSO_STANDIN_PAGES": counter.wine.windows(pages)}
    (folder / "wia-data").mkdir()
    (folder / "wia-data" / FILE_NAME).write_text(f'wia_manager = "{SCANNER_CLASS}"\n', "utf-8")
    program = counter.home / "bin" / "quayso.exe"
    done = counter.wine.run(program, "scanners", "--data", folder / "wia-data", "--json", environment=there)
    found = [one for one in done.json().get("scanners", []) if one["driver"] == "wia"] if "{" in done.text else []
    if not report.same("the WIA scanner is found", 1, len(found), done.text):
        return
    out = folder / "wia-out"
    scan: list[str | Path] = ["scan", "--device", found[0]["id"], "--source", "adf", "--duplex", "--dpi", "200"]
    scan += ["--data", folder / "wia-data", "--json", "--out"]
    done = counter.wine.run(program, *scan, out, environment=there)
    report.same("a batch through the feeder", 0, done.status, done.text)
    report.same("every side of it is there", SIDES, len(list(out.glob("*.jpg"))))
    settings = dict(line.split() for line in (pages / "settings.txt").read_text().splitlines())
    wanted = {str(X_RESOLUTION): "200", str(HANDLING_SELECT): str(DUPLEX), str(DATA_TYPE): str(COLOUR)}
    report.same("resolution, sides and colour were set", wanted, {name: settings.get(name) for name in wanted})
    _progress_and_cancel(report, counter, found[0]["id"], pages, there)
    for fault, code in TROUBLES.items():
        # A folder of its own: nothing is written over what an earlier scan left.
        kept = folder / f"wia-out-{code}"
        done = counter.wine.run(program, *scan, kept, environment={**there, "QUAYSO_STANDIN_FAULT": fault})
        said = done.json().get("error", {}).get("code") if "{" in done.text else done.text
        report.same(f"told by its own sentence: {fault}", code, said, done.text)


def _progress_and_cancel(report: Report, counter: Counter, device: str, pages: Path, there: dict[str, str]) -> None:
    """How far each picture has come is told, and a batch stops in the middle because the scanner was asked to."""

    def batch(stop_at: int, pace_ms: int) -> dict[str, Any]:
        environment = {**there, "QUAYSO_STANDIN_PACE_MS": str(pace_ms)}
        python = counter.home / "python" / "python.exe"
        done = counter.wine.run(
            python, "-X", "utf8", CANCELLING, device, str(stop_at), SCANNER_CLASS, environment=environment
        )
        return done.json() if "{" in done.text else {"text": done.text}

    told = batch(0, 50)
    seen = told.get("seen", [])
    every = [[page, percent] for page in range(1, SIDES + 1) for percent in (25, 50, 75, 100)]
    report.that("progress is told, quarter by quarter", seen == every and told["sides"] == SIDES, told)
    told = batch(STOPPED_AT, 200)
    report.that("a batch is cancelled", told.get("cancelled") and STOPPED_AT - 1 <= told["sides"] < SIDES, told)
    stopped = pages / "stopped.txt"
    page = int(stopped.read_text()) if stopped.exists() else 0
    report.that("the scanner itself was asked to stop, and did", STOPPED_AT <= page < SIDES, told)
    report.note(f"stopped at page {page}, {told.get('took_s') or 0:.2f} s after it was asked")
