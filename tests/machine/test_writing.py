"""Files go where a person says, replace nothing unasked, touch no device, and appear whole or not at all."""

from __future__ import annotations

import os
import socket
import stat
import threading
from pathlib import Path

import pytest

from desktop.machine import writing
from desktop.machine.folders import FRESH
from desktop.machine.writing import (
    AlreadyThere,
    CannotWrite,
    FolderThere,
    NoPlaceForFile,
    NoRoom,
    NotAsWritten,
    WouldOverwriteInput,
    free_name,
    require_place,
    sweep_unfinished,
    write_file,
    write_files,
    write_folder,
    write_proven,
    written_aside,
)

FORMER, NEW = b"what stood there", b"new"


@pytest.fixture
def there(tmp_path: Path) -> Path:
    file = tmp_path / "out" / "giay.pdf"
    file.parent.mkdir()
    file.write_bytes(FORMER)
    return file


def test_a_new_file_is_whole_and_its_owners_alone(tmp_path: Path) -> None:
    write_file(tmp_path / "a.pdf", NEW, replace=False)
    assert (tmp_path / "a.pdf").read_bytes() == NEW
    assert stat.S_IMODE((tmp_path / "a.pdf").stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["a.pdf"]


def test_what_stands_there_is_replaced_only_where_it_may_be(there: Path) -> None:
    with pytest.raises(AlreadyThere) as refused:
        write_file(there, NEW, replace=False)
    assert str(there) in refused.value.message
    assert "--force" in refused.value.what_to_do
    assert there.read_bytes() == FORMER
    write_file(there, NEW, replace=True)
    assert there.read_bytes() == NEW
    assert [one.name for one in there.parent.iterdir()] == [there.name]


@pytest.mark.parametrize("replace", [False, True])
def test_the_source_is_never_replaced(there: Path, replace: bool) -> None:
    other = there.with_name("link.pdf")
    other.hardlink_to(there)
    for path in (there, other):
        with pytest.raises(WouldOverwriteInput):
            write_file(path, NEW, replace=replace, sources=[there])
    assert there.read_bytes() == FORMER


@pytest.mark.parametrize("replace", [False, True])
def test_links_are_never_written_through(there: Path, replace: bool) -> None:
    to_file, to_nothing = there.with_name("a"), there.with_name("b")
    to_file.symlink_to(there)
    to_nothing.symlink_to(there.with_name("made-through-a-link"))
    for link in (to_file, to_nothing):
        if replace:
            write_file(link, NEW, replace=True)
            assert not link.is_symlink()
            assert link.read_bytes() == NEW
        else:
            with pytest.raises(AlreadyThere):
                write_file(link, NEW, replace=False)
    assert there.read_bytes() == FORMER
    assert not there.with_name("made-through-a-link").exists()


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize(
    "name",
    ["/dev/null", "/dev/full", "/dev/tty", "/dev/stdout", "/dev/fd/1", "/dev/khong-co.pdf", "/proc/self/mem", "/sys/x"],
)
def test_a_device_is_never_a_file(name: str, replace: bool, tmp_path: Path) -> None:
    with pytest.raises(NoPlaceForFile):
        write_file(Path(name), NEW, replace=replace)
    link = tmp_path / "link.pdf"
    link.symlink_to(name)
    if Path(name).exists() and not Path(name).is_file():
        with pytest.raises(NoPlaceForFile):
            write_file(link, NEW, replace=replace)
    (tmp_path / "folder").symlink_to(Path(name).parent)
    with pytest.raises(NoPlaceForFile):
        write_file(tmp_path / "folder" / Path(name).name, NEW, replace=replace)


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize(
    "name", ["CON", "nul", "NUL.pdf", "Aux.tar.gz", "com1.pdf", "LPT9", "prn .pdf", "CONIN$", "conout$", "COM¹.pdf"]
)
def test_windows_names_of_devices_are_no_names_for_files(name: str, replace: bool, tmp_path: Path) -> None:
    with pytest.raises(NoPlaceForFile, match="Windows"):
        write_file(tmp_path / name, NEW, replace=replace)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("replace", [False, True])
def test_folders_pipes_and_sockets_are_no_files(replace: bool, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "to-folder").symlink_to(tmp_path / "folder")
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(tmp_path / "socket"))
        for name in ("folder", "to-folder", "pipe", "socket", ".", ".."):
            with pytest.raises(NoPlaceForFile):
                write_file(tmp_path / name, NEW, replace=replace)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["folder", "pipe", "socket", "to-folder"]


def test_memory_is_a_place_for_files() -> None:
    require_place(Path("/dev/shm") / f"quayso-{os.getpid()}.pdf", replace=False)


def test_a_place_that_cannot_be_is_told_by_its_reason(there: Path) -> None:
    for path, reason in (
        (there.parent / "none" / "a.pdf", "không có thư mục đó"),
        (there / "a.pdf", "đường dẫn đi qua một tệp"),
        (there.parent / f"{'x' * 300}.pdf", "tên quá dài"),
    ):
        with pytest.raises(CannotWrite, match=reason):
            write_file(path, NEW, replace=False)
    there.with_name("a").symlink_to(there.with_name("a"))
    with pytest.raises((CannotWrite, AlreadyThere)):
        write_file(there.with_name("a"), NEW, replace=False)


@pytest.mark.parametrize("knows_links", [True, False])
def test_what_came_there_meanwhile_is_not_replaced(
    knows_links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not knows_links:
        monkeypatch.setattr(Path, "hardlink_to", _no_links)
    file = tmp_path / "a.pdf"
    with pytest.raises(AlreadyThere), written_aside(file, replace=False) as out:
        out.write(NEW)
        file.write_bytes(FORMER)
    assert file.read_bytes() == FORMER
    assert [one.name for one in tmp_path.iterdir()] == ["a.pdf"]


def test_where_files_have_one_name_only_they_are_written_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "hardlink_to", _no_links)
    write_file(tmp_path / "a.pdf", NEW, replace=False)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.pdf", NEW)]


def _no_links(self: Path, target: Path) -> None:
    if self.exists():
        raise FileExistsError(17, "File exists")
    raise PermissionError(1, "Operation not permitted")


def test_of_many_who_write_one_name_one_wins_whole(tmp_path: Path) -> None:
    file, outcomes = tmp_path / "a.pdf", []
    gate = threading.Barrier(8)

    def write(number: int) -> None:
        gate.wait()
        try:
            write_file(file, bytes([number]) * 10_000, replace=False)
            outcomes.append(number)
        except AlreadyThere:
            pass

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(outcomes) == 1
    assert file.read_bytes() == bytes(outcomes) * 10_000


@pytest.mark.parametrize("step", ["write", "fsync", "name"])
@pytest.mark.parametrize("replace", [False, True])
def test_a_disk_that_refuses_leaves_all_as_it_was(
    step: str, replace: bool, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    place = there if replace else there.with_name("new.pdf")
    if step == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    if step == "name":
        monkeypatch.setattr(writing, "give_name", full)
    with pytest.raises(CannotWrite, match="đã đầy"), written_aside(place, replace=replace) as out:
        out.write(NEW)
        if step == "write":
            full()
    assert [(one.name, one.read_bytes()) for one in there.parent.iterdir()] == [(there.name, FORMER)]


def test_of_many_files_none_is_written_where_one_has_no_place(there: Path) -> None:
    with pytest.raises(AlreadyThere):
        write_files(there.parent, [("a.json", NEW), (there.name, NEW)], replace=False)
    assert [one.name for one in there.parent.iterdir()] == [there.name]
    assert there.read_bytes() == FORMER
    write_files(there.parent, [("a.json", NEW), (there.name, NEW)], replace=True)
    assert {one.read_bytes() for one in there.parent.iterdir()} == {NEW}


def test_a_file_that_is_taken_along_is_read_back_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    give = writing.give_name

    def watched(fresh: Path, path: Path, *, replace: bool) -> None:
        seen.append([one.read_bytes().decode() for one in tmp_path.iterdir()])
        give(fresh, path, replace=replace)

    monkeypatch.setattr(writing, "give_name", watched)
    write_proven(tmp_path / "a.pdf", b"whole", replace=False)
    assert (seen, (tmp_path / "a.pdf").read_bytes()) == ([["whole"]], b"whole")
    whole = os.fsync

    def spoiled(file: int) -> None:
        os.pwrite(file, b"WHO", 0)
        whole(file)

    monkeypatch.setattr(os, "fsync", spoiled)
    with pytest.raises(NotAsWritten):
        write_proven(tmp_path / "a.pdf", b"another", replace=True)
    assert [one.name for one in tmp_path.iterdir()] == ["a.pdf"]
    assert (len(seen), (tmp_path / "a.pdf").read_bytes()) == (1, b"whole")


def test_a_folder_is_new_and_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [("a", b"1"), ("b", b"22")]
    assert write_folder(tmp_path / "f", files) == [tmp_path / "f" / "a", tmp_path / "f" / "b"]
    assert {one.name: one.read_bytes() for one in (tmp_path / "f").iterdir()} == dict(files)
    with pytest.raises(FolderThere):
        write_folder(tmp_path / "f", files)
    with pytest.raises(CannotWrite):
        write_folder(tmp_path / "no" / "f", files)
    monkeypatch.setattr(writing, "free_bytes", lambda folder: 2)
    with pytest.raises(NoRoom):
        write_folder(tmp_path / "g", files)
    assert [one.name for one in tmp_path.iterdir()] == ["f"]


def test_a_name_that_is_free_is_found(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        place = free_name(tmp_path, "ho-so", ".pdf")
        place.touch()
        names.append(place.name)
    assert names == ["ho-so.pdf", "ho-so (2).pdf", "ho-so (3).pdf"]
    (tmp_path / "x").symlink_to(tmp_path / "nowhere")
    assert free_name(tmp_path, "x", "").name == "x (2)"


def test_what_was_left_half_written_is_swept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / f"{FRESH}folder").mkdir()
    (tmp_path / f"{FRESH}folder" / "a").touch()
    (tmp_path / f"{FRESH}file").touch()
    (tmp_path / "hers").mkdir()
    (tmp_path / f"{FRESH}link").symlink_to(tmp_path / "hers")
    (tmp_path / "hers" / f"{FRESH}deep").touch()
    sweep_unfinished(tmp_path)
    assert sorted(one.name for one in tmp_path.rglob("*")) == [f"{FRESH}deep", "hers"]
