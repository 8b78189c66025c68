"""The command line understood: what is asked for is known before anything is loaded that does it."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import Any

from desktop import __version__
from desktop.cli.parsing import Parser, Words, place
from desktop.model.errors import WrongUsage

ROOMS: dict[str, tuple[str, ...]] = {
    "training": ("demo", "sandbox", "virtual-scanner"),
    "admin": ("doctor", "audit"),
    "settings": ("settings",),
    "scanning": ("scanners", "scan"),
    "pages": ("page",),
    "papers": ("paper",),
    "signing": ("tokens", "sign", "verify", "extend"),
    "counter": ("dossier", "party"),
    "online": ("online",),
    "results": ("result",),
    "found": ("find", "journal"),
    "province": ("queue", "sync"),
    "reports": ("report",),
    "piles": ("separators", "pile"),
    "backlog": ("backlog",),
    "copies": ("copy",),
    "slips": ("slip",),
    "declarations": ("declaration",),
    "catalogue": ("catalogue",),
    "keeping": (
        "backup",
        "restore",
        "recover",
        "recovery-sheet",
        "check",
        "salvage",
        "purge",
        "incident-pack",
    ),
    "packages": ("export-package", "import-package", "unpack", "package-key"),
    "subject": ("subject",),
    "officials": ("officials",),
    "installation": ("setup", "self-test", "update"),
}
"""Which room has which commands: `grammar/ROOM.py` says how they are asked for, `ROOM.py` does them. What a room brings
along may take seconds, so it is opened when a command of its own is run, and never to answer about another."""

_WITHOUT_COMMAND = {"--version", "--training", "--json"}


def _common(*, fallback: bool) -> argparse.ArgumentParser:
    """The options that every command takes, before the command's name or behind it."""
    missing: dict[str, Any] = {} if fallback else {"default": argparse.SUPPRESS}
    common = argparse.ArgumentParser(add_help=False, formatter_class=Words)
    common.add_argument("--data", type=place, metavar="DIR", help="thư mục dữ liệu", **missing)
    common.add_argument("--training", action="store_true", help="chế độ tập huấn", **missing)
    common.add_argument(
        "--as", dest="as_name", metavar="TÊN", help="đăng nhập; dòng đầu của đầu vào chuẩn là mật khẩu", **missing
    )
    common.add_argument("--json", action="store_true", help="in một đối tượng JSON", **missing)
    return common


def parser(words: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """The command line: all of it, or the rooms that `words` ask for where they name a command."""
    top = Parser(prog="quayso", description="Quầy Số: quét, ký, gửi.", parents=[_common(fallback=True)])
    top.add_argument("--version", action="version", version=f"quayso {__version__}", help="in số phiên bản")
    common = _common(fallback=False)
    commands = top.add_subparsers(dest="command", parser_class=Parser, metavar="LỆNH")
    for room in ROOMS if words is None else _asked(words):
        importlib.import_module(f"desktop.cli.grammar.{room}").register(commands, common)
    return top


def _asked(words: Sequence[str]) -> list[str]:
    """The rooms of the commands among some words; all of them where the first word is none, which may be a mistake."""
    if _WITHOUT_COMMAND.issuperset(words):
        return []
    first = next((word for word in words if not word.startswith("-")), "")
    everything = first not in {command for commands in ROOMS.values() for command in commands}
    return [room for room, commands in ROOMS.items() if everything or not set(commands).isdisjoint(words)]


def run(words: Sequence[str], *, alone: bool = False) -> int:
    """Run one command line; gives the exit status: 0 done, 1 refused, 2 wrong usage, 3 device or line trouble.

    Args:
        words: the command line.
        alone: this process is there for nothing else: what escapes from its threads is told and logged too.
    """
    arguments = argparse.Namespace(data=None, as_name=None, training="--training" in words)
    try:
        arguments = parser(words).parse_args(list(words))
    except WrongUsage as error:
        from desktop.cli.answer import show_error

        return show_error(error, as_json="--json" in words)
    except Exception as error:
        from desktop.cli.running import refused

        return refused(error, arguments, as_json="--json" in words)
    # Here and not above, all three: version and help need nothing of what answers or runs a command.
    from desktop.cli.running import carry_out

    return carry_out(arguments, alone=alone)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
