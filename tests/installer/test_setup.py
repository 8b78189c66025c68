"""The setup file of a very small bundle: the same twice, signed, and what a change does to it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from installer.build.icon import write_icon
from installer.build.runtime import unasked
from installer.build.setup import SetupPlan, make_setup, settle_times
from tests.installer.conftest import need

EPOCH = 1_700_000_000

pytestmark = need("nsis")


def _plan(folder: Path, signer: Path | None = None) -> SetupPlan:
    stage, work = folder / "stage", folder / "work"
    for name in ("QuaySo.exe", "app/có dấu.txt", "python/b.dll", "python/a.dll"):
        (stage / name).parent.mkdir(parents=True, exist_ok=True)
        (stage / name).write_text(name)
    work.mkdir()
    write_icon(work / "quayso.ico")
    settle_times(stage, EPOCH)
    return SetupPlan(
        stage=stage, work=work, out=folder / "out", version="1.2.3", compression="zlib", epoch=EPOCH, signer=signer
    )


def test_the_same_bundle_gives_the_same_file(tmp_path: Path) -> None:
    files = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        files.append(make_setup(_plan(tmp_path / name)).read_bytes())
    assert files[0] == files[1]
    assert len(files[0]) > 50_000


def _signer(folder: Path) -> tuple[Path, Path]:
    """A test authority with a code signing certificate: a program that signs with it, and the authority's file."""
    script = f"""
set -e
cd {folder}
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 -subj "/CN=Test authority" 2>/dev/null
openssl req -newkey rsa:2048 -nodes -keyout cs.key -out cs.csr -subj "/CN=Test publisher" 2>/dev/null
printf 'extendedKeyUsage=codeSigning\\n' > cs.ext
openssl x509 -req -in cs.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile cs.ext -out cs.pem 2>/dev/null
"""
    subprocess.run(["bash", "-c", script], check=True)
    signer = folder / "sign"
    words = f"osslsigncode sign -h sha256 -certs {folder}/cs.pem -key {folder}/cs.key"
    signer.write_text(f'#!/bin/sh\n{words} -in "$1" -out "$1.signed" >/dev/null && mv "$1.signed" "$1"\n')
    signer.chmod(0o755)
    return signer, folder / "ca.pem"


def _verified(file: Path, authority: Path) -> bool:
    trusted = ("-CAfile", str(authority), "-TSA-CAfile", str(authority))
    words = ["osslsigncode", "verify", *unasked(), *trusted, "-in", str(file)]
    return subprocess.run(words, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"}).returncode == 0


@need("signing")
def test_a_signed_setup_and_a_changed_one(tmp_path: Path) -> None:
    signer, authority = _signer(tmp_path)
    setup = make_setup(_plan(tmp_path, signer))
    assert _verified(setup, authority)
    with setup.open("r+b") as file:
        file.seek(setup.stat().st_size // 2)
        file.write(b"XYZ")
    assert not _verified(setup, authority)
