"""Rooms of the command line are opened when they are asked for; nothing about it shows."""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys
from collections.abc import Iterator

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


def _whole(one: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, str | None]]:
    """Every command, every parameter, and what the help says of it."""
    for action in one._actions:
        if isinstance(action, argparse._SubParsersAction):
            told = {choice.dest: choice.help for choice in action._choices_actions}
            for command, below in action.choices.items():
                yield f"{name} {command}", told.get(command)
                yield from _whole(below, f"{name} {command}")
        else:
            yield f"{name} {action.dest}", action.help


def test_the_help_says_something_of_everything():
    told = dict(_whole(parser(), "quayso"))
    assert len(told) > len(ROOMS)
    assert [name for name, words in told.items() if not words] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["page", "clean", "a.png"], "thiếu --out"),
        (["page", "wash"], "action không thể là 'wash', chỉ có thể là 'clean', 'codes', 'text'"),
        (["scan", "--device", "x", "--out", "d", "--dpi", "many"], "--dpi không thể là 'many'"),
        (["scan", "--device"], "--device thiếu giá trị"),
        (["page", "clean", "a.png", "--out", "d", "--wash"], "không có tham số «--wash»"),
        (["check", "--full=1"], "--full không nhận giá trị '1'"),
        (["dossier", "new", "--consent", "--no-consent"], "--no-consent không đi cùng --consent"),
    ],
)
def test_a_line_that_cannot_be_taken_is_answered_in_vietnamese(words, said):
    with pytest.raises(WrongUsage) as refused:
        parser(words).parse_args(words)
    assert said in refused.value.message


def test_the_help_is_vietnamese(capsys):
    with pytest.raises(SystemExit):
        parser(["dossier"]).parse_args(["dossier", "new", "--help"])
    told = capsys.readouterr().out
    assert told.startswith("Cách dùng: quayso dossier new")
    assert not {"usage", "options", "arguments", "show"} & set(told.replace(":", " ").split())
