"""CPython's own library, packed anew: without what no program of ours can want, and not squeezed inside.

The setup file squeezes everything as one; a zip that is already squeezed would only keep it from doing so.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

# Other ways to build packages, to write setups, to talk to terminals and to old servers; help for the prompt.
_DROPPED = (
    "curses/",
    "distutils/",
    "lib2to3/",
    "msilib/",
    "pydoc_data/",
    "site-packages/",
    "sqlite3/",
    "wsgiref/",
    "__phello__/",
    *(f"{name}.pyc" for name in ("antigravity", "doctest", "ftplib", "imaplib", "mailbox", "nntplib")),
    *(f"{name}.pyc" for name in ("pdb", "poplib", "smtpd", "smtplib", "telnetlib", "this", "turtle")),
)
# The day on which zip's calendar begins: what is in it was proven by its hash before, its times say nothing.
_DAY_ONE = (1980, 1, 1, 0, 0, 0)


def repack_library(python: Path) -> None:
    """Repack python3*.zip in the bundle's Python; its hash must have been compared before."""
    file = next(python.glob("python3*.zip"))
    with zipfile.ZipFile(file) as archive:
        kept = {one: archive.read(one) for one in sorted(archive.namelist()) if not one.endswith("/") and _wanted(one)}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, data in kept.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY_ONE), data)


def _wanted(name: str) -> bool:
    return not any(name == one or (one.endswith("/") and name.startswith(one)) for one in _DROPPED)
