"""Rooms of the command line are opened when they are asked for; nothing about it shows."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterator

import pytest

from desktop.cli.grammar import choices
from desktop.cli.main import ROOMS, parser
from desktop.cli.running import command
from desktop.document.printing.separators import SIZES_MM
from desktop.model.errors import WrongUsage
from desktop.model.official import Role
from desktop.model.scanning import Colour, PaperSize, Source
from desktop.model.signature import SignatureRole


def test_every_command_stands_in_the_room_that_the_table_says():
    for room, named in ROOMS.items():
        commands = argparse.ArgumentParser().add_subparsers()
        importlib.import_module(f"desktop.cli.grammar.{room}").register(
            commands, argparse.ArgumentParser(add_help=False)
        )
        assert tuple(commands.choices) == named


@pytest.mark.parametrize("words", [["--data", "page", "queue", "list"], ["queue", "list", "--data", "page"]])
def test_a_folder_may_be_named_like_a_command(words):
    assert parser(words).parse_args(words).command == "queue"


def test_what_is_no_command_is_told_all_that_are():
    with pytest.raises(WrongUsage) as refused:
        parser(["pgae", "page"]).parse_args(["pgae", "page"])
    assert all(repr(command) in str(refused.value) for commands in ROOMS.values() for command in commands)


def _places(one: argparse.ArgumentParser) -> Iterator[str]:
    """What does each command, as the grammar says it."""
    if place := one.get_default("run"):
        yield place
    for action in one._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _places(below)


def test_whatever_can_be_said_is_done_by_a_function_that_is_there():
    places = list(_places(parser()))
    assert len(places) == len(set(places)) > len(ROOMS)
    assert all(callable(command(place)) for place in places)


def test_what_may_be_chosen_is_what_the_rooms_know():
    assert tuple(Source) == choices.SOURCES
    assert tuple(Colour) == choices.COLOURS
    assert tuple(PaperSize) == choices.SHEETS
    assert tuple(SIZES_MM) == choices.SEPARATOR_SHEETS
    assert tuple(SignatureRole) == choices.ROLES
    assert tuple(Role) == choices.OFFICIAL_ROLES


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
