"""Rooms of the command line are opened when they are asked for; nothing about it shows."""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys

import pytest

from desktop.cli.main import ROOMS, parser
from desktop.model.errors import WrongUsage


def test_every_command_stands_in_the_room_that_the_table_says():
    for room, named in ROOMS.items():
        commands = argparse.ArgumentParser().add_subparsers()
        importlib.import_module(f"desktop.cli.{room}").register(commands, argparse.ArgumentParser(add_help=False))
        assert tuple(commands.choices) == named


@pytest.mark.parametrize("words", [["--data", "page", "queue", "list"], ["queue", "list", "--data", "page"]])
def test_a_folder_may_be_named_like_a_command(words):
    assert parser(words).parse_args(words).command == "queue"


def test_what_is_no_command_is_told_all_that_are():
    with pytest.raises(WrongUsage) as refused:
        parser(["pgae", "page"]).parse_args(["pgae", "page"])
    assert all(repr(command) in str(refused.value) for commands in ROOMS.values() for command in commands)


def test_pages_are_worked_on_without_a_station():
    ask = "import sys; from desktop.cli.main import parser; parser(['page']); print('desktop.app' in sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, timeout=120, check=True)
    assert loaded.stdout.strip() == "False"
