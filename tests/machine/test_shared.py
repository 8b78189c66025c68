"""A folder that others can write to: what they planted is neither followed nor replaced."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop.machine.shared import SharedFolder, _require_folder


@pytest.fixture(params=["linux", "win32"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Held open, and without that hold."""
    monkeypatch.setattr(sys, "platform", request.param)
    return str(request.param)


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A file of the clerk's, at which links point."""
    file = tmp_path / "cua-can-bo.txt"
    file.write_text("quan trọng", "utf-8")
    return file


@pytest.fixture
def shelf(system: str, tmp_path: Path) -> SharedFolder:
    return SharedFolder(tmp_path / "ke")


@pytest.mark.parametrize("plant", [Path.symlink_to, Path.hardlink_to])
def test_no_act_touches_what_a_link_points_at(shelf: SharedFolder, theirs: Path, tmp_path: Path, plant: Any) -> None:
    for name in ("a.txt", "a (2).txt", "b.txt", "c.txt"):
        plant(tmp_path / "ke" / name, theirs)
    arriving = tmp_path / "c.txt"
    arriving.write_bytes(b"new")
    assert shelf.add("a.txt", b"mine").name == "a (3).txt"
    shelf.put("b.txt", b"mine")
    assert shelf.take(arriving).name == "c (2).txt"
    shelf.remove("c.txt")
    assert theirs.read_text("utf-8") == "quan trọng"
    assert (tmp_path / "ke" / "b.txt").read_bytes() == b"mine"
    assert sorted(file.name for file in (tmp_path / "ke").iterdir()) == [
        "a (2).txt",
        "a (3).txt",
        "a.txt",
        "b.txt",
        "c (2).txt",
    ]


def test_what_a_kill_left_is_gone_the_next_time(shelf: SharedFolder, theirs: Path, tmp_path: Path) -> None:
    (tmp_path / "ke" / ".quayso-1").touch()
    (tmp_path / "ke" / ".quayso-2").symlink_to(theirs)
    (tmp_path / "ke" / "thu.new").touch()
    SharedFolder(tmp_path / "ke")
    assert [file.name for file in (tmp_path / "ke").iterdir()] == ["thu.new"]
    assert theirs.exists()


def test_a_link_to_nothing_makes_no_file(shelf: SharedFolder, tmp_path: Path) -> None:
    (tmp_path / "ke" / "a.txt").symlink_to(tmp_path / "moi")
    shelf.add("a.txt", b"mine")
    shelf.put("a.txt", b"mine")
    assert not (tmp_path / "moi").exists()


def test_only_small_plain_files_are_read(shelf: SharedFolder, theirs: Path, tmp_path: Path) -> None:
    place = tmp_path / "ke"
    (place / "link").symlink_to(theirs)
    os.mkfifo(place / "pipe")
    (place / "large").write_bytes(bytes(1 << 17))
    (place / "plain").write_bytes(b"x")
    for name in ("pipe", "large", "none", *(["link"] if sys.platform == "linux" else [])):
        with pytest.raises(OSError, match=r".+"):
            shelf.read(name)
    assert shelf.read("plain") == b"x"


def test_a_link_in_its_place_is_refused(system: str, theirs: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for name, target in (("link", home), ("nowhere", tmp_path / "none"), ("file-link", theirs)):
        (tmp_path / name).symlink_to(target)
        with pytest.raises(NotADirectoryError):
            SharedFolder(tmp_path / name)
    with pytest.raises(FileExistsError):
        SharedFolder(theirs)
    assert list(home.iterdir()) == []


def test_a_folder_exchanged_for_a_link_gets_nothing(shelf: SharedFolder, system: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "ke").rename(tmp_path / "cu")
    (tmp_path / "ke").symlink_to(home)
    if system == "linux":
        shelf.add("a.txt", b"mine")
        assert (tmp_path / "cu" / "a.txt").exists()
    else:
        with pytest.raises(NotADirectoryError):
            shelf.add("a.txt", b"mine")
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    ("tag", "refused"), [(0xA000_0003, True), (0xA000_000C, True), (0x9000_001A, False), (0, False)]
)
def test_a_junction_counts_as_a_link_and_a_folder_in_the_cloud_does_not(tag: int, refused: bool) -> None:
    found = SimpleNamespace(st_mode=stat.S_IFDIR, st_reparse_tag=tag)
    folder: Any = SimpleNamespace(name="ke", lstat=lambda: found)
    if refused:
        with pytest.raises(NotADirectoryError):
            _require_folder(folder)
    else:
        _require_folder(folder)
