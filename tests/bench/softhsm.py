"""A SoftHSM2 token with one RSA 2048 key, and what its module alone signs in a second."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from desktop.training import pki

MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
)
SIGNATURES = 300

# Run apart: a process keeps the one SoftHSM configuration that it started with.
_FILL = """
import json, sys, pkcs11
from pkcs11 import Attribute as A
from pkcs11.util import rsa, x509
given = json.load(sys.stdin)
token = pkcs11.lib(given["module"]).get_token(token_label="Bench")
with token.open(rw=True, user_pin=given["pin"]) as session:
    mark = {A.ID: b"1", A.LABEL: "bench", A.TOKEN: True}
    key = rsa.decode_rsa_private_key(bytes.fromhex(given["key"]))
    session.create_object({**key, **mark, A.PRIVATE: True, A.SENSITIVE: True, A.SIGN: True})
    session.create_object({**x509.decode_x509_certificate(bytes.fromhex(given["certificate"])), **mark})
print(json.dumps(token.serial.decode().strip()))
"""
_SIGN = """
import json, sys, time, pkcs11
given = json.load(sys.stdin)
with pkcs11.lib(given["module"]).get_token(token_label="Bench").open(user_pin=given["pin"]) as session:
    key = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label="bench")
    key.sign(b"warm", mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS)
    begun = time.perf_counter()
    for at in range(given["count"]):
        key.sign(at.to_bytes(32, "big"), mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS)
    print(json.dumps(given["count"] / (time.perf_counter() - begun)))
"""


@dataclass(frozen=True)
class SoftHsm:
    """The token.

    Attributes:
        module: SoftHSM2's.
        configuration: value of `SOFTHSM2_CONF`.
        serial: of the token.
        certificate_sha256: of its one certificate.
        trusted: the authorities above it.
        pin: of the token.
    """

    module: Path
    configuration: str
    serial: str
    certificate_sha256: str
    trusted: list[x509.Certificate]
    pin: str

    @classmethod
    def made(cls, folder: Path) -> SoftHsm:
        """A new token in a folder."""
        module = next(Path(place) for place in MODULES if Path(place).exists())
        (folder / "tokens").mkdir()
        configuration = folder / "softhsm2.conf"
        configuration.write_text(
            f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n"
        )
        words = [
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            "Bench",
            "--pin",
            pki.PIN,
            "--so-pin",
            "12345678",
        ]
        environment = {**os.environ, "SOFTHSM2_CONF": str(configuration)}
        subprocess.run(words, env=environment, check=True, stdout=subprocess.DEVNULL)
        made = pki.make_pki(datetime.now(UTC))
        form = serialization.PrivateFormat.TraditionalOpenSSL
        assert made.official.key
        key = made.official.key.private_bytes(serialization.Encoding.DER, form, serialization.NoEncryption())
        certificate = made.official.certificate
        given = {"key": key.hex(), "certificate": certificate.public_bytes(serialization.Encoding.DER).hex()}
        serial = str(_ask(_FILL, module, str(configuration), **given))
        sha256 = certificate.fingerprint(hashes.SHA256()).hex()
        return cls(
            module, str(configuration), serial, sha256, [made.root.certificate, made.issuing.certificate], pki.PIN
        )

    def signatures_a_second(self) -> float:
        """What the module signs with nothing around it, one after the other."""
        return float(str(_ask(_SIGN, self.module, self.configuration, count=SIGNATURES)))


def _ask(script: str, module: Path, configuration: str, **given: object) -> object:
    environment = {**os.environ, "SOFTHSM2_CONF": configuration}
    asked = json.dumps({"module": str(module), "pin": pki.PIN, **given}).encode()
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, input=asked, check=True, stdout=subprocess.PIPE
    )
    return json.loads(done.stdout)
