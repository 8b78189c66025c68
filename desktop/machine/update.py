"""Updates that come on a stick: one file with the setup in it, signed by the province; nothing is downloaded (R67).

A `.quayso-capnhat` is a ZIP of three members: `cap-nhat.toml` (version, name, size and SHA-256 of the setup), its
Ed25519 signature `cap-nhat.toml.sig`, and the setup itself. It is believed by the key that the administrator put on
this PC with the province's settings (`provision`). Installing it is the administrator's: a clerk may look, not change.
"""

from __future__ import annotations

import hashlib
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from packaging.version import InvalidVersion, Version

from desktop.machine.signed import LIMIT_BYTES, NotSigned, verify
from desktop.machine.writing import written_aside
from desktop.model.errors import Refusal

ABOUT, SIGNATURE = "cap-nhat.toml", "cap-nhat.toml.sig"
_CHUNK = 1 << 20
_ABOUT = 'version = "{version}"\nsetup = "{setup}"\nsize = {size}\nsha256 = "{sha256}"\n'
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""The compressions that Python unpacks piece by piece."""


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
        size: of the setup file, bytes.
        sha256: of the setup file, hex.
    """

    version: str
    newer: bool
    setup: str
    size: int
    sha256: str


def pack_update(setup: Path, version: str, key: Path, out: Path, *, replace: bool = False) -> None:
    """Make a package; for the province, with its private key (PEM, Ed25519).

    Raises:
        NotSigned: the key cannot be read or is of another kind.
        BadUpdate: no such version, or the setup cannot be read.
        AlreadyThere, NoPlaceForFile, CannotWrite: the package may not go there.
    """
    try:
        private = load_pem_private_key(key.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise NotSigned(key.name, reason="không đọc được khoá ký", cause=str(error)) from None
    if not isinstance(private, Ed25519PrivateKey):
        raise NotSigned(key.name, reason="khoá ký không phải loại Ed25519")
    try:
        number, packed = Version(version), setup.open("rb")
    except (InvalidVersion, OSError) as error:
        raise BadUpdate(setup.name, reason="không đọc được bộ cài hoặc số phiên bản", cause=repr(error)) from None
    with packed, written_aside(out, replace=replace) as file, zipfile.ZipFile(file, "w") as archive:
        # What is packed is what is hashed: it is read once.
        digest, size = hashlib.sha256(), 0
        with archive.open(zipfile.ZipInfo.from_file(setup, setup.name), "w", force_zip64=True) as into:
            while chunk := packed.read(_CHUNK):
                digest.update(chunk)
                size += into.write(chunk)
        about = _ABOUT.format(version=number, setup=setup.name, size=size, sha256=digest.hexdigest()).encode()
        _read(about, setup.name, str(number))
        archive.writestr(ABOUT, about)
        archive.writestr(SIGNATURE, private.sign(about))


def check_update(
    file: Path, key: Ed25519PublicKey, running: str, out: Path | None = None, *, replace: bool = False
) -> Update:
    """See whether a package is what the province has signed; take the setup out of it where `out` is given.

    Args:
        file: the package.
        key: the province's public key.
        running: version of this program.
        out: folder for the setup; it is there afterwards only if its hash holds.
        replace: whether a setup that stands there may be replaced.

    Raises:
        NotSigned: signature or hash does not hold.
        BadUpdate: no such package, or its description makes no sense.
        AlreadyThere, NoPlaceForFile, CannotWrite: the setup may not go there.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            about = verify(_small(archive, ABOUT), _small(archive, SIGNATURE), key, file.name)
            update = _read(about, file.name, running)
            _require_packed_plainly(archive, update, file.name)
            if out is None:
                _copy(archive, update, file.name, None)
            else:
                with written_aside(out / update.setup, replace=replace) as kept:
                    _copy(archive, update, file.name, kept)
            return update
    except (OSError, KeyError, zipfile.BadZipFile, EOFError, RuntimeError) as error:
        raise BadUpdate(file.name, reason="không mở được gói", cause=repr(error)) from None


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    about = archive.getinfo(name)
    if about.file_size > LIMIT_BYTES or about.compress_type not in _PACKINGS:
        raise BadUpdate(name, reason="phần mô tả quá lớn hoặc nén lạ")
    return archive.read(name)


def _read(about: bytes, name: str, running: str) -> Update:
    try:
        data: dict[str, Any] = tomllib.loads(about.decode("utf-8"))
        version, setup, sha256 = str(data["version"]), str(data["setup"]), str(data["sha256"])
        newer = Version(version) > Version(running)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, ValueError) as error:
        raise BadUpdate(name, reason="phần mô tả sai", cause=repr(error)) from None
    if Path(setup).name != setup or "\\" in setup or ":" in setup or not setup.endswith(".exe"):
        raise BadUpdate(name, reason="tên bộ cài không được phép")
    size = data.get("size")
    if type(size) is not int or size < 1:
        raise BadUpdate(name, reason="phần mô tả không ghi kích thước bộ cài")
    return Update(version=version, newer=newer, setup=setup, size=size, sha256=sha256)


def _require_packed_plainly(archive: zipfile.ZipFile, update: Update, name: str) -> None:
    packed = archive.getinfo(update.setup)
    if packed.file_size != update.size or packed.compress_type not in _PACKINGS:
        raise NotSigned(name, reason="bộ cài trong gói khác với bộ cài tỉnh đã ký")


def _copy(archive: zipfile.ZipFile, update: Update, name: str, kept: IO[bytes] | None) -> None:
    """Hash the setup, never more of it than was signed, and keep what was hashed."""
    digest, left = hashlib.sha256(), update.size
    with archive.open(update.setup) as packed:
        while left and (chunk := packed.read(min(left, _CHUNK))):
            left -= len(chunk)
            digest.update(chunk)
            if kept:
                kept.write(chunk)
    if left or digest.hexdigest() != update.sha256:
        raise NotSigned(name, reason="bộ cài trong gói khác với bộ cài tỉnh đã ký")
