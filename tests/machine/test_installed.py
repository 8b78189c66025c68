"""What the setup has put on the PC."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from desktop.machine.installed import MANIFEST, altered, bundle, main


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = {"QuaySo.exe": b"MZ", "app/resources/i18n/vi.qm": b"words", "app/có dấu.txt": b"x"}
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()]
    (tmp_path / MANIFEST).write_text("".join(lines), "utf-8")
    monkeypatch.setattr("desktop.machine.installed.resources", lambda: tmp_path / "app" / "resources")
    return tmp_path


def test_a_whole_installation(root: Path) -> None:
    assert bundle() == root
    assert altered(root) == []
    assert main() == 0


def test_a_broken_one(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "QuaySo.exe").write_bytes(b"MZ!")
    (root / "app" / "resources" / "i18n" / "vi.qm").unlink()
    assert main() == 1
    assert capsys.readouterr().out.splitlines() == ["QuaySo.exe", "app/resources/i18n/vi.qm"]


def test_the_workshop_is_no_installation(capsys: pytest.CaptureFixture[str]) -> None:
    assert bundle() is None
    assert main() == 1
    assert capsys.readouterr().out == f"{MANIFEST}\n"
