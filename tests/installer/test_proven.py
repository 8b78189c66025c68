"""Whether the bundle's sources are those that the last check has seen, wherever they lie."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from installer.build.tools import ROOT
from installer.proven import INPUTS, RECORD, changed, record


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository that has every input."""
    for name in INPUTS:
        file = tmp_path / name if Path(name).suffix else tmp_path / name / "part.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    (tmp_path / "desktop" / "other.py").write_text("plain source")
    for words in (["init", "--quiet"], ["add", "."]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    return tmp_path


def test_nothing_is_proven_before_a_check(checkout: Path) -> None:
    assert changed(checkout) == list(INPUTS)


def test_what_was_recorded_is_proven_also_in_a_fresh_clone(
    checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    record(checkout)
    assert changed(checkout) == []
    identity = ["-c", "user.name=Thu", "-c", "user.email=thu@example.invalid"]
    subprocess.run(["git", "add", "."], cwd=checkout, check=True)
    subprocess.run(["git", *identity, "commit", "--quiet", "-m", "all"], cwd=checkout, check=True)
    clone = tmp_path_factory.mktemp("clone") / "fresh"
    subprocess.run(["git", "clone", "--quiet", str(checkout), str(clone)], check=True)
    assert changed(clone) == []


def test_what_changed_is_named_and_plain_source_is_not(checkout: Path) -> None:
    record(checkout)
    (checkout / "desktop" / "other.py").write_text("changed")
    assert changed(checkout) == []
    (checkout / "locks" / "part.py").write_text("changed")
    (checkout / "desktop" / "machine" / "part.py").unlink()
    assert changed(checkout) == ["locks", "desktop/machine"]


def test_every_input_of_this_repository_is_there() -> None:
    assert all((ROOT / name).exists() for name in INPUTS)
    assert (ROOT / RECORD).parent.is_dir()
