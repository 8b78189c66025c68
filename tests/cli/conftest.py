"""A command line as a person or a program runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from desktop.cli.main import run

Quayso = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def quayso(capsys: pytest.CaptureFixture[str]) -> Quayso:
    """Runs a command line; gives its exit status and its JSON."""

    def call(*words: str) -> tuple[int, dict[str, Any]]:
        status = run([*words, "--json"])
        return status, json.loads(capsys.readouterr().out.strip().splitlines()[-1])

    return call
