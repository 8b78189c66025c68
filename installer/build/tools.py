"""What every step of the build needs: running programs, saying what happens, giving up with a reason."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_BEGIN = time.monotonic()
_CC = "x86_64-w64-mingw32-gcc-posix"
# Left alone, the linker derives the image base from the path it writes to: no two builds would be the same.
_LINKED = "-Wl,--entry=0,--no-insert-timestamp,--image-base=0x180000000"
_SHARED = ("-shared", "-O2", "-s", "-nostdlib", "-Wall", "-Wextra", "-Werror", _LINKED)


class BuildBroken(Exception):
    """The build cannot go on; the message says why in one line."""


def say(text: str) -> None:
    """Tell how far the build is, with the seconds since its start."""
    print(f"[{time.monotonic() - _BEGIN:4.0f} s] {text}", flush=True)


def run(words: Sequence[str | Path], *, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> str:
    """Run a program and give what it said.

    Raises:
        BuildBroken: it is not there, or ended with an error.
    """
    try:
        done = subprocess.run(
            [str(word) for word in words],
            cwd=cwd,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except FileNotFoundError:
        raise BuildBroken(f"{words[0]} is not installed: make installer sets it up") from None
    if done.returncode:
        raise BuildBroken(f"{Path(words[0]).name} failed ({done.returncode}): {done.stdout.strip()[-2000:]}")
    return done.stdout


def make_dll(dll: Path, *sources: Path) -> None:
    """Make a DLL for Windows x64 that needs no other; the same sources give the same bytes.

    Args:
        dll: the file to make.
        sources: C files, and a `.def` file of exports where wanted.
    """
    run([_CC, *_SHARED, "-o", dll, *sources])


def pip(*words: str | Path) -> str:
    """Run the workshop's own pip."""
    return run([sys.executable, "-m", "pip", "--disable-pip-version-check", *words])


def sha256(file: Path) -> str:
    """SHA-256 of a file, hex."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
