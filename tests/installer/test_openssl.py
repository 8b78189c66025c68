"""OpenSSL in the place of CPython's own: pinned, signed, cared for, and with all that CPython asks for."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from installer.build.openssl import FORWARDERS, make_forwarder, put_openssl
from installer.build.program_file import exported, imported
from installer.build.runtime import read_pins, verify_signatures
from installer.build.tools import BuildBroken, make_dll
from tests.installer.conftest import need

EXPORT = "__declspec(dllexport)"


def _dll(folder: Path, name: str, source: str, *others: Path) -> Path:
    code = folder / "code.c"
    code.write_text(source)
    make_dll(folder / name, code, *others)
    code.unlink()
    return folder / name


@pytest.fixture
def target(tmp_path: Path) -> Path:
    source = f"{EXPORT} int SSL_new(void) {{ return 7; }} {EXPORT} int BIO_new_fp(void) {{ return 7; }}"
    return _dll(tmp_path, "libssl-3-x64.dll", source)


@need("compiler")
def test_what_a_program_file_gives_to_others(target: Path) -> None:
    assert exported(target) == {"SSL_new", "BIO_new_fp"}


@need("compiler")
def test_a_forwarder_passes_on_what_is_asked_and_refuses_what_takes_open_files(target: Path, tmp_path: Path) -> None:
    forwarder = tmp_path / "libssl-3.dll"
    forwarder.write_bytes(b"CPython's own")
    make_forwarder(forwarder, target, {"SSL_new", "BIO_new_fp"}, tmp_path)
    assert exported(forwarder) == {"SSL_new", "BIO_new_fp"}
    assert imported(forwarder) == {}
    said = subprocess.run(
        ["x86_64-w64-mingw32-objdump", "-p", forwarder], capture_output=True, text=True, check=True
    ).stdout
    assert "Forwarder RVA -- libssl-3-x64.SSL_new" in said
    assert "libssl-3-x64.BIO_new_fp" not in said
    first = forwarder.read_bytes()
    make_forwarder(forwarder, target, {"BIO_new_fp", "SSL_new"}, tmp_path)
    assert forwarder.read_bytes() == first


@need("compiler")
@pytest.mark.parametrize("asked", [{"SSL_new", "SSL_of_tomorrow"}, set()])
def test_an_openssl_that_lacks_a_function_stops_the_build(asked: set[str], target: Path, tmp_path: Path) -> None:
    with pytest.raises(BuildBroken, match="has not what CPython asks for"):
        make_forwarder(tmp_path / "libssl-3.dll", target, asked, tmp_path)


@need("signing")
@need("compiler")
def test_an_openssl_that_nobody_signed_stops_the_build(target: Path) -> None:
    with pytest.raises(BuildBroken):
        verify_signatures([target], read_pins()["openssl"]["signer"])


def test_an_openssl_without_care_stops_the_build(tmp_path: Path) -> None:
    pins = read_pins()
    last = pins["openssl"]["supported_until"]
    after = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1)
    with pytest.raises(BuildBroken, match=f"without care since {last}"):
        put_openssl(tmp_path, tmp_path, pins, int(after.timestamp()))


def test_every_forwarder_has_the_name_that_cpython_asks_for() -> None:
    assert set(FORWARDERS) == {"libcrypto-3.dll", "libssl-3.dll"}
