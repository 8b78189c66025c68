from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.new_counter import NewCounter, new_counter


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NewCounter]:
    """A counter that nobody has set up, with a scanner, a token and a province around it."""
    with new_counter(tmp_path, monkeypatch) as made:
        yield made
