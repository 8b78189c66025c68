"""Updates that come on a stick: one file with the setup in it, signed by the province; nothing is downloaded (R67).

A `.quayso-capnhat` is a ZIP of three members: `cap-nhat.toml` (version, name and SHA-256 of the setup), its Ed25519
signature `cap-nhat.toml.sig`, and the setup itself. It is believed by the key that the administrator put on this PC
with the province's settings (`provision`). Installing it is the administrator's: a clerk may look, not change.
"""

from __future__ import annotations

import hashlib
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from packaging.version import InvalidVersion, Version

from desktop.machine.signed import LIMIT_BYTES, NotSigned, verify
from desktop.model.errors import Refusal

SUFFIX = ".quayso-capnhat"
ABOUT, SIGNATURE = "cap-nhat.toml", "cap-nhat.toml.sig"
_CHUNK = 1 << 20


class BadUpdate(Refusal):
    """The package is signed, and yet is no update for this program."""

    code = "bad_update"
    sentence = "Gói cập nhật «{subject}» không dùng được: {reason}."
    advice = "Lấy lại gói cập nhật từ tỉnh."


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What a package brings.

    Attributes:
        version: of the program in it.
        newer: whether that is newer than this program.
        setup: name of the setup file.
        sha256: of the setup file, hex.
    """

    version: str
    newer: bool
    setup: str
    sha256: str


def pack_update(setup: Path, version: str, key: Path, out: Path) -> None:
    """Make a package; for the province, with its private key (PEM, Ed25519).

    Raises:
        NotSigned: the key cannot be read or is of another kind.
    """
    try:
        private = load_pem_private_key(key.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise NotSigned(key.name, reason="không đọc được khoá ký", cause=str(error)) from None
    if not isinstance(private, Ed25519PrivateKey):
        raise NotSigned(key.name, reason="khoá ký không phải loại Ed25519")
    with setup.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    about = f'version = "{Version(version)}"\nsetup = "{setup.name}"\nsha256 = "{sha256}"\n'.encode()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(ABOUT, about)
        archive.writestr(SIGNATURE, private.sign(about))
        archive.write(setup, setup.name)


def check_update(file: Path, key: Ed25519PublicKey, running: str, out: Path | None = None) -> Update:
    """See whether a package is what the province has signed; take the setup out of it where `out` is given.

    Args:
        file: the package.
        key: the province's public key.
        running: version of this program.
        out: folder for the setup; it is there afterwards only if its hash holds.

    Raises:
        NotSigned: signature or hash does not hold.
        BadUpdate: no such package, or its description makes no sense.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            about = verify(_small(archive, ABOUT), _small(archive, SIGNATURE), key, file.name)
            update = _read(about, file.name, running)
            _take_out(archive, update, file.name, out)
            return update
    except (OSError, KeyError, zipfile.BadZipFile, EOFError, RuntimeError) as error:
        raise BadUpdate(file.name, reason="không mở được gói", cause=repr(error)) from None


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > LIMIT_BYTES:
        raise BadUpdate(name, reason="phần mô tả quá lớn")
    return archive.read(name)


def _read(about: bytes, name: str, running: str) -> Update:
    try:
        data: dict[str, Any] = tomllib.loads(about.decode("utf-8"))
        version, setup, sha256 = str(data["version"]), str(data["setup"]), str(data["sha256"])
        newer = Version(version) > Version(running)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, InvalidVersion) as error:
        raise BadUpdate(name, reason="phần mô tả sai", cause=repr(error)) from None
    if Path(setup).name != setup or "\\" in setup or ":" in setup or not setup.endswith(".exe"):
        raise BadUpdate(name, reason="tên bộ cài không được phép")
    return Update(version=version, newer=newer, setup=setup, sha256=sha256)


def _take_out(archive: zipfile.ZipFile, update: Update, name: str, out: Path | None) -> None:
    """Hash the setup, and keep what was hashed."""
    part = out / f"{update.setup}.part" if out else None
    digest = hashlib.sha256()
    try:
        with archive.open(update.setup) as packed:
            kept = part.open("wb") if part else None
            try:
                while chunk := packed.read(_CHUNK):
                    digest.update(chunk)
                    if kept:
                        kept.write(chunk)
            finally:
                if kept:
                    kept.close()
        if digest.hexdigest() != update.sha256:
            raise NotSigned(name, reason="bộ cài trong gói khác với bộ cài tỉnh đã ký")
        if part and out:
            part.replace(out / update.setup)
    finally:
        if part:
            part.unlink(missing_ok=True)
