"""Counters that have officials, and the window of one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.workflow.officials import passwords
from tests.ui.officials.desk import Come, coming


@pytest.fixture(autouse=True)
def _quick_to_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_MEMORY_KIB", 64)


@pytest.fixture
def come(application: QApplication, tmp_path: Path) -> Iterator[Come]:
    """Lets an official come to the window of a counter that has some; no name: of one where nobody is set up."""
    yield from coming(tmp_path / "training")


@pytest.fixture(scope="module")
def shared(application: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Come]:
    """The same, for the tests of a module that leave everything as they found it."""
    yield from coming(tmp_path_factory.mktemp("shared") / "training")
