"""`python -m installer.proven`: whether the bundle's own sources are those that the last passed check has seen.

A plain change of the program needs no new bundle: `make test` proves it. What can break a bundle and nothing else is
listed here. `make installer-check` records what it has seen in `proven.txt`, which is committed: so a fresh clone and a
developer's checkout are judged alike, by what is in them and not by where they come from.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

from installer.build.tools import ROOT, run

RECORD = "installer/proven.txt"
INPUTS = (
    "installer",
    "locks",
    "pyproject.toml",
    # How it is started, and how its processes start others.
    "desktop/__main__.py",
    "desktop/machine",
    "desktop/page/models.py",
    "desktop/page/workers.py",
    "desktop/cli/self_test.py",
    # What only Windows runs.
    "desktop/scanner/wia",
    "desktop/scanner/quirks/wia",
    "desktop/signing/tokens",
)


def digests(root: Path = ROOT) -> dict[str, str]:
    """SHA-256 over the committed names and present contents of each input, by its name."""
    return {name: _digest(root, name) for name in INPUTS}


def _digest(root: Path, name: str) -> str:
    whole = hashlib.sha256()
    for file in sorted(run(["git", "ls-files", "-z", name], cwd=root).split("\0")):
        if file and file != RECORD:
            content = (root / file).read_bytes() if (root / file).exists() else b""
            whole.update(f"{file}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return whole.hexdigest()


def changed(root: Path = ROOT) -> list[str]:
    """Inputs that are not what the last passed check has seen."""
    file = root / RECORD
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    seen = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    return [name for name, digest in digests(root).items() if seen.get(name) != digest]


def record(root: Path = ROOT) -> None:
    """Write down what is there now; only a passed check may."""
    lines = [f"{digest}  {name}\n" for name, digest in digests(root).items()]
    (root / RECORD).write_text("".join(lines), "utf-8")


def main() -> int:
    """Exit status 1 where something is unproven, with its names."""
    words = argparse.ArgumentParser(prog="python -m installer.proven", description=__doc__)
    words.add_argument("--record", action="store_true", help="the check has passed: remember what it has seen")
    if words.parse_args().record:
        record()
        return 0
    names = changed()
    if names:
        print("changed since the last passed installer-check: " + ", ".join(names))
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main())
