"""Updates on a stick."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from desktop.machine.signed import NotSigned, read_key
from desktop.machine.update import ABOUT, SIGNATURE, BadUpdate, check_update, pack_update
from desktop.machine.writing import AlreadyThere
from desktop.model.errors import QuaySoError

SETUP = b"MZ a setup" * 1000


@pytest.fixture
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


@pytest.fixture
def package(key: Ed25519PrivateKey, tmp_path: Path) -> Path:
    setup, secret, out = tmp_path / "QuaySo-0.2.0-setup.exe", tmp_path / "tinh.key", tmp_path / "goi.quayso-capnhat"
    setup.write_bytes(SETUP)
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    pack_update(setup, "0.2.0", secret, out)
    return out


def _again(package: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """Write the package anew, each member as `change` gives it."""
    with zipfile.ZipFile(package) as old:
        members = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(package, "w") as new:
        for name, data in members.items():
            changed = change(name, data)
            if changed is not None:
                new.writestr(name, changed)


def test_a_good_package(package: Path, key: Ed25519PrivateKey, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    update = check_update(package, key.public_key(), "0.1.0", out)
    assert (update.version, update.newer) == ("0.2.0", True)
    assert [(one.name, one.read_bytes()) for one in out.iterdir()] == [("QuaySo-0.2.0-setup.exe", SETUP)]
    assert not check_update(package, key.public_key(), "0.2.0").newer
    assert not check_update(package, key.public_key(), "0.10.0").newer


def test_another_provinces_package(package: Path) -> None:
    with pytest.raises(NotSigned):
        check_update(package, Ed25519PrivateKey.generate().public_key(), "0.1.0")


@pytest.mark.parametrize("member", [ABOUT, SIGNATURE, "QuaySo-0.2.0-setup.exe"])
@pytest.mark.parametrize("how", ["changed", "missing"])
def test_a_spoilt_package_leaves_nothing(
    member: str, how: str, package: Path, key: Ed25519PrivateKey, tmp_path: Path
) -> None:
    def spoil(name: str, data: bytes) -> bytes | None:
        if name != member:
            return data
        return bytes([data[0] ^ 1]) + data[1:] if how == "changed" else None

    _again(package, spoil)
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(QuaySoError):
        check_update(package, key.public_key(), "0.1.0", out)
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 nearly"])
def test_no_package_at_all(data: bytes, key: Ed25519PrivateKey, tmp_path: Path) -> None:
    file = tmp_path / "goi.quayso-capnhat"
    file.write_bytes(data)
    with pytest.raises(BadUpdate):
        check_update(file, key.public_key(), "0.1.0")


@pytest.mark.parametrize("name", ["..\\\\evil.exe", "C:evil.exe", "../evil.exe", "evil.txt"])
def test_a_signed_package_with_a_name_that_leads_elsewhere(name: str, key: Ed25519PrivateKey, tmp_path: Path) -> None:
    about = f'version = "1"\nsetup = "{name}"\nsha256 = "00"\n'.encode()
    file = tmp_path / "goi.quayso-capnhat"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(ABOUT, about)
        archive.writestr(SIGNATURE, key.sign(about))
    with pytest.raises(BadUpdate, match="tên bộ cài"):
        check_update(file, key.public_key(), "0.1.0", tmp_path)


def test_keys_of_other_kinds(tmp_path: Path) -> None:
    file = tmp_path / "key.pem"
    other = rsa.generate_private_key(65537, 2048)
    file.write_bytes(other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    with pytest.raises(NotSigned, match="Ed25519"):
        read_key(file)
    file.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(NotSigned, match="Ed25519"):
        pack_update(file, "1", file, tmp_path / "out")
    with pytest.raises(NotSigned):
        read_key(tmp_path / "none")
    good = Ed25519PrivateKey.generate().public_key()
    file.write_bytes(good.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    assert isinstance(read_key(file), Ed25519PublicKey)


def test_no_more_is_unpacked_than_was_signed(package: Path, key: Ed25519PrivateKey, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with zipfile.ZipFile(package) as old:
        about, signature = old.read(ABOUT), old.read(SIGNATURE)
    zeros = bytes(1 << 20)
    for kind, says in ((zipfile.ZIP_DEFLATED, None), (zipfile.ZIP_DEFLATED, len(SETUP)), (zipfile.ZIP_LZMA, None)):
        with zipfile.ZipFile(package, "w", kind) as bomb:
            bomb.writestr(ABOUT, about, zipfile.ZIP_STORED)
            bomb.writestr(SIGNATURE, signature, zipfile.ZIP_STORED)
            with bomb.open("QuaySo-0.2.0-setup.exe", "w") as packed:
                for _ in range(64):
                    packed.write(zeros)
            if says:
                bomb.getinfo("QuaySo-0.2.0-setup.exe").file_size = says
        assert package.stat().st_size < 1 << 20
        with pytest.raises(QuaySoError):
            check_update(package, key.public_key(), "0.1.0", out)
        assert list(out.iterdir()) == []


@pytest.mark.parametrize("size", ["", "size = 0\n", "size = true\n", "size = 1.5\n", 'size = "9"\n', "size = -1\n"])
def test_a_package_that_does_not_say_how_large_it_is(size: str, key: Ed25519PrivateKey, tmp_path: Path) -> None:
    about = f'version = "1"\nsetup = "a.exe"\nsha256 = "00"\n{size}'.encode()
    file = tmp_path / "goi.quayso-capnhat"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(ABOUT, about)
        archive.writestr(SIGNATURE, key.sign(about))
    with pytest.raises(BadUpdate, match="kích thước"):
        check_update(file, key.public_key(), "0.1.0", tmp_path)


def test_a_setup_that_stands_there_is_replaced_only_where_it_may_be(
    package: Path, key: Ed25519PrivateKey, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    there = out / "QuaySo-0.2.0-setup.exe"
    there.write_bytes(b"another")
    with pytest.raises(AlreadyThere):
        check_update(package, key.public_key(), "0.1.0", out)
    assert there.read_bytes() == b"another"
    check_update(package, key.public_key(), "0.1.0", out, replace=True)
    assert there.read_bytes() == SETUP
    with pytest.raises(AlreadyThere):
        pack_update(there, "0.2.0", tmp_path / "tinh.key", package)
