"""Hollow DLLs: whoever imports from them still loads, what only they needed is gone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from installer.build.hollow import HOLLOW, LIBRARIES, hollow_out
from installer.build.program_file import imported
from installer.build.tools import BuildBroken
from tests.installer.conftest import need

HASH = "0123456789abcdef0123456789abcdef"
_LINK = ["x86_64-w64-mingw32-gcc-posix", "-shared", "-nostdlib", "-Wl,--entry=0", "-o"]


def _library(folder: Path, name: str, source: str, *others: Path) -> Path:
    code = folder / "code.c"
    code.write_text(source)
    file = folder / f"{name}-{HASH}.dll"
    subprocess.run([*_LINK, file, code, *others], check=True)
    code.unlink()
    return file


def _wheel(place: Path) -> Path:
    """A wheel as Tesseract's is built: a reader that calls every library, one of which calls another."""
    folder = place / LIBRARIES
    folder.mkdir(parents=True)
    (place / "tesserocr").mkdir()
    export = "__declspec(dllexport)"
    deep = _library(folder, "libcrypto", f"{export} int deep(void) {{ return 1; }}")
    parts, calls = [], []
    for at, name in enumerate(HOLLOW):
        called, idle = f"int part{at}(void) {{ return deep(); }}", f"int idle{at}(void) {{ return 1; }}"
        source = f"int deep(void); {export} {called} {export} {idle}"
        parts.append(_library(folder, name, source, deep))
        calls.append(f"part{at}")
    heads = "".join(f"int {one}(void);" for one in calls)
    body = " + ".join(f"{one}()" for one in calls)
    whole = _library(folder, "tesseract55", f"{heads} {export} int read(void) {{ return {body}; }}", *parts)
    (folder / "code.c").write_text(f"int read(void); {export} int start(void) {{ return read(); }}")
    subprocess.run([*_LINK, place / "tesserocr" / "tesserocr.pyd", folder / "code.c", whole], check=True)
    (folder / "code.c").unlink()
    return folder


@need("compiler")
def test_a_hollow_dll_has_what_is_imported_and_needs_nothing(tmp_path: Path) -> None:
    folder = _wheel(tmp_path / "one")
    hollow_out(tmp_path / "one", tmp_path / "work")
    left = sorted(one.name.partition("-")[0] for one in folder.iterdir())
    assert left == sorted([*HOLLOW, "tesseract55"]), "libcrypto was only wanted by what is hollow now"
    hollow = folder / f"tiff-{HASH}.dll"
    assert imported(hollow) == {}
    said = subprocess.run(["x86_64-w64-mingw32-objdump", "-p", hollow], capture_output=True, text=True, check=True)
    assert "part2" in said.stdout and "idle2" not in said.stdout


@need("compiler")
def test_hollow_dlls_are_the_same_wherever_they_are_built(tmp_path: Path) -> None:
    made = []
    for place in ("one", "another-place"):
        folder = _wheel(tmp_path / place)
        hollow_out(tmp_path / place, tmp_path / place / "work")
        made.append([(folder / f"{name}-{HASH}.dll").read_bytes() for name in HOLLOW])
    assert made[0] == made[1]


def test_another_wheel_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / LIBRARIES).mkdir()
    with pytest.raises(BuildBroken, match="no single archive"):
        hollow_out(tmp_path, tmp_path / "work")


def test_what_is_no_program_file_stops_the_build(tmp_path: Path) -> None:
    for content in (b"", b"MZ", b"\x7fELF" + bytes(200), b"MZ" + bytes(58) + b"\xff\xff\xff\x7f"):
        (tmp_path / "odd.dll").write_bytes(content)
        with pytest.raises(BuildBroken, match=r"odd\.dll is not for Windows x64"):
            imported(tmp_path / "odd.dll")
