"""A command that runs without a console (a double click on a package): its answer goes into a small message box."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable

_INFORMATION, _WARNING = 0x40, 0x30


def has_console() -> bool:
    """Whether anybody reads what is printed; Windows gives a program without a console no streams at all."""
    return sys.stdout is not None


def in_a_box(command: Callable[[], int], title: str) -> int:
    """Run a command and show what it said; gives its exit status."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = command()
    if sys.platform == "win32" and said.getvalue().strip():
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, said.getvalue(), title, _WARNING if status else _INFORMATION)
    return status
