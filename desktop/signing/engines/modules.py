"""Which PKCS#11 modules are on this PC, and why one cannot be loaded, told before anything is loaded."""

from __future__ import annotations

import re
import struct
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from desktop.machine.fixed import system_words
from desktop.machine.folders import resources

_X64, _X86, _ARM64 = 0x8664, 0x14C, 0xAA64


class Build(StrEnum):
    """For what kind of machine a file was built."""

    WINDOWS_64 = "windows 64"
    WINDOWS_32 = "windows 32"
    WINDOWS_ARM = "windows arm"
    LINUX_64 = "linux 64"
    LINUX_32 = "linux 32"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleChoice:
    """A module that was found, or chosen by hand.

    Attributes:
        path: where it is.
        vendor: whose tokens it serves, empty where chosen by hand.
        why_not: why it cannot be used, a Vietnamese phrase; empty where nothing speaks against it.
    """

    path: Path
    vendor: str = ""
    why_not: str = ""

    @property
    def usable(self) -> bool:
        """Whether it can be tried."""
        return not self.why_not


def find_modules(
    list_file: Path | None = None, system: str = sys.platform, words: Mapping[str, str] | None = None
) -> list[ModuleChoice]:
    """The known modules that are installed here, those that cannot be used with the reason.

    Args:
        list_file: the list of vendors and paths; the one shipped by default.
        system: `sys.platform` to look for.
        words: what %NAME% in paths stands for; as the system itself says by default.
    """
    file = list_file or resources() / "tokens" / "modules.toml"
    vendors = tomllib.loads(file.read_text("utf-8"))["vendor"]
    known = system_words() if words is None else words
    return [found for vendor in vendors if (found := _installed(vendor, system, known))]


def check_module(path: Path) -> ModuleChoice:
    """A module chosen by hand, with the reason where it cannot be used."""
    return ModuleChoice(path=path, why_not=why_unloadable(path))


def _installed(vendor: dict[str, Any], system: str, words: Mapping[str, str]) -> ModuleChoice | None:
    places = vendor.get("windows" if system == "win32" else "linux", [])
    there = [path for place in places if (path := Path(_expanded(place, words))).is_file()]
    choices = [ModuleChoice(path=path, vendor=vendor["name"], why_not=why_unloadable(path, system)) for path in there]
    return next((one for one in choices if one.usable), choices[0] if choices else None)


def _expanded(place: str, words: Mapping[str, str]) -> str:
    return re.sub(r"%(\w+)%", lambda found: words.get(found[1], found[0]), place)


def why_unloadable(path: Path, system: str = sys.platform) -> str:
    """Why a module cannot be loaded, a Vietnamese phrase; empty where nothing speaks against trying.

    Read from the file's head, because the loader's own words differ between systems and tell a clerk nothing.
    """
    if not path.is_file():
        return "không có tệp này"
    try:
        build = build_of(path)
    except OSError:
        return "không đọc được tệp này"
    if build is Build.OTHER:
        return "" if system == "darwin" else "không phải trình điều khiển PKCS#11"
    if build in {Build.WINDOWS_32, Build.LINUX_32}:
        return "đây là bản 32-bit, Quầy Số cần bản 64-bit của cùng nhà cung cấp"
    if build is Build.WINDOWS_ARM:
        return "đây là bản cho máy ARM, máy này cần bản x64"
    wanted = Build.WINDOWS_64 if system == "win32" else Build.LINUX_64
    if build is not wanted:
        other = "Windows" if build is Build.WINDOWS_64 else "Linux"
        return f"đây là tệp của {other}, không dùng được ở máy này"
    return ""


def build_of(path: Path) -> Build:
    """What a file was built for, by its head: ELF, or MZ and PE."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head[:4] == b"\x7fELF" and len(head) > 4:
        return Build.LINUX_64 if head[4] == 2 else Build.LINUX_32
    if head[:2] != b"MZ" or len(head) < 64:
        return Build.OTHER
    at = struct.unpack_from("<I", head, 0x3C)[0]
    if at + 6 > len(head) or head[at : at + 4] != b"PE\0\0":
        return Build.OTHER
    machine = struct.unpack_from("<H", head, at + 4)[0]
    kinds = {_X64: Build.WINDOWS_64, _X86: Build.WINDOWS_32, _ARM64: Build.WINDOWS_ARM}
    return kinds.get(machine, Build.OTHER)
