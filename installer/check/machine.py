"""The counter PC in the check: where the setup puts things, and how its programs are called there."""

from __future__ import annotations

import getpass
from pathlib import Path

from installer.check.wine import Done, Wine

UNINSTALL_KEY = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\QuaySo"


class Counter:
    """One counter PC.

    Attributes:
        wine: its Windows.
        home: the installed program.
        data: the clerk's data.
        machine: the machine's settings.
        menu: everybody's start menu.
    """

    def __init__(self, wine: Wine) -> None:
        self.wine = wine
        drive = wine.drive
        self.home = drive / "Program Files" / "QuaySo"
        self.data = drive / "users" / getpass.getuser() / "AppData" / "Local" / "QuaySo"
        self.machine = drive / "ProgramData" / "QuaySo"
        self.menu = drive / "ProgramData" / "Microsoft" / "Windows" / "Start Menu" / "Programs"

    @property
    def version(self) -> str:
        """What "installed programs" says; empty where it is not there."""
        return self.wine.registry(UNINSTALL_KEY, "DisplayVersion")

    def install(self, setup: Path, *words: str | Path, largest_file: int | None = None) -> Done:
        """Run a setup silently."""
        return self.wine.run(setup, "/S", *words, largest_file=largest_file)

    def uninstall(self, *words: str) -> Done:
        """Remove silently; `_?=` keeps the uninstaller from copying itself away and returning at once.

        What follows `_?=` must not be quoted, so it goes word by word.
        """
        here = f"_?={self.wine.windows(self.home)}".split(" ")
        return self.wine.run(self.home / "uninstall.exe", "/S", *words, *here)

    def quayso(self, *words: str | Path) -> Done:
        """Run the installed command line."""
        return self.wine.run(self.home / "bin" / "quayso.exe", *words)

    def shortcuts(self) -> int:
        """How many shortcuts of ours are in the start menu."""
        return len(list(self.menu.glob("Quầy Số*.lnk")))
