"""The command line's own words in Vietnamese: what the standard library says of usage, and of a line it cannot take."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NoReturn

from desktop.model.errors import WrongUsage

if TYPE_CHECKING:
    from pathlib import Path

_SAID: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.*)", r"thiếu \1"),
    (r"unrecognized arguments: (.*)", r"không có tham số «\1»"),
    (r"ambiguous option: (\S+) could match (.*)", r"«\1» có thể là \2"),
    (r"argument (.*?): invalid choice: (.*) \(choose from (.*)\)", r"\1 không thể là \2, chỉ có thể là \3"),
    (r"argument (.*?): invalid \w+ value: (.*)", r"\1 không thể là \2"),
    (r"argument (.*?): expected .*", r"\1 thiếu giá trị"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 không nhận giá trị \2"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 không đi cùng \2"),
    (r"one of the arguments (.*) is required", r"cần một trong các tham số \1"),
)
"""What `argparse` says in English, and the same in Vietnamese."""


_COLUMNS = 80


def _columns() -> int:
    """How wide the terminal is, in letters; the standard library would load its archivers only to know this."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    try:
        return os.get_terminal_size().columns or _COLUMNS
    except (OSError, ValueError):
        return _COLUMNS


class Words(argparse.HelpFormatter):
    """How help and usage are laid out; the parser makes one for every parameter that it is told of."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Begin the usage in Vietnamese."""
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Vietnamese, and raises `WrongUsage` where it would end the program."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=Words, **options)
        self._positionals.title, self._optionals.title = "Tham số", "Tuỳ chọn"
        self.add_argument("-h", "--help", action="help", help="in hướng dẫn này")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line.

        Raises:
            WrongUsage: always.
        """
        for english, vietnamese in _SAID:
            if found := re.fullmatch(english, message, re.DOTALL):
                message = found.expand(vietnamese)
                break
        raise WrongUsage(detail=message)


def place(text: str) -> Path:
    """A file or folder on the command line."""
    # Here and not above: what only says what it is names no file.
    from pathlib import Path

    return Path(text)


def may_replace(parser: argparse.ArgumentParser) -> None:
    """Give a command that writes files its `--force`."""
    parser.add_argument("--force", action="store_true", help="thay tệp đang có ở chỗ ghi")


def some_papers(parser: argparse.ArgumentParser) -> None:
    """Give a command that takes papers of a dossier along its `--paper`."""
    parser.add_argument(
        "--paper",
        nargs="+",
        action="extend",
        default=[],
        metavar="CODE",
        help="chỉ các giấy tờ có mã này; mặc định là mọi giấy tờ xuất được",
    )
