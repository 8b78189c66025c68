"""A Windows of Wine's for the check: a prefix of its own on a display of its own, gone afterwards.

What Wine 8 lacks of Windows 10 is stood in for by small DLLs that live in the prefix alone (`shims`); Microsoft's C++
runtime is taken from the bundle only, as a new PC would have none.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Any

SHIMS = Path(__file__).with_name("shims")
FONTS = Path("/usr/share/fonts/truetype/dejavu")
NEEDED = ("wine", "Xvfb", "x86_64-w64-mingw32-gcc-posix")
_CC = ("x86_64-w64-mingw32-gcc-posix", "-shared", "-O2", "-nostdlib", "-Wall", "-Wextra", "-Werror", "-Wl,--entry=0")
# Native only: a DLL that the bundle lacks must be missed, not helped out with Wine's own.
_NATIVE = (
    "mscms,msvcp140,msvcp140_1,msvcp140_2,msvcp140_atomic_wait,msvcp140_codecvt_ids,vcruntime140,vcruntime140_1,"
    "concrt140,vcomp140"
)
PATIENCE_S = 900.0
_GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
assert application.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


@dataclass(frozen=True, slots=True)
class Done:
    """How a program ended.

    Attributes:
        status: exit status.
        text: what it said on both streams.
    """

    status: int
    text: str

    def json(self) -> Any:
        """The one JSON object that a command prints, whatever Wine says around it."""
        for line in reversed(self.text.splitlines()):
            if line.startswith("{"):
                return json.loads(line)
        raise ValueError(f"no JSON in: {self.text[-500:]}")


class Wine:
    """One prefix.

    Attributes:
        drive: its drive C: on this machine.
    """

    def __init__(self, folder: Path, display: str) -> None:
        self._folder = folder
        self.drive = folder / "prefix" / "drive_c"
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("QT_", "QUAYSO_", "WAYLAND"))},
            "HOME": str(folder / "home"),
            "DISPLAY": display,
            "WINEPREFIX": str(folder / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": f"mscoree,mshtml,winemenubuilder.exe=;{_NATIVE}=n",
        }

    def prepare(self) -> None:
        """Make the prefix: Windows 10, two fonts, the shims."""
        (self._folder / "home").mkdir()
        self.run("wineboot", "-i")
        for source in SHIMS.glob("*.c"):
            target = self.drive / "windows" / "system32" / f"{source.stem}.dll"
            target.unlink(missing_ok=True)
            subprocess.run([*_CC, "-o", target, source, "-lkernel32", "-ladvapi32"], check=True)
        for font in FONTS.glob("DejaVuSans*.ttf"):
            shutil.copy(font, self.drive / "windows" / "Fonts")
        self.run("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")

    def run(
        self,
        *words: str | Path,
        environment: Mapping[str, str] | None = None,
        patience: float = PATIENCE_S,
        largest_file: int | None = None,
    ) -> Done:
        """Run a Windows program to its end.

        Args:
            words: the program and its words; a `Path` is one of this machine and is told the Windows way.
            environment: variables to add.
            patience: seconds until it is killed.
            largest_file: bytes; writing a larger file fails, as on a full disk.
        """
        process = self.start(*words, environment=environment, largest_file=largest_file)
        try:
            text, _ = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            process.kill()
            text, _ = process.communicate()
            text += b"\n(killed: no end in sight)"
        return Done(process.returncode, text.decode("utf-8", errors="replace"))

    def start(
        self, *words: str | Path, environment: Mapping[str, str] | None = None, largest_file: int | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a Windows program. Pipes on all sides: Python under Wine 8 takes no plain file for its streams."""
        said = [self.windows(word) if isinstance(word, Path) else word for word in words]

        def limit() -> None:
            if largest_file is not None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

        return subprocess.Popen(
            ["wine", *said],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**self._environment, **(environment or {})},
            # On drive C:, so that a path without a drive does not find this machine's own files.
            cwd=self.drive if self.drive.exists() else self._folder,
            preexec_fn=limit,
        )

    def windows(self, path: Path) -> str:
        """A path of this machine as Windows programs know it."""
        path = path.absolute()
        if path.is_relative_to(self.drive):
            return str(PureWindowsPath("C:/") / path.relative_to(self.drive))
        return str(PureWindowsPath("Z:/") / path)

    def registry(self, key: str, name: str) -> str:
        """A value in the 64-bit registry; empty where there is none."""
        said = self.run("reg", "query", key, "/v", name, "/reg:64").text
        for line in said.splitlines():
            parts = line.strip().split(None, 2)
            if len(parts) == 3 and parts[0] == name:
                return parts[2].strip()
        return ""

    def picture(self, file: Path) -> None:
        """A screenshot of the whole display."""
        words = [sys.executable, "-c", _GRAB, str(file)]
        subprocess.run(words, env={**self._environment, "QT_QPA_PLATFORM": "xcb"}, check=True)

    def close(self) -> None:
        """End every program in the prefix."""
        subprocess.run(["wineserver", "-k"], env=self._environment, check=False, capture_output=True)


@contextmanager
def wine(folder: Path) -> Iterator[Wine]:
    """A prepared prefix in an empty folder, on a display of its own."""
    with _display() as display:
        prefix = Wine(folder, display)
        try:
            prefix.prepare()
            yield prefix
        finally:
            prefix.close()


@contextmanager
def _display() -> Iterator[str]:
    """An X server that picks its own number."""
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
