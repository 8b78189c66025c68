"""The machine's folder: a stranger's is neither believed nor walked through, and removing follows no link."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.machine import machine_folder
from desktop.machine.machine_folder import keep_machine_folder, purge
from desktop.machine.settings_file import FILE_NAME


class Mark:
    """The registry's part."""

    def __init__(self) -> None:
        self.kept = ""

    def read(self) -> str:
        """See the module."""
        return self.kept

    def write(self, identity: str) -> None:
        """See the module."""
        self.kept = identity

    def forget(self) -> None:
        """See the module."""
        self.kept = ""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "ProgramData").mkdir()
    return tmp_path / "ProgramData" / "QuaySo"


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A folder that is none of ours."""
    folder = tmp_path / "victim"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    return folder


def test_the_first_setup_makes_it_and_the_next_one_keeps_it(place: Path) -> None:
    mark = Mark()
    assert keep_machine_folder(place, mark) is None
    assert place.stat().st_mode & 0o022 == 0
    (place / FILE_NAME).write_text("of the province")
    assert keep_machine_folder(place, mark) is None
    assert (place / FILE_NAME).read_text() == "of the province"


def test_a_folder_made_beforehand_goes_aside_as_it_is(place: Path) -> None:
    place.mkdir(mode=0o777)
    (place / "cap-phat").mkdir()
    (place / "cap-phat" / FILE_NAME).write_text("a stranger's")
    aside = keep_machine_folder(place, Mark())
    assert aside and (aside / "cap-phat" / FILE_NAME).read_text() == "a stranger's"
    assert list(place.iterdir()) == []


def test_a_link_made_beforehand_goes_itself(place: Path, victim: Path) -> None:
    place.symlink_to(victim)
    aside = keep_machine_folder(place, Mark())
    assert aside and aside.is_symlink()
    assert place.is_dir() and not place.is_symlink()
    assert [one.name for one in victim.iterdir()] == ["letter.txt"]


def test_another_folder_under_the_noted_name_is_a_strangers(place: Path) -> None:
    mark = Mark()
    keep_machine_folder(place, mark)
    ours = place.rename(place.with_name("elsewhere"))
    place.mkdir()
    (place / "planted").touch()
    aside = keep_machine_folder(place, mark)
    assert aside and (aside / "planted").exists() and ours.exists()
    assert list(place.iterdir()) == []


def test_our_folder_behind_a_link_is_not_ours(place: Path) -> None:
    mark = Mark()
    keep_machine_folder(place, mark)
    moved = place.rename(place.with_name("elsewhere"))
    place.symlink_to(moved)
    assert keep_machine_folder(place, mark)
    assert not place.is_symlink()


def test_whoever_is_faster_stops_the_setup(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = machine_folder._make_closed

    def raced(at: Path, access: str) -> None:
        at.mkdir()
        whole(at, access)

    monkeypatch.setattr(machine_folder, "_make_closed", raced)
    mark = Mark()
    with pytest.raises(FileExistsError):
        keep_machine_folder(place, mark)
    assert mark.kept == ""


def _profile(users: Path, name: str) -> Path:
    local = users / name / "AppData" / "Local"
    for folder in ("QuaySo", "QuaySo-Training", "Other"):
        (local / folder / "inner").mkdir(parents=True)
        (local / folder / "inner" / "quayso.db").write_text("data")
    return users / name


def test_a_purge_takes_everyones_data_and_nothing_else(place: Path, tmp_path: Path) -> None:
    users, mark = tmp_path / "Users", Mark()
    profiles = [_profile(users, "an"), _profile(users, "binh"), users / "nobody"]
    keep_machine_folder(place, mark)
    (place / FILE_NAME).touch()
    assert purge(place, profiles, mark) == []
    assert not place.exists() and mark.kept == ""
    assert sorted(one.name for one in users.iterdir()) == ["an", "binh"], "no bin is left"
    assert [one.name for one in (users / "an" / "AppData" / "Local").iterdir()] == ["Other"]


@pytest.mark.parametrize("where", ["AppData/Local/QuaySo", "AppData/Local/QuaySo/inner/deeper"])
def test_a_purge_removes_a_link_and_not_what_it_leads_to(where: str, place: Path, victim: Path, tmp_path: Path) -> None:
    link = _profile(tmp_path / "Users", "an") / where
    if link.exists():
        link.rename(link.with_name("moved"))
    link.symlink_to(victim)
    assert purge(place, [tmp_path / "Users" / "an"], Mark()) == []
    assert not os.path.lexists(link)
    assert (victim / "letter.txt").read_text() == "dear"


def test_a_purge_goes_through_no_link_above(place: Path, victim: Path, tmp_path: Path) -> None:
    (victim / "QuaySo").mkdir()
    (victim / "QuaySo" / "of-others").touch()
    above = tmp_path / "Users" / "an" / "AppData"
    above.mkdir(parents=True)
    (above / "Local").symlink_to(victim)
    assert purge(place, [tmp_path / "Users" / "an"], Mark()) == [above / "Local" / "QuaySo"]
    assert (victim / "QuaySo" / "of-others").exists()


def test_a_purge_leaves_a_strangers_machine_folder(place: Path) -> None:
    place.mkdir()
    (place / "planted").touch()
    assert purge(place, [], Mark()) == [place]
    assert (place / "planted").exists()
