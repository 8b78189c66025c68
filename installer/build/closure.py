"""The closure of DLLs: whatever a program file of the bundle imports is in the bundle or part of Windows 10 itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from installer.build.program_file import imported
from installer.build.tools import BuildBroken

PROGRAM_FILES = (".exe", ".dll", ".pyd")
# Part of every Windows 10 from version 1703 on.
WINDOWS = frozenset(
    [
        "activeds",
        "advapi32",
        "authz",
        "avrt",
        "bcrypt",
        "bcryptprimitives",
        "cabinet",
        "cfgmgr32",
        "comctl32",
        "comdlg32",
        "credui",
        "crypt32",
        "d2d1",
        "d3d11",
        "d3d12",
        "d3d9",
        "d3dcompiler_47",
        "dbghelp",
        "dhcpcsvc",
        "dnsapi",
        "dwmapi",
        "dwrite",
        "dxgi",
        "dxva2",
        "evr",
        "gdi32",
        "gdiplus",
        "icu",
        "icuin",
        "icuuc",
        "imagehlp",
        "imm32",
        "iphlpapi",
        "kernel32",
        "ktmw32",
        "lz32",
        "mf",
        "mfplat",
        "mfreadwrite",
        "mpr",
        "mscms",
        "msi",
        "msimg32",
        "msvcrt",
        "mswsock",
        "ncrypt",
        "netapi32",
        "normaliz",
        "ntdll",
        "ntdsapi",
        "odbc32",
        "ole32",
        "oleacc",
        "oleaut32",
        "opengl32",
        "pdh",
        "powrprof",
        "propsys",
        "psapi",
        "rpcrt4",
        "secur32",
        "setupapi",
        "shcore",
        "shell32",
        "shlwapi",
        "ucrtbase",
        "uiautomationcore",
        "urlmon",
        "user32",
        "userenv",
        "usp10",
        "uxtheme",
        "version",
        "wevtapi",
        "winhttp",
        "wininet",
        "winmm",
        "winscard",
        "winspool.drv",
        "wintrust",
        "wldap32",
        "ws2_32",
        "wsock32",
        "wtsapi32",
    ]
)
# Microsoft's C++ runtime is no part of Windows: it must lie beside the file that wants it, or beside python.exe.
_CPP_RUNTIME = re.compile(r"(msvcp|vcruntime|concrt|vccorlib|vcomp|mfc)\d")


@dataclass(frozen=True, slots=True)
class Missing:
    """A DLL that would not be found.

    Attributes:
        dll: its name, lower case.
        wanted_by: the file that imports it, relative to the stage.
    """

    dll: str
    wanted_by: str


def missing_dlls(stage: Path) -> list[Missing]:
    """What would not be found on a new, offline Windows 10.

    Raises:
        BuildBroken: a program file is not for Windows x64.
    """
    files = sorted(one for one in stage.rglob("*") if one.suffix.lower() in PROGRAM_FILES)
    everywhere = {file.name.lower() for file in files}
    beside_python = _names(stage / "python")
    missing = []
    for file in files:
        beside = _names(file.parent)
        for dll in imported(file):
            if _CPP_RUNTIME.match(dll):
                # delvewheel's copies have a hash in their name and are found by the wheel's own code.
                there = dll in beside | beside_python or ("-" in dll and dll in everywhere)
            else:
                there = dll in everywhere or dll.startswith("api-ms-win-") or dll.removesuffix(".dll") in WINDOWS
            if not there:
                missing.append(Missing(dll, str(file.relative_to(stage))))
    return missing


def demand_closed(stage: Path) -> None:
    """See that nothing is missing.

    Raises:
        BuildBroken: names every DLL that is, and one file that wants it.
    """
    wanted: dict[str, str] = {}
    for one in missing_dlls(stage):
        wanted.setdefault(one.dll, one.wanted_by)
    if wanted:
        raise BuildBroken("DLLs missing: " + ", ".join(f"{dll} (for {by})" for dll, by in sorted(wanted.items())))


def _names(folder: Path) -> set[str]:
    return {one.name.lower() for one in _files(folder)} if folder.is_dir() else set()


def _files(folder: Path) -> Iterable[Path]:
    return (one for one in folder.iterdir() if one.is_file())
