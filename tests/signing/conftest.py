"""SoftHSM2 tokens, an invented authority and small PDF/A files; every test has copies of its own."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from PIL import Image, ImageDraw

from desktop.document.file.pdf import PaperAbout, PdfPage, build_pdf
from desktop.signing.appearance.stamp import Stamp
from desktop.signing.pades import SignatureRequest
from desktop.signing.tokens.client import TokenHost
from desktop.training import pki
from desktop.training.software_token import SoftwareToken, make_software_token

NOW = datetime.now(UTC).replace(microsecond=0)
PIN = "Mat-khau-8"
OFFICIAL = "Trần Thị Thử Nghiệm"
MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
)

# Runs apart: a process keeps the one SoftHSM configuration that it started with.
_FILL = """
import json, sys, pkcs11
from pkcs11 import Attribute as A
from pkcs11.util import ec, rsa, x509
given = json.load(sys.stdin)
lib = pkcs11.lib(given["module"])
serials = {}
for label, held in given["tokens"].items():
    token = lib.get_token(token_label=label)
    serials[label] = token.serial.decode().strip()
    with token.open(rw=True, user_pin=given["pin"]) as session:
        for at, one in enumerate(held):
            mark = {A.ID: bytes([at + 1]), A.LABEL: one["name"], A.TOKEN: True}
            decode = rsa.decode_rsa_private_key if one["kind"] == "rsa" else ec.decode_ec_private_key
            key = decode(bytes.fromhex(one["key"]))
            session.create_object({**key, **mark, A.PRIVATE: True, A.SENSITIVE: True, A.SIGN: True})
            certificate = x509.decode_x509_certificate(bytes.fromhex(one["certificate"]))
            session.create_object({**certificate, **mark})
print(json.dumps(serials))
"""


@dataclass(frozen=True)
class Hsm:
    """Two SoftHSM2 tokens; certificates by the name of their key."""

    module: Path
    serials: dict[str, str]
    certificates: dict[str, x509.Certificate]
    trusted: list[x509.Certificate]
    folder: Path

    def sha256(self, name: str) -> str:
        return self.certificates[name].fingerprint(hashes.SHA256()).hex()


def _der(key: Any) -> str:
    form = serialization.PrivateFormat.TraditionalOpenSSL
    return key.private_bytes(serialization.Encoding.DER, form, serialization.NoEncryption()).hex()


@pytest.fixture(scope="session")
def softhsm_module() -> Path:
    for place in MODULES:
        if Path(place).exists():
            return Path(place)
    pytest.skip("SoftHSM2 is not installed")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, softhsm_module: Path) -> Hsm:
    folder = tmp_path_factory.mktemp("softhsm")
    environment = _configure(folder)
    root = pki.authority("Gốc thử nghiệm", NOW)
    issuing = pki.authority("Nhà cấp thử nghiệm", NOW, root)
    rsa_key = pki.new_key()
    keys: dict[str, Any] = {
        "rsa2048": rsa_key,
        "rsa3072": rsa.generate_private_key(public_exponent=65537, key_size=3072),
        "ec256": ec.generate_private_key(ec.SECP256R1()),
        "expired": rsa_key,
        "future": rsa_key,
        "authority": rsa_key,
        "encipher": rsa_key,
        "weak": rsa.generate_private_key(public_exponent=65537, key_size=1024),
        "other": rsa_key,
    }
    spans = {
        "expired": (timedelta(days=-30), timedelta(days=-1)),
        "future": (timedelta(days=1), timedelta(days=9)),
    }
    two_years = (timedelta(days=-1), timedelta(days=730))
    certificates = {
        name: pki.issue(
            key.public_key(),
            pki.name(OFFICIAL, title="Công chức", organisation="Ủy ban nhân dân xã Thử"),
            issuing,
            NOW,
            valid=spans.get(name, two_years),
            is_authority=name == "authority",
            may_sign=name != "encipher",
        )
        for name, key in keys.items()
    }
    held = {"Token A": [name for name in keys if name != "other"], "Token B": ["other"]}
    for label in held:
        words = ["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "12345678"]
        subprocess.run(words, env=environment, check=True, capture_output=True)
    given = {
        "module": str(softhsm_module),
        "pin": PIN,
        "tokens": {
            label: [
                {
                    "name": name,
                    "kind": "ec" if name == "ec256" else "rsa",
                    "key": _der(keys[name]),
                    "certificate": certificates[name].public_bytes(serialization.Encoding.DER).hex(),
                }
                for name in names
            ]
            for label, names in held.items()
        },
    }
    words = [sys.executable, "-c", _FILL]
    done = subprocess.run(words, env=environment, input=json.dumps(given).encode(), check=True, capture_output=True)
    trusted = [root.certificate, issuing.certificate]
    return Hsm(softhsm_module, json.loads(done.stdout), certificates, trusted, folder)


def _configure(folder: Path) -> dict[str, str]:
    (folder / "tokens").mkdir(exist_ok=True)
    text = f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n"
    (folder / "softhsm2.conf").write_text(text)
    return {**os.environ, "SOFTHSM2_CONF": str(folder / "softhsm2.conf")}


@pytest.fixture
def hsm(filled: Hsm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hsm:
    """The tokens, in a copy that this test may spoil."""
    folder = tmp_path / "softhsm"
    shutil.copytree(filled.folder, folder)
    monkeypatch.setenv("SOFTHSM2_CONF", _configure(folder)["SOFTHSM2_CONF"])
    return Hsm(filled.module, filled.serials, filled.certificates, filled.trusted, folder)


@pytest.fixture
def host(hsm: Hsm) -> Iterator[TokenHost]:
    one = TokenHost(module=hsm.module)
    yield one
    one.close()


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A module in front of SoftHSM2 that misbehaves as `SHIM_MODE` says."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not compiler:
        pytest.skip("no C compiler")
    module = tmp_path_factory.mktemp("shim") / "shim.so"
    source = Path(__file__).with_name("shim.c")
    words = [compiler, "-std=gnu99", "-shared", "-fPIC", "-O1", "-o", str(module), str(source), "-ldl"]
    subprocess.run(words, check=True)
    return module


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> SoftwareToken:
    data = tmp_path_factory.mktemp("training")
    (data / "TRAINING").touch()
    return make_software_token(data, NOW)


@pytest.fixture
def training(made: SoftwareToken, tmp_path: Path) -> SoftwareToken:
    """A software token in a training folder, in a copy that this test may spoil."""
    data = tmp_path / "training"
    shutil.copytree(made.roots.parent, data)
    return replace(made, folder=data / made.folder.name, roots=data / made.roots.name)


@pytest.fixture
def soft_host(training: SoftwareToken) -> Iterator[TokenHost]:
    one = TokenHost(software=training.folder)
    yield one
    one.close()


@pytest.fixture(scope="session")
def paper() -> bytes:
    """A PDF/A-2b of two pages with a title at the top of the first."""
    return make_paper()


def make_paper() -> bytes:
    pages = []
    for text in ("GIAY KHAI SINH", "TRANG 2"):
        image = Image.new("RGB", (1654, 2339), (250, 248, 240))
        ImageDraw.Draw(image).text((300, 400), text, fill=(20, 20, 20))
        out = io.BytesIO()
        image.save(out, "JPEG", quality=60)
        pages.append(PdfPage(image=out.getvalue(), dpi=200))
    return build_pdf(pages, PaperAbout(title="Giấy khai sinh", creator="Quầy Số", created=NOW))


@pytest.fixture
def request_for(hsm: Hsm) -> Callable[..., SignatureRequest]:
    """How the tests sign: `request_for(role=, stamp=)`."""

    def make(role: str = "official", *, stamp: bool = True, **more: Any) -> SignatureRequest:
        shown = Stamp(
            agency="Ủy ban nhân dân xã Bến Thử",
            signed_at=NOW,
            form="SAO Y",
            signer=OFFICIAL if role == "official" else "",
            title="Công chức Tư pháp - Hộ tịch" if role == "official" else "",
        )
        given: dict[str, Any] = {"role": role, "signed_at": NOW, "trusted": hsm.trusted}
        return SignatureRequest(**{**given, "stamp": shown if stamp else None, **more})

    return make
