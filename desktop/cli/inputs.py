"""What commands open and read: a wrong path is refused by name."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.machine.secret_memory import secret_copy, secret_memory, wipe
from desktop.model.errors import UnreadableInput, WrongUsage
from desktop.model.official import NotLoggedIn

if TYPE_CHECKING:
    from desktop.app import App
    from desktop.model.scanning import ScanProfile

LONGEST_PIN = 256
_LINE_END, _RETURN = b"\n\r"


def opened(arguments: argparse.Namespace, *, by_anybody: bool = False) -> App:
    """The station whose data the command line names; use it as a context.

    Args:
        arguments: of the line.
        by_anybody: the command shows nothing of anybody's papers: nobody has to log in for it.

    Raises:
        NotLoggedIn: officials log in at this counter, and the line names none.
        WrongLogIn, LogInSlowed, LogInOver: who it names is not let in.
    """
    # Here and not above: pages and papers are worked on without a station.
    from desktop.app import open_app

    app = open_app(arguments.data, training=arguments.training)
    try:
        _log_in(app, arguments, by_anybody=by_anybody)
    except BaseException:
        app.close()
        raise
    return app


def _log_in(app: App, arguments: argparse.Namespace, *, by_anybody: bool) -> None:
    if app.acting is None:
        return
    if arguments.as_name:
        try:
            app.come_in(app.door.by_password(arguments.as_name, arguments.password))
        finally:
            wipe(arguments.password)
    elif not by_anybody:
        raise NotLoggedIn()


def read(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableInput: it is not there, or is no file.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableInput(path.name, reason=error.strerror or "lỗi đọc tệp", cause=str(error)) from None


def scan_profile(arguments: argparse.Namespace, usual: ScanProfile) -> ScanProfile:
    """How a command scans into a dossier: as its line says, else as this counter does."""
    # Here and not above: most commands scan nothing.
    from desktop.model.scanning import Source

    return replace(
        usual,
        device_id=arguments.device,
        source=Source(arguments.source),
        duplex=not arguments.simplex,
        dpi=arguments.dpi or usual.dpi,
    )


def require_pages(paths: Sequence[Path]) -> None:
    """See that files may become pages: a signed one would lose its signatures.

    Raises:
        SignedFile: one of them is signed.
        UnreadableInput: one is not there, or is no file.
    """
    # Here and not above: most commands read no PDF.
    from desktop.picture.structure import require_unsigned

    for path in paths:
        require_unsigned(read(path), path.name)


def secret_line() -> str:
    """A secret from standard input, one line: never an argument, which others could see."""
    return sys.stdin.buffer.readline().decode("utf-8", "replace").strip()


def pin_line() -> bytearray:
    """A PIN from standard input, one line, as bytes that can be wiped; whoever has it wipes it.

    Read past the buffers of Python, whose copies nobody could wipe.

    Raises:
        WrongUsage: it is longer than any PIN.
    """
    pipe: Any = getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)
    line = secret_memory(LONGEST_PIN)
    try:
        for at in range(LONGEST_PIN):
            if not pipe.readinto(memoryview(line)[at : at + 1]) or line[at] == _LINE_END:
                ends = at - 1 if at and line[at - 1] == _RETURN else at
                return secret_copy(memoryview(line)[:ends])
        raise WrongUsage(detail="mã PIN quá dài")
    finally:
        wipe(line)


def secret_lines() -> str:
    """A secret from standard input, all of it."""
    return sys.stdin.buffer.read().decode("utf-8", "replace")
