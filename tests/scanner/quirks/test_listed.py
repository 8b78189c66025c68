"""Every quirk is named by its driver, says its source and has its test; every manner of the stand-in shows one."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from desktop.scanner import quirks
from desktop.scanner.escl import driver as escl
from desktop.scanner.folder import driver as folder
from desktop.scanner.sane import driver as sane
from desktop.scanner.wia import driver as wia
from desktop.training.scanner.manners import CHANGES, INSTEAD
from tests.scanner.test_manners import OF_THE_LINE

DRIVERS = {"escl": escl, "folder": folder, "sane": sane, "wia": wia}
HERE = Path(__file__).parent
ROOM = Path(quirks.__path__[0])


def names(place: Path) -> set[str]:
    return {file.stem for file in place.glob("*.py") if file.stem not in {"__init__", "conftest"}}


def test_every_kind_of_driver_has_its_folder():
    assert {place.name for place in ROOM.iterdir() if (place / "__init__.py").exists()} == set(DRIVERS)


@pytest.mark.parametrize("kind", DRIVERS)
def test_a_driver_names_its_quirks_and_each_has_a_source_and_a_test(kind):
    listed: tuple[ModuleType, ...] = DRIVERS[kind].QUIRKS
    found = names(ROOM / kind)
    assert [one.__name__.rpartition(".")[2] for one in listed] == sorted(found)
    assert {name.removeprefix("test_") for name in names(HERE / kind)} == found
    assert all("\nSource: " in (one.__doc__ or "") for one in listed)


def test_every_manner_of_the_stand_in_shows_a_quirk_or_the_line():
    shown = [
        manner
        for name in sorted(names(HERE / "escl"))
        for manner in importlib.import_module(f"tests.scanner.quirks.escl.{name}").MANNERS
    ]
    assert sorted([*shown, *OF_THE_LINE]) == sorted([*INSTEAD, *CHANGES])
