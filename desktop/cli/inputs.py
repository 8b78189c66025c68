"""What commands open, read and write: a wrong path is refused by name, a half-written file never appears."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.machine.folders import write_whole
from desktop.machine.secret_memory import secret_copy, secret_memory, wipe
from desktop.model.errors import Refusal, Trouble, UnreadableInput, WrongUsage

if TYPE_CHECKING:
    from desktop.app import App

LONGEST_PIN = 256
_LINE_END, _RETURN = b"\n\r"


class CannotWrite(Trouble):
    """The place for the result refuses it."""

    code = "cannot_write"
    sentence = "Không ghi được «{subject}»."
    advice = "Kiểm tra đường dẫn, quyền ghi và chỗ trống trên ổ đĩa."


class WouldOverwriteInput(Refusal):
    """The result would replace what it is made from."""

    code = "would_overwrite_input"
    sentence = "Tệp kết quả «{subject}» trùng với tệp nguồn."
    advice = "Chọn tên khác cho tệp kết quả."


def opened(arguments: argparse.Namespace) -> App:
    """The station whose data the command line names; use it as a context."""
    # Here and not above: pages and papers are worked on without a station.
    from desktop.app import open_app

    return open_app(arguments.data, training=arguments.training)


def read(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableInput: it is not there, or is no file.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableInput(path.name, reason=error.strerror or "lỗi đọc tệp", cause=str(error)) from None


def write(path: Path, data: bytes, *, sources: Sequence[Path] = ()) -> None:
    """Write a file whole or not at all.

    Raises:
        WouldOverwriteInput: `path` is one of `sources`.
        CannotWrite: the file system refuses.
    """
    if path.exists() and any(source.exists() and path.samefile(source) for source in sources):
        raise WouldOverwriteInput(path.name)
    try:
        write_whole(path, data)
    except OSError as error:
        raise CannotWrite(path.name, cause=str(error)) from None


def folder(path: Path) -> Path:
    """A folder to write into, made where it is not there.

    Raises:
        CannotWrite: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(str(path), cause=str(error)) from None
    return path


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
