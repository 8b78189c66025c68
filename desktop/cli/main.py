"""The parser and the one place where errors become exit statuses."""

from __future__ import annotations

import argparse
import importlib
import logging
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from desktop import __version__
from desktop.cli.answer import Answer, NobodyReads, show, show_error
from desktop.cli.parsing import Parser
from desktop.machine.folders import born_closed
from desktop.model.errors import QuaySoError

log = logging.getLogger("desktop.cli")

ROOMS: dict[str, tuple[str, ...]] = {
    "training": ("demo", "sandbox", "virtual-scanner"),
    "admin": ("doctor", "audit"),
    "scanning": ("scanners", "scan"),
    "pages": ("page",),
    "papers": ("paper",),
    "signing": ("tokens", "sign", "verify", "extend"),
    "counter": ("dossier", "party"),
    "province": ("queue", "sync", "report"),
    "piles": ("separators", "pile"),
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
    "installation": ("self-test", "update"),
}
"""Which room of this floor has which commands: a room is opened when one of its commands is asked for, since what all
of them together bring along takes seconds."""

Command = Callable[[argparse.Namespace], Answer]


def _common(*, fallback: bool) -> argparse.ArgumentParser:
    """The options that every command takes, before the command's name or behind it."""
    missing: dict[str, Any] = {} if fallback else {"default": argparse.SUPPRESS}
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, metavar="DIR", help="thư mục dữ liệu", **missing)
    common.add_argument("--training", action="store_true", help="chế độ tập huấn", **missing)
    common.add_argument("--json", action="store_true", help="in một đối tượng JSON", **missing)
    return common


def parser(words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The command line: all of it, or the rooms that `words` ask for where they name a command."""
    top = Parser(prog="quayso", description="Quầy Số: quét, ký, gửi.", parents=[_common(fallback=True)])
    top.add_argument("--version", action="version", version=f"quayso {__version__}", help="in số phiên bản")
    common = _common(fallback=False)
    commands = top.add_subparsers(dest="command", parser_class=Parser, metavar="LỆNH")
    for room in _asked(words):
        importlib.import_module(f"desktop.cli.{room}").register(commands, common)
    return top


def _asked(words: Sequence[str]) -> list[str]:
    """The rooms of the commands among some words; all of them where the first word is none, which may be a mistake."""
    first = next((word for word in words if not word.startswith("-")), "")
    everything = first not in {command for commands in ROOMS.values() for command in commands}
    return [room for room, commands in ROOMS.items() if everything or not set(commands).isdisjoint(words)]


def run(words: Sequence[str]) -> int:
    """Run one command line; gives the exit status: 0 done, 1 refused, 2 wrong usage, 3 device or line trouble."""
    as_json = "--json" in words
    born_closed()
    arguments = argparse.Namespace(data=None, training="--training" in words)
    try:
        arguments = parser(words).parse_args(list(words))
        if arguments.command is None:
            return _window(arguments)
        command: Command = arguments.run
        return show(command(arguments), as_json=as_json)
    except QuaySoError as error:
        log.info("%s: %s", error.code, error.cause)
        return show_error(error, as_json=as_json)
    except KeyboardInterrupt:
        return 130
    except NobodyReads:
        return 0
    except Exception as error:
        return show_error(_last_catch(error, arguments), as_json=as_json)


def _last_catch(error: Exception, arguments: argparse.Namespace) -> QuaySoError:
    """What to tell of an error that nobody expected; it is logged also where the command needs no data folder."""
    # Here and not above: it is hardly ever needed, and every command would wait for it.
    from desktop.machine.faults import told
    from desktop.machine.folders import folders
    from desktop.machine.log import has_log, start_log

    if not has_log():
        place = folders(arguments.data, training=arguments.training)
        with suppress(OSError, QuaySoError):
            place.make()
        start_log(place)
    return told(error)


def _window(arguments: argparse.Namespace) -> int:
    from desktop.ui.window import run_window

    return run_window(arguments.data, training=arguments.training)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
