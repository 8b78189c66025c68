"""What the setup has put on this PC, file by file: whether it is still what was built.

The setup calls `python -m desktop.machine.installed` before it lets the new program take the old one's place, because
an antivirus may have eaten what was just written.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from desktop.machine.folders import resources

MANIFEST = "files.sha256"


def bundle() -> Path | None:
    """Folder of the installed program; None in the workshop."""
    root = resources().parents[1]
    return root if (root / MANIFEST).exists() else None


def altered(root: Path) -> list[str]:
    """Files of the bundle that are missing or are not what was built, as paths with `/`."""
    wrong = []
    for line in (root / MANIFEST).read_text("utf-8").splitlines():
        wanted, _, name = line.partition("  ")
        try:
            with (root / name).open("rb") as file:
                same = hashlib.file_digest(file, "sha256").hexdigest() == wanted
        except OSError:
            same = False
        if not same:
            wrong.append(name)
    return wrong


def main() -> int:
    """Exit status 1 where something is wrong, with the first few names."""
    root = bundle()
    wrong = [MANIFEST] if root is None else altered(root)
    sys.stdout.write("".join(f"{name}\n" for name in wrong[:20]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
