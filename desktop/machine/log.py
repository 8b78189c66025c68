"""The log: what the program did, for the help desk. Never a PIN, a name, an ID number or a paper's text."""

from __future__ import annotations

import copy
import logging
import logging.handlers
import re
import sys
import traceback
from contextlib import suppress
from types import TracebackType

from desktop.machine.folders import Folders
from desktop.machine.redaction import without_credentials

_LONG_NUMBER = re.compile(r"\d{9,}")
_MOST_FRAMES = 40

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _Redacted(logging.Formatter):
    """Cuts what looks like an ID number, also where a caller forgot to."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802
        return "".join(_frames(ei[1])) if ei[1] else ""


class _OnScreen(_Redacted):
    """A line for the terminal: it leaves out where in the code it happened, which only the log tells."""

    def format(self, record: logging.LogRecord) -> str:
        bare = copy.copy(record)
        bare.exc_info = bare.exc_text = None
        return super().format(bare)


class _File(logging.handlers.RotatingFileHandler):
    """Never raises: a file that is not there yet, or a disk that refuses, must not stop what is being done."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Nothing: the line is lost, the work is not."""

    def close(self) -> None:
        """Close the file; what it could not take any more is dropped."""
        with suppress(OSError):
            super().close()


def redacted(text: str) -> str:
    """Text without runs of nine digits and more, and without credentials."""
    return _LONG_NUMBER.sub(lambda found: f"[{len(found[0])} digits]", without_credentials(text))


def _frames(error: BaseException) -> list[str]:
    """Where an error came from, and its kind; never its words, which may quote a name or a paper."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [*_frames(before), "  … and then\n"] if before else []
    stack = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    return [*lines, *traceback.StackSummary.from_list(stack).format(), f"{type(error).__qualname__}\n"]


def has_log() -> bool:
    """Whether the log is being written."""
    return any(isinstance(one, _File) for one in logging.getLogger("desktop").handlers)


def _to_file(folders: Folders) -> _File:
    def opened(*, delay: bool) -> _File:
        return _File(folders.logs / "quayso.log", maxBytes=1_000_000, backupCount=4, encoding="utf-8", delay=delay)

    try:
        return opened(delay=False)
    except OSError:
        # It tries again with each line.
        return opened(delay=True)


def start_log(folders: Folders, *, loud: bool = False) -> None:
    """Write the log to a rotating file (5 × 1 MB), and warnings to stderr (everything where `loud`).

    A log that cannot be written never keeps the program from working.
    """
    form = "%(asctime)s %(levelname)s %(name)s %(message)s"
    to_file = _to_file(folders)
    to_file.setFormatter(_Redacted(form))
    to_screen = logging.StreamHandler(sys.stderr)
    to_screen.setFormatter(_OnScreen(form))
    to_screen.setLevel(logging.INFO if loud else logging.ERROR)
    root = logging.getLogger("desktop")
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    for handler in (to_file, to_screen):
        root.addHandler(handler)
    root.setLevel(logging.INFO)
