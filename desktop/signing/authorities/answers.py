"""CRLs and OCSP answers kept between batches, so that a counter without a line can still check (R33)."""

from __future__ import annotations

import contextlib
import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.machine.writing import write_whole

RECENT = timedelta(hours=6)
"""A younger answer is not asked for again. Chosen."""
MOST_FILES = 300
"""Answers that are kept. Chosen."""


class Answers:
    """A folder of answers, each a file whose time says when it was asked for; the oldest are removed.

    Nothing in it is secret, and nothing in it is believed: answers are signed and checked each time they are used.

    Args:
        folder: made when first needed; None keeps nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, question: str) -> tuple[bytes, datetime] | None:
        """The answer and when it was asked for, UTC; None where there is none."""
        file = self._file(question)
        if file is None:
            return None
        try:
            return file.read_bytes(), datetime.fromtimestamp(file.stat().st_mtime, UTC)
        except OSError:
            return None

    def put(self, question: str, answer: bytes, now: datetime) -> None:
        """Keep an answer; where the disk refuses, the authority is only asked once more next time."""
        file = self._file(question)
        if file is None:
            return
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(file, answer)
            os.utime(file, (now.timestamp(), now.timestamp()))
            self._prune(file.parent)

    def _file(self, question: str) -> Path | None:
        return self._folder and self._folder / f"{hashlib.sha256(question.encode()).hexdigest()[:40]}.der"

    @staticmethod
    def _prune(folder: Path) -> None:
        files = sorted(folder.glob("*.der"), key=lambda file: file.stat().st_mtime)
        for file in files[:-MOST_FILES]:
            file.unlink(missing_ok=True)
