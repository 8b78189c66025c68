"""The setup file: every file of the stage by name and in order, handed to NSIS; signed where there is a signer."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from installer.build.tools import ROOT, run

SCRIPT = ROOT / "installer" / "setup" / "quayso.nsi"
COMPRESSIONS = ("lzma", "zlib", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupPlan:
    """How one setup file is made.

    Attributes:
        stage: the finished bundle.
        work: a folder for what lies between.
        out: folder of the setup file.
        version: like 0.1.0.
        compression: one of `COMPRESSIONS`.
        epoch: the build's now, seconds since 1970.
        signer: program that signs the file it is given, in place; None for an unsigned build.
    """

    stage: Path
    work: Path
    out: Path
    version: str
    compression: str
    epoch: int
    signer: Path | None = None

    @property
    def file(self) -> Path:
        """The setup file."""
        return self.out / f"QuaySo-{self.version}-setup.exe"


def make_setup(plan: SetupPlan) -> Path:
    """Make the setup file; gives its path.

    Raises:
        BuildBroken: NSIS or the signer refused.
    """
    plan.work.mkdir(parents=True, exist_ok=True)
    plan.out.mkdir(parents=True, exist_ok=True)
    files = plan.work / "files.nsh"
    files.write_text(_unpacking(plan.stage), "utf-8")
    size_kb = sum(one.stat().st_size for one in plan.stage.rglob("*") if one.is_file()) // 1024
    defines = {
        "VERSION": plan.version,
        "NUMBERS": ".".join((plan.version.split(".") + ["0"] * 4)[:4]),
        "FILES": str(files),
        "ICON": str(plan.work / "quayso.ico"),
        "SIZE_KB": str(size_kb),
        "COMPRESSION": plan.compression,
        "OUT": str(plan.file),
        **({"SIGNER": str(plan.signer)} if plan.signer else {}),
    }
    given = [f"-D{name}={value}" for name, value in defines.items()]
    words = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *given, str(SCRIPT)]
    run(words, env={**os.environ, "SOURCE_DATE_EPOCH": str(plan.epoch), "LC_ALL": "C.UTF-8"})
    return plan.file


def settle_times(stage: Path, epoch: int) -> None:
    """Give every file the same time: it goes into the setup file."""
    for one in stage.rglob("*"):
        os.utime(one, (epoch, epoch))


def _unpacking(stage: Path) -> str:
    """The files folder by folder, sorted: NSIS's own `File /r` takes them as the file system happens to list them."""
    lines = []
    for folder in sorted(one for one in [stage, *stage.rglob("*")] if one.is_dir()):
        inside = sorted(one for one in folder.iterdir() if one.is_file())
        if inside:
            relative = str(folder.relative_to(stage)).replace("/", "\\")
            lines.append(f'SetOutPath "$NewTree\\{relative}"' if relative != "." else 'SetOutPath "$NewTree"')
            lines += [f'File "{one}"' for one in inside]
    return "\n".join(lines) + "\n"
