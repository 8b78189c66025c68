"""A maintained OpenSSL in the place of CPython's own: it speaks TLS to the province.

The last CPython 3.11 for Windows brings an OpenSSL of its day. OpenSSL keeps its functions as they are within one major
version, so a newer one can do the work: it comes out of a locked wheel, whose other contents are never unpacked, and is
believed by its publisher's signature. CPython asks for it under names of its own. Small DLLs of those names pass every
call on, so that neither CPython's files nor OpenSSL's are altered and both keep their signatures.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from installer.build.program_file import exported, imported
from installer.build.runtime import verify_signatures
from installer.build.tools import BuildBroken, make_dll
from installer.build.wheels import Locked, fetch

# What CPython asks for, and the file in the wheel that does it; the loader finds both beside python.exe.
FORWARDERS = {"libcrypto-3.dll": "libcrypto-3-x64.dll", "libssl-3.dll": "libssl-3-x64.dll"}
# They take an open file of CPython's, which only CPython's own build of OpenSSL can use: any other ends the process.
# They write the secrets of TLS to a file and read a server's parameters; here they return zero, an error for CPython.
_REFUSED = ("BIO_new_fp", "PEM_read_DHparams")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSslPin:
    """Where OpenSSL comes from, as `pins.toml` says.

    Attributes:
        package, package_version, sha256: the wheel.
        folder: where in it the DLLs are.
        version: of OpenSSL.
        signer: who signed the DLLs.
        supported_until: the day on which OpenSSL's project stops maintaining this series.
    """

    package: str
    package_version: str
    sha256: str
    folder: str
    version: str
    signer: str
    supported_until: date


def put_openssl(python: Path, cache: Path, pins: dict[str, Any], epoch: int) -> OpenSslPin:
    """Put the pinned OpenSSL into the bundle's Python, and forwarding DLLs in the place of CPython's.

    Args:
        python: the bundle's Python, its own files verified.
        cache: where downloads are kept.
        pins: what `runtime.read_pins` gives.
        epoch: seconds since 1970, UTC, that the build calls now.

    Raises:
        BuildBroken: it is not the pinned one, not signed, no longer maintained, or lacks what CPython asks for.
    """
    pin = OpenSslPin(**pins["openssl"])
    if datetime.fromtimestamp(epoch, UTC).date() > pin.supported_until:
        raise BuildBroken(f"OpenSSL {pin.version} has been without care since {pin.supported_until}: pin a newer one")
    asked = {name: _asked(python, name) for name in FORWARDERS}
    locked = Locked(
        name=pin.package, version=pin.package_version, marker="", hashes=(f"sha256:{pin.sha256}",), wanted_by=()
    )
    wheel = fetch(cache / "openssl", locked)
    with zipfile.ZipFile(wheel) as archive:
        for name in FORWARDERS.values():
            (python / name).write_bytes(archive.read(f"{pin.folder}/{name}"))
    verify_signatures([python / name for name in FORWARDERS.values()], pin.signer)
    if f"OpenSSL {pin.version} ".encode() not in (python / FORWARDERS["libcrypto-3.dll"]).read_bytes():
        raise BuildBroken(f"{wheel.name} does not bring OpenSSL {pin.version}")
    for forwarder, target in FORWARDERS.items():
        make_forwarder(python / forwarder, python / target, asked[forwarder], cache / "openssl")
    return pin


def _asked(python: Path, name: str) -> set[str]:
    """What CPython's modules take from one of the DLLs."""
    return {one for module in python.glob("*.pyd") for one in imported(module).get(name, ())}


def make_forwarder(forwarder: Path, target: Path, asked: set[str], work: Path) -> None:
    """Make a DLL that passes calls on to another, and returns zero for what only CPython's own build can do.

    Args:
        forwarder: to make; what stands there is replaced.
        target: the DLL that does it.
        asked: names of functions.
        work: a folder for what lies between.

    Raises:
        BuildBroken: the target lacks a function.
    """
    lacking = sorted(asked - exported(target))
    if lacking or not asked:
        raise BuildBroken(f"{target.name} has not what CPython asks for: {lacking or 'nothing is asked'}")
    refused = [name for name in _REFUSED if name in asked]
    passed_on = sorted(asked - set(refused))
    source, exports = work / "forwarder.c", work / "forwarder.def"
    functions = (f"void *{name}(void);\nvoid *{name}(void) {{ return 0; }}\n" for name in refused)
    source.write_text("".join(functions), "ascii")
    lines = [f'{name} = "{target.stem}.{name}"' for name in passed_on] + refused
    exports.write_text("\n".join(["EXPORTS", *lines, ""]), "ascii")
    forwarder.unlink(missing_ok=True)
    make_dll(forwarder, source, exports)
