"""The province's signed settings: believed, put in place, locked, refused."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from desktop.machine.provision import (
    FOLDER,
    BadProvision,
    Provision,
    profile_file,
    profile_names,
    provision_folder,
    read_provision,
)
from desktop.machine.settings_file import BadSettings, load_settings
from desktop.machine.signed import NotSigned
from desktop.machine.take_provision import main, take_provision

ROOT = b"a root"
TEXT = """\
serial = {serial}
locked = ["unit", "scan_dpi"]
[settings]
unit = "H99.12"
unit_name = "Trung tâm Mẫu"
trust_roots = ["goc.pem", "C:/khac.pem"]
[files]
"goc.pem" = "{root}"
"""


class Province:
    """Signs settings."""

    def __init__(self) -> None:
        self.key = Ed25519PrivateKey.generate()

    def issue(self, folder: Path, text: str = TEXT, serial: int = 1) -> Path:
        folder.mkdir(exist_ok=True)
        data = text.replace("{serial}", str(serial)).replace("{root}", hashlib.sha256(ROOT).hexdigest()).encode()
        (folder / "goc.pem").write_bytes(ROOT)
        (folder / "cau-hinh.toml").write_bytes(data)
        (folder / "cau-hinh.toml.sig").write_bytes(self.key.sign(data))
        public = self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        (folder / "tinh.pub").write_bytes(public)
        return folder


@pytest.fixture
def province() -> Province:
    return Province()


def test_no_word_from_the_province(tmp_path: Path) -> None:
    assert read_provision(tmp_path) == Provision()
    assert read_provision() == Provision()


def test_what_it_says(province: Province, tmp_path: Path) -> None:
    said = read_provision(province.issue(tmp_path / "tinh"))
    assert said.serial == 1
    assert said.settings["unit"] == "H99.12"
    assert said.settings["trust_roots"] == [str(tmp_path / "tinh" / "goc.pem"), "C:/khac.pem"]


def test_a_counters_own_file_comes_on_top_except_what_is_locked(province: Province, tmp_path: Path) -> None:
    own = tmp_path / "cau-hinh.toml"
    own.write_text('unit = "H00"\nofficer = "lan"\nunit_name = "Xã Mẫu"\nscan_dpi = 75\n', "utf-8")
    settings = load_settings(own, read_provision(province.issue(tmp_path / "tinh")))
    assert (settings.unit, settings.officer, settings.unit_name) == ("H99.12", "lan", "Xã Mẫu")
    assert settings.scan_dpi == 200


def test_a_lock_that_was_taken_once_still_holds(province: Province, tmp_path: Path) -> None:
    """Before the list said what can be locked, any name was taken: such settings are read as before."""
    text = TEXT.replace('"scan_dpi"', '"officer_name", "scan_dp"')
    own = tmp_path / "cau-hinh.toml"
    own.write_text('officer_name = "Người A"\n', "utf-8")
    assert load_settings(own, read_provision(province.issue(tmp_path / "tinh", text))).officer_name == ""


@pytest.mark.parametrize("spoil", ["text", "signature", "file", "no signature", "no file", "other key"])
def test_what_was_changed_is_not_believed(spoil: str, province: Province, tmp_path: Path) -> None:
    folder = province.issue(tmp_path / "tinh")
    match spoil:
        case "text":
            (folder / "cau-hinh.toml").write_bytes((folder / "cau-hinh.toml").read_bytes().replace(b"H99", b"H98"))
        case "signature":
            (folder / "cau-hinh.toml.sig").write_bytes(bytes(64))
        case "file":
            (folder / "goc.pem").write_bytes(b"another root")
        case "no signature":
            (folder / "cau-hinh.toml.sig").unlink()
        case "no file":
            (folder / "goc.pem").unlink()
        case "other key":
            other = Province().issue(tmp_path / "khac")
            (folder / "tinh.pub").write_bytes((other / "tinh.pub").read_bytes())
    with pytest.raises(NotSigned):
        read_provision(folder)


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        'serial = "one"\n',
        "serial = true\n",
        'serial = 1\nlocked = "unit"\n',
        'serial = 1\n[files]\n"../out.pem" = "00"\n',
        'serial = 1\n[files]\n"tinh.pub" = "00"\n',
    ],
)
def test_signed_and_senseless(text: str, province: Province, tmp_path: Path) -> None:
    with pytest.raises(BadProvision):
        read_provision(province.issue(tmp_path / "tinh", text))


def test_taking_it(province: Province, tmp_path: Path) -> None:
    machine = tmp_path / "machine"
    source = province.issue(tmp_path / "tinh")
    assert main([str(source), str(source / "tinh.pub"), str(machine)]) == 0
    assert read_provision(machine / FOLDER).serial == 1
    # The next one comes without a key: the one in place counts.
    assert take_provision(province.issue(source, serial=2), tmp_path / "none", machine).serial == 2
    assert sorted(one.name for one in machine.iterdir()) == [FOLDER]


@pytest.mark.parametrize(
    "kind", ["older", "another province", "unknown setting", "unknown lock", "everyone's own", "nothing there"]
)
def test_what_is_not_taken_leaves_the_old_in_place(
    kind: str, province: Province, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = tmp_path / "machine"
    take_provision(province.issue(tmp_path / "tinh", serial=5), tmp_path / "tinh" / "tinh.pub", machine)
    source, key = tmp_path / "moi", tmp_path / "none"
    match kind:
        case "older":
            province.issue(source, serial=4)
        case "another province":
            Province().issue(source, serial=6)
        case "unknown setting":
            province.issue(source, TEXT.replace("unit_name", "unit_nane"), serial=6)
        case "unknown lock":
            province.issue(source, TEXT.replace('"scan_dpi"', '"scan_dp"'), serial=6)
        case "everyone's own":
            province.issue(source, TEXT.replace('"scan_dpi"', '"officer_name"'), serial=6)
        case _:
            source.mkdir()
    assert main([str(source), str(key), str(machine)]) == 1
    assert capsys.readouterr().out.strip()
    assert read_provision(machine / FOLDER).serial == 5


@pytest.mark.parametrize("moment", range(1, 9))
def test_what_is_swapped_while_it_is_taken_is_never_used(
    moment: int, province: Province, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After so many files were opened, somebody puts others in their place, whose names lead out of the folder."""
    machine, source = tmp_path / "a" / "b" / "machine", province.issue(tmp_path / "tinh")
    pem = (source / "tinh.pub").read_bytes()
    (tmp_path / "x.dll").write_bytes(b"a clerk's own")
    opened, real = [0], Path.open

    def spied(self: Path, *words: Any, **more: Any) -> Any:
        file = real(self, *words, **more)
        if self.parent == source:
            opened[0] += 1
        if opened[0] == moment and self.parent == source:
            monkeypatch.setattr(Path, "open", real)
            Province().issue(source, TEXT + '"../../../x.dll" = "00"\n', serial=9)
            (source / "goc.pem").write_bytes(b"another root")
        return file

    monkeypatch.setattr(Path, "open", spied)
    try:
        taken = take_provision(source, source / "tinh.pub", machine)
    except (NotSigned, BadProvision):
        assert not (machine / FOLDER).exists()
    else:
        assert taken.serial == 1
        assert (machine / FOLDER / "goc.pem").read_bytes() == ROOT
        assert (machine / FOLDER / "tinh.pub").read_bytes() == pem
    assert (tmp_path / "x.dll").read_bytes() == b"a clerk's own"
    assert sorted(one.name for one in tmp_path.iterdir()) in (["a", "tinh", "x.dll"], ["tinh", "x.dll"])


@pytest.mark.parametrize(
    "name",
    ["../x.dll", "..", ".", "a/b.pem", "/etc/x", "C:/x.pem", "C:x.pem", "a.pem:stream", "NUL.pem", "con", "x.pem.",
     "x ", "TINH.pub", "Cau-Hinh.toml", "cau-hinh.toml.sig", "a\\\\b.pem", "", "x" * 200 + ".pem", "a\\nb", "*.pem"],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_refused_before_any_is_opened(
    name: str, province: Province, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = province.issue(tmp_path / "tinh", TEXT + f'"{name}" = "00"\n')
    opened: list[str] = []
    real = Path.open

    def spied(self: Path, *words: Any, **more: Any) -> Any:
        opened.append(self.name)
        return real(self, *words, **more)

    monkeypatch.setattr(Path, "open", spied)
    with pytest.raises(BadProvision):
        take_provision(source, source / "tinh.pub", tmp_path / "machine")
    assert set(opened) <= {"tinh.pub", "cau-hinh.toml", "cau-hinh.toml.sig"}
    assert not (tmp_path / "machine").exists()


def test_a_planted_link_is_removed_and_not_followed(province: Province, tmp_path: Path) -> None:
    machine, others = tmp_path / "machine", tmp_path / "others"
    source = province.issue(tmp_path / "tinh")
    take_provision(source, source / "tinh.pub", machine)
    others.mkdir()
    (others / "kept.txt").write_text("a clerk's own")
    (machine / f"{FOLDER}.old").symlink_to(others)
    assert take_provision(province.issue(source, serial=2), tmp_path / "none", machine).serial == 2
    assert (others / "kept.txt").exists()
    assert sorted(one.name for one in machine.iterdir()) == [FOLDER]


def test_a_file_that_never_ends_is_refused(province: Province, tmp_path: Path) -> None:
    source = province.issue(tmp_path / "tinh")
    (source / "goc.pem").unlink()
    (source / "goc.pem").symlink_to("/dev/zero")
    with pytest.raises(NotSigned):
        read_provision(source)
    (source / "goc.pem").unlink()
    (source / "goc.pem").touch()
    os.truncate(source / "goc.pem", 1 << 30)
    with pytest.raises(NotSigned, match="quá lớn"):
        read_provision(source)


def test_an_unknown_setting_is_told_as_the_provinces(province: Province, tmp_path: Path) -> None:
    said = read_provision(province.issue(tmp_path / "tinh", TEXT.replace("unit_name", "unit_nane")))
    with pytest.raises(BadSettings, match="của tỉnh"):
        load_settings(tmp_path / "none", said)


def test_the_provinces_own_profile_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("desktop.machine.provision.everyones_settings", lambda: tmp_path)
    assert profile_file("mau-six-step").parent.name == "profiles"
    provision_folder().mkdir(parents=True)
    (provision_folder() / "mau-six-step.toml").write_text("")
    assert profile_file("../mau-six-step") == provision_folder() / "mau-six-step.toml"


def test_the_provinces_own_profiles_are_listed_before_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("desktop.machine.provision.everyones_settings", lambda: tmp_path)
    assert profile_names() == ["mau-igate", "mau-relay", "mau-six-step"]
    provision_folder().mkdir(parents=True)
    for name in ("tinh-mau", "mau-relay", "cau-hinh"):
        (provision_folder() / f"{name}.toml").write_text("")
    assert profile_names() == ["mau-relay", "tinh-mau", "mau-igate", "mau-six-step"]
