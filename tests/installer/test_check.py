"""The check itself, where there is no Wine: it says that it did not run, and is not taken for green."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from installer.build.tools import ROOT
from installer.check.wine import Wine


def test_without_wine_the_check_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "installer.check", str(tmp_path / "setup.exe")],
        cwd=ROOT,
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "SKIPPED: this machine has no wine" in done.stdout


def test_windows_finds_a_file_that_was_named_from_here(tmp_path: Path) -> None:
    windows = Wine(tmp_path, ":0")
    beside = Path("dist") / "setup.exe"
    assert windows.windows(beside) == "Z:" + str(Path.cwd() / beside).replace("/", "\\")
    assert windows.windows(tmp_path / "prefix" / "drive_c" / "demo") == "C:\\demo"
