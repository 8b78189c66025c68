"""A command run, and the one place where errors become exit statuses."""

from __future__ import annotations

import argparse
import importlib
import logging
from collections.abc import Callable
from contextlib import suppress

from desktop.cli.answer import Answer, NobodyReads, show, show_error
from desktop.cli.inputs import pin_line
from desktop.machine.faults import told, watch
from desktop.machine.folders import born_closed, folders
from desktop.machine.log import has_log, start_log
from desktop.model.errors import QuaySoError

log = logging.getLogger("desktop.cli")

Command = Callable[[argparse.Namespace], Answer]


def carry_out(arguments: argparse.Namespace, *, alone: bool) -> int:
    """Do what a command line asks for; gives the exit status.

    Args:
        arguments: of the line.
        alone: see `main.run`.
    """
    born_closed()
    if alone:
        watch()
    try:
        if arguments.command is None:
            return _window(arguments)
        if arguments.as_name:
            # The first line, whatever else a command reads after it.
            arguments.password = pin_line()
        return show(command(arguments.run)(arguments), as_json=arguments.json)
    except KeyboardInterrupt:
        return 130
    except NobodyReads:
        return 0
    except Exception as error:
        return refused(error, arguments, as_json=arguments.json)


def command(place: str) -> Command:
    """What does a command; its room is opened now.

    Args:
        place: `room:function`, as the grammar says it.
    """
    room, _, function = place.partition(":")
    found: Command = getattr(importlib.import_module(f"desktop.cli.{room}"), function)
    return found


def refused(error: Exception, arguments: argparse.Namespace, *, as_json: bool) -> int:
    """Tell why a line came to nothing; gives the exit status."""
    if isinstance(error, QuaySoError):
        log.info("%s: %s", error.code, error.cause)
        return show_error(error, as_json=as_json)
    return show_error(_last_catch(error, arguments), as_json=as_json)


def _last_catch(error: Exception, arguments: argparse.Namespace) -> QuaySoError:
    """What to tell of an error that nobody expected; it is logged also where the command needs no data folder."""
    if not has_log():
        place = folders(arguments.data, training=arguments.training)
        with suppress(OSError, QuaySoError):
            place.make()
        start_log(place)
    return told(error)


def _window(arguments: argparse.Namespace) -> int:
    # Here and not above: it alone brings Qt.
    from desktop.ui.window import run_window

    return run_window(arguments.data, training=arguments.training)
