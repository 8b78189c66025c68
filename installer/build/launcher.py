"""The two launchers, compiled from `installer/launcher` with the icon, the version and the manifest in them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from installer.build.icon import write_icon
from installer.build.tools import ROOT, run

SOURCES = ROOT / "installer" / "launcher"
_CC = "x86_64-w64-mingw32-gcc-posix"
_FLAGS = (
    *("-municode", "-Os", "-s", "-static", "-Wall", "-Wextra", "-Werror", "-finput-charset=UTF-8"),
    *("-Wl,--dynamicbase", "-Wl,--nxcompat", "-Wl,--high-entropy-va", "-Wl,--no-insert-timestamp"),
)


@dataclass(frozen=True, slots=True)
class Launcher:
    """One launcher.

    Attributes:
        path: in the bundle.
        what: description in the file's properties.
        flags: for the compiler.
    """

    path: str
    what: str
    flags: tuple[str, ...]


# Windows does not tell QuaySo.exe from quayso.exe: the command line has a folder of its own (and PATH needs no other).
LAUNCHERS = (
    Launcher("QuaySo.exe", "Quầy Số", ("-mwindows",)),
    Launcher("bin/quayso.exe", "Quầy Số – dòng lệnh", ("-mconsole", "-DCONSOLE")),
)


def put_launchers(stage: Path, work: Path, version: str) -> None:
    """Compile both launchers into the stage; the icon stays beside them for shortcuts and file types.

    Args:
        stage: the bundle.
        work: a folder for what lies between; emptied.
        version: like 0.1.0.
    """
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(SOURCES, work)
    write_icon(work / "quayso.ico")
    numbers = ",".join((version.split(".") + ["0"] * 4)[:4])
    for one in LAUNCHERS:
        target = stage / one.path
        target.parent.mkdir(exist_ok=True)
        facts = {"VERSION": f'"{version}"', "NUMBERS": numbers, "FILE": f'"{target.name}"', "WHAT": f'"{one.what}"'}
        (work / "facts.h").write_text("".join(f"#define {name} {value}\n" for name, value in facts.items()), "utf-8")
        run(["x86_64-w64-mingw32-windres", "-c", "65001", "launcher.rc", "-O", "coff", "facts.o"], cwd=work)
        run([_CC, *_FLAGS, *one.flags, "-o", target, "launcher.c", "facts.o", "-lshell32"], cwd=work)
