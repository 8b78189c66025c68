"""The log: what the program did, for the help desk. Never a PIN, a name, an ID number or a paper's text."""

from __future__ import annotations

import logging
import logging.handlers
import re
import sys

from desktop.machine.folders import Folders
from desktop.machine.redaction import without_credentials

_LONG_NUMBER = re.compile(r"\d{9,}")


class _Redacted(logging.Formatter):
    """The second lock on the door: what looks like an ID number is cut even where a caller forgot."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def redacted(text: str) -> str:
    """Text without runs of nine digits and more, and without what opens doors."""
    return _LONG_NUMBER.sub(lambda found: f"[{len(found[0])} digits]", without_credentials(text))


def start_log(folders: Folders, *, loud: bool = False) -> None:
    """Write the log to a rotating file (5 × 1 MB), and warnings to stderr (everything where `loud`)."""
    form = _Redacted("%(asctime)s %(levelname)s %(name)s %(message)s")
    to_file = logging.handlers.RotatingFileHandler(
        folders.logs / "quayso.log", maxBytes=1_000_000, backupCount=4, encoding="utf-8"
    )
    to_screen = logging.StreamHandler(sys.stderr)
    to_screen.setLevel(logging.INFO if loud else logging.ERROR)
    root = logging.getLogger("desktop")
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    for handler in (to_file, to_screen):
        handler.setFormatter(form)
        root.addHandler(handler)
    root.setLevel(logging.INFO)
